import { expect } from 'chai';
import { NoSuchClass } from '../../../sdk/errors/projection.ts';
import { breakEvenRate } from '../../../sdk/projection/breakEven.ts';
import { projectScenarios, scenariosOf } from '../../../sdk/projection/grid.ts';
import { measureClass, measureClasses } from '../../../sdk/projection/measures.ts';
import { makeProjector, project } from '../../../sdk/projection/project.ts';
import { readAssumptions } from '../../../sdk/projection/readAssumptions.ts';
import { reportClasses } from '../../../sdk/projection/report.ts';
import { poolOfLines } from '../../../sdk/projection/tapePool.ts';
import { yieldOf } from '../../../sdk/projection/yield.ts';
import { dealOf, twoClasses } from './deals.ts';
import { expectNear } from './expectNear.ts';

const DAY = 86_400_000;
const day = (text: string): number => Date.parse(text) / DAY;

/** A bullet bond of 100 that pays 6% every half year for two years, on days that are no holidays. */
const BOND = dealOf(`
decimals: 2
schedule: { accrualFrom: 2026-01-15, dates: [2026-07-15, 2027-01-15, 2027-07-15, 2028-01-15] }
classes: { A: { face: 100, coupon: 6%, dayCount: 30/360 }, R: { residual: true } }
funds: { interest: interestCollected, principal: principalCollected }
waterfall:
  interest: [pay interest A, pay rest to R]
  principal: [pay principal A, pay rest to R]
`);
const bond = project({
  deal: BOND,
  given: { interestCollected: [3_00n, 3_00n, 3_00n, 3_00n], principalCollected: [0n, 0n, 0n, 100_00n] },
});

/** A 60/40 deal over a bullet pool, with losses written down. */
const LOSSES = dealOf(`
decimals: 2
schedule: { accrualFrom: 2026-01-15, first: 2026-02-15, every: month, dates: 12 }
classes: { A: { face: 600 }, B: { face: 400 } }
definitions: { lost: losses }
funds: { all: principalCollected + recoveries }
waterfall:
  first: ['write down A, B by lost']
  all: [pay principal A, 'pay principal B', pay rest to B]
`);
const BULLET = poolOfLines([{ type: 'bullet', balance: 1_000_00n, rate: 0n, term: 12 }]);

describe('measures of a class', () => {
  it('are those of a bullet bond: the life is its term, the yield at par its coupon', () => {
    const measures = measureClass(bond, { class: 0 });
    expect(measures).to.include({
      name: 'A',
      opening: 100_00n,
      interestPaid: 12_00n,
      principalPaid: 100_00n,
      loss: 0n,
    });
    expectNear(measures.averageLife, 730 / 365, 1e-12);
    expect(measures.window).to.deep.equal({
      first: { number: 4, day: day('2028-01-15') },
      last: { number: 4, day: day('2028-01-15') },
    });
    // Periods of 181 and 184 days are not exactly half years.
    expectNear(measures.bondEquivalentYield, 0.06, 5e-5);
    expect(measures.price).to.equal(100);
    expect(measures.accrued).to.equal(0);
  });

  it('take the yield from actual days / 365', () => {
    const days = [181, 365, 546, 730];
    const flows = days.map((after, i) => ({ years: after / 365, amount: i === 3 ? 103 : 3 }));
    expectNear(measureClass(bond, { class: 0, price: 98 }).annualYield, yieldOf(flows, 98) ?? NaN, 1e-12);
  });

  it('go from yield to price and back', () => {
    const { price } = measureClass(bond, { class: 0, annualYield: 0.05 });
    expectNear(price, 101.5, 0.5);
    expectNear(measureClass(bond, { class: 0, price: price ?? 0 }).annualYield, 0.05, 1e-10);
  });

  it('price clean: a buyer between two dates pays the interest that ran', () => {
    const settlement = day('2026-04-15');
    const measures = measureClass(bond, { class: 0, settlement });
    // 90 of the 181 days of the first period.
    expectNear(measures.accrued, (3 * 90) / 181, 1e-12);
    expectNear(measures.averageLife, (730 - 90) / 365, 1e-12);
    expectNear(measures.bondEquivalentYield, 0.06, 5e-4);
  });

  it('leave to the seller what is paid on the day of settlement or before', () => {
    const measures = measureClass(bond, { class: 0, settlement: day('2027-01-15') });
    expect(measures).to.include({ interestPaid: 6_00n, accrued: 0 });
  });

  it('average the life over all principal: 40 after one month and 60 after two is (40·31 + 60·59)/100/365', () => {
    const deal = twoClasses({ dates: 2 });
    const given = { interestCollected: [20_00n, 20_00n], principalCollected: [320_00n, 680_00n] };
    const measures = measureClass(project({ deal, given }), { class: 0 });
    expectNear(measures.averageLife, (0.4 * 31 + 0.6 * 59) / 365, 1e-12);
    expect(measures.window?.first.number).to.equal(1);
    expect(measures.window?.last.number).to.equal(2);
  });

  it('have no price or yield for a class without a balance, and say which class is not there', () => {
    expect(measureClass(bond, { class: 1 })).to.include({
      price: undefined,
      annualYield: undefined,
      averageLife: undefined,
    });
    expect(() => measureClass(bond, { class: 2 }))
      .to.throw(NoSuchClass)
      .with.property('values')
      .that.deep.equals({ class: 2, classes: ['A', 'R'] });
  });

  it('count what was written down as lost, from the date of the write-down', () => {
    const { loss, lossPart, firstLoss, opening } = measureClass(
      project({ deal: LOSSES, pool: BULLET, assumptions: { mdr: '0 0 10 0', severity: 50 } }),
      { class: 1 },
    );
    expect({ loss, lossPart, opening }).to.deep.equal({ loss: 50_00n, lossPart: 0.125, opening: 400_00n });
    expect(firstLoss).to.deep.equal({ number: 3, day: day('2026-04-15') });
  });

  it('count what is unpaid after the last date as lost on that date', () => {
    const deal = twoClasses({ dates: 2 });
    const given = { interestCollected: [5_00n, 0n], principalCollected: [0n, 790_00n] };
    const [a, b] = measureClasses(project({ deal, given }));
    expect(a).to.include({ loss: 10_00n, interestUnpaid: 4_00n });
    expect(a?.firstLoss?.number).to.equal(2);
    // One of 200 came back: no yield says that.
    expect(b).to.include({ interestPaid: 1_00n, loss: 200_00n, lossPart: 1, annualYield: undefined });
  });
});

describe('a break-even default rate', () => {
  const projector = makeProjector({ deal: LOSSES, pool: BULLET });
  const assumptions = { severity: 50, cdr: 99 };
  const find = (k: number): number | undefined => breakEvenRate({ projector, assumptions, decimals: 2, class: k });
  const lossAt = (cdr: number, k: number): bigint =>
    measureClass(projector(readAssumptions({ severity: 50, cdr }, { decimals: 2 })), { class: k }).loss;

  it('is the last at which a class loses nothing: the next hundredth of a percent is its first loss', () => {
    // A loses when half of what defaults exceeds 400: 80% of the pool in twelve months. B loses the first unit.
    expectNear(find(0), 0.8, 1e-4);
    expectNear(find(1), 0.0005, 0.0005);
    for (const k of [0, 1]) {
      const rate = Math.round((find(k) ?? NaN) * 10_000) / 100;
      expect(lossAt(rate, k)).to.equal(0n);
      expect(lossAt(rate + 0.01, k) > 0n).to.equal(true);
    }
  });

  it('is 1 if the class never loses, and none if it loses without a default', () => {
    const safe = { projector, decimals: 2, class: 0 };
    expect(breakEvenRate({ ...safe, assumptions: { severity: 30 } })).to.equal(1);
    const short = makeProjector({
      deal: LOSSES,
      pool: poolOfLines([{ type: 'bullet', balance: 599_00n, rate: 0n, term: 12 }]),
    });
    expect(breakEvenRate({ projector: short, assumptions: {}, decimals: 2, class: 0 })).to.equal(undefined);
  });

  it('asks for money back instead of principal where a class is paid what is left over', () => {
    const deal = dealOf(`
decimals: 2
schedule: { accrualFrom: 2026-01-15, first: 2026-02-15, every: month, dates: 12 }
classes: { A: { face: 600 }, SUB: { face: 400, residual: true } }
funds: { all: principalCollected + interestCollected }
waterfall: { all: [pay principal A, 'when called = 1: pay principal SUB', pay rest to SUB] }
`);
    const pool = poolOfLines([{ type: 'bullet', balance: 1_000_00n, rate: 120_000_000n, term: 12 }]);
    const projector = makeProjector({ deal, pool });
    const projection = projector(readAssumptions({}, { decimals: 2 }));
    const [a, sub] = reportClasses({ projection, projector, values: {} });
    // All is lost that defaults. What comes in: 1,000·(1 − d), and 10·(1 − d)^(i/12) in each month i.
    const cash = (d: number): number =>
      1_000 * (1 - d) + Array.from({ length: 12 }, (_, i) => 10 * (1 - d) ** ((i + 1) / 12)).reduce((x, y) => x + y);
    for (const [rate = NaN, owed] of [
      [a?.breakEven, 600],
      [sub?.breakEven, 1_000],
    ] as const) {
      expect(cash(rate) >= owed, `${owed} is repaid at ${rate}`).to.equal(true);
      expect(cash(rate + 0.0002) < owed, `${owed} is not repaid beyond ${rate}`).to.equal(true);
    }
  });
});

describe('a grid', () => {
  it('has a scenario for every combination, the last assumption changing fastest', () => {
    const scenarios = scenariosOf({ cpr: [0, 10], cdr: [1, 2, [3, 4]] }, { severity: 60, smm: 1 });
    expect(scenarios.map(({ point }) => [point.cpr, point.cdr])).to.deep.equal([
      [0, 1],
      [0, 2],
      [0, [3, 4]],
      [10, 1],
      [10, 2],
      [10, [3, 4]],
    ]);
    // What the grid says in another word takes the place of the base.
    expect(scenarios[5]).to.deep.include({ number: 6, values: { severity: 60, cpr: 10, cdr: [3, 4] } });
  });

  it('gives each scenario what it has alone', () => {
    const projector = makeProjector({ deal: LOSSES, pool: BULLET });
    const scenarios = scenariosOf({ cdr: [0, 20, 90], severity: [40, 100] });
    const results = [...projectScenarios(projector, { scenarios, decimals: 2, prices: { A: 99 } })];
    expect(results.length).to.equal(6);
    for (const { values, classes } of results) {
      const alone = project({ deal: LOSSES, pool: BULLET, assumptions: values });
      expect(classes).to.deep.equal(measureClasses(alone, { prices: { A: 99 } }));
    }
  });

  it('never makes a class better off by more defaults', () => {
    const projector = makeProjector({ deal: LOSSES, pool: BULLET });
    const scenarios = scenariosOf({ cdr: [0, 5, 10, 20, 40, 80, 100] });
    const losses = [...projectScenarios(projector, { scenarios, decimals: 2 })].map(
      ({ classes }) => classes[0]?.loss ?? 0n,
    );
    losses.slice(1).forEach((loss, i) => expect(loss >= (losses[i] ?? 0n)).to.equal(true));
    expect(losses.at(-1)).to.equal(600_00n);
  });
});
