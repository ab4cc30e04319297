/**
 * Fractions are whole numbers of 10^-15: a percentage that people write is exact, and a rate from a root is as near as a
 * floating-point number below one is.
 */
const UNIT = 10n ** 15n;

/** A part of a whole, in 10^-15: so that amounts stay integers. */
export type Fraction = bigint;

/** The fraction next to `value`, which is not negative. */
export function fractionOf(value: number): Fraction {
  return BigInt(Math.round(value * Number(UNIT)));
}

/** A fraction of an amount of base units, rounded down. For the whole it is the amount itself. */
export function portion(amount: bigint, fraction: Fraction): bigint {
  return (amount * fraction) / UNIT;
}

/** What a path says for entry `i`, counted from 0: its last entry stands for all later ones, an empty path is 0. */
export function along(path: readonly number[], i: number): number {
  return path[Math.min(i, path.length - 1)] ?? 0;
}
