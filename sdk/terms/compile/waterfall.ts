import {
  BOUGHT,
  COST,
  PAY,
  PAY_MODE,
  WRITE,
  accountCell,
  bucketCell,
  classCell,
  feeCell,
} from '../../engine/program.ts';
import type { Statement, Step } from '../ast.ts';
import type { Word } from '../problems.ts';
import type { Compilation } from './compilation.ts';
import type { Flow, Origin } from './drafts.ts';
import type { Node } from './graph.ts';

/** The bucket into which cured deficiencies flow, and from which support is booked. */
export const PRINCIPAL = 'principal';

type Pay = Extract<Step, { verb: 'pay' | 'payOut' }>;

/** Step 7 of a date: the lists, in file order. */
export function compileWaterfall(compilation: Compilation): void {
  const { terms, graph, amounts, drafts, scope, values } = compilation;
  const cash = (word: Word | undefined): number => {
    const entity = word && scope.find(word.text);
    if (entity?.type === 'bucket') return bucketCell(entity.index);
    return entity?.type === 'account' ? accountCell(entity.index) : 0;
  };
  const maskOf = (members: readonly number[]): number => members.reduce((mask, member) => mask | (1 << member), 0);
  const classMask = (names: readonly Word[]): number => maskOf(names.flatMap(({ text }) => amounts.members(text)));
  const ledgers = terms.ledgers.flatMap(({ text }) => amounts.members(text));
  const principal = cash({ text: PRINCIPAL, place: { line: 0, column: 0 } });

  for (const { name: list, body } of terms.lists) {
    const bucket = scope.find(list.text)?.type === 'bucket' ? list : undefined;
    const run = (statement: Statement, gate: Node | undefined): void => {
      const origin: Origin = { section: 'waterfall', name: list.text };
      if (statement.kind === 'step') {
        return step(statement.step, gate, { ...origin, line: statement.line, word: statement.step.word });
      }
      const condition = amounts.condition(statement.condition);
      const inner = gateOf(gate, condition);
      if (inner === 'never') return statement.body.forEach(skip);
      for (const part of statement.body) run(part, inner);
    };
    const step = (of: Step, gate: Node | undefined, origin: Origin): void => {
      // What a condition was at its "when" is what it is before the first step under it.
      if (gate && of.verb !== 'let') drafts.need(gate, origin);
      if (of.verb === 'let') return name(of.name.text, amounts.amount(of.amount), { gate, origin });
      const { touched, ...flow } = flowOf(of);
      drafts.flow({ ...flow, gate, origin });
      graph.touch(touched);
    };
    // A let always writes a cell, at its place: also what is a number, or what an earlier step has calculated already.
    const name = (text: string, amount: Node, { gate, origin }: { gate?: Node | undefined; origin: Origin }): void => {
      const node = gate ? graph.gated(text, gate, amount) : amount;
      values.set(text, drafts.need(graph.named(text, node, { copied: drafts.has(node) }), origin));
    };
    /** Steps that can never run are left out; what they would have named is 0. */
    const skip = (statement: Statement): void => {
      if (statement.kind === 'when') return statement.body.forEach(skip);
      const { step: never, line } = statement;
      if (never.verb !== 'let') return;
      const origin = { section: 'waterfall', name: list.text, line, word: never.word };
      name(never.name.text, graph.constant(0n), { origin });
    };
    const limit = (own: Node | undefined, { upTo }: Step['suffix']): Node | undefined => {
      const bound = upTo && amounts.amount(upTo);
      return own && bound ? graph.min(own, bound) : (own ?? bound);
    };
    type Moved = Partial<Omit<Flow, 'type' | 'origin'>> & Pick<Flow, 'op'> & { touched: number[] };
    const move = (from: number, to: number, e: Node | undefined, ledger?: number): Moved => {
      const touched = [from, to, ...(ledger === undefined ? [] : [ledger])];
      return { op: 'move', a: from, d: to, c: ledger, e, touched };
    };
    const flowOf = (of: Exclude<Step, { verb: 'let' }>): Moved => {
      const from = cash(of.suffix.from ?? bucket);
      switch (of.verb) {
        case 'pay':
        case 'payOut':
          return pay(of, from);
        case 'cure': {
          const [k = 0] = amounts.members(of.name.text);
          return move(from, principal, limit(undefined, of.suffix), classCell(k, 'deficiency'));
        }
        case 'fill': {
          const account = cash(of.name);
          return move(from, account, limit(graph.less(amounts.amount(of.amount), graph.cell(account)), of.suffix));
        }
        case 'release': {
          const account = cash(of.name);
          const above = of.above && graph.less(graph.cell(account), amounts.amount(of.above));
          return move(account, cash(of.to ?? bucket), limit(above, of.suffix));
        }
        case 'move': {
          const amount = of.amount === 'rest' ? undefined : amounts.amount(of.amount);
          return move(from, cash(of.to), limit(amount, of.suffix));
        }
        case 'buy': {
          const e = limit(undefined, of.suffix);
          const price = graph.constant(of.price);
          return { op: 'buy', a: from, b: price, c: graph.input('offered'), e, touched: [from, BOUGHT, COST] };
        }
        case 'book':
          return { op: 'book', a: amounts.amount(of.amount), touched: ledgers.map((k) => classCell(k, 'deficiency')) };
        case 'write': {
          const mask = classMask(of.names);
          const touched = fieldsOf(mask, ['balance', 'writtenOff']);
          return { op: 'write', mode: of.up ? WRITE.up : WRITE.down, mask, a: amounts.amount(of.amount), touched };
        }
        case 'capitalise': {
          const [k = 0] = amounts.members(of.name.text);
          const touched = fieldsOf(1 << k, ['balance', 'interestDue', 'ceiling']);
          return { op: 'capitalise', d: classCell(k), e: limit(undefined, of.suffix), touched };
        }
      }
    };
    const fieldsOf = (mask: number, fields: Parameters<typeof classCell>[1][]): number[] =>
      terms.classes.flatMap((_, k) => ((mask >> k) & 1 ? fields.map((field) => classCell(k, field)) : []));
    const pay = (of: Pay, from: number): Moved => {
      const [b, c] = of.suffix.support.map(cash);
      const booked = (source: number | undefined): boolean =>
        ledgers.length > 0 && source === principal && principal !== 0;
      const { what, mask, touched } = payee(of);
      const proRata = of.verb === 'pay' && of.proRata && (mask & (mask - 1)) !== 0;
      const mode =
        (proRata ? PAY_MODE.proRata : 0) + (booked(c) ? PAY_MODE.bookC : 0) + (booked(b) ? PAY_MODE.bookB : 0);
      const amount = of.verb === 'payOut' && of.amount !== 'rest' ? amounts.amount(of.amount) : undefined;
      const books = booked(b) || booked(c) ? ledgers.map((k) => classCell(k, 'deficiency')) : [];
      const sources = [from, b, c].filter((source) => source !== undefined);
      const e = limit(amount, of.suffix);
      return { op: 'pay', mode, mask, d: what, a: from, b, c, e, touched: [...touched, ...books, ...sources] };
    };
    const payee = (of: Pay): { what: number; mask: number; touched: number[] } => {
      if (of.verb === 'payOut') {
        const fee = scope.fee(of.to.text);
        if (scope.find(of.to.text)?.type !== 'class' && fee !== undefined) {
          return { what: PAY.rest, mask: 1 << fee, touched: [feeCell(fee, 'paid')] };
        }
        const mask = classMask([of.to]);
        return { what: PAY.residual, mask, touched: fieldsOf(mask, ['residualPaid']) };
      }
      if (of.claim === 'fee') {
        const fees = of.names.map(({ text }) => scope.fee(text) ?? 0);
        const fields = of.overCap ? (['over', 'overPaid'] as const) : (['due', 'paid'] as const);
        const touched = fees.flatMap((k) => fields.map((field) => feeCell(k, field)));
        return { what: of.overCap ? PAY.feeOverCap : PAY.fee, mask: maskOf(fees), touched };
      }
      const mask = classMask(of.names);
      if (of.claim === 'interest') {
        return { what: PAY.interest, mask, touched: fieldsOf(mask, ['interestDue', 'interestPaid']) };
      }
      const what = of.toTarget ? PAY.principalToTarget : PAY.principal;
      return { what, mask, touched: fieldsOf(mask, ['balance', 'principalPaid']) };
    };
    for (const statement of body) run(statement, undefined);
  }

  /** The gate of the steps under a `when`: it keeps what the condition was at that place. */
  function gateOf(outer: Node | undefined, condition: Node): Node | undefined | 'never' {
    if (condition.type === 'constant') return condition.value > 0n ? outer : 'never';
    if (outer) return graph.min(graph.truth(outer), graph.truth(condition));
    return condition.type === 'cell' || condition.type === 'opening' ? graph.truth(condition) : condition;
  }
}
