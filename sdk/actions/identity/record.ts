import { type Address, getAddress, numberToHex } from 'viem';
import { investorClasses } from '../../errors/words.ts';
import type { InvestorClass } from './investor.ts';

/** What a registry has of a wallet, unpacked from its word (contracts/identity/types/Investor.sol). Moments in seconds. */
export type InvestorRecord = {
  /** Zero for a wallet nobody registered. */
  identity: Address;
  country: number;
  class: InvestorClass | 'none';
  usPerson: boolean;
  connected: boolean;
  /** The identity has more wallets. */
  moreWallets: boolean;
  /** On the deny-list by wallet. */
  denied: boolean;
  /** Rests on claims in an identity contract; otherwise on a signed attestation. */
  claimed: boolean;
  /** The wallet was reported lost. */
  retired: boolean;
  /** Good before this moment. */
  validUntil: number;
  evidenceAt: number;
  epoch: number;
  /** Indexes of up to three issuers in the trusted issuers registry. */
  issuerIndexes: number[];
};

export const SECONDS_AN_HOUR = 3_600;
/** The last hour that fits a record: no end. */
export const LAST_HOUR = 0xfffff * SECONDS_AN_HOUR;

/**
 * Unpacks a record.
 *
 * @example
 * const { identity, validUntil } = unpackRecord(word);
 */
export function unpackRecord(word: bigint): InvestorRecord {
  const field = (offset: bigint, bits: bigint) => Number((word >> offset) & ((1n << bits) - 1n));
  const mark = (bit: bigint) => ((word >> bit) & 1n) === 1n;
  return {
    identity: getAddress(numberToHex(word & ((1n << 160n) - 1n), { size: 20 })),
    country: field(160n, 10n),
    class: investorClasses[field(170n, 3n)] ?? 'none',
    usPerson: mark(173n),
    connected: mark(174n),
    moreWallets: mark(175n),
    denied: mark(176n),
    claimed: mark(177n),
    retired: mark(178n),
    validUntil: field(179n, 20n) * SECONDS_AN_HOUR,
    evidenceAt: field(199n, 32n),
    epoch: field(231n, 7n),
    issuerIndexes: [field(250n, 6n), field(244n, 6n), field(238n, 6n)].filter((index) => index !== 0),
  };
}

/** What decides whether records count (contracts/identity/types/RegistryState.sol). Moments and durations in seconds. */
export type RegistryRules = { epochAt: number; lastEpoch: number; maxAge: number };

export function unpackRegistryState(word: bigint): RegistryRules {
  const field = (offset: bigint, bits: bigint) => Number((word >> offset) & ((1n << bits) - 1n));
  return { epochAt: field(71n, 40n), maxAge: field(111n, 16n) * SECONDS_AN_HOUR, lastEpoch: field(160n, 7n) };
}
