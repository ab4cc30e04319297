import type { Expr } from '../ast.ts';
import { DAY_COUNTS } from '../dayCount.ts';
import type { Problems, Word } from '../problems.ts';
import { readWhole } from '../amounts.ts';
import { readAll } from '../reader.ts';
import { type Source, entriesOf, fieldsOf, isEmpty, itemsOf, textOf, wordOf } from '../source.ts';
import type { AccountTerms, ClassTerms, DayCount, FeeTerms, GroupTerms } from '../terms.ts';
import { readAmount } from '../amounts.ts';
import { readWho } from './parties.ts';
import { present } from './reading.ts';
import { amountOf, checkName, flagOf, moneyOf } from './values.ts';

interface Reading {
  decimals: number;
  problems: Problems;
}

const CLASS_KEYS = [
  ...([
    'name',
    'face',
    'coupon',
    'dayCount',
    'interestOnInterest',
    'notional',
    'target',
    'residual',
    'opening',
  ] as const),
  ...(['symbol', 'units', 'denomination', 'lot', 'investors', 'retained'] as const),
];
/** Keys of a class that the page of the deal file adds. */
const OTHER_CLASS_KEYS = ['symbol', 'units', 'denomination', 'lot', 'investors', 'retained'];
const FEE_KEYS = ['name', 'amount', 'rate', 'of', 'dayCount', 'over', 'cap', 'opening', 'payee'] as const;

export function readClasses(source: Source | undefined, { decimals, problems }: Reading): ClassTerms[] {
  return entriesOf(source, 'classes: name: { face: … }', problems).flatMap(({ key, value }) => {
    if (!checkName(key, problems)) return [];
    const fields = fieldsOf(value, { keys: CLASS_KEYS, what: `class ${key.text}`, problems });
    const face = moneyOf(fields.face, { decimals, problems });
    const residual = flagOf(fields.residual, problems);
    if (!fields.face && !fields.notional && !residual)
      problems.add(key, 'a class with a face, a notional, or "residual: true"');
    if (fields.face && fields.notional) problems.add(wordOf(fields.notional), 'no notional: this class has a face');
    const opening = moneyOf(fields.opening, { decimals, problems }) ?? face ?? 0n;
    if (fields.opening && opening > (face ?? 0n))
      problems.add(wordOf(fields.opening), 'an opening balance not above the face');
    const coupon = amountOf(fields.coupon, 'a rate: 4.00%, index + 2.25%', problems);
    const dayCount = readDayCount(fields.dayCount, problems);
    if (coupon && !fields.dayCount)
      problems.add(key, `a dayCount beside the coupon: ${Object.keys(DAY_COUNTS).join(', ')}`);
    const interestOnInterest = amountOf(fields.interestOnInterest, 'a rate: 7.00%', problems);
    if (fields.interestOnInterest && !fields.coupon) {
      problems.add(wordOf(fields.interestOnInterest), 'a coupon, if interest is to bear interest');
    }
    const notional = amountOf(fields.notional, 'an amount', problems);
    if (fields.notional && !fields.coupon) problems.add(wordOf(fields.notional), 'a coupon on the notional');
    const target = amountOf(fields.target, 'the balance that the class may keep', problems);
    const title = fields.name && textOf(fields.name, 'a name', problems)?.text;
    const other =
      value.kind === 'map' ? value.entries.filter((entry) => OTHER_CLASS_KEYS.includes(entry.key.text)) : [];
    const given = present({ title, coupon, dayCount, interestOnInterest, notional, target });
    return [{ name: key, face: face ?? 0n, opening, residual, other, ...given }];
  });
}

/** `ACT/365F`; or a schedule of days over the days of a year: `couponDays/360`. */
function readDayCount(source: Source | undefined, problems: Problems): DayCount | undefined {
  if (source === undefined) return undefined;
  const rules = Object.keys(DAY_COUNTS);
  const word = textOf(source, rules.join(', '), problems);
  if (word === undefined) return undefined;
  if (Object.hasOwn(DAY_COUNTS, word.text)) return { rule: word.text };
  const { table, denominator } = /^schedule (?<table>\S+) ?\/ ?(?<denominator>\d+)$/.exec(word.text)?.groups ?? {};
  if (table !== undefined && Number(denominator) > 0) {
    return { table: { ...word, text: table }, denominator: BigInt(denominator ?? 1) };
  }
  problems.add(word, `${rules.join(', ')}, or a table of days: schedule NAME/360`, rules);
  return undefined;
}

export function readAccounts(source: Source | undefined, { decimals, problems }: Reading): AccountTerms[] {
  return entriesOf(source, 'accounts: name: { opening: … }', problems).flatMap(({ key, value }) => {
    const fields = fieldsOf(value, { keys: ['opening'], what: `account ${key.text}`, problems });
    const opening = moneyOf(fields.opening, { decimals, problems }) ?? 0n;
    return checkName(key, problems) ? [{ name: key, opening }] : [];
  });
}

export function readFees(source: Source | undefined, { decimals, problems }: Reading): FeeTerms[] {
  return entriesOf(source, 'fees: name: { amount: … }', problems).flatMap(({ key, value }) => {
    if (!checkName(key, problems)) return [];
    const fields = fieldsOf(value, { keys: FEE_KEYS, what: `fee ${key.text}`, problems });
    const amount = amountOf(fields.amount, 'an amount', problems);
    const rate = readRate(fields, { key, problems });
    if (fields.amount && fields.rate) problems.add(wordOf(fields.rate), 'an amount or a rate, not both');
    const cap = fields.cap && readCap(fields.cap, problems);
    if (fields.cap && !fields.amount && !fields.rate)
      problems.add(wordOf(fields.cap), 'an amount or a rate that the cap limits');
    const opening = moneyOf(fields.opening, { decimals, problems }) ?? 0n;
    const title = fields.name && textOf(fields.name, 'a name', problems)?.text;
    const paidTo = readWho(fields.payee, problems);
    return [{ name: key, opening, ...present({ title, amount, rate, cap, paidTo }) }];
  });
}

function readRate(
  fields: Partial<Record<(typeof FEE_KEYS)[number], Source>>,
  { key, problems }: { key: Word; problems: Problems },
): FeeTerms['rate'] {
  const rate = amountOf(fields.rate, 'a rate: 0.50%', problems);
  const of = amountOf(fields.of, 'the amount that the rate is of', problems);
  const dayCount = readDayCount(fields.dayCount, problems);
  const over = fields.over && textOf(fields.over, 'collection or accrual', problems);
  const known = ['collection', 'accrual'];
  if (over && !known.includes(over.text)) problems.add(over, 'collection or accrual', known);
  if (fields.rate === undefined) {
    for (const name of ['of', 'dayCount', 'over'] as const) {
      const extra = fields[name];
      if (extra) problems.add(wordOf(extra), `a rate beside "${name}"`);
    }
    return undefined;
  }
  if (!fields.of) problems.add(key, 'a fee with "of: amount" beside its rate');
  if (!fields.dayCount) problems.add(key, 'a fee with a dayCount beside its rate');
  return rate && of && dayCount ? { rate, of, dayCount, collection: over?.text === 'collection' } : undefined;
}

function readCap(source: Source, problems: Problems): { amount: Expr; every: number } | undefined {
  const expected = 'a cap: 150_000 every 12 dates';
  const word = textOf(source, expected, problems);
  if (word === undefined) return undefined;
  return readAll(word, problems, (reader) => {
    const amount = readAmount(reader);
    reader.expect('every');
    const token = reader.peek();
    const every = Number(readWhole(reader, 'a number of dates: 150_000 every 12 dates'));
    if (every === 0) problems.add(token, expected);
    if (!reader.accept('date')) reader.expect('dates');
    return { amount, every };
  });
}

export function readGroups(source: Source | undefined, problems: Problems): GroupTerms[] {
  return entriesOf(source, 'groups: name: [classes]', problems).flatMap(({ key, value }) => {
    const names = itemsOf(value).flatMap((item) => textOf(item, 'a class', problems) ?? []);
    if (isEmpty(value) || names.length === 0) problems.add(key, 'a group with at least one class');
    return checkName(key, problems) ? [{ name: key, names }] : [];
  });
}
