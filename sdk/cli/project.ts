import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Address, isAddress } from 'viem';
import { getLedger } from '../actions/waterfall/getLedger.ts';
import { connect } from '../chain/connect.ts';
import type { AssumptionName, AssumptionValues } from '../projection/assumptions.ts';
import { projectScenarios, scenariosOf } from '../projection/grid.ts';
import { unknownInputs } from '../projection/inputs.ts';
import { type LoadProjectionParameters, type LoadedProjection, loadProjection } from '../projection/loadProjection.ts';
import { makeProjector } from '../projection/project.ts';
import { projectionCsv, scenariosCsv } from '../projection/projectionCsv.ts';
import { ASSUMPTIONS, ASSUMPTION_NAMES, readAssumptions } from '../projection/readAssumptions.ts';
import { projectionJson, reportClasses, scenariosJson } from '../projection/report.ts';
import { remark, say, toJson, writeOutput } from './output.ts';
import { sayClasses, sayDates, sayHeading, sayScenarios } from './projectTables.ts';

type Options = Partial<Record<AssumptionName, string>> &
  Omit<LoadProjectionParameters, 'deal' | 'values' | 'from'> & {
    fromChain?: Address;
    rpc: string;
    price?: Record<string, number>;
    yield?: Record<string, number>;
    json?: string;
    csv?: string;
  };

/** `sluice project …` */
export function registerProject(program: Command): void {
  const command = program
    .command('project <deal>')
    .summary('project cash flows, lives, yields and losses')
    .description(
      'Runs the receivables month by month and the deal on each payment date: the very program of the chain.',
    )
    .option('--tape <file>', "the receivables (default: the deal file's tape)")
    .option('--cut-off <date>', "the day the tape is of (default: the deal file's)")
    .option('--assumptions <file>', 'YAML with assumptions, representative lines and vectors')
    .option('--inputs <file>', 'CSV with the inputs of each date instead of a model, as for simulate')
    .addOption(new Option('--units <units>', 'of money in that CSV').choices(['currency', 'base']))
    .option(
      '--from-chain <waterfall>',
      'go on from where the deal stands on chain: the address of its waterfall',
      address,
    )
    .option('--rpc <url>', 'of the node to read from', 'http://127.0.0.1:8545')
    .option('--turnover <number>', 'how often a year bought trade receivables turn over');
  for (const name of ASSUMPTION_NAMES) command.addOption(new Option(`--${name} <figure>`, ASSUMPTIONS[name].expected));
  command
    .option('--price <pairs>', 'clean prices per 100 for yields: A=99.5,B=98 (default 100)', prices)
    .option('--yield <pairs>', 'annual yields for prices: A=4.2%', yields)
    .option('--scenarios <file>', 'YAML with lists of alternatives: one scenario for each combination')
    .option('--json <file>', 'write all of it')
    .option('--csv <file>', 'write a row for each date, or for each scenario')
    .action(run);
}

async function run(file: string, options: Options): Promise<void> {
  const { fromChain: waterfall, rpc } = options;
  const from = waterfall && { from: await getLedger(await connect(rpc), { waterfall }) };
  const loaded = await loadProjection({ ...options, ...from, deal: file, values: valuesOf(options) });
  const { deal, given } = loaded;
  for (const name of unknownInputs(deal, given)) {
    remark(`${name}: taken as 0, no model knows it; give it under "inputs" of --assumptions, or with --inputs`);
  }
  if (loaded.grid === undefined) projectOnce(loaded, options);
  else projectGrid(loaded, options);
}

function projectOnce({ values, grid: _grid, ...parameters }: LoadedProjection, options: Options): void {
  const { deal, pool } = parameters;
  const projector = makeProjector(parameters);
  const projection = projector(readAssumptions(values, { decimals: deal.program.decimals }));
  const classes = reportClasses({
    ...{ projection, values, prices: options.price ?? {}, yields: options.yield ?? {} },
    ...(pool === undefined ? {} : { projector }),
  });
  sayHeading(projection, values);
  sayClasses(projection, classes);
  sayDates(projection);
  if (options.csv !== undefined) writeOutput(options.csv, projectionCsv(projection));
  if (options.json !== undefined) writeOutput(options.json, toJson(projectionJson(projection, { values, classes })));
}

function projectGrid({ values, grid = {}, ...parameters }: LoadedProjection, options: Options): void {
  const { deal } = parameters;
  const { decimals } = deal.program;
  const projector = makeProjector(parameters);
  const scenarios = scenariosOf(grid, values);
  const results = [...projectScenarios(projector, { scenarios, decimals, prices: options.price ?? {} })];
  say(`${deal.name} · ${results.length} scenarios · ${deal.program.dates.length} dates`);
  sayScenarios(results);
  if (options.csv !== undefined) writeOutput(options.csv, scenariosCsv(results));
  if (options.json !== undefined) writeOutput(options.json, toJson(scenariosJson(results)));
}

function address(text: string): Address {
  if (!isAddress(text, { strict: false })) throw new InvalidArgumentError(`"${text}" is no address.`);
  return text;
}

function valuesOf(options: Options): AssumptionValues {
  return Object.fromEntries(
    ASSUMPTION_NAMES.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]])),
  );
}

function prices(text: string): Record<string, number> {
  return pairs(text, { example: 'A=99.5,B=98', read: (number) => number });
}

function yields(text: string): Record<string, number> {
  return pairs(text, { example: 'A=4.2%', read: (number) => number / 100 });
}

function pairs(
  text: string,
  { example, read }: { example: string; read: (number: number) => number },
): Record<string, number> {
  return Object.fromEntries(
    text.split(',').map((pair) => {
      const [, name = '', figure] = /^([^=]+)=(\d+(?:\.\d+)?)%?$/.exec(pair.trim()) ?? [];
      if (figure === undefined) throw new InvalidArgumentError(`"${pair}" is not CLASS=FIGURE, such as ${example}.`);
      return [name.trim(), read(Number(figure))];
    }),
  );
}
