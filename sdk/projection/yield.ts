/** A payment so many years (actual days / 365) after settlement. Amounts in any one unit. */
export interface Flow {
  years: number;
  amount: number;
}

/** Value at settlement of payments at an annual effective yield: `Σ amount / (1 + y)^years`. */
export function presentValue(flows: readonly Flow[], annual: number): number {
  return flows.reduce((sum, { years, amount }) => sum + amount * (1 + annual) ** -years, 0);
}

/** The slope of {@link presentValue}: `−Σ years · amount / (1 + y)^(years + 1)`. */
function slope(flows: readonly Flow[], annual: number): number {
  return -flows.reduce((sum, { years, amount }) => sum + years * amount * (1 + annual) ** (-years - 1), 0);
}

const LOWEST = -0.999_999;
const HIGHEST = 1_000_000;
const PRECISION = 1e-13;
const ROUNDS = 200;

/**
 * The annual effective yield at which payments are worth `price`: Newton's method inside a bracket that each round narrows,
 * so that it ends also where Newton alone would run away. Nothing if no yield between −99.9999% and 10^8% does it, as when
 * nothing is ever paid.
 */
export function yieldOf(flows: readonly Flow[], price: number): number | undefined {
  const excess = (y: number): number => presentValue(flows, y) - price;
  let low = LOWEST;
  let high = 0.1;
  while (excess(high) > 0 && high < HIGHEST) high = high * 4 + 1;
  if (price <= 0 || !(excess(low) > 0) || !(excess(high) <= 0)) return undefined;
  let y = 0.05;
  for (let round = 0; round < ROUNDS; round += 1) {
    const above = excess(y);
    if (above > 0) low = y;
    else high = y;
    const newton = y - above / slope(flows, y);
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - y) <= PRECISION * (1 + Math.abs(next))) return next;
    y = next;
  }
  return y;
}

/**
 * The yield that compounded twice a year is the same: `2·((1 + y)^½ − 1)`. Source: SIFMA, Standard Formulas, G.1; Fabozzi,
 * Fixed Income Mathematics, on the bond-equivalent yield of monthly payments.
 */
export function bondEquivalent(annual: number): number {
  return 2 * (Math.sqrt(1 + annual) - 1);
}

/** The other way round: `(1 + b/2)² − 1`. */
export function annualOf(bondEquivalentYield: number): number {
  return (1 + bondEquivalentYield / 2) ** 2 - 1;
}

/** Macaulay's duration in years: the average time of payments, weighted by present value. */
export function macaulayDuration(flows: readonly Flow[], annual: number): number | undefined {
  const value = presentValue(flows, annual);
  if (value <= 0) return undefined;
  return flows.reduce((sum, { years, amount }) => sum + years * amount * (1 + annual) ** -years, 0) / value;
}

/**
 * By how much (as a part of it) the price falls for a rise of the bond-equivalent yield: Macaulay / (1 + b/2). Source:
 * Fabozzi, Fixed Income Mathematics.
 */
export function modifiedDuration(flows: readonly Flow[], annual: number): number | undefined {
  const macaulay = macaulayDuration(flows, annual);
  return macaulay === undefined ? undefined : macaulay / (1 + bondEquivalent(annual) / 2);
}
