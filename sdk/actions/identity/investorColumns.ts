import type { Finding } from '../../csv/finding.ts';
/** What each column of a list of investors expects, in the order of the file. */
export const EXPECTED = {
  reference: 'a client number of 1 to 64 visible characters',
  wallet: 'an address: 0x and 40 hex digits',
  identity: 'the address of the identity contract, or nothing for an attested investor',
  country: 'e.g. HK, HKG or 344',
  class: 'retail, professional, institutional or venue',
  validUntil: 'a date such as 2027-03-01, or such as 2027-03-01T12:00:00+08:00',
  usPerson: 'yes or no',
  evidence: 'attestation or claims',
  evidenceDate: 'a date such as 2026-03-01, or such as 2026-03-01T12:00:00+08:00',
  connected: 'yes, no or nothing',
  clients: 'a whole number for a venue, else nothing',
} as const;

export type InvestorColumn = keyof typeof EXPECTED;

export const COLUMNS = Object.keys(EXPECTED) as InvestorColumn[];

/** Columns a file may leave out. */
export const OPTIONAL_COLUMNS: readonly InvestorColumn[] = ['connected', 'clients'];

/** One row of the list, as text. */
export interface InvestorRow {
  /** As a spreadsheet counts: 1 is the header. */
  row: number;
  /** Trimmed; a column that is not there is absent. */
  cells: Partial<Record<InvestorColumn, string>>;
  /** What is wrong with the row as a row. */
  problems: Finding[];
}

/** Why the list could not be read, or not from this row on. Nothing comes after it. */
export interface Unreadable {
  row?: number;
  unreadable: Finding[];
}
