/**
 * The cells of the machine, as `contracts/waterfall/README.md` numbers them. A cell holds an integer
 * 0 ≤ v ≤ `LARGEST`; money is counted in base units of the deal.
 */

/** What an operand is that a step does not have. As a limit: no limit. */
export const NONE = 0xffff;
/** The source of a `move` that brings in cash which was deposited for this date. */
export const OUTSIDE = 0xfffe;

export const CLASSES = 0x000;
export const FEES = 0x100;
export const BUCKETS = 0x180;
export const ACCOUNTS = 0x188;
export const INPUTS = 0x190;
export const MEMORY = 0x1d0;
export const VALUES = 0x200;
export const CONSTANTS = 0x400;

/** Number of the payment date. */
export const PERIOD = INPUTS;
/** Face bought so far on this date. */
export const BOUGHT = INPUTS + 1;
/** What it cost. */
export const COST = INPUTS + 2;
/** The first of the deal's own inputs. */
export const OWN_INPUTS = INPUTS + 3;

/** The largest number of a cell. What would be larger is this. */
export const LARGEST = (1n << 120n) - 1n;
/** A date's deposit, and what an account starts with, is below this: so the sums of cash never reach `LARGEST`. */
export const CASH_LIMIT = 1n << 100n;

/** How many there may be. */
export const LIMITS = {
  classes: 16,
  fees: 16,
  buckets: 8,
  accounts: 8,
  inputs: 61,
  memory: 48,
  values: 512,
  constants: 1024,
  steps: 512,
  /** Classes and fees in the masks of all steps together, and the ledgers that they book on. */
  work: 4096,
} as const;

const CLASS_BLOCK = 16;
const FEE_BLOCK = 8;

/** What a class has. Kept from date to date: the first four and the ceiling. */
export const CLASS_FIELDS = {
  balance: 0,
  interestDue: 1,
  deficiency: 2,
  writtenOff: 3,
  target: 4,
  /** Face and capitalised interest. */
  ceiling: 5,
  interestPaid: 6,
  principalPaid: 7,
  residualPaid: 8,
} as const;
export type ClassField = keyof typeof CLASS_FIELDS;

/** What a fee has. Kept from date to date: the first two. */
export const FEE_FIELDS = { due: 0, over: 1, paid: 2, overPaid: 3 } as const;
export type FeeField = keyof typeof FEE_FIELDS;

/** Cell of class `k`, counted from 0 in the order of seniority. The balance's cell also stands for the class. */
export function classCell(k: number, field: ClassField = 'balance'): number {
  return CLASSES + CLASS_BLOCK * k + CLASS_FIELDS[field];
}

/** Cell of fee `k`, counted from 0 in file order. */
export function feeCell(k: number, field: FeeField = 'due'): number {
  return FEES + FEE_BLOCK * k + FEE_FIELDS[field];
}

export function bucketCell(k: number): number {
  return BUCKETS + k;
}

export function accountCell(k: number): number {
  return ACCOUNTS + k;
}

/** Cell of the `k`-th input of the header's list, counted from 0. */
export function inputCell(k: number): number {
  return OWN_INPUTS + k;
}

export function memoryCell(k: number): number {
  return MEMORY + k;
}

export function valueCell(k: number): number {
  return VALUES + k;
}

export function constantCell(k: number): number {
  return CONSTANTS + k;
}
