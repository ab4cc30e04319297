import { nearestWord } from '../nearest.ts';
import { fieldsOf, itemsOf, textOf, wordOf } from '../source.ts';
import { type Reading, type Section, WHOLE, daysOf, isBasisPoints, percentOf } from './reading.ts';

/** Something on which the trustee may accelerate: a trigger of the deal, or words by which the trustee judges. */
export type EventOfDefault = { trigger: string } | { words: string };

/** What must be told, and how soon. */
export interface DisclosureTerms {
  /** A loss above this part of outstanding principal is a material event, in 1e-9. */
  loss: bigint;
  /** So are expected collections that fall by more than this part, in 1e-9. */
  cash: bigint;
  /** Days for the report that the issue is complete. */
  issuance: number;
  /** Days to tell a material event. */
  material: number;
  /** Days to tell another important matter. */
  other: number;
}

/** Parts: CSRC Announcement [2014] No. 49, art. 39. Days: filings abroad ask for three working days, exchanges for two. */
export const DISCLOSURE_DEFAULTS: DisclosureTerms = {
  loss: WHOLE / 10n,
  cash: WHOLE / 5n,
  issuance: 3,
  material: 2,
  other: 3,
};
const LEAST_DELAY = 2;
const LONGEST_DELAY = 365;
/** Days of duties have eight bits on chain. */
const LONGEST_DUTY = 255;

/** Reads `eventsOfDefault: [unpaid, insolvency of the issuer]`: names of triggers, and words. */
export function readEvents(
  section: Section,
  { triggers, reading }: { triggers: readonly string[]; reading: Reading },
): EventOfDefault[] {
  const { problems } = reading;
  if (section?.value.kind === 'map') {
    problems.add(wordOf(section.value), 'a list of triggers, and of words by which the trustee judges');
    return [];
  }
  return itemsOf(section?.value).flatMap((item): EventOfDefault[] => {
    const word = textOf(item, 'a trigger, or words by which the trustee judges', problems);
    if (word === undefined) return [];
    if (triggers.includes(word.text)) return [{ trigger: word.text }];
    // One word that is no trigger, or nearly one, was meant as a trigger.
    if (!word.text.includes(' ') || nearestWord(word.text, triggers) !== undefined) {
      problems.add(word, 'a trigger of the deal, or a few words by which the trustee judges', triggers);
      return [];
    }
    return [{ words: word.text }];
  });
}

/** Reads `disclosures: { loss: 10%, cash: 20%, issuance: 3 days, material: 2 days, other: 3 days }`. */
export function readDisclosures(section: Section, { problems }: Reading): DisclosureTerms {
  const keys = ['loss', 'cash', 'issuance', 'material', 'other'] as const;
  const fields = fieldsOf(section?.value, { keys, what: 'disclosures', problems });
  const part = (key: 'loss' | 'cash', of: string): bigint => {
    const value = percentOf(fields[key], `the part of ${of} above which it is told: 10%`, problems);
    const source = fields[key];
    if (source && value !== undefined && (value === 0n || !isBasisPoints(value)))
      problems.add(wordOf(source), 'a part above 0% and at most 100%, with at most two decimals');
    return value ?? DISCLOSURE_DEFAULTS[key];
  };
  const days = (key: 'issuance' | 'material' | 'other'): number =>
    daysOf(fields[key], { what: 'how soon it is told', least: 1, most: LONGEST_DUTY, problems }) ??
    DISCLOSURE_DEFAULTS[key];
  return {
    loss: part('loss', 'outstanding principal'),
    cash: part('cash', 'expected collections'),
    issuance: days('issuance'),
    material: days('material'),
    other: days('other'),
  };
}

/** Reads `policyDelay: 2 days`: how long a change of parties or policy is public before it counts. */
export function readPolicyDelay(section: Section, { problems }: Reading): number {
  const what = 'how long a change is public before it counts';
  return daysOf(section?.value, { what, least: LEAST_DELAY, most: LONGEST_DELAY, problems }) ?? LEAST_DELAY;
}
