import { createReadStream } from 'node:fs';
import { CsvError } from 'csv-parse';
import {
  COLUMNS,
  type InvestorColumn,
  type InvestorRow,
  OPTIONAL_COLUMNS,
  type Unreadable,
} from './investorColumns.ts';
import { type Finding, quoted } from '../../csv/finding.ts';
import { LONGEST_ROW, csvParser } from '../../csv/parser.ts';
import { EXPECTED_FILE, otherThanCsv, reasonOf } from '../../csv/unreadable.ts';
import type { Notes } from './investorNotes.ts';

/** A CSV in a file or in memory. */
export type CsvSource = { path: string } | { text: string };

const CHUNK = 64 * 1024;
const OPEN_QUOTE = { found: 'a cell opens with a quote and never closes', expected: '" at the end of the cell' };
const LONG_ROW = {
  found: `the row is longer than ${LONGEST_ROW} bytes`,
  expected: 'a row per investor, and " at the end of a cell that opens with it',
};

/** Rows of a CSV, one at a time, whatever its size. What is wrong comes as a row with problems, never as an exception. */
export async function* readCsv(source: CsvSource, notes: Notes): AsyncGenerator<InvestorRow | Unreadable> {
  let row = 0;
  let header: Header | undefined;
  try {
    for await (const record of parsed(watched(bytesOf(source), notes))) {
      row += 1;
      if (record.every((cell) => cell.trim() === '')) {
        notes.note('empty row', { row, told: 'the row is empty; expected an investor, skipped' });
      } else if (header === undefined) {
        header = readHeader(record, { row, notes });
        if (header.problems.length === 0) continue;
        yield { row, unreadable: header.problems };
        return;
      } else {
        yield readRecord(record, { row, notes, header });
      }
    }
  } catch (error) {
    yield unreadable(error, row + 1);
    return;
  }
  if (header === undefined) {
    const problem = {
      found: 'the file is empty',
      expected: `the columns ${COLUMNS.join(', ')}, and a row per investor`,
    };
    yield { unreadable: [problem] };
  }
}

/** The records of a CSV, chunk by chunk. */
async function* parsed(chunks: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  const parser = csvParser();
  for await (const chunk of chunks) for await (const records of parser.write(chunk)) yield* records;
  for await (const records of parser.end()) yield* records;
}

async function* bytesOf(source: CsvSource): AsyncGenerator<Buffer> {
  if ('path' in source) {
    yield* createReadStream(source.path) as AsyncIterable<Buffer>;
    return;
  }
  const bytes = Buffer.from(source.text);
  for (let start = 0; start < bytes.length; start += CHUNK) yield bytes.subarray(start, start + CHUNK);
}

/** Thrown into the stream when its first bytes tell that it is no CSV. */
class NotCsv extends TypeError {}

/** Passes the bytes on and notes what the parser swallows in silence. */
async function* watched(chunks: AsyncIterable<Buffer>, notes: Notes): AsyncGenerator<Buffer> {
  let first = true;
  let crlf = false;
  let endsInCr = false;
  for await (const chunk of chunks) {
    if (first) inspectStart(chunk, notes);
    first = false;
    if (!crlf && (chunk.includes('\r\n') || (endsInCr && chunk[0] === 0x0a))) {
      crlf = true;
      notes.note('CRLF', { told: 'lines end in CRLF; expected LF, read all the same' });
    }
    endsInCr = chunk.at(-1) === 0x0d;
    yield chunk;
  }
}

function inspectStart(chunk: Buffer, notes: Notes): void {
  const other = otherThanCsv(chunk);
  if (other !== undefined) throw new NotCsv(other);
  if (chunk.subarray(0, 3).toString('latin1') === '\xef\xbb\xbf') {
    notes.note('BOM', { row: 1, told: 'a byte order mark; expected none, read without' });
  }
}

function unreadable(error: unknown, row: number): Unreadable {
  if (error instanceof NotCsv) {
    return { unreadable: [{ found: error.message, expected: EXPECTED_FILE }] };
  }
  if (error instanceof CsvError) {
    const { found, expected } = error.code === 'CSV_QUOTE_NOT_CLOSED' ? OPEN_QUOTE : LONG_ROW;
    return { row, unreadable: [{ found: `${found}; nothing from here on was read`, expected }] };
  }
  if (!(error instanceof Error && 'code' in error)) throw error;
  const code = String(error.code);
  const found = reasonOf(code) ?? `the file cannot be read (${code})`;
  return { unreadable: [{ found, expected: `the path of ${EXPECTED_FILE}` }] };
}

interface Header {
  /** By position. */
  columns: InvestorColumn[];
  problems: Finding[];
}

function readHeader(record: readonly string[], { row, notes }: { row: number; notes: Notes }): Header {
  const cells = withoutEmptyEnd(record).map((cell) => trimmed(cell, { row, notes }));
  const separator = cells.length === 1 ? /[;\t|]/.exec(cells[0] ?? '')?.[0] : undefined;
  if (separator !== undefined) {
    return { columns: [], problems: [{ found: `cells are separated by ${quoted(separator)}`, expected: 'commas' }] };
  }
  const problems: Finding[] = [];
  const columns = cells.map((cell) => {
    const column = COLUMNS.find((name) => name.toLowerCase() === cell.toLowerCase());
    if (column === undefined)
      problems.push({ found: `no column is called ${quoted(cell)}`, expected: COLUMNS.join(', ') });
    else if (column !== cell)
      notes.note('case', { row, field: column, told: `${quoted(cell)}; expected ${column}, read as that` });
    return column ?? 'reference';
  });
  if (problems.length > 0 && !columns.includes('wallet')) {
    return { columns, problems: [{ found: 'there is no header', expected: `the columns ${COLUMNS.join(', ')}` }] };
  }
  for (const field of COLUMNS) {
    const count = cells.filter((cell) => cell.toLowerCase() === field.toLowerCase()).length;
    if (count > 1) problems.push({ field, found: `the column is there ${count} times`, expected: 'it once' });
    if (count > 0 || OPTIONAL_COLUMNS.includes(field)) continue;
    problems.push({ field, found: 'the column is missing', expected: `the columns ${COLUMNS.join(', ')}` });
  }
  return { columns, problems };
}

function readRecord(
  record: readonly string[],
  { row, notes, header: { columns } }: { row: number; notes: Notes; header: Header },
): InvestorRow {
  const beyond = record.slice(columns.length);
  const given = beyond.every((cell) => cell.trim() === '') ? record.slice(0, columns.length) : record;
  if (given.length < record.length)
    notes.note('empty end', { row, told: 'empty cells at the end of the row; expected none, dropped' });
  const problems: Finding[] = [];
  if (given.length !== columns.length) {
    problems.push({ found: `the row has ${given.length} cells`, expected: `${columns.length}, one per column` });
  }
  const cells: InvestorRow['cells'] = {};
  columns.forEach((field, index) => {
    const cell = given[index];
    if (cell !== undefined) cells[field] = trimmed(cell, { row, field, notes });
  });
  return { row, cells, problems };
}

function withoutEmptyEnd(record: readonly string[]): readonly string[] {
  return record.slice(0, record.findLastIndex((cell) => cell.trim() !== '') + 1);
}

/** Without blanks around it, and without the quotes that blanks had kept from being seen. */
function trimmed(cell: string, { row, field, notes }: { row: number; field?: string; notes: Notes }): string {
  const bare = cell.trim();
  if (bare === cell) return cell;
  const told = `blanks around ${quoted(bare)}; expected none, dropped`;
  notes.note('blanks', { row, ...(field === undefined ? {} : { field }), told });
  return /^".*"$/su.test(bare) ? bare.slice(1, -1).replaceAll('""', '"').trim() : bare;
}
