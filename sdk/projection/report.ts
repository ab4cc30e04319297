import type { AssumptionValues } from './assumptions.ts';
import { breakEvenRate, remembering } from './breakEven.ts';
import { isoDay } from './deal.ts';
import type { ScenarioResult } from './grid.ts';
import { type ClassMeasures, type DateName, measureClasses } from './measures.ts';
import type { Projection, Projector } from './project.ts';

/** The measures of a class, and the default rate it bears. */
export interface ClassReport extends ClassMeasures {
  /** Highest CDR without a loss, as a fraction; 1 if it never loses, none if it loses anyway or nothing was modelled. */
  breakEven: number | undefined;
}

export interface ClassReportParameters {
  projection: Projection;
  /** For break-even rates: none without a model of the receivables. */
  projector?: Projector;
  values: AssumptionValues;
  /** Clean, per 100, by class. */
  prices?: Readonly<Record<string, number>>;
  /** Annual, as fractions, by class: prices follow. */
  yields?: Readonly<Record<string, number>>;
}

/**
 * Measures of all classes, and for each the default rate at which it takes its first loss: of principal, or for a class
 * that is only ever paid what is left over, of money on its price.
 */
export function reportClasses({
  projection,
  projector,
  values,
  prices = {},
  yields = {},
}: ClassReportParameters): ClassReport[] {
  const { decimals } = projection.deal.program;
  const again = projector && remembering(projector);
  return measureClasses(projection, { prices, yields }).map((measures, k) => {
    const price = prices[measures.name];
    const test = measures.principalPaid > 0n || measures.residualPaid === 0n ? 'principal' : 'yield';
    const rate =
      again &&
      breakEvenRate({
        ...{ projector: again, assumptions: values, decimals, class: k, test },
        ...(price === undefined ? {} : { price }),
      });
    return { ...measures, breakEven: rate };
  });
}

/** What a projection says, for programs: amounts in base units as text, rates and parts as fractions, days as dates. */
export function projectionJson(
  projection: Projection,
  { values, classes }: { values: AssumptionValues; classes: readonly ClassReport[] },
): unknown {
  const { deal, from, dates } = projection;
  const { labels, program } = deal;
  return {
    ...{
      deal: deal.name,
      currency: deal.currency,
      decimals: program.decimals,
      from: isoDay(from),
      assumptions: values,
    },
    classes: classes.map(classJson),
    dates: dates.map(({ number, day, pool, inputs, bought, cost, cashIn, cashOut, classes: figures }) => ({
      ...{ number, date: isoDay(day), receivables: pool, bought, cost, cashIn, cashOut },
      inputs: Object.fromEntries(labels.inputs.map(({ name }, k) => [name, inputs[k] ?? 0n])),
      classes: Object.fromEntries(figures.map((figure, k) => [labels.classes[k]?.name ?? '', figure])),
    })),
  };
}

/** A grid for programs. */
export function scenariosJson(results: readonly ScenarioResult[]): unknown {
  return results.map(({ number, point, classes }) => ({ scenario: number, ...point, classes: classes.map(classJson) }));
}

function classJson({ window, firstLoss, ...measures }: ClassMeasures): object {
  return {
    ...measures,
    window: window === undefined ? null : { first: dateJson(window.first), last: dateJson(window.last) },
    firstLoss: firstLoss === undefined ? null : dateJson(firstLoss),
  };
}

function dateJson({ number, day }: DateName): object {
  return { number, date: isoDay(day) };
}
