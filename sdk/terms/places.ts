import { type Expr, type Kind, type Statement, type Step, amountsOf } from './ast.ts';
import type { Terms } from './terms.ts';

/** Where in the order of a date an amount is evaluated. */
export type Stage = 'before' | 'waterfall' | 'end';

/** An amount or condition of a deal with what is asked of it. */
export interface Placed {
  expr: Expr;
  stage: Stage;
  /** The kind it must have; none for conditions, and for named values, whose kind is their own. */
  kind?: Kind;
  /** A definition's or let's own name. */
  named?: { type: 'definition' | 'let'; index: number };
}

/** Visits the steps of the waterfall in file order. */
export function visitSteps(terms: Terms, visit: { step: (step: Step) => void; when: (condition: Expr) => void }): void {
  const go = (statement: Statement): void => {
    if (statement.kind === 'step') return visit.step(statement.step);
    visit.when(statement.condition);
    statement.body.forEach(go);
  };
  for (const { body } of terms.lists) body.forEach(go);
}

/** All amounts and conditions of a deal but those of the waterfall's steps, in the order of a date. */
export function placedBefore(terms: Terms): Placed[] {
  const before = (expr: Expr | undefined, kind?: Kind): Placed[] =>
    expr ? [{ expr, stage: 'before', ...(kind ? { kind } : {}) }] : [];
  const end = (expr: Expr): Placed => ({ expr, stage: 'end' });
  return [
    ...terms.definitions.map(({ amount }, index): Placed => ({
      expr: amount,
      stage: 'before',
      named: { type: 'definition', index },
    })),
    ...terms.triggers.flatMap(({ when, after }) => (after ? [end(when)] : before(when))),
    ...terms.classes.flatMap(({ target, coupon, interestOnInterest, notional }) => [
      ...before(target, 'money'),
      ...before(notional, 'money'),
      ...before(coupon, 'rate'),
      ...before(interestOnInterest, 'rate'),
    ]),
    ...terms.fees.flatMap(({ amount, rate, cap }) => [
      ...before(amount, 'money'),
      ...before(rate?.rate, 'rate'),
      ...before(rate?.of, 'money'),
      ...before(cap?.amount, 'money'),
    ]),
    ...terms.funds.flatMap(({ amount }) => before(amount, 'money')),
    ...terms.checks.map(({ condition }) => end(condition)),
  ];
}

/** All amounts and conditions of a deal. */
export function placedIn(terms: Terms): Placed[] {
  const placed = placedBefore(terms);
  let index = 0;
  visitSteps(terms, {
    when: (expr) => placed.push({ expr, stage: 'waterfall' }),
    step: (step) => {
      for (const expr of amountsOf(step)) {
        if (step.verb === 'let') placed.push({ expr, stage: 'waterfall', named: { type: 'let', index } });
        else placed.push({ expr, stage: 'waterfall', kind: 'money' });
      }
      if (step.verb === 'let') index += 1;
    },
  });
  return placed;
}
