import { AmountUnreadable } from '../errors/money.ts';
import { parseAmount } from '../money/amount.ts';
import type { AssumptionName, AssumptionValues, Assumptions, Figure, Path } from './assumptions.ts';
import { quoted } from '../csv/finding.ts';
import { type AssumptionProblems, type Origin, gatherProblems, originIn } from './problems.ts';

/** What an assumption is, for messages and for the command line. */
export interface AssumptionKind {
  expected: string;
  /** Where the figure ends, in percent or months. */
  highest: number;
  /** One figure only, no path. */
  single?: true;
}

const PERCENT = 'a percentage from 0 to 100, or one a month';
const ANY_PERCENT = 100_000;
const LONGEST_LAG = 600;

/** All assumptions. The order is that of tables. */
export const ASSUMPTIONS: Readonly<Record<AssumptionName, AssumptionKind>> = {
  cpr: { expected: PERCENT, highest: 100 },
  psa: { expected: 'a multiple of the PSA standard in percent, such as 165', highest: ANY_PERCENT, single: true },
  smm: { expected: PERCENT, highest: 100 },
  cdr: { expected: PERCENT, highest: 100 },
  mdr: { expected: PERCENT, highest: 100 },
  severity: { expected: PERCENT, highest: 100 },
  lag: { expected: `a whole number of months from 0 to ${LONGEST_LAG}`, highest: LONGEST_LAG, single: true },
  delinquency: { expected: PERCENT, highest: 100 },
  dilution: { expected: PERCENT, highest: 100 },
  offered: { expected: 'a percentage of the first balance, or one a month', highest: ANY_PERCENT },
  fx: { expected: 'a percentage of the contract rate such as 98, or one a payment date', highest: ANY_PERCENT },
  index: { expected: 'a percentage a year from 0 to 100, or one a payment date', highest: 100 },
  expenses: { expected: 'an amount such as 12,500.00, or one a payment date', highest: Infinity },
  call: { expected: 'a percentage of the first balance from 0 to 100', highest: 100, single: true },
};

export const ASSUMPTION_NAMES = Object.keys(ASSUMPTIONS) as AssumptionName[];

/** Assumptions that exclude each other: two words for one thing. */
const EXCLUSIVE: readonly (readonly AssumptionName[])[] = [
  ['cpr', 'psa', 'smm'],
  ['cdr', 'mdr'],
];

export interface ReadAssumptionsParameters {
  /** Of the deal's money: for amounts. */
  decimals: number;
  /** Where they stand; and where to tell problems, if not thrown at once. */
  file?: string;
  /** Lines of the file by assumption. */
  rows?: Readonly<Record<string, number>>;
  problems?: AssumptionProblems;
}

/**
 * Reads what people assume, and checks all of it. What is silent is: no prepayment, no default, a severity of 100%, no lag,
 * nothing late or diluted, offers of the first balance every month, the contract rate, an index of 0, no call.
 *
 * @throws {AssumptionsRejected} with a line per problem, unless `problems` gathers them
 */
export function readAssumptions(
  values: AssumptionValues,
  { decimals, file, rows = {}, problems }: ReadAssumptionsParameters,
): Assumptions {
  const found = problems ?? gatherProblems();
  const originOf = (field: string): Origin => originIn(file, { field, row: rows[field] });
  for (const field of Object.keys(values)) {
    if (!isAssumption(field)) found.add(originOf(field), 'no such assumption', ONE_OF_THEM, ASSUMPTION_NAMES);
  }
  for (const names of EXCLUSIVE) {
    const given = names.filter((name) => values[name] !== undefined);
    const [first, ...others] = given;
    if (first !== undefined && others.length > 0) {
      found.add(originOf(first), `given together with ${others.join(' and ')}`, 'only one of them');
    }
  }
  const percent = (name: AssumptionName): Path | undefined => {
    const value = values[name];
    return value === undefined ? undefined : readPath(value, { name, origin: originOf(name), problems: found });
  };
  const { expenses } = values;
  const assumptions: Assumptions = {
    prepayment: prepaymentOf(percent),
    defaults: defaultsOf(percent),
    severity: percent('severity') ?? [1],
    lag: Math.round((percent('lag')?.[0] ?? 0) * 100),
    delinquency: percent('delinquency') ?? [],
    dilution: percent('dilution') ?? [],
    offered: percent('offered') ?? [1],
    fx: percent('fx') ?? [],
    index: percent('index') ?? [],
    expenses:
      expenses === undefined ? [] : readAmounts(expenses, { decimals, origin: originOf('expenses'), problems: found }),
    call: percent('call')?.[0],
  };
  if (problems === undefined) found.refuse();
  return assumptions;
}

export const ONE_OF_THEM = `one of ${ASSUMPTION_NAMES.join(', ')}`;

export function isAssumption(name: string): name is AssumptionName {
  return ASSUMPTION_NAMES.some((known) => known === name);
}

type Percent = (name: AssumptionName) => Path | undefined;

function prepaymentOf(percent: Percent): Assumptions['prepayment'] {
  const [cpr, psa, smm] = [percent('cpr'), percent('psa'), percent('smm')];
  if (psa !== undefined) return { kind: 'psa', speed: psa[0] ?? 0 };
  return smm === undefined ? { kind: 'annual', path: cpr ?? [] } : { kind: 'monthly', path: smm };
}

function defaultsOf(percent: Percent): Assumptions['defaults'] {
  const [cdr, mdr] = [percent('cdr'), percent('mdr')];
  return mdr === undefined ? { kind: 'annual', path: cdr ?? [] } : { kind: 'monthly', path: mdr };
}

const NUMBER = /^\d+(?:\.\d+)?$/;

/** The figures as fractions. An entry that is refused is 0. */
function readPath(
  value: Figure,
  { name, origin, problems }: { name: AssumptionName; origin: Origin; problems: AssumptionProblems },
): Path {
  const { expected, highest, single } = ASSUMPTIONS[name];
  const words = wordsOf(value, /[\s,;]+/);
  if (words.length === 0 || (single === true && words.length > 1)) {
    problems.add(origin, words.length === 0 ? 'nothing' : `${words.length} figures`, expected);
  }
  const isMonths = name === 'lag';
  return words.map((word) => {
    const digits = isMonths ? word : word.replace(/%$/, '');
    const number = NUMBER.test(digits) ? Number(digits) : undefined;
    const wrong =
      number === undefined
        ? foundOf(digits, word)
        : number > highest
          ? `${quoted(word)} is above ${highest}`
          : undefined;
    if (wrong !== undefined) problems.add(origin, wrong, expected);
    else if (isMonths && !Number.isInteger(number)) problems.add(origin, `${quoted(word)} is not whole`, expected);
    return wrong === undefined ? (number ?? 0) / 100 : 0;
  });
}

function foundOf(digits: string, word: string): string {
  const negative = digits.startsWith('-') && NUMBER.test(digits.slice(1));
  return `${quoted(word)} is ${negative ? 'negative' : 'not a number'}`;
}

function readAmounts(
  value: Figure,
  { decimals, origin, problems }: { decimals: number; origin: Origin; problems: AssumptionProblems },
): bigint[] {
  return wordsOf(value, /[\s;]+/).map((word) => {
    try {
      return parseAmount(word.replaceAll('_', ''), { decimals, symbol: '' }).units;
    } catch (error) {
      if (!(error instanceof AmountUnreadable)) throw error;
      problems.add(origin, `${quoted(word)} is not an amount`, ASSUMPTIONS.expenses.expected);
      return 0n;
    }
  });
}

function wordsOf(value: Figure, between: RegExp): string[] {
  const texts = typeof value === 'string' || typeof value === 'number' ? [value] : value;
  return texts.flatMap((text) =>
    String(text)
      .replaceAll(/\s+%/g, '%')
      .split(between)
      .filter((word) => word !== ''),
  );
}
