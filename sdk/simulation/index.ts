export { parseColumnMap } from './columnMap.ts';
export type { ColumnMap } from './inputColumns.ts';
export type { InputsSource } from './inputRows.ts';
export type { DateFigures } from './machine.ts';
export type { Units } from './quantity.ts';
export { type SimulateParameters, type SimulatedDate, type Simulation, simulate } from './simulate.ts';
