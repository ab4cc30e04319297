import type { Address } from 'viem';

/** A class of a deal: its token, and its number in order of seniority, from 0. */
export type DealClassAt = { token: Address; number: number };

/** A deal on chain: what actions need to know of it. `issue` and `getDeal` give one. */
export type Deal = {
  address: Address;
  pool: Address;
  waterfall: Address;
  payingAgent: Address;
  offering: Address;
  proceeds: Address;
  /** By the deal file's names, or by symbol where only the chain is known. */
  classes: Readonly<Record<string, DealClassAt>>;
  /** Of the deal's money and of its tokens. */
  decimals: number;
  /** ISO 4217 code of the notes. */
  currency: string;
  /** The settlement asset. */
  asset: Address;
};
