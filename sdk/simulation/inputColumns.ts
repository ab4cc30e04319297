import type { Finding } from '../csv/finding.ts';
import { quoted } from '../csv/finding.ts';
import { INPUT_CODES } from '../engine/program.ts';
import { WAIVED, isFlag } from '../terms/scope.ts';
import type { CompiledTerms } from '../terms/compileTerms.ts';
import { nearestWord } from '../terms/nearest.ts';
import type { Quantity } from './quantity.ts';

/** Where the value of an opening column goes: a class, a fee, an account or a memory cell by its index. */
export interface Opening {
  of: 'classes' | 'fees' | 'accounts' | 'memory';
  index: number;
  name: string;
}

/** What a column of the table is. */
export type InputColumn = { name: string } & (
  | { type: 'period' }
  | { type: 'date' }
  /** An input by its name, but none that this deal reads. */
  | { type: 'unused' }
  | { type: 'input'; index: number; quantity: Quantity }
  | { type: 'opening'; opening: Opening; quantity: Quantity }
);

const OPENING = 'opening.';
const PREVIOUS = 'previous ';

/** All columns that a deal's table of inputs may have. All its inputs must be there; the others need not. */
export function columnsOf({ labels }: Pick<CompiledTerms, 'labels'>, declared: readonly string[] = []): InputColumn[] {
  const inputs = labels.inputs.map(({ name, kind }, index): InputColumn => {
    return { name, type: 'input', index, quantity: isFlag(name) ? 'flag' : kind };
  });
  const waivers = labels.triggers.map(({ name }) => `${WAIVED}${name}`);
  const unused = [...Object.keys(INPUT_CODES), ...declared, ...waivers]
    .filter((name) => !inputs.some((input) => input.name === name))
    .map((name): InputColumn => ({ name, type: 'unused' }));
  const others = [...openingsOf({ labels }), ...unused];
  return [{ name: 'period', type: 'period' }, { name: 'date', type: 'date' }, ...inputs, ...others];
}

function openingsOf({ labels }: Pick<CompiledTerms, 'labels'>): InputColumn[] {
  const columns = new Map<string, InputColumn>();
  const add = (name: string, { of, index }: Omit<Opening, 'name'>, quantity: Quantity): void => {
    const column = `${OPENING}${name}`;
    if (columns.has(column)) return;
    columns.set(column, { name: column, type: 'opening', opening: { of, index, name }, quantity });
  };
  labels.classes.forEach(({ name }, index) => add(name, { of: 'classes', index }, 'money'));
  labels.accounts.forEach((name, index) => add(name, { of: 'accounts', index }, 'money'));
  labels.fees.forEach(({ name }, index) => add(name, { of: 'fees', index }, 'money'));
  for (const { name, kind } of [...labels.definitions, ...labels.triggers, ...labels.lets]) {
    const index = labels.memory.indexOf(`${PREVIOUS}${name}`);
    const trigger = labels.triggers.some((one) => one.name === name);
    if (index >= 0) add(name, { of: 'memory', index }, trigger ? 'flag' : kind);
  }
  return [...columns.values()];
}

/** Our names of columns, and what a foreign file calls them: `{ pool: 'Ending Balance' }`. */
export type ColumnMap = Readonly<Record<string, string>>;

export interface Header {
  /** By position. */
  columns: (InputColumn | undefined)[];
  problems: Finding[];
}

/** Which cell is which column. What is missing, unknown or there twice is told, with the nearest word. */
export function readHeader(
  cells: readonly string[],
  { compiled, declared, map }: { compiled: CompiledTerms; declared: readonly string[]; map: ColumnMap },
): Header {
  const problems: Finding[] = [];
  const separator = cells.length === 1 ? /[;\t|]/.exec(cells[0] ?? '')?.[0] : undefined;
  if (separator !== undefined) {
    return { columns: [], problems: [{ found: `cells are separated by ${quoted(separator)}`, expected: 'commas' }] };
  }
  const known = columnsOf(compiled, declared);
  const names = known.filter(({ type }) => type !== 'unused').map(({ name }) => name);
  const ours = new Map(Object.entries(map).map(([name, theirs]) => [theirs, name]));
  for (const [name, theirs] of Object.entries(map)) {
    if (!known.some((one) => one.name === name)) problems.push({ field: name, ...unknown(name, { compiled, names }) });
    if (cells.includes(theirs)) continue;
    problems.push({ field: name, found: `no column is called ${quoted(theirs)}`, ...wanted(theirs, cells) });
  }
  const columns = cells.map((cell) => known.find(({ name }) => name === (ours.get(cell) ?? cell)));
  cells.forEach((cell, i) => {
    const column = columns[i];
    // A column that is mapped to no input of the deal was told of above.
    if (column === undefined && !ours.has(cell)) problems.push({ field: cell, ...unknown(cell, { compiled, names }) });
    else if (column && columns.indexOf(column) !== i) {
      problems.push({ field: column.name, found: 'the column is there twice', expected: 'it once' });
    }
  });
  for (const column of known) {
    if (columns.includes(column) || Object.hasOwn(map, column.name)) continue;
    if (column.type !== 'period' && column.type !== 'input') continue;
    const expected =
      column.type === 'period' ? 'the number of the payment date' : 'a column for it: the deal reads this input';
    problems.push({ field: column.name, found: 'the column is missing', expected });
  }
  return { columns, problems };
}

function unknown(
  name: string,
  { compiled, names }: { compiled: CompiledTerms; names: readonly string[] },
): Pick<Finding, 'found' | 'expected'> {
  const { definitions, triggers, lets } = compiled.labels;
  const value = [...definitions, ...triggers, ...lets].find((one) => `${OPENING}${one.name}` === name);
  if (value) return { found: 'nothing in the deal remembers it', expected: `a name that the deal reads as "previous"` };
  return { found: 'the deal has no such column', ...wanted(name, names) };
}

function wanted(name: string, names: readonly string[]): Pick<Finding, 'expected'> {
  const nearest = nearestWord(name, names);
  const list = names.filter((one) => one !== '' && !one.startsWith(OPENING)).join(', ');
  return { expected: `one of ${list}${nearest === undefined ? '' : `; did you mean "${nearest}"?`}` };
}
