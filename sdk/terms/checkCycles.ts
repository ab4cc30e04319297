import { type Expr, partsOf } from './ast.ts';
import type { Problems, Word } from './problems.ts';
import type { Terms } from './terms.ts';

/** Definitions and triggers may use each other, but none itself by a detour: then nothing could be evaluated first. */
export function checkCycles(terms: Terms, problems: Problems): void {
  const nodes = new Map<string, { name: Word; expr: Expr }>();
  for (const { name, amount } of terms.definitions) nodes.set(name.text, { name, expr: amount });
  for (const { name, when, after } of terms.triggers) if (!after) nodes.set(name.text, { name, expr: when });
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): void => {
    const node = nodes.get(name);
    if (node === undefined || done.has(name)) return;
    const start = path.indexOf(name);
    if (start >= 0) {
      const cycle = [...path.slice(start), name].join(' → ');
      problems.add(
        node.name,
        `an order of evaluation, but these need each other: ${cycle}; what one was on the date before is "previous ${name}"`,
      );
      return;
    }
    for (const next of namesIn(node.expr)) visit(next, [...path, name]);
    done.add(name);
  };
  for (const name of nodes.keys()) visit(name, []);
}

function namesIn(expr: Expr): string[] {
  const own = expr.type === 'name' ? [expr.name.text] : [];
  return [...own, ...partsOf(expr).flatMap(namesIn)];
}
