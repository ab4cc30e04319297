import { type Amounts, makeAmounts } from './amounts.ts';
import { type Drafts, type Origin, isCalculated, makeDrafts } from './drafts.ts';
import { type Graph, type Node, makeGraph } from './graph.ts';
import { takeProblems } from '../problems.ts';
import { type Kinds, inferKinds } from '../kinds.ts';
import { type Scope, WAIVED, scopeOf } from '../scope.ts';
import type { Terms } from '../terms.ts';

/** What a memory cell is given at the end of a date. */
export interface Remembered {
  value: () => Node;
  origin: Origin;
}

/** A deal while it is being compiled. */
export interface Compilation {
  terms: Terms;
  scope: Scope;
  kinds: Kinds;
  graph: Graph;
  drafts: Drafts;
  amounts: Amounts;
  /** Says what a memory cell is given at the end of a date. */
  remember: (memory: string, remembered: Remembered) => void;
  memory: ReadonlyMap<string, Remembered>;
  /** The value of each definition, trigger and let, by name. */
  values: Map<string, Node>;
  /** What after-tests found, by the trigger's name. */
  tests: Map<string, Node>;
  /** From the first step on: `opening` is another thing than what is there now. */
  begin: () => void;
}

export function startCompilation(terms: Terms): Compilation {
  const problems = takeProblems(terms.file);
  const scope = scopeOf(terms, problems);
  const kinds = inferKinds(terms, scope, problems);
  problems.refuse();
  const graph = makeGraph();
  const values = new Map<string, Node>();
  const tests = new Map<string, Node>();
  const memory = new Map<string, Remembered>();
  let begun = false;
  const remember = (name: string, remembered: Remembered): void => void memory.set(name, remembered);

  const previousOf = (name: string): Node => {
    const key = `previous ${name}`;
    const entity = scope.find(name);
    const after = entity?.type === 'trigger' && terms.triggers[entity.index]?.after === true;
    remember(key, {
      value: () => (after ? (tests.get(name) ?? graph.constant(0n)) : valueOf(name)),
      origin: { section: 'memory', name },
    });
    return graph.memory(key);
  };
  const valueOf = (name: string): Node => {
    const known = values.get(name);
    if (known) return known;
    const entity = scope.find(name);
    if (entity?.type === 'definition') {
      const { amount } = terms.definitions[entity.index] ?? {};
      const value = kept(graph, amount ? amounts.amount(amount) : graph.constant(0n));
      values.set(name, value);
      return value;
    }
    if (entity?.type === 'trigger') {
      const value = triggerOf(entity.index);
      values.set(name, value);
      return value;
    }
    // A let that no step has reached.
    return graph.constant(0n);
  };
  const triggerOf = (index: number): Node => {
    const trigger = terms.triggers[index];
    if (trigger === undefined) return graph.constant(0n);
    const { name, when, latched, after, waivable } = trigger;
    const waived = waivable ? graph.input(`${WAIVED}${name.text}`) : graph.constant(0n);
    // Above 0, or above the waiver: 1 or 0, whatever memory holds.
    if (after) return graph.above(previousOf(name.text), waived);
    const now = graph.truth(amounts.condition(when));
    if (latched) return graph.pick(previousOf(name.text), graph.constant(1n), now);
    return kept(graph, waivable ? graph.above(now, waived) : now);
  };
  const amounts = makeAmounts({
    terms,
    scope,
    kinds,
    graph,
    stage: () => (begun ? 'after' : 'before'),
    valueOf,
    previousOf,
  });
  return {
    ...{ terms, scope, kinds, graph, amounts, remember, memory, values, tests },
    drafts: makeDrafts(),
    begin: () => {
      begun = true;
    },
  };
}

/** A named value keeps what it was: what later steps change is copied. Inputs and constants stay as they are. */
export function kept(graph: Graph, node: Node): Node {
  const stays = isCalculated(node) || node.type === 'constant' || node.type === 'input' || node.type === 'opening';
  return stays ? node : graph.copy(node);
}
