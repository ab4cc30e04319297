// Scenarios of the example deal, one after the other on one core: `node scripts/bench/projection.ts`.
import { fileURLToPath } from 'node:url';
import { dealOfTerms } from '../../sdk/projection/dealOfTerms.ts';
import { projectScenarios, scenariosOf } from '../../sdk/projection/grid.ts';
import { makeProjector } from '../../sdk/projection/project.ts';
import { poolOfLines } from '../../sdk/projection/tapePool.ts';
import { parseTerms } from '../../sdk/terms/parseTerms.ts';
import { read } from '../project.ts';

/** A figure in seconds beside what we promised. */
export interface TimeRow {
  operation: string;
  setting: string;
  /** Seconds of processor time. */
  sluice: number;
  target: number;
  met: boolean;
}

const DEAL = 'scripts/demo/deals/example.yaml';
const DATES = 60;
const SCENARIOS = 1_000;
const TARGET_SECONDS = 10;
const MICROSECONDS = 1e6;

/** 10 prepayment rates × 10 default rates × 5 severities × 2 lags. */
const GRID = {
  cpr: [0, 2, 4, 6, 8, 10, 12, 14, 16, 18],
  cdr: [0, 1, 2, 3, 4, 5, 6, 8, 10, 15],
  severity: [30, 40, 50, 60, 70],
  lag: [6, 12],
} as const;

/** Projects the example deal of the language, stretched to 60 dates, under 1,000 scenarios. */
export function projectionRows(): TimeRow[] {
  const text = read(DEAL);
  const longer = text.replace(/(\bdates: )\d+/, `$1${DATES}`);
  const deal = dealOfTerms(parseTerms({ text: longer, file: DEAL }));
  const balance = 75_000_000n * 10n ** BigInt(deal.program.decimals);
  const pool = poolOfLines([{ type: 'level', balance, rate: 90_000_000n, term: 48 }]);
  const scenarios = scenariosOf(GRID);
  const projector = makeProjector({ deal, pool });
  const before = process.cpuUsage();
  let projected = 0;
  for (const { classes } of projectScenarios(projector, { scenarios, decimals: deal.program.decimals })) {
    projected += classes.length > 0 ? 1 : 0;
  }
  const { user, system } = process.cpuUsage(before);
  const seconds = Math.round(((user + system) / MICROSECONDS) * 100) / 100;
  const operation = 'project a grid, seconds of one core';
  const setting = `${deal.program.dates.length} dates × ${projected} scenarios, ${deal.program.steps.length} steps a date`;
  const whole = deal.program.dates.length === DATES && projected === SCENARIOS;
  return [{ operation, setting, sluice: seconds, target: TARGET_SECONDS, met: whole && seconds <= TARGET_SECONDS }];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.table(projectionRows());
