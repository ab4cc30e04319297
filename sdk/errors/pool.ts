import type { Address, Hex } from 'viem';
import { SluiceError } from './SluiceError.ts';

type Values = { pool: Address; period: number; expected?: Hex | undefined; found?: Hex | undefined };

/** The pool's next period has no report, or not the one with that digest. */
export class ReportNotThere extends SluiceError<'ReportNotThere', Values> {
  constructor(values: Values) {
    const { pool, period, expected, found } = values;
    super('ReportNotThere', {
      what:
        expected === undefined
          ? `Pool ${pool} has no report for payment date ${period}.`
          : found === undefined
            ? `Report ${expected} for payment date ${period} is not among the events of pool ${pool}.`
            : `For payment date ${period} pool ${pool} has report ${found}, not ${expected}.`,
      advice:
        expected === undefined
          ? 'Have the servicer sign one (signReport), or close without a report after the grace days.'
          : found === undefined
            ? 'Ask a node that has the blocks since it was reported, or give the report itself.'
            : 'It was restated: read the report that is there before signing.',
      values,
    });
  }
}
