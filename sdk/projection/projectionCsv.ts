import { type OutputColumn, outputColumns } from '../simulation/outputColumns.ts';
import { type Quantity, writeQuantity } from '../simulation/quantity.ts';
import { isFlag } from '../terms/scope.ts';
import { isoDay } from './deal.ts';
import type { ScenarioResult } from './grid.ts';
import type { ClassMeasures } from './measures.ts';
import type { ProjectedDate, Projection } from './project.ts';

interface Column {
  name: string;
  quantity: Quantity;
  read: (date: ProjectedDate) => bigint;
}

const POOL_FIELDS = [
  ...(['opening', 'scheduled', 'prepaid', 'defaulted', 'diluted', 'interest'] as const),
  ...(['recoveries', 'losses', 'closing', 'delinquent'] as const),
];

/**
 * The projection as a CSV, a row a date: the deal's inputs by name, the receivables (`receivables.opening` …), and then
 * the columns of `sluice simulate`. Money in currency with all its decimals, rates with %.
 */
export function projectionCsv(projection: Projection): string {
  const { deal, dates } = projection;
  const columns: Column[] = [
    ...deal.labels.inputs.map(({ name, kind }, k): Column => {
      return { name, quantity: isFlag(name) ? 'flag' : kind, read: ({ inputs }) => inputs[k] ?? 0n };
    }),
    ...POOL_FIELDS.map((field): Column => {
      return { name: `receivables.${field}`, quantity: 'money', read: ({ pool }) => pool[field] };
    }),
    ...outputColumns(deal).map(({ name, quantity, read }: OutputColumn): Column => ({ name, quantity, read })),
  ];
  const rows = dates.map((date) => [
    String(date.number),
    isoDay(date.day),
    ...columns.map(({ quantity, read }) =>
      writeQuantity(read(date), { quantity, decimals: deal.program.decimals, units: 'currency' }),
    ),
  ]);
  return csvOf([['period', 'date', ...columns.map(({ name }) => name)], ...rows]);
}

/** The inputs of a projection as `sluice simulate` takes them. */
export function inputsCsv({ deal, dates }: Projection): string {
  const { labels, program } = deal;
  const rows = dates.map(({ number, day, inputs }) => [
    String(number),
    isoDay(day),
    ...labels.inputs.map(({ name, kind }, k) =>
      writeQuantity(inputs[k] ?? 0n, {
        quantity: isFlag(name) ? 'flag' : kind,
        decimals: program.decimals,
        units: 'currency',
      }),
    ),
  ]);
  return csvOf([['period', 'date', ...labels.inputs.map(({ name }) => name)], ...rows]);
}

/** Measures of a scenario's classes in the order of their columns. */
const MEASURES = [
  ['averageLife', ({ averageLife }) => plain(averageLife)],
  ['lastPrincipal', ({ window }) => (window === undefined ? '' : isoDay(window.last.day))],
  ['price', ({ price }) => plain(price)],
  ['annualYield', ({ annualYield }) => plain(annualYield)],
  ['bondEquivalentYield', ({ bondEquivalentYield }) => plain(bondEquivalentYield)],
  ['modifiedDuration', ({ modifiedDuration }) => plain(modifiedDuration)],
  ['lossPart', ({ lossPart }) => plain(lossPart)],
  ['firstLoss', ({ firstLoss }) => (firstLoss === undefined ? '' : isoDay(firstLoss.day))],
] as const satisfies readonly (readonly [string, (measures: ClassMeasures) => string])[];

/** A grid as a CSV, a row a scenario: its figures as given, then per class its measures; yields and parts as fractions. */
export function scenariosCsv(results: readonly ScenarioResult[]): string {
  const [first] = results;
  if (first === undefined) return '';
  const points = Object.keys(first.point);
  const names = first.classes.flatMap(({ name }) => MEASURES.map(([measure]) => `${name}.${measure}`));
  const rows = results.map(({ number, point, classes }) => [
    String(number),
    ...Object.values(point).map((figure) => (typeof figure === 'object' ? figure.join(' ') : String(figure))),
    ...classes.flatMap((measures) => MEASURES.map(([, write]) => write(measures))),
  ]);
  return csvOf([['scenario', ...points, ...names], ...rows]);
}

function plain(value: number | undefined): string {
  return value === undefined ? '' : value.toFixed(8);
}

function csvOf(rows: readonly (readonly string[])[]): string {
  return `${rows.map((row) => row.map(cellOf).join(',')).join('\n')}\n`;
}

function cellOf(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
