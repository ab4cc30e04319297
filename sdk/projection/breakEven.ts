import type { AssumptionValues } from './assumptions.ts';
import { measureClass } from './measures.ts';
import type { Projection, Projector } from './project.ts';
import { readAssumptions } from './readAssumptions.ts';

/** When a class has lost: principal, or, for one that is paid what is left over, money on its price. */
export type LossTest = 'principal' | 'yield';

export interface BreakEvenParameters {
  projector: Projector;
  assumptions: AssumptionValues;
  decimals: number;
  /** From 0 in order of seniority. */
  class: number;
  /** `principal` unless given. */
  test?: LossTest;
  /** For the test of yield: clean, per 100. */
  price?: number;
}

/** In 1/100 of a percent a year. */
const STEPS = 10_000;

/**
 * The highest constant default rate (CDR, a fraction, in steps of 0.01%) at which a class loses nothing: the next one up
 * is its first loss. All other assumptions stay. Bisection, so 14 projections; it takes for granted that more defaults are
 * never better. Nothing if it loses without a default already; 1 if it never loses.
 */
export function breakEvenRate({
  projector,
  assumptions,
  decimals,
  test = 'principal',
  ...measure
}: BreakEvenParameters): number | undefined {
  const { mdr: _mdr, cdr: _cdr, ...others } = assumptions;
  const loses = (step: number): boolean => {
    const cdr = step / 100;
    return hasLost(projector(readAssumptions({ ...others, cdr }, { decimals })), { test, ...measure });
  };
  if (loses(0)) return undefined;
  if (!loses(STEPS)) return 1;
  let safe = 0;
  let lost = STEPS;
  while (lost - safe > 1) {
    const middle = Math.floor((safe + lost) / 2);
    if (loses(middle)) lost = middle;
    else safe = middle;
  }
  return safe / STEPS;
}

function hasLost(
  projection: Projection,
  { test, ...measure }: { test: LossTest; class: number; price?: number },
): boolean {
  const { loss, annualYield } = measureClass(projection, measure);
  return test === 'principal' ? loss > 0n : annualYield === undefined || annualYield < 0;
}

/** A projector that remembers what it projected by default rate: classes of one deal ask for the same rates. */
export function remembering(projector: Projector): Projector {
  const known = new Map<string, Projection>();
  return (assumptions) => {
    const key = JSON.stringify(assumptions, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value));
    const projection = known.get(key) ?? projector(assumptions);
    known.set(key, projection);
    return projection;
  };
}
