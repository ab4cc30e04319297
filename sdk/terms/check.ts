import { checkCycles } from './checkCycles.ts';
import { checkFlows } from './checkFlows.ts';
import { checkNames } from './checkNames.ts';
import { inferKinds } from './kinds.ts';
import type { Problems } from './problems.ts';
import { scopeOf } from './scope.ts';
import type { Terms } from './terms.ts';

/**
 * Everything that can be said of a deal without running it. What is missing is told only if all was readable: else a typo
 * in a step would also be a class that is never paid.
 */
export function checkTerms(terms: Terms, { problems, complete }: { problems: Problems; complete: boolean }): void {
  const scope = scopeOf(terms, problems);
  const kinds = inferKinds(terms, scope, problems);
  const before = problems.count;
  checkNames({ terms, scope, kinds, problems });
  const named = problems.count === before;
  checkCycles(terms, problems);
  if (complete && named) checkFlows(terms, scope, problems);
}
