import type { Address } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import type { ReadClient } from '../../chain/client.ts';
import { toSluiceError } from '../../chain/failures.ts';
import { read } from '../../chain/read.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { getContractEvents } from 'viem/actions';
import { ReportNotThere } from '../../errors/pool.ts';
import { iReceivablesPoolAbi } from '../../generated/abis.ts';
import { type EncodedReport, type PeriodReport, encodeReport } from './periodReport.ts';

export type ClosePeriodParameters = {
  pool: Address;
  /**
   * The attested report. Without it, it is read from the pool's events. `none` closes the next period without a report,
   * after the grace days.
   */
  report?: PeriodReport | 'none';
  /** The block to look for the report from; the first, unless given. */
  fromBlock?: bigint;
};

/**
 * Runs the payment date on the report that was attested. Anyone may, from the payment date on and after the hold.
 *
 * @throws {ReportNotThere} if no report was given and the pool has none
 * @example
 * await closePeriod(anyone, { pool });
 */
export const closePeriod: WriteAction<ClosePeriodParameters> = defineWrite({
  call: async (client, { pool, report, fromBlock = 0n }: ClosePeriodParameters) => {
    const to = { kind: 'pool', address: pool, abi: iReceivablesPoolAbi } as const;
    if (report === 'none') {
      const period = await read(client, { ...to, functionName: 'nextPeriod' });
      return encodeCall({ ...to, functionName: 'closeEmpty', args: [period] });
    }
    const given = report === undefined ? await reportOf(client, { pool, fromBlock }) : encodeReport(report);
    return encodeCall({ ...to, functionName: 'close', args: [given] });
  },
});

/** The pool keeps a digest only; the report is in the event that announced it. */
async function reportOf(
  client: ReadClient,
  { pool, fromBlock }: { pool: Address; fromBlock: bigint },
): Promise<EncodedReport> {
  const at = { address: pool, abi: iReceivablesPoolAbi } as const;
  const [period, [{ version }, digest]] = await Promise.all([
    read(client, { ...at, functionName: 'nextPeriod' }),
    read(client, { ...at, functionName: 'candidate' }),
  ]);
  if (version === 0) throw new ReportNotThere({ pool, period });
  const events = await getContractEvents(client, {
    ...at,
    eventName: 'Reported',
    args: { period, digest },
    fromBlock,
    strict: true,
  }).catch((error: unknown) => {
    throw toSluiceError(error, { doing: `the search for report ${period} of ${pool}`, client });
  });
  const found = events.at(-1)?.args.report;
  if (found === undefined) throw new ReportNotThere({ pool, period, expected: digest });
  return found;
}
