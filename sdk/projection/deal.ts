import { MonthsUnknown } from '../errors/projection.ts';
import type { CompiledTerms } from '../terms/compileTerms.ts';

/** A deal as far as a projection needs it. Days are counted since 1970-01-01. */
export interface ProjectedDeal extends CompiledTerms {
  name: string;
  /** Of the notes. */
  currency: string;
  /** From when interest accrues, and from when on cash counts in yields and lives. Without it: a period before the first date. */
  accrualFrom?: number;
  /** First day whose collections belong to the deal: `accrualFrom` unless given. */
  collectedFrom?: number;
  /** Payment dates before rolling: they say how many months a period has. The payment days unless given. */
  nominal?: readonly number[];
}

const MS_PER_DAY = 86_400_000;

/** `2026-05-20` of a day number. */
export function isoDay(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** Months since the year 0: two days of one calendar month have the same. */
export function monthOf(day: number): number {
  const date = new Date(day * MS_PER_DAY);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/**
 * How many months are collected for each payment date: a collection period runs to the end of the month before its
 * date, so they are the months between two nominal dates; for the first those since the deal collects.
 */
export function collectionMonths({ program, nominal, collectedFrom, accrualFrom }: ProjectedDeal): number[] {
  const days = nominal ?? program.dates.map(({ payment }) => payment);
  const [first, second] = days;
  if (first === undefined || days.length !== program.dates.length) {
    throw new MonthsUnknown({ dates: program.dates.length, nominal: days.length });
  }
  const from = collectedFrom ?? accrualFrom;
  const regular = second === undefined ? 1 : monthOf(second) - monthOf(first);
  const before = from === undefined ? monthOf(first) - regular : monthOf(from);
  const bounds = [before, ...days.map(monthOf)];
  return bounds.slice(1).map((month, i) => Math.max(0, month - (bounds[i] ?? month)));
}

const DAYS_IN_A_MONTH = 30;

/** The day from which time is counted: `accrualFrom`, or as long before the first date as the second is after it. */
export function closingDay({ program: { dates }, accrualFrom }: ProjectedDeal): number {
  if (accrualFrom !== undefined) return accrualFrom;
  const first = dates[0]?.payment ?? 0;
  return first - ((dates[1]?.payment ?? first + DAYS_IN_A_MONTH) - first);
}

/** The last day whose collections were paid before the date with that number: the end of the month before the last date. */
export function lastCollected({ program, nominal }: ProjectedDeal, date: number): number {
  const day = nominal?.[date - 2] ?? program.dates[date - 2]?.payment ?? 0;
  return day - new Date(day * MS_PER_DAY).getUTCDate();
}
