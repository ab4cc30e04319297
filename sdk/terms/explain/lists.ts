import {
  ACCOUNTS,
  BUCKETS,
  CONSTANTS,
  NONE,
  OWN_INPUTS,
  type Step as MachineStep,
  VALUES,
} from '../../engine/program.ts';
import type { Statement, Step } from '../ast.ts';
import type { Labels } from '../compile/labels.ts';
import type { ListTerms } from '../terms.ts';
import type { Words } from './amounts.ts';
import { explainFlow, isFlow, sourceCell } from './flows.ts';
import { type Reading, type Shown, word } from './reading.ts';

const W = word('');

/** A `when` whose steps are being gathered. */
interface Open {
  gate: number;
  body: Statement[];
}

/** The lists of a program's waterfall, in their order. */
export function explainLists(reading: Reading, words: Words, labels: Labels | undefined): ListTerms[] {
  const { writer } = reading;
  const top: Statement[] = [];
  let stack: Open[] = [];
  /** Of each top statement the list it stands in. */
  const listOf = new Map<Statement, string | undefined>();
  let list: string | undefined;
  let line = 0;

  const isOurs = (cell: number): boolean => cell >= VALUES && cell < CONSTANTS;
  const bodyOf = (): Statement[] => stack.at(-1)?.body ?? top;
  const put = (statement: Statement): void => {
    const body = bodyOf();
    body.push(statement);
    if (body === top) listOf.set(statement, list);
  };
  /** What the gate inside `outer` adds to it; nothing if it is no gate inside it. */
  const added = (gate: number, outer: number): number | undefined => {
    const index = isOurs(gate) ? writer.get(gate) : undefined;
    const both = index === undefined ? undefined : reading.step(index);
    if (both?.op !== 'min' || reading.program.shown.includes(gate)) return undefined;
    const isOuter = (cell: number): boolean => {
      const at = isOurs(cell) ? writer.get(cell) : undefined;
      const truth = at === undefined ? undefined : reading.step(at);
      return cell === outer || (truth?.op === 'above' && truth.a === outer && reading.constant(truth.b) === 0n);
    };
    return isOuter(both.a) ? both.b : undefined;
  };
  const enter = (gate: number, at: number): void => {
    if (gate === NONE) stack = [];
    while (stack.length > 0 && stack.at(-1)?.gate !== gate && added(gate, stack.at(-1)?.gate ?? NONE) === undefined)
      stack.pop();
    if (gate === NONE || stack.at(-1)?.gate === gate) return;
    // The outer condition of several: it may not be what it was when the next of them is reached.
    const shared = stack.length === 0 ? outerOf(gate) : undefined;
    if (shared !== undefined && outers.has(shared)) enter(shared, at);
    const outer = stack.at(-1)?.gate;
    const inner = outer === undefined ? gate : (added(gate, outer) ?? gate);
    const when: Statement = { kind: 'when', word: W, condition: words.condition(inner, at), body: [] };
    put(when);
    stack.push({ gate, body: when.body });
  };
  /** The first of two conditions that a gate is made of. */
  const outerOf = (gate: number): number | undefined => {
    const index = isOurs(gate) ? writer.get(gate) : undefined;
    const both = index === undefined ? undefined : reading.step(index);
    return both?.op === 'min' && !reading.program.shown.includes(gate) ? both.a : undefined;
  };
  const outers = sharedOuters(reading, outerOf);
  const putStep = (step: Step): void => put({ kind: 'step', step, line: (line += 1) });

  /** What only a `when` gives: its gate keeps whether an amount holds, and does not read it again. */
  const isGate = (cell: number): boolean => {
    if (!isOurs(cell)) return cell >= OWN_INPUTS && cell < VALUES;
    const { op, b } = reading.step(writer.get(cell) ?? -1);
    return reading.program.shown.includes(cell) || op !== 'add' || reading.constant(b) !== 0n;
  };
  const isGated = ({ op, a, c }: MachineStep): boolean => op === 'pick' && reading.constant(c) === 0n && isGate(a);
  /** "if … then … else 0" would do: of a name, under no `when` of the steps around it, and worked out nowhere before. */
  const isPlain = (index: number): boolean => {
    const { a, b, c } = reading.step(index);
    const isName = !isOurs(a) || reading.program.shown.includes(a);
    const next = reading.steps.slice(index).find(isFlow);
    const again = reading.steps
      .slice(0, index)
      .some((one) => one.op === 'pick' && one.a === a && one.b === b && one.c === c);
    const isOpen = stack.some(({ gate }) => gate === a) || next?.gate === a;
    return isName && !isOpen && !again && reading.constant(b) !== 1n;
  };
  /** A let under a `when` is its amount or 0; where it is 0 anyhow it stands under whatever is open. */
  const placeLet = (index: number, { name, cell }: Shown): void => {
    const root = reading.step(index);
    const isZero = root.op === 'add' && reading.constant(root.a) === 0n;
    const gated = isGated(root) && !isPlain(index);
    if (!isZero && !gated) stack = [];
    if (gated) enter(root.a, index);
    const amount = gated ? words.amount(root.b, index) : words.calculated(index);
    putStep({ word: W, verb: 'let', name: word(name), amount, suffix: { support: [] } });
    words.reach(cell, name);
  };
  const lets = new Map(
    reading.shown.filter(({ section }) => section === 'let').map((one) => [reading.writer.get(one.cell) ?? -1, one]),
  );

  for (let index = reading.lastFund + 1; index < reading.steps.length; index++) {
    const named = lets.get(index);
    if (named) placeLet(index, named);
    const step = reading.step(index);
    if (!isFlow(step)) continue;
    const labelled = labels?.lines.find(({ steps }) => steps.includes(index))?.list;
    if (labelled !== list && labels) stack = [];
    if (labels) list = labelled;
    else list = listBySource(reading, index) ?? list;
    enter(step.gate, index);
    putStep(explainFlow(reading, words, index));
  }
  return gather(reading, top, listOf);
}

/** Conditions under which there are several gates. */
function sharedOuters(reading: Reading, outerOf: (gate: number) => number | undefined): Set<number> {
  const inside = new Map<number, Set<number>>();
  const note = (gate: number): void => {
    const outer = outerOf(gate);
    if (outer === undefined || !(outer >= VALUES && outer < CONSTANTS)) return;
    inside.set(outer, new Set([...(inside.get(outer) ?? []), gate]));
    note(outer);
  };
  const gates = new Set<number>();
  for (const step of reading.steps) {
    if (isFlow(step)) gates.add(step.gate);
    else if (step.op === 'pick' && reading.constant(step.c) === 0n) gates.add(step.a);
  }
  gates.forEach(note);
  return new Set([...inside].flatMap(([outer, inner]) => (inner.size > 1 || gates.has(outer) ? [outer] : [])));
}

function listBySource(reading: Reading, index: number): string | undefined {
  const step = reading.step(index);
  const cells = [sourceCell(step), step.op === 'move' ? step.d : undefined];
  const bucket = cells.find((cell) => cell !== undefined && cell >= BUCKETS && cell < ACCOUNTS);
  return bucket === undefined ? undefined : reading.buckets[bucket - BUCKETS];
}

/** Neighbours of one list together; a list named like a bucket needs not say it again. */
function gather(
  reading: Reading,
  top: readonly Statement[],
  listOf: ReadonlyMap<Statement, string | undefined>,
): ListTerms[] {
  const runs: { wanted: string | undefined; body: Statement[] }[] = [];
  for (const statement of top) {
    const last = runs.at(-1);
    const wanted = listOf.get(statement) ?? last?.wanted;
    if (last && (last.wanted === wanted || last.wanted === undefined)) {
      last.body.push(statement);
      last.wanted = wanted;
    } else runs.push({ wanted, body: [statement] });
  }
  // A list can have a name once: the longest run has it, the others say their buckets.
  const longest = (wanted: string | undefined): number =>
    Math.max(...runs.map((run) => (run.wanted === wanted ? run.body.length : 0)));
  const lists: ListTerms[] = [];
  const taken = new Set<string>(reading.buckets);
  const owned = new Set<string>();
  let nameless: ListTerms | undefined;
  for (const { wanted, body } of runs) {
    if (wanted !== undefined && !owned.has(wanted) && body.length === longest(wanted)) {
      owned.add(wanted);
      nameless = undefined;
      const own = reading.buckets.includes(wanted);
      lists.push({ name: word(wanted), body: own ? body.map((one) => withoutBucket(one, wanted)) : body });
    } else if (nameless) nameless.body.push(...body);
    else {
      const name = ['first', ...runs.map((_, i) => `then${i + 1}`)].find((one) => !taken.has(one)) ?? 'first';
      taken.add(name);
      nameless = { name: word(name), body: [...body] };
      lists.push(nameless);
    }
  }
  return lists;
}

/** Leaves out `from` and `to` where they say the list's own bucket. */
function withoutBucket(statement: Statement, bucket: string): Statement {
  if (statement.kind === 'when')
    return { ...statement, body: statement.body.map((part) => withoutBucket(part, bucket)) };
  const { step } = statement;
  const { from, ...suffix } = step.suffix;
  const own = from?.text === bucket ? { ...step, suffix } : step;
  if (own.verb !== 'release' || own.to?.text !== bucket) return { ...statement, step: own };
  const { to: _to, ...rest } = own;
  return { ...statement, step: rest };
}
