// The small deal's investors: `node scripts/demo/helloInvestors.ts` writes scripts/demo/hello-investors.csv.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { privateKeyToAddress } from 'viem/accounts';
import { type DemoRow, demoKey, toCsv } from './investors.ts';

/** Of the keys behind their wallets: `demoKey({ seed, row })`, where the header is row 1. */
export const HELLO_INVESTORS = { seed: 20260402, count: 4 } as const;

/** The row that is refused: the notes are closed to the mainland. */
export const HELLO_REFUSED_ROW = 4;

const INVESTORS: readonly Pick<DemoRow, 'country' | 'class' | 'validUntil' | 'evidenceDate'>[] = [
  { country: 'HK', class: 'institutional', validUntil: '2027-12-31', evidenceDate: '2026-03-12' },
  { country: 'SG', class: 'professional', validUntil: '2027-09-30', evidenceDate: '2026-02-24' },
  { country: 'CN', class: 'professional', validUntil: '2027-06-30', evidenceDate: '2026-03-18' },
  { country: 'HK', class: 'professional', validUntil: '2027-06-30', evidenceDate: '2026-03-27' },
];

/** Four investors, one of whom may not hold the notes. */
export function makeHelloInvestors({ seed }: { seed: number }): DemoRow[] {
  return INVESTORS.map((investor, index) => ({
    reference: `H-${String(index + 1)}`,
    wallet: privateKeyToAddress(demoKey({ seed, row: index + 2 })),
    identity: '',
    ...investor,
    usPerson: 'no',
    evidence: 'attestation',
    connected: '',
    clients: '',
  }));
}

if (import.meta.main) {
  const file = join(import.meta.dirname, 'hello-investors.csv');
  writeFileSync(file, toCsv(makeHelloInvestors(HELLO_INVESTORS)));
  console.log(`${file}: ${HELLO_INVESTORS.count} rows`);
}
