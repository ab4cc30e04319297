import { expect } from 'chai';
import { dealWith, expectOne, refusedWith, saying } from '../wholeDeal.ts';

const WHOLE_LINE =
  'currency: { notes: HKD, settlement: HKDX, pool: CNY, contractRate: 1.0800, rateReference: "HKMA fixing 11:30", band: 500 bp }';

describe('the currencies of a deal', () => {
  it('are three, with an exact rate between two of them', () => {
    const { currency } = dealWith(['contractRate: 1.0800', 'contractRate: 1.080000000000000001']);
    expect(currency).to.deep.include({
      notes: 'HKD',
      pool: 'CNY',
      contractRate: 1_080_000_000_000_000_001n,
      rateReference: 'HKMA fixing 11:30',
      band: 500,
    });
    expect(currency.settlement.text).to.equal('HKDX');
  });

  it('need no rate if they are one', () => {
    const { currency } = dealWith([WHOLE_LINE, 'currency: { notes: HKD, settlement: HKDX, pool: HKD }']);
    expect(currency).to.deep.include({ contractRate: 10n ** 18n, rateReference: '', band: 0 });
  });

  it('need rate, reference and band if they are two', () => {
    const why = 'as notes are in HKD, the pool in CNY';
    expect(saying(refusedWith([WHOLE_LINE, 'currency: { notes: HKD, settlement: HKDX, pool: CNY }']))).to.deep.equal([
      `"currency": expected "contractRate": money of the notes for one of the pool, ${why}`,
      `"currency": expected "rateReference": where the rate is read, ${why}`,
      `"currency": expected "band": beyond which the trustee is asked, ${why}`,
    ]);
  });

  it('are all needed', () => {
    expect(saying(refusedWith([WHOLE_LINE, 'currency: {}']))).to.deep.equal([
      '"currency": expected "notes": the currency of the notes, such as HKD',
      '"currency": expected "settlement": the asset that pays, by its address or name',
      '"currency": expected "pool": the currency of the pool, such as CNY',
    ]);
  });

  it('are refused with a key that there is not, and told what it hides', () => {
    expect(saying(refusedWith(['rateReference:', 'reference:']))).to.deep.equal([
      '"currency": expected "rateReference": where the rate is read, as notes are in HKD, the pool in CNY',
      '"reference": expected a key of currency: notes, settlement, pool, contractRate, rateReference, band; did you mean "rateReference"?',
    ]);
  });

  const rate = 'money of the notes for one of the pool, with at most 18 decimals: 1.0800';
  const band = 'a band in hundredths of a percent of the rate, up to 9999: 500 bp';
  for (const [what, from, to, told] of [
    [
      'a currency in small letters',
      'notes: HKD',
      'notes: hkd',
      '"hkd": expected the currency of the notes, three capital letters such as CNY',
    ],
    [
      'a currency in words',
      'pool: CNY',
      'pool: renminbi',
      '"renminbi": expected the currency of the pool, three capital letters such as CNY',
    ],
    ['a rate of zero', 'contractRate: 1.0800', 'contractRate: 0.00', `"0.00": expected ${rate}`],
    [
      'a rate with 19 decimals',
      'contractRate: 1.0800',
      'contractRate: 1.0800000000000000001',
      `"1.0800000000000000001": expected ${rate}`,
    ],
    ['a rate in percent', 'contractRate: 1.0800', 'contractRate: 108%', `"108%": expected ${rate}`],
    ['a rate beyond 96 bits', 'contractRate: 1.0800', 'contractRate: 79228162515', `"79228162515": expected ${rate}`],
    ['a band in percent', 'band: 500 bp', 'band: 5%', `"5%": expected ${band}`],
    ['a band of everything', 'band: 500 bp', 'band: 10000 bp', `"10000 bp": expected ${band}`],
    [
      'a rate other than 1 for one currency',
      'pool: CNY',
      'pool: HKD',
      '"1.0800": expected a contract rate of 1, as notes and pool are both in HKD',
    ],
  ] as const) {
    it(`are refused with ${what}`, () => expectOne([[from, to]], { at: 'currency:', told }));
  }
});
