import type { BusinessCalendar } from './calendar.ts';
import { formatDay, parseDay } from './days.ts';
import type { Problems, Word } from './problems.ts';
import { type Source, fieldsOf, itemsOf, textOf } from './source.ts';

/** When the holders of record are fixed: on the record day of each payment date, at one time of day in UTC. */
export interface RecordDates {
  days: number[];
  /** Seconds after 00:00 UTC. */
  time: number;
}

const DAY = 86_400;
const EXPECTED = '"3 days before", or "1 business day before 18:00 Asia/Hong_Kong"';
const WRITTEN =
  /^(?<count>\d+) (?<business>business )?days? before(?: (?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2}))? (?<zone>\S+))?$/;
const TIME = /^(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2}))? UTC$/;

/** Reads `recordDate`. Silent: the payment date itself, at 00:00 UTC. */
export function readRecordDates(
  source: Source | undefined,
  {
    payments,
    calendar,
    what = 'record',
    problems,
  }: { payments: readonly number[]; calendar: BusinessCalendar; what?: 'record' | 'report'; problems: Problems },
): RecordDates {
  if (source === undefined) return { days: [...payments], time: 0 };
  if (source.kind === 'map') return readListed(source, { payments, what, problems });
  const word = textOf(source, EXPECTED, problems);
  const found = WRITTEN.exec(word?.text.trim().replaceAll(/\s+/g, ' ') ?? '')?.groups;
  if (word === undefined || found === undefined) {
    if (word) problems.add(word, EXPECTED, ['days', 'business', 'before']);
    return { days: [...payments], time: 0 };
  }
  const count = Number(found['count']);
  const local = payments.map((day) => (found['business'] ? calendar.before(day, count) : day - count));
  const seconds = secondsOf(found);
  if (seconds === undefined) problems.add(word, 'a time of day from 00:00 to 23:59');
  const zone = found['zone'] ?? 'UTC';
  const moments = local.map((day) => instantOf(day * DAY + (seconds ?? 0), zone));
  if (moments.some((moment) => moment === undefined)) {
    problems.add({ ...word, text: zone }, 'a time zone: UTC, Asia/Hong_Kong', [
      'UTC',
      'Asia/Hong_Kong',
      'Asia/Shanghai',
    ]);
    return { days: local, time: 0 };
  }
  const known = moments.map((moment) => moment ?? 0);
  const time = (known[0] ?? 0) % DAY;
  const other = known.find((moment) => moment % DAY !== time);
  if (other !== undefined) {
    const day = formatDay(Math.floor(other / DAY));
    problems.add(
      word,
      `one time of day in UTC for all ${what} dates (${zone} changes its clocks by ${day}): say it in UTC`,
    );
  }
  return checked({ days: known.map((moment) => Math.floor(moment / DAY)), time }, { payments, what, word, problems });
}

/** `{ days: [2026-05-17, …], time: 10:00 UTC }`: the record days outright, one for each payment date. */
function readListed(source: Source, { payments, what, problems }: Omit<Checked, 'word'>): RecordDates {
  const fields = fieldsOf(source, { keys: ['days', 'time'], what: `the ${what} days`, problems });
  const days: number[] = [];
  for (const item of itemsOf(fields.days)) {
    const word = textOf(item, `a ${what} day: 2026-05-17`, problems);
    const day = word && dayOf(word, problems);
    if (day !== undefined) days.push(day);
  }
  const word: Word = { text: `${what} days`, place: source.place };
  if (days.length !== payments.length) {
    problems.add(
      { ...word, text: `${days.length} ${what} days` },
      `one for each of the ${payments.length} payment dates`,
    );
    return { days: [...payments], time: 0 };
  }
  const time = fields.time && textOf(fields.time, 'a time of day: 10:00 UTC', problems);
  const found = time && TIME.exec(time.text.trim())?.groups;
  const seconds = found ? secondsOf(found) : undefined;
  if (time && seconds === undefined) problems.add(time, 'a time of day: 10:00 UTC');
  return checked({ days, time: seconds ?? 0 }, { payments, what, word, problems });
}

interface Checked {
  payments: readonly number[];
  what: 'record' | 'report';
  word: Word;
  problems: Problems;
}

function checked(record: RecordDates, { payments, what, word, problems }: Checked): RecordDates {
  const late = payments.find((payment, i) => (record.days[i] ?? 0) > payment);
  if (late !== undefined) problems.add(word, `a ${what} day (in UTC) not after its payment date ${formatDay(late)}`);
  if (record.days.some((day) => day < 0)) problems.add(word, `${what} days from 1970-01-01 on`);
  return record;
}

/** Reads a day, or tells that it is none. */
export function dayOf(word: Word, problems: Problems): number | undefined {
  try {
    return parseDay(word.text);
  } catch {
    problems.add(word, 'a date that exists, as year, month, day: 2026-05-20');
    return undefined;
  }
}

export function secondsOf({
  hour = '0',
  minute = '0',
  second = '0',
}: Record<string, string | undefined>): number | undefined {
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  const exists = Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
  return exists ? seconds : undefined;
}

/** The moment (seconds since 1970) at which clocks in `zone` show `local`; nothing if there is no such zone. */
export function instantOf(local: number, zone: string): number | undefined {
  const first = offsetOf(zone, local);
  if (first === undefined) return undefined;
  return local - (offsetOf(zone, local - first) ?? first);
}

function offsetOf(zone: string, moment: number): number | undefined {
  if (zone === 'UTC') return 0;
  try {
    const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(
      moment * 1000,
    );
    const text = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const found = /^GMT(?:(?<sign>[+-])(?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2}))?)?$/.exec(text)?.groups;
    const seconds = found && secondsOf({ ...found });
    return found?.['sign'] === '-' ? -(seconds ?? 0) : seconds;
  } catch {
    return undefined;
  }
}
