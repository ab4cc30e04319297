import { parseConditionText } from '../amounts.ts';
import type { Statement } from '../ast.ts';
import type { Problems, Word } from '../problems.ts';
import { type Source, entriesOf, isEmpty, itemsOf, placeIn, wordOf } from '../source.ts';
import { parseSteps } from '../steps.ts';
import type { ListTerms } from '../terms.ts';

/** Reads the lists of the waterfall, and numbers their steps in file order. */
export function readWaterfall(source: Source | undefined, problems: Problems): ListTerms[] {
  let line = 0;
  const readItem = (item: Source): Statement[] => {
    if (item.kind === 'list') return item.items.flatMap(readItem);
    if (item.kind === 'map') return item.entries.flatMap(({ key, value }) => readWhen(key, value));
    const inline = /^when\s[^:]*:/.exec(item.text);
    if (inline !== null) {
      const [head] = inline;
      const body = item.text.slice(head.length);
      const start = head.length + (body.length - body.trimStart().length);
      const rest: Source = { kind: 'scalar', text: body.trim(), place: placeIn(item, start) };
      return readWhen({ ...item, text: head.slice(0, -1) }, rest);
    }
    if (isEmpty(item)) {
      problems.add({ text: 'nothing', place: item.place }, 'a step');
      return [];
    }
    line += 1;
    return parseSteps(item, problems).map((step) => ({ kind: 'step', step, line }));
  };
  const readWhen = (key: Word, value: Source): Statement[] => {
    const head = /^when\s+/.exec(key.text)?.[0];
    if (head === undefined) {
      const [first = ''] = key.text.split(/\s/);
      problems.add({ ...key, text: first }, 'a step, or "when CONDITION:" with steps', ['when']);
      return [];
    }
    const condition = { text: key.text.slice(head.length), place: placeIn(key, head.length) };
    const when = parseConditionText(condition, problems);
    if (isEmpty(value) || (value.kind === 'list' && value.items.length === 0))
      problems.add(key, 'steps after "when CONDITION:"');
    const body = isEmpty(value) ? [] : readItem(value);
    return when ? [{ kind: 'when', word: key, condition: when, body }] : [];
  };
  const lists = entriesOf(source, 'waterfall: list: [steps]', problems).map(({ key, value }): ListTerms => {
    const body = value.kind === 'map' ? readItem(value) : itemsOf(value).flatMap(readItem);
    return { name: key, body };
  });
  if (lists.length === 0) {
    const word = source ? wordOf(source) : { text: 'the file', place: { line: 1, column: 1 } };
    problems.add(word, 'a section "waterfall" with lists of steps');
  }
  return lists;
}
