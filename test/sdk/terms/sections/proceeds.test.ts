import { expect } from 'chai';
import { dealWith, expectOne, refusedWith, saying } from '../wholeDeal.ts';

const RESERVE = '{ purpose: reserve, cap: 500_000 }';
const COSTS = '{ purpose: costs of the issue, payee: costs, cap: 1_500_000 }';

describe('the proceeds of a deal', () => {
  it('are purposes with payee and cap, the reserve without a payee', () => {
    const { proceeds } = dealWith();
    expect(proceeds.map(({ purpose, payee, cap }) => [purpose, payee?.text, cap])).to.deep.equal([
      ['purchase price of the receivables', 'pearl-river', 98_000_000_000_000n],
      ['reserve', undefined, 500_000_000_000n],
      ['costs of the issue', 'spv', 1_500_000_000_000n],
    ]);
  });

  it('need no reserve if no account has an opening', () => {
    const terms = dealWith(
      [`  - ${RESERVE}`, ''],
      ['reserve: { opening: 500_000 }', 'reserve: {}'],
      ['cap: 98_000_000', 'cap: 98_500_000'],
    );
    expect(terms.proceeds).to.have.length(2);
  });

  it('may be capped above what can be raised', () => {
    expect(dealWith(['cap: 1_500_000', 'cap: 3_000_000']).proceeds[2]?.cap).to.equal(3_000_000_000_000n);
  });

  for (const [what, from, to, told] of [
    [
      'a reserve other than the openings',
      RESERVE,
      '{ purpose: reserve, cap: 600_000 }',
      '"600,000": expected a reserve of 500,000, what the accounts open with together',
    ],
    [
      'two purposes without a payee',
      COSTS,
      '{ purpose: costs, cap: 1_500_000 }',
      '"costs": expected a payee: only one purpose, the reserve, has none',
    ],
    [
      'a purpose twice',
      COSTS,
      '{ purpose: reserve, payee: costs, cap: 1_500_000 }',
      '"reserve": expected a purpose that no other line has',
    ],
    [
      'no purpose',
      COSTS,
      '{ payee: costs, cap: 1_500_000 }',
      '"a mapping": expected a "purpose": what the money is spent on',
    ],
    [
      'no cap',
      COSTS,
      '{ purpose: costs, payee: costs }',
      '"a mapping": expected a "cap": the most that may be spent on it',
    ],
    [
      'a cap in percent',
      COSTS,
      '{ purpose: costs, payee: costs, cap: 1.5% }',
      '"1.5%": expected an amount with at most 6 decimals: 60_000_000',
    ],
  ] as const) {
    it(`are refused with ${what}`, () => expectOne([[from, to]], { at: to, told }));
  }

  it('are refused if the accounts open and there is no reserve', () => {
    expect(saying(refusedWith([RESERVE, '{ purpose: reserve, payee: costs, cap: 500_000 }']))).to.deep.equal([
      '"proceeds": expected a purpose without a payee, the reserve, for the 500,000 that accounts open with',
    ]);
  });

  it('are refused with a reserve and no account that opens', () => {
    expect(saying(refusedWith(['reserve: { opening: 500_000 }', 'reserve: {}']))).to.deep.equal([
      '"reserve": expected a payee: without one it is the reserve, and no account has an opening',
    ]);
  });

  it('are refused if something is raised that has no purpose', () => {
    expect(saying(refusedWith(['cap: 98_000_000', 'cap: 97_999_999.999999']))).to.deep.equal([
      '"99,999,999.999999": expected caps of at least 100,000,000 together, which the classes raise: the rest could never be spent',
    ]);
    expect(
      dealWith(['cap: 98_000_000', 'cap: 97_220_000'], ['price: { A: 100%', 'price: { A: 99%']).proceeds,
    ).to.have.length(3);
  });

  it('may not name a party that the deal has not', () => {
    const costs = '{ purpose: costs, payee: backupTrustee, cap: 1_500_000 }';
    expect(saying(refusedWith(['  backupTrustee: trust-co-2\n', ''], [COSTS, costs]))).to.deep.equal([
      '"backupTrustee": expected a party that the deal names: "parties" has no backupTrustee',
    ]);
  });

  it('pay the holder of a retained class in kind, so they must name it with room for its face', () => {
    const expected =
      'expected a purpose that pays the holder of SUB, which is paid in kind, with a cap of at least 10,000,000';
    expect(
      saying(refusedWith(['payee: originator, cap: 98_000_000', 'payee: counsel, cap: 98_000_000'])),
    ).to.deep.equal([`"proceeds": ${expected}`]);
    const swapped = refusedWith(
      ['payee: originator, cap: 98_000_000', 'payee: originator, cap: 9_999_999'],
      ['cap: 1_500_000', 'cap: 90_000_000'],
    );
    expect(saying(swapped)).to.deep.equal([`"9,999,999": ${expected}`]);
  });

  it('bring what the accounts open with in any case', () => {
    expect(saying(refusedWith(['minimum: { A: 60_000_000 }', 'minimum: { A: 499_999 }']))).to.deep.equal([
      '"499,999": expected minimums that raise at least 500,000, with which the accounts open in any case',
    ]);
    expect(saying(refusedWith(['  minimum: { A: 60_000_000 }\n', '']))).to.deep.equal([
      '"0": expected minimums that raise at least 500,000, with which the accounts open in any case',
    ]);
  });

  it('must be there', () => {
    expect(refusedWith(['proceeds:', 'proceed:'])[0]).to.equal(
      'deal.yaml line 1: "the file": expected a section "proceeds" with purpose, payee and cap of what the money is spent on',
    );
  });
});
