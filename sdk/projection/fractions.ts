/** Fractions are kept as whole numbers of 2^-53: what a floating-point number between a half and one can say, exactly. */
const SCALE_BITS = 53n;
const SCALE = 2 ** 53;

/** A fraction as a whole number of 2^-53, so that amounts stay integers. */
export type Fraction = bigint & { readonly scale?: 'of 2^53' };

export const NOTHING: Fraction = 0n;
export const WHOLE: Fraction = 1n << SCALE_BITS;

/** The fraction next below `value`, which is not negative. */
export function fractionOf(value: number): Fraction {
  return BigInt(Math.floor(value * SCALE));
}

/** A fraction of an amount of base units, rounded down. For the whole it is the amount itself. */
export function portion(amount: bigint, fraction: Fraction): bigint {
  return (amount * fraction) >> SCALE_BITS;
}

/** What a path says for entry `i`, counted from 0: its last entry stands for all later ones, an empty path is 0. */
export function along(path: readonly number[], i: number): number {
  return path[Math.min(i, path.length - 1)] ?? 0;
}
