import { type Command, Option } from 'commander';
import { parseColumnMap } from '../simulation/columnMap.ts';
import type { ColumnMap } from '../simulation/inputColumns.ts';
import { type Units, writeQuantity } from '../simulation/quantity.ts';
import { type Simulation, simulate } from '../simulation/simulate.ts';
import { remark, say, writeOutput } from './output.ts';
import { readingBar } from './progress.ts';

interface SimulateOptions {
  inputs: string;
  on: 'engine' | 'chain';
  units: Units;
  map?: ColumnMap;
  out?: string;
}

/** `sluice simulate` */
export function registerSimulate(program: Command): void {
  program
    .command('simulate <deal>')
    .summary("run a deal's waterfall over a table of inputs")
    .description(
      "Runs a deal's waterfall over a table of inputs, one row a payment date, and writes every figure by its name in " +
        'the deal. Sections of the deal file from "schedule" to "waterfall" are enough.',
    )
    .requiredOption('--inputs <file>', 'CSV: period, a column per input of the deal; date and opening.NAME if wanted')
    .addOption(
      new Option('--on <machine>', "the SDK's engine, or the contracts on a chain in this process")
        .choices(['engine', 'chain'])
        .default('engine'),
    )
    .addOption(
      new Option('--units <units>', "money in the deal's currency, or in its smallest unit; in and out")
        .choices(['currency', 'base'])
        .default('currency'),
    )
    .option('--map <pairs>', "foreign columns: 'pool=Ending Balance,collections=Cash'; may be repeated", mapped)
    .option('--out <file>', 'write the table there, not to the standard output')
    .action(run);
}

function mapped(text: string, before: ColumnMap = {}): ColumnMap {
  return { ...before, ...parseColumnMap(text) };
}

async function run(deal: string, { inputs, on, units, map, out }: SimulateOptions): Promise<void> {
  const bar = readingBar(on);
  const { onProgress: onDate } = bar;
  const simulation = await simulate({ deal, inputs, on, units, onDate, ...(map ? { map } : {}) }).finally(bar.stop);
  if (simulation.unused.length > 0) remark(`columns that this deal does not read: ${simulation.unused.join(', ')}`);
  for (const line of failedChecks(simulation)) remark(line);
  if (out === undefined) {
    process.stdout.write(simulation.csv);
    return;
  }
  writeOutput(out, simulation.csv);
  say(`${out}: ${simulation.dates.length} dates on ${on === 'engine' ? 'the engine' : 'the chain'}`);
  for (const line of endOf(simulation, units)) say(line);
}

/** A check that fails stops no payment: it is told. */
function failedChecks({ compiled, dates }: Simulation): string[] {
  return compiled.labels.checks.flatMap((name) => {
    const failed = dates.filter(({ values }) => values.get(name) === 0n);
    const [first] = failed;
    if (first === undefined) return [];
    return [`check ${name} fails on ${failed.length} of ${dates.length} dates, first in period ${first.period}`];
  });
}

/** What each class was paid in all, and what is left of it. */
function endOf({ compiled: { labels, program }, dates }: Simulation, units: Units): string[] {
  const money = (value: bigint): string =>
    writeQuantity(value, { quantity: 'money', decimals: program.decimals, units }).replace(
      /\B(?<!\..*)(?=(\d{3})+(?!\d))/g,
      ',',
    );
  return labels.classes.map(({ name }) => {
    const paid = (field: string): bigint =>
      dates.reduce((sum, { values }) => sum + (values.get(`${name}.${field}`) ?? 0n), 0n);
    const parts = [
      ['interest', paid('interestPaid')],
      ['principal', paid('principalPaid')],
      ['residual', paid('residualPaid')],
      ['left', dates.at(-1)?.values.get(`${name}.balance`) ?? 0n],
    ] as const;
    return `${name.padEnd(12)} ${parts.map(([what, amount]) => `${what} ${money(amount)}`).join(' · ')}`;
  });
}
