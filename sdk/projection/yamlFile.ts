import type { Problems } from '../terms/problems.ts';
import { type Entry, type Source, isEmpty, readSource } from '../terms/source.ts';
import type { Figure } from './assumptions.ts';
import { quoted } from '../csv/finding.ts';
import { type AssumptionProblems, originIn } from './problems.ts';

/** A YAML file of ours, and where to tell what is wrong with it. */
export interface YamlFile {
  text: string;
  /** How messages call it. */
  file: string;
  problems: AssumptionProblems;
}

/** The entries of a file that is one mapping. What is no YAML is told. */
export function entriesOfFile({ text, file, problems }: YamlFile, expected: string): Entry[] {
  const yaml: Problems = {
    file,
    add: ({ text: word, place }, what) => problems.add({ file, row: place.line, field: 'YAML' }, quoted(word), what),
    get count() {
      return problems.count;
    },
    refuse: problems.refuse,
  };
  const source = readSource(text, yaml);
  if (source === undefined) return [];
  if (source.kind === 'map') return source.entries;
  const found = isEmpty(source) ? 'the file is empty' : 'the file is no mapping';
  problems.add({ file, row: source.place.line, field: 'YAML' }, found, expected);
  return [];
}

/** A scalar, or a list of them: a figure as `readAssumptions` takes it. */
export function figureOf(
  source: Source,
  { field, file, problems }: { field: string } & Omit<YamlFile, 'text'>,
): Figure | undefined {
  if (source.kind === 'scalar') return source.text;
  const origin = originIn(file, { field, row: source.place.line });
  if (source.kind === 'map') {
    problems.add(origin, 'a mapping', 'a figure, or a list of them');
    return undefined;
  }
  return source.items.flatMap((item) => {
    if (item.kind === 'scalar') return [item.text];
    problems.add(origin, 'a list within a list of figures', 'figures');
    return [];
  });
}
