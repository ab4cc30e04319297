import type { Problems, Word } from '../problems.ts';
import type { Schedule } from '../schedule.ts';
import { type Source, wordOf } from '../source.ts';
import { formatDay } from '../days.ts';
import { type Reading, choiceOf, dayIn, daysOf, scalarOf, within } from './reading.ts';

/** How long collections are gathered for a report. */
export const COLLECTION_PERIODS = [
  'calendar month',
  'calendar quarter',
  'calendar half-year',
  'calendar year',
] as const;

/** What a deal file says of time besides its payment dates. */
export interface TimingTerms {
  /** Day on which everything is due at the latest. */
  legalFinal: number;
  collectionPeriod: (typeof COLLECTION_PERIODS)[number];
  /** Seconds since 1970 by which the report of each payment date is due. */
  reportDue: readonly number[];
  /** Days after a payment date from which it may be closed without a report. */
  grace: number;
  /** Hours an attested report waits for the trustee's objection. */
  holdHours: number;
  /** Days without a payment date after which trustee and verifier together may open the fallback. */
  longStop: number;
  /** Days of silence after a payment date from which the backups may sign. */
  succession: number;
  /** Days between the insertion of a record date and that date. */
  recordNotice: number;
}

const LONGEST_HOLD = 72;
/** No delay of a deal is longer than a year. */
const LONGEST = 365;
const DEFAULTS = { grace: 5, holdHours: 48, longStop: 60, succession: 10, recordNotice: 2 } as const;
const DAY = 86_400;

/** Reads what `schedule` adds for a deal: `schedule.other`. */
export function readTiming({ schedule, reading }: { schedule: Schedule; reading: Reading }): TimingTerms {
  const { problems } = reading;
  const field = (key: string): Source | undefined => schedule.other.find((entry) => entry.key.text === key)?.value;
  const last = schedule.dates.at(-1)?.payment ?? 0;
  const legalFinal = readLegalFinal(field('legalFinal'), { last, word: schedule.word, reading });
  if (reading.complete && schedule.accrualFrom === undefined)
    problems.add(schedule.word, '"accrualFrom": the day from which interest accrues, on which the notes are issued');
  if (reading.complete && schedule.runsFrom !== 1)
    problems.add(schedule.word, 'a deal that is issued to run from its first date: "runsFrom" is for studies');
  const days = (key: 'grace' | 'longStop' | 'succession' | 'recordNotice', what: string, least: number): number =>
    daysOf(field(key), { what, least, most: LONGEST, problems }) ?? DEFAULTS[key];
  const grace = days('grace', 'when a date may be closed without a report', 1);
  const longStop = days('longStop', 'when the fallback may be opened', 1);
  const stop = field('longStop');
  if (longStop <= grace)
    problems.add(stop ? wordOf(stop) : schedule.word, `a long stop of more than the ${grace} days of grace`);
  return {
    legalFinal: legalFinal ?? last,
    collectionPeriod: choiceOf(field('collectionPeriod'), COLLECTION_PERIODS, problems) ?? 'calendar month',
    reportDue: reportDueOf(schedule),
    grace,
    holdHours: readHold(field('holdHours'), problems),
    longStop,
    succession: days('succession', 'when a backup may sign', 1),
    recordNotice: days('recordNotice', 'how long before it a record date is told', 1),
  };
}

function readHold(source: Source | undefined, problems: Problems): number {
  const hours = scalarOf(source, {
    expected: `hours that a report waits, at most ${LONGEST_HOLD}: 48`,
    problems,
    read: (text) => {
      const written = /^(\d{1,3})(?: hours?)?$/.exec(text)?.[1];
      return written === undefined ? undefined : within(Number(written), { least: 0, most: LONGEST_HOLD });
    },
  });
  return hours ?? DEFAULTS.holdHours;
}

function readLegalFinal(
  source: Source | undefined,
  { last, word, reading }: { last: number; word: Word; reading: Reading },
): number | undefined {
  const { problems, complete } = reading;
  if (source === undefined && complete)
    problems.add(word, '"legalFinal": the day on which everything is due at the latest');
  const day = dayIn(source, 'the day on which everything is due at the latest: 2030-04-20', problems);
  if (source && day !== undefined && day < last)
    problems.add(wordOf(source), `a day not before the last payment date, ${formatDay(last)}`);
  return day;
}

/** Silent: the payment date itself. */
function reportDueOf({ dates, reports }: Schedule): number[] {
  if (reports === undefined) return dates.map(({ payment }) => payment * DAY);
  return reports.days.map((day) => day * DAY + reports.time);
}
