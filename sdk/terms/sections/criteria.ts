import { type Source, entriesOf, fieldsOf } from '../source.ts';
import type { Problems } from '../problems.ts';
import { parsePercent, scalarOf, within, WHOLE } from './reading.ts';

/** A deal file's `eligible`: what a receivable must be when the deal takes it in. What is absent is not asked. */
export interface EligibilityCriteria {
  performed?: boolean;
  bill?: boolean;
  transferable?: boolean;
  /** Days from the cut-off to the due date, both ends included. */
  tenor?: { least: number; most: number };
  /** Days past due, at most. */
  overdue?: number;
  /** Part of the pool that one obligor may owe, in 1e-9. */
  obligor?: bigint;
  /** Obligors of the pool, at least. */
  obligors?: number;
}

const FLAGS = ['performed', 'bill', 'transferable'] as const;
const NAMES = [...FLAGS, 'tenor', 'overdue', 'obligor', 'obligors'] as const;
/** Days have 16 bits on chain; its largest asks nothing. */
const MOST_DAYS = 65_534;
const MOST_OBLIGORS = 999_999;

/** Reads `eligible: { performed: true, tenor: 1..180 days, … }`. */
export function readCriteria(source: Source | undefined, problems: Problems): EligibilityCriteria {
  const what = 'eligible, such as { performed: true }';
  entriesOf(source?.kind === 'scalar' ? source : undefined, what, problems);
  const fields = source?.kind === 'scalar' ? {} : fieldsOf(source, { keys: NAMES, what: 'eligible', problems });
  const criteria: EligibilityCriteria = {};
  const put = <Name extends keyof EligibilityCriteria>(
    name: Name,
    expected: string,
    read: (text: string) => EligibilityCriteria[Name],
  ): void => {
    const value = scalarOf(fields[name], { expected, problems, read });
    if (value !== undefined) criteria[name] = value;
  };
  for (const name of FLAGS) put(name, 'true or false', (text) => ({ true: true, false: false })[text]);
  put('tenor', 'a range such as 1..180 days', (text) => {
    const [, least, most] = /^(\d{1,5}) ?\.\. ?(\d{1,5}) days?$/.exec(text) ?? [];
    if (least === undefined || most === undefined || Number(least) > Number(most)) return undefined;
    // A limit of no days would be none on chain.
    if (within(Number(most), { least: 1, most: MOST_DAYS }) === undefined) return undefined;
    return { least: Number(least), most: Number(most) };
  });
  put('overdue', 'at most 30 days', (text) => {
    const days = /^at most (\d{1,5}) days?$/.exec(text)?.[1];
    return days === undefined ? undefined : within(Number(days), { least: 0, most: MOST_DAYS });
  });
  put('obligor', 'at most 5%', (text) => {
    const part = text.startsWith('at most ') ? parsePercent(text.slice('at most '.length)) : undefined;
    return part === undefined || part > WHOLE ? undefined : part;
  });
  put('obligors', 'at least 10', (text) => {
    const count = /^at least (\d{1,6})$/.exec(text)?.[1];
    return count === undefined ? undefined : within(Number(count), { least: 0, most: MOST_OBLIGORS });
  });
  return criteria;
}
