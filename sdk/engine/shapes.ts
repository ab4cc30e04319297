import type { Op } from './program.ts';

/** What an operand of a step may be: `OperandKind` in `contracts/waterfall/types`. */
export type OperandKind =
  | 'unused'
  /** Any cell that can be read now. */
  | 'read'
  /** The same, or none: no limit. */
  | 'limit'
  /** A bucket or an account, or none: no further source. */
  | 'source'
  /** The deficiency of a class that has a ledger, or none: no limit. */
  | 'ledger'
  /** A value or memory cell that was not written yet, or a target. */
  | 'result'
  /** A bucket or an account. */
  | 'cash'
  /** The same, or from outside. */
  | 'inflow'
  /** A constant above 0. */
  | 'positive'
  /** Number of a table. */
  | 'table'
  /** Balance cell of a class. */
  | 'class'
  /** Due, or due over cap, of a fee. */
  | 'fee'
  /** What `pay` pays. */
  | 'claim';

/** What the operands of an op may be, and its highest mode. */
export interface Shape {
  mode: number;
  d: OperandKind;
  a: OperandKind;
  b: OperandKind;
  c: OperandKind;
  e: OperandKind;
}

const shape = (
  mode: number,
  [d, a, b, c, e]: readonly [OperandKind, OperandKind, OperandKind, OperandKind, OperandKind],
): Shape => ({
  mode,
  d,
  a,
  b,
  c,
  e,
});

const OF_TWO = shape(0, ['result', 'read', 'read', 'unused', 'unused']);

/** The shape of each op. */
export const SHAPES: Readonly<Record<Op, Shape>> = {
  add: OF_TWO,
  less: OF_TWO,
  min: OF_TWO,
  max: OF_TWO,
  part: shape(2, ['result', 'read', 'read', 'read', 'unused']),
  above: OF_TWO,
  pick: shape(0, ['result', 'read', 'read', 'read', 'unused']),
  look: shape(0, ['result', 'table', 'read', 'unused', 'unused']),
  owe: shape(0, ['fee', 'read', 'unused', 'unused', 'unused']),
  accrue: shape(2, ['class', 'read', 'read', 'limit', 'positive']),
  book: shape(0, ['unused', 'read', 'unused', 'unused', 'unused']),
  write: shape(1, ['unused', 'read', 'unused', 'unused', 'unused']),
  capitalise: shape(0, ['class', 'unused', 'unused', 'unused', 'limit']),
  move: shape(0, ['cash', 'inflow', 'unused', 'ledger', 'limit']),
  pay: shape(7, ['claim', 'cash', 'source', 'source', 'limit']),
  buy: shape(0, ['unused', 'cash', 'positive', 'read', 'limit']),
};
