import { least, lessOrZero, saturated, share } from './amounts.ts';
import type { Step } from './program.ts';
import { type Run, at, store } from './run.ts';

// Ops 0 to 7: they calculate, and touch neither claims nor cash. Each is the function of its name in
// `contracts/waterfall/Calculations.sol`.

export function add(run: Run, step: Step): void {
  store(run, step, saturated(at(run.cells, step.a) + at(run.cells, step.b)));
}

export function less(run: Run, step: Step): void {
  store(run, step, lessOrZero(at(run.cells, step.a), at(run.cells, step.b)));
}

export function min(run: Run, step: Step): void {
  store(run, step, least(at(run.cells, step.a), at(run.cells, step.b)));
}

export function max(run: Run, step: Step): void {
  const a = at(run.cells, step.a);
  const b = at(run.cells, step.b);
  store(run, step, a > b ? a : b);
}

export function part(run: Run, step: Step): void {
  const { cells } = run;
  store(run, step, share(at(cells, step.a), at(cells, step.b), at(cells, step.c), step.mode));
}

export function above(run: Run, step: Step): void {
  store(run, step, at(run.cells, step.a) > at(run.cells, step.b) ? 1n : 0n);
}

export function pick(run: Run, step: Step): void {
  store(run, step, at(run.cells, at(run.cells, step.a) !== 0n ? step.b : step.c));
}

export function look(run: Run, step: Step): void {
  const table = run.tables[step.a] ?? [];
  const asked = at(run.cells, step.b);
  // Compared before it becomes an index: an index of a bigint beyond 2^53 would be another.
  const entry = asked > BigInt(table.length) ? table.length : Number(asked);
  store(run, step, at(table, entry === 0 ? 0 : entry - 1));
}
