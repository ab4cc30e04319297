import { SluiceError } from './SluiceError.ts';

type Place = { offset: number; length: number; expected: string };

/** Bytes that are no waterfall program. */
export class ProgramUnreadable extends SluiceError<'ProgramUnreadable', Place> {
  constructor(values: Place) {
    super('ProgramUnreadable', {
      what: `These ${values.length} bytes are no waterfall program: at byte ${values.offset}, ${values.expected} was expected.`,
      advice: 'Compile the deal file again, or read the program from the chain.',
      values,
    });
  }
}

type Field = { field: string; value: bigint; width: number };

/** A number that its field in a program's bytes can't hold. */
export class ProgramUnwritable extends SluiceError<'ProgramUnwritable', Field> {
  constructor(values: Field) {
    super('ProgramUnwritable', {
      what: `The program can't be written: ${values.field} is ${values.value}, and has ${values.width} bytes.`,
      advice: 'Make the deal smaller: fewer classes, fees, constants or steps, or lower amounts.',
      values,
    });
  }
}

/** A step asked for a cell that the machine does not have: the program was never validated. */
export class NoSuchCell extends SluiceError<'NoSuchCell', { cell: number }> {
  constructor(cell: number) {
    super('NoSuchCell', {
      what: `A step of the program uses cell 0x${cell.toString(16)}, which is not there.`,
      advice: 'Ask `validateProgram` what is wrong with the program: it would not be accepted on chain.',
      values: { cell },
    });
  }
}

export class InputsDoNotFit extends SluiceError<'InputsDoNotFit', { expected: number; inputs: readonly bigint[] }> {
  constructor(values: { expected: number; inputs: readonly bigint[] }) {
    super('InputsDoNotFit', {
      what: `A date of this program takes ${values.expected} inputs, none below zero; given were [${values.inputs.join(', ')}].`,
      advice: 'Give one for each entry of `program.inputs`, in that order.',
      values,
    });
  }
}

export class LedgerDoesNotFit extends SluiceError<'LedgerDoesNotFit', { expected: string; found: string }> {
  constructor(values: { expected: string; found: string }) {
    super('LedgerDoesNotFit', {
      what: `The program has ${values.expected}; the ledger ${values.found}.`,
      advice: 'Begin with `openingLedger(program)`, and go on with the ledger that `runDate` gives.',
      values,
    });
  }
}
