import { type ErrorValues, SluiceError } from './SluiceError.ts';

/** One thing wrong with a table. */
export interface RowProblem {
  /** As a spreadsheet counts: 1 is the header. In an array, 1 is its first record. Absent if the whole file is meant. */
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

/** What was given is refused as a whole: the message is a line for each problem, and each line says what was expected. */
export abstract class Rejected<
  Name extends string,
  Values extends ErrorValues,
  Problem extends { text: string },
> extends SluiceError<Name, Values> {
  readonly problems: readonly Problem[];

  constructor(name: Name, told: { problems: readonly Problem[]; advice: string; values: Values; cause?: unknown }) {
    const { problems, ...rest } = told;
    const message = messageOf(problems);
    super(name, { what: message, ...rest });
    // The advice is not repeated after fifty lines that give their own.
    this.message = message;
    this.problems = problems;
  }
}

function messageOf(problems: readonly { text: string }[]): string {
  const lines = problems.slice(0, SHOWN).map(({ text }) => text);
  const more = problems.length - lines.length;
  if (more > 0) lines.push(`and ${more} more: ${problems.length} problems in all`);
  return lines.join('\n');
}
