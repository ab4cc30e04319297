import { expect } from 'chai';
import { InputsRejected, isSluiceError } from '../../../sdk/errors/index.ts';
import { parseColumnMap, simulate } from '../../../sdk/simulation/index.ts';
import { tableOf } from './cases.ts';

const DEAL = `
decimals: 2
schedule: { accrualFrom: 2025-12-15, first: 2026-01-15, every: month, dates: 6, roll: following }
classes:
  A: { face: 1_000, coupon: index + 1%, dayCount: 30/360 }
  R: { residual: true }
inputs: [bonus, never]
definitions:
  total: previous total + collections
  sum: collections + bonus
triggers:
  matured: { when: called = 1 }
funds:
  cash: collections + bonus
waterfall:
  cash:
    - pay interest A
    - when not matured: pay principal A, up to total
    - pay rest to R
`;
const HEAD = 'period,collections,bonus,index,called';

function run(text: string, more: { map?: Record<string, string>; units?: 'base' } = {}) {
  return simulate({ deal: { text: DEAL }, inputs: { text, file: 'in.csv' }, ...more });
}

/** The lines with which a table is refused. */
async function refusal(text: string, more: { map?: Record<string, string>; units?: 'base' } = {}): Promise<string[]> {
  try {
    await run(text, more);
  } catch (error) {
    expect(error).to.be.instanceOf(InputsRejected);
    const { problems, values, message } = error as InputsRejected;
    const lines = problems.map((problem) => problem.text);
    expect(values).to.deep.equal({ file: 'in.csv', count: lines.length });
    expect(message).to.equal(lines.join('\n'));
    return lines;
  }
  return expect.fail('the table was accepted');
}

const MONEY = 'an amount with at most 2 decimals';

describe('a table of inputs', () => {
  it('is read in any order of columns, with separators, blanks, empty rows and a byte order mark', async () => {
    const plain = await run(`${HEAD}\n1,1234.5,0,3.5%,0\n2,1000000,0,0%,1\n`);
    const adorned = await run(
      '\ufeffindex,called,collections,period,bonus\r\n3.50 %,0," 1,234.50 ",1,0.000\r\n\r\n0,1,1_000_000,2,0\r\n',
    );
    expect(adorned.csv).to.equal(plain.csv);
    expect(plain.dates.map(({ row }) => row)).to.deep.equal([2, 3]);
    expect(adorned.dates.map(({ row }) => row)).to.deep.equal([2, 4]);
  });

  it('may have the names of another file', async () => {
    const map = parseColumnMap('collections=Cash, all of it,period=No.,index=Rate');
    expect(map).to.deep.equal({ collections: 'Cash, all of it', period: 'No.', index: 'Rate' });
    const foreign = await run('No.,"Cash, all of it",bonus,Rate,called\n1,5,0,1%,0\n', { map });
    expect(foreign.csv).to.equal((await run(`${HEAD}\n1,5,0,1%,0\n`)).csv);
  });

  it('may have columns for inputs that the deal does not read, and they are named', async () => {
    const { unused } = await run(`${HEAD},never,recoveries,waived.matured\n1,5,0,1%,0,x,y,z\n`);
    expect(unused).to.deep.equal(['never', 'recoveries', 'waived.matured']);
  });

  it('writes a rate with its sign, and a count as a whole number', async () => {
    const deal = DEAL.replace('definitions:', 'definitions:\n  coupon: max(index, 2.125%)\n  before: period - 1');
    const { csv } = await simulate({ deal: { text: deal }, inputs: { text: `${HEAD}\n1,0,0,0%,0\n2,0,0,7%,0\n` } });
    expect(tableOf(csv).map((row) => [row.get('coupon'), row.get('before')])).to.deep.equal([
      ['2.125%', '0'],
      ['7%', '1'],
    ]);
  });

  it('is refused with every problem at once, by row and column', async () => {
    const text = `${HEAD},date
1,-5,1.234,4,2,2026-01-15
0,1e3,,-1%,yes,
3,"1,00",(5),4.25,1,
5,1,1,1%,1,2026-05-16
6,1,1,1%,1,2026-06-15,extra
`;
    expect(await refusal(text)).to.deep.equal([
      `in.csv row 2, collections: "-5"; expected ${MONEY}, not below zero`,
      `in.csv row 2, bonus: "1.234"; expected ${MONEY}`,
      'in.csv row 2, index: "4"; expected a rate with %: 4.25%',
      'in.csv row 2, called: "2"; expected 1 or 0',
      'in.csv row 3, period: "0"; expected the number of a payment date, 1 to 6',
      `in.csv row 3, collections: "1e3"; expected ${MONEY}`,
      `in.csv row 3, bonus: the cell is empty; expected ${MONEY}`,
      'in.csv row 3, index: "-1%"; expected a rate with %: 4.25%',
      'in.csv row 3, called: "yes"; expected 1 or 0',
      `in.csv row 4, collections: "1,00"; expected ${MONEY}`,
      `in.csv row 4, bonus: "(5)"; expected ${MONEY}`,
      'in.csv row 4, index: "4.25"; expected a rate with %: 4.25%',
      'in.csv row 5, date: "2026-05-16"; expected 2026-05-15: the payment date of period 5',
      'in.csv row 5, period: 5 after 3; expected 4, or openings (opening.NAME) with which the ledger begins anew',
      'in.csv row 6: the row has 7 cells; expected 6, one per column',
    ]);
  });

  it('is refused for a column that is missing, unknown or there twice, with the nearest word', async () => {
    const known = 'one of period, date, collections, bonus, index, called';
    expect(await refusal('period,colections,bonus,bonus,index,opening.C,opening.sum\n1,1,1,1,0,1,1\n')).to.deep.equal([
      `in.csv row 1, colections: the deal has no such column; expected ${known}; did you mean "collections"?`,
      'in.csv row 1, bonus: the column is there twice; expected it once',
      `in.csv row 1, opening.C: the deal has no such column; expected ${known}; did you mean "opening.A"?`,
      'in.csv row 1, opening.sum: nothing in the deal remembers it; expected a name that the deal reads as "previous"',
      'in.csv row 1, collections: the column is missing; expected a column for it: the deal reads this input',
      'in.csv row 1, called: the column is missing; expected a column for it: the deal reads this input',
    ]);
  });

  it('is refused for a map of columns that are not there', async () => {
    const map = { colections: 'Cash', bonus: 'Bonnus' };
    const lines = await refusal('period,Cash,Bonus,index,called\n1,1,1,0,0\n', { map });
    expect(lines.slice(0, 3)).to.deep.equal([
      'in.csv row 1, colections: the deal has no such column; expected one of period, date, collections, bonus, index, called; did you mean "collections"?',
      'in.csv row 1, bonus: no column is called "Bonnus"; expected one of period, Cash, Bonus, index, called; did you mean "Bonus"?',
      'in.csv row 1, Bonus: the deal has no such column; expected one of period, date, collections, bonus, index, called; did you mean "bonus"?',
    ]);
  });

  it('takes whole units only, if amounts are in the smallest', async () => {
    expect(await refusal(`${HEAD}\n1,1.5,1,0,0\n`, { units: 'base' })).to.deep.equal([
      'in.csv row 2, collections: "1.5"; expected an amount in whole units',
    ]);
  });

  it('is refused for openings that no ledger can have', async () => {
    expect(await refusal(`${HEAD},opening.A,opening.matured\n1,1,1,0,0,1000.01,\n`)).to.deep.equal([
      'in.csv row 1, opening.matured: nothing in the deal remembers it; expected a name that the deal reads as "previous"',
      'in.csv row 2, opening.A: more than the face of the class; expected an opening balance not above the face',
    ]);
  });

  for (const [what, text, line] of [
    ['nothing in it', '', 'in.csv: there are no rows; expected a header, and a row for each payment date'],
    ['a header only', `${HEAD}\n`, 'in.csv: there are no rows; expected a header, and a row for each payment date'],
    ['other separators', 'period;bonus\n1;2\n', 'in.csv row 1: cells are separated by ";"; expected commas'],
    [
      'an open quote',
      `${HEAD}\n1,"5,0,0,0\n`,
      'in.csv: a cell opens with a quote and never closes; expected " at the end of the cell',
    ],
  ] as const) {
    it(`is refused with ${what}`, async () => {
      expect(await refusal(text)).to.deep.equal([line]);
    });
  }

  it('is refused if there is no such file', async () => {
    const missing = await simulate({ deal: { text: DEAL }, inputs: 'nowhere.csv' }).catch((error: unknown) => error);
    expect(missing)
      .to.be.instanceOf(InputsRejected)
      .with.property('message', 'nowhere.csv: there is no such file; expected the path of a CSV file in UTF-8');
  });

  it('runs no date with cash of 2^100 units or more', async () => {
    const beyond = await run(`${HEAD}\n1,${2n ** 100n},0,0,0\n`, { units: 'base' }).catch((error: unknown) => error);
    expect(isSluiceError(beyond, 'DepositTooLarge')).to.equal(true);
    await run(`${HEAD}\n1,${2n ** 100n - 2n},0,0,0\n`, { units: 'base' });
  });
});

describe('--map', () => {
  it('needs both names', () => {
    for (const part of ['pool', '=Cash', 'pool=']) {
      expect(() => parseColumnMap(part))
        .to.throw(`"${part}" does not say which column stands for which input.`)
        .with.property('values')
        .that.deep.equals({ part });
    }
  });
});
