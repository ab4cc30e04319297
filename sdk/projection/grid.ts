import type { AssumptionName, AssumptionValues, Figure } from './assumptions.ts';
import { type ClassMeasures, measureClass } from './measures.ts';
import type { Projector } from './project.ts';
import { readAssumptions } from './readAssumptions.ts';

/** Alternatives of each assumption: a grid has a scenario for every combination. */
export type Grid = Readonly<Partial<Record<AssumptionName, readonly Figure[]>>>;

/** One point of a grid. */
export interface Scenario {
  /** From 1. */
  number: number;
  /** The alternatives it is made of. */
  point: Readonly<Partial<Record<AssumptionName, Figure>>>;
  /** With them, all that was assumed. */
  values: AssumptionValues;
}

/** What came of a scenario. */
export interface ScenarioResult extends Scenario {
  /** In order of seniority. */
  classes: readonly ClassMeasures[];
}

/** All scenarios of a grid, the last assumption changing fastest. What the grid is silent on is `base`. */
export function scenariosOf(grid: Grid, base: AssumptionValues = {}): Scenario[] {
  let points: Scenario['point'][] = [{}];
  for (const [name, alternatives] of Object.entries(grid)) {
    points = points.flatMap((point) => alternatives.map((figure) => ({ ...point, [name]: figure })));
  }
  return points.map((point, i) => ({ number: i + 1, point, values: { ...baseFor(point, base), ...point } }));
}

const SAME_THING: readonly (readonly AssumptionName[])[] = [
  ['cpr', 'psa', 'smm'],
  ['cdr', 'mdr'],
];

/** The base without what a point says in another word: a grid of PSA speeds takes the place of a CPR. */
function baseFor(point: Scenario['point'], base: AssumptionValues): AssumptionValues {
  const without = SAME_THING.filter((names) => names.some((name) => point[name] !== undefined)).flat();
  return Object.fromEntries(Object.entries(base).filter(([name]) => !without.some((other) => other === name)));
}

/**
 * Projects scenarios one after the other, and keeps of each only what its classes are worth: a thousand scenarios take no
 * more memory than one.
 *
 * @throws {AssumptionsRejected} at the first scenario that can't be
 */
export function* projectScenarios(
  projector: Projector,
  {
    scenarios,
    decimals,
    prices = {},
  }: { scenarios: readonly Scenario[]; decimals: number; prices?: Readonly<Record<string, number>> },
): Generator<ScenarioResult> {
  for (const scenario of scenarios) {
    const projection = projector(readAssumptions(scenario.values, { decimals }));
    const classes = projection.openings.map((_, k) => {
      const price = prices[projection.deal.labels.classes[k]?.name ?? ''];
      return measureClass(projection, { class: k, ...(price === undefined ? {} : { price }) });
    });
    yield { ...scenario, classes };
  }
}
