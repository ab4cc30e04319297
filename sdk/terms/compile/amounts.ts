import { PERIOD, BOUGHT, ROUND, accountCell, bucketCell, classCell, feeCell } from '../../engine/program.ts';
import type { ClassField } from '../../engine/program.ts';
import type { Expr, Kind } from '../ast.ts';
import type { Kinds } from '../kinds.ts';
import type { Decimal } from '../lexer.ts';
import type { Scope } from '../scope.ts';
import type { Terms } from '../terms.ts';
import type { Graph, Node } from './graph.ts';
import { multipleOf, RATE_UNIT, unitsOf } from './numbers.ts';

/** What an amount needs to become nodes. */
export interface AmountContext {
  terms: Terms;
  scope: Scope;
  kinds: Kinds;
  graph: Graph;
  /** Before the first step `opening` is what is there, and buckets are empty. */
  stage: () => 'before' | 'after';
  /** The value of a definition, trigger or let that counts on this date. */
  valueOf: (name: string) => Node;
  /** The memory cell that keeps what the name was. */
  previousOf: (name: string) => Node;
}

export interface Amounts {
  amount(expr: Expr): Node;
  /** Not 0 where the condition holds: 1, unless it is an amount. */
  condition(expr: Expr): Node;
  /** Classes of a class's or group's name, as a mask. */
  members(name: string): readonly number[];
  table(index: number): readonly bigint[];
  /** How products of money are rounded. */
  readonly round: number;
}

export function makeAmounts(context: AmountContext): Amounts {
  const { terms, scope, kinds, graph } = context;
  const round = terms.rounding === 'half up' ? ROUND.halfUp : ROUND.down;
  const number = (value: Decimal, kind: Kind): Node => graph.constant(unitsOf(value, kind, terms.decimals) ?? 0n);
  /** Counts are always rounded down. */
  const modeOf = (kind: Kind): number => (kind === 'money' ? round : ROUND.down);

  const members = (name: string): readonly number[] => {
    const entity = scope.find(name);
    if (entity?.type === 'class') return [entity.index];
    return entity?.type === 'group' ? entity.members : [];
  };
  const sumOf = (name: string, of: (member: number) => Node): Node =>
    members(name)
      .map(of)
      .reduce((sum, one) => graph.add(sum, one), graph.constant(0n));
  const field = (name: string, which: ClassField): Node => sumOf(name, (k) => graph.cell(classCell(k, which)));

  const name = (text: string): Node => {
    const entity = scope.find(text);
    switch (entity?.type) {
      case 'class':
      case 'group':
        return field(text, 'balance');
      case 'account':
        return graph.cell(accountCell(entity.index));
      case 'bucket':
        return context.stage() === 'before' ? graph.constant(0n) : graph.cell(bucketCell(entity.index));
      case 'definition':
      case 'trigger':
      case 'let':
        return context.valueOf(text);
      case 'input':
        return graph.input(entity.name);
      case 'period':
        return graph.cell(PERIOD);
      case 'bought':
        return graph.cell(BOUGHT);
      case undefined:
        return graph.constant(0n);
    }
  };
  const opening = (text: string): Node => {
    const entity = scope.find(text);
    if (entity?.type === 'bucket') return graph.constant(0n);
    const cell = (number: number): Node => (context.stage() === 'before' ? graph.cell(number) : graph.opening(number));
    if (entity?.type === 'account') return cell(accountCell(entity.index));
    return sumOf(text, (k) => cell(classCell(k)));
  };
  const table = (index: number): readonly bigint[] =>
    (terms.tables[index]?.entries ?? []).map((entry) => {
      if (entry.type === 'raw') return entry.value;
      const value = 'value' in entry && typeof entry.value === 'object' ? entry.value : { digits: 0n, places: 0 };
      const kind = entry.type === 'percent' ? 'percent' : kinds.ofTable(index);
      return unitsOf(value, kind, terms.decimals) ?? 0n;
    });
  const schedule = (text: string): Node => graph.look(table(scope.table(text) ?? -1), graph.cell(PERIOD));
  const due = (claim: 'interest' | 'principal' | 'fee', text: string): Node => {
    if (claim === 'fee') return graph.cell(feeCell(scope.fee(text) ?? 0));
    if (claim === 'interest') return field(text, 'interestDue');
    return sumOf(text, (k) => graph.less(graph.cell(classCell(k)), graph.cell(classCell(k, 'target'))));
  };

  const amount = (expr: Expr): Node => {
    switch (expr.type) {
      case 'number':
        return number(expr.value, kinds.of(expr));
      case 'raw':
        return graph.constant(expr.value);
      case 'percent':
        return graph.constant(unitsOf(expr.value, 'percent', 0) ?? 0n);
      case 'percentOf': {
        const { numerator, denominator } = fraction(expr.value);
        const mode = expr.up ? ROUND.up : kinds.of(expr) === 'count' ? ROUND.down : round;
        return graph.part(amount(expr.of), graph.constant(numerator), graph.constant(denominator), mode);
      }
      case 'if': {
        const when = condition(expr.when);
        return graph.pick(when, amount(expr.then), amount(expr.otherwise));
      }
      case 'sum': {
        const left = amount(expr.left);
        const right = amount(expr.right);
        return expr.sign === '+' ? graph.add(left, right) : graph.less(left, right);
      }
      case 'product': {
        const one = graph.constant(1n);
        const [a, b, c] = [expr.a, expr.b, expr.c].map((factor) => (factor ? amount(factor) : one));
        return graph.part(a ?? one, b ?? one, c ?? one, modeOf(kinds.of(expr)));
      }
      case 'extreme':
        return expr.items
          .map(amount)
          .reduce((one, other) => (expr.which === 'max' ? graph.max(one, other) : graph.min(one, other)));
      case 'interestOn': {
        const days = graph.constant(expr.days);
        const rate = multipleOf(graph, amount(expr.rate), days);
        return graph.part(amount(expr.base), rate, graph.constant(expr.denominator * RATE_UNIT), round);
      }
      case 'name':
        return name(expr.name.text);
      case 'previous':
        return context.previousOf(expr.name.text);
      case 'opening':
        return opening(expr.name.text);
      case 'schedule':
        return schedule(expr.name.text);
      case 'due':
        return due(expr.claim, expr.name.text);
      case 'deficiency':
        return field(expr.name.text, 'deficiency');
      case 'compare':
      case 'or':
      case 'and':
      case 'not':
        return condition(expr);
    }
  };

  /** A percentage that stands alone on the right: the part itself, exact, as fraction of the innermost amount. */
  const alone = (expr: Expr): { of: Node; numerator: bigint; denominator: bigint } | undefined => {
    if (expr.type !== 'percentOf' || expr.up) return undefined;
    const { numerator, denominator } = fraction(expr.value);
    const inner = alone(expr.of) ?? { of: amount(expr.of), numerator: 1n, denominator: 1n };
    return { of: inner.of, ...reduced(numerator * inner.numerator, denominator * inner.denominator) };
  };
  const compare = (expr: Extract<Expr, { type: 'compare' }>): Node => {
    const left = amount(expr.left);
    const part = alone(expr.right);
    if (part === undefined) return compareNodes(graph, left, amount(expr.right), expr.comparison);
    // Whole numbers: above the part means above its floor, below it means below its ceiling. Nothing is rounded away.
    const bound = (mode: number): Node =>
      graph.part(part.of, graph.constant(part.numerator), graph.constant(part.denominator), mode);
    const atMost = (): Node => graph.not(graph.above(left, bound(ROUND.down)));
    const atLeast = (): Node => graph.not(graph.above(bound(ROUND.up), left));
    switch (expr.comparison) {
      case '>':
        return graph.above(left, bound(ROUND.down));
      case '<=':
        return atMost();
      case '<':
        return graph.above(bound(ROUND.up), left);
      case '>=':
        return atLeast();
      case '=':
        return graph.min(atMost(), atLeast());
    }
  };
  const condition = (expr: Expr): Node => {
    if (expr.type === 'compare') return compare(expr);
    if (expr.type === 'not') return graph.not(condition(expr.of));
    if (expr.type !== 'or' && expr.type !== 'and') return amount(expr);
    const left = graph.truth(condition(expr.left));
    const right = graph.truth(condition(expr.right));
    return expr.type === 'or' ? graph.max(left, right) : graph.min(left, right);
  };
  return { amount, condition, members, table, round };
}

/** `P%` as a fraction: 0.4% is 4/1000. */
export function fraction({ digits, places }: Decimal): { numerator: bigint; denominator: bigint } {
  return reduced(digits, 10n ** BigInt(places + 2));
}

/** Without the zeros that both have at their end; hundredths stay hundredths. */
function reduced(numerator: bigint, denominator: bigint): { numerator: bigint; denominator: bigint } {
  if (numerator % 10n !== 0n || denominator <= 100n) return { numerator, denominator };
  return reduced(numerator / 10n, denominator / 10n);
}

/** Compares two nodes; equality costs least where one side is a number. */
export function compareNodes(graph: Graph, left: Node, right: Node, comparison: '<' | '<=' | '>' | '>=' | '='): Node {
  switch (comparison) {
    case '>':
      return graph.above(left, right);
    case '<':
      return graph.above(right, left);
    case '<=':
      return graph.not(graph.above(left, right));
    case '>=':
      return graph.not(graph.above(right, left));
    case '=':
      return equal(graph, left, right);
  }
}

function equal(graph: Graph, left: Node, right: Node): Node {
  if (left.type === 'constant' && right.type !== 'constant') return equal(graph, right, left);
  if (right.type === 'constant') {
    const { value } = right;
    if (value === 0n) return graph.not(left);
    if (value === 1n && left.flag) return left;
    return graph.min(graph.above(left, graph.constant(value - 1n)), graph.above(graph.constant(value + 1n), left));
  }
  return graph.not(graph.add(graph.less(left, right), graph.less(right, left)));
}
