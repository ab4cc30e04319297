import { basename } from 'node:path';
import { compileTerms } from '../terms/compileTerms.ts';
import type { Source } from '../terms/source.ts';
import type { Terms } from '../terms/terms.ts';
import type { ProjectedDeal } from './deal.ts';
import { quoted } from '../csv/finding.ts';
import { gatherProblems } from './problems.ts';

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

/** A deal file as a projection takes it. */
export function dealOfTerms(terms: Terms): ProjectedDeal {
  const compiled = compileTerms(terms);
  const { accrualFrom, collectedFrom, dates } = terms.schedule;
  return {
    name: otherText(terms, ['name']) ?? basename(terms.file),
    currency: otherText(terms, ['currency', 'notes']) ?? '',
    ...compiled,
    nominal: dates.map(({ nominal }) => nominal),
    ...(accrualFrom === undefined ? {} : { accrualFrom }),
    ...(collectedFrom === undefined ? {} : { collectedFrom }),
  };
}

/**
 * What stands in the sections beside the waterfall.
 *
 * @throws {AssumptionsRejected} if the contract rate is none
 */
export function backgroundOf(terms: Terms): DealBackground {
  const rate = otherText(terms, ['currency', 'contractRate']);
  return {
    contractRate: rate === undefined ? CONTRACT_UNIT : contractRateOf(rate, terms.file),
    tape: otherText(terms, ['pool', 'tape']),
    cutOff: otherText(terms, ['pool', 'cutOff']),
    poolType: otherText(terms, ['pool', 'type']),
  };
}

const CONTRACT_UNIT = 10n ** 18n;
const CONTRACT_DECIMALS = 18;

function contractRateOf(text: string, file: string): bigint {
  const { whole, rest = '' } = /^(?<whole>\d{1,9})(?:\.(?<rest>\d{1,18}))?$/.exec(text)?.groups ?? {};
  const rate = whole === undefined ? 0n : BigInt(whole + rest.padEnd(CONTRACT_DECIMALS, '0'));
  if (rate > 0n) return rate;
  const problems = gatherProblems();
  const expected = 'money of the notes for one of the pool, such as 1.0800';
  problems.add({ file, field: 'currency.contractRate' }, `${quoted(text)} is no rate`, expected);
  problems.refuse();
  return CONTRACT_UNIT;
}

/** The text at a path of the sections that the waterfall does not read. */
function otherText({ other }: Terms, [section, ...path]: readonly string[]): string | undefined {
  let source: Source | undefined = other.find(({ key }) => key.text === section)?.value;
  for (const name of path) {
    source = source?.kind === 'map' ? source.entries.find(({ key }) => key.text === name)?.value : undefined;
  }
  return source?.kind === 'scalar' && source.text !== '' ? source.text.trim() : undefined;
}
