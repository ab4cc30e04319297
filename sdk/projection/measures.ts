import { NoSuchClass } from '../errors/projection.ts';
import type { ClassDate, Projection } from './project.ts';
import { type Flow, bondEquivalent, modifiedDuration, presentValue, yieldOf } from './yield.ts';

const DAYS_IN_A_YEAR = 365;

/** A payment date as it is named: its number in the deal and its day. */
export interface DateName {
  number: number;
  /** Days since 1970-01-01. */
  day: number;
}

/** What a class is worth under a projection. Amounts in base units, rates and parts as fractions, times in years (actual/365). */
export interface ClassMeasures {
  name: string;
  /** Balance at settlement. */
  opening: bigint;
  interestPaid: bigint;
  principalPaid: bigint;
  residualPaid: bigint;
  /** Σ time × principal / Σ principal. None without principal. */
  averageLife: number | undefined;
  /** From the first to the last payment of principal. */
  window: { first: DateName; last: DateName } | undefined;
  /** Clean, per 100 of balance. None for a class without balance. */
  price: number | undefined;
  /** Interest accrued at settlement, per 100 of balance. */
  accrued: number;
  /** Effective, once a year. None if it is never paid. */
  annualYield: number | undefined;
  /** Compounded twice a year. */
  bondEquivalentYield: number | undefined;
  /** With respect to the bond-equivalent yield. */
  modifiedDuration: number | undefined;
  /** Principal written down, or unpaid after the last date. */
  loss: bigint;
  /** Of `opening`. */
  lossPart: number;
  /** Interest due and unpaid after the last date. */
  interestUnpaid: bigint;
  /** When principal was first written down, or was to be paid and was not. */
  firstLoss: DateName | undefined;
}

export interface MeasureParameters {
  /** From 0 in order of seniority. */
  class: number;
  /** Clean, per 100 of balance: 100 unless price or yield is given. */
  price?: number;
  /** Annual effective yield as a fraction: the price follows from it. */
  annualYield?: number;
  /** The day it is bought, as days since 1970-01-01: what is paid on that day still goes to the seller. The first day of the projection unless given. */
  settlement?: number;
}

/**
 * Average life, window, yield and price, duration and loss of a class. Time is actual days / 365 from settlement; payments
 * count on the deal's payment dates.
 *
 * @throws {NoSuchClass}
 */
export function measureClass(
  projection: Projection,
  { class: k, price, annualYield, settlement = projection.from }: MeasureParameters,
): ClassMeasures {
  const { deal } = projection;
  const all = datesOf(projection, k);
  const later = all.filter(({ day }) => day > settlement);
  const opening = later[0]?.opening ?? 0n;
  const accrued = perHundred(accruedAt(projection, { all, settlement }), opening);
  const flows = later.map(({ day, interestPaid, principalPaid, residualPaid }): Flow => {
    const amount = interestPaid + principalPaid + residualPaid;
    return { years: (day - settlement) / DAYS_IN_A_YEAR, amount: perHundred(Number(amount), opening) };
  });
  const clean = annualYield === undefined ? (price ?? 100) : presentValue(flows, annualYield) - accrued;
  const found = annualYield ?? (opening > 0n ? yieldOf(flows, clean + accrued) : undefined);
  const loss = lossOf(later);
  return {
    name: deal.labels.classes[k]?.name ?? `class${k + 1}`,
    opening,
    interestPaid: sum(later, 'interestPaid'),
    principalPaid: sum(later, 'principalPaid'),
    residualPaid: sum(later, 'residualPaid'),
    averageLife: averageLife(later, settlement),
    window: windowOf(later),
    price: opening > 0n ? clean : undefined,
    accrued,
    annualYield: found,
    bondEquivalentYield: found === undefined ? undefined : bondEquivalent(found),
    modifiedDuration: found === undefined ? undefined : modifiedDuration(flows, found),
    loss,
    lossPart: opening > 0n ? Number(loss) / Number(opening) : 0,
    interestUnpaid: later.at(-1)?.interestDue ?? 0n,
    firstLoss: firstLoss(later),
  };
}

/** The measures of every class, at 100 or at the prices given by name. */
export function measureClasses(
  projection: Projection,
  {
    prices = {},
    yields = {},
  }: { prices?: Readonly<Record<string, number>>; yields?: Readonly<Record<string, number>> } = {},
): ClassMeasures[] {
  return projection.openings.map((_, k) => {
    const name = projection.deal.labels.classes[k]?.name ?? '';
    const price = prices[name];
    const annualYield = yields[name];
    return measureClass(projection, {
      class: k,
      ...(price === undefined ? {} : { price }),
      ...(annualYield === undefined ? {} : { annualYield }),
    });
  });
}

type Dated = ClassDate & DateName;

function datesOf({ dates, openings, deal }: Projection, k: number): Dated[] {
  if (openings[k] === undefined) {
    throw new NoSuchClass({ class: k, classes: deal.labels.classes.map(({ name }) => name) });
  }
  return dates.flatMap(({ number, day, classes }) => {
    const figures = classes[k];
    return figures === undefined ? [] : [{ ...figures, number, day }];
  });
}

function perHundred(amount: number, opening: bigint): number {
  return opening > 0n ? (amount * 100) / Number(opening) : 0;
}

/** Interest of the period that settlement falls into, as far as it has run, by days. */
function accruedAt({ from }: Projection, { all, settlement }: { all: readonly Dated[]; settlement: number }): number {
  const next = all.findIndex(({ day }) => day > settlement);
  const period = all[next];
  if (period === undefined) return 0;
  const start = all[next - 1]?.day ?? from;
  const elapsed = Math.max(0, settlement - start) / (period.day - start);
  return Number(period.accrued) * elapsed;
}

function sum(dates: readonly Dated[], field: 'interestPaid' | 'principalPaid' | 'residualPaid'): bigint {
  return dates.reduce((total, date) => total + date[field], 0n);
}

function averageLife(dates: readonly Dated[], settlement: number): number | undefined {
  const principal = sum(dates, 'principalPaid');
  if (principal === 0n) return undefined;
  // In integers up to the last division: days times base units.
  const weighted = dates.reduce(
    (total, { day, principalPaid }) => total + BigInt(day - settlement) * principalPaid,
    0n,
  );
  return Number(weighted) / Number(principal) / DAYS_IN_A_YEAR;
}

function windowOf(dates: readonly Dated[]): ClassMeasures['window'] {
  const paying = dates.filter(({ principalPaid }) => principalPaid > 0n);
  const [first, last] = [paying[0], paying.at(-1)];
  return first && last && { first: nameOf(first), last: nameOf(last) };
}

function nameOf({ number, day }: Dated): DateName {
  return { number, day };
}

/** Never written off before settlement: what was then is the seller's loss. */
function lossOf(dates: readonly Dated[]): bigint {
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return 0n;
  const before = first.writtenOff - writtenDown(first);
  const written = last.writtenOff > before ? last.writtenOff - before : 0n;
  return last.balance + written;
}

/** What a date wrote off: what its balance lost without being paid. Capitalised interest raises it instead. */
function writtenDown({ opening, balance, principalPaid }: Dated): bigint {
  return opening > balance + principalPaid ? opening - balance - principalPaid : 0n;
}

function firstLoss(dates: readonly Dated[]): DateName | undefined {
  const written = dates.find(
    (date, i) => date.writtenOff > (i === 0 ? date.writtenOff - writtenDown(date) : (dates[i - 1]?.writtenOff ?? 0n)),
  );
  const last = dates.at(-1);
  if (written) return nameOf(written);
  return last !== undefined && last.balance > 0n ? nameOf(last) : undefined;
}
