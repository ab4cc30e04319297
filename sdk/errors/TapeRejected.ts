import { SluiceError } from './SluiceError.ts';

/** One thing wrong with a tape. */
export interface TapeProblem {
  /** As a spreadsheet counts: 1 is the header. Absent if the whole file is meant. */
  row?: number;
  /** The column, by our name. Absent if the whole row is meant. */
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

/** A tape was refused as a whole: nothing of it was used, and nothing was written. */
export class TapeRejected extends SluiceError<'TapeRejected', { file: string; count: number }> {
  readonly problems: readonly TapeProblem[];

  constructor({ file, problems, cause }: { file: string; problems: readonly TapeProblem[]; cause?: unknown }) {
    super('TapeRejected', {
      what: messageOf(problems),
      advice: 'Correct what the lines name and read the tape again; nothing of it was used.',
      values: { file, count: problems.length },
      cause,
    });
    // One line per problem, and each says what was expected.
    this.message = messageOf(problems);
    this.problems = problems;
  }
}

function messageOf(problems: readonly TapeProblem[]): string {
  const lines = problems.slice(0, SHOWN).map(({ text }) => text);
  const more = problems.length - lines.length;
  if (more > 0) lines.push(`and ${more} more: ${problems.length} problems in all`);
  return lines.join('\n');
}
