import {
  type DateResult,
  type Ledger,
  type Program,
  classCell,
  feeCell,
  openingLedger,
  runDate,
} from '../../../sdk/engine/index.ts';
import type { ClassField } from '../../../sdk/engine/program.ts';
import type { TermsRejected } from '../../../sdk/errors/terms.ts';
import { type CompiledTerms, compileTerms } from '../../../sdk/terms/compileTerms.ts';
import { parseTerms } from '../../../sdk/terms/parseTerms.ts';

/** Enough cash for any date: what is not taken of it waits. */
const PLENTY = (1n << 100n) - 1n;

/** What can be asked after a payment date. Amounts are in base units of the deal. */
export interface RunDeal {
  /** Runs the next date with these inputs, by their names; those not named are 0. */
  run(inputs?: Record<string, bigint>): RunDeal;
  class(name: string, field?: ClassField): bigint;
  account(name: string): bigint;
  fee(name: string, field?: 'due' | 'over' | 'paid' | 'overPaid'): bigint;
  /** A definition, trigger or let. */
  value(name: string): bigint;
  check(name: string): bigint;
  /** What a step of the waterfall's line moved from its sources. */
  line(line: number): bigint[];
  readonly compiled: CompiledTerms;
}

/** A deal ready to be run, from the text of its file. */
export function dealOf(text: string, options?: { unproven: boolean }): RunDeal {
  const compiled = compileTerms(parseTerms({ text }), options);
  const { program, labels } = compiled;
  let ledger: Ledger = openingLedger(program);
  let period = program.firstDate;
  let result: DateResult | undefined;
  const cells = (): readonly bigint[] => {
    if (result === undefined) throw new RangeError('no date was run yet');
    return result.cells;
  };
  const index = (names: readonly string[], name: string): number => {
    const found = names.indexOf(name);
    if (found < 0) throw new RangeError(`the deal has no ${name}, only ${names.join(', ')}`);
    return found;
  };
  const cell = (number: number): bigint => cells()[number] ?? constantOf(program, number);
  const deal: RunDeal = {
    compiled,
    run(inputs = {}) {
      const names = labels.inputs.map(({ name }) => name);
      for (const name of Object.keys(inputs)) index(names, name);
      const given = names.map((name) => inputs[name] ?? 0n);
      result = runDate({ program, ledger, period, inputs: given, deposit: PLENTY });
      ({ ledger } = result);
      period += 1;
      return deal;
    },
    class: (name, field = 'balance') => {
      const k = index(
        labels.classes.map((one) => one.name),
        name,
      );
      return cell(classCell(k, field));
    },
    account: (name) => ledger.accounts[index(labels.accounts, name)] ?? 0n,
    fee: (name, field = 'due') => {
      const k = index(
        labels.fees.map((one) => one.name),
        name,
      );
      return cell(feeCell(k, field));
    },
    value: (name) => {
      const values = [...labels.definitions, ...labels.triggers, ...labels.lets];
      const found = values.find((one) => one.name === name);
      return cell(found?.cell ?? index([], name));
    },
    check: (name) => cell(program.checks[index(labels.checks, name)] ?? 0),
    line: (line) => {
      const step = labels.lines.find((one) => one.line === line)?.steps[0] ?? 0;
      return [...(result?.flows.slice(3 * flowIndex(program, step), 3 * flowIndex(program, step) + 3) ?? [])];
    },
  };
  return deal;
}

function constantOf({ constants }: Program, cell: number): bigint {
  return constants[cell - 0x400] ?? 0n;
}

/** Flows are of the steps that move cash or claims only. */
function flowIndex({ steps }: Program, step: number): number {
  const calculating = ['add', 'less', 'min', 'max', 'part', 'above', 'pick', 'look'];
  return steps.slice(0, step).filter(({ op }) => !calculating.includes(op)).length;
}

/** The refusal of a deal file; anything else fails the test. */
export function refusalOf(text: string, options?: { unproven: boolean }): TermsRejected {
  try {
    dealOf(text, options);
  } catch (error) {
    if (error instanceof Error && error.name === 'TermsRejected') return error as TermsRejected;
    throw error;
  }
  throw new RangeError('the deal was accepted');
}

/** A deal around a few sections: one class, one bucket, money with two decimals. */
export function aroundOf(sections: Record<string, string>): string {
  const all = {
    decimals: '2',
    schedule: '{ accrualFrom: 2026-01-15, first: 2026-02-15, every: month, dates: 24 }',
    classes: '{ A: { face: 1_000 }, EQ: { residual: true } }',
    funds: '{ cash: collections }',
    waterfall: '{ cash: [pay principal A, pay rest to EQ] }',
    ...sections,
  };
  return Object.entries(all)
    .filter(([, text]) => text !== '')
    .map(([name, text]) => `${name}: ${text}`)
    .join('\n');
}
