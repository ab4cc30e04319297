import { refusedLikeOnChain } from '../errors/machine.ts';
import { above, add, less, look, max, min, part, pick } from './calculations.ts';
import { ACCOUNTS, BUCKETS, CASH_LIMIT, CONSTANTS, NONE, classCell } from './cells.ts';
import { accrue, book, capitalise, owe, write } from './claims.ts';
import { buy, move, pay } from './payments.ts';
import { CALCULATING_OPS, OPS, type Op, type Program, type Step } from './program.ts';
import { type OpFunction, type Run, at } from './run.ts';

/** The function of each op. */
export const opFunctions: Readonly<Record<Op, OpFunction>> = {
  add,
  less,
  min,
  max,
  part,
  above,
  pick,
  look,
  owe,
  accrue,
  book,
  write,
  capitalise,
  move,
  pay,
  buy,
};

/** A program made ready: what a run would work out each time. */
interface Prepared {
  readonly steps: readonly { readonly step: Step; readonly act: OpFunction; readonly calculates: boolean }[];
  readonly flows: number;
}

const prepared = new WeakMap<Program, Prepared>();

function prepare(program: Program): Prepared {
  const known = prepared.get(program);
  if (known !== undefined) return known;
  const steps = program.steps.map((step) => ({
    step,
    act: opFunctions[step.op],
    calculates: OPS.indexOf(step.op) < CALCULATING_OPS,
  }));
  const ready = { steps, flows: 3 * steps.filter(({ calculates }) => !calculates).length };
  prepared.set(program, ready);
  return ready;
}

/** What came of a run, beside the cells. Amounts in base units of the deal. */
export interface RunResult {
  /** How much of the deposit came in. */
  cashIn: bigint;
  /** What was paid to classes, payees and sellers of receivables. */
  cashOut: bigint;
  /** Three amounts for each step from op 8 on, in their order; 0 where its gate was shut. */
  flows: bigint[];
}

/** As many cells as a run of the program needs, all 0. */
export function emptyCells(program: Program): bigint[] {
  return new Array<bigint>(CONSTANTS + program.constants.length).fill(0n);
}

/**
 * Runs one payment date of a program on cells, as `Interpreter.run` does on chain, bit for bit. `cells` holds the kept
 * cells and the inputs, all others 0; the run changes them. A program is prepared once and must not be changed then.
 *
 * Most callers want `runDate`. What the machine itself checks after a run can't fail for a program that `validate`
 * accepts: `BucketNotEmpty`, `CashNotConserved`, `ClassAboveCeiling`. `DepositTooLarge` from 2^100 on.
 */
export function runProgram(program: Program, { cells, deposit }: { cells: bigint[]; deposit: bigint }): RunResult {
  if (deposit >= CASH_LIMIT) throw refusedLikeOnChain('DepositTooLarge', { deposit });
  const { steps, flows } = prepare(program);
  const { tables, classes, ledgerMask } = program;
  program.constants.forEach((constant, i) => (cells[CONSTANTS + i] = constant));
  const run: Run = {
    cells,
    flows: new Array<bigint>(flows).fill(0n),
    flowAt: 0,
    tables,
    classes: classes.length,
    ledgerMask,
    deposit,
    cashIn: 0n,
    cashOut: 0n,
  };
  const before = accounts(program, cells);
  for (const { step, act, calculates } of steps) {
    if (calculates) {
      act(run, step);
    } else {
      if (step.gate === NONE || at(cells, step.gate) !== 0n) act(run, step);
      run.flowAt += 3;
    }
  }
  check(program, run, before);
  return { cashIn: run.cashIn, cashOut: run.cashOut, flows: run.flows };
}

function check(program: Program, { cells, cashIn, cashOut }: Run, before: bigint): void {
  for (let i = 0; i < program.buckets; i += 1) {
    const cash = at(cells, BUCKETS + i);
    if (cash !== 0n) throw refusedLikeOnChain('BucketNotEmpty', { bucket: BigInt(i), cash });
  }
  const afterwards = accounts(program, cells);
  if (before + cashIn !== cashOut + afterwards) {
    throw refusedLikeOnChain('CashNotConserved', { before, cashIn, cashOut, afterwards });
  }
  for (let k = 0; k < program.classes.length; k += 1) {
    const balance = at(cells, classCell(k));
    const writtenOff = at(cells, classCell(k, 'writtenOff'));
    const ceiling = at(cells, classCell(k, 'ceiling'));
    if (balance + writtenOff > ceiling) {
      throw refusedLikeOnChain('ClassAboveCeiling', { class: BigInt(k), balance, writtenOff, ceiling });
    }
  }
}

function accounts(program: Program, cells: readonly bigint[]): bigint {
  let cash = 0n;
  for (let i = 0; i < program.accounts.length; i += 1) cash += at(cells, ACCOUNTS + i);
  return cash;
}
