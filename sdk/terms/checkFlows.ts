import { LIMITS } from '../engine/program.ts';
import type { Statement, Step } from './ast.ts';
import { PRINCIPAL } from './compile/waterfall.ts';
import type { Problems, Word } from './problems.ts';
import type { Scope } from './scope.ts';
import type { Terms } from './terms.ts';

/** A step with what is around it. */
interface Placed {
  step: Step;
  /** Under a `when`: it may not run. */
  gated: boolean;
  from: string | undefined;
  to: string | undefined;
}

/** What the machine asks of a program, told in the deal's words. */
export function checkFlows(terms: Terms, scope: Scope, problems: Problems): void {
  const steps = stepsOf(terms);
  checkSizes(terms, problems);
  for (const { step, from, to } of steps) {
    const sources = [from, ...step.suffix.support.map(({ text }) => text)];
    const twice = sources.find((source, i) => source !== undefined && sources.indexOf(source) !== i);
    if (twice !== undefined) problems.add(step.word, `sources that differ: ${twice} is one already`);
    if (to !== undefined && to === from) problems.add(step.word, 'a source that is not the target');
  }
  for (const { name } of terms.funds) checkBucket(name, { steps, scope, problems });
  for (const { name } of terms.accounts) {
    const drawn = steps.some(
      ({ from, step }) => from === name.text || step.suffix.support.some(({ text }) => text === name.text),
    );
    if (!drawn)
      problems.add(name, `a step that takes from the account ${name.text}: what is kept there could never be paid`);
  }
  checkClasses(terms, { steps, scope, problems });
}

function stepsOf(terms: Terms): Placed[] {
  const placed: Placed[] = [];
  for (const { name, body } of terms.lists) {
    const bucket = terms.funds.some((fund) => fund.name.text === name.text) ? name.text : undefined;
    const visit = (statement: Statement, gated: boolean): void => {
      if (statement.kind === 'when') return statement.body.forEach((part) => visit(part, true));
      const { step } = statement;
      placed.push({ step, gated, from: sourceOf(step, bucket), to: targetOf(step, bucket) });
    };
    for (const statement of body) visit(statement, false);
  }
  return placed;
}

function sourceOf(step: Step, bucket: string | undefined): string | undefined {
  if (['book', 'write', 'capitalise', 'let'].includes(step.verb)) return undefined;
  return step.verb === 'release' ? step.name.text : (step.suffix.from?.text ?? bucket);
}

function targetOf(step: Step, bucket: string | undefined): string | undefined {
  if (step.verb === 'release') return step.to?.text ?? bucket;
  if (step.verb === 'move') return step.to.text;
  if (step.verb === 'fill') return step.name.text;
  return step.verb === 'cure' ? PRINCIPAL : undefined;
}

/** Each bucket is emptied by a step that always runs and has no limit, and nothing comes into it after that. */
function checkBucket(
  name: Word,
  { steps, scope, problems }: { steps: readonly Placed[]; scope: Scope; problems: Problems },
): void {
  if (scope.find(name.text)?.type !== 'bucket') return;
  const last = steps.findLastIndex(({ step, gated, from }) => from === name.text && !gated && takesAll(step));
  if (last < 0) {
    problems.add(
      name,
      `a last step, not under a "when", that takes the rest of the bucket ${name.text}: "pay rest to C" or "keep rest in X"`,
    );
    return;
  }
  for (const { step, to } of steps.slice(last + 1)) {
    if (to === name.text) problems.add(step.word, `nothing moved into ${name.text} after its rest has been taken`);
  }
}

function takesAll(step: Step): boolean {
  if (step.suffix.upTo) return false;
  if (step.verb === 'payOut' || step.verb === 'move') return step.amount === 'rest';
  return step.verb === 'release' && step.above === undefined;
}

function checkClasses(
  terms: Terms,
  { steps, scope, problems }: { steps: readonly Placed[]; scope: Scope; problems: Problems },
): void {
  const members = (words: readonly Word[]): number[] =>
    words.flatMap(({ text }) => {
      const entity = scope.find(text);
      if (entity?.type === 'class') return [entity.index];
      return entity?.type === 'group' ? entity.members : [];
    });
  const paid = (claim: 'interest' | 'principal'): Set<number> =>
    new Set(steps.flatMap(({ step }) => (step.verb === 'pay' && step.claim === claim ? members(step.names) : [])));
  const principal = paid('principal');
  const interest = paid('interest');
  const capitalised = new Set(steps.flatMap(({ step }) => (step.verb === 'capitalise' ? members([step.name]) : [])));
  terms.classes.forEach(({ name, face, coupon }, k) => {
    if (face > 0n && !principal.has(k)) {
      problems.add(name, `a step "pay principal ${name.text}": this class has a face and is never repaid`);
    }
    if (coupon && !interest.has(k) && !capitalised.has(k)) {
      problems.add(name, `a step "pay interest ${name.text}": this class has a coupon and its interest is never paid`);
    }
  });
  terms.fees.forEach(({ name, amount, rate, cap }) => {
    const pays = (over: boolean): boolean =>
      steps.some(
        ({ step }) =>
          step.verb === 'pay' &&
          step.claim === 'fee' &&
          step.overCap === over &&
          step.names.some(({ text }) => text === name.text),
      );
    if ((amount ?? rate) && !pays(false))
      problems.add(name, `a step "pay fee ${name.text}": this fee falls due and is never paid`);
    const over = steps.find(
      ({ step }) => step.verb === 'pay' && step.overCap && step.names.some(({ text }) => text === name.text),
    );
    if (over && !cap)
      problems.add(over.step.word, `a cap on the fee ${name.text}, if there is to be something over it`);
  });
}

function checkSizes(terms: Terms, problems: Problems): void {
  const sizes = [
    { list: terms.classes, what: 'classes', least: 1, most: LIMITS.classes },
    { list: terms.fees, what: 'fees', least: 0, most: LIMITS.fees },
    { list: terms.funds, what: 'buckets in "funds"', least: 1, most: LIMITS.buckets },
    { list: terms.accounts, what: 'accounts', least: 0, most: LIMITS.accounts },
    { list: terms.checks, what: 'checks', least: 0, most: 255 },
  ];
  for (const { list, what, least, most } of sizes) {
    const beyond = list[most];
    if (beyond) problems.add(beyond.name, `at most ${most} ${what}`);
    if (list.length < least) problems.add({ ...terms.schedule.word, text: 'the deal' }, `at least one of ${what}`);
  }
  const needsStart = [...terms.classes, ...terms.fees.flatMap(({ name, rate }) => (rate ? [{ name, ...rate }] : []))];
  for (const { name, dayCount, ...fee } of needsStart) {
    if (dayCount === undefined || !('rule' in dayCount)) continue;
    const collection = 'collection' in fee && fee.collection;
    if (collection && terms.schedule.collectedFrom === undefined) {
      problems.add(name, '"collectedFrom" in the schedule, the first day of the collections');
    } else if (!collection && terms.schedule.accrualFrom === undefined) {
      problems.add(name, '"accrualFrom" in the schedule, the day from which interest accrues');
    }
  }
}
