import type { Kind } from '../terms/ast.ts';
import type { Finding } from '../csv/finding.ts';
import { quoted } from '../csv/finding.ts';

/** How money is written: in the deal's currency with its decimals, or in its smallest unit. */
export type Units = 'currency' | 'base';

/** What a cell counts. A flag is 1 or 0. */
export type Quantity = Kind | 'flag';

export interface Measure {
  quantity: Quantity;
  /** Decimals of the deal's money. */
  decimals: number;
  units: Units;
}

/** Rates are kept in 1e-9: a percent is 1e7 of them. */
const RATE_DECIMALS = 7;
/** Digits alone, in groups of three, or with underscores as deal files have them. */
const WRITTEN = /^(?<whole>\d{1,3}(?:,\d{3})+|\d+(?:_\d+)*)(?:\.(?<rest>\d+))?$/;

/** Reads a cell, exactly: nothing is rounded. */
export function readQuantity(text: string, measure: Measure): bigint | Finding {
  const expected = expectedOf(measure);
  const refused = { found: text === '' ? 'the cell is empty' : quoted(text), expected };
  if (measure.quantity === 'rate') return readRate(text) ?? refused;
  if (/^[-−–]/.test(text) && WRITTEN.test(text.slice(1))) {
    return { ...refused, expected: `${expected}, not below zero` };
  }
  const value = readDecimal(text, decimalsOf(measure));
  if (value === undefined || (measure.quantity === 'flag' && value > 1n)) return refused;
  return value;
}

/** A number with at most so many decimals, in units of the last. */
function readDecimal(text: string, decimals: number): bigint | undefined {
  const { whole, rest = '' } = WRITTEN.exec(text)?.groups ?? {};
  if (whole === undefined) return undefined;
  const kept = rest.replace(/0+$/, '');
  if (kept.length > decimals) return undefined;
  return BigInt(whole.replaceAll(/[,_]/g, '') + kept.padEnd(decimals, '0'));
}

/** `4.25%`; nothing is nothing with or without the sign. */
function readRate(text: string): bigint | undefined {
  const number = text.endsWith('%') ? text.slice(0, -1).trimEnd() : undefined;
  if (number === undefined) return /^0+(\.0+)?$/.test(text) ? 0n : undefined;
  return readDecimal(number, RATE_DECIMALS);
}

function decimalsOf({ quantity, decimals, units }: Measure): number {
  return quantity === 'money' && units === 'currency' ? decimals : 0;
}

function expectedOf(measure: Measure): string {
  if (measure.quantity === 'rate') return 'a rate with %: 4.25%';
  if (measure.quantity === 'flag') return '1 or 0';
  const decimals = decimalsOf(measure);
  if (measure.quantity === 'count') return 'a whole number';
  return decimals === 0 ? 'an amount in whole units' : `an amount with at most ${decimals} decimals`;
}

/** Writes what `readQuantity` reads, without separators; money with all its decimals. */
export function writeQuantity(value: bigint, measure: Measure): string {
  if (measure.quantity === 'rate') return `${decimal(value, RATE_DECIMALS).replace(/\.?0+$/, '')}%`;
  return decimal(value, decimalsOf(measure));
}

function decimal(value: bigint, decimals: number): string {
  if (decimals === 0) return value.toString();
  const digits = value.toString().padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
