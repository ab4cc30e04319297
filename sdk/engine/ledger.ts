import { refusedLikeOnChain } from '../errors/machine.ts';
import { InputsDoNotFit, LedgerDoesNotFit } from '../errors/program.ts';
import {
  type ClassField,
  type FeeField,
  LARGEST,
  PERIOD,
  accountCell,
  classCell,
  feeCell,
  inputCell,
  memoryCell,
} from './cells.ts';
import { type RunResult, emptyCells, runProgram } from './interpreter.ts';
import type { Program } from './program.ts';
import { at } from './run.ts';

/** What is kept of a class. Amounts in base units of the deal. */
export type ClassLedger = Record<Extract<ClassField, (typeof KEPT_OF_CLASS)[number]>, bigint>;
/** What is kept of a fee. */
export type FeeLedger = Record<Extract<FeeField, (typeof KEPT_OF_FEE)[number]>, bigint>;

const KEPT_OF_CLASS = ['balance', 'interestDue', 'deficiency', 'writtenOff', 'ceiling'] as const;
const KEPT_OF_FEE = ['due', 'over'] as const;

/** What is kept from date to date: the claims, the accounts, and what the program remembers. */
export interface Ledger {
  readonly classes: readonly ClassLedger[];
  readonly fees: readonly FeeLedger[];
  readonly accounts: readonly bigint[];
  readonly memory: readonly bigint[];
}

/**
 * The ledger before the first date that the program runs: as the program says, or of an offered deal with what was
 * minted of each class (units of the deal, in class order): that is then its balance and its ceiling. A class without a
 * face has neither, whatever was minted of it.
 *
 * Refuses as the waterfall's `open` does: `ClassesDoNotMatch`, `MintedAboveFace`.
 */
export function openingLedger(program: Program, minted?: readonly bigint[]): Ledger {
  const amounts = minted === undefined ? undefined : mintedOf(program, minted);
  return {
    classes: program.classes.map(({ face, opening }, k) => ({
      balance: amounts?.[k] ?? opening,
      interestDue: 0n,
      deficiency: 0n,
      writtenOff: 0n,
      ceiling: amounts?.[k] ?? face,
    })),
    fees: program.fees.map((due) => ({ due, over: 0n })),
    accounts: [...program.accounts],
    memory: [...program.memory],
  };
}

function mintedOf({ classes }: Program, minted: readonly bigint[]): bigint[] {
  if (minted.length !== classes.length) {
    throw refusedLikeOnChain('ClassesDoNotMatch', {
      classes: BigInt(classes.length),
      amounts: BigInt(minted.length),
    });
  }
  return classes.map(({ face, opening }, k) => {
    const amount = face === 0n ? 0n : at(minted, k);
    if (amount > opening)
      throw refusedLikeOnChain('MintedAboveFace', { number: BigInt(k), face: opening, minted: amount });
    return amount;
  });
}

/** Cells with a ledger, a date and its inputs in them, and all others 0. Inputs above 2^120 − 1 count as that. */
export function cellsOf(
  program: Program,
  { ledger, period, inputs }: { ledger: Ledger; period: number; inputs: readonly bigint[] },
): bigint[] {
  if (inputs.length !== program.inputs.length || inputs.some((input) => input < 0n)) {
    throw new InputsDoNotFit({ expected: program.inputs.length, inputs });
  }
  requireFit(program, ledger);
  const cells = emptyCells(program);
  ledger.classes.forEach((kept, k) => {
    for (const field of KEPT_OF_CLASS) cells[classCell(k, field)] = kept[field];
  });
  ledger.fees.forEach((kept, k) => {
    for (const field of KEPT_OF_FEE) cells[feeCell(k, field)] = kept[field];
  });
  ledger.accounts.forEach((cash, k) => (cells[accountCell(k)] = cash));
  ledger.memory.forEach((value, k) => (cells[memoryCell(k)] = value));
  cells[PERIOD] = BigInt(period);
  inputs.forEach((input, k) => (cells[inputCell(k)] = input > LARGEST ? LARGEST : input));
  return cells;
}

function requireFit(program: Program, ledger: Ledger): void {
  const expected = countsOf(program);
  const found = countsOf(ledger);
  if (expected !== found) throw new LedgerDoesNotFit({ expected, found });
}

function countsOf({ classes, fees, accounts, memory }: Record<keyof Ledger, readonly unknown[]>): string {
  return `${classes.length} classes, ${fees.length} fees, ${accounts.length} accounts and ${memory.length} memory cells`;
}

/** The kept cells of a program, after or before a run. */
export function ledgerOf(program: Program, cells: readonly bigint[]): Ledger {
  return {
    classes: program.classes.map((_, k) => ({
      balance: at(cells, classCell(k, 'balance')),
      interestDue: at(cells, classCell(k, 'interestDue')),
      deficiency: at(cells, classCell(k, 'deficiency')),
      writtenOff: at(cells, classCell(k, 'writtenOff')),
      ceiling: at(cells, classCell(k, 'ceiling')),
    })),
    fees: program.fees.map((_, k) => ({ due: at(cells, feeCell(k, 'due')), over: at(cells, feeCell(k, 'over')) })),
    accounts: program.accounts.map((_, k) => at(cells, accountCell(k))),
    memory: program.memory.map((_, k) => at(cells, memoryCell(k))),
  };
}

/** What came of a payment date. */
export interface DateResult extends RunResult {
  /** What the next date begins with. */
  ledger: Ledger;
  /** All cells after the run: what was paid, the values, the checks. */
  cells: readonly bigint[];
}

/**
 * Runs one payment date: the same bytes, the same ledger and the same inputs give on chain the same result, bit for
 * bit. Nothing that it is given is changed.
 *
 * `period` is the number of the date, from 1. `inputs` are in the order of `program.inputs`; cash inputs are what
 * arrived. `deposit` is the cash that is there for the date, below 2^100; what the program does not take of it
 * (`deposit − cashIn`) waits for the next date. Throws `InputsDoNotFit`, `LedgerDoesNotFit`, `DepositTooLarge`.
 *
 * @example
 * let ledger = openingLedger(program);
 * ({ ledger } = runDate({ program, ledger, period: 1, inputs: [1_000_000n], deposit: 1_000_000n }));
 */
export function runDate({
  program,
  ledger,
  period,
  inputs,
  deposit,
}: {
  program: Program;
  ledger: Ledger;
  period: number;
  inputs: readonly bigint[];
  deposit: bigint;
}): DateResult {
  const cells = cellsOf(program, { ledger, period, inputs });
  const result = runProgram(program, { cells, deposit });
  return { ...result, ledger: ledgerOf(program, cells), cells };
}
