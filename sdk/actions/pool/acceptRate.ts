import type { Address, Hex } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { iReceivablesPoolAbi } from '../../generated/abis.ts';
import { reportThere } from './reportThere.ts';

export type AcceptRateParameters = {
  pool: Address;
  /** The digest of the report whose rate was checked. Refused if the pool has another report by now. */
  digest: Hex;
};

/**
 * Takes the report's rate of exchange although it is outside the band of the terms. Only the trustee, before the period is
 * closed; without it the report can't be closed with.
 *
 * @throws {ReportNotThere} if the pool's report is not the one with `digest`
 * @example
 * await acceptRate(trustee, { pool, digest });
 */
export const acceptRate: WriteAction<AcceptRateParameters> = defineWrite({
  call: async (client, { pool, digest }: AcceptRateParameters) => {
    const { period, version } = await reportThere(client, { pool, digest });
    return encodeCall({
      kind: 'pool',
      address: pool,
      abi: iReceivablesPoolAbi,
      functionName: 'acceptRate',
      args: [period, version],
    });
  },
});
