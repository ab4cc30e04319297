import { CONSTANTS, FIRST_WAIVER, MEMORY, OWN_INPUTS, type Step, VALUES } from '../../engine/program.ts';
import type { Expr, Kind } from '../ast.ts';
import type { CheckTerms, DefinitionTerms, TriggerTerms } from '../terms.ts';
import { type Words } from './amounts.ts';
import { type Reading, type Shown, notExplained, word } from './reading.ts';

const W = word('');

/** What a memory cell is called: `previous NAME` of what is written there. */
export function memoryNames(reading: Reading): (memory: number, at: number) => string {
  const { shown, writer } = reading;
  const seenAfter = new Map<number, string>();
  for (const one of shown) {
    const after = afterMemory(reading, one);
    if (after !== undefined) seenAfter.set(after, one.name);
  }
  const namesOf = (source: number | undefined): string[] =>
    shown.filter((one) => one.cell === source && afterMemory(reading, one) === undefined).map(({ name }) => name);
  return (memory, at) => {
    const labelled = reading.labels?.memory[memory - MEMORY];
    if (labelled?.startsWith('previous ')) return labelled.slice('previous '.length);
    const after = seenAfter.get(memory);
    if (after !== undefined) return after;
    if (!writer.has(memory)) return notExplained(at, 'a memory cell that nothing is written to');
    const source = keptBy(reading, memory);
    // Numbers and inputs may have several names, and each may be remembered.
    const twins = [...writer.keys()].filter(
      (other) => other >= MEMORY && other < VALUES && !seenAfter.has(other) && keptBy(reading, other) === source,
    );
    const place = twins.sort((one, other) => one - other).indexOf(memory);
    return namesOf(source)[place] ?? notExplained(at, 'a memory cell that keeps what has no name');
  };
}

/** The cell that a memory cell is a copy of. */
function keptBy(reading: Reading, memory: number): number | undefined {
  const { op, a, b } = reading.step(reading.writer.get(memory) ?? -1);
  return op === 'add' && reading.constant(b) === 0n ? a : undefined;
}

function isValue(cell: number): boolean {
  return cell >= VALUES && cell < CONSTANTS;
}

function rootOf(reading: Reading, { cell }: Shown): Step | undefined {
  const index = reading.writer.get(cell);
  return isValue(cell) && index !== undefined ? reading.step(index) : undefined;
}

function isWaiver({ program }: Reading, cell: number): boolean {
  return cell >= OWN_INPUTS && cell < MEMORY && (program.inputs[cell - OWN_INPUTS] ?? 0) >= FIRST_WAIVER;
}

/**
 * The memory cell of a trigger that is tested after the last step; none if it is no such trigger. What such a trigger shows
 * is its memory above its waiver, or at most 1: of several values that are that, the last is the trigger.
 */
function afterMemory(reading: Reading, shown: Shown): number | undefined {
  if (reading.labels) return reading.labels.triggers.find(({ name }) => name === shown.name)?.next;
  const memory = shown.section === 'trigger' ? testedMemory(reading, shown) : undefined;
  if (memory === undefined) return undefined;
  const all = reading.shown.filter((one) => one.section === 'trigger' && testedMemory(reading, one) === memory);
  const waivable = all.find((one) => isWaiver(reading, rootOf(reading, one)?.b ?? 0));
  return (waivable ?? all.at(-1)) === shown ? memory : undefined;
}

/** The memory cell that a value shows as a test's result: what is kept there is 1 or 0. */
function testedMemory(reading: Reading, shown: Shown): number | undefined {
  const { op, a = 0, b = 0 } = rootOf(reading, shown) ?? {};
  const isTested = a >= MEMORY && a < VALUES && reading.isFlagStep(reading.writer.get(a));
  const isSeen = (op === 'above' && isWaiver(reading, b)) || (op === 'min' && reading.constant(b) === 1n);
  return isTested && isSeen ? a : undefined;
}

/** The definitions of a program, in the order in which it shows them. */
export function explainDefinitions(
  reading: Reading,
  words: Words,
  kindOf: (name: string) => Kind | undefined,
): DefinitionTerms[] {
  const { shown, writer } = reading;
  return shown
    .filter(({ section }) => section === 'definition')
    .map((one) => ({ name: word(one.name), amount: definition(one) }));

  function definition({ name, cell }: Shown): Expr {
    const value = reading.constant(cell);
    if (value !== undefined) return constantOf(name, value);
    const index = writer.get(cell);
    return isValue(cell) && index !== undefined ? words.calculated(index) : words.amount(cell, 0);
  }

  /** A definition that is just a number is money: one of another kind says so. */
  function constantOf(name: string, value: bigint): Expr {
    const kind = kindOf(name);
    const raw: Expr = { type: 'raw', word: W, value };
    if (kind === 'rate') return { type: 'percent', word: W, value: { digits: value, places: 7 } };
    if (kind !== 'count') return raw;
    return { type: 'product', word: W, a: raw, b: { type: 'number', word: W, value: { digits: 1n, places: 0 } } };
  }
}

/** The triggers of a program, in the order in which it shows them. */
export function explainTriggers(
  reading: Reading,
  words: Words,
  previousName: (memory: number, at: number) => string,
): TriggerTerms[] {
  const { shown, writer } = reading;
  return shown.filter(({ section }) => section === 'trigger').map(trigger);

  function trigger(one: Shown): TriggerTerms {
    const { name, cell } = one;
    const plain = { name: word(name), latched: false, after: false, waivable: false };
    const index = writer.get(cell);
    const root = rootOf(reading, one);
    if (root === undefined || index === undefined) return { ...plain, when: words.condition(cell, 0) };
    const waivable = root.op === 'above' && isWaiver(reading, root.b);
    const memory = afterMemory(reading, one);
    if (memory !== undefined && previousName(memory, index) === name) {
      return { ...plain, after: true, waivable, ...test(memory) };
    }
    if (waivable) return { ...plain, waivable, when: words.condition(root.a, index) };
    const ownMemory = root.op === 'pick' && root.a >= MEMORY && root.a < VALUES && reading.constant(root.b) === 1n;
    if (ownMemory && previousName(root.a, index) === name && reading.isFlag(root.c)) {
      return { ...plain, latched: true, when: words.condition(root.c, index) };
    }
    return { ...plain, when: words.calculatedCondition(index) };
  }

  /** What an after-test tests: it is in what its memory is given. */
  function test(memory: number): { when: Expr; latched: boolean } {
    const index = writer.get(memory) ?? notExplained(0, 'an after-test without a test');
    const step = reading.step(index);
    const copied = step.op === 'add' && reading.constant(step.b) === 0n;
    const at = copied && isValue(step.a) ? writer.get(step.a) : undefined;
    const root = at === undefined ? step : reading.step(at);
    const latched = root.op === 'pick' && root.a === memory && reading.constant(root.b) === 1n;
    if (latched) return { latched, when: words.condition(root.c, at ?? index) };
    return { latched, when: copied ? words.condition(step.a, index) : words.calculatedCondition(index) };
  }
}

/** The named conditions that are tested at the end. */
export function explainChecks(reading: Reading, words: Words): CheckTerms[] {
  return reading.program.checks.map((cell, i) => {
    const index = reading.writer.get(cell) ?? notExplained(0, 'a check that is never evaluated');
    const named = reading.shown.some((one) => one.cell === cell);
    const condition = named ? words.condition(cell, index + 1) : checked(index);
    return { name: word(reading.checks[i] ?? ''), condition };
  });

  /** A check that is only a name or a number is a copy of it. */
  function checked(index: number): Expr {
    const { op, a, b } = reading.step(index);
    return op === 'add' && reading.constant(b) === 0n ? words.condition(a, index) : words.calculatedCondition(index);
  }
}
