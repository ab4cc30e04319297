import { COLUMNS, type InvestorColumn, type InvestorRow } from './investorColumns.ts';

type Cell = string | number | bigint | boolean | null | undefined;

/**
 * An investor as a caller writes it: text as in the CSV, or a number, a boolean, seconds. What `loadInvestors` returned
 * is one too: `evidenceAt` stands for `evidenceDate`, and `row` is kept.
 */
export type InvestorRecord = {
  reference: string | number;
  wallet: string;
  identity?: string | null | undefined;
  country: string | number;
  class: string;
  validUntil: string | number | bigint;
  usPerson: string | boolean;
  evidence: string;
  evidenceDate?: string | number | bigint | undefined;
  evidenceAt?: number | bigint | undefined;
  connected?: string | boolean | null | undefined;
  clients?: string | number | null | undefined;
  row?: number | undefined;
};

const DATES: readonly InvestorColumn[] = ['validUntil', 'evidenceDate'];

/** Rows of an array, counted from 1 unless they say where they come from. Its records are what a caller made, so nothing is taken for granted. */
export function* readRecords(records: readonly unknown[]): Generator<InvestorRow> {
  for (const [index, record] of records.entries()) yield readRecord(record, index + 1);
}

function readRecord(record: unknown, position: number): InvestorRow {
  if (typeof record !== 'object' || record === null || Array.isArray(record)) {
    const found = `the record is ${record === null ? 'null' : Array.isArray(record) ? 'an array' : typeof record}`;
    return { row: position, cells: {}, problems: [{ found, expected: `an object with ${COLUMNS.join(', ')}` }] };
  }
  const row = 'row' in record && Number.isInteger(record.row) ? Number(record.row) : position;
  const result: InvestorRow = { row, cells: {}, problems: [] };
  for (const [name, value] of Object.entries(record)) {
    if (name === 'row') continue;
    const field = name === 'evidenceAt' ? 'evidenceDate' : COLUMNS.find((column) => column === name);
    if (field === undefined) {
      result.problems.push({ field: name, found: 'no field is called so', expected: COLUMNS.join(', ') });
    } else if (!isCell(value)) {
      result.problems.push({ field, found: `the value is of type ${typeof value}`, expected: 'text or a number' });
    } else if (value !== undefined && value !== null) {
      result.cells[field] = DATES.includes(field) ? dateText(value) : String(value).trim();
    }
  }
  return result;
}

function isCell(value: unknown): value is Cell {
  return value === null || ['string', 'number', 'bigint', 'boolean', 'undefined'].includes(typeof value);
}

const LAST_SECOND = Date.UTC(9999, 11, 31) / 1000;

/** Seconds as the date-time that a file would say; anything else as it is, to be refused there. */
function dateText(value: string | number | bigint | boolean): string {
  const seconds = typeof value === 'number' || typeof value === 'bigint' ? Number(value) : Number.NaN;
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > LAST_SECOND) return String(value).trim();
  return new Date(seconds * 1000).toISOString();
}
