import { expect } from 'chai';
import { startCollateral } from '../../../sdk/projection/collateral.ts';
import { readAssumptions } from '../../../sdk/projection/readAssumptions.ts';
import { type PoolOfTapeParameters, poolOfTape } from '../../../sdk/projection/tapePool.ts';
import { type Tape, loadTape } from '../../../sdk/tape/loadTape.ts';
import { expectNear } from './expectNear.ts';

const HEADER =
  'id,obligor,type,currency,outstanding,rate,start,due,status,performed,bill,transferable,rentals,residualValue,forecast';

/** A tape of rows: `type, outstanding, rate, start, due, status, rentals, residual value, forecast`. */
async function tapeOf(...rows: readonly (readonly string[])[]): Promise<Tape> {
  const lines = rows.map(
    ([type, outstanding, rate, start, due, status = '', rentals = '', residual = '', forecast = ''], i) =>
      [
        `R${i}`,
        'O1',
        type,
        'CNY',
        outstanding,
        rate,
        start,
        due,
        status,
        'yes',
        'no',
        'yes',
        rentals,
        residual,
        forecast,
      ].join(','),
  );
  return loadTape({ text: [HEADER, ...lines].join('\n') }, { cutOff: '2026-03-31', decimals: 2 });
}

/** Principal and interest of the first months, if all pay. */
function paid(tape: Tape, months: number, parameters: PoolOfTapeParameters = {}): [bigint, bigint][] {
  const collateral = startCollateral(poolOfTape(tape, parameters), readAssumptions({}, { decimals: 2 }));
  return Array.from({ length: months }, () => {
    const { scheduled, interest } = collateral.collect(1);
    return [scheduled, interest];
  });
}

describe('the pool of a tape', () => {
  it('pays trade receivables in the month they are due, and what was due before in the first', async () => {
    const tape = await tapeOf(
      ['trade receivable', '100.00', '', '2026-01-10', '2026-03-20'],
      ['trade receivable', '200.00', '', '2026-03-01', '2026-04-30'],
      ['trade receivable', '300.00', '', '2026-03-01', '2026-06-01'],
    );
    expect(paid(tape, 4)).to.deep.equal([
      [300_00n, 0n],
      [0n, 0n],
      [300_00n, 0n],
      [0n, 0n],
    ]);
  });

  it('expects nothing of what is in default, written off or repaid', async () => {
    const tape = await tapeOf(
      ['trade receivable', '100.00', '', '', '2026-04-30', 'defaulted'],
      ['trade receivable', '50.00', '', '', '2026-03-10', 'delinquent'],
      ['trade receivable', '0.00', '', '', '2026-04-30', 'repaid'],
    );
    expect(paid(tape, 1)).to.deep.equal([[50_00n, 0n]]);
  });

  it('amortises a lease level by level payments, with its residual value in the last month', async () => {
    const tape = await tapeOf(['finance lease', '1200.00', '12%', '2025-04-01', '2026-06-30', '', '', '300.00']);
    // (1,200 − 300 / 1.01³) · 0.01 / (1 − 1.01^−3) = 309.02
    const months = paid(tape, 3);
    expect(months[0]).to.deep.equal([297_01n, 12_00n]);
    expect(months.reduce((sum, [principal]) => sum + principal, 0n)).to.equal(1_200_00n);
    const [principal, interest] = months[2] ?? [0n, 0n];
    expectNear(Number(principal + interest), 609_02, 2);
  });

  it('takes the rentals that a lease lists, at the rate that makes them worth the balance', async () => {
    const rentals = '2026-04-15 400.00; 2026-05-15 400.00; 2026-06-15 424.00';
    const tape = await tapeOf(['finance lease', '1200.00', '', '2025-04-01', '2026-06-30', '', rentals]);
    const months = paid(tape, 3);
    months.forEach(([principal, interest], m) =>
      expectNear(Number(principal + interest), [400_00, 400_00, 424_00][m] ?? 0, 2),
    );
    expect(months.reduce((sum, [principal]) => sum + principal, 0n)).to.equal(1_200_00n);
    // 1% a month: 400/1.01 + 400/1.01² + 424/1.01³ = 1,199.69
    expectNear(Number(months[0]?.[1]), 11_84, 20);
  });

  it('spreads the balance of a revenue right over its forecast', async () => {
    const forecast = '2026-04-30 100.00; 2026-05-31 0.00; 2026-06-30 300.00';
    const tape = await tapeOf(['revenue right', '200.00', '', '2025-01-01', '2026-06-30', '', '', '', forecast]);
    expect(paid(tape, 3)).to.deep.equal([
      [50_00n, 50_00n],
      [0n, 0n],
      [150_00n, 150_00n],
    ]);
  });

  it('counts in the money of the notes at the contract rate', async () => {
    const tape = await tapeOf(['trade receivable', '100.01', '', '', '2026-04-30']);
    expect(paid(tape, 1, { contractRate: 1_080_000_000_000_000_000n })).to.deep.equal([[108_01n, 0n]]);
  });

  it('turns purchases over as often as the tape does, unless told', async () => {
    // 90 days from start to due: 365 / 90 = 4.06 times a year, a third of it a month.
    const tape = await tapeOf(['trade receivable', '100.00', '', '2026-02-01', '2026-05-02']);
    const firstMonth = (parameters: PoolOfTapeParameters): bigint => {
      const collateral = startCollateral(poolOfTape(tape, parameters), readAssumptions({}, { decimals: 2 }));
      collateral.collect(2);
      collateral.buy(1_000_00n);
      return collateral.collect(1).scheduled;
    };
    expectNear(Number(firstMonth({})), 337_96, 1);
    expect(firstMonth({ turnover: 6 })).to.equal(500_00n);
    expect(firstMonth({ turnover: 12 })).to.equal(1_000_00n);
  });
});
