import type { Expr } from '../ast.ts';
import { formatDay } from '../days.ts';
import { inferKinds } from '../kinds.ts';
import { printExpr, printStatements, writeUnits } from '../print.ts';
import { takeProblems } from '../problems.ts';
import type { Schedule } from '../schedule.ts';
import { scopeOf } from '../scope.ts';
import type { ClassTerms, DayCount, FeeTerms, Terms, TriggerTerms } from '../terms.ts';

const DATES_A_LINE = 8;
const SECONDS = 60;

/** A deal as a file: the sections from `decimals` to `waterfall`. Payment dates are told one by one. */
export function printTerms(terms: Terms): string {
  const problems = takeProblems(terms.file);
  const context = {
    kinds: inferKinds(terms, scopeOf(terms, problems), problems),
    decimals: terms.decimals,
    balance: terms.classes[0]?.name.text,
  };
  const text = (expr: Expr): string => printExpr(expr, context);
  const money = (value: bigint): string => writeUnits(value, 'money', terms.decimals);
  const section = (name: string, lines: readonly string[]): string[] =>
    lines.length > 0 ? [`${name}:`, ...lines] : [];
  const named = (entries: readonly (readonly [string, Expr])[]): string[] =>
    entries.map(([name, expr]) => `  ${name}: ${text(expr)}`);
  const fields = (name: string, lines: readonly (readonly [string, string] | undefined)[]): string[] => {
    const given = lines.flatMap((line) => (line ? [`    ${line[0]}: ${line[1]}`] : []));
    return given.length > 0 ? [`  ${name}:`, ...given] : [`  ${name}: {}`];
  };
  const given = (name: string, expr: Expr | undefined): readonly [string, string] | undefined =>
    expr ? [name, text(expr)] : undefined;
  const classLines = (one: ClassTerms): string[] =>
    fields(one.name.text, [
      one.title === undefined ? undefined : ['name', JSON.stringify(one.title)],
      one.face > 0n || (!one.notional && !one.residual) ? ['face', money(one.face)] : undefined,
      one.opening === one.face ? undefined : ['opening', money(one.opening)],
      given('notional', one.notional),
      given('coupon', one.coupon),
      one.dayCount ? ['dayCount', dayCountText(one.dayCount)] : undefined,
      given('interestOnInterest', one.interestOnInterest),
      given('target', one.target),
      one.residual ? ['residual', 'true'] : undefined,
    ]);
  const feeLines = (one: FeeTerms): string[] =>
    fields(one.name.text, [
      one.title === undefined ? undefined : ['name', JSON.stringify(one.title)],
      given('amount', one.amount),
      given('rate', one.rate?.rate),
      given('of', one.rate?.of),
      one.rate ? ['dayCount', dayCountText(one.rate.dayCount)] : undefined,
      one.rate?.collection ? ['over', 'collection'] : undefined,
      one.cap ? ['cap', `${text(one.cap.amount)} every ${one.cap.every} dates`] : undefined,
      one.opening > 0n ? ['opening', money(one.opening)] : undefined,
    ]);
  const triggerLines = ({ name, when, latched, after, waivable }: TriggerTerms): string[] =>
    fields(name.text, [
      ['when', text(when)],
      latched ? ['latched', 'true'] : undefined,
      after ? ['test', 'after'] : undefined,
      waivable ? ['waivable', 'true'] : undefined,
    ]);
  return [
    `decimals: ${terms.decimals}`,
    ...(terms.rounding === 'down' ? [] : [`rounding: ${terms.rounding}`]),
    ...scheduleLines(terms.schedule),
    ...section('classes', terms.classes.flatMap(classLines)),
    ...section(
      'groups',
      terms.groups.map(({ name, names }) => `  ${name.text}: [${names.map((one) => one.text).join(', ')}]`),
    ),
    ...section(
      'accounts',
      terms.accounts.flatMap(({ name, opening }) =>
        fields(name.text, [opening > 0n ? ['opening', money(opening)] : undefined]),
      ),
    ),
    ...section('fees', terms.fees.flatMap(feeLines)),
    ...(terms.ledgers.length > 0 ? [`deficiencyLedgers: [${terms.ledgers.map((one) => one.text).join(', ')}]`] : []),
    ...section(
      'schedules',
      terms.tables.map(({ name, entries }) => `  ${name.text}: [${entries.map(text).join(', ')}]`),
    ),
    ...section('inputs', inputLines(terms)),
    ...section('definitions', named(terms.definitions.map(({ name, amount }) => [name.text, amount]))),
    ...section('triggers', terms.triggers.flatMap(triggerLines)),
    ...section('start', named(terms.start.map(({ name, value }) => [name.text, value]))),
    ...section('funds', named(terms.funds.map(({ name, amount }) => [name.text, amount]))),
    ...section('checks', named(terms.checks.map(({ name, condition }) => [name.text, condition]))),
    'waterfall:',
    ...terms.lists.flatMap(({ name, body }) => [`  ${name.text}:`, ...printStatements(body, context, '    ')]),
    '',
  ].join('\n');
}

function dayCountText(dayCount: DayCount): string {
  return 'rule' in dayCount ? dayCount.rule : `schedule ${dayCount.table.text}/${dayCount.denominator}`;
}

/** Kinds are said only where they are known: silent ones take them from their use. */
function inputLines({ inputs }: Terms): string[] {
  return inputs.map(({ name, kind }) => `  ${name.text}: ${kind ?? 'money'}`);
}

function scheduleLines({ dates, recordTime, runsFrom }: Schedule): string[] {
  const days = (list: readonly number[]): string[] => {
    const texts = list.map(formatDay);
    const rows = Array.from({ length: Math.ceil(texts.length / DATES_A_LINE) }, (_, i) =>
      texts.slice(i * DATES_A_LINE, (i + 1) * DATES_A_LINE).join(', '),
    );
    return ['[', ...rows.map((row) => `      ${row},`), '    ]'];
  };
  const [open = '[', ...payments] = days(dates.map(({ payment }) => payment));
  const ahead = new Set(dates.map(({ payment, record }) => payment - record));
  const [first = 0] = ahead;
  const clock = [Math.floor(recordTime / 3600), Math.floor(recordTime / SECONDS) % SECONDS, recordTime % SECONDS];
  const time = clock.map((part) => String(part).padStart(2, '0')).join(':');
  const zone = recordTime === 0 ? '' : ` ${time} UTC`;
  const record =
    ahead.size === 1
      ? [`  recordDate: ${first} days before${zone}`]
      : ['  recordDate:', `    days: ${days(dates.map((date) => date.record)).join('\n')}`, `    time: ${time} UTC`];
  return [
    'schedule:',
    `  dates: ${open}`,
    ...payments,
    ...record,
    ...(runsFrom === 1 ? [] : [`  runsFrom: ${runsFrom}`]),
  ];
}
