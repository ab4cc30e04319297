import { SluiceError } from './SluiceError.ts';

/** There is no such leaf in a tape of that many. */
export class LeafOutOfRange extends SluiceError<'LeafOutOfRange', { index: number; count: number }> {
  constructor(index: number, count: number) {
    super('LeafOutOfRange', {
      what: `There is no leaf ${index} in a tape of ${count}.`,
      advice: count === 0 ? 'A tape has at least one receivable.' : `The first is 0, the last is ${count - 1}.`,
      values: { index, count },
    });
  }
}

/** In bytes. */
export class ProofOfAnotherLength extends SluiceError<'ProofOfAnotherLength', { expected: number; got: number }> {
  constructor(expected: number, got: number) {
    super('ProofOfAnotherLength', {
      what: `The proof has ${got} bytes of siblings, but the way up from there takes ${expected}.`,
      advice: 'Use index, count and siblings of one and the same proof.',
      values: { expected, got },
    });
  }
}

/** A sum on the way is larger than its lane. */
export class LaneOverflow extends SluiceError<'LaneOverflow', Record<string, never>> {
  constructor() {
    super('LaneOverflow', {
      what: 'The receivables add up to more than 2^71 base units.',
      advice: 'Count in a unit with fewer decimals.',
      values: {},
    });
  }
}

/** The leaf has an unknown kind, status or flag, bits where there are none, or principal although none is left. */
export class LeafMalformed extends SluiceError<'LeafMalformed', { leaf: string }> {
  constructor(leaf: string) {
    super('LeafMalformed', {
      what: 'The leaf is not one of a receivable: no contract takes it.',
      advice: 'Make leaves with `commitTape`, which checks the receivables first.',
      values: { leaf },
    });
  }
}

/** A key of the tape is not one. Its value is not told. */
export class TapeKeysWrong extends SluiceError<'TapeKeysWrong', { key: string }> {
  constructor(key: string, found = 'is not 0x and 64 hex digits, or is zero') {
    super('TapeKeysWrong', {
      what: `The tape's key "${key}" ${found}.`,
      advice: 'Use the keys the tape was committed with, or make new ones with `makeTapeKeys`.',
      values: { key },
    });
  }
}

/** No receivable of the tape has that id. */
export class ReceivableUnknown extends SluiceError<'ReceivableUnknown', { id: string; file: string }> {
  constructor(id: string, file: string) {
    super('ReceivableUnknown', {
      what: `${file} has no receivable "${id}".`,
      advice: 'Give an id as the tape has it, letter for letter.',
      values: { id, file },
    });
  }
}

/** A text that should be a proof of a receivable is none. */
export class ProofUnreadable extends SluiceError<'ProofUnreadable', { file: string; problem: string }> {
  constructor(file: string, problem: string) {
    super('ProofUnreadable', {
      what: `${file} is no proof of a receivable: ${problem}.`,
      advice: 'Use a file that `sluice tape prove` wrote, unchanged.',
      values: { file, problem },
    });
  }
}
