import type { Address } from 'viem';
import { SluiceError } from './SluiceError.ts';

export class SignaturesDiffer extends SluiceError<'SignaturesDiffer', { issuers: readonly Address[] }> {
  constructor(issuers: readonly Address[]) {
    super('SignaturesDiffer', {
      what:
        issuers.length === 0
          ? 'No issuer signed.'
          : `Not all issuers signed the same statement: ${issuers.join(', ')} signed another one.`,
      advice: 'Have every issuer sign the same topics and investors (signAttestation).',
      values: { issuers },
    });
  }
}

/** One thing wrong with one row. */
export type InvestorProblem = {
  row: number;
  reference: string;
  field: string;
  value: string;
  /** What was expected, in words. */
  expected: string;
};

const SHOWN = 50;

export class InvestorsRejected extends SluiceError<'InvestorsRejected', { problems: readonly InvestorProblem[] }> {
  constructor(problems: readonly InvestorProblem[]) {
    const lines = problems.slice(0, SHOWN).map(problemLine);
    const more = problems.length > SHOWN ? [`… and ${problems.length - SHOWN} more in error.values.problems`] : [];
    super('InvestorsRejected', {
      what: ['The investors were not accepted, and nothing was sent:', ...lines, ...more].join('\n'),
      advice: "\nCorrect the rows, or choose onProblem: 'skip' to admit the others.",
      values: { problems },
    });
  }
}

/** `row 17 country: "156": closed to this offer` */
export function problemLine({ row, field, value, expected }: InvestorProblem): string {
  return `row ${row} ${field} "${value}": ${expected}`;
}
