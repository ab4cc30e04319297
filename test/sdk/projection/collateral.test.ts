import { expect } from 'chai';
import { type PoolPeriod, startCollateral } from '../../../sdk/projection/collateral.ts';
import type { AssumptionValues } from '../../../sdk/projection/assumptions.ts';
import type { Line } from '../../../sdk/projection/lines.ts';
import { readAssumptions } from '../../../sdk/projection/readAssumptions.ts';
import { poolOfLines } from '../../../sdk/projection/tapePool.ts';
import { integerRows } from './deals.ts';
import { expectNear } from './expectNear.ts';

/** The first months of receivables. */
function live(lines: readonly Line[], { months, ...values }: AssumptionValues & { months: number }): PoolPeriod[] {
  const collateral = startCollateral(poolOfLines(lines), readAssumptions(values, { decimals: 2 }));
  return Array.from({ length: months }, () => collateral.collect(1));
}

function sumOf(periods: readonly PoolPeriod[], field: keyof PoolPeriod): bigint {
  return periods.reduce((sum, period) => sum + period[field], 0n);
}

const LOAN: Line = { type: 'level', balance: 100_000_00n, rate: 95_000_000n, term: 360 };

describe('receivables', () => {
  it('are the textbook pass-through at 165 PSA: US$400m, 8.125%, 7.5% net, 357 months left', () => {
    // Each month of the vector is rounded by itself, and its last month has what these roundings left over.
    const vector = integerRows('test/vectors/cases/sequential/inputs.csv');
    const pool: Line = {
      ...{ type: 'level', balance: 400_000_000_00n, rate: 81_250_000n, netRate: 75_000_000n, term: 357, age: 3 },
    };
    const periods = live([pool], { psa: 165, months: 357 });
    expect(vector.length).to.equal(357);
    periods.forEach(({ scheduled, prepaid, interest }, m) => {
      const { principalCollected = 0n, interestCollected = 0n } = vector[m] ?? {};
      const within = m === 356 ? 180 : 3;
      expect(Number(scheduled + prepaid - principalCollected), `principal of month ${m + 1}`).to.be.within(
        -within,
        within,
      );
      expect(Number(interest - interestCollected), `interest of month ${m + 1}`).to.be.within(-1, 1);
    });
    expect(sumOf(periods, 'scheduled') + sumOf(periods, 'prepaid')).to.equal(400_000_000_00n);
  });

  it('pay a level mortgage of 100,000 at 9.5% over 360 months by 840.85 a month', () => {
    const periods = live([LOAN], { months: 360 });
    expect(periods[0]?.interest).to.equal(791_66n);
    expect(periods[0]?.scheduled).to.equal(49_18n);
    for (const { scheduled, interest } of periods) expect(Number(scheduled + interest)).to.be.within(840_80, 840_90);
    expect(periods.at(-1)?.closing).to.equal(0n);
    expect(sumOf(periods, 'scheduled')).to.equal(100_000_00n);
  });

  it('leave the residual value of a lease to its last month', () => {
    const lease: Line = { type: 'level', balance: 10_000_00n, rate: 60_000_000n, term: 12, residualValue: 4_000_00n };
    const periods = live([lease], { months: 12 });
    // (10,000 − 4,000 / 1.005^12) · 0.005 / (1 − 1.005^−12) = 536.40
    const [first] = periods;
    expect(first && first.scheduled + first.interest).to.equal(536_39n);
    const last = periods.at(-1);
    expectNear(Number(last && last.scheduled + last.interest), 4_536_40, 2);
  });

  it('pay a bullet at its end, and a forecast as forecast', () => {
    const bullet = live([{ type: 'bullet', balance: 1_200_00n, rate: 100_000_000n, term: 3 }], { months: 3 });
    expect(bullet.map(({ scheduled, interest }) => [scheduled, interest])).to.deep.equal([
      [0n, 10_00n],
      [0n, 10_00n],
      [1_200_00n, 10_00n],
    ]);
    const toll = live([{ type: 'forecast', balance: 150n, forecast: [100n, 0n, 200n] }], { months: 3 });
    expect(toll.map(({ scheduled, interest }) => [scheduled, interest])).to.deep.equal([
      [50n, 50n],
      [0n, 0n],
      [100n, 100n],
    ]);
  });

  it('collect trade receivables by their turnover, and all of them in the end', () => {
    const periods = live([{ type: 'turnover', balance: 1_000_000n, turnover: 6 }], { months: 8 });
    expect(periods.slice(0, 3).map(({ scheduled }) => scheduled)).to.deep.equal([500_000n, 250_000n, 125_000n]);
    expect(periods.at(-1)?.closing).to.equal(0n);
    expect(sumOf(periods, 'scheduled')).to.equal(1_000_000n);
  });

  it('credit part of what falls due: dilution is no cash and no default', () => {
    const [month] = live([{ type: 'turnover', balance: 1_000_000n, turnover: 6 }], { dilution: 2, months: 1 });
    expect(month).to.include({ diluted: 10_000n, scheduled: 490_000n, defaulted: 0n, closing: 500_000n });
  });

  it('default before they pay, and recover after the lag', () => {
    const bullet: Line = { type: 'bullet', balance: 1_000_000n, rate: 120_000_000n, term: 6 };
    const periods = live([bullet], { mdr: '1 0', severity: 60, lag: 2, months: 6 });
    expect(periods[0]).to.include({ defaulted: 10_000n, interest: 9_900n, closing: 990_000n });
    expect(periods.map(({ recoveries, losses }) => [recoveries, losses])).to.deep.equal([
      [0n, 0n],
      [0n, 0n],
      [4_000n, 6_000n],
      [0n, 0n],
      [0n, 0n],
      [0n, 0n],
    ]);
  });

  it('prepay part of what the scheduled payment leaves', () => {
    const [month] = live([LOAN], { smm: 1, months: 1 });
    expect(month?.prepaid).to.equal((100_000_00n - 49_18n) / 100n);
  });

  it('pay a month late what is delinquent, and report the larger of what is late and the ratio', () => {
    const bullets: Line[] = [1, 2].map((term) => ({ type: 'bullet', balance: 1_000n, rate: 0n, term }));
    const periods = live(bullets, { delinquency: 10, months: 4 });
    expect(periods.map(({ scheduled, delinquent, closing }) => [scheduled, delinquent, closing])).to.deep.equal([
      [900n, 110n, 1_100n],
      [1_000n, 100n, 100n],
      [100n, 0n, 0n],
      [0n, 0n, 0n],
    ]);
  });

  it('conserve principal to the unit under random assumptions, and never fall below zero', () => {
    let seed = 20260331;
    const random = (below: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    for (let round = 0; round < 200; round += 1) {
      const lines: Line[] = [
        {
          type: 'level',
          balance: BigInt(1 + random(1_000_000)),
          rate: BigInt(random(300_000_000)),
          term: 1 + random(60),
        },
        { type: 'turnover', balance: BigInt(1 + random(1_000_000)), turnover: 1 + random(24) },
      ];
      const values = { cpr: random(101), cdr: random(101), severity: random(101), lag: random(9) };
      const others = { delinquency: random(101), dilution: random(101) };
      const collateral = startCollateral(
        poolOfLines(lines),
        readAssumptions({ ...values, ...others }, { decimals: 2 }),
      );
      let [defaulted, resolved] = [0n, 0n];
      let before = collateral.balance;
      for (let period = 0; period < 40; period += 1) {
        const now = collateral.collect(1 + random(3));
        expect(now.opening).to.equal(before);
        expect(now.opening - now.scheduled - now.prepaid - now.defaulted - now.diluted).to.equal(now.closing);
        for (const [field, amount] of Object.entries(now)) expect(amount >= 0n, field).to.equal(true);
        expect(now.delinquent <= now.closing).to.equal(true);
        defaulted += now.defaulted;
        resolved += now.recoveries + now.losses;
        expect(resolved <= defaulted).to.equal(true);
        const bought = BigInt(random(50_000));
        collateral.buy(bought);
        before = now.closing + bought;
      }
      expect(collateral.balance).to.equal(before);
    }
  });

  it('pay down what is bought as purchases do, from the next month on', () => {
    const collateral = startCollateral(
      poolOfLines([{ type: 'turnover', balance: 1_000n, turnover: 12 }]),
      readAssumptions({}, { decimals: 2 }),
    );
    expect(collateral.collect(1).scheduled).to.equal(1_000n);
    collateral.buy(777n);
    expect(collateral.balance).to.equal(777n);
    expect(collateral.collect(1)).to.include({ opening: 777n, scheduled: 777n, closing: 0n });
  });
});
