import type { Address } from 'viem';
import type { TokenAmount } from '../../chain/words.ts';
import type { InvestorClass } from '../identity/investor.ts';

/**
 * A rule of a token and how it is set. Amounts are of the token (those of lots, of the maximum per identity and of the
 * volume with at most twelve significant digits), countries ISO 3166-1 numeric, durations and moments seconds.
 */
export type RuleSettings =
  /** On from the start: nobody in mainland China receives, but the holder of the retained class. */
  | { rule: 'mainlandChina' }
  /** Units move in multiples of the lot. */
  | { rule: 'lotSize'; lotSize: TokenAmount }
  /** Only these classes receive. */
  | { rule: 'investorClass'; classes: readonly InvestorClass[] }
  /** US persons do not receive. */
  | { rule: 'usPersons' }
  /** No investor holds more, over all its wallets. */
  | { rule: 'maximumPerIdentity'; maximum: TokenAmount }
  /** Only investors of allowed countries receive; these become allowed, or (`allowed: false`) no longer. */
  | { rule: 'countryAllow'; countries: readonly number[]; allowed?: boolean }
  /** Investors of denied countries do not receive; these become denied, or (`denied: false`) no longer. */
  | { rule: 'countryDeny'; countries: readonly number[]; denied?: boolean }
  /** An investor moves at most so much to others within the window. */
  | { rule: 'volumeWindow'; limit: TokenAmount; window: number }
  /** A wallet holds nothing, or at least so much. */
  | { rule: 'minimumHolding'; minimum: TokenAmount }
  /** At most so many investors hold: in all, of a country, or of a class. 0 is no limit. */
  | { rule: 'holderLimit'; limit: number; country?: number; class?: InvestorClass }
  /** No mint lifts the supply above it. */
  | { rule: 'supplyLimit'; limit: TokenAmount }
  /** Units are sold only so long after they were acquired. */
  | { rule: 'lockUp'; period: number }
  /** Transfers from `opens` on and before `closes`. */
  | { rule: 'transferWindow'; opens: number; closes: number }
  /** No transfers from so long before a record date until so long after it. */
  | { rule: 'recordDateBlackout'; before: number; after: number }
  /** One side of a transfer must be approved; these become approved, or (`approved: false`) no longer. */
  | { rule: 'counterparties'; accounts: readonly Address[]; approved?: boolean }
  /** Every transfer needs an approval (approveTransfer). */
  | { rule: 'preApproval' }
  /** Units change hands through a venue that this list of venues names. */
  | { rule: 'venueOnly'; venues: Address }
  /** The investor with this identity keeps at least the floor; without `until`, for good. */
  | { rule: 'riskRetention'; identity: Address; floor: TokenAmount; until?: number }
  /** Accounts this token does not deal with; these join the list, or (`denied: false`) leave it. */
  | { rule: 'denyList'; accounts: readonly Address[]; denied?: boolean };
