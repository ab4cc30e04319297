import { type Hex, hexToBigInt, toHex, zeroHash } from 'viem';
import { type TapeSums, packSums } from '../../tape/sumTree.ts';

/**
 * What a servicer says of one collection period. Amounts are base units, days are counted from 1970-01-01. What is left out
 * is 0. contracts/pool/README.md says what must add up.
 */
export type PeriodReport = {
  /** Number of the payment date it is for. */
  period: number;
  /** 1, and one more for each restatement. */
  version: number;
  /** The last day it covers. */
  until: number;
  /** The last accepted tape's. */
  opening: TapeSums;
  closing: TapeSums;
  /** Hash of the top node of the closing tape; with its sums it makes `root`. */
  topHash: Hex;
  root: Hex;
  principal?: Partial<PrincipalFlows>;
  cash?: Partial<CashFlows>;
  standing?: Partial<Standing>;
  /** The deal's own inputs, in the order of its program. */
  inputs?: readonly bigint[];
  /** Asset keys repurchased because of an obligation. */
  settled?: readonly Hex[];
};

/** In base units of the pool's currency. */
export type PrincipalFlows = Record<(typeof principalFlows)[number], bigint>;

/** Up to `remitted` in the pool's currency, from `received` on in the notes'; the rate in 1e-18. */
export type CashFlows = Record<(typeof cashAmounts)[number], bigint> & {
  rate: bigint;
  remittedOn: number;
  receivedOn: number;
  rateReference: Hex;
};

/** In the pool's currency; `expensesDue` in the notes', `index` in 1e-9 a year. */
export type Standing = Record<(typeof standingAmounts)[number], bigint> & { index: number; documents: Hex };

/** A report as the contract takes it. */
export type EncodedReport = ReturnType<typeof encodeReport>;

const principalFlows = [
  'scheduled',
  'prepaid',
  'repurchased',
  'defaulted',
  'diluted',
  'purchased',
  'cured',
  'correctedUp',
  'correctedDown',
  'recovered',
  'writtenOff',
] as const;
const cashAmounts = [
  'principal',
  'interest',
  'recoveries',
  'revenue',
  'collected',
  'remitted',
  'received',
  'tax',
  'bankCharges',
  'supportGiven',
  'redemptionMoney',
] as const;
const standingAmounts = [
  'late30',
  'late60',
  'late90',
  'later',
  'openingYieldSupplement',
  'yieldSupplement',
  'offered',
  'expensesDue',
] as const;

/** Fills in what was left out, and packs the sums. */
export function encodeReport({ principal, cash, standing, ...report }: PeriodReport) {
  return {
    ...report,
    opening: sumsWord(report.opening),
    closing: sumsWord(report.closing),
    principal: { ...zeros(principalFlows), ...principal },
    cash: { ...zeros(cashAmounts), rate: 0n, remittedOn: 0, receivedOn: 0, rateReference: zeroHash, ...cash },
    standing: { ...zeros(standingAmounts), index: 0, documents: zeroHash, ...standing },
    inputs: report.inputs ?? [],
    settled: report.settled ?? [],
  };
}

/** Sums as the contract's word. */
export function sumsWord(sums: TapeSums): bigint {
  return hexToBigInt(toHex(packSums(sums)));
}

function zeros<const Name extends string>(names: readonly Name[]): Record<Name, bigint> {
  return Object.fromEntries(names.map((name) => [name, 0n])) as Record<Name, bigint>;
}
