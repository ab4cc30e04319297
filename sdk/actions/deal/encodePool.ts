import { type Hex, concatHex, toHex } from 'viem';
import type { ResolvedTerms } from '../../terms/deal.ts';
import type { TapeCommitment } from '../../tape/commitTape.ts';
import { encodeCurrency } from '../oversight/filing.ts';
import { sumsWord } from '../pool/periodReport.ts';
import type { EncodedTerms } from './encodeTerms.ts';

/** Days have 16 bits; the largest asks nothing. */
const ANY_DAYS = 65_535;
/** Numbers of the kinds of receivables on chain. */
const KINDS = { 'trade receivables': 1, 'finance leases': 2, 'revenue right': 3 } as const;

/** The terms of the pool (contracts/pool/types/PoolTerms.sol). */
export function encodePool(
  { pool, currency, schedule }: ResolvedTerms,
  { hash, sums }: Pick<TapeCommitment, 'hash' | 'sums'>,
): EncodedTerms['pool'] {
  const { eligible } = pool;
  return {
    contractRate: currency.contractRate,
    band: currency.band,
    holdHours: schedule.holdHours,
    graceDays: schedule.grace,
    successionDays: schedule.succession,
    cureDays: pool.cure,
    cutOff: pool.cutOff,
    topHash: hash,
    sums: sumsWord(sums),
    eligibility: {
      performed: eligible.performed ?? false,
      notABill: eligible.bill === false,
      transferable: eligible.transferable ?? false,
      kind: KINDS[pool.type],
      currency: encodeCurrency(currency.pool),
      tenorFrom: eligible.tenor?.least ?? 0,
      tenorTo: eligible.tenor?.most ?? 0,
      overdue: eligible.overdue ?? ANY_DAYS,
    },
    forecast: packAmounts(pool.forecast),
  };
}

/** Joins big-endian amounts of 16 bytes. */
function packAmounts(amounts: readonly bigint[]): Hex {
  return concatHex(amounts.map((amount) => toHex(amount, { size: 16 })));
}
