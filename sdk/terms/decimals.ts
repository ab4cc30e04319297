import type { Problems } from './problems.ts';
import { type Source, textOf } from './source.ts';

const MOST_DECIMALS = 18;

/** Reads `decimals`; tells if there is none. */
export function readDecimals(source: Source | undefined, problems: Problems): number {
  const expected = `the decimals of the deal's money, 0 to ${MOST_DECIMALS}`;
  if (source === undefined) {
    problems.add({ text: 'the file', place: { line: 1, column: 1 } }, `a section "decimals": ${expected}`);
    return 0;
  }
  const word = textOf(source, expected, problems);
  const decimals = /^\d{1,2}$/.test(word?.text ?? '') ? Number(word?.text) : undefined;
  if (decimals !== undefined && decimals <= MOST_DECIMALS) return decimals;
  if (word) problems.add(word, expected);
  return 0;
}
