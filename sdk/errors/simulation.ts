import { Rejected, type RowProblem } from './problems.ts';
import { SluiceError } from './SluiceError.ts';

/** One thing wrong with a table of inputs. */
export type InputProblem = RowProblem;

/** A table of inputs was refused as a whole: no date was run. */
export class InputsRejected extends Rejected<'InputsRejected', { file: string; count: number }, InputProblem> {
  constructor({ file, problems }: { file: string; problems: readonly InputProblem[] }) {
    const advice = 'Correct what the lines name and simulate again; no date was run.';
    super('InputsRejected', { problems, advice, values: { file, count: problems.length } });
  }
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
