import { type Address, type ContractFunctionArgs, keccak256, toBytes, zeroAddress } from 'viem';
import type { dealFactoryAbi } from '../../generated/abis.ts';
import type { DealClass, ResolvedTerms } from '../../terms/deal.ts';
import { ROLES_ON_CHAIN } from './roles.ts';
import { encodeRules } from './encodeRules.ts';
import { encodeCurrency } from '../oversight/filing.ts';
import { encodePool } from './encodePool.ts';
import type { TapeCommitment } from '../../tape/commitTape.ts';

/** The terms as the factory of deals takes them (contracts/deal/types/DealTerms.sol). */
export type EncodedTerms = ContractFunctionArgs<typeof dealFactoryAbi, 'view', 'hashTerms'>[0];

const DAY = 86_400;
/** Parts are 1e-9 in a deal file and 1/10,000 in contracts. */
const PER_BASIS_POINT = 100_000n;
/** How many triggers' trips the waterfall discloses by itself. */
const WATCHED = 6;
const CELL_BITS = 16n;
/** What can be withheld waits for nothing: where a holder is paid may change so soon. */
const PAYOUT_DELAY = 2 * DAY;

/**
 * The terms of a deal as the chain takes them: with `tape`, the filed one's commitment.
 *
 * @example
 * const encoded = encodeTerms(resolveParties(await loadTerms('deal.yaml'), names), commitTape(tape, keys));
 */
export function encodeTerms(terms: ResolvedTerms, tape: Pick<TapeCommitment, 'hash' | 'sums'>): EncodedTerms {
  const { currency, parties, schedule, calls, tax } = terms;
  return {
    document: terms.hash,
    name: terms.name,
    currency: encodeCurrency(currency.notes),
    decimals: terms.decimals,
    asset: currency.settlement,
    parties: ROLES_ON_CHAIN.map((role) => parties[role] ?? zeroAddress) as unknown as EncodedTerms['parties'],
    classes: terms.classes.map((one) => encodeClass(one, terms)),
    pool: encodePool(terms, tape),
    program: terms.bytes,
    feePayees: terms.fees.map(({ payee }) => payee),
    seller: parties.originator,
    offering: encodeOffering(terms),
    purposes: terms.proceeds.map(({ purpose, payee, cap }) => ({ name: purpose, payee: payee ?? zeroAddress, cap })),
    inKindPurpose: inKindPurpose(terms),
    distribution: {
      taxCeiling: Number(tax.ceiling),
      taxAccount: tax.ceiling > 0n && tax.account ? tax.account : zeroAddress,
      payoutDelay: PAYOUT_DELAY,
    },
    redemption: {
      cleanUp: Number((calls.cleanUp?.pool ?? 0n) / PER_BASIS_POINT),
      taxNotice: (calls.tax?.notice ?? 0) * DAY,
      regulatoryNotice: (calls.regulatory?.notice ?? 0) * DAY,
    },
    disclosures: encodeDisclosures(terms),
    breaches: watchedCells(terms),
    changeDelay: terms.policyDelay * DAY,
    recordNotice: schedule.recordNotice * DAY,
    longStop: schedule.longStop * DAY,
  };
}

function encodeClass(one: DealClass<Address>, terms: ResolvedTerms): EncodedTerms['classes'][number] {
  const { name, face, retained } = one;
  const least = one.lot > 0n ? one.lot : 1n;
  return {
    name: `${terms.name} ${name.text}`,
    symbol: one.symbol,
    face,
    price: retained ? 0n : (terms.offering.price[name.text] ?? 0n),
    minimum: retained ? 0n : (terms.offering.minimum[name.text] ?? 0n),
    denomination: one.denomination > 0n ? one.denomination : least,
    lot: least,
    retainer: retained?.holder ?? zeroAddress,
    retainedFloor: retained ? floorOf(retained.amount, face) : 0n,
    retainedUntil: retained?.until === undefined ? 0 : (retained.until + 1) * DAY,
    rules: encodeRules(one, terms),
  };
}

/** A part of all faces, of which the class has no more than its own. */
function floorOf(amount: bigint, face: bigint): bigint {
  return amount < face ? amount : face;
}

function encodeOffering({ offering }: ResolvedTerms): EncodedTerms['offering'] {
  const { exemption } = offering;
  return {
    opens: offering.opens,
    closes: offering.closes,
    settleBy: offering.settleBy,
    firstCome: offering.allotment === 'first come',
    offerees: exemption.kind === 'persons' ? exemption.most : 0,
    exemption: keccak256(toBytes(exemption.kind)),
  };
}

/** Retained classes are taken for the receivables: the first purpose that pays their holder. */
function inKindPurpose({ classes, proceeds }: ResolvedTerms): number {
  const holders = classes.flatMap(({ retained }) => (retained ? [retained.holder] : []));
  const number = proceeds.findIndex(({ payee }) => payee !== undefined && holders.includes(payee));
  return Math.max(number, 0);
}

/** Days by matter, in the order of contracts/oversight/interfaces/IDisclosures.sol. */
function encodeDisclosures({ disclosures }: ResolvedTerms): EncodedTerms['disclosures'] {
  const { issuance, material, other } = disclosures;
  const days = [issuance, ...Array.from({ length: 10 }, () => material), other, other];
  return {
    lossThreshold: Number(disclosures.loss / PER_BASIS_POINT),
    cashThreshold: Number(disclosures.cash / PER_BASIS_POINT),
    daysToSubmit: days as unknown as EncodedTerms['disclosures']['daysToSubmit'],
  };
}

/** Events of default first, then what latches: the trips that end something. */
function watchedCells({ triggers, eventsOfDefault, labels }: ResolvedTerms): bigint {
  const named = eventsOfDefault.flatMap((event) => ('trigger' in event ? [event.trigger] : []));
  const latched = triggers.filter((one) => one.latched).map(({ name }) => name.text);
  const watched = [...new Set([...named, ...latched])].slice(0, WATCHED);
  const cells = watched.map((name) => {
    const label = labels.triggers.find((one) => one.name === name);
    return BigInt(label?.next ?? label?.cell ?? 0);
  });
  return cells.reduce((word, cell, place) => word | (cell << (CELL_BITS * BigInt(place))), 0n);
}
