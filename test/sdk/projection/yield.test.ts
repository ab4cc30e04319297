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

/** A bond of 100 that pays its coupon so many times a year. */
function bond({ coupon, years, times }: { coupon: number; years: number; times: number }): Flow[] {
  return Array.from({ length: years * times }, (_, i) => ({
    years: (i + 1) / times,
    amount: coupon / times + (i + 1 === years * times ? 100 : 0),
  }));
}

describe('price and yield', () => {
  it('price a three-year bond of 5% at 6% at 97.3270: 5/1.06 + 5/1.06² + 105/1.06³', () => {
    expect(presentValue(bond({ coupon: 5, years: 3, times: 1 }), 0.06)).to.be.closeTo(97.32699, 5e-6);
  });

  it('find the yield of that price again', () => {
    expect(yieldOf(bond({ coupon: 5, years: 3, times: 1 }), 97.3269881)).to.be.closeTo(0.06, 1e-8);
  });

  it('yield its coupon at par, bond-equivalent, when a bond pays twice a year', () => {
    const annual = yieldOf(bond({ coupon: 9, years: 5, times: 2 }), 100) ?? NaN;
    expect(bondEquivalent(annual)).to.be.closeTo(0.09, 1e-10);
    expect(annual).to.be.closeTo(0.092025, 1e-10);
  });

  it('agree with the textbook: 20 years, 9%, at 134.6722 yields 6% bond-equivalent with a modified duration of 10.66', () => {
    const flows = bond({ coupon: 9, years: 20, times: 2 });
    const annual = annualOf(0.06);
    expect(presentValue(flows, annual)).to.be.closeTo(134.6722, 5e-5);
    expect(yieldOf(flows, 134.6722)).to.be.closeTo(annual, 1e-6);
    expect(modifiedDuration(flows, annual)).to.be.closeTo(10.66, 5e-3);
  });

  it('give a bullet without coupon its own term as Macaulay duration', () => {
    expect(macaulayDuration([{ years: 7, amount: 100 }], 0.05)).to.be.closeTo(7, 1e-12);
  });

  it('say by how much a price falls: modified duration is the slope of the price', () => {
    const flows = bond({ coupon: 5, years: 10, times: 2 });
    const at = (b: number): number => presentValue(flows, annualOf(b));
    const slope = (at(0.0401) - at(0.0399)) / 0.0002 / at(0.04);
    expect(modifiedDuration(flows, annualOf(0.04))).to.be.closeTo(-slope, 1e-5);
  });

  it('go back and forth for yields from −90% to 400%', () => {
    const flows = bond({ coupon: 5, years: 4, times: 12 });
    for (const annual of [-0.9, -0.3, 0, 0.000_1, 0.05, 0.6, 4]) {
      expect(yieldOf(flows, presentValue(flows, annual))).to.be.closeTo(annual, 1e-8);
    }
    for (const annual of [-0.5, 0, 0.09, 3]) expect(annualOf(bondEquivalent(annual))).to.be.closeTo(annual, 1e-12);
  });

  it('have no yield where nothing is paid, or nothing is asked', () => {
    expect(yieldOf([], 100)).to.equal(undefined);
    expect(yieldOf([{ years: 1, amount: 0 }], 100)).to.equal(undefined);
    expect(yieldOf([{ years: 1, amount: 100 }], 0)).to.equal(undefined);
  });
});
