import { ROUND } from '../../engine/program.ts';
import type { Kind } from '../ast.ts';
import type { Decimal } from '../lexer.ts';
import type { Graph, Node } from './graph.ts';

/** Rates are in units of 1e-9 a year. */
export const RATE_UNIT = 1_000_000_000n;
const RATE_PLACES = 9;
const PERCENT_PLACES = 7;

/** A number in units of its kind; nothing if it has more decimals than they can hold. */
export function unitsOf({ digits, places }: Decimal, kind: Kind | 'percent', decimals: number): bigint | undefined {
  const room = { money: decimals, count: 0, rate: RATE_PLACES, percent: PERCENT_PLACES }[kind];
  if (room >= places) return digits * 10n ** BigInt(room - places);
  const unit = 10n ** BigInt(places - room);
  return digits % unit === 0n ? digits / unit : undefined;
}

/** a × b, exact: nothing to round. */
export function multipleOf(graph: Graph, a: Node, b: Node): Node {
  return graph.part(a, b, graph.constant(1n), ROUND.down);
}
