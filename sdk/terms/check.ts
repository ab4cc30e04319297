import { checkCycles } from './checkCycles.ts';
import { checkFlows } from './checkFlows.ts';
import { checkNames } from './checkNames.ts';
import { inferKinds } from './kinds.ts';
import type { Problems } from './problems.ts';
import { scopeOf } from './scope.ts';
import type { Terms } from './terms.ts';

/** Everything that can be said of a deal without running it. */
export function checkTerms(terms: Terms, problems: Problems): void {
  const scope = scopeOf(terms, problems);
  const kinds = inferKinds(terms, scope, problems);
  checkNames({ terms, scope, kinds, problems });
  checkCycles(terms, problems);
  checkFlows(terms, scope, problems);
}
