import { parseAmountText, parseConditionText } from '../amounts.ts';
import type { Expr, Kind } from '../ast.ts';
import { decimalOf } from '../lexer.ts';
import type { Problems, Word } from '../problems.ts';
import { RESERVED } from '../reader.ts';
import { type Source, entriesOf, fieldsOf, isEmpty, itemsOf, textOf, wordOf } from '../source.ts';
import type { CheckTerms, DefinitionTerms, FundTerms, InputTerms, TableTerms, TriggerTerms } from '../terms.ts';

const NAME = /^\p{L}[\p{L}\p{N}]*(?:[-.][\p{L}\p{N}]+)*$/u;
/** Built in: nothing else can be called so. */
const BUILT_IN = ['period', 'bought'];

/** Whether something can be called so; tells if not. */
export function checkName(word: Word, problems: Problems): boolean {
  if (RESERVED.includes(word.text) || BUILT_IN.includes(word.text)) {
    problems.add(word, 'another name: this word means something in amounts and steps');
    return false;
  }
  if (!NAME.test(word.text)) {
    problems.add(word, 'a name of letters and digits, with - or . between them');
    return false;
  }
  return true;
}

/** An amount in a scalar. */
export function amountOf(source: Source | undefined, expected: string, problems: Problems): Expr | undefined {
  if (source === undefined) return undefined;
  const word = textOf(source, expected, problems);
  return word && parseAmountText(word, problems);
}

/** `yes` and `no` in a scalar: true or false. */
export function flagOf(source: Source | undefined, problems: Problems): boolean {
  if (source === undefined) return false;
  const word = textOf(source, 'true or false', problems);
  if (word && word.text !== 'true' && word.text !== 'false') problems.add(word, 'true or false', ['true', 'false']);
  return word?.text === 'true';
}

/** An amount of money in base units. */
export function moneyOf(
  source: Source | undefined,
  { decimals, problems }: { decimals: number; problems: Problems },
): bigint | undefined {
  if (source === undefined) return undefined;
  const expected = `an amount with at most ${decimals} decimals: 60_000_000`;
  const word = textOf(source, expected, problems);
  const value = word && decimalOf(word.text.trim());
  if (word && (value === undefined || value.places > decimals)) problems.add(word, expected);
  if (value === undefined || value.places > decimals) return undefined;
  return value.digits * 10n ** BigInt(decimals - value.places);
}

export function readDefinitions(source: Source | undefined, problems: Problems): DefinitionTerms[] {
  return entriesOf(source, 'definitions: name: amount', problems).flatMap(({ key, value }) => {
    const amount = amountOf(value, 'an amount', problems);
    return checkName(key, problems) && amount ? [{ name: key, amount }] : [];
  });
}

export function readTriggers(source: Source | undefined, problems: Problems): TriggerTerms[] {
  return entriesOf(source, 'triggers: name: { when: condition }', problems).flatMap(({ key, value }) => {
    if (!checkName(key, problems)) return [];
    // A condition alone is a trigger without anything special.
    const plain = value.kind === 'scalar' && !isEmpty(value);
    const keys = ['when', 'latched', 'test', 'waivable'] as const;
    const fields = plain ? { when: value } : fieldsOf(value, { keys, what: `trigger ${key.text}`, problems });
    const word = fields.when && textOf(fields.when, 'a condition', problems);
    if (fields.when === undefined) problems.add(key, 'a trigger with "when: condition"');
    const when = word && parseConditionText(word, problems);
    const [latched, waivable] = [flagOf(fields.latched, problems), flagOf(fields.waivable, problems)];
    if (latched && waivable) problems.add(key, 'a trigger that is latched or waivable, not both');
    const test = fields.test && textOf(fields.test, 'before or after', problems);
    const known = ['before', 'after'];
    if (test && !known.includes(test.text)) problems.add(test, 'before or after', known);
    return when ? [{ name: key, when, latched, waivable, after: test?.text === 'after' }] : [];
  });
}

export function readFunds(source: Source | undefined, problems: Problems): FundTerms[] {
  return entriesOf(source, 'funds: bucket: the amount it receives', problems).flatMap(({ key, value }) => {
    const amount = amountOf(value, 'the amount that the bucket receives', problems);
    return checkName(key, problems) && amount ? [{ name: key, amount }] : [];
  });
}

export function readChecks(source: Source | undefined, problems: Problems): CheckTerms[] {
  return entriesOf(source, 'checks: name: condition', problems).flatMap(({ key, value }) => {
    const word = textOf(value, 'a condition', problems);
    const condition = word && parseConditionText(word, problems);
    return checkName(key, problems) && condition ? [{ name: key, condition }] : [];
  });
}

/** `inputs: [rent, swapRate]`, or with kinds: `inputs: { rent: money, tenants: count, swapRate: rate }`. */
export function readInputs(source: Source | undefined, problems: Problems): InputTerms[] {
  const kinds = ['money', 'count', 'rate'] as const satisfies readonly Kind[];
  if (source?.kind === 'map') {
    return source.entries.flatMap(({ key, value }) => {
      const word = textOf(value, 'money, count or rate', problems);
      const kind = kinds.find((one) => one === word?.text);
      if (word && kind === undefined) problems.add(word, 'money, count or rate', kinds);
      return checkName(key, problems) && kind ? [{ name: key, kind }] : [];
    });
  }
  return itemsOf(source).flatMap((item) => {
    const word = textOf(item, 'the name of an input', problems);
    return word && checkName(word, problems) ? [{ name: word }] : [];
  });
}

export function readTables(source: Source | undefined, problems: Problems): TableTerms[] {
  return entriesOf(source, 'schedules: name: [amounts]', problems).flatMap(({ key, value }) => {
    const entries = itemsOf(value).flatMap((item) => {
      const entry = amountOf(item, 'an amount', problems);
      if (entry && entry.type !== 'number' && entry.type !== 'percent') {
        problems.add(wordOf(item), 'a number or a percentage: a schedule is a table');
        return [];
      }
      return entry ?? [];
    });
    if (entries.length === 0) problems.add(key, 'a schedule with one amount for each date');
    return checkName(key, problems) && entries.length > 0 ? [{ name: key, entries }] : [];
  });
}

export function readStart(source: Source | undefined, problems: Problems): { name: Word; value: Expr }[] {
  return entriesOf(source, 'start: name: number', problems).flatMap(({ key, value }) => {
    const amount = amountOf(value, 'a number', problems);
    if (amount && amount.type !== 'number' && amount.type !== 'percent') problems.add(wordOf(value), 'a number');
    return amount ? [{ name: key, value: amount }] : [];
  });
}
