import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { share } from '../../../sdk/engine/amounts.ts';
import { DAY_COUNTS } from '../../../sdk/terms/dayCount.ts';
import { civilOf, dayNumber, formatDay, parseDay } from '../../../sdk/terms/days.ts';

const FACE = 100_000_000_000_000n;
const RATE = 50_000_000n;
const COLUMNS = {
  'ACT/365F': 'ACT_365F',
  'ACT/360': 'ACT_360',
  '30E/360': '30E_360',
  '30/360': '30_360_BOND',
  '30/360US': '30_360_US',
};

const rows: Record<string, string>[] = parse(readFileSync('test/vectors/daycount.csv', 'utf8'), {
  columns: true,
  comment: '#',
});

describe('day counts', () => {
  it('has rows to compare with', () => {
    expect(rows).to.have.length(9);
  });

  for (const row of rows) {
    for (const [rule, column] of Object.entries(COLUMNS)) {
      it(`counts ${rule} from ${row['start']} to ${row['end']}, and the interest`, () => {
        const dayCount = DAY_COUNTS[rule] ?? expect.fail(rule);
        const count = BigInt(dayCount.days(parseDay(row['start'] ?? ''), parseDay(row['end'] ?? '')));
        expect(`${count}/${dayCount.denominator}`).to.equal(row[column]);
        expect(share(FACE, RATE * count, dayCount.denominator * 1_000_000_000n, 0)).to.equal(
          BigInt(row[`int_100m_5pct_${column}`] ?? ''),
        );
      });
    }
  }

  it('numbers every day of two centuries as JavaScript does', () => {
    for (let day = -10_000; day < 70_000; day += 1) {
      const date = new Date(day * 86_400_000);
      const civil = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
      expect(civilOf(day)).to.deep.equal(civil);
      expect(dayNumber(civil)).to.equal(day);
    }
    expect(formatDay(20_593)).to.equal('2026-05-20');
  });

  for (const text of ['2026-02-29', '2026-13-01', '2026-00-10', '2026-4-01', '20260401', '1 May 2026', '']) {
    it(`refuses "${text}" as a date`, () => {
      expect(() => parseDay(text))
        .to.throw(`"${text}" is not a date.`)
        .with.property('name', 'DateUnreadable');
    });
  }
});
