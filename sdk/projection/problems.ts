import { type AssumptionProblem, AssumptionsRejected } from '../errors/projection.ts';
import { nearestWord } from '../terms/nearest.ts';

/** Where a value stands. */
export interface Origin {
  file?: string;
  row?: number;
  field: string;
}

/** A field of a file, as far as file and row are known. */
export function originIn(
  file: string | undefined,
  { field, row }: { field: string; row?: number | undefined },
): Origin {
  return { field, ...(file === undefined ? {} : { file }), ...(row === undefined ? {} : { row }) };
}

/** A problem as all readers tell it. */
interface Told {
  row?: number;
  field?: string;
  found?: string;
  expected: string;
  text: string;
}

/** Gathers all that is wrong with what was assumed, to be told at once. */
export interface AssumptionProblems {
  add: (origin: Origin, found: string, expected: string, known?: Iterable<string>) => void;
  /** What another reader told, in its own words. */
  include: (error: { readonly problems: readonly Told[] }) => void;
  readonly count: number;
  /** @throws {AssumptionsRejected} if there are any */
  refuse: () => void;
}

export function gatherProblems(): AssumptionProblems {
  const problems: AssumptionProblem[] = [];
  return {
    add({ file, row, field }, found, expected, known = []) {
      const near = nearestWord(field, known);
      const nearest = near === undefined || near === field ? {} : { nearest: near };
      const place = [file, row === undefined ? undefined : `row ${row}`].filter((part) => part !== undefined).join(' ');
      const hint = 'nearest' in nearest ? `; did you mean "${near}"?` : '';
      const text = `${place === '' ? '' : `${place}, `}${field}: ${found}; expected ${expected}${hint}`;
      if (problems.some((known) => known.text === text)) return;
      problems.push({
        ...(file === undefined ? {} : { file }),
        ...(row === undefined ? {} : { row }),
        ...{ field, found, expected },
        ...nearest,
        text,
      });
    },
    include({ problems: others }) {
      for (const { row, field = '', found = '', expected, text } of others) {
        problems.push({ ...(row === undefined ? {} : { row }), field, found, expected, text });
      }
    },
    get count() {
      return problems.length;
    },
    refuse() {
      if (problems.length > 0) throw new AssumptionsRejected(problems);
    },
  };
}
