import type { Address, Hex } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { iReceivablesPoolAbi } from '../../generated/abis.ts';
import { reportThere } from './reportThere.ts';

export type ObjectToReportParameters = {
  pool: Address;
  /** The digest that was checked. Refused if the pool has another report by now. */
  digest: Hex;
  /** Why: it stands in the event, for everybody. */
  reason: string;
};

/**
 * Voids the attested report; the servicer brings the next version. Only the trustee, in the hold hours, once a period.
 *
 * @throws {ReportNotThere} if the pool's report is not the one with `digest`
 * @example
 * await objectToReport(trustee, { pool, digest, reason: 'Collections of 3 May are missing.' });
 */
export const objectToReport: WriteAction<ObjectToReportParameters> = defineWrite({
  call: async (client, { pool, digest, reason }: ObjectToReportParameters) => {
    const { period, version } = await reportThere(client, { pool, digest });
    return encodeCall({
      kind: 'pool',
      address: pool,
      abi: iReceivablesPoolAbi,
      functionName: 'object',
      args: [period, version, reason],
    });
  },
});
