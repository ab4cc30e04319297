import {
  BOUGHT,
  CALCULATING_OPS,
  COST,
  OPS,
  type ClassField,
  type FeeField,
  type Program,
  accountCell,
  classCell,
  feeCell,
} from '../engine/index.ts';
import type { CompiledTerms } from '../terms/compileTerms.ts';
import type { LineLabel } from '../terms/compile/labels.ts';
import type { DateFigures } from './machine.ts';
import type { Quantity } from './quantity.ts';

/** A column of the output, and how it is read from what came of a date. */
export interface OutputColumn {
  name: string;
  quantity: Quantity;
  read: (figures: DateFigures) => bigint;
}

/**
 * The columns of a deal's output: per class, per fee, accounts, definitions, triggers and lets, lines of the waterfall,
 * the date as a whole, checks. Before them stand `period` and `date`.
 */
export function outputColumns({ program, labels }: CompiledTerms): OutputColumn[] {
  const { definitions, triggers, lets } = labels;
  return [
    ...labels.classes.flatMap(({ name }, k) => ofClass(program, { name, k })),
    ...labels.fees.flatMap(({ name }, k) => ofFee(name, k)),
    ...labels.accounts.map((name, k) => ofCell(name, 'money', accountCell(k))),
    ...definitions.map(({ name, kind, cell }) => ofCell(name, kind, cell)),
    ...triggers.flatMap(({ name, cell, next }) => [
      ofFlag(name, cell),
      ...(next === undefined ? [] : [ofFlag(`${name}.next`, next)]),
    ]),
    ...lets.map(({ name, kind, cell }) => ofCell(name, kind, cell)),
    ...labels.lines.flatMap((line) => ofLine(line, { program, labels })),
    ofCell('bought', 'money', BOUGHT),
    ofCell('cost', 'money', COST),
    { name: 'cashIn', quantity: 'money', read: ({ cashIn }) => cashIn },
    { name: 'cashOut', quantity: 'money', read: ({ cashOut }) => cashOut },
    ...labels.checks.map((name, i) => ofFlag(name, program.checks[i] ?? 0)),
  ];
}

function ofCell(name: string, quantity: Quantity, cell: number): OutputColumn {
  return { name, quantity, read: ({ cells }) => cells[cell] ?? 0n };
}

function ofFlag(name: string, cell: number): OutputColumn {
  return { name, quantity: 'flag', read: ({ cells }) => ((cells[cell] ?? 0n) === 0n ? 0n : 1n) };
}

function ofClass(program: Program, { name, k }: { name: string; k: number }): OutputColumn[] {
  const accruals = program.steps.flatMap(({ op, d }, i) => (op === 'accrue' && d === classCell(k) ? [i] : []));
  const accrued = flowsOf(program, accruals);
  const fields = [
    'interestPaid',
    'principalPaid',
    'residualPaid',
    'balance',
    'interestDue',
    'deficiency',
    'writtenOff',
  ] as const satisfies readonly ClassField[];
  return [
    { name: `${name}.accrued`, quantity: 'money', read: ({ flows }) => sum(accrued.map((at) => flows[at] ?? 0n)) },
    ...fields.map((field) => ofCell(`${name}.${field}`, 'money', classCell(k, field))),
  ];
}

function ofFee(name: string, k: number): OutputColumn[] {
  const fields = ['due', 'over', 'paid', 'overPaid'] as const satisfies readonly FeeField[];
  return fields.map((field) => ofCell(`${name}.${field}`, 'money', feeCell(k, field)));
}

const LET = /^let\s+(\S+)\s+be\s/;
/** Only a `pay` has more than one source; its three amounts are by source. */
const SOURCES = 3;

/**
 * A line's amount is all that it moved, from whatever source: cash, or claims where it moves no cash; of a `let` its
 * value, of a purchase its cost. Columns of its sources follow, but for the first.
 */
function ofLine(
  { line, text, steps, sources }: LineLabel,
  { program, labels }: Pick<CompiledTerms, 'program' | 'labels'>,
): OutputColumn[] {
  const named = LET.exec(text)?.[1];
  const value = labels.lets.find(({ name }) => name === named);
  if (value) return [ofCell(`${line}.amount`, value.kind, value.cell)];
  const places = flowsOf(program, steps).map((at, i) => ({ at, pays: program.steps[steps[i] ?? 0]?.op === 'pay' }));
  const from = (source: number, { flows }: DateFigures): bigint =>
    sum(places.map(({ at, pays }) => (pays || source === 0 ? (flows[at + source] ?? 0n) : 0n)));
  const all = Array.from({ length: SOURCES }, (_, i) => i);
  return [
    { name: `${line}.amount`, quantity: 'money', read: (figures) => sum(all.map((i) => from(i, figures))) },
    ...sources.slice(1).map((source, i): OutputColumn => {
      return { name: `${line}.from.${source}`, quantity: 'money', read: (figures) => from(i + 1, figures) };
    }),
  ];
}

/** Where the flows of steps begin. */
function flowsOf(program: Program, steps: readonly number[]): number[] {
  const places = new Map<number, number>();
  program.steps.forEach(({ op }, i) => {
    if (OPS.indexOf(op) >= CALCULATING_OPS) places.set(i, 3 * places.size);
  });
  return steps.map((step) => places.get(step) ?? 0);
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
