import { findCountry } from '../../actions/identity/countries.ts';
import { nearestWord } from '../nearest.ts';
import type { Problems } from '../problems.ts';
import { type Source, entriesOf, fieldsOf, isEmpty, itemsOf, textOf, wordOf } from '../source.ts';
import { decimalOf } from '../lexer.ts';
import {
  DAY_SECONDS,
  type Reading,
  type Section,
  WHOLE,
  choiceOf,
  momentIn,
  percentOf,
  requireKeys,
  scalarOf,
} from './reading.ts';
import { moneyOf } from './values.ts';

/** Why no prospectus is needed: the exemption relied on, with its limit (persons, or base units). */
export type Exemption =
  | { kind: 'professional investors' }
  | { kind: 'persons'; most: number }
  | { kind: 'total'; most: bigint }
  | { kind: 'each'; least: bigint };

/** How notes are sold. Moments are seconds since 1970, amounts base units. */
export interface OfferingTerms {
  exemption: Exemption;
  opens: number;
  closes: number;
  /** If the offering is not settled by then, everyone may take the money back. */
  settleBy: number;
  allotment: 'pro rata' | 'first come';
  /** Of the face, in 1e-9, by class; all classes that are sold. */
  price: Readonly<Record<string, bigint>>;
  /** Less than this and the offering fails, by class; 0 for those not named. */
  minimum: Readonly<Record<string, bigint>>;
  closedTo: {
    /** ISO 3166-1 numeric, rising. */
    countries: readonly number[];
    usPersons: boolean;
  };
}

const KEYS = [...(['exemption', 'opens', 'closes', 'settleBy', 'price', 'minimum', 'allotment', 'closedTo'] as const)];
const NEEDED = {
  exemption: 'why no prospectus is needed: professional investors',
  opens: 'the day from which subscriptions are taken',
  closes: 'the last day on which subscriptions are taken',
};
const ALLOTMENTS = ['pro rata', 'first come'] as const;
const SETTLE_AFTER = 10 * DAY_SECONDS;
const HIGHEST_PRICE = 10n * WHOLE;
const US_PERSONS = 'US persons';
const MAINLAND = 156;
const EXEMPTION = 'professional investors, at most 50 persons, at most 5_000_000 in all, or at least 500_000 each';

/** What the offering needs to know of a class. */
interface OfferedClass {
  name: string;
  units: bigint;
  /** Its holder has it whole and pays in kind, at par: it is not sold. */
  retained: boolean;
}

/** Reads `offering`. Silent: every class that is not retained at its face, no minimum, pro rata, closed to the mainland and US persons. */
export function readOffering(
  section: Section,
  { classes, reading }: { classes: readonly OfferedClass[]; reading: Reading },
): OfferingTerms {
  const { problems } = reading;
  const fields = fieldsOf(section?.value, { keys: KEYS, what: 'offering', problems });
  requireKeys(section, { name: 'offering', keys: NEEDED, reading });
  const sold = classes.filter(({ retained }) => !retained);
  const opens = momentIn(fields.opens, {
    expected: 'the day from which subscriptions are taken: 2026-04-06',
    problems,
  });
  const closes = momentIn(fields.closes, {
    expected: 'the last day on which subscriptions are taken: 2026-04-17',
    throughout: true,
    problems,
  });
  const settleBy = momentIn(fields.settleBy, {
    expected: 'the last day for settling the offering: 2026-04-27',
    throughout: true,
    problems,
  });
  if (fields.closes && opens !== undefined && closes !== undefined && closes <= opens)
    problems.add(wordOf(fields.closes), 'a close after the offering opens');
  if (fields.settleBy && settleBy !== undefined && closes !== undefined && settleBy <= closes)
    problems.add(wordOf(fields.settleBy), 'a day after the offering closes');
  const byClass = <T>(source: Source | undefined, read: (value: Source, one: OfferedClass) => T | undefined) =>
    readByClass(source, { sold, read, problems });
  const price = byClass(fields.price, (value) => percentOf(value, 'a price in percent of the face: 99.5%', problems));
  const minimum = byClass(fields.minimum, (value, { name, units }) => {
    const amount = moneyOf(value, reading);
    if (amount !== undefined && amount > units) problems.add(wordOf(value), `a minimum not above the face of ${name}`);
    return amount;
  });
  for (const { key, value } of entriesOf(fields.price, '', problems)) {
    const found = price[key.text];
    if (found !== undefined && (found === 0n || found > HIGHEST_PRICE))
      problems.add(wordOf(value), 'a price above 0% and at most 1000%');
  }
  return {
    exemption: readExemption(fields.exemption, reading) ?? { kind: 'professional investors' },
    opens: opens ?? 0,
    closes: closes ?? 0,
    settleBy: settleBy ?? (closes ?? 0) + SETTLE_AFTER,
    allotment: choiceOf(fields.allotment, ALLOTMENTS, problems) ?? 'pro rata',
    price: Object.fromEntries(sold.map(({ name }) => [name, price[name] ?? WHOLE])),
    minimum: Object.fromEntries(sold.map(({ name }) => [name, minimum[name] ?? 0n])),
    closedTo: readClosedTo(fields.closedTo, problems),
  };
}

function readByClass<T>(
  source: Source | undefined,
  {
    sold,
    read,
    problems,
  }: { sold: readonly OfferedClass[]; read: (value: Source, one: OfferedClass) => T | undefined; problems: Problems },
): Record<string, T> {
  // Without what every object has: a class may be called as one of those.
  const found = Object.create(null) as Record<string, T>;
  for (const { key, value } of entriesOf(source, 'a mapping by class: { A: … }', problems)) {
    const one = sold.find(({ name }) => name === key.text);
    const names = sold.map(({ name }) => name);
    if (one === undefined) problems.add(key, `a class that is sold, not retained: ${names.join(', ')}`, names);
    const result = one && read(value, one);
    if (result !== undefined) found[key.text] = result;
  }
  return found;
}

function readExemption(source: Source | undefined, { decimals, problems }: Reading): Exemption | undefined {
  const known = ['professional investors'];
  return scalarOf(source, { expected: EXEMPTION, known, problems, read: (text) => exemptionOf(text, decimals) });
}

function exemptionOf(text: string, decimals: number): Exemption | undefined {
  if (text === 'professional investors') return { kind: text };
  const persons = /^at most (\d{1,6}) persons$/.exec(text)?.[1];
  if (persons !== undefined && Number(persons) > 0) return { kind: 'persons', most: Number(persons) };
  const total = /^at most (\S+) in all$/.exec(text)?.[1];
  const each = /^at least (\S+) each$/.exec(text)?.[1];
  const value = decimalOf(total ?? each ?? '');
  if (value === undefined || value.places > decimals || value.digits === 0n) return undefined;
  const amount = value.digits * 10n ** BigInt(decimals - value.places);
  return total === undefined ? { kind: 'each', least: amount } : { kind: 'total', most: amount };
}

function readClosedTo(source: Source | undefined, problems: Problems): OfferingTerms['closedTo'] {
  if (source === undefined) return { countries: [MAINLAND], usPersons: true };
  const countries = new Set<number>();
  let usPersons = false;
  for (const item of itemsOf(source)) {
    if (isEmpty(item)) continue;
    const word = textOf(item, `countries by their two letters (CN), and "${US_PERSONS}"`, problems);
    if (word === undefined) continue;
    const country = /^[A-Z]{2}$/.test(word.text) ? findCountry(word.text) : undefined;
    if (word.text === US_PERSONS) usPersons = true;
    else if (country !== undefined) countries.add(country.numeric);
    else {
      const meant = nearestWord(word.text, [US_PERSONS]);
      problems.add(word, `a country by its two capital letters (CN), or "${US_PERSONS}"`, meant ? [meant] : []);
    }
  }
  return { countries: [...countries].sort((a, b) => a - b), usPersons };
}
