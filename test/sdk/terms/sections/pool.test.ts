import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { InputUnreadable } from '../../../../sdk/errors/files.ts';
import { loadPoolTerms, parsePoolTerms } from '../../../../sdk/terms/background.ts';
import { parseDay } from '../../../../sdk/terms/days.ts';
import { dealWith, expectOne, linesOf, refusedWith, saying } from '../wholeDeal.ts';

const ELIGIBLE = {
  performed: true,
  bill: false,
  transferable: true,
  tenor: { least: 1, most: 180 },
  overdue: 30,
  obligor: 50_000_000n,
  obligors: 10,
};

describe('the pool of a deal', () => {
  it('has a type, a cut-off, a tape and criteria, and days that have defaults', () => {
    const { pool } = dealWith(['  defaultAfter: 90 days\n  cure: 30 days\n', '']);
    expect(pool).to.deep.equal({
      type: 'trade receivables',
      cutOff: parseDay('2026-03-31'),
      tape: 'tape.csv',
      defaultAfter: 90,
      cure: 30,
      eligible: ELIGIBLE,
      forecast: [],
    });
    expect(dealWith(['cure: 30 days', 'cure: 1 day']).pool.cure).to.equal(1);
  });

  it('may say what cash is expected', () => {
    const { pool } = dealWith(['cure: 30 days', 'forecast: [36_000_000, 35_500_000.5]']);
    expect(pool.forecast).to.deep.equal([36_000_000_000_000n, 35_500_000_500_000n]);
  });

  for (const [from, to, told] of [
    [
      'type: trade receivables ',
      'type: trade receivable ',
      '"trade receivable": expected trade receivables, finance leases or revenue right; did you mean "trade receivables"?',
    ],
    [
      'cutOff: 2026-03-31',
      'cutOff: 31 March',
      '"31 March": expected a date that exists, as year, month, day: 2026-05-20',
    ],
    [
      'cutOff: 2026-03-31',
      'cutOff: 2026-04-18',
      '"2026-04-18": expected a cut-off before the offering closes, 2026-04-17 10:00 UTC',
    ],
    [
      'defaultAfter: 90 days',
      'defaultAfter: three months',
      '"three months": expected when a receivable is in default, in days: 30 days',
    ],
    ['cure: 30 days', 'cure: 30', '"30": expected how long an obligation to repurchase leaves, in days: 30 days'],
    ['performed: true', 'performed: yes', '"yes": expected true or false'],
    ['tenor: 1..180 days', 'tenor: 180..1 days', '"180..1 days": expected a range such as 1..180 days'],
    ['tenor: 1..180 days', 'tenor: 0..0 days', '"0..0 days": expected a range such as 1..180 days'],
    ['overdue: at most 30 days', 'overdue: 30 days', '"30 days": expected at most 30 days'],
    ['overdue: at most 30 days', 'overdue: at most 65535 days', '"at most 65535 days": expected at most 30 days'],
    ['obligor: at most 5%', 'obligor: below 5%', '"below 5%": expected at most 5%'],
    ['obligor: at most 5%', 'obligor: at most 101%', '"at most 101%": expected at most 5%'],
    ['obligors: at least 10', 'obligors: 10', '"10": expected at least 10'],
  ] as const) {
    it(`is refused with "${to.trim()}"`, () => expectOne([[from, to]], { at: to, told }));
  }

  it('tells a criterion that there is not, with the nearest', () => {
    expect(saying(refusedWith(['performed: true', 'perfomed: true']))).to.deep.equal([
      '"perfomed": expected a key of eligible: performed, bill, transferable, tenor, overdue, obligor, obligors; did you mean "performed"?',
    ]);
  });

  it('needs type, cut-off and tape', () => {
    const [first, ...rest] = saying(refusedWith(['  cutOff: 2026-03-31\n', ''], ['  tape: tape.csv\n', '']));
    expect(first).to.equal('"pool": expected "cutOff": the day the filed tape is of');
    expect(rest).to.deep.equal(['"pool": expected "tape": the file with the receivables']);
  });
});

describe('what a deal file says of the pool to those who only read a tape', () => {
  const DEAL = `sluice: 1
currency: { notes: HKD, pool: CNY, contractRate: 1.0800 }
pool:
  type: trade receivables    # or another
  cutOff: 2026-03-31
  tape: tape.csv
  defaultAfter: 90 days
  eligible: { performed: true, bill: false, transferable: true, tenor: 1..180 days, overdue: at most 30 days, obligor: at most 5%, obligors: at least 10 }
decimals: 6
classes:
  A: { face: 78_000_000 }
`;

  it('is read from where it stands, and nothing else of the file', () => {
    expect(parsePoolTerms({ text: DEAL })).to.deep.equal({
      decimals: 6,
      currency: 'CNY',
      type: 'trade receivables',
      cutOff: parseDay('2026-03-31'),
      tape: 'tape.csv',
      defaultAfter: 90,
      eligible: ELIGIBLE,
      forecast: [],
    });
    expect(parsePoolTerms({ text: 'name: a waterfall study\n' })).to.deep.equal({ eligible: {}, forecast: [] });
    const { eligible } = parsePoolTerms({ text: 'pool: { eligible: { obligor: at most 2.5% } }' });
    expect(eligible.obligor).to.equal(25_000_000n);
  });

  it('is refused with the line of every word that is wrong', () => {
    const wrong = DEAL.replace('performed: true', 'perfomed: true')
      .replace('1..180 days', '180..1 days')
      .replace('decimals: 6', 'decimals: six')
      .replace('pool: CNY', 'pool: yuan')
      .replace('90 days', 'three months');
    expect(linesOf(() => parsePoolTerms({ text: wrong }))).to.deep.equal([
      'deal.yaml line 2: "yuan": expected the currency of the pool, three capital letters such as CNY',
      'deal.yaml line 7: "three months": expected when a receivable is in default, in days: 30 days',
      'deal.yaml line 8: "perfomed": expected a key of eligible: performed, bill, transferable, tenor, overdue, obligor, obligors; did you mean "performed"?',
      'deal.yaml line 8: "180..1 days": expected a range such as 1..180 days',
      'deal.yaml line 9: "six": expected the decimals of the deal\'s money, 0 to 18',
    ]);
    expect(linesOf(() => parsePoolTerms({ text: 'pool: {\n' }))[0]).to.match(/^deal.yaml line \d: .*expected YAML/);
    expect(linesOf(() => parsePoolTerms({ text: 'pool: { eligible: all }' }))).to.deep.equal([
      'deal.yaml line 1: "all": expected eligible, such as { performed: true }',
    ]);
  });

  it('is told missing with the name of the file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sluice-'));
    try {
      await loadPoolTerms(join(folder, 'no.yaml'));
      expect.fail('it was read');
    } catch (error) {
      expect(error).to.be.instanceOf(InputUnreadable);
      expect((error as InputUnreadable).values.problem).to.equal('there is no such file');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
