import { dirname, resolve } from 'node:path';
import { TapeNotEligible } from '../../errors/deal.ts';
import { type TapeCommitment, commitTape } from '../../tape/commitTape.ts';
import { judge } from '../../tape/eligibility.ts';
import type { TapeKeys } from '../../tape/keys.ts';
import { type Tape, loadTape } from '../../tape/loadTape.ts';
import { formatDay } from '../../terms/days.ts';
import type { DealTerms } from '../../terms/deal.ts';

/** The tape of a deal file, and what it commits to. */
export interface FiledTape {
  tape: Tape;
  commitment: TapeCommitment;
}

/**
 * Reads the tape that a deal file names, holds it to the file's criteria and commits to it.
 *
 * @throws {TapeRejected} with a line per problem
 * @throws {TapeNotEligible} with a line per receivable that the deal file would not take in
 * @example
 * const { commitment } = await loadFiledTape(await loadTerms('deal.yaml'), keys);
 */
export async function loadFiledTape(
  { file, pool, decimals, currency }: Pick<DealTerms, 'file' | 'pool' | 'decimals' | 'currency'>,
  keys: TapeKeys,
): Promise<FiledTape> {
  const path = resolve(dirname(file), pool.tape);
  const { cutOff, defaultAfter, eligible: criteria } = pool;
  const day = formatDay(cutOff);
  const tape = await loadTape(path, { cutOff: day, decimals, defaultAfter, currency: currency.pool });
  const { reasons } = judge(tape.receivables, { criteria, cutOff });
  if (reasons.length > 0) throw new TapeNotEligible({ file: pool.tape, reasons });
  return { tape, commitment: commitTape(tape, keys) };
}
