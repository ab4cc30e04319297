import { NONE } from './cells.ts';

export * from './cells.ts';
export * from './inputCodes.ts';
export { decodeProgram, encodeProgram } from './programBytes.ts';

/** The op codes, in the order of their numbers. */
export const OPS = [
  'add',
  'less',
  'min',
  'max',
  'part',
  'above',
  'pick',
  'look',
  'owe',
  'accrue',
  'book',
  'write',
  'capitalise',
  'move',
  'pay',
  'buy',
] as const;
export type Op = (typeof OPS)[number];

/** How many of `OPS` only calculate; the others touch claims and cash, may be gated, and give a flow. */
export const CALCULATING_OPS = 8;

/** Modes of `part` and `accrue`: how a product is rounded. */
export const ROUND = { down: 0, up: 1, halfUp: 2 } as const;
/** Modes of `write`. */
export const WRITE = { down: 0, up: 1 } as const;
/** Bits of the mode of `pay`: added up. Without `proRata` in sequence. */
export const PAY_MODE = { proRata: 1, bookC: 2, bookB: 4 } as const;
/** What `pay` pays: its operand d. */
export const PAY = {
  interest: 0,
  principal: 1,
  principalToTarget: 2,
  fee: 3,
  feeOverCap: 4,
  residual: 5,
  rest: 6,
} as const;
/** Prices of `buy` are per this much face. */
export const PRICE_UNIT = 10_000n;

/** One step: its operands are numbers of cells, but for the table of `look` (a) and for what `pay` pays (d). */
export interface Step {
  op: Op;
  /** 0 where the op knows none. */
  mode: number;
  /** A cell: the step runs if it is not 0. `NONE`: it always runs. */
  gate: number;
  /** Bit k: class or fee k. 0 where the op knows none. */
  mask: number;
  d: number;
  a: number;
  b: number;
  c: number;
  e: number;
}

/** A step from what it needs: the rest is `NONE` and 0. */
export function makeStep(step: Pick<Step, 'op'> & Partial<Step>): Step {
  return { mode: 0, gate: NONE, mask: 0, d: NONE, a: NONE, b: NONE, c: NONE, e: NONE, ...step };
}

/** A date of payment: days since 1970-01-01. */
export interface ProgramDate {
  payment: number;
  /** Never after the payment day. */
  record: number;
}

/** What a program's bytes say. Amounts are in base units of the deal. */
export interface Program {
  /** Decimals of the deal's money. */
  decimals: number;
  /** How many buckets there are. */
  buckets: number;
  /** In order of seniority. A class with a ledger of deficiency has its bit in `ledgerMask`. */
  classes: readonly { face: bigint; opening: bigint }[];
  ledgerMask: number;
  /** Of each fee what is due at the start. */
  fees: readonly bigint[];
  /** Of each account what is in it at the start. */
  accounts: readonly bigint[];
  /** Of each memory cell what is in it at the start. */
  memory: readonly bigint[];
  /** Of each input its code: `INPUT_CODES`, `OWN_INPUT` or `FIRST_WAIVER + k`. */
  inputs: readonly number[];
  /** Indices into `inputs`: in this order arrived cash is put to them. */
  cashOrder: readonly number[];
  /** In the order of first use. */
  constants: readonly bigint[];
  /** All payment dates of the deal; the first has number 1. */
  dates: readonly ProgramDate[];
  /** Number of the first date that this ledger runs. */
  firstDate: number;
  /** Seconds after 00:00 UTC of a record day. */
  recordTime: number;
  tables: readonly (readonly bigint[])[];
  /** Cells to show: definitions, then triggers, then lets, in file order. */
  shown: readonly number[];
  /** Value cells: a check holds if its cell is not 0. */
  checks: readonly number[];
  steps: readonly Step[];
}
