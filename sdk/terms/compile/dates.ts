import { OUTSIDE, bucketCell } from '../../engine/program.ts';
import type { Compilation } from './compilation.ts';
import type { Word } from '../problems.ts';
import type { Node } from './graph.ts';

/** Step 2 of a date: definitions and triggers, each before the first that needs it. */
export function compileValues({ terms, amounts, drafts }: Compilation): void {
  const evaluate = (section: string, { name }: { name: Word }): void => {
    // The name alone gives the value.
    drafts.need(amounts.amount({ type: 'name', word: name, name }), { section, name: name.text, word: name });
  };
  for (const definition of terms.definitions) evaluate('definition', definition);
  for (const trigger of terms.triggers) evaluate('trigger', trigger);
}

/** Step 6: each bucket receives its funds. A bucket that never gets anything costs no step, if another gets something. */
export function compileFunds({ terms, graph, amounts, drafts }: Compilation): Node[] {
  const received: Node[] = [];
  const isNothing = (node: Node): boolean => node.type === 'constant' && node.value === 0n;
  const all = terms.funds.map(({ amount }) => amounts.amount(amount));
  const nothing = all.every(isNothing);
  terms.funds.forEach(({ name }, k) => {
    const node = all[k] ?? graph.constant(0n);
    if (isNothing(node) && !(nothing && k === 0)) return;
    received.push(node);
    drafts.flow({
      op: 'move',
      d: bucketCell(k),
      a: OUTSIDE,
      e: node,
      origin: { section: 'funds', name: name.text, word: name },
    });
    graph.touch([bucketCell(k)]);
  });
  return received;
}

/** Step 8: the named conditions. A check is a value of its own, also where it is only a name. */
export function compileChecks({ terms, graph, amounts, drafts }: Compilation): Node[] {
  return terms.checks.map(({ name, condition }) => {
    const node = graph.truth(amounts.condition(condition));
    const own = node.type === 'calc' || node.type === 'look' || node.type === 'copy' ? node : graph.copy(node);
    return drafts.need(own, { section: 'check', name: name.text, word: name });
  });
}

/** Step 9: triggers that are tested after the last step. */
export function compileAfterTests({ terms, graph, amounts, drafts, tests }: Compilation): void {
  for (const { name, when, latched, after } of terms.triggers) {
    if (!after) continue;
    const now = graph.truth(amounts.condition(when));
    const test = latched ? graph.pick(graph.memory(`previous ${name.text}`), graph.constant(1n), now) : now;
    tests.set(name.text, drafts.need(test, { section: 'trigger', name: name.text, word: name }));
  }
}

/** Step 10: what the steps have asked for with `previous` is kept, in the order in which they first asked. */
export function compileMemory({ memory, drafts }: Compilation): string[] {
  const asked: string[] = [];
  const ask = (node: Node | number | undefined): void => {
    if (typeof node !== 'object') return;
    if (node.type === 'memory') {
      if (!asked.includes(node.memory)) asked.push(node.memory);
      return;
    }
    if (node.type === 'calc') node.operands.forEach(ask);
    if (node.type === 'copy') ask(node.of);
  };
  for (const draft of drafts.list) {
    if (draft.type === 'calc') ask(draft.node);
    else if (draft.type === 'write') ask(draft.from);
    else [draft.gate, draft.a, draft.b, draft.c, draft.e].forEach(ask);
  }
  for (const name of asked) {
    const remembered = memory.get(name);
    if (remembered) drafts.write({ memory: name }, remembered.value(), remembered.origin);
  }
  return asked;
}
