import { expect } from 'chai';
import { getAddress } from 'viem';
import { resolveParties } from '../../../../sdk/terms/resolveParties.ts';
import { NAMES, dealWith, expectOne, linesOf, refusedWith, saying, textWith } from '../wholeDeal.ts';
import { parseDeal } from '../../../../sdk/terms/parseTerms.ts';

const LOWER = '0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed';
/** EIP-55's own example. */
const CHECKSUMMED = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';

describe('parties of a deal', () => {
  it('are names until they are resolved, all of them with one map', () => {
    const terms = dealWith();
    expect(terms.parties.issuer.text).to.equal('spv');
    const resolved = resolveParties(terms, NAMES);
    expect(resolved.parties.issuer).to.equal(getAddress(NAMES['spv'] ?? ''));
    expect(resolved.currency.settlement).to.equal(getAddress(NAMES['HKDX'] ?? ''));
    expect(resolved.classes[2]?.retained?.holder).to.equal(resolved.parties.originator);
    expect(resolved.tax.account).to.equal(getAddress(NAMES['tax-agent'] ?? ''));
  });

  it('pay fees and proceeds to a party by its role, to a payee by its name, or to a key', () => {
    const { parties, fees, proceeds } = resolveParties(
      dealWith(['servicing: { rate', 'rating: { payee: counsel }\n  servicing: { rate']),
      NAMES,
    );
    const payees = Object.fromEntries(fees.map(({ name, payee }) => [name.text, payee]));
    expect(payees).to.deep.equal({
      trustee: parties.trustee,
      expenses: parties.issuer,
      rating: parties.filingAgent,
      servicing: parties.servicer,
    });
    expect(proceeds.map(({ payee }) => payee)).to.deep.equal([parties.originator, undefined, parties.issuer]);
  });

  it('are paid a fee that names nobody if it has their name, else the issuer is', () => {
    const terms = dealWith([', payee: costs }\n  servicing', ' }\n  servicing'], [', payee: servicer }', ' }']);
    expect(terms.fees.map(({ payee }) => payee.text)).to.deep.equal(['trust-co', 'spv', 'spv']);
  });

  it('may be addresses, with a checksum or all in lower case', () => {
    for (const address of [LOWER, CHECKSUMMED]) {
      expect(dealWith(['issuer: spv', `issuer: "${address}"`]).parties.issuer.text).to.equal(CHECKSUMMED);
    }
  });

  it('need no map if all are addresses', () => {
    const text = Object.entries(NAMES)
      .toSorted(([a], [b]) => b.length - a.length)
      .reduce(
        (all, [name, address]) => all.replaceAll(new RegExp(`: ${name}(?=[ ,\n])`, 'g'), `: "${address}"`),
        textWith(),
      );
    expect(resolveParties(parseDeal({ text })).hash).to.equal(resolveParties(dealWith(), NAMES).hash);
  });

  const wrong = CHECKSUMMED.replace('aAeb', 'AAeb');
  for (const [what, from, to, told] of [
    [
      'a wrong checksum, with the right one',
      'issuer: spv',
      `issuer: "${wrong}"`,
      `"${wrong}": expected an address whose capitals fit its digits: ${CHECKSUMMED} if every digit is right (copy it again from where it comes from), or all of it in lower case`,
    ],
    [
      'an address that is too short',
      'issuer: spv',
      'issuer: "0x5aae"',
      '"0x5aae": expected an address of 0x and 40 hex digits; this has 4 characters',
    ],
    [
      'the address zero',
      'issuer: spv',
      `issuer: "0x${'0'.repeat(40)}"`,
      `"0x${'0'.repeat(40)}": expected an address that somebody has the key of: this is zero`,
    ],
    [
      'a name that is none',
      'issuer: spv',
      'issuer: the spv',
      '"the spv": expected an address, or the name of a key: 0x and 40 hex digits, or pearl-river',
    ],
    [
      'a party left empty',
      'issuer: spv',
      'issuer:',
      '"nothing": expected an address, or the name of a key: 0x and 40 hex digits, or pearl-river',
    ],
  ] as const) {
    it(`tells ${what}`, () => expectOne([[from, to]], { at: 'issuer:', told }));
  }

  it('tells a role that there is not, with the nearest', () => {
    const lines = saying(refusedWith(['  verifier:', '  verfier:']));
    expect(lines[0]).to.equal('"parties": expected a party "verifier": who countersigns reports');
    expect(lines[1]).to.match(/^"verfier": expected a party \(originator, .*; did you mean "verifier"\?$/);
    expect(lines).to.have.length(2);
  });

  it('tells every party that is missing', () => {
    const lines = saying(refusedWith(['  trustee: trust-co\n', ''], ['  transferAgent: registry-co\n', '']));
    expect(lines).to.deep.equal([
      '"parties": expected a party "trustee": who confirms orders and acts for holders',
      '"parties": expected a party "transferAgent": who keeps the register and proposes orders',
    ]);
  });

  const four = 'each of the four checks the others';
  const keys = 'an order takes two keys';
  for (const [role, was, now, told] of [
    [
      'verifier',
      'big-audit',
      'pearl-river-servicing',
      `"pearl-river-servicing": expected a verifier other than the servicer of line 9: ${four}`,
    ],
    [
      'trustee',
      'trust-co\n',
      'big-audit\n',
      `"big-audit": expected a trustee other than the verifier of line 11: ${four}`,
    ],
    [
      'trustee',
      'trust-co\n',
      'pearl-river-servicing\n',
      `"pearl-river-servicing": expected a trustee other than the servicer of line 9: ${four}`,
    ],
    [
      'filingAgent',
      'counsel',
      'pearl-river-servicing',
      `"pearl-river-servicing": expected a filingAgent other than the servicer of line 9: ${four}`,
    ],
    [
      'filingAgent',
      'counsel',
      'big-audit',
      `"big-audit": expected a filingAgent other than the verifier of line 11: ${four}`,
    ],
    [
      'filingAgent',
      'counsel',
      'trust-co',
      `"trust-co": expected a filingAgent other than the trustee of line 13: ${four}`,
    ],
    [
      'transferAgent',
      'registry-co',
      'trust-co',
      `"trust-co": expected a transferAgent other than the trustee of line 13: ${keys}`,
    ],
    [
      'transferAgent',
      'registry-co',
      'trust-co-2',
      `"trust-co-2": expected a transferAgent other than the backupTrustee of line 14: ${keys}`,
    ],
    [
      'filingAgent',
      'counsel',
      'spv',
      '"spv": expected a filingAgent other than the issuer of line 8: the outcome of a filing is not recorded by who wants it',
    ],
    [
      'filingAgent',
      'counsel',
      'pearl-river',
      '"pearl-river": expected a filingAgent other than the originator of line 7: the outcome of a filing is not recorded by who files',
    ],
    [
      'backupServicer',
      'harbour-servicing',
      'pearl-river-servicing',
      '"pearl-river-servicing": expected a backupServicer other than the servicer of line 9: a backup that is one of them could never take over',
    ],
  ] as const) {
    it(`are refused if the ${role} is ${now.trim()}, with both lines`, () => {
      expectOne([[`  ${role}: ${was}`, `  ${role}: ${now}`]], { at: `  ${role}: ${now}`, told });
    });
  }

  it('may otherwise be one: a servicer that is the originator, an agent that is the verifier', () => {
    const terms = dealWith(['servicer: pearl-river-servicing', 'servicer: pearl-river'], ['registry-co', 'big-audit']);
    expect(terms.parties.servicer.text).to.equal(terms.parties.originator.text);
  });

  it('tells of all names that nobody knows at once, with the nearest known', () => {
    const { counsel: _left, spv: _out, ...names } = NAMES;
    const { issuer: _i, ...rest } = { ...names, counsell: NAMES['counsel'] as `0x${string}` } as Record<
      string,
      `0x${string}`
    >;
    const known = Object.keys(rest).join(', ');
    expect(linesOf(() => resolveParties(dealWith(), rest))).to.deep.equal([
      `deal.yaml line 8: "spv": expected an address, or a name that is known (${known})`,
      `deal.yaml line 16: "counsel": expected an address, or a name that is known (${known}); did you mean "counsell"?`,
      `deal.yaml line 17: "spv": expected an address, or a name that is known (${known})`,
    ]);
  });

  it('are refused once two names turn out to be one', () => {
    const names = { ...NAMES, 'trust-co': NAMES['big-audit'] as `0x${string}` };
    expect(linesOf(() => resolveParties(dealWith(), names))).to.deep.equal([
      `deal.yaml line 13: "trust-co": expected a trustee other than the verifier of line 11: ${four}`,
    ]);
  });

  it('are not taken from a map with a wrong checksum', () => {
    const names = { ...NAMES, spv: wrong as `0x${string}` };
    expect(saying(linesOf(() => resolveParties(dealWith(), names)))[0]).to.match(
      /^"spv = 0x5AAeb.*": expected an address whose capitals fit its digits/,
    );
  });
});
