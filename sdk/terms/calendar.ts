import Holidays from 'date-holidays';
import { parseDay, isWeekend } from './days.ts';

/** Which days are no business days. */
export interface BusinessCalendar {
  isBusinessDay(day: number): boolean;
  /** The day itself, or the next business day. */
  following(day: number): number;
  /** So many business days before. */
  before(day: number, count: number): number;
}

/** Years for which the lists of `date-holidays` are used: rules of today's law, lunar dates computed. */
export const HOLIDAY_YEARS = { first: 1998, last: 2050 } as const;

/**
 * Days that `date-holidays` lists as public and on which banks are open: 1 June in mainland China is free for children.
 * Half holidays (they begin at noon) are left out by their hours.
 */
const BANKS_OPEN: Readonly<Record<string, readonly string[]>> = { CN: ['06-01'] };

const lists = new Map<string, ReadonlySet<number>>();

/** All countries and regions that have a list. */
export function calendarCodes(): string[] {
  return Object.keys(new Holidays().getCountries());
}

/** Whether there is a list for the code: a country (`HK`), or a region of one (`US-NY`). */
export function hasCalendar(code: string): boolean {
  const [country = '', state] = code.split('-');
  const known = new Holidays();
  if (!Object.hasOwn(known.getCountries(), country)) return false;
  return state === undefined || Object.hasOwn(known.getStates(country) ?? {}, state);
}

/** Public and bank holidays of a year. */
function holidaysOf(code: string, year: number): ReadonlySet<number> {
  const key = `${code} ${year}`;
  const known = lists.get(key);
  if (known !== undefined) return known;
  const [country = '', ...regions] = code.split('-');
  const of = regions.length > 0 ? new Holidays(country, ...(regions as [string])) : new Holidays(country);
  const days = new Set<number>();
  for (const { type, date, start, end } of of.getHolidays(year)) {
    const hours = (end.getTime() - start.getTime()) / 3_600_000;
    const fromNoon = !date.includes('00:00:00');
    if ((type !== 'public' && type !== 'bank') || fromNoon || hours < 20) continue;
    if (BANKS_OPEN[country]?.includes(date.slice(5, 10)) === true) continue;
    const first = parseDay(date.slice(0, 10));
    for (let i = 0; i < Math.max(1, Math.round(hours / 24)); i++) days.add(first + i);
  }
  lists.set(key, days);
  return days;
}

/**
 * Weekends, the holidays of `codes`, with `add` and without `remove`.
 * `yearOf` gives the year of a day, and may refuse years beyond the lists.
 */
export function businessCalendar({
  codes,
  add,
  remove,
  yearOf,
}: {
  codes: readonly string[];
  add: ReadonlySet<number>;
  remove: ReadonlySet<number>;
  yearOf: (day: number) => number;
}): BusinessCalendar {
  const isBusinessDay = (day: number): boolean => {
    if (add.has(day)) return false;
    if (remove.has(day)) return true;
    if (isWeekend(day)) return false;
    if (codes.length === 0) return true;
    const year = yearOf(day);
    return !codes.some((code) => holidaysOf(code, year).has(day));
  };
  const following = (day: number): number => {
    let on = day;
    while (!isBusinessDay(on)) on += 1;
    return on;
  };
  const before = (day: number, count: number): number => {
    let on = day;
    for (let left = count; left > 0;) {
      on -= 1;
      if (isBusinessDay(on)) left -= 1;
    }
    return on;
  };
  return { isBusinessDay, following, before };
}
