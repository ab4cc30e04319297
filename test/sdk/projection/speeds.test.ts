import { expect } from 'chai';
import { monthlyRate, psaCpr } from '../../../sdk/projection/speeds.ts';
import { expectNear } from './expectNear.ts';

describe('speeds', () => {
  it('turn a CPR of 6% into an SMM of 0.5143%', () => {
    expectNear(monthlyRate(0.06), 0.005143, 5e-7);
  });

  it('leave in twelve months what the annual rate leaves in one year', () => {
    for (const annual of [0, 0.02, 0.1, 0.5, 0.99]) {
      expectNear((1 - monthlyRate(annual)) ** 12, 1 - annual, 1e-12);
    }
    expect(monthlyRate(1)).to.equal(1);
  });

  it('ramp PSA by 0.2% a month to 6% in month 30, and not beyond', () => {
    expect([1, 2, 5, 29, 30, 31, 360].map((age) => psaCpr(age, 1).toFixed(4))).to.deep.equal([
      ...['0.0020', '0.0040', '0.0100', '0.0580', '0.0600', '0.0600', '0.0600'],
    ]);
  });

  it('multiply PSA by the speed: 165 PSA is a CPR of 9.9% from month 30 on, an SMM of 0.865%', () => {
    expectNear(psaCpr(30, 1.65), 0.099, 1e-12);
    expectNear(monthlyRate(psaCpr(30, 1.65)), 0.00865, 5e-6);
  });

  it('never exceed everything', () => {
    expect(psaCpr(30, 100)).to.equal(1);
  });
});
