import { type Hex, bytesToHex, hexToBytes } from 'viem';
import {
  BUCKETS,
  CONSTANTS,
  LARGEST,
  MEMORY,
  NONE,
  OUTSIDE,
  PERIOD,
  type Program,
  VALUES,
  accountCell,
  classCell,
  feeCell,
  inputCell,
  memoryCell,
} from '../../sdk/engine/index.ts';
import { emptyCells } from '../../sdk/engine/interpreter.ts';
import type { Dice } from './dice.ts';

const KEPT_OF_CLASS = ['balance', 'interestDue', 'deficiency', 'writtenOff'] as const;

/** Kept cells and inputs that no run and no report need have left: anything from 0 to 2^120 − 1. */
export function randomCells(dice: Dice, program: Program): bigint[] {
  const cells = emptyCells(program);
  const fill = (cell: number) => (cells[cell] = dice.amount());
  program.classes.forEach((_, k) => {
    for (const field of KEPT_OF_CLASS) fill(classCell(k, field));
    cells[classCell(k, 'ceiling')] = dice.happens(1, 2) ? LARGEST : dice.amount();
  });
  program.fees.forEach((_, k) => {
    fill(feeCell(k));
    fill(feeCell(k, 'over'));
  });
  program.accounts.forEach((_, k) => fill(accountCell(k)));
  program.memory.forEach((_, k) => fill(memoryCell(k)));
  program.inputs.forEach((_, k) => fill(inputCell(k)));
  fill(PERIOD);
  return cells;
}

const STEP_BYTES = 16;
const HEADER_BYTES = 30;

/** Numbers of cells at the borders of what there is. */
const BORDERS = [
  0,
  1,
  4,
  16,
  classCell(16),
  feeCell(0, 'paid'),
  BUCKETS - 1,
  BUCKETS,
  BUCKETS + 1,
  accountCell(0),
  PERIOD,
  MEMORY - 1,
  MEMORY,
  VALUES - 1,
  VALUES,
  VALUES + 1,
  CONSTANTS - 1,
  CONSTANTS,
  CONSTANTS + 1,
  OUTSIDE,
  NONE,
];

/** The bytes of a program with something wrong in them, mostly. */
export function mutated(dice: Dice, { code, steps }: { code: Hex; steps: number }): Hex {
  const bytes = hexToBytes(code);
  const stepsAt = bytes.length - STEP_BYTES * steps;
  const stepAt = () => stepsAt + STEP_BYTES * dice.below(steps);
  const spliced = (place: number, drop: number, ...insert: number[]) =>
    bytesToHex(Uint8Array.from([...bytes.subarray(0, place), ...insert, ...bytes.subarray(place + drop)]));
  switch (dice.below(10)) {
    case 0:
      return spliced(dice.below(bytes.length), 1);
    case 1:
      return spliced(dice.below(bytes.length + 1), 0, dice.below(256));
    case 2:
      return bytesToHex(bytes.subarray(0, dice.below(bytes.length)));
    case 3:
      bytes[dice.below(HEADER_BYTES)] = dice.below(dice.happens(1, 2) ? 256 : 3);
      return bytesToHex(bytes);
    case 4:
      bytes[dice.below(stepsAt)] = dice.pick([0, 1, 255, dice.below(256)]);
      return bytesToHex(bytes);
    case 5: {
      const [one, other] = [stepAt(), stepAt()];
      const kept = bytes.slice(one, one + STEP_BYTES);
      bytes.copyWithin(one, other, other + STEP_BYTES);
      // With the first lost, this is a step that comes twice; otherwise the two have changed places.
      if (dice.happens(1, 2)) bytes.set(kept, other);
      return bytesToHex(bytes);
    }
    case 6:
      bytes[stepAt() + dice.below(2)] = dice.below(20);
      return bytesToHex(bytes);
    default: {
      const place = stepAt() + 2 + 2 * dice.below(7);
      new DataView(bytes.buffer).setUint16(place, dice.happens(1, 6) ? dice.below(1 << 16) : dice.pick(BORDERS));
      return bytesToHex(bytes);
    }
  }
}
