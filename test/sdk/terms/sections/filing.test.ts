import { expect } from 'chai';
import { dealWith, expectOne, refusedWith, saying } from '../wholeDeal.ts';

describe('the filing of a deal', () => {
  it('has a route, an amount and where its evidence is', () => {
    expect(dealWith().filing).to.deep.equal({
      route: 'ABS',
      controlledByOriginator: false,
      amount: 100_000_000_000_000n,
      validity: 365,
      personsExported: 0,
      attestations: 'attestations.yaml',
      documents: 'documents/',
    });
  });

  it('is good for as long as it says', () => {
    expect(dealWith(['route: ABS', 'route: foreign debt\n  validity: 180 days']).filing).to.deep.include({
      route: 'foreign debt',
      validity: 180,
    });
  });

  for (const [what, from, to, told] of [
    [
      'a route that there is not',
      'route: ABS',
      'route: foreign dept',
      '"foreign dept": expected ABS, foreign debt, equity-like or other; did you mean "foreign debt"?',
    ],
    [
      'an answer that is none',
      'controlledByOriginator: false',
      'controlledByOriginator: no',
      '"no": expected true or false',
    ],
    [
      'an amount below the faces',
      'amount: 100_000_000',
      'amount: 99_999_999.999999',
      '"99_999_999.999999": expected an amount that covers the faces of all classes together',
    ],
    [
      'an amount with a currency',
      'amount: 100_000_000',
      'amount: HKD 100m',
      '"HKD 100m": expected an amount with at most 6 decimals: 60_000_000',
    ],
    [
      'a number of persons that is none',
      'personsExported: 0',
      'personsExported: none',
      '"none": expected a number of persons whose data leave the mainland: 2_000',
    ],
    [
      'a validity of no days',
      'route: ABS',
      'route: ABS\n  validity: 0 days',
      '"0 days": expected how long the filing is good, in days: 30 days, 1 or more',
    ],
  ] as const) {
    it(`is refused with ${what}`, () => expectOne([[from, to]], { at: to.split('\n').at(-1)?.trim() ?? '', told }));
  }

  it('tells each key that is missing, and the section if it is', () => {
    expect(saying(refusedWith(['  route: ABS\n', ''], ['  documents: documents/\n', '']))).to.deep.equal([
      '"filing": expected "route": the way it is filed: ABS, foreign debt, equity-like, other',
      '"filing": expected "documents": the folder with the documents of the offer',
    ]);
    expect(refusedWith(['filing:', 'filling:'])).to.deep.equal([
      'deal.yaml line 1: "the file": expected a section "filing" with route, controlledByOriginator, amount, attestations, documents',
      'deal.yaml line 19: "filling": expected a section of a deal file; did you mean "filing"?',
    ]);
  });
});
