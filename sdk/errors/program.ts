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
      advice: 'Ask `validate` what is wrong with the program: it would not be accepted on chain.',
      values: { cell },
    });
  }
}

export class DepositTooLarge extends SluiceError<'DepositTooLarge', { deposit: bigint }> {
  constructor(deposit: bigint) {
    super('DepositTooLarge', {
      what: `A deposit of ${deposit} base units was given; a date's deposit is below 2^100.`,
      advice: 'Check the unit of the amounts.',
      values: { deposit },
    });
  }
}

type Conservation = { before: bigint; cashIn: bigint; cashOut: bigint; afterwards: bigint };

const NEVER_ACCEPTED = 'Ask `validate` what is wrong with the program: what it accepts can not do this.';

export class CashNotConserved extends SluiceError<'CashNotConserved', Conservation> {
  constructor(values: Conservation) {
    const { before, cashIn, cashOut, afterwards } = values;
    super('CashNotConserved', {
      what: `${before} in the accounts and ${cashIn} coming in do not make ${cashOut} paid and ${afterwards} left.`,
      advice: NEVER_ACCEPTED,
      values,
    });
  }
}

export class BucketNotEmpty extends SluiceError<'BucketNotEmpty', { bucket: bigint; cash: bigint }> {
  constructor(values: { bucket: bigint; cash: bigint }) {
    super('BucketNotEmpty', {
      what: `The date ended with ${values.cash} in bucket ${values.bucket}.`,
      advice: NEVER_ACCEPTED,
      values,
    });
  }
}

type Ceiling = { class: bigint; balance: bigint; writtenOff: bigint; ceiling: bigint };

export class ClassAboveCeiling extends SluiceError<'ClassAboveCeiling', Ceiling> {
  constructor(values: Ceiling) {
    super('ClassAboveCeiling', {
      what: `Class ${values.class} ended with a balance of ${values.balance} and ${values.writtenOff} written off, above its ceiling of ${values.ceiling}.`,
      advice: 'Begin with a ledger that a run left, or with the opening ledger.',
      values,
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
