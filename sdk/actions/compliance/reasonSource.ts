import type { ContractErrorName } from '../../errors/contract.ts';
import type { RuleName } from '../../errors/words.ts';

/** Who refuses. */
export type ReasonSource = 'token' | 'registry' | 'module' | 'foreign compliance' | `rule ${RuleName}`;

const sources: { readonly [Name in ContractErrorName]?: ReasonSource } = {
  MainlandChinaClosed: 'rule mainlandChina',
  NotInWholeLots: 'rule lotSize',
  ClassNotAllowed: 'rule investorClass',
  UsPersonNotAllowed: 'rule usPersons',
  MaximumPerIdentityExceeded: 'rule maximumPerIdentity',
  CountryNotAllowed: 'rule countryAllow',
  CountryIsDenied: 'rule countryDeny',
  VolumeExceeded: 'rule volumeWindow',
  BelowMinimumHolding: 'rule minimumHolding',
  HolderLimitReached: 'rule holderLimit',
  CountryHolderLimitReached: 'rule holderLimit',
  ClassHolderLimitReached: 'rule holderLimit',
  SupplyLimitExceeded: 'rule supplyLimit',
  UnitsLockedUp: 'rule lockUp',
  OutsideTransferWindow: 'rule transferWindow',
  RecordDateNear: 'rule recordDateBlackout',
  NoApprovedCounterparty: 'rule counterparties',
  NotPreApproved: 'rule preApproval',
  NotThroughAVenue: 'rule venueOnly',
  BelowRetainedFloor: 'rule riskRetention',
  OnTokenDenyList: 'rule denyList',
  ModuleRefused: 'module',
  ForeignComplianceRefused: 'foreign compliance',
  NotRegistered: 'registry',
  WalletDenied: 'registry',
  IdentityDenied: 'registry',
  HolderDenied: 'registry',
  HolderNotEligible: 'registry',
  WalletWasLost: 'registry',
  EvidenceExpired: 'registry',
  RuleTightened: 'registry',
  ClaimsNeedRefresh: 'registry',
  IssuerNoLongerTrusted: 'registry',
  ClaimMissing: 'registry',
};

/** Who refuses with this error; what nobody else says, the token says. */
export function sourceOf(name: string): ReasonSource {
  return sources[name as ContractErrorName] ?? 'token';
}
