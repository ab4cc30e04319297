import type { Word } from '../problems.ts';
import { type Source, fieldsOf, wordOf } from '../source.ts';
import { readWho } from './parties.ts';
import {
  type Reading,
  type Section,
  WHOLE,
  daysOf,
  headOf,
  isBasisPoints,
  parsePercent,
  percentOf,
  scalarOf,
} from './reading.ts';

/** When a deal may be called before its time. */
export interface CallTerms {
  /** Once the pool is at most this part of what was filed, in 1e-9: whole hundredths of a percent. */
  cleanUp?: { pool: bigint };
  /** If taxes change; days of notice. */
  tax?: { notice: number };
  /** If rules change. */
  regulatory?: { notice: number };
}

/** What may be withheld from holders. */
export interface TaxTerms<Who> {
  /** Most that a source of rates may ask, in 1e-9. */
  ceiling: bigint;
  /** Who is paid what was withheld. */
  account?: Who;
}

/** Silence would be a call without notice, which is none. */
const NOTICE = { least: 1, most: 365 } as const;
const CLEAN_UP = 'pool at most 10%';

/** Reads `calls: { cleanUp: pool at most 10%, tax: { notice: 30 days }, … }`. */
export function readCalls(section: Section, { problems }: Reading): CallTerms {
  const keys = ['cleanUp', 'tax', 'regulatory'] as const;
  const fields = fieldsOf(section?.value, { keys, what: 'calls', problems });
  const noticed = (key: 'tax' | 'regulatory'): CallTerms => {
    const source = fields[key];
    if (source === undefined) return {};
    const { notice } = fieldsOf(source, { keys: ['notice'], what: `the ${key} call`, problems });
    if (!notice) problems.add(wordOf(source), 'a "notice": { notice: 30 days }');
    return {
      [key]: { notice: daysOf(notice, { what: 'how long before it a call is told', ...NOTICE, problems }) ?? 0 },
    };
  };
  return { ...readCleanUp(fields.cleanUp, problems), ...noticed('tax'), ...noticed('regulatory') };
}

function readCleanUp(source: Source | undefined, problems: Reading['problems']): Pick<CallTerms, 'cleanUp'> {
  const pool = scalarOf(source, {
    expected: `${CLEAN_UP}, the part of the filed pool that is left, with at most two decimals`,
    problems,
    read: (text) => {
      const part = /^pool at most (\S+)$/.exec(text)?.[1];
      const value = part === undefined ? undefined : parsePercent(part);
      return value === undefined || value === 0n || !isBasisPoints(value) ? undefined : value;
    },
  });
  return pool === undefined ? {} : { cleanUp: { pool } };
}

/** Reads `tax: { ceiling: 0%, account: tax-agent }`. Silent: nothing may be withheld. */
export function readTax(section: Section, { problems }: Reading): TaxTerms<Word> {
  const fields = fieldsOf(section?.value, { keys: ['ceiling', 'account'], what: 'tax', problems });
  const ceiling = percentOf(fields.ceiling, 'the most that may be withheld: 0%', problems) ?? 0n;
  if (fields.ceiling && ceiling > WHOLE) problems.add(wordOf(fields.ceiling), 'a ceiling of at most 100%');
  const account = readWho(fields.account, problems);
  if (ceiling > 0n && !fields.account) problems.add(headOf(section), '"account": who is paid what is withheld');
  return { ceiling, ...(account ? { account } : {}) };
}
