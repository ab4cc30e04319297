import { Rejected, type RowProblem } from './problems.ts';

/** One thing wrong with a tape. */
export type TapeProblem = RowProblem;

/** A tape was refused as a whole: nothing of it was used, and nothing was written. */
export class TapeRejected extends Rejected<'TapeRejected', { file: string; count: number }, TapeProblem> {
  constructor({ file, problems, cause }: { file: string; problems: readonly TapeProblem[]; cause?: unknown }) {
    const advice = 'Correct what the lines name and read the tape again; nothing of it was used.';
    super('TapeRejected', { problems, advice, values: { file, count: problems.length }, cause });
  }
}
