import { fieldsOf, itemsOf } from '../source.ts';
import { type EligibilityCriteria, readCriteria } from './criteria.ts';
import { type Reading, type Section, choiceOf, dayIn, daysOf, present, requireKeys, wordsOf } from './reading.ts';
import { moneyOf } from './values.ts';

/** What the receivables are. */
export const POOL_TYPES = ['trade receivables', 'finance leases', 'revenue right'] as const;
export type PoolType = (typeof POOL_TYPES)[number];

/** The receivables a deal takes in. Amounts are base units of the deal, days are counted since 1970-01-01. */
export interface PoolSection {
  type: PoolType;
  cutOff: number;
  /** Path as the file has it, from the deal file's folder. */
  tape: string;
  /** Days past due after which a receivable is in default. */
  defaultAfter: number;
  /** Days that an obligation to repurchase leaves. */
  cure: number;
  eligible: EligibilityCriteria;
  /** Expected cash of each period, money of the notes, from the first; empty if the file does not say. */
  forecast: readonly bigint[];
}

export type GivenPool = Partial<PoolSection> & Pick<PoolSection, 'eligible' | 'forecast'>;

const KEYS = ['type', 'cutOff', 'tape', 'defaultAfter', 'cure', 'eligible', 'forecast'] as const;
const NEEDED = {
  type: `what the receivables are: ${POOL_TYPES.join(', ')}`,
  cutOff: 'the day the filed tape is of',
  tape: 'the file with the receivables',
};
const DEFAULT_AFTER = 90;
const DEFAULT_CURE = 30;
/** What a contract has room for. */
const LONGEST_FORECAST = 1_200;
const FORECAST_LIMIT = 1n << 128n;

/** Reads `pool`, as far as it is there. */
export function readGivenPool(section: Section, { decimals, problems }: Omit<Reading, 'complete'>): GivenPool {
  const fields = fieldsOf(section?.value, { keys: KEYS, what: 'pool', problems });
  const items = itemsOf(fields.forecast);
  const forecast = items.flatMap((item) => moneyOf(item, { decimals, problems }) ?? []);
  if (section && (items.length > LONGEST_FORECAST || forecast.some((amount) => amount >= FORECAST_LIMIT))) {
    problems.add({ ...section.key, text: 'forecast' }, `at most ${LONGEST_FORECAST} amounts below 2^128 base units`);
  }
  return {
    eligible: readCriteria(fields.eligible, problems),
    forecast,
    ...present({
      type: choiceOf(fields.type, POOL_TYPES, problems),
      cutOff: dayIn(fields.cutOff, 'the day the tape is of: 2026-03-31', problems),
      tape: wordsOf(fields.tape, 'the path of a CSV: tape.csv', problems),
      defaultAfter: daysOf(fields.defaultAfter, { what: 'when a receivable is in default', problems }),
      cure: daysOf(fields.cure, { what: 'how long an obligation to repurchase leaves', problems }),
    }),
  };
}

export function completePool(
  given: GivenPool,
  { section, reading }: { section: Section; reading: Reading },
): PoolSection {
  requireKeys(section, { name: 'pool', keys: NEEDED, reading });
  return {
    ...{ type: 'trade receivables', cutOff: 0, tape: '', defaultAfter: DEFAULT_AFTER, cure: DEFAULT_CURE },
    ...given,
  };
}
