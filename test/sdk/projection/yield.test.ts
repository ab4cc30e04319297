import { expect } from 'chai';
import {
  type Flow,
  annualOf,
  bondEquivalent,
  macaulayDuration,
  modifiedDuration,
  presentValue,
  yieldOf,
} from '../../../sdk/projection/yield.ts';
import { expectNear } from './expectNear.ts';

/** A bond of 100 that pays its coupon so many times a year. */
function bond({ coupon, years, times }: { coupon: number; years: number; times: number }): Flow[] {
  return Array.from({ length: years * times }, (_, i) => ({
    years: (i + 1) / times,
    amount: coupon / times + (i + 1 === years * times ? 100 : 0),
  }));
}

describe('price and yield', () => {
  it('price a three-year bond of 5% at 6% at 97.3270: 5/1.06 + 5/1.06² + 105/1.06³', () => {
    expectNear(presentValue(bond({ coupon: 5, years: 3, times: 1 }), 0.06), 97.32699, 5e-6);
  });

  it('find the yield of that price again', () => {
    expectNear(yieldOf(bond({ coupon: 5, years: 3, times: 1 }), 97.3269881), 0.06, 1e-8);
  });

  it('yield its coupon at par, bond-equivalent, when a bond pays twice a year', () => {
    const annual = yieldOf(bond({ coupon: 9, years: 5, times: 2 }), 100) ?? NaN;
    expectNear(bondEquivalent(annual), 0.09, 1e-10);
    expectNear(annual, 0.092025, 1e-10);
  });

  it('agree with the textbook: 20 years, 9%, at 134.6722 yields 6% bond-equivalent with a modified duration of 10.66', () => {
    const flows = bond({ coupon: 9, years: 20, times: 2 });
    const annual = annualOf(0.06);
    expectNear(presentValue(flows, annual), 134.6722, 5e-5);
    expectNear(yieldOf(flows, 134.6722), annual, 1e-6);
    expectNear(modifiedDuration(flows, annual), 10.66, 5e-3);
  });

  it('give a bullet without coupon its own term as Macaulay duration', () => {
    expectNear(macaulayDuration([{ years: 7, amount: 100 }], 0.05), 7, 1e-12);
  });

  it('say by how much a price falls: modified duration is the slope of the price', () => {
    const flows = bond({ coupon: 5, years: 10, times: 2 });
    const at = (b: number): number => presentValue(flows, annualOf(b));
    const slope = (at(0.0401) - at(0.0399)) / 0.0002 / at(0.04);
    expectNear(modifiedDuration(flows, annualOf(0.04)), -slope, 1e-5);
  });

  it('go back and forth for yields from −90% to 400%', () => {
    const flows = bond({ coupon: 5, years: 4, times: 12 });
    for (const annual of [-0.9, -0.3, 0, 0.000_1, 0.05, 0.6, 4]) {
      expectNear(yieldOf(flows, presentValue(flows, annual)), annual, 1e-8);
    }
    for (const annual of [-0.5, 0, 0.09, 3]) expectNear(annualOf(bondEquivalent(annual)), annual, 1e-12);
  });

  it('have no yield where nothing is paid, or nothing is asked', () => {
    expect(yieldOf([], 100)).to.equal(undefined);
    expect(yieldOf([{ years: 1, amount: 0 }], 100)).to.equal(undefined);
    expect(yieldOf([{ years: 1, amount: 100 }], 0)).to.equal(undefined);
  });
});
