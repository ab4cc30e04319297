import { TapeRejected } from '../../../sdk/errors/TapeRejected.ts';
import type { TapeKeys } from '../../../sdk/tape/keys.ts';
import { type LoadTapeParameters, type Tape, loadTape } from '../../../sdk/tape/loadTape.ts';

export const KEYS: TapeKeys = { secret: `0x${'11'.repeat(32)}`, registryKey: `0x${'22'.repeat(32)}` };

/** A good row but for what a test changes. */
const GOOD = {
  id: 'R-1',
  obligor: 'D-1',
  type: 'trade receivable',
  currency: 'CNY',
  face: '1000.00',
  outstanding: '900.50',
  due: '2026-05-20',
  performed: 'yes',
  bill: 'no',
  transferable: 'yes',
};

export type Changes = Record<string, string>;

/** A tape with a row per argument; rows after the first have an id of their own, unless said. */
export function csvOf(...rows: Changes[]): string {
  const columns = [...new Set([...Object.keys(GOOD), ...rows.flatMap((row) => Object.keys(row))])];
  const lines = rows.map((changes, index) => {
    const row: Changes = { ...GOOD, id: `R-${index + 1}`, ...changes };
    return columns.map((column) => row[column] ?? '').join(',');
  });
  return [columns.join(','), ...lines].join('\n');
}

export const PARAMETERS: LoadTapeParameters = { cutOff: '2026-03-31', decimals: 6 };

export function read(text: string, parameters: Partial<LoadTapeParameters> = {}): Promise<Tape> {
  return loadTape({ text, file: 'tape.csv' }, { ...PARAMETERS, ...parameters });
}

/** What is told of a tape that must be refused: a line per problem. */
export async function linesOn(text: string, parameters: Partial<LoadTapeParameters> = {}): Promise<string[]> {
  try {
    await read(text, parameters);
  } catch (error) {
    if (error instanceof TapeRejected) return error.problems.map((problem) => problem.text);
    throw error;
  }
  throw new TypeError('the tape was not refused');
}

/** Days since 1970-01-01. */
export function day(iso: string): number {
  return Date.parse(iso) / 86_400_000;
}
