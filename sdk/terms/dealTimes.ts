// What must follow what in a deal, and when its periods are.
import { formatMoment } from '../errors/words.ts';
import type { DealPeriod } from './deal.ts';
import { formatDay } from './days.ts';
import type { Problems } from './problems.ts';
import type { OfferingTerms } from './sections/offering.ts';
import { DAY_SECONDS, type Reading, type Section, entryIn, headOf } from './sections/reading.ts';
import { wordOf } from './source.ts';
import type { Terms } from './terms.ts';

/** A deal that is issued begins with its faces: what runs already is for studies. */
export function checkBeginning({ classes, schedule }: Terms, { problems }: Reading): void {
  for (const { name, face, opening } of classes)
    if (opening !== face) problems.add(name, 'a class that opens with its face: a seasoned ledger is for studies');
  if (!classes.some(({ face }) => face > 0n))
    problems.add(schedule.word, 'a class with a face, of which notes are issued');
}

/** The tape is cut, then the notes are sold, then settled, and only then is there a first record date. */
export function checkTimes(
  { schedule }: Terms,
  {
    offering,
    cutOff,
    at,
    problems,
  }: { offering: OfferingTerms; cutOff: number; at: { offering: Section; pool: Section }; problems: Problems },
): void {
  const written = entryIn(at.pool, 'cutOff');
  if (written && offering.closes > 0 && cutOff * DAY_SECONDS >= offering.closes)
    problems.add(wordOf(written.value), `a cut-off before the offering closes, ${formatMoment(offering.closes)}`);
  const [first] = schedule.dates;
  if (first === undefined || first.payment === 0 || at.offering === undefined) return;
  const record = first.record * DAY_SECONDS + schedule.recordTime;
  const last = entryIn(at.offering, 'settleBy') ?? entryIn(at.offering, 'closes');
  const settled = formatMoment(offering.settleBy);
  if (offering.settleBy >= record && offering.closes > 0) {
    problems.add(
      { ...headOf(last ?? at.offering), text: `settled by ${settled}` },
      `an offering that is settled before the first record date, ${formatMoment(record)}`,
    );
  }
  const { accrualFrom } = schedule;
  if (accrualFrom !== undefined && accrualFrom * DAY_SECONDS < offering.opens)
    problems.add(
      { ...schedule.word, text: formatDay(accrualFrom) },
      `a day from which interest accrues that is not before the offering opens, ${formatMoment(offering.opens)}`,
    );
}

export function periodsOf({ schedule }: Terms, reportDue: readonly number[]): DealPeriod[] {
  return schedule.dates.map(({ payment, record }, i) => ({
    number: i + 1,
    paymentDate: payment * DAY_SECONDS,
    recordDate: record * DAY_SECONDS + schedule.recordTime,
    reportDue: reportDue[i] ?? payment * DAY_SECONDS,
  }));
}
