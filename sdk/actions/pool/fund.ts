import type { Address } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { iReceivablesPoolAbi } from '../../generated/abis.ts';

/** `amount` in units of the deal's money, not of a settlement asset with more decimals. */
export type FundParameters = { pool: Address; period: number; amount: bigint };

/**
 * Brings cash of a period's collections: all of it, a part, early or late. The sender has approved the settlement asset
 * to the pool before.
 *
 * @example
 * await fund(servicer, { pool, period: 3, amount: 1_130_000_000_000n });
 */
export const fund: WriteAction<FundParameters> = defineWrite({
  call: (_client, { pool, period, amount }: FundParameters) =>
    encodeCall({
      kind: 'pool',
      address: pool,
      abi: iReceivablesPoolAbi,
      functionName: 'fund',
      args: [period, amount],
    }),
});
