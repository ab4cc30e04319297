import { expect } from 'chai';
import { ledgerOfCells } from '../../../sdk/actions/waterfall/getLedger.ts';
import { accountCell, classCell, feeCell, memoryCell } from '../../../sdk/engine/cells.ts';
import { type Ledger, openingLedger, runDate } from '../../../sdk/engine/ledger.ts';
import { LedgerOfAnotherProgram, MonthsUnknown } from '../../../sdk/errors/projection.ts';
import { type ProjectedDeal, collectionMonths } from '../../../sdk/projection/deal.ts';
import { unknownInputs } from '../../../sdk/projection/inputs.ts';
import type { Line } from '../../../sdk/projection/lines.ts';
import { makeProjector, project } from '../../../sdk/projection/project.ts';
import { readAssumptions } from '../../../sdk/projection/readAssumptions.ts';
import { poolOfLines } from '../../../sdk/projection/tapePool.ts';
import { EXAMPLE, SEQUENTIAL, dealAt, dealOf, integerRows, twoClasses } from './deals.ts';
import { expectNear } from './expectNear.ts';

const POOL = poolOfLines([{ type: 'level', balance: 1_000_00n, rate: 100_000_000n, term: 12 }]);
const EXAMPLE_POOL = poolOfLines([{ type: 'level', balance: 75_000_000_000_000n, rate: 90_000_000n, term: 36 }]);

describe('a projection', () => {
  it('pays the classes of the sequential structure as the textbook prints it, from a model and not from its vector', () => {
    const deal = dealAt(SEQUENTIAL);
    const line: Line = {
      type: 'level',
      balance: 400_000_000_00n,
      rate: 81_250_000n,
      netRate: 75_000_000n,
      term: 357,
      age: 3,
    };
    const { dates } = project({ deal, pool: poolOfLines([line]), assumptions: { psa: 165 } });
    const expected = integerRows('test/vectors/cases/sequential/expected.csv');
    expect(dates.length).to.equal(357);
    dates.forEach(({ classes }, i) => {
      ['A', 'B', 'C', 'D'].forEach((name, k) => {
        const apart = Number((classes[k]?.balance ?? 0n) - (expected[i]?.[`${name}.balance`] ?? 0n));
        expect(apart, `${name} after date ${i + 1}`).to.be.within(-200, 200);
      });
    });
  });

  it('gives the waterfall what its very vector gives, date by date, to the cent', () => {
    const deal = dealAt(SEQUENTIAL);
    const inputs = integerRows('test/vectors/cases/sequential/inputs.csv');
    const vector = (name: string): bigint[] => inputs.map((row) => row[name] ?? 0n);
    const given = { principalCollected: vector('principalCollected'), interestCollected: vector('interestCollected') };
    const { dates } = project({ deal, given });
    const expected = integerRows('test/vectors/cases/sequential/expected.csv');
    dates.forEach(({ classes }, i) => {
      ['A', 'B', 'C', 'D'].forEach((name, k) => {
        for (const field of ['interestPaid', 'principalPaid', 'balance'] as const) {
          expect(classes[k]?.[field]).to.equal(expected[i]?.[`${name}.${field}`]);
        }
      });
    });
  });

  it('brings to the waterfall exactly what was collected', () => {
    const { dates } = project({
      deal: twoClasses(),
      pool: POOL,
      assumptions: { cpr: 10, cdr: 5, severity: 50, lag: 3 },
    });
    for (const { pool, cashIn, cashOut } of dates) {
      expect(cashIn).to.equal(pool.interest + pool.scheduled + pool.prepaid + pool.recoveries);
      expect(cashOut).to.equal(cashIn);
    }
  });

  it('repays everyone if nobody defaults, and at most what was owed', () => {
    const { ledger, dates } = project({ deal: twoClasses(), pool: POOL });
    expect(ledger.classes.map(({ balance, interestDue }) => [balance, interestDue])).to.deep.equal([
      [0n, 0n],
      [0n, 0n],
      [0n, 0n],
    ]);
    const paid = dates.reduce((sum, { classes }) => sum + (classes[0]?.principalPaid ?? 0n), 0n);
    expect(paid).to.equal(800_00n);
  });

  it('tells what each class was accrued, owed and paid', () => {
    const { dates } = project({ deal: twoClasses(), pool: POOL });
    // 800 at 6% for a month is 4.00; 200 at 8% is 1.33, rounded down.
    expect(dates[0]?.classes[0]).to.include({ opening: 800_00n, accrued: 4_00n, interestPaid: 4_00n, interestDue: 0n });
    expect(dates[0]?.classes[1]).to.include({
      opening: 200_00n,
      accrued: 1_33n,
      interestPaid: 1_33n,
      principalPaid: 0n,
    });
  });

  it('feeds what is bought on one date into the pool of the next', () => {
    const { dates } = project({ deal: dealAt(EXAMPLE), pool: EXAMPLE_POOL, assumptions: { cpr: 10, cdr: 2 } });
    const bought = dates.filter(({ bought }) => bought > 0n);
    expect(bought.map(({ number }) => number)).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8]);
    dates.slice(1).forEach(({ pool }, i) => {
      const before = dates[i];
      expect(pool.opening).to.equal((before?.pool.closing ?? 0n) + (before?.bought ?? 0n));
    });
  });

  it('buys no more than is offered', () => {
    const assumptions = { offered: '1 0' };
    const { dates } = project({ deal: dealAt(EXAMPLE), pool: EXAMPLE_POOL, assumptions });
    expect(dates.slice(0, 3).map(({ bought }) => bought)).to.deep.equal([750_000_000_000n, 0n, 0n]);
  });

  it('sells the pool at par on a call, once, at the first date at which it is small enough', () => {
    const { dates } = project({ deal: dealAt(EXAMPLE), pool: EXAMPLE_POOL, assumptions: { cpr: 10, call: 10 } });
    const called = dates.findIndex(({ pool }) => pool.closing <= 7_500_000_000_000n);
    const [before, on, after] = dates.slice(called - 1, called + 2);
    expect(before && before.pool.closing > 7_500_000_000_000n).to.equal(true);
    expect(on && on.cashIn - on.pool.interest - on.pool.scheduled - on.pool.prepaid).to.equal(on?.pool.closing);
    expect(after?.pool).to.include({ opening: 0n, scheduled: 0n, recoveries: 0n, closing: 0n });
    expect(dates.at(-1)?.classes.map(({ balance }) => balance)).to.deep.equal([0n, 0n, 0n]);
  });

  it('goes on from where a deal stands as if it had been projected from closing', () => {
    const deal = twoClasses({ dates: 24 });
    const bullet: Line = { type: 'bullet', balance: 1_000_00n, rate: 120_000_000n, term: 24 };
    const whole = project({ deal, pool: poolOfLines([bullet]) });
    let ledger: Ledger = openingLedger(deal.program);
    for (const { number, inputs } of whole.dates.slice(0, 5)) {
      ({ ledger } = runDate({ program: deal.program, ledger, period: number, inputs, deposit: 2_000_00n }));
    }
    const rest = poolOfLines([{ ...bullet, term: 19 }]);
    const { dates, from } = project({ deal, pool: rest, standing: { ledger, nextDate: 6 } });
    expect(dates).to.deep.equal(whole.dates.slice(5));
    expect(from).to.equal(whole.dates[4]?.day);
  });

  it('reads a ledger from the cells that a waterfall keeps, whatever their order, and refuses those of another', () => {
    const { program } = dealAt(EXAMPLE);
    const ledger = openingLedger(program);
    const cells = new Map<number, bigint>();
    ledger.classes.forEach(({ balance, interestDue, ceiling, deficiency, writtenOff }, k) => {
      cells.set(classCell(k, 'ceiling'), ceiling);
      cells.set(classCell(k), balance);
      cells.set(classCell(k, 'interestDue'), interestDue);
      cells.set(classCell(k, 'deficiency'), deficiency);
      cells.set(classCell(k, 'writtenOff'), writtenOff);
    });
    ledger.fees.forEach(({ due, over }, k) => cells.set(feeCell(k), due).set(feeCell(k, 'over'), over));
    ledger.accounts.forEach((cash, k) => cells.set(accountCell(k), cash));
    ledger.memory.forEach((value, k) => cells.set(memoryCell(k), value));
    const read = (from: ReadonlyMap<number, bigint>): Ledger =>
      ledgerOfCells(program, { numbers: [...from.keys()].map(BigInt), values: [...from.values()] });
    expect(read(cells)).to.deep.equal(ledger);
    cells.delete(accountCell(1));
    expect(() => read(cells))
      .to.throw(LedgerOfAnotherProgram)
      .with.property('values')
      .that.deep.equals({ cell: accountCell(1) });
  });

  it('doubles every payment, up to rounding, when pool and classes are doubled', () => {
    const text = (face: number): string => `
decimals: 2
schedule: { accrualFrom: 2026-01-15, first: 2026-02-15, every: month, dates: 12 }
classes: { A: { face: ${face}, coupon: 6%, dayCount: 30/360 }, R: { residual: true } }
funds: { all: collections }
waterfall: { all: [pay interest A, pay principal A, pay rest to R] }
`;
    const run = (times: bigint, deal: ProjectedDeal) =>
      project({
        deal,
        pool: poolOfLines([{ type: 'level', balance: 1_000_00n * times, rate: 100_000_000n, term: 12 }]),
        assumptions: { cpr: 20, cdr: 3, severity: 40 },
      });
    const [once, twice] = [run(1n, dealOf(text(900))), run(2n, dealOf(text(1_800)))];
    once.dates.forEach(({ cashOut }, i) => {
      expect(Number((twice.dates[i]?.cashOut ?? 0n) - 2n * cashOut)).to.be.within(-20, 20);
    });
  });

  it('is the same whether assumptions are read once or a projector is used again', () => {
    const deal = twoClasses();
    const projector = makeProjector({ deal, pool: POOL });
    projector(readAssumptions({ cdr: 50 }, { decimals: 2 }));
    const again = projector(readAssumptions({ cpr: 7 }, { decimals: 2 }));
    expect(again.dates).to.deep.equal(project({ deal, pool: POOL, assumptions: { cpr: 7 } }).dates);
  });
});

describe('inputs of a projection', () => {
  const deal = dealOf(`
decimals: 2
schedule: { accrualFrom: 2025-11-15, first: 2026-02-15, every: quarter, dates: 8 }
inputs: [hedge]
classes: { A: { face: 900, coupon: index + 1%, dayCount: 30/360 } }
fees: { costs: { amount: expensesDue }, seller: {} }
definitions: { gains: fxGain, losses: fxLoss, help: yieldSupplement, own: hedge }
funds: { all: collections }
waterfall: { all: [pay fee costs, pay interest A, pay principal A, pay rest to seller] }
`);
  const pool = poolOfLines([{ type: 'level', balance: 1_000_00n, rate: 100_000_000n, term: 24 }]);
  const input = (name: string, assumptions: object, i: number): bigint | undefined => {
    const { dates } = project({ deal, pool, assumptions });
    return dates[i]?.inputs[deal.labels.inputs.findIndex((one) => one.name === name)];
  };

  it('follow paths of the index and of expenses by payment date, the last figure standing for all later ones', () => {
    expect([0, 1, 7].map((i) => input('index', { index: '2.5, 3' }, i))).to.deep.equal([
      25_000_000n,
      30_000_000n,
      30_000_000n,
    ]);
    expect([0, 1, 7].map((i) => input('expensesDue', { expenses: '12.50 1,000.00' }, i))).to.deep.equal([
      12_50n,
      1_000_00n,
      1_000_00n,
    ]);
  });

  it('bring cash at the rate of the day and tell the difference to the contract rate', () => {
    const plain = input('collections', {}, 0) ?? 0n;
    const weak = input('collections', { fx: 98 }, 0) ?? 0n;
    expectNear(Number(weak), Number(plain) * 0.98, 2);
    expect(input('fxLoss', { fx: 98 }, 0)).to.equal(plain - weak);
    expect(input('fxGain', { fx: 98 }, 0)).to.equal(0n);
    const strong = input('collections', { fx: 103 }, 0) ?? 0n;
    expect(input('fxGain', { fx: 103 }, 0)).to.equal(strong - plain);
    expect(strong > plain).to.equal(true);
  });

  it('collect three months for each date of a quarterly deal', () => {
    expect(collectionMonths(deal)).to.deep.equal([3, 3, 3, 3, 3, 3, 3, 3]);
    const { dates } = project({ deal, pool });
    expect(dates.at(-1)?.pool.closing).to.equal(0n);
  });

  it('count months between nominal dates, not between those that were rolled over a month’s end', () => {
    const rolled = dealOf(`
decimals: 2
schedule: { accrualFrom: 2026-01-31, first: 2026-02-28, every: month, dates: 4, roll: following, calendar: [HK] }
classes: { A: { face: 900 } }
funds: { all: collections }
waterfall: { all: [pay principal A, pay rest to A] }
`);
    expect(collectionMonths(rolled)).to.deep.equal([1, 1, 1, 1]);
    expect(() => collectionMonths({ ...rolled, nominal: [1, 2] }))
      .to.throw(MonthsUnknown)
      .with.property('values')
      .that.deep.equals({ dates: 4, nominal: 2 });
  });

  it('are 0 where no model knows them, which is told, unless a vector is given', () => {
    expect(unknownInputs(deal, {})).to.deep.equal(['yieldSupplement', 'hedge']);
    expect(unknownInputs(deal, { hedge: [5n] })).to.deep.equal(['yieldSupplement']);
    const { dates } = project({ deal, pool, given: { hedge: [5n, 6n] } });
    const at = deal.labels.inputs.findIndex(({ name }) => name === 'hedge');
    expect(dates.map(({ inputs }) => inputs[at])).to.deep.equal([5n, 6n, 0n, 0n, 0n, 0n, 0n, 0n]);
  });
});
