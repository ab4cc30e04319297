import { type BusinessCalendar, HOLIDAY_YEARS, businessCalendar, calendarCodes, hasCalendar } from './calendar.ts';
import { addMonths, civilOf, dayNumber, formatDay } from './days.ts';
import type { Problems, Word } from './problems.ts';
import { type RecordDates, dayOf, readRecordDates } from './recordDate.ts';
import { type Entry, type MapSource, type Source, fieldsOf, isEmpty, itemsOf, textOf, wordOf } from './source.ts';

/** Day numbers: days since 1970-01-01. */
export interface ScheduleDate {
  /** Before rolling. */
  nominal: number;
  payment: number;
  record: number;
}

/** The dates of a deal, resolved. */
export interface Schedule {
  dates: ScheduleDate[];
  /** Seconds after 00:00 UTC of a record day. */
  recordTime: number;
  accrualFrom?: number;
  collectedFrom?: number;
  /** Number of the first date that this ledger runs: 1 but for a deal that comes on chain seasoned. */
  runsFrom: number;
  /** By when the report of each date is due, if the file says so. */
  reports?: RecordDates;
  /** What the page of the deal file adds: read by others. */
  other: Entry[];
  word: Word;
}

const KEYS = [
  ...(['accrualFrom', 'first', 'every', 'dates', 'roll', 'calendar', 'holidays', 'recordDate'] as const),
  ...(['collectedFrom', 'runsFrom', 'reportDue'] as const),
];
const OTHER_KEYS = [
  ...(['legalFinal', 'collectionPeriod', 'grace', 'holdHours', 'longStop', 'succession', 'recordNotice'] as const),
];
const EVERY = ['month', 'quarter', '6 months', 'year'];
/** 2149-06-06: days have two bytes in a program. */
const LAST_DAY = 65_535;
const MOST_DATES = 65_535;

type Fields = Partial<Record<(typeof KEYS)[number] | (typeof OTHER_KEYS)[number], Source>>;

/** Reads the section `schedule`, and resolves its calendar. `holidays` may also stand beside it. */
export function readSchedule(
  source: Source | undefined,
  { holidays, problems }: { holidays: Source | undefined; problems: Problems },
): Schedule | undefined {
  if (source === undefined) {
    problems.add({ text: 'the file', place: { line: 1, column: 1 } }, 'a section "schedule" with the payment dates');
    return undefined;
  }
  const word: Word = { text: 'schedule', place: source.place };
  const keys = [...KEYS, ...OTHER_KEYS];
  const fields: Fields = fieldsOf(source, { keys, what: 'schedule', problems });
  const nominal = readNominal(fields, { word, problems });
  const business = readCalendar(fields, { holidays, nominal, problems });
  const following = readRoll(fields.roll, problems);
  const payments = nominal.map((day) => (following && business.good ? business.calendar.following(day) : day));
  checkOrder(payments, { word, problems });
  const { calendar } = business;
  const record = readRecordDates(fields.recordDate, { payments, calendar, problems });
  const reports =
    fields.reportDue && readRecordDates(fields.reportDue, { payments, calendar, what: 'report', problems });
  const accrualFrom = readDay(fields.accrualFrom, 'the day from which interest accrues: 2026-04-20', problems);
  const collectedFrom = readDay(fields.collectedFrom, 'the first day whose collections belong to the deal', problems);
  checkStart({ accrualFrom, source: fields.accrualFrom, first: payments[0], problems });
  return {
    dates: nominal.map((day, i) => ({ nominal: day, payment: payments[i] ?? day, record: record.days[i] ?? day })),
    recordTime: record.time,
    ...(accrualFrom === undefined ? {} : { accrualFrom }),
    ...(collectedFrom === undefined ? {} : { collectedFrom }),
    ...(reports === undefined ? {} : { reports }),
    runsFrom: readRunsFrom(fields.runsFrom, { count: nominal.length, problems }),
    other: (source as MapSource).entries.filter(({ key }) => OTHER_KEYS.some((one) => one === key.text)),
    word,
  };
}

function readNominal(fields: Fields, { word, problems }: { word: Word; problems: Problems }): number[] {
  if (fields.dates?.kind === 'list') {
    for (const key of ['first', 'every'] as const) {
      const extra = fields[key];
      if (extra) problems.add(wordOf(extra), `no "${key}" beside a list of dates`);
    }
    return fields.dates.items.flatMap((item) => readDay(item, 'a payment date: 2026-05-20', problems) ?? []);
  }
  const first = readDay(fields.first, 'the first payment date: 2026-05-20', problems);
  const months = readEvery(fields.every, problems);
  const count = readCount(fields.dates, problems);
  for (const [key, expected] of [
    ['first', 'the first payment date'],
    ['every', 'month, quarter, 6 months or year'],
    ['dates', 'how many payment dates there are, or all of them in a list'],
  ] as const) {
    if (fields[key] === undefined) problems.add({ ...word, text: `schedule without "${key}"` }, expected);
  }
  if (first === undefined || months === undefined || count === undefined) return [];
  const civil = civilOf(first);
  const nominal = Array.from({ length: count }, (_, i) => dayNumber(addMonths(civil, months * i)));
  return nominal;
}

function readEvery(source: Source | undefined, problems: Problems): number | undefined {
  if (source === undefined) return undefined;
  const word = textOf(source, 'month, quarter, 6 months or year', problems);
  const text = word?.text.trim().replaceAll(/\s+/g, ' ') ?? '';
  const months = { month: 1, quarter: 3, year: 12 }[text] ?? Number(/^(\d{1,3}) months$/.exec(text)?.[1] ?? 0);
  if (months > 0) return months;
  if (word) problems.add(word, 'month, quarter, 6 months or year', EVERY);
  return undefined;
}

function readCount(source: Source | undefined, problems: Problems): number | undefined {
  if (source === undefined) return undefined;
  const word = textOf(source, 'how many payment dates there are', problems);
  const text = word?.text.trim().replaceAll('_', '') ?? '';
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= MOST_DATES) return count;
  if (word) problems.add(word, `how many payment dates there are, from 1 to ${MOST_DATES}, or all of them in a list`);
  return undefined;
}

function readRoll(source: Source | undefined, problems: Problems): boolean {
  if (source === undefined) return false;
  const word = textOf(source, 'none or following', problems);
  if (word && word.text !== 'none' && word.text !== 'following')
    problems.add(word, 'none or following', ['none', 'following']);
  return word?.text === 'following';
}

function readCalendar(
  fields: Fields,
  { holidays, nominal, problems }: { holidays: Source | undefined; nominal: readonly number[]; problems: Problems },
): { calendar: BusinessCalendar; good: boolean } {
  const codes: string[] = [];
  for (const item of itemsOf(fields.calendar)) {
    const word = textOf(item, 'a country with a list of holidays: HK, CN', problems);
    if (word && hasCalendar(word.text)) codes.push(word.text);
    else if (word) problems.add(word, 'a country with a list of holidays: HK, CN', calendarCodes());
  }
  const { add, remove, years } = readHolidays(fields.holidays ?? holidays, problems);
  const { first, last } = years;
  const beyond =
    codes.length === 0 ? undefined : nominal.find((day) => civilOf(day).year > last || civilOf(day).year < first);
  if (beyond !== undefined && fields.calendar) {
    const word = { ...wordOf(fields.calendar), text: formatDay(beyond) };
    problems.add(
      word,
      `dates in the years ${first} to ${last}, for which the lists of holidays are good: give fewer dates, or "dates" outright without a calendar`,
    );
  }
  // A date may be rolled into the year after the last, or have its record day in the year before the first.
  const yearOf = (day: number): number => Math.min(last + 1, Math.max(first - 1, civilOf(day).year));
  return { calendar: businessCalendar({ codes, add, remove, yearOf }), good: beyond === undefined };
}

interface HolidayTerms {
  add: Set<number>;
  remove: Set<number>;
  /** For which the lists, so corrected, are good. */
  years: { first: number; last: number };
}

/** `{ add: [...], remove: [...], years: 2026..2029 }`; a list alone means add. */
function readHolidays(source: Source | undefined, problems: Problems): HolidayTerms {
  const days = (list: Source | undefined): Set<number> =>
    new Set(itemsOf(list).flatMap((item) => readDay(item, 'a day: 2026-10-08', problems) ?? []));
  if (source?.kind !== 'map') {
    const listed = source && !isEmpty(source) ? source : undefined;
    return { add: days(listed), remove: new Set(), years: HOLIDAY_YEARS };
  }
  const fields = fieldsOf(source, { keys: ['add', 'remove', 'years'], what: 'holidays', problems });
  return { add: days(fields.add), remove: days(fields.remove), years: readYears(fields.years, problems) };
}

function readYears(source: Source | undefined, problems: Problems): HolidayTerms['years'] {
  const { first, last } = HOLIDAY_YEARS;
  const expected = `the years for which holidays are good, within ${first}..${last}: 2026..2029`;
  const word = source && textOf(source, expected, problems);
  if (word === undefined) return HOLIDAY_YEARS;
  const [, from, to] = /^(\d{4}) ?\.\. ?(\d{4})$/.exec(word.text.trim()) ?? [];
  const years = { first: Number(from), last: Number(to) };
  if (years.first >= first && years.last <= last && years.first <= years.last) return years;
  problems.add(word, expected);
  return HOLIDAY_YEARS;
}

function readDay(source: Source | undefined, expected: string, problems: Problems): number | undefined {
  if (source === undefined) return undefined;
  const word = textOf(source, expected, problems);
  return word && dayOf(word, problems);
}

function checkOrder(payments: readonly number[], { word, problems }: { word: Word; problems: Problems }): void {
  const late = payments.find((day) => day > LAST_DAY || day < 0);
  if (late !== undefined)
    problems.add({ ...word, text: formatDay(late) }, 'payment dates from 1970-01-01 to 2149-06-06');
  const wrong = payments.findIndex((day, i) => i > 0 && day <= (payments[i - 1] ?? 0));
  if (wrong > 0) {
    const day = formatDay(payments[wrong] ?? 0);
    problems.add(
      { ...word, text: day },
      `a payment date after the one before it, ${formatDay(payments[wrong - 1] ?? 0)}`,
    );
  }
}

function checkStart({
  accrualFrom,
  source,
  first,
  problems,
}: {
  accrualFrom: number | undefined;
  source: Source | undefined;
  first: number | undefined;
  problems: Problems;
}): void {
  if (accrualFrom === undefined || first === undefined || accrualFrom <= first || source === undefined) return;
  problems.add(wordOf(source), `a day not after the first payment date ${formatDay(first)}`);
}

function readRunsFrom(source: Source | undefined, { count, problems }: { count: number; problems: Problems }): number {
  if (source === undefined) return 1;
  const word = textOf(source, 'the number of the first payment date that this ledger runs', problems);
  const number = /^\d{1,5}$/.test(word?.text ?? '') ? Number(word?.text) : 0;
  if (number >= 1 && number <= count) return number;
  if (word) problems.add(word, `the number of a payment date, 1 to ${count}`);
  return 1;
}
