import { TapeRejected, type TapeProblem } from '../errors/TapeRejected.ts';
import { type Finding, lineOf, quoted } from '../csv/finding.ts';
import { type CellStyle, cellReader, isDateFormat } from './cells.ts';
import { EXPECTED, type TapeColumn } from './columns.ts';
import { type Batch, type CsvSource, readCsv } from './csv.ts';
import { type Receivable, assetIdentity, dayOf } from './receivable.ts';
import { type RowContext, rowReader } from './readRow.ts';
import { type ColumnSources, type Header, readHeader } from './tapeHeader.ts';

/** The path of a CSV, or its text: a string with a line break is text. `{ text }` may name the file it is of. */
export type TapeSource = string | { text: string; file?: string };

export interface LoadTapeParameters extends CellStyle, ColumnSources {
  /** The day the tape is of: `2026-03-31`. Nothing in it may have happened later. */
  cutOff: string;
  /** Days past due after which a receivable is in default, where the tape does not say so. Default 90. */
  defaultAfter?: number;
  /** The deal's currency of the pool; without it, the first row's. */
  currency?: string;
  /** Bytes read, and all. */
  onProgress?: (done: number, all: number) => void;
}

/** A tape whose every cell was understood. */
export interface Tape {
  file: string;
  /** Days since 1970-01-01. */
  cutOff: number;
  currency: string;
  /** Amounts are in 10^-decimals of the currency. */
  decimals: number;
  receivables: Receivable[];
  /** Irregularities that did no harm. */
  notes: string[];
}

export type LoadTapeReturnType = Tape;
export type LoadTapeErrorType = TapeRejected;

/** The finest unit a tape may count in. */
const MOST_DECIMALS = 18;

/**
 * Reads a tape and checks every cell. All problems come at once, one line each, and then nothing of the tape is used.
 * Columns are found by name in any order: see `tapeColumns`; those of another system are mapped. Status and days past due
 * are derived where the tape has none. An id or an asset that comes again refuses the later row, as does a second currency.
 *
 * @throws {TapeRejected} with a line per problem
 * @example
 * const tape = await loadTape('tape.csv', { cutOff: '2026-03-31', decimals: 6, map: { due: 'DueDate' } });
 */
export async function loadTape(source: TapeSource, parameters: LoadTapeParameters): Promise<Tape> {
  const file = nameOf(source);
  const reading = startReading(file, parameters);
  for await (const batch of readCsv(csvOf(source), parameters.onProgress)) {
    if (!takeBatch(reading, batch, parameters)) break;
  }
  const { problems, receivables, notes } = reading;
  if (problems.length === 0 && receivables.length === 0) {
    problems.push(
      told(file, { finding: { found: 'there are no rows', expected: 'a header, and a row per receivable' } }),
    );
  }
  if (problems.length > 0) throw new TapeRejected({ file, problems });
  if (reading.empty > 0) notes.push(`${reading.empty} empty rows skipped`);
  const { cutOff } = reading.context;
  return { file, cutOff, currency: reading.currency ?? '', decimals: parameters.decimals, receivables, notes };
}

interface Reading {
  file: string;
  row: number;
  header: Header | undefined;
  readRow: ReturnType<typeof rowReader> | undefined;
  receivables: Receivable[];
  problems: TapeProblem[];
  notes: string[];
  empty: number;
  currency: string | undefined;
  ids: Map<string, number>;
  assets: Map<string, number>;
  context: RowContext;
}

function startReading(file: string, parameters: LoadTapeParameters): Reading {
  const problems = parameterProblems(file, parameters);
  const cutOff = isoDay(parameters.cutOff);
  if (problems.length > 0 || cutOff === undefined) throw new TapeRejected({ file, problems });
  const reading: Omit<Reading, 'context'> = {
    file,
    row: 0,
    header: undefined,
    readRow: undefined,
    receivables: [],
    problems: [],
    notes: [],
    empty: 0,
    currency: parameters.currency,
    ids: new Map(),
    assets: new Map(),
  };
  const tell = (field: TapeColumn, found: string, expected: string = EXPECTED[field]): void => {
    reading.problems.push(told(file, { row: reading.row, finding: { field, found, expected } }));
  };
  const cells = cellReader(parameters, tell);
  return Object.assign(reading, { context: { cells, tell, cutOff, defaultAfter: parameters.defaultAfter ?? 90 } });
}

function parameterProblems(
  file: string,
  { cutOff, dates, decimals, defaultAfter = 90 }: LoadTapeParameters,
): TapeProblem[] {
  const findings: Finding[] = [];
  if (isoDay(cutOff) === undefined) {
    findings.push({ field: 'cutOff', found: `${quoted(cutOff)} is not a date`, expected: 'a date such as 2026-03-31' });
  }
  if (dates !== undefined && !isDateFormat(dates)) {
    const found = `${quoted(dates)} does not say how dates are written`;
    findings.push({ field: 'dates', found, expected: 'year, month and day such as DD/MM/YYYY' });
  }
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > MOST_DECIMALS) {
    findings.push({
      field: 'decimals',
      found: String(decimals),
      expected: `a whole number from 0 to ${MOST_DECIMALS}`,
    });
  }
  if (!Number.isInteger(defaultAfter) || defaultAfter < 0) {
    findings.push({ field: 'defaultAfter', found: String(defaultAfter), expected: 'a whole number of days' });
  }
  return findings.map((finding) => told(file, { finding }));
}

/** False when nothing more of the file can be understood. */
function takeBatch(reading: Reading, { records, unreadable }: Batch, sources: ColumnSources): boolean {
  for (const record of records) {
    reading.row += 1;
    if (isBlank(record)) {
      reading.empty += 1;
    } else if (reading.header === undefined) {
      const header = readHeader(record, sources);
      reading.problems.push(...header.problems.map((finding) => told(reading.file, { row: reading.row, finding })));
      if (header.problems.length > 0) return false;
      reading.notes.push(...header.notes);
      reading.header = header;
      reading.readRow = rowReader(reading.context, { places: header.places, set: sources.set ?? {} });
    } else {
      takeRow(reading, record, reading.header.width);
    }
  }
  if (unreadable === undefined) return true;
  const row = reading.row > 0 ? { row: reading.row + 1 } : {};
  reading.problems.push(told(reading.file, { ...row, finding: unreadable }));
  return false;
}

function takeRow(reading: Reading, record: readonly string[], columns: number): void {
  const { row, problems, readRow } = reading;
  const before = problems.length;
  const width = record.length > columns ? record.findLastIndex((cell) => cell.trim() !== '') + 1 : record.length;
  if (readRow === undefined || width > columns || record.length < columns) {
    const finding = { found: `the row has ${width} cells`, expected: `${columns}, one per column` };
    problems.push(told(reading.file, { row, finding }));
    return;
  }
  const receivable = readRow(record, row);
  refuseRepeats(reading, receivable);
  if (problems.length === before) reading.receivables.push(receivable);
}

function refuseRepeats(reading: Reading, { id, asset, currency, row }: Receivable): void {
  const { ids, assets, header } = reading;
  const { tell } = reading.context;
  const earlier = (seen: Map<string, number>, value: string): number | undefined => {
    const found = value === '' ? undefined : seen.get(value);
    if (found === undefined) seen.set(value, row);
    return found;
  };
  const hasAssets = header !== undefined && 'asset' in header.places;
  // Without a column for it the asset is the id, and one list of what was seen is enough.
  const sameId = hasAssets ? earlier(ids, id) : undefined;
  const sameAsset = earlier(assets, assetIdentity(asset));
  if (sameId !== undefined) tell('id', `${quoted(id)} is in row ${sameId} already`, 'one row per id');
  else if (sameAsset !== undefined) {
    const field = hasAssets ? 'asset' : 'id';
    tell(field, `${quoted(asset)} is in row ${sameAsset} already`, `one row per ${field}`);
  }
  if (currency === '') return;
  reading.currency ??= currency;
  if (currency !== reading.currency) tell('currency', currency, `${reading.currency}: a tape has one currency`);
}

function isBlank(record: readonly string[]): boolean {
  return record.length === 0 || (record[0]?.trim() === '' && record.every((cell) => cell.trim() === ''));
}

function isoDay(text: string): number | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  const found = year === undefined ? undefined : dayOf(Number(year), Number(month), Number(day));
  return found !== undefined && found > 0 ? found : undefined;
}

/** How messages call a tape. */
function nameOf(source: TapeSource): string {
  if (typeof source !== 'string') return source.file ?? 'CSV';
  return isText(source) ? 'CSV' : source;
}

function csvOf(source: TapeSource): CsvSource {
  if (typeof source !== 'string') return source;
  return isText(source) ? { text: source } : { path: source };
}

function isText(source: string): boolean {
  return source === '' || /[\r\n]/.test(source);
}

/** A finding in the one line that names file, row, field and what was expected. */
function told(file: string, { row, finding }: { row?: number; finding: Finding }): TapeProblem {
  const place = `${file}${row === undefined ? '' : ` row ${row}`}`;
  return { ...(row === undefined ? {} : { row }), ...finding, text: `${place}${lineOf(finding)}` };
}
