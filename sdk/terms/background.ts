// What a study, a projection or a tape needs to know of a deal file, which need not be a whole deal.
import type { StudyTerms } from './deal.ts';
import { readDecimals } from './decimals.ts';
import { type Problems, takeProblems } from './problems.ts';
import { type GivenCurrency, readGivenCurrency } from './sections/currency.ts';
import { type GivenPool, readGivenPool } from './sections/pool.ts';
import { type DealText, type TermsSource, readDealFile } from './dealFile.ts';
import { type Entry, readSource } from './source.ts';
import type { Terms } from './terms.ts';

/** What a deal file says of its receivables and their money; what it leaves out is absent. */
export interface PoolTerms extends GivenPool {
  decimals?: number;
  /** ISO 4217, of the pool. */
  currency?: string;
}

/**
 * Reads what a deal file says of the pool, and nothing else of it. All problems come at once, each with its line.
 *
 * @throws {TermsRejected} with a line per problem
 * @throws {InputUnreadable} if there is no such file
 */
export async function loadPoolTerms(source: TermsSource): Promise<PoolTerms> {
  return parsePoolTerms(await readDealFile(source));
}

/** `loadPoolTerms` for a text at hand. */
export function parsePoolTerms({ text, file = 'deal.yaml' }: DealText): PoolTerms {
  const problems = takeProblems(file);
  const source = readSource(text, problems);
  const entries = source?.kind === 'map' ? source.entries : [];
  const written = entries.find(({ key }) => key.text === 'decimals');
  const decimals = written && readDecimals(written.value, problems);
  const { pool, currency } = readBackground(entries, { decimals: decimals ?? 0, problems });
  problems.refuse();
  return {
    ...pool,
    ...(decimals === undefined ? {} : { decimals }),
    ...(currency.pool === undefined ? {} : { currency: currency.pool }),
  };
}

/** What stands beside the waterfall in a study whose sections are all readable. */
export function backgroundOf({ file, other, decimals }: Terms): Pick<StudyTerms, 'name' | 'currency' | 'pool'> {
  const background = readBackground(other, { decimals, problems: takeProblems(file) });
  const name = other.find(({ key }) => key.text === 'name')?.value;
  return { ...background, ...(name?.kind === 'scalar' ? { name: name.text.trim() } : {}) };
}

function readBackground(
  entries: readonly Entry[],
  { decimals, problems }: { decimals: number; problems: Problems },
): { currency: GivenCurrency; pool: GivenPool } {
  const section = (name: string): Entry | undefined => entries.find(({ key }) => key.text === name);
  return {
    currency: readGivenCurrency(section('currency'), { problems }),
    pool: readGivenPool(section('pool'), { decimals, problems }),
  };
}
