import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { type RunDeal, dealOf } from './deal.ts';

/** An example deal. Its money has two decimals. */
const deal = (name: string): RunDeal => dealOf(readFileSync(`scripts/demo/deals/${name}.yaml`, 'utf8'));
/** Whole units of money. */
const money = (amount: number): bigint => BigInt(Math.round(amount * 100));
const balances = (of: RunDeal, ...names: string[]): bigint[] => names.map((name) => of.class(name));

describe('structures', () => {
  it('sequential: fee 2, interest 10 on A and 10 on B, then A before B', () => {
    const of = deal('sequential').run({ collections: money(122) });
    expect(of.fee('trustee', 'paid')).to.equal(money(2));
    expect(of.class('A', 'interestPaid')).to.equal(money(10));
    expect(of.class('B', 'interestPaid')).to.equal(money(10));
    expect(balances(of, 'A', 'B')).to.deep.equal([money(900), money(500)]);
    // 1,429 + 21 in fee and interest repays all and leaves 50 to the equity.
    of.run({ collections: money(1400 + 2 + 9 + 10 + 50) });
    expect(balances(of, 'A', 'B')).to.deep.equal([0n, 0n]);
    expect(of.class('EQ', 'residualPaid')).to.equal(money(50));
  });

  it('pro rata: 100 of principal is split 90 to 10', () => {
    const of = deal('pro-rata').run({ collections: money(9 + 2 + 100) });
    expect(balances(of, 'A', 'B')).to.deep.equal([money(810), money(90)]);
  });

  it('pro rata until a trigger: from the date on which losses pass 50, A alone gets principal', () => {
    const of = deal('pro-rata-until-trigger').run({ collections: money(111), defaulted: money(50) });
    expect(balances(of, 'A', 'B')).to.deep.equal([money(810), money(90)]);
    // The percentage is of what there was at first on this date: 5% of 900 is 45.
    of.run({ collections: money(8.1 + 1.8 + 90) });
    expect(of.value('losses')).to.equal(1n);
    expect(balances(of, 'A', 'B')).to.deep.equal([money(720), money(90)]);
  });

  it('tiers: the seniors share 2 to 1, the juniors wait', () => {
    const of = deal('tiers').run({ collections: money(3 + 1.5 + 2 + 1 + 300) });
    expect(balances(of, 'A-1', 'A-2', 'B-1', 'B-2')).to.deep.equal([money(400), money(200), money(200), money(100)]);
    of.run({ collections: money(2 + 1 + 2 + 1 + 600 + 30) });
    expect(balances(of, 'A-1', 'A-2', 'B-1', 'B-2')).to.deep.equal([0n, 0n, money(180), money(90)]);
  });

  it('target ratios: with a pool of 1,000 A keeps 700 and B 150', () => {
    const of = deal('target-ratios').run({ principalCollected: money(120), pool: money(1000) });
    expect(balances(of, 'A', 'B')).to.deep.equal([money(700), money(150)]);
    expect(of.class('EQ', 'residualPaid')).to.equal(money(20));
    of.run({ principalCollected: money(160), pool: money(800) });
    expect(balances(of, 'A', 'B')).to.deep.equal([money(560), money(130)]);
  });

  it('scheduled: bullet, table of balances, and one table for two classes', () => {
    const of = deal('scheduled');
    const seen: bigint[][] = [];
    for (let date = 1; date <= 4; date++)
      seen.push(balances(of.run({ collections: money(10_000) }), 'A', 'B', 'C', 'D'));
    expect(seen).to.deep.equal([
      [money(100), money(250), money(60), money(100)],
      [money(100), money(150), money(20), money(100)],
      [money(100), money(50), 0n, money(50)],
      [0n, 0n, 0n, 0n],
    ]);
  });

  it('priority principal: A is brought to the pool before B gets interest, then all to target overcollateralisation', () => {
    const of = deal('target-overcollateralisation');
    // Pool 500: first priority 100 for A, second 200, third 100; target OC max(75 - 5, 20) = 70 takes the last 70.
    of.run({ pool: money(500), collections: money(6 + 100 + 1) });
    expect(of.class('B', 'interestPaid')).to.equal(money(1));
    expect(balances(of, 'A', 'B', 'C')).to.deep.equal([money(500), money(200), money(100)]);
    of.run({ pool: money(500), collections: money(5 + 3.02 + 1 + 1 + 370 + 100) });
    expect(balances(of, 'A', 'B', 'C')).to.deep.equal([money(130), money(200), money(100)]);
  });

  it('turbo: after losses of more than 50 excess spread repays principal', () => {
    const of = deal('turbo').run({
      interestCollected: money(15),
      principalCollected: money(100),
      defaulted: money(50),
    });
    expect(of.class('EQ', 'residualPaid')).to.equal(money(5));
    expect(of.class('A')).to.equal(money(900));
    of.run({ interestCollected: money(15), principalCollected: money(100), defaulted: money(1) });
    expect(of.class('A')).to.equal(money(900 - 100 - 6));
    expect(of.class('EQ', 'residualPaid')).to.equal(0n);
  });

  it('acceleration: by the trustee, or from the date after interest on A was not paid', () => {
    const accelerated = deal('event-of-default').run({ collections: money(106), accelerated: 1n });
    expect(balances(accelerated, 'A', 'B')).to.deep.equal([money(500), money(400)]);
    expect(accelerated.class('B', 'interestPaid')).to.equal(0n);
    const missed = deal('event-of-default').run({ collections: money(5) });
    expect(missed.value('default')).to.equal(0n);
    missed.run({ collections: money(107.01) });
    expect(missed.value('default')).to.equal(1n);
    expect(balances(missed, 'A', 'B')).to.deep.equal([money(500), money(400)]);
  });

  it('revolving: buys below par for four dates, keeps what is left, and then repays', () => {
    const of = deal('revolving').run({
      pool: money(900),
      principalCollected: money(100),
      interestCollected: money(9),
      offered: money(60),
    });
    // 60 of face at 95% cost 57.
    expect(of.line(4).slice(0, 2)).to.deep.equal([money(57), money(60)]);
    expect(of.account('unspent')).to.equal(money(43));
    expect(of.class('A')).to.equal(money(900));
    for (let date = 2; date <= 4; date++) of.run({ pool: money(960), offered: 0n });
    of.run({ pool: money(960), interestCollected: money(9) });
    expect(of.value('revolving')).to.equal(0n);
    expect(of.class('A')).to.equal(money(900 - 43));
  });

  it('revolving ends early on the date after coverage was missed', () => {
    const of = deal('revolving').run({ pool: money(800) });
    expect(of.value('revolving')).to.equal(1n);
    of.run({ pool: money(800), principalCollected: money(100), offered: money(100) });
    expect(of.value('revolving')).to.equal(0n);
    expect(of.class('A')).to.equal(money(800));
  });

  it('coupons: step-up, spread with cap and floor, and a condition', () => {
    const of = deal('coupons');
    const interest = (index: bigint): bigint[] => {
      of.run({ collections: money(10 + 20), index });
      return ['STEP', 'FLOAT', 'LATE'].map((name) => of.class(name, 'interestPaid'));
    };
    // A month of 3%, of the floor 2.4%, and of 6%, on 1,000 each.
    expect(interest(0n)).to.deep.equal([money(2.5), money(2), money(5)]);
    // 1,000 - 20.50 of STEP; index 2.4% + 1.2% = 3.6%.
    expect(interest(24_000_000n)).to.deep.equal([244n, money(3), money(5)]);
    const capped = interest(90_000_000n);
    expect(capped[1]).to.equal(money(5));
    expect(capped[2]).to.equal(money(10));
  });

  it('deferral: unpaid interest bears 24%, and is capitalised from the third date on', () => {
    const of = deal('deferral').run({ collections: money(10) });
    expect(of.class('B', 'interestDue')).to.equal(money(10));
    of.run({ collections: money(10) });
    expect(of.class('B', 'interestDue')).to.equal(money(10 + 10 + 0.2));
    of.run({ collections: money(10) });
    // 20.20 + 10 + 0.40 (2% of 20.20, down).
    expect(of.class('B', 'interestDue')).to.equal(0n);
    expect(of.class('B')).to.equal(money(1000 + 30.6));
  });

  it('zero coupon: cash gathers and repays the face on its date', () => {
    const of = deal('zero-coupon')
      .run({ collections: money(600) })
      .run({ collections: money(600) });
    expect(of.class('Z')).to.equal(money(1000));
    expect(of.account('sinking')).to.equal(money(1000));
    expect(of.class('EQ', 'residualPaid')).to.equal(money(200));
    of.run({ collections: 0n });
    expect(of.class('Z')).to.equal(0n);
    expect(of.account('sinking')).to.equal(0n);
  });

  it('Z class: its interest of 10 repays A and is added to its own balance', () => {
    const of = deal('z-class').run({ interestCollected: money(11), principalCollected: money(5) });
    expect(balances(of, 'A', 'Z')).to.deep.equal([money(100 - 10 - 5), money(1010)]);
    expect(of.class('Z', 'interestPaid')).to.equal(0n);
  });

  it('interest only: 3% on what A is, and nothing of principal', () => {
    const of = deal('interest-only').run({ collections: money(10 + 2.5 + 400) });
    expect(of.class('IO', 'interestPaid')).to.equal(money(2.5));
    of.run({ collections: money(7.5 + 6) });
    expect(of.class('IO', 'interestPaid')).to.equal(money(1.5));
    // 600 less the 6 that interest left.
    expect(balances(of, 'A', 'IO')).to.deep.equal([money(594), 0n]);
  });

  it('reserve and liquidity: liquidity is drawn first, both are filled up again, and released with the last of A', () => {
    const of = deal('reserve-and-liquidity');
    of.run({ collections: 0n });
    // 10 of interest from liquidity. The reserve of 40 keeps its target of 30: 10 repay A.
    expect(of.account('liquidity')).to.equal(0n);
    expect(of.account('reserve')).to.equal(money(30));
    expect(of.class('A')).to.equal(money(990));
    of.run({ collections: 0n });
    expect(of.account('reserve')).to.equal(money(20.1));
    of.run({ collections: money(2000) });
    expect(of.account('liquidity') + of.account('reserve')).to.equal(0n);
    expect(of.class('A')).to.equal(0n);
  });

  it('expense cap: 15 a year rank first, the rest last, and the cap starts again on the 13th date', () => {
    const of = deal('expense-cap').run({ collections: money(120), expensesDue: money(10) });
    expect(of.fee('expenses', 'paid')).to.equal(money(10));
    of.run({ collections: money(5 + 9 + 100 + 2), expensesDue: money(10) });
    expect(of.fee('expenses', 'paid')).to.equal(money(5));
    expect(of.fee('expenses', 'overPaid')).to.equal(money(2));
    expect(of.fee('expenses', 'over')).to.equal(money(3));
    for (let date = 3; date <= 12; date++) of.run();
    of.run({ expensesDue: money(15) });
    expect(of.fee('expenses', 'due')).to.equal(money(15));
    expect(of.fee('expenses', 'over')).to.equal(money(3));
  });

  it('sponsor support: pays what collections lack, the rest goes back', () => {
    const of = deal('sponsor-support').run({ collections: money(4), supportGiven: money(50) });
    expect(of.line(1)).to.deep.equal([money(4), money(6), 0n]);
    expect(of.fee('sponsor', 'paid')).to.equal(money(44));
  });

  it('principal deficiency: booked from the last class, cured from the first, principal that paid interest is booked too', () => {
    const of = deal('principal-deficiency').run({ defaulted: money(70), pool: money(930) });
    expect(['A', 'B', 'SUB'].map((name) => of.class(name, 'deficiency'))).to.deep.equal([0n, money(20), money(50)]);
    expect(of.check('ledgers')).to.equal(1n);
    // 8 of interest on A twice and 0.08 on what was unpaid, 10.08 of it from principal; B's is paid by nobody.
    of.run({ interestCollected: money(6), principalCollected: money(100), pool: money(830) });
    expect(of.class('A', 'interestPaid')).to.equal(money(16.08));
    expect(['A', 'B', 'SUB'].map((name) => of.class(name, 'deficiency'))).to.deep.equal([0n, money(30.08), money(50)]);
    expect(of.class('A')).to.equal(money(800 - 89.92));
    expect(of.check('ledgers')).to.equal(1n);
  });

  it('write-down and write-up: B bears 50, gets 30 back', () => {
    const of = deal('write-down').run({ losses: money(50) });
    expect(of.class('B')).to.equal(money(150));
    expect(of.class('B', 'writtenOff')).to.equal(money(50));
    of.run({ recoveries: money(30) });
    expect(of.class('B')).to.equal(money(180));
    expect(of.class('B', 'writtenOff')).to.equal(money(20));
  });

  it('clean-up call: only with the call and at most 10% of the pool', () => {
    const of = deal('clean-up-call').run({
      called: 1n,
      pool: money(100.01),
      principalCollected: money(900),
      interestCollected: money(10),
    });
    expect(of.value('call')).to.equal(0n);
    expect(of.account('reserve')).to.equal(money(20));
    of.run({ called: 1n, pool: money(100), redemptionMoney: money(100), interestCollected: money(1) });
    expect(of.value('call')).to.equal(1n);
    expect(of.class('A')).to.equal(0n);
    expect(of.class('EQ', 'residualPaid')).to.equal(money(20));
  });

  it('yield supplement: notes come to the adjusted pool less target overcollateralisation', () => {
    const of = deal('yield-supplement').run({
      ...{ openingPool: money(1000), pool: money(950), yieldSupplement: money(50), collections: money(200) },
    });
    // 1% a month of 1,000 in fees is 1, interest 9, target OC 4% of 900 = 36.
    expect(of.fee('servicing', 'paid')).to.equal(money(1));
    expect(of.class('A')).to.equal(money(864));
    expect(of.class('R', 'residualPaid')).to.equal(money(200 - 1 - 9 - 36));
  });

  it('the two-waterfall example runs its first date', () => {
    const of = dealOf(readFileSync('scripts/demo/deals/example.yaml', 'utf8'));
    const units = (amount: number): bigint => BigInt(amount) * 1_000_000n;
    of.run({
      ...{
        pool: units(72_000_000),
        openingPool: units(75_000_000),
        interestCollected: units(600_000),
        index: 20_000_000n,
      },
      ...{ principalCollected: units(3_000_000), offered: units(3_000_000), defaulted: units(100_000) },
    });
    // 4% of 60m for 30 days of 365, down; the servicer 0.5% of 75m for a month.
    expect(of.class('A', 'interestPaid')).to.equal(197_260_273_972n);
    expect(of.fee('servicing', 'paid')).to.equal(31_250_000_000n);
    expect(of.value('reserveTarget')).to.equal(units(288_000));
    expect(of.account('reserve')).to.equal(units(288_000));
    // The 100,000 that defaulted came out of spread, so principal has 3.1m for 3m of face at 98.5%.
    expect(of.class('SUB', 'deficiency')).to.equal(0n);
    expect(of.line(17).slice(0, 2)).to.deep.equal([units(2_955_000), units(3_000_000)]);
    expect(of.account('unspent')).to.equal(units(145_000));
  });

  it('compiles the example to between 60 and 100 steps', () => {
    const { program, labels } = dealOf(readFileSync('scripts/demo/deals/example.yaml', 'utf8')).compiled;
    expect(program.steps).to.have.length(74);
    expect(labels.lines).to.have.length(20);
  });
});
