import { inferKinds } from './kinds.ts';
import type { Problems } from './problems.ts';
import { scopeOf } from './scope.ts';
import type { Terms } from './terms.ts';

/** Everything that can be said of a deal without running it. */
export function checkTerms(terms: Terms, problems: Problems): void {
  const scope = scopeOf(terms, problems);
  inferKinds(terms, scope, problems);
}
