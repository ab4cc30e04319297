import { readQuantity } from '../simulation/quantity.ts';
import type { Entry, Source } from '../terms/source.ts';
import type { AssumptionName, AssumptionValues, Figure } from './assumptions.ts';
import type { GivenInputs } from './inputs.ts';
import type { Line } from './lines.ts';
import { quoted } from '../csv/finding.ts';
import { originIn } from './problems.ts';
import { ASSUMPTION_NAMES, isAssumption, readAssumptions } from './readAssumptions.ts';
import { type YamlFile, entriesOfFile, figureOf } from './yamlFile.ts';

/** What a file of assumptions says: figures as on the command line, representative lines, and inputs given by date. */
export interface AssumptionFile {
  values: AssumptionValues;
  lines: Line[];
  turnover: number | undefined;
  given: GivenInputs;
}

const OTHER_KEYS = ['lines', 'turnover', 'inputs'] as const;
const KEYS = [...ASSUMPTION_NAMES, ...OTHER_KEYS];

/** Reads a file of assumptions. Problems are added, with their lines and the nearest known word. */
export function readAssumptionFile(source: YamlFile, { decimals }: { decimals: number }): AssumptionFile {
  const { file, problems } = source;
  const values: Partial<Record<AssumptionName, Figure>> = {};
  const rows: Record<string, number> = {};
  const read: AssumptionFile = { values, lines: [], turnover: undefined, given: {} };
  const reading = { ...source, decimals };
  for (const { key, value } of entriesOfFile(source, 'assumptions such as cpr: 10, and lines')) {
    const { text: name, place } = key;
    if (name === 'lines') read.lines = readLines(value, reading);
    else if (name === 'turnover') read.turnover = positive(value, { field: 'turnover', ...reading });
    else if (name === 'inputs') read.given = readGiven(value, reading);
    else if (isAssumption(name)) {
      const figure = figureOf(value, { field: name, file, problems });
      if (figure !== undefined) values[name] = figure;
      rows[name] = place.line;
    } else {
      problems.add(originIn(file, { field: name, row: place.line }), 'no such key', `one of ${KEYS.join(', ')}`, KEYS);
    }
  }
  readAssumptions(values, { decimals, file, rows, problems });
  return read;
}

type Reading = YamlFile & { decimals: number };
type Place = Reading & { field: string };

const LINE_KEYS = {
  level: ['balance', 'rate', 'netRate', 'term', 'age', 'residualValue'],
  bullet: ['balance', 'rate', 'netRate', 'term', 'age'],
  turnover: ['balance', 'turnover'],
  forecast: ['balance', 'forecast'],
} as const;
type LineType = keyof typeof LINE_KEYS;
const LINE_TYPES = Object.keys(LINE_KEYS) as LineType[];
const OPTIONAL = ['netRate', 'age', 'residualValue'];

function readLines(source: Source, reading: Reading): Line[] {
  const items = source.kind === 'list' ? source.items : [source];
  return items.flatMap((item, i) => readLine(item, { ...reading, field: `lines[${i + 1}]` }) ?? []);
}

function readLine(source: Source, place: Place): Line | undefined {
  const { field, file, problems } = place;
  const row = source.place.line;
  const add = (name: string, found: string, expected: string, known?: readonly string[]): void =>
    problems.add(originIn(file, { field: name, row }), found, expected, known);
  if (source.kind !== 'map') {
    add(field, 'no mapping', 'a line such as { type: level, balance: 75_000_000, rate: 9%, term: 36 }');
    return undefined;
  }
  const entries = new Map(source.entries.map(({ key, value }) => [key.text, value]));
  const typeText = textOf(entries.get('type'));
  const type = LINE_TYPES.find((one) => one === typeText);
  if (type === undefined) {
    add(`${field}.type`, typeText === '' ? 'nothing' : quoted(typeText), `one of ${LINE_TYPES.join(', ')}`);
    return undefined;
  }
  const keys: readonly string[] = LINE_KEYS[type];
  for (const { key } of source.entries) {
    if (key.text === 'type' || keys.includes(key.text)) continue;
    add(key.text, `no such key of ${field}`, `one of ${keys.join(', ')}`, keys);
  }
  const before = problems.count;
  for (const key of keys) {
    const needed = !OPTIONAL.includes(key) && !(type === 'forecast' && key === 'balance');
    if (needed && !entries.has(key)) add(`${field}.${key}`, 'nothing', 'it: the line needs it');
  }
  const line = lineOf(type, { entries, place });
  return problems.count === before ? line : undefined;
}

function lineOf(type: LineType, { entries, place }: { entries: ReadonlyMap<string, Source>; place: Place }): Line {
  const at = (key: string): Place => ({ ...place, field: `${place.field}.${key}` });
  const money = (key: string): bigint => quantityOf(entries.get(key), { ...at(key), quantity: 'money' });
  const rate = (key: string): bigint => quantityOf(entries.get(key), { ...at(key), quantity: 'rate' });
  const count = (key: string): number => Number(quantityOf(entries.get(key), { ...at(key), quantity: 'count' }));
  if (type === 'turnover') {
    return { type, balance: money('balance'), turnover: positive(entries.get('turnover'), at('turnover')) ?? 1 };
  }
  if (type === 'forecast') {
    const forecast = entries.get('forecast');
    const amounts = forecast === undefined ? [] : amountsOf(forecast, at('forecast'));
    return { type, forecast: amounts, ...(entries.has('balance') ? { balance: money('balance') } : {}) };
  }
  const term = count('term');
  if (entries.has('term') && (term < 1 || term > MOST_MONTHS)) {
    const origin = originIn(place.file, { field: at('term').field, row: entries.get('term')?.place.line });
    place.problems.add(origin, quoted(String(term)), `a whole number of months from 1 to ${MOST_MONTHS}`);
  }
  return {
    type,
    ...{ balance: money('balance'), rate: rate('rate'), term: Math.min(MOST_MONTHS, term) },
    ...(entries.has('netRate') ? { netRate: rate('netRate') } : {}),
    ...(entries.has('age') ? { age: count('age') } : {}),
    ...(type === 'level' && entries.has('residualValue') ? { residualValue: money('residualValue') } : {}),
  };
}

const MOST_MONTHS = 1_200;

function readGiven(source: Source, reading: Reading): GivenInputs {
  const entries: readonly Entry[] = source.kind === 'map' ? source.entries : [];
  if (source.kind !== 'map') {
    const origin = originIn(reading.file, { field: 'inputs', row: source.place.line });
    reading.problems.add(origin, 'no mapping', 'vectors by the name of the input: { yieldSupplement: [100, 90] }');
  }
  return Object.fromEntries(
    entries.map(({ key, value }) => [key.text, amountsOf(value, { ...reading, field: `inputs.${key.text}` })]),
  );
}

/** Amounts of money; with % rates. */
function amountsOf(source: Source, place: Place): bigint[] {
  const items = source.kind === 'list' ? source.items : [source];
  return items.map((item) => quantityOf(item, { ...place, quantity: textOf(item).endsWith('%') ? 'rate' : 'money' }));
}

function quantityOf(
  source: Source | undefined,
  { quantity, decimals, field, file, problems }: Place & { quantity: 'money' | 'rate' | 'count' },
): bigint {
  // What is missing was told where the line was read.
  if (source === undefined) return 0n;
  const value = readQuantity(textOf(source), { quantity, decimals, units: 'currency' });
  if (typeof value === 'bigint') return value;
  problems.add(originIn(file, { field, row: source.place.line }), value.found, value.expected);
  return 0n;
}

const MOST_TURNOVER = 365;

function positive(source: Source | undefined, { field, file, problems }: Place): number | undefined {
  const text = textOf(source);
  const value = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : 0;
  if (value > 0 && value <= MOST_TURNOVER) return value;
  if (source !== undefined) {
    problems.add(originIn(file, { field, row: source.place.line }), quoted(text), TURNOVER_EXPECTED);
  }
  return undefined;
}

export const TURNOVER_EXPECTED = `how often a year the receivables turn over, above 0 and up to ${MOST_TURNOVER}`;

function textOf(source: Source | undefined): string {
  return source?.kind === 'scalar' ? source.text.trim() : '';
}
