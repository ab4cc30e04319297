import type { EligibilityCriteria } from '../terms/sections/criteria.ts';
import { type Receivable, formatDay, isOpen } from './receivable.ts';

/** Why one receivable, or the pool, is not what the deal file asks for. */
export interface Ineligibility {
  /** Of the deal file's `eligible`. */
  criterion: keyof EligibilityCriteria;
  /** Absent if the pool as a whole is meant. */
  id?: string;
  row?: number;
  obligor?: string;
  /** Without the row: `52 days past due; at most 30 days are eligible`. */
  reason: string;
}

export interface Eligibility {
  /** Open receivables that meet every criterion. */
  eligible: Receivable[];
  /** Receivable by receivable, and the pool's at the end. */
  reasons: Ineligibility[];
}

/**
 * Judges open receivables by a deal's criteria, with every reason and not the first alone. Parts of the pool are parts of
 * performing and delinquent principal, as contracts see it; a part is exceeded by one base unit more. An obligor above its
 * part is told once, and all it owes is not eligible. What entered before the day `since` was judged when it did.
 */
export function judge(
  receivables: readonly Receivable[],
  { criteria, cutOff, since = 0 }: { criteria: EligibilityCriteria; cutOff: number; since?: number },
): Eligibility {
  const reasons: Ineligibility[] = [];
  const owed = owedByObligor(receivables);
  const over = new Set<string>();
  const limit = criteria.obligor;
  if (limit !== undefined) {
    const pool = sum(owed.values());
    for (const { obligor, amount } of concentration(owed, limit)) {
      over.add(obligor);
      const part = percentOf(amount, pool);
      // What is over by less than a hundredth of a percent.
      const more = part === percent(limit) ? 'more than ' : '';
      const reason = `${more}${part} of the pool; at most ${percent(limit)} is eligible`;
      reasons.push({ criterion: 'obligor', obligor, reason });
    }
  }
  const eligible: Receivable[] = [];
  const single: Ineligibility[] = [];
  for (const receivable of receivables) {
    if (!isOpen(receivable)) continue;
    const own = receivable.entered < since ? [] : reasonsOf(receivable, criteria, cutOff);
    for (const { criterion, reason } of own) single.push({ criterion, id: receivable.id, row: receivable.row, reason });
    if (own.length === 0 && !over.has(receivable.obligor)) eligible.push(receivable);
  }
  if (criteria.obligors !== undefined && owed.size < criteria.obligors) {
    const reason = `${owed.size} obligors; at least ${criteria.obligors} are asked for`;
    reasons.push({ criterion: 'obligors', reason });
  }
  return { eligible, reasons: [...single, ...reasons] };
}

/** What is asked of one receivable: what a contract can judge from its leaf. */
function reasonsOf(
  { performed, bill, transferable, due, daysPastDue }: Receivable,
  criteria: EligibilityCriteria,
  cutOff: number,
): Pick<Ineligibility, 'criterion' | 'reason'>[] {
  const found: Pick<Ineligibility, 'criterion' | 'reason'>[] = [];
  const facts = { performed, bill, transferable };
  for (const criterion of ['performed', 'bill', 'transferable'] as const) {
    const asked = criteria[criterion];
    if (asked !== undefined && asked !== facts[criterion])
      found.push({ criterion, reason: SENTENCES[criterion][+!asked]! });
  }
  const { tenor, overdue } = criteria;
  const left = due - cutOff;
  // What is late has no tenor left: `overdue` is what judges it.
  if (tenor !== undefined && daysPastDue === 0 && (left < tenor.least || left > tenor.most)) {
    const reason = `due ${formatDay(due)}, in ${left} days; ${tenor.least} to ${tenor.most} days are eligible`;
    found.push({ criterion: 'tenor', reason });
  }
  if (overdue !== undefined && daysPastDue > overdue) {
    found.push({ criterion: 'overdue', reason: `${daysPastDue} days past due; at most ${overdue} days are eligible` });
  }
  return found;
}

/** By what is asked: yes, no. */
const SENTENCES = {
  performed: ['the obligor may still refuse: not performed', 'performed; only what is not is eligible'],
  bill: ['not paid by a bill; only what is so is eligible', 'paid by a bill, which may be endorsed to somebody else'],
  transferable: ['may not be assigned', 'may be assigned; only what may not is eligible'],
} as const;

/** Performing and delinquent principal by obligor. */
export function owedByObligor(receivables: readonly Receivable[]): Map<string, bigint> {
  const owed = new Map<string, bigint>();
  for (const { obligor, outstanding, status } of receivables) {
    if (status === 'performing' || status === 'delinquent') owed.set(obligor, (owed.get(obligor) ?? 0n) + outstanding);
  }
  return owed;
}

/** Obligors that owe more than `limit` (1e-9) of the pool, the largest first. */
export function concentration(owed: ReadonlyMap<string, bigint>, limit: bigint): { obligor: string; amount: bigint }[] {
  const pool = sum(owed.values());
  return [...owed]
    .map(([obligor, amount]) => ({ obligor, amount }))
    .filter(({ amount }) => amount * BILLION > limit * pool)
    .sort((a, b) => (a.amount < b.amount ? 1 : -1));
}

const BILLION = 1_000_000_000n;

export function sum(amounts: Iterable<bigint>): bigint {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total;
}

/** A part, floored to hundredths of a percent: `5.02%`; of nothing, `0%`. */
export function percentOf(part: bigint, whole: bigint): string {
  return whole === 0n ? '0%' : percent((part * BILLION) / whole);
}

/** 1e-9 as `5.02%`, floored to hundredths. */
export function percent(part: bigint): string {
  const hundredths = part / 100_000n;
  const rest = (hundredths % 100n).toString().padStart(2, '0');
  return rest === '00' ? `${hundredths / 100n}%` : `${hundredths / 100n}.${rest}%`;
}
