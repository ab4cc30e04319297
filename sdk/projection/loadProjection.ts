import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type Program, encodeProgram } from '../engine/program.ts';
import { InputUnreadable } from '../errors/files.ts';
import { TapeRejected } from '../errors/TapeRejected.ts';
import { InputsRejected } from '../errors/simulation.ts';
import { TermsRejected } from '../errors/terms.ts';
import { readInputs } from '../simulation/inputRows.ts';
import type { Units } from '../simulation/quantity.ts';
import { loadTape } from '../tape/loadTape.ts';
import { loadWaterfall } from '../terms/parseTerms.ts';
import type { StudyTerms } from '../terms/deal.ts';
import type { AssumptionValues } from './assumptions.ts';
import { type ProjectedDeal, closingDay, isoDay, lastCollected } from './deal.ts';
import { type DealBackground, backgroundOf, dealOfTerms } from './dealOfTerms.ts';
import type { Grid } from './grid.ts';
import type { GivenInputs } from './inputs.ts';
import { type AssumptionProblems, gatherProblems } from './problems.ts';
import type { Receivables, Standing } from './project.ts';
import { type AssumptionFile, TURNOVER_EXPECTED, readAssumptionFile } from './readAssumptionFile.ts';
import { readAssumptions } from './readAssumptions.ts';
import { readGrid } from './readGrid.ts';
import { poolOfLines, poolOfTape } from './tapePool.ts';
import type { YamlFile } from './yamlFile.ts';

export interface LoadProjectionParameters {
  /** Path of the deal file. */
  deal: string;
  /** Path of the tape: the deal file's own unless given. */
  tape?: string;
  /** The day the tape is of, `2026-03-31`: the deal file's, or the day before interest accrues. */
  cutOff?: string;
  /** Path of a YAML with assumptions, representative lines and vectors. */
  assumptions?: string;
  /** Path of a CSV with the inputs of each date, as `simulate` takes it: then there is no model of receivables. */
  inputs?: string;
  /** Of money in that CSV: `currency` unless given. */
  units?: Units;
  /** Path of a YAML with lists of alternatives. */
  scenarios?: string;
  /** Where the deal stands on chain, as `getLedger` reads it: the projection goes on from there. From closing unless given. */
  from?: { program: Program } & Standing;
  /** They come before those of the file. */
  values?: AssumptionValues;
  turnover?: string | number;
}

/** All that a projection needs, read and checked. */
export interface LoadedProjection extends Receivables {
  deal: ProjectedDeal;
  given: GivenInputs;
  values: AssumptionValues;
  grid: Grid | undefined;
  standing?: Standing;
}

/** Amounts of a deal file that can't be read have at most so many decimals. */
const MOST_DECIMALS = 18;

/**
 * Reads deal file, receivables, assumptions and grid. All that is wrong with any of them is told in one go.
 *
 * @throws {AssumptionsRejected} with a line per problem
 * @throws {TermsRejected} if nothing but the deal file is wrong
 * @example
 * const { deal, pool, values } = await loadProjection({ deal: 'deal.yaml', values: { cpr: 10 } });
 * const projection = project({ deal, pool, assumptions: values });
 */
export async function loadProjection(parameters: LoadProjectionParameters): Promise<LoadedProjection> {
  const problems = gatherProblems();
  const terms = await gather(problems, () => loadWaterfall(parameters.deal));
  const deal = terms && (await gather(problems, () => dealOfTerms(terms)));
  const decimals = terms?.decimals ?? MOST_DECIMALS;
  const file = await yamlFile(parameters.assumptions, { problems, what: 'assumptions' });
  const said = file && readAssumptionFile(file, { decimals });
  const values = { ...said?.values, ...parameters.values };
  readAssumptions(parameters.values ?? {}, { decimals, problems });
  if (problems.count === 0) readAssumptions(values, { decimals, problems });
  const gridFile = await yamlFile(parameters.scenarios, { problems, what: 'scenarios' });
  const grid = gridFile && readGrid(gridFile, { decimals });
  const { from } = parameters;
  if (from && deal) checkStanding(from, { deal, file: parameters.deal, problems });
  const receivables = await readReceivables(parameters, { terms, deal, said, problems });
  problems.refuse();
  // Without a deal there was a problem, and refusing threw.
  const standing = from && { ledger: from.ledger, nextDate: from.nextDate };
  return { ...receivables, deal: deal as ProjectedDeal, values, grid, ...(standing ? { standing } : {}) };
}

/** The deal on chain is the one of the file, and goes on. */
function checkStanding(
  { program, nextDate }: { program: Program } & Standing,
  { deal, file, problems }: { deal: ProjectedDeal; file: string; problems: AssumptionProblems },
): void {
  if (encodeProgram(program) !== deal.bytes) {
    const expected = 'the deal file that the waterfall on chain was made from';
    problems.add({ field: file }, 'its program is not the one on chain', expected);
  } else if (nextDate > program.dates.length) {
    problems.add({ field: 'the deal on chain' }, 'it has run its last payment date', 'a deal that goes on');
  }
}

interface Read {
  terms: StudyTerms | undefined;
  deal: ProjectedDeal | undefined;
  said: AssumptionFile | undefined;
  problems: AssumptionProblems;
}

async function readReceivables(
  parameters: LoadProjectionParameters,
  { terms, deal, said, problems }: Read,
): Promise<{ given: GivenInputs } & Receivables> {
  const given = said?.given ?? {};
  if (deal !== undefined) checkGiven(given, { deal, file: parameters.assumptions, problems });
  const turnover = turnoverOf(parameters.turnover, problems) ?? said?.turnover;
  const perYear = turnover === undefined ? {} : { turnover };
  if (parameters.inputs !== undefined) {
    const { inputs: path, units } = parameters;
    if (parameters.tape !== undefined) {
      problems.add({ field: '--inputs' }, 'a tape as well', 'the inputs of each date, or receivables to model');
    }
    for (const name of Object.keys({ ...said?.values, ...parameters.values })) {
      problems.add(
        { field: name },
        'the inputs of each date are given as well',
        'one or the other: nothing is modelled',
      );
    }
    const table =
      deal &&
      (await gather(problems, () => readInputs(path, { compiled: deal, ...(units === undefined ? {} : { units }) })));
    const first = parameters.from?.nextDate;
    return { given: deal && table ? { ...given, ...byName(deal, { rows: table.rows, first }) } : given };
  }
  const background = terms && backgroundOf(terms);
  const live = deal && isLive(deal, parameters.from) ? parameters.from.nextDate : undefined;
  // The deal file's tape is the filed one: of a deal that goes on it says nothing any more.
  const path = parameters.tape ?? (live === undefined ? tapeOf(parameters.deal, background) : undefined);
  // Lines that are given stand for the tape that the deal file names.
  if (said !== undefined && said.lines.length > 0 && parameters.tape === undefined) {
    return { given, pool: poolOfLines(said.lines, perYear) };
  }
  if (path === undefined) {
    const expected = live === undefined ? RECEIVABLES : LIVE_RECEIVABLES;
    if (terms !== undefined) problems.add({ field: 'receivables' }, 'no tape, no lines and no inputs', expected);
    return { given };
  }
  if (deal === undefined) return { given };
  const filed = background?.cutOff ?? isoDay(closingDay(deal) - 1);
  const cutOff = parameters.cutOff ?? (live === undefined ? filed : isoDay(lastCollected(deal, live)));
  const tape = await gather(problems, () => loadTape(path, { cutOff, decimals: deal.program.decimals }));
  if (tape === undefined) return { given };
  const rate = background === undefined ? {} : { contractRate: background.contractRate };
  return { given, pool: poolOfTape(tape, { ...perYear, ...rate }) };
}

const RECEIVABLES = '--tape CSV, a tape in the deal file, lines in --assumptions YAML, or --inputs CSV';
const LIVE_RECEIVABLES = '--tape CSV of the last report, lines in --assumptions YAML, or --inputs CSV';

/** Whether a date has been run already. */
function isLive({ program }: ProjectedDeal, from: Standing | undefined): from is Standing {
  return from !== undefined && from.nextDate > program.firstDate;
}

/** Runs a reader that tells its problems by throwing them, and takes them over. */
async function gather<T>(problems: AssumptionProblems, read: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (isTold(error)) problems.include(error);
    else if (error instanceof InputUnreadable) {
      problems.add({ field: error.values.file }, 'the file cannot be read', 'the path of a deal file');
    } else throw error;
    return undefined;
  }
}

function isTold(error: unknown): error is TapeRejected | InputsRejected | TermsRejected {
  return error instanceof TapeRejected || error instanceof InputsRejected || error instanceof TermsRejected;
}

function isMissing(error: unknown): error is Error & { path: string } {
  return error instanceof Error && 'path' in error && typeof error.path === 'string';
}

async function yamlFile(
  path: string | undefined,
  { problems, what }: { problems: AssumptionProblems; what: string },
): Promise<YamlFile | undefined> {
  if (path === undefined) return undefined;
  try {
    return { text: await readFile(path, 'utf8'), file: path, problems };
  } catch (error) {
    if (!isMissing(error)) throw error;
    problems.add({ field: path }, 'the file cannot be read', `the path of a YAML file with ${what}`);
    return undefined;
  }
}

/** The path of the deal's tape is told from where the deal file is. */
function tapeOf(file: string, background: DealBackground | undefined): string | undefined {
  return background?.tape === undefined ? undefined : resolve(dirname(file), background.tape);
}

/** The inputs of each date that is projected, in their order. */
function byName(
  { labels, program }: ProjectedDeal,
  {
    rows,
    first = program.firstDate,
  }: { rows: readonly { period: number; inputs: readonly bigint[] }[]; first?: number | undefined },
): GivenInputs {
  return Object.fromEntries(
    labels.inputs.map(({ name }, k) => {
      const vector: bigint[] = program.dates.slice(first - 1).map(() => 0n);
      for (const { period, inputs } of rows) if (period >= first) vector[period - first] = inputs[k] ?? 0n;
      return [name, vector];
    }),
  );
}

function checkGiven(
  given: GivenInputs,
  { deal, file, problems }: { deal: ProjectedDeal; file: string | undefined; problems: AssumptionProblems },
): void {
  const names = deal.labels.inputs.map(({ name }) => name);
  for (const name of Object.keys(given)) {
    if (names.includes(name)) continue;
    const origin = file === undefined ? { field: name } : { file, field: name };
    problems.add(origin, 'the deal has no such input', `one of ${names.join(', ')}`, names);
  }
}

function turnoverOf(text: string | number | undefined, problems: AssumptionProblems): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d+(?:\.\d+)?$/.test(String(text)) ? Number(text) : 0;
  if (value > 0 && value <= 365) return value;
  problems.add({ field: 'turnover' }, `"${text}"`, TURNOVER_EXPECTED);
  return undefined;
}
