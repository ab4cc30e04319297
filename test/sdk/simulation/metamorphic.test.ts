import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { type SimulatedDate, simulate } from '../../../sdk/simulation/index.ts';
import { dealFile } from './cases.ts';

const MONTHS = 24;
const SEEDS = 20;

/** Numbers that look random and are the same in every run. Source: the generator of Numerical Recipes. */
function randomOf(seed: number): (below: number) => bigint {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return BigInt(Math.floor((state / 2 ** 32) * below));
  };
}

async function datesOf(deal: string, inputs: string): Promise<SimulatedDate[]> {
  return (await simulate({ deal: { text: deal }, inputs: { text: inputs }, units: 'base' })).dates;
}

function value(date: SimulatedDate | undefined, column: string): bigint {
  const found = date?.values.get(column);
  if (found === undefined) throw new TypeError(`There is no ${column}.`);
  return found;
}

function distance(a: bigint, b: bigint): bigint {
  return a > b ? a - b : b - a;
}

/** A deal with fees, a reserve, support, purchases, a target and deficiencies, all its amounts times `scale`. */
function deal(scale: number): string {
  return `
decimals: 6
schedule: { accrualFrom: 2026-01-15, first: 2026-02-15, every: month, dates: ${MONTHS} }
classes:
  A: { face: ${scale * 60_000_000}, coupon: 4.1%, dayCount: ACT/365F }
  B: { face: ${scale * 9_000_000}, coupon: 6.3%, dayCount: ACT/360, interestOnInterest: 7% }
  SUB: { face: ${scale * 6_000_000}, residual: true }
accounts:
  reserve: { opening: ${scale * 300_000} }
fees:
  trustee: { amount: ${scale * 12_345} }
  servicing: { rate: 0.5%, of: pool, dayCount: 30/360 }
deficiencyLedgers: [A, B, SUB]
definitions:
  target: if A + B = 0 then 0 else max(0.4% of pool, ${scale * 200_000})
funds:
  interest: interestCollected
  principal: principalCollected
waterfall:
  first:
    - book defaulted
    - release reserve above target to interest
  interest:
    - pay fee trustee
    - pay fee servicing
    - pay interest A, supported by reserve then principal
    - cure deficiency A
    - pay interest B, supported by reserve
    - cure deficiency B
    - fill reserve to target
    - pay rest to SUB
  principal:
    - when period < 9: buy receivables at 98.5%
    - pay principal A, B pro rata, up to 60% of principal
    - pay principal A, B, SUB in sequence
    - pay rest to SUB
`;
}

/** Inputs that run short in every third month. */
function inputs(seed: number, scale: bigint): string {
  const random = randomOf(seed);
  const rows = Array.from({ length: MONTHS }, (_, i) => {
    const interest = i % 3 === 2 ? random(50_000_000_000) : random(900_000_000_000);
    const amounts = [random(80_000_000_000_000), interest, random(5_000_000_000_000), random(300_000_000_000)];
    return [i + 1, ...amounts.map((amount) => amount * scale), random(4_000_000_000_000) * scale].join();
  });
  return `period,pool,interestCollected,principalCollected,defaulted,offered\n${rows.join('\n')}\n`;
}

describe('metamorphic relations of a waterfall', () => {
  it('a deal of twice the size pays twice as much, up to rounding', async () => {
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const single = await datesOf(deal(1), inputs(seed, 1n));
      const double = await datesOf(deal(2), inputs(seed, 2n));
      expect(
        single.some((date) => value(date, '5.from.reserve') > 0n),
        'support was needed',
      ).to.equal(true);
      single.forEach((date, i) => {
        for (const [column, amount] of date.values) {
          const other = value(double[i], column);
          // A unit for each product rounded so far, carried along; of amounts around 10^13.
          const bound = BigInt(20 * (i + 1));
          expect(distance(other, 2n * amount) <= bound, `seed ${seed}, date ${i + 1}, ${column}`).to.equal(true);
        }
      });
    }
  });

  it('a date without cash changes no balance and pays nobody: interest and fees fall due, and stay so', async () => {
    const deals = ['four-class-sequential', 'hyundai-2010-a', 'world-omni-2012-a'] as const;
    for (const name of deals) {
      const text = readFileSync(dealFile(name), 'utf8');
      const columns = {
        'four-class-sequential': 'period,interestCollected,principalCollected\n1,250000000,70000000\n2,0,0\n3,0,0\n',
        'hyundai-2010-a': 'period,pool,yieldSupplement,collections\n1,100000000000,0,5000000000\n2,100000000000,0,0\n',
        'world-omni-2012-a':
          'period,openingPool,pool,yieldSupplement,collections,advances,advancesRepaid,investmentEarnings\n' +
          '1,94000000000,90000000000,0,4000000000,0,0,0\n2,90000000000,88000000000,0,0,0,0,0\n',
      }[name];
      const [before, after] = (await datesOf(text, columns)).slice(0, 2);
      let accrued = 0n;
      for (const [column, amount] of after?.values ?? []) {
        const [owner = '', field = ''] = column.split('.');
        const was = value(before, column);
        if (['balance', 'deficiency', 'writtenOff'].includes(field)) expect(amount, `${name} ${column}`).to.equal(was);
        if (/Paid$|^paid$/.test(field)) expect(amount, `${name} ${column}`).to.equal(0n);
        if (field !== 'interestDue') continue;
        accrued += value(after, `${owner}.accrued`);
        // Textbook and trusts pay what fell due on the first date: there is no interest on interest.
        expect(amount, `${name} ${column}`).to.equal(was + value(after, `${owner}.accrued`));
      }
      expect(accrued > 0n, `${name} accrues`).to.equal(true);
      expect(value(after, 'cashIn') + value(after, 'cashOut'), name).to.equal(0n);
    }
  });

  it('a class split into two equal ones pays each half of what it paid, up to one unit', async () => {
    const whole = `
decimals: 6
schedule: { accrualFrom: 2026-01-15, first: 2026-02-15, every: month, dates: ${MONTHS} }
classes:
  A: { face: 60_000_000, coupon: 4.1%, dayCount: ACT/365F }
  B: { face: 9_000_000, coupon: 6.3%, dayCount: ACT/360 }
  R: { residual: true }
funds:
  interest: interestCollected
  principal: principalCollected
waterfall:
  interest:
    - pay interest A pro rata
    - pay interest B
    - pay rest to R
  principal:
    - pay principal A pro rata
    - pay principal B
    - pay rest to R
`;
    const halves = whole
      .replace(
        / {2}A: .*\n/,
        (line) => line.replace('60', '30').replace('A:', 'A1:') + line.replace('60', '30').replace('A:', 'A2:'),
      )
      .replaceAll(/(interest|principal) A pro rata/g, '$1 A1, A2 pro rata');
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const random = randomOf(seed);
      const rows = Array.from({ length: MONTHS }, (_, i) =>
        [i + 1, 400_000_000_001n, random(6_000_000_000_000)].join(),
      );
      const text = `period,interestCollected,principalCollected\n${rows.join('\n')}\n`;
      const [one, two] = [await datesOf(whole, text), await datesOf(halves, text)];
      expect(
        one.some((date) => value(date, 'A.principalPaid') % 2n === 1n),
        'some cannot be halved',
      ).to.equal(true);
      one.forEach((date, i) => {
        // By so much the floors of earlier dates have left the halves apart: they are paid by what they have.
        const uneven = i === 0 ? 0n : distance(value(two[i - 1], 'A1.balance'), value(two[i - 1], 'A2.balance'));
        expect(uneven <= BigInt(2 * i), `seed ${seed}, date ${i + 1}`).to.equal(true);
        for (const field of ['interestPaid', 'principalPaid']) {
          for (const half of ['A1', 'A2']) {
            const apart = distance(2n * value(two[i], `${half}.${field}`), value(date, `A.${field}`));
            expect(apart <= 2n + uneven, `seed ${seed}, date ${i + 1}, ${half}.${field}`).to.equal(true);
          }
        }
        expect(value(two[i], 'A1.principalPaid') + value(two[i], 'A2.principalPaid')).to.equal(
          value(date, 'A.principalPaid'),
        );
      });
    }
  });
});
