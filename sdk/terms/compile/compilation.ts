import { type Amounts, makeAmounts } from './amounts.ts';
import { type Drafts, type Origin, makeDrafts } from './drafts.ts';
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
      return define(name, amount ? amounts.amount(amount) : graph.constant(0n));
    }
    if (entity?.type === 'trigger') return define(name, triggerOf(entity.index));
    // A let that no step has reached.
    return graph.constant(0n);
  };
  /** A named value has a cell of its own, but where it is a number or an input: these stay what they are. */
  const define = (name: string, node: Node): Node => {
    const stays = node.type === 'constant' || node.type === 'input';
    const value = stays ? node : graph.named(name, node, { copied: false });
    values.set(name, value);
    return value;
  };
  const triggerOf = (index: number): Node => {
    const trigger = terms.triggers[index];
    if (trigger === undefined) return graph.constant(0n);
    const { name, when, latched, after, waivable } = trigger;
    const waived = (now: Node): Node => graph.above(now, graph.input(`${WAIVED}${name.text}`));
    // At most 1, or above the waiver: 1 or 0, whatever memory holds. (`when: previous x` is "above 0".)
    if (after && waivable) return waived(previousOf(name.text));
    if (after) return graph.min(previousOf(name.text), graph.constant(1n));
    const now = graph.truth(amounts.condition(when));
    if (latched) return graph.pick(previousOf(name.text), graph.constant(1n), now);
    return waivable ? waived(now) : now;
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
