import { readFile } from 'node:fs/promises';
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { type Finding, lineOf, quoted } from '../csv/finding.ts';
import { EXPECTED_FILE, reasonOf } from '../csv/unreadable.ts';
import { CASH_LIMIT } from '../engine/program.ts';
import { type InputProblem, InputsRejected } from '../errors/simulation.ts';
import type { CompiledTerms } from '../terms/compileTerms.ts';
import { formatDay } from '../terms/days.ts';
import { type ColumnMap, type InputColumn, type Opening, readHeader } from './inputColumns.ts';
import { type Units, readQuantity } from './quantity.ts';

/** The path of a CSV, or its text; `file` is how messages call it. */
export type InputsSource = string | { text: string; file?: string };

/** What one row says. */
export interface InputRow {
  /** As a spreadsheet counts: 1 is the header. */
  row: number;
  /** Number of the payment date, from 1. */
  period: number;
  /** In the order of the program's inputs; money in base units, rates in 1e-9. */
  inputs: bigint[];
  /** There if the ledger begins anew with this row: where, and what it begins with. */
  openings?: { opening: Opening; value: bigint }[];
}

export interface ReadInputsParameters {
  compiled: CompiledTerms;
  /** Inputs that the deal file lists, read by the deal or not. */
  declared?: readonly string[];
  map?: ColumnMap;
  units?: Units;
}

/** A table of inputs, read. */
export interface InputTable {
  rows: InputRow[];
  /** Columns by the name of an input that this deal does not read. */
  unused: string[];
}

/** Reads a table of inputs. All that is wrong with it is told at once: `InputsRejected`, one line each. */
export async function readInputs(
  source: InputsSource,
  { compiled, declared = [], map = {}, units = 'currency' }: ReadInputsParameters,
): Promise<InputTable> {
  const file = typeof source === 'string' ? source : (source.file ?? 'inputs.csv');
  const problems: InputProblem[] = [];
  const tell = (row: number | undefined, finding: Finding): void => {
    const text = `${file}${row === undefined ? '' : ` row ${row}`}${lineOf(finding)}`;
    problems.push({ ...(row === undefined ? {} : { row }), ...finding, text });
  };
  const records = await recordsOf(source, tell);
  const unused: string[] = [];
  const reading = { compiled, declared, map, units, tell, unused };
  const rows = records === undefined ? [] : readRecords(records, reading);
  if (problems.length > 0) throw new InputsRejected({ file, problems });
  return { rows, unused };
}

type Tell = (row: number | undefined, finding: Finding) => void;

async function recordsOf(source: InputsSource, tell: Tell): Promise<string[][] | undefined> {
  const text = typeof source === 'string' ? await textOf(source, tell) : source.text;
  if (text === undefined) return undefined;
  try {
    const records = parse(text, { bom: true, relax_column_count: true, relax_quotes: true, trim: true });
    return records.map((record) => record.map((cell) => cell.trim()));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    tell(undefined, { found: 'a cell opens with a quote and never closes', expected: '" at the end of the cell' });
    return undefined;
  }
}

async function textOf(path: string, tell: Tell): Promise<string | undefined> {
  const expected = `the path of ${EXPECTED_FILE}`;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const code = String(error.code);
    const other = code.startsWith('ERR_ENCODING') ? 'the file has bytes that are not UTF-8' : quoted(code);
    tell(undefined, { found: reasonOf(code) ?? other, expected });
    return undefined;
  }
}

interface Reading {
  compiled: CompiledTerms;
  declared: readonly string[];
  map: ColumnMap;
  units: Units;
  tell: Tell;
  unused: string[];
}

function readRecords(records: readonly string[][], reading: Reading): InputRow[] {
  const { tell, unused } = reading;
  let columns: (InputColumn | undefined)[] | undefined;
  let before: InputRow | undefined;
  let count = 0;
  const rows: InputRow[] = [];
  for (const [i, record] of records.entries()) {
    const row = i + 1;
    if (record.every((cell) => cell === '')) continue;
    if (columns === undefined) {
      const header = readHeader(withoutEmptyEnd(record), reading);
      header.problems.forEach((problem) => tell(row, problem));
      columns = header.columns;
      // With other separators nothing more can be read.
      if (columns.length === 0) return [];
      unused.push(...columns.flatMap((column) => (column?.type === 'unused' ? [column.name] : [])));
      continue;
    }
    count += 1;
    const read = readRow(record, { ...reading, row, columns });
    checkOrder(read, { before, tell });
    before = read;
    if (read) rows.push(read);
  }
  if (count === 0)
    tell(undefined, { found: 'there are no rows', expected: 'a header, and a row for each payment date' });
  return rows;
}

/** The row, as far as it has a period; what is wrong in it was told. */
function readRow(
  record: readonly string[],
  { compiled, units, tell, row, columns }: Reading & { row: number; columns: readonly (InputColumn | undefined)[] },
): InputRow | undefined {
  const { program } = compiled;
  const cells = withoutEmptyEnd(record);
  if (cells.length > columns.length) {
    tell(row, { found: `the row has ${cells.length} cells`, expected: `${columns.length}, one per column` });
  }
  const inputs = program.inputs.map(() => 0n);
  const openings: { opening: Opening; value: bigint }[] = [];
  let period: number | undefined;
  let date = '';
  columns.forEach((column, i) => {
    const text = cells[i] ?? '';
    if (column === undefined || column.type === 'unused') return;
    const refuse = (finding: Omit<Finding, 'field'>): void => tell(row, { field: column.name, ...finding });
    if (column.type === 'period') {
      period = /^\d{1,5}$/.test(text) ? Number(text) : undefined;
      const last = program.dates.length;
      if (period !== undefined && period >= 1 && period <= last) return;
      period = undefined;
      refuse({ found: quoted(text), expected: `the number of a payment date, 1 to ${last}` });
    } else if (column.type === 'date') {
      date = text;
    } else {
      // A silent opening begins nothing anew.
      if (column.type === 'opening' && text === '') return;
      const value = readQuantity(text, { quantity: column.quantity, decimals: program.decimals, units });
      if (typeof value !== 'bigint') return refuse(value);
      if (column.type === 'input') inputs[column.index] = value;
      else {
        openings.push({ opening: column.opening, value });
        checkOpening(value, { column, compiled, refuse });
      }
    }
  });
  if (period === undefined) return undefined;
  const expected = dateOf(compiled, period);
  if (date !== '' && date !== expected) {
    tell(row, { field: 'date', found: quoted(date), expected: `${expected}: the payment date of period ${period}` });
  }
  return { row, period, inputs, ...(openings.length > 0 ? { openings } : {}) };
}

function checkOpening(
  value: bigint,
  {
    column,
    compiled,
    refuse,
  }: {
    column: Extract<InputColumn, { type: 'opening' }>;
    compiled: CompiledTerms;
    refuse: (finding: Omit<Finding, 'field'>) => void;
  },
): void {
  const { of, index } = column.opening;
  const face = of === 'classes' ? compiled.program.classes[index]?.face : undefined;
  if (face !== undefined && value > face) {
    refuse({ found: 'more than the face of the class', expected: 'an opening balance not above the face' });
  }
  if (of === 'accounts' && value >= CASH_LIMIT) refuse({ found: `${value} units`, expected: 'cash below 2^100 units' });
}

function checkOrder(row: InputRow | undefined, { before, tell }: { before: InputRow | undefined; tell: Tell }): void {
  if (row === undefined || before === undefined || row.openings || row.period === before.period + 1) return;
  tell(row.row, {
    field: 'period',
    found: `${row.period} after ${before.period}`,
    expected: `${before.period + 1}, or openings (opening.NAME) with which the ledger begins anew`,
  });
}

/** The payment date of a period: 2026-05-20. */
export function dateOf({ program }: CompiledTerms, period: number): string {
  const date = program.dates[period - 1];
  return date === undefined ? '' : formatDay(date.payment);
}

function withoutEmptyEnd(record: readonly string[]): readonly string[] {
  return record.slice(0, record.findLastIndex((cell) => cell !== '') + 1);
}
