import type { Sentences } from '../sentences.ts';

/** Errors of a tape's tree. */
export const poolSentences = {
  LaneOverflow: () => [
    'A sum on the way from the leaf to the root is larger than any tape can have.',
    'Use the proof as `proveReceivable` made it.',
  ],
  LeafOutOfRange: ({ index, count }) => [
    `There is no leaf ${index} in a tape of ${count}.`,
    'Use index and count of one and the same proof.',
  ],
  ProofOfAnotherLength: ({ expected, got }) => [
    `The proof has ${got} bytes of siblings, but the way up from there takes ${expected}.`,
    'Use index, count and siblings of one and the same proof.',
  ],
  NotInTape: ({ root, computed }) => [
    `The receivable is not in the tape with root ${root}: its way leads to ${computed}.`,
    'Prove it against the tape it was in, with the proof made for that tape.',
  ],
} as const satisfies Partial<Sentences>;
