import { expect } from 'chai';
import { formatMoment } from '../../../../sdk/errors/words.ts';
import { formatDay, isWeekend, parseDay } from '../../../../sdk/terms/days.ts';
import { dealWith, expectOne, refusedWith, saying } from '../wholeDeal.ts';

describe('the times of a deal', () => {
  it('are days, hours and moments', () => {
    const { schedule } = dealWith();
    expect(schedule).to.deep.include({
      legalFinal: parseDay('2030-04-20'),
      collectionPeriod: 'calendar month',
      grace: 5,
      holdHours: 48,
      longStop: 60,
      succession: 10,
      recordNotice: 2,
    });
  });

  it('have defaults', () => {
    const { schedule } = dealWith([', grace: 5 days, holdHours: 48, longStop: 60 days, succession: 10 days', '']);
    expect(schedule).to.deep.include({ grace: 5, holdHours: 48, longStop: 60, succession: 10 });
  });

  it('give each period its moments, resolved over the holidays of Hong Kong and the mainland', () => {
    const { periods } = dealWith();
    expect(periods).to.have.length(36);
    expect(
      periods.slice(0, 6).map(({ number, ...moments }) => [number, ...Object.values(moments).map(formatMoment)]),
    ).to.deep.equal([
      [1, '2026-05-20 00:00 UTC', '2026-05-19 10:00 UTC', '2026-05-13 00:00 UTC'],
      // A Saturday; Friday the 19th is the Dragon Boat Festival.
      [2, '2026-06-22 00:00 UTC', '2026-06-18 10:00 UTC', '2026-06-12 00:00 UTC'],
      [3, '2026-07-20 00:00 UTC', '2026-07-17 10:00 UTC', '2026-07-13 00:00 UTC'],
      [4, '2026-08-20 00:00 UTC', '2026-08-19 10:00 UTC', '2026-08-13 00:00 UTC'],
      [5, '2026-09-21 00:00 UTC', '2026-09-18 10:00 UTC', '2026-09-14 00:00 UTC'],
      [6, '2026-10-20 00:00 UTC', '2026-10-16 10:00 UTC', '2026-10-12 00:00 UTC'],
    ]);
    expect(periods.some(({ paymentDate }) => isWeekend(paymentDate / 86_400))).to.equal(false);
    expect(formatMoment(periods.at(-1)?.paymentDate ?? 0)).to.equal('2029-04-20 00:00 UTC');
  });

  it('have a report due on the payment date itself if the file does not say', () => {
    const { periods } = dealWith([', reportDue: 5 business days before', '']);
    expect(periods.every(({ reportDue, paymentDate }) => reportDue === paymentDate)).to.equal(true);
  });

  it('hold only for the years that the holidays are good for', () => {
    const told =
      '"2029-01-20": expected dates in the years 2026 to 2028, for which the lists of holidays are good: give fewer dates, or "dates" outright without a calendar';
    expect(saying(refusedWith(['years: 2026..2029', 'years: 2026..2028']))).to.deep.equal([told]);
    for (const years of ['2029..2026', '1990..2029', '2026']) {
      expect(saying(refusedWith(['years: 2026..2029', `years: ${years}`]))).to.deep.equal([
        `"${years}": expected the years for which holidays are good, within 1998..2050: 2026..2029`,
      ]);
    }
  });

  for (const [from, to, told] of [
    [
      'legalFinal: 2030-04-20',
      'legalFinal: 2029-04-19',
      '"2029-04-19": expected a day not before the last payment date, 2029-04-20',
    ],
    [
      'legalFinal: 2030-04-20',
      'legalFinal: 2030',
      '"2030": expected a date that exists, as year, month, day: 2026-05-20',
    ],
    [
      'collectionPeriod: calendar month',
      'collectionPeriod: calender month',
      '"calender month": expected calendar month, calendar quarter, calendar half-year or calendar year; did you mean "calendar month"?',
    ],
    [
      'reportDue: 5 business days before',
      'reportDue: 5 days after',
      '"5 days after": expected "3 days before", or "1 business day before 18:00 Asia/Hong_Kong"',
    ],
    [
      'grace: 5 days',
      'grace: 0 days',
      '"0 days": expected when a date may be closed without a report, in days: 30 days, 1 to 365',
    ],
    ['holdHours: 48', 'holdHours: 73', '"73": expected hours that a report waits, at most 72: 48'],
    ['longStop: 60 days', 'longStop: 5 days', '"5 days": expected a long stop of more than the 5 days of grace'],
    [
      'longStop: 60 days',
      'longStop: two months',
      '"two months": expected when the fallback may be opened, in days: 30 days, 1 to 365',
    ],
    [
      'succession: 10 days',
      'succession: ten days',
      '"ten days": expected when a backup may sign, in days: 30 days, 1 to 365',
    ],
  ] as const) {
    it(`are refused with "${to}"`, () => expectOne([[from, to]], { at: to, told }));
  }

  it('need a legal final day and a day from which interest accrues', () => {
    const lines = saying(refusedWith([' legalFinal: 2030-04-20,', ''], ['accrualFrom: 2026-04-20, ', '']));
    expect(lines).to.include.members([
      '"schedule": expected "legalFinal": the day on which everything is due at the latest',
      '"schedule": expected "accrualFrom": the day from which interest accrues, on which the notes are issued',
    ]);
  });

  it('do not begin in the middle: a seasoned ledger is for studies', () => {
    expect(
      saying(
        refusedWith(['dates: 36', 'dates: 36, runsFrom: 3'], ['face: 12_000_000', 'face: 12_000_000, opening: 5']),
      ),
    ).to.deep.equal([
      '"B": expected a class that opens with its face: a seasoned ledger is for studies',
      '"schedule": expected a deal that is issued to run from its first date: "runsFrom" is for studies',
    ]);
  });

  it('keep days as people count them', () => {
    expect(formatDay(dealWith().schedule.legalFinal)).to.equal('2030-04-20');
  });
});
