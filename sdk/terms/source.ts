import {
  type Alias,
  LineCounter,
  type Node,
  type Pair,
  type ParsedNode,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
} from 'yaml';
import type { Place, Problems, Word } from './problems.ts';

/** A YAML file as text: no scalar is a number, a date or a yes to us before our own rules have read it. */
export type Source = ScalarSource | ListSource | MapSource;

export interface ScalarSource extends Word {
  kind: 'scalar';
}

export interface ListSource {
  kind: 'list';
  items: Source[];
  place: Place;
}

export interface Entry {
  key: Word;
  value: Source;
}

export interface MapSource {
  kind: 'map';
  entries: Entry[];
  place: Place;
}

/** Reads YAML with its places. What is no YAML at all is added to the problems. */
export function readSource(text: string, problems: Problems): Source | undefined {
  const counter = new LineCounter();
  // The failsafe schema knows strings, lists and mappings only.
  const document = parseDocument<ParsedNode>(text, { schema: 'failsafe', lineCounter: counter, prettyErrors: false });
  const placeOf = (offset: number): Place => {
    const { line, col } = counter.linePos(offset);
    return { line, column: col };
  };
  for (const { message, pos } of [...document.errors, ...document.warnings]) {
    const rest = text.slice(pos[0]).split('\n')[0]?.trim().slice(0, 60) ?? '';
    problems.add(
      { text: rest, place: placeOf(pos[0]) },
      `YAML (${message}); a value with a comma inside { } is quoted`,
    );
  }
  if (document.errors.length > 0) return undefined;
  const read = (node: Node | null, fallback: number): Source => {
    const start = node?.range?.[0] ?? fallback;
    const place = placeOf(start);
    if (isAlias(node)) return read(resolved(node), start);
    if (isSeq(node)) return { kind: 'list', place, items: node.items.map((item) => read(item as Node, start)) };
    if (isMap(node))
      return { kind: 'map', place, entries: node.items.map((pair) => entry(pair as Pair<Node, Node | null>)) };
    if (!isScalar(node)) return { kind: 'scalar', text: '', place };
    const quoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE';
    const text = typeof node.value === 'string' ? node.value : '';
    return { kind: 'scalar', text, place: quoted ? { ...place, column: place.column + 1 } : place };
  };
  const resolved = (alias: Alias): Node | null => alias.resolve(document) ?? null;
  const entry = ({ key, value }: Pair<Node, Node | null>): Entry => {
    const word = read(key, 0);
    const name = word.kind === 'scalar' ? word : { text: JSON.stringify(word.kind), place: word.place };
    return { key: { text: name.text, place: name.place }, value: read(value, key.range?.[1] ?? 0) };
  };
  return read(document.contents, 0);
}

/** What a piece of source is called in a message. */
export function wordOf(source: Source): Word {
  if (source.kind === 'scalar') return source;
  return { text: source.kind === 'list' ? 'a list' : 'a mapping', place: source.place };
}

/** The place of a character inside a scalar: exact on its first line, which is where nearly all of them end. */
export function placeIn(scalar: Word, offset: number): Place {
  return { line: scalar.place.line, column: scalar.place.column + offset };
}

export function isEmpty(source: Source): boolean {
  return source.kind === 'scalar' && source.text.trim() === '';
}

/** The entries of a mapping; nothing at all counts as an empty one. */
export function entriesOf(source: Source | undefined, expected: string, problems: Problems): Entry[] {
  if (source === undefined || isEmpty(source)) return [];
  if (source.kind === 'map') return source.entries;
  problems.add(wordOf(source), expected);
  return [];
}

/** The items of a list; a single value counts as a list of one. */
export function itemsOf(source: Source | undefined): Source[] {
  if (source === undefined || isEmpty(source)) return [];
  return source.kind === 'list' ? source.items : [source];
}

/** The text of a scalar. */
export function textOf(source: Source, expected: string, problems: Problems): Word | undefined {
  if (source.kind === 'scalar' && source.text.trim() !== '') return source;
  problems.add(isEmpty(source) ? { text: 'nothing', place: source.place } : wordOf(source), expected);
  return undefined;
}

/** The entries of a mapping by key; a key that is none of `keys` is a problem. */
export function fieldsOf<Key extends string>(
  source: Source | undefined,
  { keys, what, problems }: { keys: readonly Key[]; what: string; problems: Problems },
): Partial<Record<Key, Source>> {
  const fields: Partial<Record<Key, Source>> = {};
  for (const { key, value } of entriesOf(source, `${what}: a mapping of ${keys.join(', ')}`, problems)) {
    const known = keys.find((one) => one === key.text);
    if (known === undefined) problems.add(key, `a key of ${what}: ${keys.join(', ')}`, keys);
    else fields[known] = value;
  }
  return fields;
}
