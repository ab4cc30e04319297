import { SluiceError } from './SluiceError.ts';

/** One thing wrong with a list of investors. */
export interface InvestorProblem {
  /** As a spreadsheet counts: 1 is the header. In an array, 1 is its first record. Absent if the whole file is meant. */
  row?: number;
  /** The column. Absent if the whole row is meant. */
  field?: string;
  /** What is there. */
  found: string;
  /** What should be there. */
  expected: string;
  /** All of it in one line. */
  text: string;
}

/** How many problems the message shows; `problems` has all of them. */
const SHOWN = 50;

/** A list of investors was refused as a whole: nothing of it was used, and nothing was sent. */
export class InvestorsRejected extends SluiceError<'InvestorsRejected', { file: string; count: number }> {
  readonly problems: readonly InvestorProblem[];

  constructor({ file, problems, cause }: { file: string; problems: readonly InvestorProblem[]; cause?: unknown }) {
    super('InvestorsRejected', {
      what: messageOf(problems),
      advice: 'Correct what the lines name and load the list again; nothing of it was used.',
      values: { file, count: problems.length },
      cause,
    });
    // One line per problem, and each says what was expected.
    this.message = messageOf(problems);
    this.problems = problems;
  }
}

function messageOf(problems: readonly InvestorProblem[]): string {
  const lines = problems.slice(0, SHOWN).map(({ text }) => text);
  const more = problems.length - lines.length;
  if (more > 0) lines.push(`and ${more} more: ${problems.length} problems in all`);
  return lines.join('\n');
}
