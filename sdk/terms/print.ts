import { type Expr, type Kind, type Statement, type Step, type Suffix } from './ast.ts';
import type { Kinds } from './kinds.ts';
import type { Decimal } from './lexer.ts';

/** What numbers need to be written. */
export interface PrintContext {
  kinds: Pick<Kinds, 'of'>;
  decimals: number;
  /** A name that is surely money. */
  balance?: string | undefined;
}

/** How tightly an expression holds together: what is looser inside something tighter stands in parentheses. */
const LEVELS = { or: 0, and: 1, not: 2, compare: 3, if: 4, sum: 5, term: 6, factor: 7 } as const;
type Level = keyof typeof LEVELS;

const PERCENT_PLACES = 7;

/** `1234567.50` as people write it: `1_234_567.50`. */
export function writeDecimal({ digits, places }: Decimal): string {
  const text = digits.toString().padStart(places + 1, '0');
  const whole = text.slice(0, text.length - places).replace(/\B(?=(\d{3})+$)/g, '_');
  const rest = places > 0 ? text.slice(-places).replace(/0+$/, '') : '';
  return rest === '' ? whole : `${whole}.${rest}`;
}

/** A number in units of its kind. */
export function writeUnits(value: bigint, kind: Kind, decimals: number): string {
  if (kind === 'rate') return `${writeDecimal({ digits: value, places: PERCENT_PLACES })}%`;
  return writeDecimal({ digits: value, places: kind === 'money' ? decimals : 0 });
}

function levelOf({ type }: Expr): Level {
  if (type === 'product') return 'term';
  const loose = ['or', 'and', 'not', 'compare', 'if', 'sum'] as const;
  return loose.find((one) => one === type) ?? 'factor';
}

/** An amount or condition in the words of the language. */
export function printExpr(expr: Expr, context: PrintContext): string {
  const inside = (part: Expr, level: Level): string => {
    const text = printExpr(part, context);
    return LEVELS[levelOf(part)] < LEVELS[level] ? `(${text})` : text;
  };
  /** A number in a product is a count; one of another kind is told by standing in parentheses of its own. */
  const factor = (part: Expr): string => {
    const kind = context.kinds.of(part);
    if (part.type !== 'raw' || kind === 'count') return inside(part, 'factor');
    // Beside a part of a balance it is money, whatever the product is for.
    const beside = kind === 'money' && context.balance !== undefined ? `, 0% of ${context.balance}` : '';
    return `max(${printExpr(part, context)}${beside})`;
  };
  switch (expr.type) {
    case 'number':
      return writeDecimal(expr.value);
    case 'raw':
      return writeUnits(expr.value, context.kinds.of(expr), context.decimals);
    case 'percent':
      return `${writeDecimal(expr.value)}%`;
    case 'percentOf': {
      // "rounded up" belongs to the innermost percentage before it.
      const inner = expr.up && expr.of.type === 'percentOf' && !expr.of.up;
      const of = inner ? `(${printExpr(expr.of, context)})` : inside(expr.of, 'factor');
      return `${writeDecimal(expr.value)}% of ${of}${expr.up ? ' rounded up' : ''}`;
    }
    case 'if': {
      const [when, then] = [printExpr(expr.when, context), inside(expr.then, 'sum')];
      return `if ${when} then ${then} else ${printExpr(expr.otherwise, context)}`;
    }
    case 'sum':
      return `${inside(expr.left, 'sum')} ${expr.sign} ${inside(expr.right, 'term')}`;
    case 'product': {
      // "a * b / c" is one product: one inside another stands in parentheses.
      const b = expr.b ? ` * ${factor(expr.b)}` : '';
      return `${factor(expr.a)}${b}${expr.c ? ` / ${factor(expr.c)}` : ''}`;
    }
    case 'extreme':
      return `${expr.which}(${expr.items.map((item) => inside(item, 'if')).join(', ')})`;
    case 'previous':
    case 'opening':
    case 'schedule':
      return `${expr.type} ${expr.name.text}`;
    case 'name':
      return expr.name.text;
    case 'due':
      return `${expr.claim} due ${expr.name.text}`;
    case 'deficiency':
      return `deficiency ${expr.name.text}`;
    case 'interestOn':
      return `interest on ${inside(expr.base, 'factor')} at ${inside(expr.rate, 'factor')} for ${expr.days}/${expr.denominator}`;
    case 'or':
      return `${inside(expr.left, 'or')} or ${inside(expr.right, 'and')}`;
    case 'and':
      return `${inside(expr.left, 'and')} and ${inside(expr.right, 'not')}`;
    case 'not':
      return `not ${inside(expr.of, 'not')}`;
    case 'compare':
      return `${inside(expr.left, 'sum')} ${expr.comparison} ${inside(expr.right, 'sum')}`;
  }
}

/** A step in the words of the language. */
export function printStep(step: Step, context: PrintContext): string {
  const amount = (expr: Expr | 'rest'): string => (expr === 'rest' ? 'rest' : printExpr(expr, context));
  const tail = printSuffix(step.suffix, context);
  const names = (words: readonly { text: string }[]): string => words.map(({ text }) => text).join(', ');
  switch (step.verb) {
    case 'pay': {
      const over = step.overCap ? ' over cap' : '';
      const order = step.names.length > 1 || step.proRata ? (step.proRata ? ' pro rata' : ' in sequence') : '';
      return `pay ${step.claim} ${names(step.names)}${over}${order}${step.toTarget ? ' to target' : ''}${tail}`;
    }
    case 'payOut':
      return `pay ${amount(step.amount)} to ${step.to.text}${tail}`;
    case 'cure':
      return `cure deficiency ${step.name.text}${tail}`;
    case 'fill':
      return `fill ${step.name.text} to ${amount(step.amount)}${tail}`;
    case 'release': {
      const above = step.above ? ` above ${amount(step.above)}` : '';
      return `release ${step.name.text}${above}${step.to ? ` to ${step.to.text}` : ''}${tail}`;
    }
    case 'move':
      if (step.keep) return `keep rest in ${step.to.text}${tail}`;
      return `move ${amount(step.amount)} to ${step.to.text}${tail}`;
    case 'buy':
      return `buy receivables at ${writeDecimal({ digits: step.price, places: 2 })}%${tail}`;
    case 'book':
      return `book ${amount(step.amount)}`;
    case 'write':
      return `write ${step.up ? 'up' : 'down'} ${names(step.names)} by ${amount(step.amount)}`;
    case 'capitalise':
      return `capitalise interest ${step.name.text}${tail}`;
    case 'let':
      return `let ${step.name.text} be ${amount(step.amount)}`;
  }
}

function printSuffix({ from, upTo, support }: Suffix, context: PrintContext): string {
  const parts = [
    ...(from ? [` from ${from.text}`] : []),
    ...(upTo ? [`, up to ${printExpr(upTo, context)}`] : []),
    ...(support.length > 0 ? [`, supported by ${support.map(({ text }) => text).join(' then ')}`] : []),
  ];
  return parts.join('');
}

/** Statements as lines of YAML. */
export function printStatements(body: readonly Statement[], context: PrintContext, indent: string): string[] {
  return body.flatMap((statement) => {
    if (statement.kind === 'step') return [`${indent}- ${printStep(statement.step, context)}`];
    const head = `${indent}- when ${printExpr(statement.condition, context)}:`;
    return [head, ...printStatements(statement.body, context, `${indent}    `)];
  });
}
