import { type Expr, type Statement, type Step, amountsOf, partsOf } from './ast.ts';
import type { Kinds } from './kinds.ts';
import { PRINCIPAL } from './compile/waterfall.ts';
import { unitsOf } from './compile/numbers.ts';
import { type Stage, placedBefore } from './places.ts';
import type { Problems, Word } from './problems.ts';
import type { Entity, Scope } from './scope.ts';
import type { Terms } from './terms.ts';

const CLAIMS = ['class', 'group'] as const;
const CASH = ['bucket', 'account'] as const;
const VALUES = ['definition', 'trigger', 'let'] as const;
const AMOUNTS = [...CLAIMS, ...CASH, ...VALUES, 'input', 'period', 'bought'] as const;

export interface NameCheck {
  terms: Terms;
  scope: Scope;
  kinds: Kinds;
  problems: Problems;
}

/** Every name stands for something, and for the right thing at its place; every number is one of its kind. */
export function checkNames(check: NameCheck): void {
  const { terms, scope, problems } = check;
  const reached = new Set<string>();

  const expectOne = (word: Word, types: readonly Entity['type'][], expected: string): boolean => {
    const entity = scope.find(word.text);
    if (entity && types.includes(entity.type)) return true;
    const hint = minusHint(word.text, scope);
    problems.add(word, `${expected}${hint}`, scope.names(...types));
    return false;
  };
  const checkName = (word: Word, stage: Stage): void => {
    if (scope.find(word.text) === undefined && scope.fee(word.text) !== undefined) {
      problems.add(word, `an amount; of a fee: fee due ${word.text}`);
      return;
    }
    if (!expectOne(word, AMOUNTS, 'the name of an amount')) return;
    if (scope.find(word.text)?.type !== 'let' || stage === 'end' || reached.has(word.text)) return;
    problems.add(word, `a name that has its value by then: this let comes later; what it was is previous ${word.text}`);
  };
  const checkExpr = (expr: Expr, stage: Stage): void => {
    switch (expr.type) {
      case 'name':
        checkName(expr.name, stage);
        break;
      case 'previous':
        expectOne(expr.name, VALUES, 'a definition, trigger or let after "previous"');
        break;
      case 'opening':
        expectOne(expr.name, [...CLAIMS, ...CASH], 'a class, group or account after "opening"');
        break;
      case 'schedule':
        if (scope.table(expr.name.text) === undefined) problems.add(expr.name, 'a schedule of the deal', scope.tables);
        break;
      case 'deficiency':
        expectOne(expr.name, CLAIMS, 'a class or group after "deficiency"');
        break;
      case 'due':
        if (expr.claim !== 'fee') expectOne(expr.name, CLAIMS, `a class or group after "${expr.claim} due"`);
        else if (scope.fee(expr.name.text) === undefined) problems.add(expr.name, 'a fee of the deal', scope.fees);
        break;
      case 'number':
      case 'percent':
        checkNumber(expr, check);
        break;
      case 'raw':
      case 'percentOf':
      case 'if':
      case 'sum':
      case 'product':
      case 'extreme':
      case 'interestOn':
      case 'or':
      case 'and':
      case 'not':
      case 'compare':
        break;
    }
    for (const part of partsOf(expr)) checkExpr(part, stage);
  };
  const checkFees = (words: readonly Word[]): void => {
    for (const word of words)
      if (scope.fee(word.text) === undefined) problems.add(word, 'a fee of the deal', scope.fees);
  };
  const checkClaims = (words: readonly Word[]): void => {
    for (const word of words) expectOne(word, CLAIMS, 'a class or group of the deal');
  };
  const checkCash = (word: Word): boolean => expectOne(word, CASH, 'a bucket or account of the deal');
  const checkStep = (step: Step, bucket: boolean): void => {
    const { suffix } = step;
    if (suffix.from) checkCash(suffix.from);
    suffix.support.forEach(checkCash);
    const cashless = ['book', 'write', 'capitalise', 'let'].includes(step.verb);
    if (!bucket && !cashless && step.verb !== 'release' && !suffix.from) {
      problems.add(step.word, 'a step with "from BUCKET": this list is not named like a bucket');
    }
    for (const expr of amountsOf(step)) checkExpr(expr, 'waterfall');
    switch (step.verb) {
      case 'pay':
        if (step.claim === 'fee') checkFees(step.names);
        else checkClaims(step.names);
        break;
      case 'payOut':
        if (scope.find(step.to.text)?.type !== 'class' && scope.fee(step.to.text) === undefined) {
          problems.add(step.to, 'a class or a fee to pay to', [...scope.names('class'), ...scope.fees]);
        }
        break;
      case 'cure':
        if (scope.find(PRINCIPAL)?.type !== 'bucket')
          problems.add(step.word, `a bucket "${PRINCIPAL}", to which cured deficiencies go`);
        checkLedger(step.name, check);
        break;
      case 'fill':
        checkCash(step.name);
        break;
      case 'release':
        checkCash(step.name);
        if (step.to) checkCash(step.to);
        else if (!bucket) problems.add(step.word, 'a step with "to BUCKET": this list is not named like a bucket');
        break;
      case 'move':
        checkCash(step.to);
        break;
      case 'book':
        if (terms.ledgers.length === 0)
          problems.add(step.word, 'a section "deficiencyLedgers" with the classes that have one');
        break;
      case 'write':
        checkClaims(step.names);
        break;
      case 'capitalise':
        expectOne(step.name, ['class'], 'a class of the deal');
        break;
      case 'let':
        reached.add(step.name.text);
        break;
      case 'buy':
        break;
    }
  };
  const checkStatement = (statement: Statement, bucket: boolean): void => {
    if (statement.kind === 'step') return checkStep(statement.step, bucket);
    checkExpr(statement.condition, 'waterfall');
    for (const part of statement.body) checkStatement(part, bucket);
  };

  for (const { expr, stage } of placedBefore(terms)) if (stage === 'before') checkExpr(expr, stage);
  for (const { name, body } of terms.lists) {
    for (const statement of body) checkStatement(statement, scope.find(name.text)?.type === 'bucket');
  }
  for (const { expr, stage } of placedBefore(terms)) if (stage === 'end') checkExpr(expr, stage);
  for (const word of terms.ledgers) expectOne(word, ['class', 'group'], 'a class of the deal');
  for (const { name, value } of terms.start) {
    if (scope.find(name.text) === undefined && scope.fee(name.text) !== undefined) checkExpr(value, 'before');
    else if (expectOne(name, VALUES, 'a definition, trigger or let that has a start')) checkExpr(value, 'before');
  }
  for (const { entries } of terms.tables) for (const entry of entries) checkExpr(entry, 'before');
  checkTables(check);
}

function checkTables({ terms, scope, problems }: NameCheck): void {
  const dayCounts = [...terms.classes.map(({ dayCount }) => dayCount), ...terms.fees.map(({ rate }) => rate?.dayCount)];
  for (const dayCount of dayCounts) {
    if (dayCount === undefined || !('table' in dayCount)) continue;
    if (scope.table(dayCount.table.text) === undefined)
      problems.add(dayCount.table, 'a schedule of days', scope.tables);
  }
}

function checkLedger(word: Word, { terms, scope, problems }: NameCheck): void {
  const has = terms.ledgers.some(({ text }) => {
    const entity = scope.find(text);
    const own = scope.find(word.text);
    if (own?.type !== 'class') return false;
    return text === word.text || (entity?.type === 'group' && entity.members.includes(own.index));
  });
  const known = terms.ledgers.map(({ text }) => text);
  if (!has) problems.add(word, 'a class with a deficiency ledger', known);
}

/** `A-B` is one name; if both halves are, minus was meant. */
function minusHint(text: string, scope: Scope): string {
  const at = [...text.matchAll(/-/g)].map(({ index }) => index);
  const halves = at.map((i) => [text.slice(0, i), text.slice(i + 1)] as const);
  const both = halves.find(([left, right]) => scope.find(left) && scope.find(right));
  return both ? ` (minus is written with spaces: ${both[0]} - ${both[1]})` : '';
}

function checkNumber(expr: Extract<Expr, { type: 'number' | 'percent' }>, { terms, kinds, problems }: NameCheck): void {
  if (expr.type === 'percent') {
    if (unitsOf(expr.value, 'percent', 0) === undefined)
      problems.add(expr.word, 'a rate with at most 7 decimals of a percent');
    return;
  }
  const kind = kinds.of(expr);
  const units = unitsOf(expr.value, kind, terms.decimals);
  if (kind === 'rate' && expr.value.digits !== 0n) problems.add(expr.word, 'a rate, in percent: 4.00%');
  else if (units === undefined && kind === 'count') {
    problems.add(expr.word, 'a whole number: this is a count; a part of an amount is "P% of it"');
  } else if (units === undefined) problems.add(expr.word, `an amount with at most ${terms.decimals} decimals`);
  else if (units >= 1n << 120n) problems.add(expr.word, 'an amount below 2^120 base units');
}
