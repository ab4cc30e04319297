import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { AssumptionsRejected } from '../../../sdk/errors/projection.ts';
import { dealOfTerms } from '../../../sdk/projection/dealOfTerms.ts';
import type { ProjectedDeal } from '../../../sdk/projection/deal.ts';
import { parseTerms } from '../../../sdk/terms/parseTerms.ts';

export const ROOT = join(import.meta.dirname, '../../..');
export const EXAMPLE = join(ROOT, 'scripts/demo/deals/example.yaml');
export const SEQUENTIAL = join(ROOT, 'scripts/demo/deals/four-class-sequential.yaml');

/** A deal from a deal file, or from its text. */
export function dealAt(path: string): ProjectedDeal {
  return dealOf(readFileSync(path, 'utf8'));
}

export function dealOf(text: string): ProjectedDeal {
  return dealOfTerms(parseTerms({ text, file: 'deal.yaml' }));
}

/** Two classes in sequence over so many months, interest and principal apart; what is left goes to R. */
export function twoClasses({ dates = 12, extra = '' } = {}): ProjectedDeal {
  return dealOf(`
decimals: 2
schedule: { accrualFrom: 2026-01-15, first: 2026-02-15, every: month, dates: ${dates} }
classes:
  A: { face: 800, coupon: 6%, dayCount: 30/360 }
  B: { face: 200, coupon: 8%, dayCount: 30/360 }
  R: { residual: true }
${extra}
funds:
  interest: interestCollected
  principal: principalCollected + recoveries + (if called = 1 then pool else 0)
waterfall:
  interest:
    - pay interest A, B in sequence
    - pay rest to R
  principal:
    - pay principal A, B in sequence
    - pay rest to R
`);
}

/** Rows of a CSV by column, as integers. */
export function integerRows(path: string): Record<string, bigint>[] {
  const [head = '', ...lines] = readFileSync(join(ROOT, path), 'utf8').trim().split('\n');
  const names = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i] ?? '', BigInt(cell)])));
}

/** Asserts that assumptions are refused with exactly these lines. */
export async function expectRefusal(attempt: () => unknown, lines: readonly string[]): Promise<void> {
  try {
    await attempt();
  } catch (error) {
    if (!(error instanceof AssumptionsRejected)) throw error;
    expect(error.problems.map(({ text }) => text)).to.deep.equal(lines);
    expect(error.values.count).to.equal(lines.length);
    return;
  }
  expect.fail('nothing was refused');
}
