import { Rejected, type RowProblem } from './problems.ts';

/** One thing wrong with a list of investors. */
export type InvestorProblem = RowProblem;

/** A list of investors was refused as a whole: nothing of it was used, and nothing was sent. */
export class InvestorsRejected extends Rejected<'InvestorsRejected', { file: string; count: number }, InvestorProblem> {
  constructor({ file, problems, cause }: { file: string; problems: readonly InvestorProblem[]; cause?: unknown }) {
    const advice = 'Correct what the lines name and load the list again; nothing of it was used.';
    super('InvestorsRejected', { problems, advice, values: { file, count: problems.length }, cause });
  }
}
