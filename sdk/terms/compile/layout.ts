import {
  FIRST_WAIVER,
  INPUT_CODES,
  LIMITS,
  NONE,
  OWN_INPUT,
  PERIOD,
  type Step,
  constantCell,
  inputCell,
  makeStep,
  mayBeCash,
  memoryCell,
  valueCell,
} from '../../engine/program.ts';
import { isKnownInput } from '../scope.ts';
import type { Destination, Draft, Operand, Origin } from './drafts.ts';
import { isCalculated, operandsOf } from './drafts.ts';
import type { Node } from './graph.ts';

/** The steps with their numbers, and what the numbers stand for. */
export interface Layout {
  steps: Step[];
  origins: Origin[];
  constants: bigint[];
  tables: (readonly bigint[])[];
  inputs: { name: string; code: number }[];
  memory: string[];
  /** Indices into `inputs`. */
  cashOrder: number[];
  cellOf: (node: Node) => number;
  memoryCellOf: (index: number) => number;
  /** What there is more of than a program can hold. */
  excess: { what: string; count: number; most: number }[];
}

/**
 * Gives every operand its number: values in the order of the steps, constants, inputs, tables and memory in the order of
 * first use. `shown` and `checks` come after the steps.
 */
export function layOut(
  list: readonly Draft[],
  {
    shown,
    checks,
    funds,
    waivers,
    isOwn,
    isMoney,
  }: {
    shown: readonly Node[];
    checks: readonly Node[];
    funds: readonly Node[];
    waivers: readonly string[];
    /** Whether the deal itself declares the input. */
    isOwn: (name: string) => boolean;
    isMoney: (name: string) => boolean;
  },
): Layout {
  const named = new Set([...shown, ...checks]);
  const { drafts, places } = fuse(withoutUnused(withOpenings(list, named), named), named);
  const constants = new Map<bigint, number>();
  const tables = new Map<string, readonly bigint[]>();
  const inputs = new Map<string, number>();
  const memory = new Map<string, number>();
  const values = new Map<Node, number>();
  const numberIn = <Key>(map: Map<Key, number>, key: Key): number => {
    const known = map.get(key) ?? map.size;
    map.set(key, known);
    return known;
  };
  const destination = (to: Destination): number => ('cell' in to ? to.cell : memoryCell(numberIn(memory, to.memory)));
  const cellOf = (node: Node): number => {
    switch (node.type) {
      case 'constant':
        return constantCell(numberIn(constants, node.value));
      case 'cell':
        return node.cell;
      case 'input':
        return inputCell(numberIn(inputs, node.name));
      case 'memory':
        return memoryCell(numberIn(memory, node.memory));
      case 'calc':
      case 'look':
      case 'copy':
      case 'opening': {
        const place = places.get(node);
        return place ? destination(place) : valueCell(numberIn(values, node));
      }
    }
  };
  const operand = (of: Operand): number => (of === undefined ? NONE : typeof of === 'number' ? of : cellOf(of));
  const tableOf = (table: readonly bigint[]): number => {
    const key = table.join(',');
    tables.set(key, table);
    return [...tables.keys()].indexOf(key);
  };
  const zero: Node = { type: 'constant', key: '=0', flag: true, value: 0n };
  const calculation = (node: Node): Omit<Step, 'd'> => {
    if (node.type === 'look') return makeStep({ op: 'look', a: tableOf(node.table), b: operand(node.at) });
    if (node.type === 'calc') {
      const [a, b, c] = node.operands.map(cellOf);
      return makeStep({ op: node.op, mode: node.mode, a: a ?? NONE, b: b ?? NONE, c: c ?? NONE });
    }
    const [of] = operandsOf(node);
    const a = node.type === 'opening' ? node.cell : of ? cellOf(of) : NONE;
    return makeStep({ op: 'add', a, b: cellOf(zero) });
  };
  const steps = drafts.map((draft): Step => {
    if (draft.type === 'calc') return { ...calculation(draft.node), d: cellOf(draft.node) };
    if (draft.type === 'write') {
      const a = cellOf(draft.from);
      return makeStep({ op: 'add', a, b: cellOf(zero), d: destination(draft.to) });
    }
    const { op, mode, mask, gate, d, a, b, c, e } = draft;
    const operands = { gate: operand(gate), a: operand(a), b: operand(b), c: operand(c), e: operand(e) };
    return { op, mode, mask, d: d ?? NONE, ...operands };
  });
  for (const node of [...shown, ...checks]) cellOf(node);
  const codeOf = (name: string): number => {
    // Numbered among those that the program asks for: a trigger that can never hold needs no waiver.
    const waiver = waivers.filter((one) => inputs.has(one)).indexOf(name);
    if (waiver >= 0) return FIRST_WAIVER + waiver;
    return isKnownInput(name) && !isOwn(name) ? INPUT_CODES[name] : OWN_INPUT;
  };
  const coded = [...inputs.keys()].map((name) => ({ name, code: codeOf(name) }));
  const cash = cashIn(funds).filter((name) => {
    const code = codeOf(name);
    return code === OWN_INPUT ? isMoney(name) : mayBeCash(code);
  });
  const excess = [
    { what: 'values', count: values.size, most: LIMITS.values },
    { what: 'constants', count: constants.size, most: LIMITS.constants },
    { what: 'inputs', count: inputs.size, most: LIMITS.inputs },
    { what: 'remembered values', count: memory.size, most: LIMITS.memory },
    { what: 'steps', count: steps.length, most: LIMITS.steps },
    { what: 'tables', count: tables.size, most: 255 },
  ].filter(({ count, most }) => count > most);
  return {
    steps,
    origins: drafts.map(({ origin }) => origin),
    constants: [...constants.keys()],
    tables: [...tables.values()],
    inputs: coded,
    memory: [...memory.keys()],
    cashOrder: cash.map((name) => inputs.get(name) ?? 0),
    cellOf,
    memoryCellOf: memoryCell,
    excess,
  };
}

/** The inputs from which cash comes, in the order of the funds. A condition draws on nothing. */
function cashIn(funds: readonly Node[]): string[] {
  const found = new Set<string>();
  const draw = (node: Node): void => {
    if (node.type === 'input') found.add(node.name);
    if (node.type === 'copy') draw(node.of);
    if (node.type !== 'calc' || node.op === 'above') return;
    node.operands.slice(node.op === 'pick' ? 1 : 0).forEach(draw);
  };
  funds.forEach(draw);
  return [...found];
}

function readBy(draft: Draft): readonly Operand[] {
  if (draft.type === 'calc') return operandsOf(draft.node);
  if (draft.type === 'write') return [draft.from];
  return [draft.gate, draft.a, draft.b, draft.c, draft.e];
}

/** What `opening` asks for later is copied before the first step, in the order of the cells. */
function withOpenings(list: readonly Draft[], named: ReadonlySet<Node>): Draft[] {
  const openings = new Map<number, Node>();
  const note = (node: Operand): void => {
    if (typeof node === 'object' && node.type === 'opening') openings.set(node.cell, node);
  };
  list.flatMap(readBy).forEach(note);
  named.forEach(note);
  const inOrder = [...openings.values()].toSorted((a, b) => cellNumber(a) - cellNumber(b));
  const origin: Origin = { section: 'opening', name: '' };
  return [...inOrder.map((node): Draft => ({ type: 'calc', node, origin })), ...list];
}

function cellNumber(node: Node): number {
  return node.type === 'opening' ? node.cell : PERIOD;
}

/** Leaves out what is calculated and never read. */
function withoutUnused(list: readonly Draft[], named: ReadonlySet<Node>): Draft[] {
  const used = new Set<Node>(named);
  const kept: Draft[] = [];
  for (const draft of list.toReversed()) {
    if (draft.type === 'calc' && !used.has(draft.node)) continue;
    for (const operand of readBy(draft)) if (typeof operand === 'object') used.add(operand);
    kept.push(draft);
  }
  return kept.toReversed();
}

/**
 * A value that is only calculated to be written to memory or to a target is calculated right there, unless what was there
 * before is read in between. What has a name, or is read elsewhere, keeps its own cell.
 */
function fuse(list: readonly Draft[], named: ReadonlySet<Node>): { drafts: Draft[]; places: Map<Node, Destination> } {
  const places = new Map<Node, Destination>();
  const gone = new Set<Draft>();
  const readers = new Map<Operand, number>();
  for (const operand of list.flatMap(readBy)) readers.set(operand, (readers.get(operand) ?? 0) + 1);
  list.forEach((draft, w) => {
    if (draft.type !== 'write' || named.has(draft.from) || (readers.get(draft.from) ?? 0) > 1) return;
    if (!isCalculated(draft.from) && draft.from.type !== 'opening') return;
    const i = list.findIndex((other) => other.type === 'calc' && other.node === draft.from);
    const reads = list.slice(i + 1, w).flatMap(readBy);
    if (i < 0 || reads.some((operand) => typeof operand === 'object' && isAt(operand, draft.to))) return;
    places.set(draft.from, draft.to);
    gone.add(draft);
  });
  return { drafts: list.filter((draft) => !gone.has(draft)), places };
}

function isAt(node: Node, to: Destination): boolean {
  if ('cell' in to) return node.type === 'cell' && node.cell === to.cell;
  return node.type === 'memory' && node.memory === to.memory;
}
