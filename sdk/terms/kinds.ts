import { type Expr, type Kind, partsOf } from './ast.ts';
import { type Placed, placedIn } from './places.ts';
import type { Problems, Word } from './problems.ts';
import { type Product, settleProducts } from './products.ts';
import { type Scope, isKnownInput, kindOfInput } from './scope.ts';
import type { Terms } from './terms.ts';

/** A kind that may not be known yet; several that must be the same lead to one. */
export interface KindVar {
  leadsTo?: KindVar;
  kind?: Kind;
}

/** The kinds of everything in a deal. */
export interface Kinds {
  of(expr: Expr): Kind;
  ofDefinition(index: number): Kind;
  ofLet(index: number): Kind;
  ofInput(name: string): Kind;
  ofTable(index: number): Kind;
}

export function lastOf(of: KindVar): KindVar {
  let last = of;
  while (last.leadsTo) last = last.leadsTo;
  return last;
}

/** Whether the two can be the same; makes them so. */
export function unify(one: KindVar, other: KindVar): boolean {
  const [a, b] = [lastOf(one), lastOf(other)];
  if (a === b) return true;
  if (a.kind !== undefined && b.kind !== undefined) return a.kind === b.kind;
  if (a.kind === undefined) a.leadsTo = b;
  else b.leadsTo = a;
  return true;
}

const CALLED: Readonly<Record<Kind, string>> = { money: 'money', count: 'a count', rate: 'a rate' };

/** Finds the kind of every amount. Money, counts and rates don't mix: where they do, it is told. */
export function inferKinds(terms: Terms, scope: Scope, problems: Problems): Kinds {
  const definitions = terms.definitions.map((): KindVar => ({}));
  const lets = scope.lets.map((): KindVar => ({}));
  const tables = terms.tables.map((): KindVar => ({}));
  const inputs = new Map<string, KindVar>();
  const of = new Map<Expr, KindVar>();
  const products: Product[] = [];
  const rawFactors: KindVar[] = [];

  const inputVar = (name: string): KindVar => {
    const own = terms.inputs.find((input) => input.name.text === name);
    const known = inputs.get(name);
    if (known) return known;
    const fresh: KindVar = {};
    const kind = own ? own.kind : isKnownInput(name) ? kindOfInput(name) : 'count';
    if (kind) fresh.kind = kind;
    inputs.set(name, fresh);
    return fresh;
  };
  const same = (a: KindVar, b: KindVar, word: Word): void => {
    if (unify(a, b)) return;
    const [left, right] = [lastOf(a).kind ?? 'money', lastOf(b).kind ?? 'money'];
    problems.add(word, `amounts of one kind: this is ${CALLED[right]} where ${CALLED[left]} is needed`);
  };
  const nameVar = (name: string): KindVar => {
    const entity = scope.find(name);
    switch (entity?.type) {
      case 'definition':
        return definitions[entity.index] ?? {};
      case 'let':
        return lets[entity.index] ?? {};
      case 'trigger':
      case 'period':
        return { kind: 'count' };
      case 'input':
        return inputVar(entity.name);
      case 'class':
      case 'group':
      case 'account':
      case 'bucket':
      case 'bought':
        return { kind: 'money' };
      case undefined:
        return {};
    }
  };
  const own = (expr: Expr): KindVar => {
    switch (expr.type) {
      case 'number':
      case 'raw':
        return {};
      case 'percent':
        return { kind: 'rate' };
      case 'percentOf':
        return infer(expr.of);
      case 'if':
        infer(expr.when);
        return alike([expr.then, expr.otherwise]);
      case 'sum':
        return alike([expr.left, expr.right]);
      case 'extreme':
        return alike(expr.items);
      case 'product':
        return product(expr);
      case 'schedule':
        return tables[scope.table(expr.name.text) ?? -1] ?? {};
      case 'name':
      case 'previous':
        return nameVar(expr.name.text);
      case 'opening':
      case 'due':
      case 'deficiency':
        return { kind: 'money' };
      case 'interestOn':
        same({ kind: 'money' }, infer(expr.base), expr.base.word);
        same({ kind: 'rate' }, infer(expr.rate), expr.rate.word);
        return { kind: 'money' };
      case 'compare':
        alike([expr.left, expr.right]);
        return { kind: 'count' };
      case 'or':
      case 'and':
      case 'not':
        partsOf(expr).forEach(infer);
        return { kind: 'count' };
    }
  };
  const alike = (items: readonly Expr[]): KindVar => {
    const [first = {}, ...rest] = items.map(infer);
    rest.forEach((item, i) => same(first, item, items[i + 1]?.word ?? { text: '', place: { line: 0, column: 0 } }));
    return first;
  };
  const product = (expr: Extract<Expr, { type: 'product' }>): KindVar => {
    const result: KindVar = expr.kind ? { kind: expr.kind } : {};
    const factors = [expr.a, expr.b, expr.c];
    const onlyNumbers = factors.every(
      (factor) => factor === undefined || factor.type === 'number' || factor.type === 'raw',
    );
    const [a, b, c] = factors.map((factor, i): KindVar => {
      if (factor === undefined) return { kind: 'count' };
      const inferred = infer(factor);
      // A number that multiplies or divides is a count; one made of numbers alone takes its kind from beside.
      const counts = factor.type === 'number' || (factor.type === 'raw' && onlyNumbers);
      if (counts && (i > 0 || !onlyNumbers)) inferred.kind = 'count';
      if (factor.type === 'raw') rawFactors.push(inferred);
      return inferred;
    });
    products.push({ a: a ?? {}, b: b ?? {}, c: c ?? {}, result, word: expr.word });
    return result;
  };
  const infer = (expr: Expr): KindVar => {
    const known = of.get(expr);
    if (known) return known;
    const inferred = own(expr);
    of.set(expr, inferred);
    return inferred;
  };
  const inferPlaced = ({ expr, kind, named }: Placed): void => {
    const inferred = infer(expr);
    if (kind) same({ kind }, inferred, expr.word);
    const namedVar = named && (named.type === 'let' ? lets : definitions)[named.index];
    // A named value that is just a number is money.
    if (namedVar && (expr.type === 'number' || expr.type === 'raw')) namedVar.kind = 'money';
    if (namedVar) same(namedVar, inferred, expr.word);
  };

  terms.tables.forEach(({ entries }, i) => {
    for (const entry of entries) same(tables[i] ?? {}, infer(entry), entry.word);
  });
  // Tables of days are counts.
  for (const { dayCount } of [...terms.classes, ...terms.fees.flatMap(({ rate }) => rate ?? [])]) {
    if (dayCount === undefined || !('table' in dayCount)) continue;
    same({ kind: 'count' }, tables[scope.table(dayCount.table.text) ?? -1] ?? {}, dayCount.table);
  }
  const placed = placedIn(terms);
  // Numbers first: what stands beside them takes their kind.
  const plain = placed.filter(({ expr, named }) => named && (expr.type === 'number' || expr.type === 'raw'));
  plain.forEach(inferPlaced);
  placed.filter((one) => !plain.includes(one)).forEach(inferPlaced);
  terms.start.forEach(({ name, value }) => {
    const fee = scope.find(name.text) === undefined && scope.fee(name.text) !== undefined;
    same(fee ? { kind: 'money' } : nameVar(name.text), infer(value), value.word);
  });
  settleProducts(products, {
    problems,
    // What nothing has decided: inputs and tables are money; what is made of numbers only is a count.
    defaults: [
      ...[...inputs.values()].map((variable) => ({ variable, kind: 'money' as const })),
      ...tables.map((variable) => ({ variable, kind: 'money' as const })),
      ...rawFactors.map((variable) => ({ variable, kind: 'count' as const })),
      ...[...definitions, ...lets].map((variable) => ({ variable, kind: 'count' as const })),
      // Numbers among themselves: any kind gives the same.
      ...[...of.values()].map((variable) => ({ variable, kind: 'money' as const })),
    ],
  });
  const kindOf = (variable: KindVar | undefined): Kind => (variable && lastOf(variable).kind) ?? 'money';
  return {
    of: (expr) => kindOf(of.get(expr)),
    ofDefinition: (index) => kindOf(definitions[index]),
    ofLet: (index) => kindOf(lets[index]),
    ofInput: (name) => kindOf(inputs.get(name)),
    ofTable: (index) => kindOf(tables[index]),
  };
}
