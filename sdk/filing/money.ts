import { formatAmount } from '../money/amount.ts';
import type { ResolvedTerms } from '../terms/deal.ts';

/** Writes amounts of the notes' money: `HKD 9,000,000`. */
export function moneyIn({ currency, decimals }: Pick<ResolvedTerms, 'currency' | 'decimals'>) {
  return (units: bigint): string => `${currency.notes} ${formatAmount({ units, decimals, symbol: currency.notes })}`;
}

/** A fixed-point number without the zeros behind it: `1.08`. */
export function decimalText(value: bigint, places: number): string {
  return formatAmount({ units: value, decimals: places, symbol: '' }).replace(/(\.\d*[1-9])0+$/, '$1');
}

/** Parts of 1e-9 as percent, exact: `4.2%`. */
export function partText(part: bigint): string {
  return `${decimalText(part, 7)}%`;
}

/** Seconds since 1970: `2026-04-17 10:00 UTC`. */
export function momentText(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
