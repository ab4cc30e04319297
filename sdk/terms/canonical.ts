import { type Hex, keccak256, stringToBytes } from 'viem';
import { formatDay } from './days.ts';
import { inferKinds } from './kinds.ts';
import { type PrintContext, printExpr, printStep } from './print.ts';
import type { Expr, Statement } from './ast.ts';
import { takeProblems } from './problems.ts';
import { scopeOf } from './scope.ts';
import type { Terms } from './terms.ts';

/** What JSON can hold, without numbers: those would depend on who writes them. */
export type Canonical = string | boolean | readonly Canonical[] | { readonly [key: string]: Canonical };

/**
 * The sections of a deal that make its program, in one form whatever the file looked like: the calendar resolved, amounts in
 * base units, expressions and steps in the words of the language with the same spaces and parentheses, nothing of comments
 * or order of keys. Lists keep their order, as it means something. Other sections join as further keys.
 */
export function canonicalTerms(terms: Terms): { readonly [key: string]: Canonical } {
  const problems = takeProblems(terms.file);
  const kinds = inferKinds(terms, scopeOf(terms, problems), problems);
  const context: PrintContext = {
    kinds,
    decimals: terms.decimals,
  };
  const text = (expr: Expr): string => printExpr(expr, context);
  const amounts = (fields: Readonly<Record<string, Expr | undefined>>): Record<string, Canonical> =>
    Object.fromEntries(Object.entries(fields).flatMap(([key, expr]) => (expr ? [[key, text(expr)]] : [])));
  const statements = (body: readonly Statement[]): Canonical[] =>
    body.map((statement) => {
      if (statement.kind === 'step') return printStep(statement.step, context);
      return { when: text(statement.condition), then: statements(statement.body) };
    });
  const days = (dayCount: Terms['classes'][number]['dayCount']): Record<string, Canonical> => {
    if (dayCount === undefined) return {};
    return { dayCount: 'rule' in dayCount ? dayCount.rule : `schedule ${dayCount.table.text}/${dayCount.denominator}` };
  };
  const named = (name: string, fields: Record<string, Canonical>): Canonical => ({ name, ...fields });
  const { schedule } = terms;
  return {
    decimals: String(terms.decimals),
    rounding: terms.rounding,
    schedule: {
      ...(schedule.accrualFrom === undefined ? {} : { accrualFrom: formatDay(schedule.accrualFrom) }),
      ...(schedule.collectedFrom === undefined ? {} : { collectedFrom: formatDay(schedule.collectedFrom) }),
      dates: schedule.dates.map(({ nominal, payment, record }) => ({
        nominal: formatDay(nominal),
        payment: formatDay(payment),
        record: formatDay(record),
      })),
      recordTime: String(schedule.recordTime),
      runsFrom: String(schedule.runsFrom),
    },
    classes: terms.classes.map(({ name, title, face, opening, residual, dayCount, ...fields }) =>
      named(name.text, {
        ...(title === undefined ? {} : { title }),
        face: String(face),
        opening: String(opening),
        residual,
        ...days(dayCount),
        ...amounts({
          coupon: fields.coupon,
          interestOnInterest: fields.interestOnInterest,
          notional: fields.notional,
          target: fields.target,
        }),
      }),
    ),
    groups: terms.groups.map(({ name, names }) => named(name.text, { of: names.map((one) => one.text) })),
    accounts: terms.accounts.map(({ name, opening }) => named(name.text, { opening: String(opening) })),
    fees: terms.fees.map(({ name, title, opening, amount, rate, cap }) =>
      named(name.text, {
        ...(title === undefined ? {} : { title }),
        opening: String(opening),
        ...amounts({ amount, rate: rate?.rate, of: rate?.of, cap: cap?.amount }),
        ...days(rate?.dayCount),
        ...(rate ? { over: rate.collection ? 'collection' : 'accrual' } : {}),
        ...(cap ? { every: String(cap.every) } : {}),
      }),
    ),
    deficiencyLedgers: terms.ledgers.map((word) => word.text),
    schedules: terms.tables.map(({ name, entries }) => named(name.text, { entries: entries.map(text) })),
    inputs: terms.inputs.map(({ name, kind }) => named(name.text, { kind: kind ?? kinds.ofInput(name.text) })),
    definitions: terms.definitions.map(({ name, amount }) => named(name.text, { amount: text(amount) })),
    triggers: terms.triggers.map(({ name, when, latched, after, waivable }) =>
      named(name.text, { when: text(when), latched, waivable, test: after ? 'after' : 'before' }),
    ),
    start: terms.start.map(({ name, value }) => named(name.text, { value: text(value) })),
    funds: terms.funds.map(({ name, amount }) => named(name.text, { amount: text(amount) })),
    checks: terms.checks.map(({ name, condition }) => named(name.text, { condition: text(condition) })),
    waterfall: terms.lists.map(({ name, body }) => named(name.text, { steps: statements(body) })),
  };
}

/**
 * The hash that is filed: keccak256 of the canonical form as RFC 8785 writes JSON (keys sorted by their UTF-16 units, no
 * spaces; without numbers the rest of that standard is `JSON.stringify`).
 */
export function termsHash(canonical: { readonly [key: string]: Canonical }): Hex {
  return keccak256(stringToBytes(writeCanonical(canonical)));
}

/** JSON as RFC 8785 writes it. */
export function writeCanonical(value: Canonical): string {
  if (typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(writeCanonical).join(',')}]`;
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${writeCanonical(value[key] ?? '')}`).join(',')}}`;
}

function isList(value: Canonical): value is readonly Canonical[] {
  return Array.isArray(value);
}
