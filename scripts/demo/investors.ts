// The demo's investors: `node scripts/demo/investors.ts` writes scripts/demo/investors.csv, the same for the same seed.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Hex, keccak256, toHex } from 'viem';
import { privateKeyToAddress } from 'viem/accounts';
import { randomFrom } from './random.ts';

const COLUMNS = [
  'reference',
  'wallet',
  'identity',
  'country',
  'class',
  'validUntil',
  'usPerson',
  'evidence',
  'evidenceDate',
  'connected',
  'clients',
] as const;

export type DemoRow = Record<(typeof COLUMNS)[number], string>;

/** What the demo runs with: 2026-04-07, 09:00 in Hong Kong, and what is committed as investors.csv. */
export const DEMO = {
  now: Date.UTC(2026, 3, 7, 1) / 1000,
  seed: 20260407,
  count: 250,
  closedCountries: ['CN'],
  closedToUsPersons: true,
} as const;

/** The row of the file, as a spreadsheet counts, that is a venue with 37 clients. */
export const VENUE_ROW = 8;

/** Rows of the file that must be refused, each for a reason of its own. */
export const WRONG_ROWS: Readonly<Record<number, (row: DemoRow, rows: readonly DemoRow[]) => Partial<DemoRow>>> = {
  17: () => ({ country: 'CN' }),
  42: ({ wallet }) => ({ wallet: swapCase(wallet) }),
  68: () => ({ class: 'sophisticated' }),
  93: (_, rows) => ({ wallet: rows[12 - 2]?.wallet ?? '' }),
  131: () => ({ validUntil: '2026-03-01' }),
  150: ({ reference }) => ({ reference: `=HYPERLINK("https://example.com","${reference}")` }),
  177: () => ({ country: 'US', usPerson: 'yes' }),
  204: () => ({ country: 'XX' }),
  239: () => ({ evidenceDate: '' }),
};

const COUNTRIES = ['HK', 'HK', 'HK', 'HK', 'SG', 'SG', 'JP', 'KR', 'GB', 'CH', 'LU', 'AE', 'AU', 'MY', 'TH', 'DE'];
const CLASSES = ['professional', 'professional', 'professional', 'institutional'];
const DAY = 86_400_000;

/** The key behind an investor's wallet, for a chain where nothing is worth anything: derived from the seed, known to all. */
export function demoKey({ seed, row }: { seed: number; row: number }): Hex {
  return keccak256(toHex(`Sluice demo investor ${seed}/${row}`));
}

/** `count` investors, with those of WRONG_ROWS made wrong. The same seed gives the same list. */
export function makeInvestors({ seed, count }: { seed: number; count: number }): DemoRow[] {
  const random = randomFrom(seed);
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T;
  const day = (first: number, days: number): string =>
    new Date(first + Math.floor(random() * days) * DAY).toISOString().slice(0, 10);
  const rows: DemoRow[] = Array.from({ length: count }, (_, index) => ({
    reference: `C-${String(10_001 + 7 * index)}`,
    // The header is row 1.
    wallet: privateKeyToAddress(demoKey({ seed, row: index + 2 })),
    identity: '',
    country: pick(COUNTRIES),
    class: pick(CLASSES),
    validUntil: day(Date.UTC(2027, 2, 1), 400),
    usPerson: 'no',
    evidence: 'attestation',
    evidenceDate: day(Date.UTC(2025, 9, 1), 180),
    connected: '',
    clients: '',
  }));
  const change = (row: number, changes: Partial<DemoRow>): void => {
    const investor = rows[row - 2];
    if (investor !== undefined) Object.assign(investor, changes);
  };
  change(VENUE_ROW, { country: 'HK', class: 'venue', clients: '37' });
  for (const [key, wrong] of Object.entries(WRONG_ROWS)) {
    const row = Number(key);
    const investor = rows[row - 2];
    if (investor !== undefined) change(row, wrong(investor, rows));
  }
  return rows;
}

export function toCsv(rows: readonly DemoRow[]): string {
  const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = rows.map((row) => COLUMNS.map((column) => cell(row[column])).join(','));
  return [COLUMNS.join(','), ...lines, ''].join('\n');
}

/** The first letter of the address in the other case: a checksum that can't be right. */
function swapCase(address: string): string {
  return address.replace(/(?<=^0x\d*)[a-f]/i, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
}

if (import.meta.main) {
  const file = join(import.meta.dirname, 'investors.csv');
  writeFileSync(file, toCsv(makeInvestors(DEMO)));
  console.log(`${file}: ${DEMO.count} rows`);
}
