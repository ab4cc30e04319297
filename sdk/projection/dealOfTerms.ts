import { basename } from 'node:path';
import { formatDay } from '../terms/days.ts';
import { compileTerms } from '../terms/compileTerms.ts';
import type { StudyTerms } from '../terms/deal.ts';
import type { ProjectedDeal } from './deal.ts';

/** What a deal file says besides its program that a projection can use. */
export interface DealBackground {
  /** Money of the notes for one of the pool, in 1e-18. */
  contractRate: bigint;
  /** Path of the tape as the file has it. */
  tape: string | undefined;
  /** `2026-03-31`. */
  cutOff: string | undefined;
  /** `trade receivables`, `finance leases` or `revenue right`. */
  poolType: string | undefined;
}

/** A deal file as a projection takes it; a whole deal will do too. */
export function dealOfTerms(terms: StudyTerms): ProjectedDeal {
  const compiled = compileTerms(terms);
  const { accrualFrom, collectedFrom, dates } = terms.schedule;
  return {
    name: terms.name ?? basename(terms.file),
    currency: terms.currency.notes ?? '',
    ...compiled,
    nominal: dates.map(({ nominal }) => nominal),
    ...(accrualFrom === undefined ? {} : { accrualFrom }),
    ...(collectedFrom === undefined ? {} : { collectedFrom }),
  };
}

/** What stands in the sections beside the waterfall. */
export function backgroundOf({ currency, pool }: StudyTerms): DealBackground {
  return {
    contractRate: currency.contractRate ?? CONTRACT_UNIT,
    tape: pool.tape,
    cutOff: pool.cutOff === undefined ? undefined : formatDay(pool.cutOff),
    poolType: pool.type,
  };
}

const CONTRACT_UNIT = 10n ** 18n;
