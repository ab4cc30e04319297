import { type Finding, quoted } from '../csv/finding.ts';
import { COLUMNS, EXPECTED, NEEDED, type TapeColumn, bareName, findColumn } from './columns.ts';

/** Where the columns of a tape come from. */
export interface ColumnSources {
  /** Our columns, and what a foreign file calls them: `{ outstanding: 'InvoiceAmount', due: 'DueDate' }`. */
  map?: Readonly<Partial<Record<TapeColumn, string>>>;
  /** Values of columns that the file has not, or whose cell is empty: `{ currency: 'CNY', bill: 'no' }`. */
  set?: Readonly<Partial<Record<TapeColumn, string>>>;
}

/** Which cell of a row is which column; columns that are not there are absent. */
export interface Header {
  width: number;
  places: Partial<Record<TapeColumn, number>>;
  problems: Finding[];
  notes: string[];
}

export function readHeader(record: readonly string[], { map = {}, set = {} }: ColumnSources): Header {
  const cells = record.map((cell) => cell.trim());
  const width = cells.findLastIndex((cell) => cell !== '') + 1;
  const problems: Finding[] = [];
  const separator = width === 1 ? /[;\t|]/.exec(cells[0] ?? '')?.[0] : undefined;
  if (separator !== undefined) {
    problems.push({ found: `cells are separated by ${quoted(separator)}`, expected: 'commas' });
    return { width, places: {}, problems, notes: [] };
  }
  const places: Header['places'] = {};
  const taken = new Set<number>();
  for (const [field, name] of Object.entries(map) as [TapeColumn, string][]) {
    const found = placesOf(
      cells,
      (cell) => cell === name,
      (cell) => bareName(cell) === bareName(name),
    );
    if (found.length === 1) taken.add((places[field] = found[0]!));
    else problems.push({ field, found: `${countOf(found.length)} called ${quoted(name)}`, expected: listOf(cells) });
  }
  for (const field of COLUMNS) {
    if (field in map) continue;
    const found = placesOf(cells, (cell) => findColumn(cell) === field).filter((place) => !taken.has(place));
    if (found.length > 1)
      problems.push({ field, found: `the column is there ${found.length} times`, expected: 'it once' });
    if (found.length > 0) taken.add((places[field] = found[0]!));
  }
  const missing = NEEDED.filter((field) => !(field in places) && set[field] === undefined && !(field in map));
  if (missing.length === NEEDED.length) {
    problems.push({ found: 'there is no header', expected: `the columns ${COLUMNS.join(', ')}` });
  } else {
    for (const field of missing) {
      const expected = `${EXPECTED[field]}: a column ${field}, or one mapped to it, or a value set for all rows`;
      problems.push({ field, found: 'the column is missing', expected });
    }
  }
  const unused = cells.filter((cell, place) => cell !== '' && !taken.has(place));
  const notes = unused.length === 0 ? [] : [`columns not used: ${unused.map(quoted).join(', ')}`];
  return { width, places, problems, notes };
}

/** The first way of looking that finds anything. */
function placesOf(cells: readonly string[], ...isIt: ((cell: string) => boolean)[]): number[] {
  for (const test of isIt) {
    const found = cells.flatMap((cell, place) => (test(cell) ? [place] : []));
    if (found.length > 0) return found;
  }
  return [];
}

function countOf(count: number): string {
  return count === 0 ? 'no column is' : `${count} columns are`;
}

function listOf(cells: readonly string[]): string {
  return `one of ${cells
    .filter((cell) => cell !== '')
    .map(quoted)
    .join(', ')}`;
}
