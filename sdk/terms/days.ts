import { DateUnreadable } from '../errors/terms.ts';

/** A day of the calendar. */
export interface Civil {
  year: number;
  month: number;
  day: number;
}

const DAYS_OF_ERA = 146_097;
const YEARS_OF_ERA = 400;
/** Days from 0000-03-01 to 1970-01-01. */
const EPOCH = 719_468;
const MONTHS = 12;
const SATURDAY = 6;

/**
 * The number of a day: days since 1970-01-01 in the Gregorian calendar.
 * Source of the formula: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms" (days_from_civil).
 */
export function dayNumber({ year, month, day }: Civil): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / YEARS_OF_ERA);
  const yearOfEra = y - era * YEARS_OF_ERA;
  const dayOfYear = Math.floor((153 * ((month + 9) % MONTHS) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_OF_ERA + dayOfEra - EPOCH;
}

/** The day of a number: the inverse of `dayNumber`. Same source. */
export function civilOf(number: number): Civil {
  const z = number + EPOCH;
  const era = Math.floor(z / DAYS_OF_ERA);
  const dayOfEra = z - era * DAYS_OF_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return { year: yearOfEra + era * YEARS_OF_ERA + (month <= 2 ? 1 : 0), month, day };
}

export function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % YEARS_OF_ERA === 0;
}

export function daysInMonth({ year, month }: Pick<Civil, 'year' | 'month'>): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** The same day so many months later, or the last day of that month if it has no such day. */
export function addMonths({ year, month, day }: Civil, months: number): Civil {
  const index = year * MONTHS + (month - 1) + months;
  const then = { year: Math.floor(index / MONTHS), month: (index % MONTHS) + 1 };
  return { ...then, day: Math.min(day, daysInMonth(then)) };
}

/** 0 is Sunday. 1970-01-01 was a Thursday. */
export function weekday(number: number): number {
  return (((number + 4) % 7) + 7) % 7;
}

export function isWeekend(number: number): boolean {
  return weekday(number) === 0 || weekday(number) === SATURDAY;
}

/**
 * Reads `2026-05-20`.
 * @throws {DateUnreadable}
 */
export function parseDay(text: string): number {
  const { year, month, day } = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/.exec(text.trim())?.groups ?? {};
  const civil = { year: Number(year), month: Number(month), day: Number(day) };
  const exists = civil.month >= 1 && civil.month <= MONTHS && civil.day >= 1 && civil.day <= daysInMonth(civil);
  if (year === undefined || !exists) throw new DateUnreadable(text);
  return dayNumber(civil);
}

/** Writes a day's number as `2026-05-20`. */
export function formatDay(number: number): string {
  const { year, month, day } = civilOf(number);
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}
