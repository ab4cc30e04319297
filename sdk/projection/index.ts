// The projection: receivables under assumptions, run through the program that runs on chain.
export type { AssumptionName, AssumptionValues, Assumptions, Figure } from './assumptions.ts';
export { type BreakEvenParameters, type LossTest, breakEvenRate } from './breakEven.ts';
export type { Pool, PoolPeriod } from './collateral.ts';
export type { ProjectedDeal } from './deal.ts';
export { type DealBackground, backgroundOf, dealOfTerms } from './dealOfTerms.ts';
export { type Grid, type Scenario, type ScenarioResult, projectScenarios, scenariosOf } from './grid.ts';
export { type GivenInputs, unknownInputs } from './inputs.ts';
export type { BulletLine, ForecastLine, LevelLine, Line, TurnoverLine } from './lines.ts';
export { type LoadProjectionParameters, type LoadedProjection, loadProjection } from './loadProjection.ts';
export { type ClassMeasures, type MeasureParameters, measureClass, measureClasses } from './measures.ts';
export {
  type ClassDate,
  type ProjectParameters,
  type ProjectedDate,
  type Projection,
  type Projector,
  type Receivables,
  type Standing,
  makeProjector,
  project,
} from './project.ts';
export { inputsCsv, projectionCsv, scenariosCsv } from './projectionCsv.ts';
export { readAssumptions } from './readAssumptions.ts';
export { type ClassReport, projectionJson, reportClasses, scenariosJson } from './report.ts';
export { type ProjectedTape, poolOfLines, poolOfTape } from './tapePool.ts';
export {
  type Flow,
  annualOf,
  bondEquivalent,
  macaulayDuration,
  modifiedDuration,
  presentValue,
  yieldOf,
} from './yield.ts';
