import { read, files } from '../../scripts/project.ts';
import { type Op, type Program, type Step, makeStep } from '../../sdk/engine/index.ts';
import { emptyCells } from '../../sdk/engine/interpreter.ts';
import type { AskedRun } from '../parity/bench.ts';

type Numbers = Record<string, string>;

interface Case {
  says: string;
  step: Record<string, string | number>;
  before: Numbers;
  after: Numbers;
  flow?: readonly string[];
  constants?: readonly string[];
  tables?: readonly (readonly string[])[];
  ledgerMask?: number;
  deposit?: string;
  cashIn?: string;
  cashOut?: string;
}

interface VectorFile {
  op: Op;
  code: number;
  source: string;
  cases: readonly Case[];
}

/** One step, what there is before it and what must be after. */
export interface Vector {
  says: string;
  program: Program;
  run: AskedRun;
  after: bigint[];
  flow: bigint[];
  cashIn: bigint;
  cashOut: bigint;
}

/** The file of an op, or undefined if there is none. */
export function vectorFile(op: Op): VectorFile | undefined {
  const file = `test/vectors/ops/${op}.json`;
  return files(file).length === 0 ? undefined : (JSON.parse(read(file)) as VectorFile);
}

/** The cases of an op. */
export function vectorsOf(op: Op): Vector[] {
  return (vectorFile(op)?.cases ?? []).map((given) => {
    const step = Object.fromEntries(Object.entries(given.step).map(([field, number]) => [field, Number(number)]));
    const program = frame(makeStep({ op, ...(step as Partial<Step>) }), given);
    return {
      says: given.says,
      program,
      run: { cells: cellsFrom(program, given.before), deposit: BigInt(given.deposit ?? 0) },
      after: cellsFrom(program, given.after),
      flow: (given.flow ?? []).map(BigInt),
      cashIn: BigInt(given.cashIn ?? 0),
      cashOut: BigInt(given.cashOut ?? 0),
    };
  });
}

/** A program of this one step. The validator would refuse it: it leaves its bucket open. */
function frame(step: Step, { constants = [], tables = [], ledgerMask = 0 }: Case): Program {
  const none = { face: 0n, opening: 0n };
  return {
    decimals: 6,
    buckets: 1,
    classes: [none, none, none, none],
    ledgerMask,
    fees: [0n, 0n],
    accounts: [0n, 0n, 0n],
    memory: [],
    inputs: [],
    cashOrder: [],
    constants: constants.map(BigInt),
    dates: [{ payment: 1, record: 1 }],
    firstDate: 1,
    recordTime: 0,
    tables: tables.map((entries) => entries.map(BigInt)),
    shown: [],
    checks: [],
    steps: [step],
  };
}

function cellsFrom(program: Program, numbers: Numbers): bigint[] {
  const cells = emptyCells(program);
  for (const [cell, value] of Object.entries(numbers)) cells[Number(cell)] = BigInt(value);
  return cells;
}
