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
