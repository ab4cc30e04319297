import { LARGEST, ROUND } from '../../engine/program.ts';
import { isFlag } from '../scope.ts';

export type CalcOp = 'add' | 'less' | 'min' | 'max' | 'part' | 'above' | 'pick';

/**
 * A value that a step can read. Nodes are made once: two that are the same are one object. `flag`: it is 1 or 0, whatever
 * the figures.
 */
export type Node = { key: string; flag: boolean } & (
  | { type: 'constant'; value: bigint }
  /** A cell of a class, fee, bucket, account or the like, as it is before the next step that changes it. */
  | { type: 'cell'; cell: number }
  /** What the cell was before the first step. */
  | { type: 'opening'; cell: number }
  | { type: 'input'; name: string }
  | { type: 'memory'; memory: string }
  | { type: 'look'; table: readonly bigint[]; at: Node }
  /** Keeps what something is now. */
  | { type: 'copy'; of: Node }
  | { type: 'calc'; op: CalcOp; mode: number; operands: readonly Node[] }
);

export type Constant = Extract<Node, { type: 'constant' }>;

export interface Graph {
  constant(value: bigint): Node;
  cell(cell: number): Node;
  opening(cell: number): Node;
  input(name: string): Node;
  memory(memory: string): Node;
  /** Entry of the table for this date; the last stands for all later dates. */
  look(table: readonly bigint[], at: Node): Node;
  copy(of: Node): Node;
  /** Where a name is told what it stands for: its own node. Nothing looks into it, and no other name has it. */
  named(name: string, node: Node, options: { copied: boolean }): Node;
  add(a: Node, b: Node): Node;
  less(a: Node, b: Node): Node;
  min(a: Node, b: Node): Node;
  max(a: Node, b: Node): Node;
  part(a: Node, b: Node, c: Node, mode: number): Node;
  above(a: Node, b: Node): Node;
  pick(a: Node, b: Node, c: Node): Node;
  /** `b` where the gate is not 0, else 0: what is named under a `when`, by each name anew. */
  gated(name: string, gate: Node, b: Node): Node;
  not(a: Node): Node;
  /** 1 if it is not 0. */
  truth(a: Node): Node;
  /** A step changes these cells: what was read from them is not what they are any more. */
  touch(cells: Iterable<number>): void;
}

/** `⌊a·b/c⌋`, up, or half up; 0 if c is 0. Not above the largest number. */
export function partOf(a: bigint, b: bigint, c: bigint, mode: number): bigint {
  if (c === 0n) return 0n;
  const extra = mode === ROUND.up ? c - 1n : mode === ROUND.halfUp ? c / 2n : 0n;
  return capped((a * b + extra) / c);
}

function capped(value: bigint): bigint {
  return value > LARGEST ? LARGEST : value;
}

function less(a: bigint, b: bigint): bigint {
  return a > b ? a - b : 0n;
}

/** Makes nodes: what can be calculated now is, and what was calculated before is not calculated again. */
export function makeGraph(): Graph {
  const nodes = new Map<string, Node>();
  const versions = new Map<number, number>();
  const taken = new Set<Node>();
  const keep = (node: Node): Node => {
    const known = nodes.get(node.key);
    if (known) return known;
    nodes.set(node.key, node);
    return node;
  };
  const constant = (value: bigint): Node => keep({ type: 'constant', key: `=${value}`, flag: value <= 1n, value });
  const zero = constant(0n);
  const one = constant(1n);
  const calc = (op: CalcOp, operands: readonly Node[], { mode = 0, flag = false } = {}): Node => {
    const key = (order: readonly Node[]): string => `(${op}${mode} ${order.map((operand) => operand.key).join(' ')})`;
    const straight = key(operands);
    if (op === 'add' || op === 'min' || op === 'max') {
      const turned = nodes.get(key(operands.toReversed()));
      if (turned) return turned;
    }
    return keep({ type: 'calc', key: straight, op, mode, operands, flag });
  };
  const isConstant = (node: Node): node is Constant => node.type === 'constant';
  const is = (node: Node, value: bigint): boolean => node.type === 'constant' && node.value === value;
  /** What a flag is the negation of. What has a name is not looked into: a name says what was, its parts have moved on. */
  const negated = (node: Node): Node | undefined => {
    if (node.type !== 'calc' || node.op !== 'above' || taken.has(node)) return undefined;
    const [left, right] = node.operands;
    return left && is(left, 1n) ? right : undefined;
  };

  const graph: Graph = {
    constant: (value) => constant(capped(value)),
    cell: (cell) => keep({ type: 'cell', key: `c${cell}@${versions.get(cell) ?? 0}`, flag: false, cell }),
    opening: (cell) => keep({ type: 'opening', key: `o${cell}`, flag: false, cell }),
    input: (name) => keep({ type: 'input', key: `i${name}`, flag: isFlag(name), name }),
    memory: (memory) => keep({ type: 'memory', key: `m${memory}`, flag: false, memory }),
    look(table, at) {
      const last = table.findLastIndex((entry, i) => i === 0 || entry !== table[i - 1]);
      const short = table.slice(0, last + 1);
      const [first = 0n] = short;
      if (short.length <= 1) return graph.constant(first);
      return keep({ type: 'look', key: `(look ${short.join(',')} ${at.key})`, flag: false, table: short, at });
    },
    copy: (of) => keep({ type: 'copy', key: `(copy ${of.key})`, flag: of.flag, of }),
    named(name, node, { copied }) {
      const free = (node.type === 'calc' || node.type === 'look') && !taken.has(node) && !copied;
      const own = free ? node : keep({ type: 'copy', key: `(${name} is ${node.key})`, flag: node.flag, of: node });
      taken.add(own);
      return own;
    },
    add(a, b) {
      if (isConstant(a) && isConstant(b)) return graph.constant(a.value + b.value);
      if (is(a, 0n)) return b;
      return is(b, 0n) ? a : calc('add', [a, b]);
    },
    less(a, b) {
      if (isConstant(a) && isConstant(b)) return constant(less(a.value, b.value));
      if (a === b || is(a, 0n)) return zero;
      return is(b, 0n) ? a : calc('less', [a, b]);
    },
    min(a, b) {
      if (isConstant(a) && isConstant(b)) return constant(a.value < b.value ? a.value : b.value);
      if (a === b) return a;
      if (is(a, 0n) || is(b, 0n)) return zero;
      if (a.flag && isConstant(b)) return a;
      if (b.flag && isConstant(a)) return b;
      return calc('min', [a, b], { flag: a.flag || b.flag });
    },
    max(a, b) {
      if (isConstant(a) && isConstant(b)) return constant(a.value > b.value ? a.value : b.value);
      if (a === b || is(b, 0n)) return a;
      if (is(a, 0n)) return b;
      if (a.flag && isConstant(b)) return b;
      if (b.flag && isConstant(a)) return a;
      return calc('max', [a, b], { flag: a.flag && b.flag });
    },
    part(a, b, c, mode) {
      if (is(a, 0n) || is(b, 0n) || is(c, 0n)) return zero;
      if (isConstant(a) && isConstant(b) && isConstant(c)) return constant(partOf(a.value, b.value, c.value, mode));
      if (isConstant(c) && is(b, c.value)) return a;
      if (isConstant(c) && is(a, c.value)) return b;
      return calc('part', [a, b, c], { mode });
    },
    above(a, b) {
      if (isConstant(a) && isConstant(b)) return a.value > b.value ? one : zero;
      if (a === b || is(a, 0n)) return zero;
      if (a.flag && isConstant(b)) return is(b, 0n) ? a : zero;
      if (b.flag && isConstant(a) && a.value > 1n) return one;
      // Not not.
      const positive = is(a, 1n) ? negated(b) : undefined;
      if (positive?.flag) return positive;
      return calc('above', [a, b], { flag: true });
    },
    pick(a, b, c) {
      if (isConstant(a)) return a.value > 0n ? b : c;
      if (b === c) return b;
      const positive = negated(a);
      if (positive) return graph.pick(positive, c, b);
      if (is(b, 1n) && is(c, 0n)) return graph.truth(a);
      if (is(b, 0n) && is(c, 1n)) return graph.not(a);
      return calc('pick', [a, b, c], { flag: b.flag && c.flag });
    },
    gated(name, gate, b) {
      if (is(b, 0n)) return zero;
      return keep({
        ...{ type: 'calc', op: 'pick', mode: 0, operands: [gate, b, zero], flag: b.flag },
        key: `(${name} if ${gate.key} ${b.key})`,
      });
    },
    not: (a) => graph.above(one, a),
    truth: (a) => (a.flag ? a : graph.above(a, zero)),
    touch(cells) {
      for (const cell of cells) versions.set(cell, (versions.get(cell) ?? 0) + 1);
    },
  };
  return graph;
}
