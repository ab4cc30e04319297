import type { Hex } from 'viem';
import type { TapeSums } from '../../tape/sumTree.ts';
import { sumsWord } from './periodReport.ts';

/** What was bought on a payment date: the tape of the last report, and what came to it. Days count from 1970-01-01. */
export type PoolPurchase = {
  /** Number of the payment date, the last that was closed. */
  period: number;
  /** The day they were bought, and entered the pool. */
  day: number;
  /** Of the new tape, in base units of the pool's currency. */
  sums: TapeSums;
  /** Hash of the new tape's top node; with the sums it makes `root`. */
  topHash: Hex;
  root: Hex;
};

/** Packs the sums, as the contract takes them. */
export function encodePurchase({ sums, ...purchase }: PoolPurchase) {
  return { ...purchase, sums: sumsWord(sums) };
}
