import type { Program } from '../engine/program.ts';
import { type CompiledTerms, compileTerms } from '../terms/compileTerms.ts';
import type { TermsSource } from '../terms/dealFile.ts';
import { loadWaterfall } from '../terms/parseTerms.ts';
import type { ColumnMap } from './inputColumns.ts';
import { type InputRow, type InputsSource, dateOf, readInputs } from './inputRows.ts';
import { type DateFigures, type Machine, engineMachine } from './machine.ts';
import { outputColumns } from './outputColumns.ts';
import { type Units, writeQuantity } from './quantity.ts';

export interface SimulateParameters {
  /** The deal file: its path or text. Or a deal that was compiled before. */
  deal: TermsSource | CompiledTerms;
  /** The table of inputs: the path of a CSV, or its text. */
  inputs: InputsSource;
  /** `engine` (default) runs the SDK's own machine; `chain` deploys the contracts on a chain in this process. */
  on?: 'engine' | 'chain' | Machine;
  /** Our names of columns, and what the file calls them: `{ pool: 'Ending Balance' }`. */
  map?: ColumnMap;
  /** Of money, in inputs and output: `currency` (default) with the deal's decimals, or `base`, its smallest unit. */
  units?: Units;
  /** Told after each date. */
  onDate?: (done: number, all: number) => void;
}

export interface SimulatedDate {
  /** The row of the inputs; 1 is the header. */
  row: number;
  period: number;
  /** 2026-05-20 */
  date: string;
  figures: DateFigures;
  /** By column name. Money in base units, rates in 1e-9, triggers and checks 1 or 0. */
  values: ReadonlyMap<string, bigint>;
}

export interface Simulation {
  compiled: CompiledTerms;
  dates: SimulatedDate[];
  /** Columns of the table by the name of an input that this deal does not read. */
  unused: string[];
  /** The output as text: one row a date, in the units of the inputs. */
  csv: string;
}

/**
 * Runs a deal's waterfall over given inputs, date by date. The cash of a date is what its funds ask for. A row with a
 * cell in an `opening.NAME` column begins anew: what it names with these openings, everything else as the deal file
 * says; on chain with a fresh clone.
 *
 * `on: 'chain'` deploys the contracts on a chain in this process, with a mock of the settlement asset: it needs a checkout of
 * the repository with its development dependencies (Hardhat).
 *
 * @throws {TermsRejected} with a line per problem of the deal file
 * @throws {InputsRejected} with a line per problem of the table; no date was run
 * @throws {InvalidProgram} if the deal, or the openings of a row, make a program that no chain would accept
 * @throws {DepositTooLarge} if a date's cash is not below 2^100 units
 * @example
 * const { csv } = await simulate({ deal: 'deal.yaml', inputs: 'inputs.csv', on: 'chain' });
 */
export async function simulate({
  deal,
  inputs,
  on = 'engine',
  map,
  units,
  onDate,
}: SimulateParameters): Promise<Simulation> {
  const { compiled, declared } = isCompiled(deal) ? { compiled: deal, declared: [] } : await compileDeal(deal);
  const reading = { compiled, declared, ...(map ? { map } : {}), ...(units ? { units } : {}) };
  const { rows, unused } = await readInputs(inputs, reading);
  const machine = typeof on === 'object' ? on : on === 'chain' ? await openChain(compiled) : engineMachine();
  try {
    const ran = await runRows(rows, { machine, compiled, units: units ?? 'currency', ...(onDate ? { onDate } : {}) });
    return { ...ran, unused };
  } finally {
    await machine.close();
  }
}

async function compileDeal(deal: TermsSource): Promise<{ compiled: CompiledTerms; declared: string[] }> {
  const terms = await loadWaterfall(deal);
  return { compiled: compileTerms(terms), declared: terms.inputs.map(({ name }) => name.text) };
}

function isCompiled(deal: TermsSource | CompiledTerms): deal is CompiledTerms {
  return typeof deal === 'object' && 'program' in deal;
}

/** Loaded when it is asked for: it needs packages that the engine does not. */
async function openChain({ program }: CompiledTerms): Promise<Machine> {
  const { chainMachine } = await import('../local/chainMachine.ts');
  return chainMachine(program);
}

async function runRows(
  rows: readonly InputRow[],
  {
    machine,
    compiled,
    units,
    onDate,
  }: { machine: Machine; compiled: CompiledTerms; units: Units; onDate?: SimulateParameters['onDate'] & {} },
): Promise<Omit<Simulation, 'unused'>> {
  const { decimals } = compiled.program;
  const columns = outputColumns(compiled);
  const dates: SimulatedDate[] = [];
  const lines = [['period', 'date', ...columns.map(({ name }) => name)]];
  for (const [i, row] of rows.entries()) {
    if (i === 0 || row.openings) await machine.start(begunAnew(compiled.program, row));
    const figures = await machine.run(row);
    const values = columns.map(({ name, read }): [string, bigint] => [name, read(figures)]);
    const date = dateOf(compiled, row.period);
    dates.push({ row: row.row, period: row.period, date, figures, values: new Map(values) });
    const written = values.map(([, value], k) =>
      writeQuantity(value, { quantity: columns[k]?.quantity ?? 'money', decimals, units }),
    );
    lines.push([String(row.period), date, ...written]);
    onDate?.(i + 1, rows.length);
  }
  return { compiled, dates, csv: lines.map((cells) => `${cells.join(',')}\n`).join('') };
}

/** The program as it begins with this row. */
function begunAnew(program: Program, { period, openings = [] }: InputRow): Program {
  const opened = (of: 'fees' | 'accounts' | 'memory'): bigint[] =>
    program[of].map(
      (value, k) => openings.find(({ opening }) => opening.of === of && opening.index === k)?.value ?? value,
    );
  const classes = program.classes.map(({ face, opening: silent }, k) => {
    const given = openings.find(({ opening }) => opening.of === 'classes' && opening.index === k);
    return { face, opening: given?.value ?? silent };
  });
  return {
    ...program,
    firstDate: period,
    classes,
    fees: opened('fees'),
    accounts: opened('accounts'),
    memory: opened('memory'),
  };
}
