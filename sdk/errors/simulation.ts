import { SluiceError } from './SluiceError.ts';

/** One thing wrong with a table of inputs. */
export interface InputProblem {
  /** As a spreadsheet counts: 1 is the header. Absent if the whole file is meant. */
  row?: number;
  /** The column, by its name in the deal. Absent if the whole row is meant. */
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

/** A table of inputs was refused as a whole: no date was run. */
export class InputsRejected extends SluiceError<'InputsRejected', { file: string; count: number }> {
  readonly problems: readonly InputProblem[];

  constructor({ file, problems }: { file: string; problems: readonly InputProblem[] }) {
    super('InputsRejected', {
      what: messageOf(problems),
      advice: 'Correct what the lines name and simulate again; no date was run.',
      values: { file, count: problems.length },
    });
    // One line per problem, and each says what was expected.
    this.message = messageOf(problems);
    this.problems = problems;
  }
}

function messageOf(problems: readonly InputProblem[]): string {
  const lines = problems.slice(0, SHOWN).map(({ text }) => text);
  const more = problems.length - lines.length;
  if (more > 0) lines.push(`and ${more} more: ${problems.length} problems in all`);
  return lines.join('\n');
}

/** `--map` has a part that is not `OURS=THEIRS`. */
export class ColumnMapUnreadable extends SluiceError<'ColumnMapUnreadable', { part: string }> {
  constructor(part: string) {
    super('ColumnMapUnreadable', {
      what: `"${part}" does not say which column stands for which input.`,
      advice: "Write the deal's name, =, and the file's: --map 'pool=Ending Balance,collections=Cash'.",
      values: { part },
    });
  }
}

/** There is no in-process chain, or nothing to put on it. */
export class LocalChainMissing extends SluiceError<'LocalChainMissing', { missing: string }> {
  constructor(missing: string, cause?: unknown) {
    super('LocalChainMissing', {
      what: `A chain in this process needs ${missing}, which is not there.`,
      advice: 'Install all packages and build the contracts: npm ci, npm run build. Or simulate --on engine.',
      values: { missing },
      cause,
    });
  }
}

type Difference = { period: number; what: string; previewed: bigint; found: bigint };

/** What the chain did is not what it had said it would do. */
export class ChainDisagrees extends SluiceError<'ChainDisagrees', Difference> {
  constructor(values: Difference) {
    const { period, what, previewed, found } = values;
    super('ChainDisagrees', {
      what: `On date ${period} the chain previewed ${previewed} for ${what}, and the run gave ${found}.`,
      advice: 'This is a defect of the contracts: report it with the deal file and the inputs.',
      values,
    });
  }
}
