import { expect } from 'chai';
import { dealWith, expectOne, refusedWith, saying } from '../wholeDeal.ts';

const CALLS = 'calls:    { cleanUp: pool at most 10%, tax: { notice: 30 days }, regulatory: { notice: 30 days } }\n';
const TAX = 'tax:      { ceiling: 0%, account: tax-agent }\n';
const DISCLOSURES = 'disclosures: { loss: 10%, cash: 20%, issuance: 3 days, material: 2 days, other: 3 days }\n';
const EVENTS = 'eventsOfDefault: [unpaid, insolvency of the issuer, breach of the assignment agreement]\n';

describe('calls of a deal', () => {
  it('are on a small pool, on tax and on rules, with notice', () => {
    expect(dealWith().calls).to.deep.equal({
      cleanUp: { pool: 100_000_000n },
      tax: { notice: 30 },
      regulatory: { notice: 30 },
    });
    expect(dealWith(['pool at most 10%', 'pool at most 7.25%']).calls.cleanUp).to.deep.equal({ pool: 72_500_000n });
  });

  it('are none if the file has none', () => expect(dealWith([CALLS, '']).calls).to.deep.equal({}));

  for (const [from, to, told] of [
    [
      'pool at most 10%',
      'pool below 10%',
      '"pool below 10%": expected pool at most 10%, the part of the filed pool that is left, with at most two decimals',
    ],
    [
      'pool at most 10%',
      'pool at most 0%',
      '"pool at most 0%": expected pool at most 10%, the part of the filed pool that is left, with at most two decimals',
    ],
    ['cleanUp:', 'cleanup:', '"cleanup": expected a key of calls: cleanUp, tax, regulatory; did you mean "cleanUp"?'],
    ['tax: { notice: 30 days }', 'tax: {}', '"a mapping": expected a "notice": { notice: 30 days }'],
    [
      'tax: { notice: 30 days }',
      'tax: { notice: a month }',
      '"a month": expected how long before it a call is told, in days: 30 days, 1 to 365',
    ],
  ] as const) {
    it(`are refused with "${to}"`, () => expectOne([[from, to]], { at: 'calls:', told }));
  }
});

describe('tax on a deal', () => {
  it('has a ceiling and an account; silent, nothing is withheld', () => {
    const { tax } = dealWith(['ceiling: 0%', 'ceiling: 16.5%']);
    expect([tax.ceiling, tax.account?.text]).to.deep.equal([165_000_000n, 'tax-agent']);
    expect(dealWith([TAX, '']).tax).to.deep.equal({ ceiling: 0n });
  });

  for (const [to, told] of [
    ['ceiling: 10%', '"tax": expected "account": who is paid what is withheld'],
    ['ceiling: 101%, account: tax-agent', '"101%": expected a ceiling of at most 100%'],
    ['ceiling: nothing', '"nothing": expected the most that may be withheld: 0%'],
  ] as const) {
    it(`is refused with "${to}"`, () =>
      expectOne([['ceiling: 0%, account: tax-agent', to]], { at: 'tax:      ', told }));
  }
});

describe('events of default', () => {
  it('are triggers, which the machine tests, and words, by which the trustee judges', () => {
    expect(dealWith().eventsOfDefault).to.deep.equal([
      { trigger: 'unpaid' },
      { words: 'insolvency of the issuer' },
      { words: 'breach of the assignment agreement' },
    ]);
    expect(dealWith([EVENTS, '']).eventsOfDefault).to.deep.equal([]);
  });

  it('are refused if nearly a trigger, or one word that is none', () => {
    const expected = 'a trigger of the deal, or a few words by which the trustee judges';
    expect(saying(refusedWith(['[unpaid,', '[unpayd, bankruptcy,']))).to.deep.equal([
      `"unpayd": expected ${expected}; did you mean "unpaid"?`,
      `"bankruptcy": expected ${expected}`,
    ]);
    expect(saying(refusedWith([EVENTS, 'eventsOfDefault: { a: unpaid }\n']))).to.deep.equal([
      '"a mapping": expected a list of triggers, and of words by which the trustee judges',
    ]);
  });
});

describe('disclosures of a deal', () => {
  it('have thresholds and days, which have defaults', () => {
    const expected = { loss: 100_000_000n, cash: 200_000_000n, issuance: 3, material: 2, other: 3 };
    expect(dealWith().disclosures).to.deep.equal(expected);
    expect(dealWith([DISCLOSURES, '']).disclosures).to.deep.equal(expected);
    expect(dealWith(['loss: 10%', 'loss: 7.25%']).disclosures.loss).to.equal(72_500_000n);
  });

  for (const [from, to, told] of [
    ['loss: 10%', 'loss: 0%', '"0%": expected a part above 0% and at most 100%, with at most two decimals'],
    ['cash: 20%', 'cash: 120%', '"120%": expected a part above 0% and at most 100%, with at most two decimals'],
    ['cash: 20%', 'cash: 20', '"20": expected the part of expected collections above which it is told: 10%'],
    ['material: 2 days', 'material: 0 days', '"0 days": expected how soon it is told, in days: 30 days, 1 to 255'],
    [
      'issuance:',
      'isuance:',
      '"isuance": expected a key of disclosures: loss, cash, issuance, material, other; did you mean "issuance"?',
    ],
  ] as const) {
    it(`are refused with "${to}"`, () => expectOne([[from, to]], { at: 'disclosures:', told }));
  }
});

describe('the public delay of changes', () => {
  it('is two days unless longer', () => {
    expect(dealWith(['policyDelay: 2 days\n', '']).policyDelay).to.equal(2);
    expect(dealWith(['policyDelay: 2 days', 'policyDelay: 14 days']).policyDelay).to.equal(14);
  });

  it('is never shorter', () => {
    expectOne([['policyDelay: 2 days', 'policyDelay: 1 day']], {
      at: 'policyDelay',
      told: '"1 day": expected how long a change is public before it counts, in days: 30 days, 2 to 365',
    });
  });
});
