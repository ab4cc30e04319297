import { NoSuchCell } from '../errors/program.ts';
import { least, saturated } from './amounts.ts';
import { NONE, OUTSIDE } from './cells.ts';
import type { Step } from './program.ts';

/** What a run carries from step to step. */
export interface Run {
  readonly cells: bigint[];
  /** Three amounts for each step from op 8 on. */
  readonly flows: bigint[];
  /** Where those of this step begin. */
  flowAt: number;
  readonly tables: readonly (readonly bigint[])[];
  readonly classes: number;
  readonly ledgerMask: number;
  /** What is left of the deposit. */
  deposit: bigint;
  cashIn: bigint;
  cashOut: bigint;
}

/** What one step of an op does to a run. */
export type OpFunction = (run: Run, step: Step) => void;

/** What a cell holds. */
export function at(cells: readonly bigint[], cell: number): bigint {
  const value = cells[cell];
  if (value === undefined) throw new NoSuchCell(cell);
  return value;
}

// Cells change through these three functions only.

/** What a step calculated. */
export function store({ cells }: Run, step: Step, value: bigint): void {
  cells[step.d] = value;
}

/** What leaves one place comes to another. */
export function moveCash(run: Run, source: number, target: number, amount: bigint): void {
  const { cells } = run;
  if (source === OUTSIDE) {
    run.deposit -= amount;
    run.cashIn += amount;
  } else {
    cells[source] = at(cells, source) - amount;
  }
  if (target === OUTSIDE) run.cashOut += amount;
  else cells[target] = at(cells, target) + amount;
}

/** A claim, or the record of what was paid on it, grows or falls. What exceeds the largest number is lost. */
export function claim({ cells }: Run, cell: number, created: bigint, extinguished: bigint): void {
  cells[cell] = saturated(at(cells, cell) + created) - extinguished;
}

/** The three amounts that this step is known by. */
export function flow(run: Run, first: bigint, second: bigint, third: bigint): void {
  const { flows, flowAt } = run;
  flows[flowAt] = first;
  flows[flowAt + 1] = second;
  flows[flowAt + 2] = third;
}

/** No more than the cell `limit` says. */
export function limited({ cells }: Run, amount: bigint, limit: number): bigint {
  return limit === NONE ? amount : least(amount, at(cells, limit));
}
