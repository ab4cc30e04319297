import type { Address } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { waterfallAbi } from '../../generated/abis.ts';

export type RunFallbackParameters = { waterfall: Address };

/**
 * In the fallback, pays the cash in hand on the next payment date. Anyone may ask, from that date on.
 *
 * @example
 * await runFallback(anyone, { waterfall });
 */
export const runFallback: WriteAction<RunFallbackParameters> = defineWrite({
  call: (_client, { waterfall }: RunFallbackParameters) =>
    encodeCall({ kind: 'waterfall', address: waterfall, abi: waterfallAbi, functionName: 'runFallback', args: [] }),
});
