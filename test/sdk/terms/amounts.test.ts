import { expect } from 'chai';
import { aroundOf, dealOf } from './deal.ts';

/** What a definition is on the first date, in base units (two decimals), where pool is 7.77, defaulted 5, and A 1,000. */
function valueOf(
  text: string,
  { rounding = 'down', more = {} }: { rounding?: string; more?: Record<string, string> } = {},
): bigint {
  const definitions = `\n  x: ${text}`;
  const uses = '\n  uses: pool + defaulted + losses';
  const deal = dealOf(aroundOf({ rounding, definitions: `${definitions}${uses}`, ...more }), { unproven: true });
  return deal.run({ pool: 777n, defaulted: 500n }).value('x');
}

describe('amounts', () => {
  for (const [text, value] of [
    ['12.5', 1250n],
    ['60_000', 6_000_000n],
    ['pool + 1 - 2', 677n],
    ['1 - pool', 0n],
    ['pool - defaulted - defaulted', 0n],
    ['pool - (defaulted - 1)', 377n],
    ['A', 100_000n],
    ['notes', 100_000n],
    ['10% of pool', 77n],
    ['10% of pool rounded up', 78n],
    ['50% of 10% of pool', 38n],
    ['0.4% of pool', 3n],
    ['max(pool, defaulted, 6)', 777n],
    ['min(pool, defaulted, 6)', 500n],
    ['max(0.4% of pool, 200_000)', 20_000_000n],
    ['pool * defaulted / A', 3n],
    ['pool * 3 / 2', 1165n],
    ['pool * 3', 2331n],
    ['pool / 2', 388n],
    ['pool / losses', 0n],
    ['pool * A / losses', 0n],
    ['defaulted * 10000 / pool', 6435n],
    ['period * 7 / 2', 3n],
    ['interest on A at 5% for 30/360', 416n],
    ['interest on (pool + A) at (index + 12%) for 31/365', 1027n],
    ['if pool > defaulted then 1 else 2', 1n],
    ['if pool > defaulted then pool else 2', 777n],
    ['previous x + 3', 3n],
    ['principal due A', 100_000n],
    ['opening A - A + pool', 777n],
    ['(pool)', 777n],
  ] as const) {
    it(`${text} is ${value}`, () => {
      const more = text.includes('index') ? { funds: '{ cash: collections }' } : {};
      expect(valueOf(text, { more })).to.equal(value);
    });
  }

  it('rounds products of money half up where the deal says so, counts never', () => {
    const half = { rounding: 'half up' };
    expect(valueOf('10% of pool', half)).to.equal(78n);
    expect(valueOf('pool / 2', half)).to.equal(389n);
    expect(valueOf('interest on A at 5% for 30/360', half)).to.equal(417n);
    expect(valueOf('defaulted * 10000 / pool', half)).to.equal(6435n);
    expect(valueOf('period * 7 / 2', half)).to.equal(3n);
    expect(valueOf('10% of pool rounded up', half)).to.equal(78n);
  });

  it('compares a percentage that stands alone on the right exactly', () => {
    // 10% of 7.77 is 0.777: more than 0.77 and less than 0.78.
    const holds = (condition: string): bigint => valueOf(`if ${condition} then 1 else 0`);
    expect(holds('0.77 < 10% of pool')).to.equal(1n);
    expect(holds('0.77 >= 10% of pool')).to.equal(0n);
    expect(holds('0.78 > 10% of pool')).to.equal(1n);
    expect(holds('0.78 <= 10% of pool')).to.equal(0n);
    expect(holds('0.77 = 10% of pool')).to.equal(0n);
    expect(holds('5 = 100% of defaulted')).to.equal(1n);
    expect(holds('0.25 = 50% of 10% of defaulted')).to.equal(1n);
    // On the left, and in a sum, it is rounded like any amount.
    expect(holds('10% of pool = 0.77')).to.equal(1n);
    expect(holds('0.77 = 10% of pool + 0')).to.equal(1n);
  });

  for (const [condition, holds] of [
    ['pool > 7.77', 0n],
    ['pool >= 7.77', 1n],
    ['pool < 7.78', 1n],
    ['pool <= 7.76', 0n],
    ['pool = 7.77', 1n],
    ['pool = defaulted', 0n],
    ['losses = 0', 1n],
    ['not losses', 1n],
    ['not pool', 0n],
    ['pool and defaulted', 1n],
    ['pool and losses', 0n],
    ['losses or pool', 1n],
    ['not (losses or pool)', 0n],
    ['not losses and pool > 1 or losses', 1n],
    ['(pool + 1) > 8 and (losses or (defaulted > 1))', 1n],
    ['period = 1', 1n],
    ['period > 1', 0n],
    ['1 = 1', 1n],
  ] as const) {
    it(`"${condition}" ${holds === 1n ? 'holds' : 'does not hold'}`, () => {
      const deal = dealOf(
        aroundOf({ triggers: `{ t: { when: ${condition} } }`, definitions: '{ uses: pool + defaulted + losses }' }),
      );
      expect(deal.run({ pool: 777n, defaulted: 500n }).value('t')).to.equal(holds);
    });
  }

  it('gives a bare number the kind of what stands beside it', () => {
    const deal = dealOf(
      aroundOf({
        definitions:
          '{ count: previous count + 1, money: 3, share: if count > 2 then pool else money, rate: if period > 1 then index else 5% }',
        classes: '{ A: { face: 1_000, coupon: rate + 1%, dayCount: 30/360 }, EQ: { residual: true } }',
        waterfall: '{ cash: [pay interest A, pay principal A, pay rest to EQ] }',
      }),
    );
    const kinds = deal.compiled.labels.definitions.map(({ name, kind }) => `${name} ${kind}`);
    expect(kinds).to.deep.equal(['count count', 'money money', 'share money', 'rate rate']);
    deal.run({ pool: 777n });
    expect([deal.value('count'), deal.value('money'), deal.value('share'), deal.value('rate')]).to.deep.equal([
      1n,
      300n,
      300n,
      50_000_000n,
    ]);
    expect(deal.run().run({ pool: 777n }).value('share')).to.equal(777n);
  });

  it('keeps what a definition was at first, while a let is what it is at its place', () => {
    const deal = dealOf(
      aroundOf({
        definitions: '{ first: A }',
        waterfall:
          '{ cash: [let before be A, pay principal A, let after be A, when first = after: let same be A, pay rest to EQ] }',
      }),
    );
    deal.run({ collections: 40_000n });
    expect(['first', 'before', 'after', 'same'].map((name) => deal.value(name))).to.deep.equal([
      100_000n,
      100_000n,
      60_000n,
      0n,
    ]);
  });

  it('opens with what was there before the first step', () => {
    const deal = dealOf(
      aroundOf({ waterfall: '{ cash: [pay principal A, let paid be opening A - A, pay rest to EQ] }' }),
    );
    expect(deal.run({ collections: 40_000n }).value('paid')).to.equal(40_000n);
  });

  it('starts "previous" where the deal says, and remembers definitions, triggers and lets', () => {
    const deal = dealOf(
      aroundOf({
        definitions:
          '{ sum: previous sum + collections, three: previous two, two: previous one, one: collections, last: previous kept }',
        start: '{ sum: 5, kept: 9 }',
        waterfall: '{ cash: [let kept be cash, pay principal A, pay rest to EQ] }',
      }),
    );
    deal.run({ collections: 100n });
    expect([deal.value('sum'), deal.value('last')]).to.deep.equal([600n, 900n]);
    deal.run({ collections: 200n }).run({ collections: 300n });
    expect([deal.value('sum'), deal.value('three'), deal.value('last')]).to.deep.equal([1100n, 100n, 200n]);
  });

  it('looks up a schedule by the date; its last entry stands for all later dates', () => {
    const deal = dealOf(aroundOf({ schedules: '{ plan: [3, 2, 1] }', definitions: '{ now: schedule plan }' }));
    const seen = [1, 2, 3, 4, 5].map(() => deal.run().value('now'));
    expect(seen).to.deep.equal([300n, 200n, 100n, 100n, 100n]);
  });

  it('calculates no operand twice and nothing that is known, and gives each name a cell of its own', () => {
    const steps = (definitions: string): number => dealOf(aroundOf({ definitions })).compiled.program.steps.length;
    const none = steps('{}');
    expect(steps('{ x: 75_000_000, y: 10% of x, z: y + 3 }')).to.equal(none);
    expect(steps('{ x: "min(pool + 1, A) + max(1 + pool, A)" }')).to.equal(none + 4);
    expect(steps('{ x: pool + 1, y: 1 + pool, z: (pool + 1) }')).to.equal(none + 3);
    expect(steps('{ x: pool, y: x }')).to.equal(none);
  });
});

describe('triggers', () => {
  const deal = (triggers: string) => dealOf(aroundOf({ triggers }));

  it('cure by themselves, unless latched', () => {
    const of = deal('{ now: { when: pool < 5 }, once: { when: pool < 5, latched: true } }');
    const seen = [100n, 900n].map((pool) => [of.run({ pool }).value('now'), of.value('once')]);
    expect(seen).to.deep.equal([
      [1n, 1n],
      [0n, 1n],
    ]);
  });

  it('that are tested after the last step count on the next date', () => {
    const of = deal('{ late: { when: A < 800, test: after }, seen: { when: late } }');
    of.run({ collections: 50_000n });
    expect([of.value('late'), of.value('seen')]).to.deep.equal([0n, 0n]);
    const { next } = of.compiled.labels.triggers[0] ?? {};
    expect(next).to.equal(0x1d0);
    of.run();
    expect([of.value('late'), of.value('seen')]).to.deep.equal([1n, 1n]);
  });

  it('can be latched after, and waived for a date', () => {
    const of = deal(
      '{ a: { when: pool > 5, test: after, latched: true }, b: { when: pool > 5, waivable: true }, c: { when: pool > 5, test: after, waivable: true } }',
    );
    of.run({ pool: 600n, 'waived.b': 1n });
    expect(['a', 'b', 'c'].map((name) => of.value(name))).to.deep.equal([0n, 0n, 0n]);
    of.run({ 'waived.c': 1n });
    expect(['a', 'b', 'c'].map((name) => of.value(name))).to.deep.equal([1n, 0n, 0n]);
    of.run({ pool: 600n });
    expect(['a', 'b', 'c'].map((name) => of.value(name))).to.deep.equal([1n, 1n, 0n]);
    const { inputs } = of.compiled.program;
    expect(inputs.filter((code) => code >= 64)).to.have.members([64, 65]);
  });

  it('may start at 1', () => {
    const of = dealOf(aroundOf({ triggers: '{ once: { when: pool < 5, latched: true } }', start: '{ once: 1 }' }));
    expect(of.run({ pool: 900n }).value('once')).to.equal(1n);
  });
});
