import type { Address } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { waterfallAbi } from '../../generated/abis.ts';

export type OpenFallbackParameters = { waterfall: Address };

/**
 * Asks for the fallback, where a date could not be run for the whole long stop. Only trustee and verifier; it opens, for
 * good, when both have asked for the same date. From then on cash goes to the classes in order of seniority.
 *
 * @example
 * await openFallback(trustee, { waterfall });
 */
export const openFallback: WriteAction<OpenFallbackParameters> = defineWrite({
  call: (_client, { waterfall }: OpenFallbackParameters) =>
    encodeCall({ kind: 'waterfall', address: waterfall, abi: waterfallAbi, functionName: 'openFallback', args: [] }),
});
