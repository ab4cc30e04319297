import type { AssumptionName, AssumptionValues, Figure } from './assumptions.ts';
import type { Grid } from './grid.ts';
import { ASSUMPTIONS, ASSUMPTION_NAMES, ONE_OF_THEM, isAssumption, readAssumptions } from './readAssumptions.ts';
import { originIn } from './problems.ts';
import { type YamlFile, entriesOfFile, figureOf } from './yamlFile.ts';

/** How many scenarios a grid may have. */
const MOST_SCENARIOS = 100_000;

/**
 * Reads a grid: a list of alternatives for each assumption, `cpr: [0, 10, 20]`. A list within the list is one alternative
 * that changes month by month. Problems are added, with their lines and the nearest known word.
 */
export function readGrid(source: YamlFile, { decimals }: { decimals: number }): Grid {
  const { file, problems } = source;
  const grid: Partial<Record<AssumptionName, readonly Figure[]>> = {};
  let scenarios = 1;
  for (const { key, value } of entriesOfFile(source, 'lists of alternatives such as cpr: [0, 10, 20]')) {
    const { text: name, place } = key;
    const origin = originIn(file, { field: name, row: place.line });
    if (!isAssumption(name)) {
      problems.add(origin, 'no such column of a grid', ONE_OF_THEM, ASSUMPTION_NAMES);
      continue;
    }
    const items = value.kind === 'list' ? value.items : [value];
    const figures = items
      .map((item) => figureOf(item, { field: name, file, problems }))
      .filter((figure) => figure !== undefined);
    if (figures.length === 0) problems.add(origin, 'no alternatives', ASSUMPTIONS[name].expected);
    for (const figure of figures) checkFigure({ name, figure, row: place.line }, { file, decimals, problems });
    scenarios *= Math.max(1, figures.length);
    grid[name] = figures;
  }
  if (scenarios > MOST_SCENARIOS) {
    problems.add({ file, field: 'grid' }, `${scenarios} scenarios`, `at most ${MOST_SCENARIOS}`);
  }
  return grid;
}

function checkFigure(
  { name, figure, row }: { name: AssumptionName; figure: Figure; row: number },
  { file, decimals, problems }: Omit<YamlFile, 'text'> & { decimals: number },
): void {
  const values: AssumptionValues = { [name]: figure };
  readAssumptions(values, { decimals, file, rows: { [name]: row }, problems });
}
