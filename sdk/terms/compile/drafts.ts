import type { Op } from '../../engine/program.ts';
import type { Word } from '../problems.ts';
import type { Node } from './graph.ts';

/** What a step is for, in the deal's words. */
export interface Origin {
  /** `definition`, `trigger`, `target`, `fee`, `interest`, `funds`, `waterfall`, `check`, `memory` … */
  section: string;
  /** Of what: the name in its section; for the waterfall the list's name. */
  name: string;
  /** The number of the waterfall's line. */
  line?: number;
  /** The line of the file. */
  word?: Word;
}

/** Where a value is to be written that is no value cell. */
export type Destination = { cell: number } | { memory: string };

/** What a flow takes as operand: a node, or the number of a cell that is not read as a value. */
export type Operand = Node | number | undefined;

export interface Flow {
  type: 'flow';
  op: Op;
  mode: number;
  mask: number;
  gate: Node | undefined;
  d: number | undefined;
  a: Operand;
  b: Operand;
  c: Operand;
  e: Operand;
  origin: Origin;
}

/** A step before its operands have numbers. */
export type Draft =
  { type: 'calc'; node: Node; origin: Origin } | { type: 'write'; to: Destination; from: Node; origin: Origin } | Flow;

export interface Drafts {
  readonly list: Draft[];
  /** Sees to it that the node has been calculated before the next step. */
  need(node: Node, origin: Origin): Node;
  /** Whether a step has calculated it. */
  has(node: Node): boolean;
  write(to: Destination, from: Node, origin: Origin): void;
  flow(flow: Partial<Omit<Flow, 'type'>> & Pick<Flow, 'op' | 'origin'>): void;
}

/** The nodes that must be there before this one can be calculated, in the order of the step's operands. */
export function operandsOf(node: Node): readonly Node[] {
  switch (node.type) {
    case 'calc':
      return node.operands;
    case 'look':
      return [node.at];
    case 'copy':
      return [node.of];
    case 'constant':
    case 'cell':
    case 'opening':
    case 'input':
    case 'memory':
      return [];
  }
}

/** Whether a step calculates it. Openings are copied before the first step. */
export function isCalculated({ type }: Node): boolean {
  return type === 'calc' || type === 'look' || type === 'copy';
}

export function makeDrafts(): Drafts {
  const list: Draft[] = [];
  const done = new Set<Node>();
  const drafts: Drafts = {
    list,
    has: (node) => done.has(node),
    need(node, origin) {
      if (!isCalculated(node) || done.has(node)) return node;
      for (const operand of operandsOf(node)) drafts.need(operand, origin);
      done.add(node);
      list.push({ type: 'calc', node, origin });
      return node;
    },
    write(to, from, origin) {
      drafts.need(from, origin);
      list.push({ type: 'write', to, from, origin });
    },
    flow({ op, mode = 0, mask = 0, gate, d, a, b, c, e, origin }) {
      for (const operand of [a, b, c, e]) if (typeof operand === 'object') drafts.need(operand, origin);
      list.push({ type: 'flow', op, mode, mask, gate, d, a, b, c, e, origin });
    },
  };
  return drafts;
}
