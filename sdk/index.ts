// The one public door: everything of Sluice's SDK, also one by one from `sluice/actions`.
export * from './actions/index.ts';
export type { RuleInForce } from './actions/compliance/ruleHistory.ts';
export type { RuleSettings } from './actions/compliance/ruleSettings.ts';
export { sluiceActions, type SluiceActions } from './actions/sluiceActions.ts';
export type { Platform } from './actions/decorator.ts';
export type { Deal, DealClassAt } from './actions/deal/deal.ts';
export { encodeTerms, type EncodedTerms } from './actions/deal/encodeTerms.ts';
export type { FiledDeal } from './actions/deal/fileDeal.ts';
export { type FiledTape, loadFiledTape } from './actions/deal/filedTape.ts';
export type { DealClassState, DealState, DealStatus } from './actions/deal/getDeal.ts';
export { hashTerms } from './actions/deal/hashTerms.ts';
export type { OrderTerms } from './actions/deal/order.ts';
export {
  identityOf,
  type EvidenceKind,
  type Investor,
  type InvestorClass,
  type InvestorFacts,
} from './actions/identity/investor.ts';
export {
  loadInvestors,
  type InvestorSource,
  type LoadedInvestors,
  type LoadInvestorsParameters,
  type RefusedInvestor,
} from './actions/identity/loadInvestors.ts';
export type { CloseOfferingResult, CloseOfferingStep } from './actions/offering/closeOffering.ts';
export type { OfferedClass, OfferingStage, OfferingStanding, Subscription } from './actions/offering/getOffering.ts';
export type { Refund, RefundAllResult, RefundAllStep } from './actions/offering/refundAll.ts';
export { type Filing, type FilingRoute, type SignedFiling, filingNumber } from './actions/oversight/filing.ts';
export type { FilingRecord } from './actions/oversight/getFiling.ts';
export type { Duty } from './actions/oversight/getDisclosures.ts';
export type { Proceeds, PurposeSpent } from './actions/oversight/getProceeds.ts';
export type { Matter } from './actions/oversight/matters.ts';
export type { DealAmount, PurposeReference } from './actions/oversight/proceeds.ts';
export type { FilingOutcome } from './actions/oversight/recordFilingStatus.ts';
export type { SignedNegativeList } from './actions/oversight/signNegativeList.ts';
export type { Pool, PoolMetrics, PoolObligation, StandingReport } from './actions/pool/getPool.ts';
export type { PoolPurchase } from './actions/pool/purchase.ts';
export type { SignedPurchase } from './actions/pool/signPurchase.ts';
export type { CashFlows, PeriodReport, PrincipalFlows, Standing } from './actions/pool/periodReport.ts';
export {
  allocate,
  type AllocateParameters,
  type Allocation,
  type VenueClient,
} from './actions/distribution/allocate.ts';
export type { CollectResult } from './actions/distribution/collect.ts';
export type { Burned, Collection, Payment } from './actions/distribution/collections.ts';
export type { CollectManyResult, CollectManyStep, CollectRefused } from './actions/distribution/collectMany.ts';
export type { Owed } from './actions/distribution/getOwed.ts';
export type { PoolCriterion } from './actions/pool/proveIneligible.ts';
export type { SignedReport } from './actions/pool/signReport.ts';
export type { SignedReportAttestation } from './actions/pool/signReportAttestation.ts';
export type { WhitelistParameters, WhitelistResult, WhitelistStep } from './actions/identity/whitelist.ts';
export type { ReadClient, WriteClient } from './chain/client.ts';
export {
  type ClassLedger,
  type DateResult,
  type FeeLedger,
  type InputName,
  type Ledger,
  type Program,
  type ProgramDate,
  type Step,
  decodeProgram,
  encodeProgram,
  openingLedger,
  runDate,
  validate as validateProgram,
} from './engine/index.ts';
export { interfaceIds } from './chain/kinds.ts';
export type { TokenAmount } from './chain/words.ts';
export type { UnsignedTransaction, WriteAction, Written } from './chain/write.ts';
export * from './errors/index.ts';
export { type Amount, type Unit, formatAmount, parseAmount } from './money/amount.ts';
export {
  type Attestations,
  type AttestingParty,
  type ItemAttestation,
  type NegativeListFinding,
  type NegativeListStatement,
  loadAttestations,
} from './filing/attestations.ts';
export { type FilingPack, type PackFile, makeFilingPack, writeFilingPack } from './filing/pack.ts';
export * from './generated/abis.ts';
export { sluiceErrorsAbi } from './generated/errors.ts';
export * from './projection/index.ts';
export * from './tape/index.ts';
export * from './simulation/index.ts';
export {
  type CallTerms,
  type Canonical,
  type CompiledTerms,
  type CompileOptions,
  type CurrencyTerms,
  type CheckDealOptions,
  type DealClass,
  type DealFee,
  type DealPeriod,
  type DealTerms,
  type DealWarning,
  type DisclosureTerms,
  type EligibilityCriteria,
  type EventOfDefault,
  type Exemption,
  type FilingTerms,
  type IdentifierTerms,
  type InvestorKind,
  type Labels,
  type Names,
  type NoteTerms,
  type OfferingTerms,
  type Parties,
  type PartyRole,
  type PoolSection,
  type PoolTerms,
  type PoolType,
  type ProceedsTerms,
  type ResolvedTerms,
  type RetentionTerms,
  type StudyTerms,
  type TaxTerms,
  type Terms,
  type TermsSource,
  type TimingTerms,
  canonicalTerms,
  checkDeal,
  compileTerms,
  explain as explainProgram,
  loadPoolTerms,
  loadTerms,
  loadWaterfall,
  parseDeal,
  parsePoolTerms,
  parseTerms,
  resolveParties,
  termsHash,
} from './terms/index.ts';
