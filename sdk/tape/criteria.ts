import { quoted } from '../csv/finding.ts';
import type { Finding } from '../csv/finding.ts';

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

const EXPECTED: Record<keyof EligibilityCriteria, string> = {
  performed: 'true or false',
  bill: 'true or false',
  transferable: 'true or false',
  tenor: 'a range such as 1..180 days',
  overdue: 'at most 30 days',
  obligor: 'at most 5%',
  obligors: 'at least 10',
};

const NAMES = Object.keys(EXPECTED) as (keyof EligibilityCriteria)[];
const PERCENT = 10_000_000n;

/** Puts one criterion into `criteria`; says what is wrong with it. */
export function readCriterion(criteria: EligibilityCriteria, name: string, text: string): Finding | undefined {
  const known = NAMES.find((criterion) => criterion === name);
  if (known === undefined) return { found: `no criterion is called ${quoted(name)}`, expected: nearest(name) };
  const refused = { found: quoted(text), expected: EXPECTED[known] };
  switch (known) {
    case 'performed':
    case 'bill':
    case 'transferable':
      if (text !== 'true' && text !== 'false') return refused;
      criteria[known] = text === 'true';
      return undefined;
    case 'tenor': {
      const [, least, most] = /^(\d{1,5})\s*\.\.\s*(\d{1,5}) days?$/.exec(text) ?? [];
      if (least === undefined || most === undefined || Number(least) > Number(most)) return refused;
      criteria.tenor = { least: Number(least), most: Number(most) };
      return undefined;
    }
    case 'overdue': {
      const days = /^at most (\d{1,5}) days?$/.exec(text)?.[1];
      if (days === undefined) return refused;
      criteria.overdue = Number(days);
      return undefined;
    }
    case 'obligor': {
      const [, whole, rest = ''] = /^at most (\d{1,3})(?:\.(\d{1,7}))?%$/.exec(text) ?? [];
      if (whole === undefined || BigInt(whole) > 100n) return refused;
      criteria.obligor = BigInt(whole) * PERCENT + BigInt(rest.padEnd(7, '0'));
      return undefined;
    }
    case 'obligors': {
      const count = /^at least (\d{1,6})$/.exec(text)?.[1];
      if (count === undefined) return refused;
      criteria.obligors = Number(count);
      return undefined;
    }
  }
}

/** The criterion whose letters are most like those given. */
function nearest(name: string): string {
  const likeness = (other: string): number => {
    const [a, b] = [new Set(name.toLowerCase()), new Set(other.toLowerCase())];
    const shared = [...a].filter((letter) => b.has(letter)).length;
    return shared / (a.size + b.size - shared);
  };
  const [closest = ''] = NAMES.toSorted((a, b) => likeness(b) - likeness(a));
  return `${closest}, or another of ${NAMES.join(', ')}`;
}
