import type { Address } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { waterfallAbi } from '../../generated/abis.ts';

export type AccelerateParameters = { waterfall: Address };

/**
 * Makes the notes due: the input `accelerated` is 1 from the next payment date on. Only the trustee; for good.
 *
 * @example
 * await accelerate(trustee, { waterfall });
 */
export const accelerate: WriteAction<AccelerateParameters> = defineWrite({
  call: (_client, { waterfall }: AccelerateParameters) =>
    encodeCall({ kind: 'waterfall', address: waterfall, abi: waterfallAbi, functionName: 'accelerate', args: [] }),
});
