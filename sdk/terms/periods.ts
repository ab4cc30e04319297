import { DAY_COUNTS } from './dayCount.ts';
import { civilOf, dayNumber } from './days.ts';
import type { Schedule } from './schedule.ts';

/** The days of each accrual period: ACT between payment dates, 30/360 between nominal dates, the first from `accrualFrom`. */
export function accrualDays(schedule: Schedule, rule: string): bigint[] {
  const count = DAY_COUNTS[rule];
  if (count === undefined) return [];
  const ends = schedule.dates.map(({ payment, nominal }) => (count.actual ? payment : nominal));
  return between([schedule.accrualFrom ?? ends[0] ?? 0, ...ends], (start, end) => count.days(start, end));
}

/** The days of each collection period: to the end of the month before the payment date, the first from `collectedFrom`. */
export function collectionDays(schedule: Schedule, rule: string): bigint[] {
  const count = DAY_COUNTS[rule];
  if (count === undefined) return [];
  // Both ends of a period belong to it: it reaches up to the first day of the next month.
  const ends = schedule.dates.map(({ payment }) => dayNumber({ ...civilOf(payment), day: 1 }));
  return between([schedule.collectedFrom ?? ends[0] ?? 0, ...ends], (start, end) => count.days(start, end));
}

function between(bounds: readonly number[], days: (start: number, end: number) => number): bigint[] {
  return bounds.slice(1).map((end, i) => BigInt(Math.max(0, days(bounds[i] ?? end, end))));
}
