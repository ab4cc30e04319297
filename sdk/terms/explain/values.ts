import { CONSTANTS, FIRST_WAIVER, MEMORY, OWN_INPUTS, type Step, VALUES } from '../../engine/program.ts';
import type { Expr } from '../ast.ts';
import type { Labels } from '../compile/labels.ts';
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
    if (after !== undefined && !seenAfter.has(after)) seenAfter.set(after, one.name);
  }
  return (memory, at) => {
    const after = seenAfter.get(memory);
    if (after !== undefined) return after;
    const index = writer.get(memory);
    if (index === undefined) return notExplained(at, 'a memory cell that nothing is written to');
    const source = keptBy(reading, memory);
    const names = shown.filter(({ cell }) => cell === source);
    // Several names of one value may each be remembered.
    const twins = [...writer.keys()].filter(
      (other) => other >= MEMORY && other < VALUES && !seenAfter.has(other) && keptBy(reading, other) === source,
    );
    const place = twins.sort((one, other) => one - other).indexOf(memory);
    return names[place]?.name ?? notExplained(at, 'a memory cell that keeps what has no name');
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

/** The memory cell of a trigger that is tested after the last step; none if it is no such trigger. */
function afterMemory(reading: Reading, shown: Shown): number | undefined {
  const root = rootOf(reading, shown);
  if (shown.section !== 'trigger' || root?.op !== 'above') return undefined;
  const isMemory = root.a >= MEMORY && root.a < VALUES;
  return isMemory && (reading.constant(root.b) === 0n || isWaiver(reading, root.b)) ? root.a : undefined;
}

/** The definitions of a program, in the order in which it shows them. */
export function explainDefinitions(reading: Reading, words: Words, labels: Labels | undefined): DefinitionTerms[] {
  const { shown, writer } = reading;
  return shown.flatMap((one, i) => {
    if (one.section !== 'definition') return [];
    const first = shown.findIndex(({ cell }) => cell === one.cell);
    const earlier = first < i ? shown[first] : undefined;
    return [{ name: word(one.name), amount: definition(one, earlier) }];
  });

  function definition({ name, cell }: Shown, earlier: Shown | undefined): Expr {
    const value = reading.constant(cell);
    if (value !== undefined) return constantOf(name, value);
    const index = writer.get(cell);
    if (earlier && isValue(cell)) return { type: 'name', word: W, name: word(earlier.name) };
    return isValue(cell) && index !== undefined ? words.calculated(index) : words.amount(cell, 0);
  }

  /** A definition that is just a number is money: one of another kind says so. */
  function constantOf(name: string, value: bigint): Expr {
    const kind = labels?.definitions.find((label) => label.name === name)?.kind;
    const raw: Expr = { type: 'raw', word: W, value };
    if (kind === 'rate') return { type: 'percent', word: W, value: { digits: value, places: 7 } };
    const remembered = reading.steps.some(
      ({ op, d, a }) => op === 'add' && d >= MEMORY && d < VALUES && reading.constant(a) === value,
    );
    if (kind !== 'count' && (kind !== undefined || !remembered)) return raw;
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
  return shown.flatMap((one, i) => (one.section === 'trigger' ? [trigger(one, i)] : []));

  function trigger(one: Shown, i: number): TriggerTerms {
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
    const first = shown.find((other) => other.cell === cell);
    if (first && shown.indexOf(first) < i) return { ...plain, when: { type: 'name', word: W, name: word(first.name) } };
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
