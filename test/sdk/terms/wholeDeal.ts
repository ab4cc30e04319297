import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { type Address, numberToHex } from 'viem';
import { TermsRejected } from '../../../sdk/errors/terms.ts';
import type { DealTerms } from '../../../sdk/terms/deal.ts';
import { parseDeal } from '../../../sdk/terms/parseTerms.ts';

/** The sample deal as a file. */
export const DEAL = readFileSync('scripts/demo/deal.yaml', 'utf8');

/** A piece of the sample deal, and what stands there instead. */
export type Change = readonly [from: string, to: string];

/** Keys of everyone in the sample deal. */
export const NAMES: Readonly<Record<string, Address>> = Object.fromEntries(
  [
    ...['pearl-river', 'spv', 'pearl-river-servicing', 'harbour-servicing', 'big-audit', 'second-audit', 'trust-co'],
    ...['trust-co-2', 'registry-co', 'counsel', 'tax-agent', 'HKDX'],
  ].map((name, i) => [name, numberToHex(0xa000 + i, { size: 20 })]),
);

export function textWith(...changes: Change[]): string {
  return changes.reduce((text, [from, to]) => {
    expect(text).to.include(from);
    return text.replace(from, to);
  }, DEAL);
}

/** The sample deal with changes. */
export function dealWith(...changes: Change[]): DealTerms {
  return parseDeal({ text: textWith(...changes) });
}

/** The lines with which something is refused. */
export function linesOf(read: () => unknown): string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof TermsRejected) return error.problems.map(({ text }) => text);
    throw error;
  }
  throw new RangeError('it was accepted');
}

/** The lines with which the sample deal is refused when changed. */
export function refusedWith(...changes: Change[]): string[] {
  return linesOf(() => dealWith(...changes));
}

/** A line without what comes before its word, for a deal whose lines move: `"six": expected …`. */
export function saying(lines: readonly string[]): string[] {
  return lines.map((line) => line.replace(/^\S+ line \d+: /, ''));
}

/** Holds that exactly one line is told, at the line where `at` stands in the changed file. */
export function expectOne(changes: readonly Change[], { at, told }: { at: string; told: string }): void {
  const text = textWith(...changes);
  const line = text.slice(0, text.indexOf(at)).split('\n').length;
  expect(text).to.include(at);
  expect(linesOf(() => parseDeal({ text }))).to.deep.equal([`deal.yaml line ${line}: ${told}`]);
}
