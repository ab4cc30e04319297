import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Simulation, simulate } from '../../../sdk/simulation/index.ts';

const VECTORS = join(import.meta.dirname, '../../vectors/cases');
const DEALS = join(import.meta.dirname, '../../../scripts/demo/deals');

/** A table that somebody else calculated or reported, and the deal that reproduces it. */
export interface Case {
  deal: string;
  units: 'currency' | 'base';
  /** In the smallest unit of money. */
  tolerance: number;
  source: string;
}

/** The path of a deal file. */
export function dealFile(name: string): string {
  return join(DEALS, `${name}.yaml`);
}

/** The path of a case's inputs. */
export function inputsFile(name: string): string {
  return join(VECTORS, name, 'inputs.csv');
}

export function caseOf(name: string): Case {
  return JSON.parse(readFileSync(join(VECTORS, name, 'case.json'), 'utf8')) as Case;
}

/** Rows of a plain CSV, by column. */
export function tableOf(text: string): Map<string, string>[] {
  const [header = [], ...rows] = text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
  return rows.map((cells) => new Map(header.map((name, i) => [name, cells[i] ?? ''])));
}

export function expectedOf(name: string): Map<string, string>[] {
  return tableOf(readFileSync(join(VECTORS, name, 'expected.csv'), 'utf8'));
}

export function runCase(name: string, on: 'engine' | 'chain'): Promise<Simulation> {
  const { deal, units } = caseOf(name);
  return simulate({ deal: join(DEALS, deal), inputs: inputsFile(name), units, on });
}

/** Holds an output against the expected table. Gives how many figures were compared, and the largest difference. */
export function compare(name: string, { csv }: Simulation): { figures: number; largest: bigint } {
  const tolerance = BigInt(caseOf(name).tolerance);
  const expected = expectedOf(name);
  const found = tableOf(csv);
  expect(found.length, 'rows').to.equal(expected.length);
  let figures = 0;
  let largest = 0n;
  expected.forEach((row, i) => {
    for (const [column, wanted] of row) {
      // Not reported.
      if (wanted === '') continue;
      const place = `${name}, period ${row.get('period') ?? '?'}, ${column}`;
      const written = found[i]?.get(column) ?? 'no such column';
      figures += 1;
      if (column === 'date') expect(written, place).to.equal(wanted);
      else if (wanted.endsWith('*'))
        expect(written.startsWith(wanted.slice(0, -1)), `${place}: ${written}`).to.equal(true);
      else {
        const difference = unitsOf(written) - unitsOf(wanted);
        const size = difference < 0n ? -difference : difference;
        expect(size <= tolerance, `${place}: ${written}, expected ${wanted}`).to.equal(true);
        if (size > largest) largest = size;
      }
    }
  });
  return { figures, largest };
}

/** Both tables are written with the same decimals. */
function unitsOf(text: string): bigint {
  return BigInt(text.replace('.', ''));
}
