import { join } from 'node:path';
import { expect } from 'chai';
import { simulate } from '../../../sdk/simulation/index.ts';
import { tableOf } from './cases.ts';

const EXAMPLE = join(import.meta.dirname, '../../../scripts/demo/deals/example.yaml');

/** A good month, a bad one, one whose report is bad enough for every trigger, and the call. */
const INPUTS = `period,pool,openingPool,defaulted,interestCollected,recoveries,principalCollected,offered,expensesDue,index,called,waived.coverage
1,"73,000,000",75000000,0,400000,0,2000000,1000000,10000,2.50%,0,0
2,70_000_000,74000000,100000,100000,0,1000000,5000000,200000.000001,2.75%,0,0
3,60000000,71000000,4900000,0,12.5,0,0,0,0,0,0
4,58000000,60000000,0,300000,0,2000000,9000000,0,3%,0,1
5,7000000,58000000,0,300000,0,2000000,9000000,0,3%,1,0
`;

const CLASS = ['accrued', 'interestPaid', 'principalPaid', 'residualPaid', 'balance', 'interestDue', 'deficiency'];
const HEADER = [
  ...['period', 'date'],
  ...['A', 'B', 'SUB'].flatMap((name) => [...CLASS, 'writtenOff'].map((field) => `${name}.${field}`)),
  ...['trustee', 'expenses', 'servicing'].flatMap((fee) =>
    ['due', 'over', 'paid', 'overPaid'].map((field) => `${fee}.${field}`),
  ),
  ...['reserve', 'unspent', 'originalPool', 'cumulativeDefaults', 'reserveTarget'],
  ...['call', 'losses', 'coverage', 'coverage.next', 'revolving', 'turbo'],
  ...['1.amount', '2.amount', '3.amount', '4.amount', '5.amount', '6.amount'],
  ...['7.amount', '7.from.reserve', '7.from.principal', '8.amount', '9.amount', '9.from.reserve', '10.amount'],
  ...Array.from({ length: 10 }, (_, i) => `${i + 11}.amount`),
  ...['bought', 'cost', 'cashIn', 'cashOut'],
];

async function rowsOf(text: string, units?: 'base'): Promise<Map<string, string>[]> {
  const simulation = await simulate({ deal: EXAMPLE, inputs: { text }, ...(units ? { units } : {}) });
  return tableOf(simulation.csv);
}

/** Some columns of a row. */
function of(row: Map<string, string> | undefined, ...columns: string[]): (string | undefined)[] {
  return columns.map((column) => row?.get(column));
}

describe('the output of a simulation', function () {
  this.timeout(120_000);

  it('has its columns in the order of the page: classes, fees, accounts, values, lines, totals', async () => {
    const { csv } = await simulate({ deal: EXAMPLE, inputs: { text: INPUTS } });
    expect(csv.split('\n')[0]?.split(',')).to.deep.equal(HEADER);
    expect(csv.endsWith('\n')).to.equal(true);
  });

  it('names dates as they are rolled, and writes money with the decimals of the deal', async () => {
    const [first, second] = await rowsOf(INPUTS);
    expect(of(first, 'period', 'date', 'A.balance', 'bought')).to.deep.equal([
      ...['1', '2026-05-20', '60000000.000000', '1000000.000000'],
    ]);
    // 20 June 2026 is a Saturday.
    expect(second?.get('date')).to.equal('2026-06-22');
  });

  it('says of a line all that it moved, and what of it support gave', async () => {
    const third = (await rowsOf(INPUTS))[2];
    const [amount = '', reserve = '', principal = ''] = of(third, '7.amount', '7.from.reserve', '7.from.principal');
    expect(third?.get('A.interestPaid')).to.equal(amount);
    expect(Number(reserve)).to.be.greaterThan(0);
    // 12.5 came in as interest and went to the trustee: nothing of A's interest is from the bucket itself.
    const units = (text: string): bigint => BigInt(text.replace('.', ''));
    expect(units(amount)).to.equal(units(reserve) + units(principal));
  });

  it('shows of an after-test what counted on the date, and beside it what will count on the next', async () => {
    const rows = await rowsOf(INPUTS);
    expect(rows.map((row) => of(row, 'coverage', 'coverage.next').join())).to.deep.equal([
      '0,0',
      '0,0',
      '0,1',
      // Waived: what failed on the third date does not count here; it fails again, and counts on the fifth.
      '0,1',
      '1,1',
    ]);
  });

  it('counts a failed test on the next date, if it is not waived there', async () => {
    // Without the waiver the failed test of date 3 counts on date 4.
    const rows = await rowsOf(INPUTS.replace(',3%,0,1', ',3%,0,0'));
    expect(rows.map((row) => row.get('coverage')).join()).to.equal('0,0,0,1,1');
  });

  it('gives everything in the smallest unit if the inputs are', async () => {
    const text =
      'period,pool,openingPool,defaulted,interestCollected,recoveries,principalCollected,offered,expensesDue,index,called,waived.coverage\n1,73000000000000,75000000000000,0,400000000000,0,2000000000000,1000000000000,10000000000,2.5%,0,0\n';
    const [inBase] = await rowsOf(text, 'base');
    const [inCurrency] = await rowsOf(INPUTS);
    for (const [column, value] of inCurrency ?? []) {
      const plain = column === 'date' ? value : BigInt(value.replace('.', '')).toString();
      expect(inBase?.get(column), column).to.equal(plain);
    }
  });

  it('is the same from the chain: accounts with openings, two caps, support, purchases, a call', async () => {
    const [engine, chain] = await Promise.all(
      (['engine', 'chain'] as const).map((on) => simulate({ deal: EXAMPLE, inputs: { text: INPUTS }, on })),
    );
    expect(chain?.csv).to.equal(engine?.csv);
  });
});

describe('openings', function () {
  this.timeout(120_000);
  const head = `${INPUTS.split('\n')[0] ?? ''},opening.A,opening.reserve,opening.expenses,opening.cumulativeDefaults,opening.losses`;
  const row = (period: number): string => `${period},60000000,61000000,7,500000,0,1000000,0,5000,2%,0,0`;
  const text = `${head}\n${row(1)},,,,,\n${row(9)},50000000,250000,1000,4499994,\n${row(10)},,,,,\n${row(4)},1,,,,1\n`;

  it('begin the ledger anew: what the row names, and all else as the deal file says', async () => {
    const rows = await rowsOf(text);
    expect(rows.map((one) => one.get('period'))).to.deep.equal(['1', '9', '10', '4']);
    const [first, ninth, tenth, fourth] = rows;
    // Cumulative defaults are remembered: 4,499,994 and 7 are above 6% of 75 million, and stay so on the next date.
    expect(of(first, 'cumulativeDefaults', 'losses')).to.deep.equal(['7.000000', '0']);
    expect(of(ninth, 'cumulativeDefaults', 'losses')).to.deep.equal(['4500001.000000', '1']);
    expect(of(tenth, 'cumulativeDefaults', 'losses')).to.deep.equal(['4500008.000000', '1']);
    expect(of(ninth, 'expenses.paid')).to.deep.equal(['6000.000000']);
    // One unit of the currency is left of A; B bears 4.25% on its face for the 31 days to 20 August.
    expect(of(fourth, 'cumulativeDefaults', 'losses', 'A.principalPaid', 'B.accrued')).to.deep.equal([
      ...['7.000000', '1', '1.000000', '32486.301369'],
    ]);
  });

  it('are what a fresh waterfall on chain begins with', async () => {
    const engine = await simulate({ deal: EXAMPLE, inputs: { text } });
    const chain = await simulate({ deal: EXAMPLE, inputs: { text }, on: 'chain' });
    expect(chain.csv).to.equal(engine.csv);
  });
});
