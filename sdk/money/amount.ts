import { AmountOfAnotherUnit, AmountUnreadable } from '../errors/money.ts';

/** An amount of money or of a token: whole base units, and what they are units of. */
export type Amount = {
  readonly units: bigint;
  readonly decimals: number;
  readonly symbol: string;
};

/** What an amount is counted in. */
export type Unit = Omit<Amount, 'units'>;

const WRITTEN = /^(?<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?<rest>\d+))?$/;

/**
 * Reads an amount as people write it. Exact: nothing is rounded.
 *
 * @example
 * parseAmount('1,000.50', { decimals: 6, symbol: 'A' }); // { units: 1000500000n, decimals: 6, symbol: 'A' }
 */
export function parseAmount(text: string, { decimals, symbol }: Unit): Amount {
  const { whole, rest = '' } = WRITTEN.exec(text.trim())?.groups ?? {};
  if (whole === undefined || rest.length > decimals) throw new AmountUnreadable(text, decimals);
  return { units: BigInt(whole.replaceAll(',', '') + rest.padEnd(decimals, '0')), decimals, symbol };
}

/**
 * Writes an amount without its symbol, in full: `1,000.50`. No decimals if there are none, otherwise at least two.
 *
 * @example
 * formatAmount({ units: 1000500000n, decimals: 6, symbol: 'A' }); // '1,000.50'
 */
export function formatAmount({ units, decimals }: Amount): string {
  const sign = units < 0n ? '-' : '';
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, ',');
  const rest = digits.slice(digits.length - decimals).replace(/0+$/, '');
  return rest === '' ? `${sign}${whole}` : `${sign}${whole}.${rest.padEnd(Math.min(2, decimals), '0')}`;
}

/** The base units of an amount that must be counted in `unit`. */
export function unitsIn(amount: Amount, unit: Unit): bigint {
  if (amount.decimals !== unit.decimals || amount.symbol !== unit.symbol) throw new AmountOfAnotherUnit(amount, unit);
  return amount.units;
}
