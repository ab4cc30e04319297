import { civilOf, daysInMonth } from './days.ts';

/** How the days of a period are counted, over how many days a year has. */
export interface DayCountRule {
  /** Between payment dates, rolled; else between nominal dates. */
  actual: boolean;
  denominator: bigint;
  /** Days from `start` to `end` (day numbers): the second is not counted. */
  days(start: number, end: number): number;
}

const THIRTY = 30;

/** 30/360 in all its forms: months of 30 days, with the days of the month as the form adjusts them. */
function thirty(start: number, end: number, adjust: (d1: number, d2: number) => [number, number]): number {
  const from = civilOf(start);
  const to = civilOf(end);
  const [d1, d2] = adjust(from.day, to.day);
  return 360 * (to.year - from.year) + THIRTY * (to.month - from.month) + (d2 - d1);
}

function endOfFebruary(day: number): boolean {
  const civil = civilOf(day);
  return civil.month === 2 && civil.day === daysInMonth(civil);
}

/**
 * ACT/365F, ACT/360; 30E/360: both days to at most 30; 30/360 (bond basis): d1 to at most 30, d2 = 31 becomes 30 if d1 is 30;
 * 30/360US: d2 becomes 30 if both dates are ends of February, or if it is 31 and d1 is 30 or 31; then d1 becomes 30 if it is 31
 * or an end of February. Source of the formulas: ISDA Definitions 2006, section 4.16 (f), (g); 30/360US: SIFMA, Standard
 * Securities Calculation Methods.
 */
export const DAY_COUNTS: Readonly<Record<string, DayCountRule>> = {
  'ACT/365F': { actual: true, denominator: 365n, days: (start, end) => end - start },
  'ACT/360': { actual: true, denominator: 360n, days: (start, end) => end - start },
  '30E/360': {
    actual: false,
    denominator: 360n,
    days: (start, end) => thirty(start, end, (d1, d2) => [Math.min(d1, THIRTY), Math.min(d2, THIRTY)]),
  },
  '30/360': {
    actual: false,
    denominator: 360n,
    days: (start, end) =>
      thirty(start, end, (d1, d2) => {
        const first = Math.min(d1, THIRTY);
        return [first, d2 > THIRTY && first === THIRTY ? THIRTY : d2];
      }),
  },
  '30/360US': {
    actual: false,
    denominator: 360n,
    days: (start, end) =>
      thirty(start, end, (d1, d2) => {
        const bothEnds = endOfFebruary(start) && endOfFebruary(end);
        const second = bothEnds || (d2 > THIRTY && d1 >= THIRTY) ? THIRTY : d2;
        return [d1 > THIRTY || endOfFebruary(start) ? THIRTY : d1, second];
      }),
  },
};
