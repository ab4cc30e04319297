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
