import { concentration, owedByObligor, percentOf, sum } from './eligibility.ts';
import { kinds } from './leaf.ts';
import type { Tape } from './loadTape.ts';
import { type Receivable, isOpen } from './receivable.ts';

/** One line of a stratification: how many receivables, how much they owe, and their averages weighted by that. */
export interface Stratum {
  name: string;
  count: number;
  /** Outstanding principal, base units. */
  outstanding: bigint;
  /** Of the outstanding principal of all strata, in 1e-9, floored. */
  share: bigint;
  averages: WeightedAverages;
}

/** Weighted by outstanding principal, floored; 0 if nothing is outstanding. */
export interface WeightedAverages {
  /** 1e-9 per year. */
  rate: bigint;
  /** Hundredths of a day from the cut-off to the due date, 0 for what is late. */
  remainingTenor: bigint;
  /** Hundredths of a day. */
  daysPastDue: bigint;
}

export interface Stratification {
  /** Open receivables: performing, delinquent and defaulted. */
  total: Stratum;
  obligors: number;
  byType: Stratum[];
  byRegion: Stratum[];
  byAgeing: Stratum[];
  byTenor: Stratum[];
  /** The largest first; the last line gathers those beyond `largest`. */
  byObligor: Stratum[];
  /** A sentence each: what a lawyer would ask about. */
  warnings: string[];
}

/** Days past due, up to and including. */
const AGEING = [0, 30, 60, 90, 120, 180];
/** Days to the due date, up to and including. */
const TENOR = [30, 60, 90, 120, 180, 365, 1095];
const HUNDREDTHS = 100n;
const BILLION = 1_000_000_000n;
/** 15% of the pool, in 1e-9: above it a payer has to be disclosed. */
const ONE_PAYER = 150_000_000n;
const FEWEST_OBLIGORS = 10;
const ONE_REGION = 500_000_000n;

/**
 * Cuts a tape by obligor, type, region, ageing and tenor, with averages weighted by outstanding principal. Only open
 * receivables are in it.
 */
export function stratify(tape: Tape, { largest = 10 }: { largest?: number } = {}): Stratification {
  const open = tape.receivables.filter(isOpen);
  const all = sum(open.map(({ outstanding }) => outstanding));
  const stratum = (name: string, receivables: readonly Receivable[]): Stratum =>
    stratumOf(name, receivables, { all, tape });
  const by = (nameOf: (receivable: Receivable) => string, order: readonly string[] = []): Stratum[] => {
    const groups = Map.groupBy(open, nameOf);
    const strata = [...groups].map(([name, receivables]) => stratum(name, receivables));
    const place = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
    return strata.sort((a, b) => place(a.name) - place(b.name) || compare(b.outstanding, a.outstanding));
  };
  const byObligor = by(({ obligor }) => obligor);
  const shown = byObligor.slice(0, largest);
  const others = new Set(byObligor.slice(largest).map(({ name }) => name));
  const rest = open.filter(({ obligor }) => others.has(obligor));
  const byRegion = by(({ region }) => region ?? 'not told');
  return {
    total: stratum('all', open),
    obligors: byObligor.length,
    byType: by(({ kind }) => kind, kinds),
    byRegion,
    byAgeing: by(({ daysPastDue }) => bucket(daysPastDue, AGEING), bucketNames(AGEING)),
    byTenor: by(({ due }) => tenorBucket(due - tape.cutOff), ['late', ...bucketNames(TENOR)]),
    byObligor: rest.length === 0 ? shown : [...shown, stratum(`${others.size} others`, rest)],
    warnings: warningsOf(open, { byRegion, obligors: byObligor.length }),
  };
}

function stratumOf(
  name: string,
  receivables: readonly Receivable[],
  { all, tape }: { all: bigint; tape: Tape },
): Stratum {
  let outstanding = 0n;
  let rate = 0n;
  let tenor = 0n;
  let late = 0n;
  for (const receivable of receivables) {
    const weight = receivable.outstanding;
    outstanding += weight;
    rate += weight * receivable.rate;
    tenor += weight * BigInt(Math.max(0, receivable.due - tape.cutOff));
    late += weight * BigInt(receivable.daysPastDue);
  }
  const average = (total: bigint): bigint => (outstanding === 0n ? 0n : total / outstanding);
  return {
    name,
    count: receivables.length,
    outstanding,
    share: all === 0n ? 0n : (outstanding * BILLION) / all,
    averages: {
      rate: average(rate),
      remainingTenor: average(tenor * HUNDREDTHS),
      daysPastDue: average(late * HUNDREDTHS),
    },
  };
}

function warningsOf(
  open: readonly Receivable[],
  { byRegion, obligors }: { byRegion: readonly Stratum[]; obligors: number },
): string[] {
  const owed = owedByObligor(open);
  const pool = sum(owed.values());
  const warnings = concentration(owed, ONE_PAYER).map(
    ({ obligor, amount }) =>
      `obligor ${obligor} owes ${percentOf(amount, pool)} of the pool: above 15% a payer is disclosed`,
  );
  if (obligors < FEWEST_OBLIGORS)
    warnings.push(`${obligors} obligors: fewer than ${FEWEST_OBLIGORS} is not a spread pool`);
  for (const { name, share } of byRegion) {
    if (name !== 'not told' && share > ONE_REGION) {
      warnings.push(`region ${name} has ${percentOf(share, BILLION)} of the outstanding principal: more than half`);
    }
  }
  return warnings;
}

function bucketNames(limits: readonly number[]): string[] {
  const names = limits.map((limit, index) => {
    const from = index === 0 ? 0 : (limits[index - 1] ?? 0) + 1;
    return from === limit ? String(limit) : `${from} to ${limit}`;
  });
  return [...names, `more than ${limits.at(-1)}`];
}

function bucket(days: number, limits: readonly number[]): string {
  const place = limits.findIndex((limit) => days <= limit);
  return bucketNames(limits).at(place) ?? '';
}

function tenorBucket(days: number): string {
  return days < 0 ? 'late' : bucket(days, TENOR);
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
