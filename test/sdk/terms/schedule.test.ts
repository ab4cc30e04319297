import { expect } from 'chai';
import { formatDay } from '../../../sdk/terms/days.ts';
import { parseTerms } from '../../../sdk/terms/parseTerms.ts';
import { accrualDays, collectionDays } from '../../../sdk/terms/periods.ts';
import { aroundOf, dealOf, refusalOf } from './deal.ts';

const schedule = (text: string) => parseTerms({ text: aroundOf({ schedule: text }) }).schedule;
const payments = (text: string): string[] => schedule(text).dates.map(({ payment }) => formatDay(payment));
const problem = (text: string): string => refusalOf(aroundOf({ schedule: text })).message;

describe('schedules', () => {
  it('rolls the example over weekends and the holidays of Hong Kong and the mainland', () => {
    const days = payments('{ first: 2026-05-20, every: month, dates: 48, roll: following, calendar: [HK, CN] }');
    expect(days).to.have.length(48);
    // A Saturday, two Sundays; 2027-02-20 is a Saturday; 2030-04-20 is one before Easter Monday.
    expect(days.slice(0, 10)).to.deep.equal([
      ...[
        '2026-05-20',
        '2026-06-22',
        '2026-07-20',
        '2026-08-20',
        '2026-09-21',
        '2026-10-20',
        '2026-11-20',
        '2026-12-21',
      ],
      ...['2027-01-20', '2027-02-22'],
    ]);
    expect(days.at(-1)).to.equal('2030-04-23');
  });

  it('keeps the day of the month where the month has it', () => {
    expect(payments('{ first: 2026-01-31, every: month, dates: 4 }')).to.deep.equal([
      ...['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'],
    ]);
    expect(payments('{ first: 2024-02-29, every: year, dates: 2 }')).to.deep.equal(['2024-02-29', '2025-02-28']);
    expect(payments('{ first: 2026-01-15, every: quarter, dates: 2 }')).to.deep.equal(['2026-01-15', '2026-04-15']);
    expect(payments('{ first: 2026-01-15, every: 6 months, dates: 2 }')).to.deep.equal(['2026-01-15', '2026-07-15']);
  });

  it('takes dates outright, and corrected holidays', () => {
    expect(payments('{ dates: [2026-10-08, 2026-11-09] }')).to.deep.equal(['2026-10-08', '2026-11-09']);
    const rolled = (holidays: string): string[] =>
      payments(`{ dates: [2026-10-01], roll: following, calendar: CN, holidays: ${holidays} }`);
    expect(rolled('{}')).to.deep.equal(['2026-10-05']);
    expect(rolled('[2026-10-05, 2026-10-06]')).to.deep.equal(['2026-10-07']);
    expect(rolled('{ add: [2026-10-05], remove: [2026-10-01] }')).to.deep.equal(['2026-10-01']);
    // 1 June is free for children only, 8 March from noon for women only.
    expect(payments('{ dates: [2026-06-01], roll: following, calendar: CN }')).to.deep.equal(['2026-06-01']);
  });

  it('puts record dates at a moment in UTC', () => {
    const { dates, recordTime } = schedule(
      '{ dates: [2026-05-20, 2026-05-26], calendar: HK, recordDate: 1 business day before 18:00 Asia/Hong_Kong }',
    );
    // 2026-05-25 follows the birthday of the Buddha, a Sunday; the day before is a weekend.
    expect(dates.map(({ record }) => formatDay(record))).to.deep.equal(['2026-05-19', '2026-05-22']);
    expect(recordTime).to.equal(10 * 3600);
    const early = schedule('{ dates: [2026-05-20], recordDate: 3 days before 06:00 Asia/Hong_Kong }');
    expect(formatDay(early.dates[0]?.record ?? 0)).to.equal('2026-05-16');
    expect(early.recordTime).to.equal(22 * 3600);
    expect(formatDay(schedule('{ dates: [2026-05-20] }').dates[0]?.record ?? 0)).to.equal('2026-05-20');
  });

  it('counts ACT between payment dates, 30/360 between nominal ones, the first from accrualFrom', () => {
    const dates = schedule('{ accrualFrom: 2026-05-20, first: 2026-06-20, every: month, dates: 2, roll: following }');
    expect(accrualDays(dates, 'ACT/360')).to.deep.equal([33n, 28n]);
    expect(accrualDays(dates, '30/360')).to.deep.equal([30n, 30n]);
  });

  it('lets collection periods end with the month before the payment date', () => {
    const dates = schedule('{ first: 2026-02-15, every: month, dates: 3, collectedFrom: 2026-01-11 }');
    expect(collectionDays(dates, 'ACT/360')).to.deep.equal([21n, 28n, 31n]);
    expect(collectionDays(dates, '30/360')).to.deep.equal([20n, 30n, 30n]);
  });

  it('writes them into the program', () => {
    const { program } = dealOf(
      aroundOf({ schedule: '{ dates: [2026-05-20], recordDate: 3 days before 10:30 UTC }' }),
    ).compiled;
    expect(program.dates).to.deep.equal([{ payment: 20_593, record: 20_590 }]);
    expect(program.recordTime).to.equal(10.5 * 3600);
  });

  for (const [text, told] of [
    [
      '{ first: 2026-05-20, every: mouth, dates: 4 }',
      'line 2: "mouth": expected month, quarter, 6 months or year; did you mean "month"?',
    ],
    ['{ first: 2026-05-32, every: month, dates: 4 }', 'line 2: "2026-05-32": expected a date that exists'],
    [
      '{ first: 2026-05-20, every: month, dates: 400, calendar: HK }',
      '"2051-01-20": expected dates in the years 1998 to 2050, for which the lists of holidays are good',
    ],
    ['{ first: 2026-05-20, every: year, dates: 200 }', 'expected payment dates from 1970-01-01 to 2149-06-06'],
    ['{ dates: [2026-05-20], calendar: HQ }', '"HQ": expected a country with a list of holidays: HK, CN'],
    [
      '{ dates: [2026-05-20, 2026-05-19] }',
      '"2026-05-19": expected a payment date after the one before it, 2026-05-20',
    ],
    ['{ dates: [2026-05-20], roll: folowing }', '"folowing": expected none or following; did you mean "following"?'],
    [
      '{ dates: [2026-05-20], recordDate: three days before }',
      'expected "3 days before", or "1 business day before 18:00 Asia/Hong_Kong"',
    ],
    [
      '{ dates: [2026-05-20], recordDate: 0 days before 20:00 America/New_York }',
      'expected a record day (in UTC) not after its payment date 2026-05-20',
    ],
    [
      '{ dates: [2026-01-20, 2026-07-20], recordDate: 3 days before 16:00 Europe/London }',
      'Europe/London changes its clocks by',
    ],
    [
      '{ dates: [2026-05-20], recordDate: 3 days before 16:00 Asia/HongKong }',
      '"Asia/HongKong": expected a time zone: UTC, Asia/Hong_Kong; did you mean "Asia/Hong_Kong"?',
    ],
    ['{ dates: [2026-05-20], accrualfrom: 2026-04-20 }', 'did you mean "accrualFrom"?'],
  ] as const) {
    it(`refuses ${text}`, () => {
      expect(problem(text)).to.include(told);
    });
  }
});
