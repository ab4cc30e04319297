import type { Investor } from './investor.ts';
import { type Finding, quoted } from '../../csv/finding.ts';

const ONCE = {
  reference: 'one row per reference',
  wallet: 'one row per wallet',
  identity: 'one row per identity: whitelist one wallet, and link the others to it',
};

/** Remembers references, wallets and identities, and tells of a row what an earlier row had already. */
export function findRepeats(): (facts: Partial<Investor>, row: number) => Finding[] {
  const columns = (['reference', 'wallet', 'identity'] as const).map((field) => ({
    field,
    seen: new Map<string, number>(),
  }));

  return (facts, row) => {
    const findings: Finding[] = [];
    for (const { field, seen } of columns) {
      const value = facts[field];
      if (value === undefined) continue;
      const earlier = seen.get(value);
      if (earlier === undefined) seen.set(value, row);
      else findings.push({ field, found: `${quoted(value)} is in row ${earlier} already`, expected: ONCE[field] });
    }
    return findings;
  };
}
