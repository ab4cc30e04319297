import { decimalOf } from '../lexer.ts';
import type { Word } from '../problems.ts';
import { fieldsOf, wordOf } from '../source.ts';
import { readWho } from './parties.ts';
import {
  type Reading,
  type Section,
  currencyOf,
  entryIn,
  headOf,
  present,
  requireKeys,
  scalarOf,
  within,
  wordsOf,
} from './reading.ts';

/** In which money a deal counts, pays and collects. */
export interface CurrencyTerms<Who> {
  /** ISO 4217. */
  notes: string;
  /** The settlement asset: its address or the name by which the caller knows it. */
  settlement: Who;
  /** ISO 4217. */
  pool: string;
  /** Money of the notes for one of the pool, in 1e-18: what the machine counts at. */
  contractRate: bigint;
  /** Where the actual rate is read: `HKMA fixing 11:30`; empty if notes and pool have one currency. */
  rateReference: string;
  /** How far the actual rate may be from the contract rate before the trustee is asked, in 1/10,000 of it. */
  band: number;
}

/** What a file says of it, which may be little. */
export type GivenCurrency = Partial<CurrencyTerms<Word>>;

const KEYS = ['notes', 'settlement', 'pool', 'contractRate', 'rateReference', 'band'] as const;
const NEEDED = {
  notes: 'the currency of the notes, such as HKD',
  settlement: 'the asset that pays, by its address or name',
  pool: 'the currency of the pool, such as CNY',
};
const RATE_PLACES = 18;
const ONE = 10n ** 18n;
/** Rates have 96 bits on chain. */
const RATE_LIMIT = 1n << 96n;
const WIDEST_BAND = 9_999;

/** Reads `currency`, as far as it is there. */
export function readGivenCurrency(section: Section, { problems }: Pick<Reading, 'problems'>): GivenCurrency {
  const fields = fieldsOf(section?.value, { keys: KEYS, what: 'currency', problems });
  return present({
    notes: currencyOf(fields.notes, 'the currency of the notes', problems),
    settlement: readWho(fields.settlement, problems),
    pool: currencyOf(fields.pool, 'the currency of the pool', problems),
    contractRate: scalarOf(fields.contractRate, {
      expected: 'money of the notes for one of the pool, with at most 18 decimals: 1.0800',
      problems,
      read: rateOf,
    }),
    rateReference: wordsOf(fields.rateReference, 'where the rate is read: "HKMA fixing 11:30"', problems),
    band: scalarOf(fields.band, {
      expected: `a band in hundredths of a percent of the rate, up to ${WIDEST_BAND}: 500 bp`,
      problems,
      read: (text) => {
        const points = /^(\d{1,5}) ?bp$/.exec(text)?.[1];
        return points === undefined ? undefined : within(Number(points), { least: 0, most: WIDEST_BAND });
      },
    }),
  });
}

function rateOf(text: string): bigint | undefined {
  const value = decimalOf(text);
  if (value === undefined || value.places > RATE_PLACES) return undefined;
  const rate = value.digits * 10n ** BigInt(RATE_PLACES - value.places);
  return rate > 0n && rate < RATE_LIMIT ? rate : undefined;
}

/** What a deal needs of it: with one currency the rate is 1, with two it is stated with its reference and its band. */
export function completeCurrency(
  given: GivenCurrency,
  { section, reading }: { section: Section; reading: Reading },
): CurrencyTerms<Word> {
  const { notes, pool } = given;
  const two = notes !== undefined && pool !== undefined && notes !== pool;
  const why = `as notes are in ${notes}, the pool in ${pool}`;
  const rate = {
    contractRate: `money of the notes for one of the pool, ${why}`,
    rateReference: `where the rate is read, ${why}`,
    band: `beyond which the trustee is asked, ${why}`,
  };
  requireKeys(section, { name: 'currency', keys: { ...NEEDED, ...(two ? rate : {}) }, reading });
  const { contractRate = ONE } = given;
  const written = entryIn(section, 'contractRate');
  if (written && notes !== undefined && notes === pool && contractRate !== ONE) {
    reading.problems.add(wordOf(written.value), `a contract rate of 1, as notes and pool are both in ${notes}`);
  }
  return {
    notes: given.notes ?? '',
    settlement: given.settlement ?? { text: '', place: headOf(section).place },
    pool: given.pool ?? '',
    contractRate,
    rateReference: given.rateReference ?? '',
    band: given.band ?? 0,
  };
}
