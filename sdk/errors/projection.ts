import { Rejected } from './problems.ts';
import { SluiceError } from './SluiceError.ts';

/** One thing wrong with what was assumed or asked for. */
export interface AssumptionProblem {
  /** The file it stands in; absent if it was given directly. */
  file?: string;
  /** As a spreadsheet or an editor counts: 1 is the first line. */
  row?: number;
  field: string;
  /** What is there. */
  found: string;
  /** What should be there. */
  expected: string;
  /** The known word that is nearest, if one is near. */
  nearest?: string;
  /** All of it in one line. */
  text: string;
}

/** Assumptions that can't be projected with: nothing was calculated. */
export class AssumptionsRejected extends Rejected<'AssumptionsRejected', { count: number }, AssumptionProblem> {
  constructor(problems: readonly AssumptionProblem[], cause?: unknown) {
    const advice = 'Correct what the lines name and project again; nothing was calculated.';
    super('AssumptionsRejected', { problems, advice, values: { count: problems.length }, cause });
  }
}

/** Months of collection can't be told from a deal's dates. */
export class MonthsUnknown extends SluiceError<'MonthsUnknown', { dates: number; nominal: number }> {
  constructor(values: { dates: number; nominal: number }) {
    super('MonthsUnknown', {
      what: `The deal has ${values.dates} payment dates, and ${values.nominal} nominal dates were given.`,
      advice: 'Give one nominal date for each payment date, or none; a deal to project has at least one.',
      values,
    });
  }
}

/** A class that the deal does not have. */
export class NoSuchClass extends SluiceError<'NoSuchClass', { class: number; classes: readonly string[] }> {
  constructor(values: { class: number; classes: readonly string[] }) {
    super('NoSuchClass', {
      what: `The deal has no class number ${values.class}.`,
      advice: `Its classes, counted from 0, are ${values.classes.join(', ')}.`,
      values,
    });
  }
}

/** A ledger that was read from chain and is not of this program. */
export class LedgerOfAnotherProgram extends SluiceError<'LedgerOfAnotherProgram', { cell: number }> {
  constructor(cell: number) {
    super('LedgerOfAnotherProgram', {
      what: `The ledger has no cell 0x${cell.toString(16)}, which the program keeps.`,
      advice: 'Read ledger and program from the same waterfall.',
      values: { cell },
    });
  }
}
