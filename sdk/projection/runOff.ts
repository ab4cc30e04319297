/** Amounts of a run-off are in 2^-20 base units, so that what is read off it in base units is exact. */
const FINE_BITS = 20n;
/** Interest is kept as amount × 12 × 10^9: a rate in 1e-9 a year on a balance for a month, not yet rounded. */
export const INTEREST_SCALE = 12n * 10n ** 9n;

/**
 * How receivables pay down month by month if all pay as agreed. In each month the balance at its beginning, what of it
 * falls due, and the interest on it; the sum of what falls due is the first balance. Scales: see `fine`, `INTEREST_SCALE`.
 */
export interface RunOff {
  readonly balance: readonly bigint[];
  readonly principal: readonly bigint[];
  readonly interest: readonly bigint[];
  /** Months that the receivables had lived before the first; weighted by balance. For the PSA ramp only. */
  readonly age: number;
}

/** Base units in the scale of a run-off. */
export function fine(amount: bigint): bigint {
  return amount << FINE_BITS;
}

/** The first balance in base units, rounded down. */
export function balanceOf({ balance }: RunOff): bigint {
  return (balance[0] ?? 0n) >> FINE_BITS;
}

/** What falls due in each month, and the interest of it: both may have gaps. The balances follow. */
export function makeRunOff({
  principal,
  interest,
  age = 0,
}: {
  principal: readonly bigint[];
  interest: readonly bigint[];
  age?: number;
}): RunOff {
  const months = Math.max(principal.length, interest.length);
  const balance = new Array<bigint>(months).fill(0n);
  let left = 0n;
  for (let m = months - 1; m >= 0; m -= 1) balance[m] = left += principal[m] ?? 0n;
  const filled = (amounts: readonly bigint[]) => Array.from({ length: months }, (_, m) => amounts[m] ?? 0n);
  return { balance, principal: filled(principal), interest: filled(interest), age };
}

/**
 * Several run-offs as one. Exact as long as all prepay and default at the same rates; ages are averaged, weighted by
 * balance, as the market does with a pool's loan age (WALA).
 */
export function together(parts: readonly RunOff[]): RunOff {
  const principal: bigint[] = [];
  const interest: bigint[] = [];
  let weighted = 0;
  let total = 0;
  for (const part of parts) {
    part.principal.forEach((amount, m) => (principal[m] = (principal[m] ?? 0n) + amount));
    part.interest.forEach((amount, m) => (interest[m] = (interest[m] ?? 0n) + amount));
    const weight = Number(balanceOf(part));
    weighted += weight * part.age;
    total += weight;
  }
  return makeRunOff({ principal, interest, age: total === 0 ? 0 : Math.round(weighted / total) });
}
