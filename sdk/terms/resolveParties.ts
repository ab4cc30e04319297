import { type Address, getAddress } from 'viem';
import { canonicalDeal } from './canonicalDeal.ts';
import { termsHash } from './canonical.ts';
import type { DealTerms, ResolvedTerms } from './deal.ts';
import { type Problems, type Word, takeProblems } from './problems.ts';
import { type Parties, checkSeparation, flawOf, isHexText } from './sections/parties.ts';

/** Addresses by the names that a deal file uses: of a keystore, of a local chain. */
export type Names = Readonly<Record<string, Address>>;

/**
 * Puts addresses for the names of a deal: of parties, payees, the holder of a retained class, the tax account and the
 * settlement asset. All names that nobody knows are told at once; so are parties that turn out to be one and must not be.
 * With addresses the deal has its canonical form and its hash.
 *
 * @throws {TermsRejected} with a line per name
 * @example
 * const { hash, parties } = resolveParties(await loadTerms('deal.yaml'), { spv: '0x…', HKDX: '0x…' });
 */
export function resolveParties(terms: DealTerms, names: Names = {}): ResolvedTerms {
  const problems = takeProblems(terms.file);
  const resolve = (word: Word): Address => addressOf(word, { names, problems });
  const deal = withAddresses(terms, resolve);
  checkSeparation(terms.parties, { same: (a, b) => isSame(resolve(a), resolve(b)), problems });
  problems.refuse();
  const canonical = canonicalDeal(deal);
  return { ...deal, canonical, hash: termsHash(canonical) };
}

/** Stands for an address that is not known: never told to be the same as another. */
const UNKNOWN = '0x';

function addressOf({ text, place }: Word, { names, problems }: { names: Names; problems: Problems }): Address {
  if (isHexText(text)) return getAddress(text);
  const address = Object.hasOwn(names, text) ? names[text] : undefined;
  if (address === undefined) {
    const known = Object.keys(names);
    const those = known.length > 0 ? ` (${known.join(', ')})` : '; no names were given';
    problems.add({ text, place }, `an address, or a name that is known${those}`, known);
    return UNKNOWN;
  }
  const flaw = isHexText(address) ? flawOf(address) : 'an address of 0x and 40 hex digits';
  if (flaw !== undefined) problems.add({ text: `${text} = ${address}`, place }, flaw);
  return flaw === undefined ? getAddress(address) : UNKNOWN;
}

function isSame(a: Address, b: Address): boolean {
  return a !== UNKNOWN && a === b;
}

function withAddresses(terms: DealTerms, resolve: (word: Word) => Address): DealTerms<Address> {
  const { currency, tax, parties, ...rest } = terms;
  const { account, ...withheld } = tax;
  const roles = Object.entries(parties).map(([role, word]) => [role, resolve(word)] as const);
  return {
    ...rest,
    // The same roles as before.
    parties: Object.fromEntries(roles) as Parties<Address>,
    currency: { ...currency, settlement: resolve(currency.settlement) },
    classes: terms.classes.map(({ retained, ...one }) =>
      retained ? { ...one, retained: { ...retained, holder: resolve(retained.holder) } } : one,
    ),
    fees: terms.fees.map((fee) => ({ ...fee, payee: resolve(fee.payee) })),
    proceeds: terms.proceeds.map(({ payee, ...line }) => (payee ? { ...line, payee: resolve(payee) } : line)),
    tax: account ? { ...withheld, account: resolve(account) } : withheld,
  };
}
