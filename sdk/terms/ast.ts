import type { Decimal } from './lexer.ts';
import type { Word } from './problems.ts';

/** What an amount is counted in. Money, counts and rates don't mix. */
export type Kind = 'money' | 'count' | 'rate';

export type Comparison = '<' | '<=' | '>' | '>=' | '=';

/** An amount or a condition, as written. `word` is where it stands. */
export type Expr = { word: Word } & (
  | { type: 'number'; value: Decimal }
  /** A number in units already: only `explain` makes it. */
  | { type: 'raw'; value: bigint }
  | { type: 'percent'; value: Decimal }
  | { type: 'percentOf'; value: Decimal; of: Expr; up: boolean }
  | { type: 'if'; when: Expr; then: Expr; otherwise: Expr }
  | { type: 'sum'; sign: '+' | '-'; left: Expr; right: Expr }
  /** `a * b / c`: without c, a product; without b, a quotient. `kind`: what comes out, where only `explain` knows. */
  | { type: 'product'; a: Expr; b?: Expr; c?: Expr; kind?: Kind }
  | { type: 'extreme'; which: 'max' | 'min'; items: Expr[] }
  | { type: 'previous' | 'opening' | 'schedule' | 'name'; name: Word }
  | { type: 'due'; claim: Claim; name: Word }
  | { type: 'deficiency'; name: Word }
  | { type: 'interestOn'; base: Expr; rate: Expr; days: bigint; denominator: bigint }
  | { type: 'or' | 'and'; left: Expr; right: Expr }
  | { type: 'not'; of: Expr }
  | { type: 'compare'; comparison: Comparison; left: Expr; right: Expr }
);

export type Claim = 'interest' | 'principal' | 'fee';

/** Whether it is a condition; an amount counts as one where a condition is asked for: it holds if it is not 0. */
export function isCondition({ type }: Expr): boolean {
  return type === 'or' || type === 'and' || type === 'not' || type === 'compare';
}

/** What may follow a step that pays. */
export interface Suffix {
  from?: Word;
  upTo?: Expr;
  support: Word[];
}

export type Step = { word: Word; suffix: Suffix } & (
  | { verb: 'pay'; claim: Claim; names: Word[]; proRata: boolean; toTarget: boolean; overCap: boolean }
  | { verb: 'payOut'; amount: Expr | 'rest'; to: Word }
  | { verb: 'cure'; name: Word }
  | { verb: 'fill'; name: Word; amount: Expr }
  | { verb: 'release'; name: Word; above?: Expr; to?: Word }
  /** `keep`: said as "keep rest in X". */
  | { verb: 'move'; amount: Expr | 'rest'; to: Word; keep?: boolean }
  | { verb: 'buy'; price: bigint }
  | { verb: 'book'; amount: Expr }
  | { verb: 'write'; up: boolean; names: Word[]; amount: Expr }
  | { verb: 'capitalise'; name: Word }
  | { verb: 'let'; name: Word; amount: Expr }
);

/** `line` numbers the steps of the waterfall in file order, from 1. */
export type Statement =
  { kind: 'step'; step: Step; line: number } | { kind: 'when'; word: Word; condition: Expr; body: Statement[] };

/** The amounts and conditions directly inside one. */
export function partsOf(expr: Expr): Expr[] {
  switch (expr.type) {
    case 'number':
    case 'raw':
    case 'percent':
    case 'previous':
    case 'opening':
    case 'schedule':
    case 'name':
    case 'due':
    case 'deficiency':
      return [];
    case 'percentOf':
    case 'not':
      return [expr.of];
    case 'if':
      return [expr.when, expr.then, expr.otherwise];
    case 'sum':
    case 'or':
    case 'and':
    case 'compare':
      return [expr.left, expr.right];
    case 'product':
      return [expr.a, ...(expr.b ? [expr.b] : []), ...(expr.c ? [expr.c] : [])];
    case 'extreme':
      return expr.items;
    case 'interestOn':
      return [expr.base, expr.rate];
  }
}

/** The amounts and conditions that a step holds, in the order in which they are evaluated. */
export function amountsOf(step: Step): Expr[] {
  const own = 'amount' in step && step.amount !== 'rest' ? [step.amount] : [];
  const above = step.verb === 'release' && step.above ? [step.above] : [];
  return [...own, ...above, ...(step.suffix.upTo ? [step.suffix.upTo] : [])];
}
