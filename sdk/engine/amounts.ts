import { LARGEST } from './cells.ts';

// How numbers from 0 to `LARGEST` are calculated with: nothing overflows, nothing falls below zero.

/** What would be larger than a cell can hold is the largest number. */
export function saturated(value: bigint): bigint {
  return value > LARGEST ? LARGEST : value;
}

export function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

export function lessOrZero(a: bigint, b: bigint): bigint {
  return a > b ? a - b : 0n;
}

const ROUND_UP = 1;
const ROUND_HALF_UP = 2;

/** a·b / c, 0 if c is 0; rounded once: mode 0 down, 1 up, 2 half up. */
export function share(a: bigint, b: bigint, c: bigint, mode: number): bigint {
  if (c === 0n) return 0n;
  let product = a * b;
  if (mode === ROUND_UP) product += c - 1n;
  else if (mode === ROUND_HALF_UP) product += c >> 1n;
  return saturated(product / c);
}
