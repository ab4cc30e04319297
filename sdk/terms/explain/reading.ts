import {
  ACCOUNTS,
  BUCKETS,
  CLASSES,
  CONSTANTS,
  FEES,
  FIRST_WAIVER,
  INPUTS,
  MEMORY,
  OUTSIDE,
  OWN_INPUTS,
  OWN_INPUT,
  type Program,
  type Step,
  VALUES,
  CLASS_FIELDS,
  inputName,
} from '../../engine/program.ts';
import { ProgramNotExplained } from '../../errors/terms.ts';
import type { Labels } from '../compile/labels.ts';
import { WAIVED } from '../scope.ts';
import type { Word } from '../problems.ts';
import { NOWHERE } from '../problems.ts';

export const CLASS_BLOCK = 16;
export const FEE_BLOCK = 8;

/** A value that has a name: a definition, a trigger or a let. */
export interface Shown {
  name: string;
  cell: number;
  section: 'definition' | 'trigger' | 'let';
}

/** A program with the names of its parts, and where each cell is written. */
export interface Reading {
  program: Program;
  steps: readonly Step[];
  classes: string[];
  fees: string[];
  buckets: string[];
  accounts: string[];
  inputs: string[];
  tables: string[];
  shown: Shown[];
  checks: string[];
  /** Without labels some of a program's parts are told apart by their steps. */
  labels: Labels | undefined;
  /** The step that writes a value, a memory cell or a target. */
  writer: ReadonlyMap<number, number>;
  /** The first step from outside: what is before it is definitions and claims. */
  firstFund: number;
  lastFund: number;
  halfUp: boolean;
  constant: (cell: number) => bigint | undefined;
  isFlag: (cell: number) => boolean;
  /** Whether a step calculates 1 or 0. */
  isFlagStep: (index: number | undefined) => boolean;
  step: (index: number) => Step;
}

export function word(text: string): Word {
  return { text, place: NOWHERE };
}

export function notExplained(step: number, reason: string): never {
  throw new ProgramNotExplained({ step, reason });
}

export function isClassField(cell: number, field: keyof typeof CLASS_FIELDS): boolean {
  return cell < FEES && (cell - CLASSES) % CLASS_BLOCK === CLASS_FIELDS[field];
}

export function readProgram(program: Program, labels: Labels | undefined): Reading {
  const { steps } = program;
  const writer = new Map<number, number>();
  steps.forEach(({ op, d }, i) => {
    const calculates = ['add', 'less', 'min', 'max', 'part', 'above', 'pick', 'look'].includes(op);
    if (calculates) writer.set(d, i);
  });
  const isFund = ({ op, a }: Step): boolean => op === 'move' && a === OUTSIDE;
  const firstFund = steps.findIndex(isFund);
  const lastFund = steps.findLastIndex(isFund);
  const constant = (cell: number): bigint | undefined =>
    cell >= CONSTANTS && cell < CONSTANTS + program.constants.length ? program.constants[cell - CONSTANTS] : undefined;
  const numbered = (name: string, count: number, given: readonly string[] | undefined): string[] =>
    given ? [...given] : Array.from({ length: count }, (_, i) => `${name}${i + 1}`);
  const reading: Reading = {
    program,
    steps,
    classes: numbered(
      'class',
      program.classes.length,
      labels?.classes.map(({ name }) => name),
    ),
    fees: numbered(
      'fee',
      program.fees.length,
      labels?.fees.map(({ name }) => name),
    ),
    buckets: labels ? [...labels.buckets] : bucketNames(program),
    accounts: numbered('account', program.accounts.length, labels?.accounts),
    inputs: [],
    tables: program.tables.map((_, i) => labels?.tables[i] ?? `table${i + 1}`),
    shown: [],
    labels,
    checks: numbered('check', program.checks.length, labels?.checks),
    writer,
    firstFund,
    lastFund,
    halfUp: steps.some(({ op, mode }) => (op === 'part' || op === 'accrue') && mode === 2),
    constant,
    isFlag: (cell) => isFlag(reading, cell),
    isFlagStep: (index) => isFlagStep(reading, index),
    step: (index) => steps[index] ?? notExplained(index, 'there is no such step'),
  };
  reading.shown = readShown(reading, labels);
  reading.inputs = readInputs(reading, labels);
  return reading;
}

/** Structurally 1 or 0: what the compiler knows of its nodes. */
function isFlag(reading: Reading, cell: number): boolean {
  const constant = reading.constant(cell);
  if (constant !== undefined) return constant <= 1n;
  if (cell >= OWN_INPUTS && cell < MEMORY) {
    const code = reading.program.inputs[cell - OWN_INPUTS] ?? OWN_INPUT;
    return code >= FIRST_WAIVER || ['called', 'accelerated', 'noReport'].includes(inputName(code) ?? '');
  }
  return cell >= VALUES && isFlagStep(reading, reading.writer.get(cell));
}

function isFlagStep(reading: Reading, index: number | undefined): boolean {
  if (index === undefined) return false;
  const { op, a, b, c } = reading.step(index);
  if (op === 'above') return true;
  if (op === 'min') return reading.isFlag(a) || reading.isFlag(b);
  if (op === 'max') return reading.isFlag(a) && reading.isFlag(b);
  // A copy is what it is a copy of.
  if (op === 'add') return reading.constant(b) === 0n && reading.isFlag(a);
  return op === 'pick' && reading.isFlag(b) && reading.isFlag(c);
}

/** The bucket to which cures go, or from which support is booked, is `principal`; the others have numbers. */
function bucketNames({ buckets, steps }: Program): string[] {
  const principal = steps.flatMap(({ op, mode, a, b, c, d }) => {
    if (op === 'move' && c !== 0xffff && a !== OUTSIDE) return [d];
    if (op !== 'pay') return [];
    return [...((mode & 2) !== 0 ? [c] : []), ...((mode & 4) !== 0 ? [b] : [])];
  })[0];
  return Array.from({ length: buckets }, (_, i) => (BUCKETS + i === principal ? 'principal' : `bucket${i + 1}`));
}

function readShown(reading: Reading, labels: Labels | undefined): Shown[] {
  const cells = reading.program.shown;
  if (labels) {
    const sections = [
      ...labels.definitions.map(({ name }) => ({ name, section: 'definition' as const })),
      ...labels.triggers.map(({ name }) => ({ name, section: 'trigger' as const })),
      ...labels.lets.map(({ name }) => ({ name, section: 'let' as const })),
    ];
    return sections.map((one, i) => ({ ...one, cell: cells[i] ?? 0 }));
  }
  // Lets are written among the steps of the lists, what comes before them is not. Triggers are 1 or 0; a definition that
  // is so too gives the same bytes as a trigger, unless a definition that is not stands behind it. Numbers may be either.
  const isLet = (cell: number): boolean => (reading.writer.get(cell) ?? -1) > reading.lastFund;
  const lastPlain = cells.findLastIndex((cell) => !isLet(cell) && !reading.isFlag(cell));
  const isTrigger = (cell: number, i: number): boolean => i > lastPlain && reading.constant(cell) === undefined;
  const definitions = cells.findIndex((cell, i) => isTrigger(cell, i) || isLet(cell));
  return cells.map((cell, i) => ({
    name: `value${i + 1}`,
    cell,
    section: isLet(cell) ? 'let' : definitions >= 0 && i >= definitions ? 'trigger' : 'definition',
  }));
}

function readInputs(reading: Reading, labels: Labels | undefined): string[] {
  if (labels) return labels.inputs.map(({ name }) => name);
  return reading.program.inputs.map((code, i) => {
    if (code >= FIRST_WAIVER) return `${WAIVED}${waivedBy(reading, INPUTS + 3 + i)}`;
    return inputName(code) ?? `input${i + 1}`;
  });
}

/** The trigger that a waiver is for: the shown value that is above it. */
function waivedBy({ shown, writer, steps }: Reading, waiver: number): string {
  const trigger = shown.find(({ cell, section }) => {
    const step = steps[writer.get(cell) ?? -1];
    return section === 'trigger' && step?.op === 'above' && step.b === waiver;
  });
  return trigger?.name ?? notExplained(0, 'a waiver that no trigger has');
}

/** The name of a bucket or an account. */
export function cashName(reading: Reading, cell: number, index: number): string {
  const name = cell >= ACCOUNTS ? reading.accounts[cell - ACCOUNTS] : reading.buckets[cell - BUCKETS];
  return name ?? notExplained(index, `cell ${cell} holds no cash`);
}
