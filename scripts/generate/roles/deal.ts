import type { RoleRow } from './row.ts';

export const dealRoles: readonly RoleRow[] = [
  {
    role: 'transfer agent',
    contract: 'Deal',
    functions: ['proposeOrder', 'withdrawOrder'],
    worst: 'Proposes to freeze, move or attach what a holder has, and tells the holder by it.',
    stop: 'Alone it does nothing: the trustee confirms, or the proposal lapses after 30 days.',
    tests: [
      'deal/Orders.t.sol test_RevertWhen_AnyoneButTheTrusteeConfirms',
      'deal/Orders.t.sol test_RevertWhen_TheProposalHasLapsed',
    ],
  },
  {
    role: 'trustee',
    contract: 'Deal',
    functions: ['withdrawOrder', 'cancelPolicy', 'cancelAsset'],
    worst: 'Lets no order, no change of policy and no other asset pass.',
    stop: 'The verifier proposes another trustee; payments need none of these.',
    tests: [
      'deal/PartyMatrix.t.sol test_WhoMayProposeAnotherAsWhom',
      'invariant/I13Liveness.t.sol invariant_I13_LaterDatesCloseAndWhatIsOwedIsCollected',
    ],
  },
  {
    role: 'transfer agent and trustee',
    contract: 'Deal',
    functions: ['confirmOrder'],
    worst: 'Together they freeze a holder, move its units to another eligible wallet, attach what it is owed.',
    stop: 'Nobody, once both have agreed: each act has authority, reference and evidence on chain, and a reference works once. One key alone does nothing, nor one that holds both offices.',
    tests: [
      'deal/Orders.t.sol test_RevertWhen_WhoProposedHasBecomeTheTrustee',
      'deal/Orders.t.sol test_RevertWhen_AReferenceIsUsedAgain',
      'deal/Orders.t.sol test_RevertWhen_UnitsWouldMoveBeforeTheDealOpens_OrTransfersBegin',
    ],
  },
  {
    role: 'any party',
    contract: 'Deal',
    functions: ['proposeParty', 'cancelParty', 'acceptParty'],
    worst:
      'The trustee replaces servicer and verifier by its own people; the verifier replaces the trustee; each cancels only what is not its own proposal.',
    stop: 'The public delay; the trustee cancels, and of its own office the verifier; four offices are four addresses. Against a proposal of trustee or verifier itself nobody has a veto.',
    tests: [
      'deal/PartyMatrix.t.sol test_WhoMayCancelAProposal',
      'deal/PartyMatrix.t.sol test_WhoIsReplacedByAnotherPartyCanNotCancelIt',
      'deal/Parties.t.sol test_RevertWhen_TheNewcomerHasAnOfficeThatMustBeAnothers',
      'deal/Parties.t.sol test_RevertWhen_ItIsAcceptedBeforeTheDelayIsOver',
    ],
  },
  {
    role: 'issuer',
    contract: 'Deal',
    functions: ['proposePolicy'],
    worst:
      'Announces a registry or compliance contract of its own: who may hold, and whether holders can sell, is what it says.',
    stop: 'The public delay, in which the trustee cancels. What was declared is paid whatever registry and compliance say.',
    tests: [
      'deal/Policy.t.sol test_AChangeIsToldAndPublicForTheDelay',
      'deal/Policy.t.sol test_RevertWhen_TheCallSetsNoRule',
      'distribution/Payouts.t.sol test_APayoutAddressThatIsNoLongerOfTheIdentityIsPassedOver',
    ],
  },
  {
    role: 'issuer',
    contract: 'Deal',
    functions: ['setDocument', 'removeDocument'],
    worst: 'Replaces a document by another.',
    stop: 'The hash of the filed deal file can’t change; each version is an event.',
    tests: [
      'deal/DealClones.t.sol test_TheHashesAreThoseOfTheTable',
      'deal/Documents.t.sol test_RevertWhen_AnyoneButTheIssuerSetsOrRemoves',
    ],
  },
  {
    role: 'issuer',
    contract: 'Deal',
    functions: ['proposeAsset', 'cancelAsset'],
    worst: 'Names a bad settlement asset, or lets the deal keep one that has failed.',
    stop: 'It must be approved for the currency, and the trustee confirms, then the delay runs.',
    tests: [
      'deal/AssetSuccession.t.sol test_RevertWhen_TheAssetIsTheOneInUse_OrNotApprovedForTheCurrency',
      'deal/AssetSuccession.t.sol test_TheDelayRunsFromTheConfirmation',
    ],
  },
  {
    role: 'trustee',
    contract: 'Deal',
    functions: ['confirmAsset'],
    worst: 'Confirms, with the issuer, an asset that is worth less than the former.',
    stop: 'Approval by the asset officer, at the confirmation and at the succession; the public delay, in which either of them cancels.',
    tests: [
      'deal/AssetSuccession.t.sol test_RevertWhen_TheApprovalEndedMeanwhile',
      'deal/AssetSuccession.t.sol test_RevertWhen_NobodyBroughtItForThirtyDays',
      'deal/AssetSuccession.t.sol test_EitherOfThemCancels_AndItCanBeNamedAgain',
    ],
  },
  {
    role: 'anyone',
    contract: 'Deal',
    functions: ['succeedAsset'],
    worst:
      'Brings the new asset, unit for unit, and takes the former for it when that is worth more, within thirty days.',
    stop: 'Only after confirmation and delay, while the asset is approved; issuer and trustee cancel.',
    tests: [
      'deal/AssetSuccession.t.sol test_RevertWhen_TheApprovalEndedMeanwhile',
      'waterfall/AssetSuccession.t.sol test_RevertWhen_TheBringerBringsLess',
    ],
  },
  {
    role: 'anyone',
    contract: 'Deal',
    functions: ['applyPolicy'],
    worst: 'Carries out what was announced, at the moment of its choice in 30 days.',
    stop: 'Only what the issuer proposed and the trustee did not cancel, after the delay, once.',
    tests: [
      'deal/Policy.t.sol test_RevertWhen_ACancelledChangeIsCarriedOut_UntilItIsAnnouncedAgain',
      'deal/Policy.t.sol test_RevertWhen_AForgottenChangeIsCarriedOut',
    ],
  },
  {
    role: 'issuer',
    contract: 'Deal',
    functions: ['addRecordDate'],
    worst: 'Uses up the hundred dates that can be inserted.',
    stop: 'With notice; the dates of the schedule, by which holders are paid, stay as filed.',
    tests: [
      'deal/RecordSchedule.t.sol test_RevertWhen_TheDateComesBeforeTheNotice',
      'deal/RecordSchedule.t.sol testFuzz_InsertedAndScheduledDatesAreOneList',
    ],
  },
  {
    role: 'trustee',
    contract: 'Deal',
    functions: ['addRecordDate'],
    worst: 'The same.',
    stop: 'The same.',
    tests: ['deal/RecordSchedule.t.sol test_RevertWhen_AHundredWereInserted'],
  },
  {
    role: 'contract of the deal',
    contract: 'Deal',
    functions: ['openDeal', 'failDeal'],
    worst: 'The offering opens the deal, or says that it failed.',
    stop: 'Once; the filing must be effective, and what was minted is what the tokens and the waterfall know.',
    tests: [
      'deal/Opening.t.sol test_RevertWhen_AnybodyElseOpensOrFailsIt',
      'deal/Opening.t.sol test_ItOpensOnceAndDoesNotFailAfterwards',
    ],
  },
  {
    role: 'factory',
    contract: 'Deal',
    functions: ['initialize'],
    worst: 'Sets rules that were not filed.',
    stop: 'Once, in the transaction that creates it, with the terms whose hash is filed.',
    tests: [
      'deal/DealClones.t.sol test_RevertWhen_AnybodyElseInitialises',
      'deal/DealClones.t.sol test_RevertWhen_ItIsInitialisedTwice',
      'oversight/Filings.t.sol test_RevertWhen_AnythingIsNotAsFiled',
    ],
  },
  {
    role: 'issuer',
    contract: 'DealFactory',
    functions: ['create'],
    worst: 'Issues something else than was filed, or twice.',
    stop: 'The filing: its issuer alone, those very terms and tape, once.',
    tests: [
      'oversight/Filings.t.sol test_RevertWhen_AnythingIsNotAsFiled',
      'oversight/Filings.t.sol test_RevertWhen_SomebodyElseAsksForTheDealOfTheFiling',
      'oversight/Filings.t.sol test_RevertWhen_ItWasUsedUpWhateverItsStatus',
    ],
  },
  {
    role: 'platform administrator',
    contract: 'DealFactory',
    functions: ['equip', 'transferOwnership', 'renounceOwnership'],
    worst: 'Names implementations of its own before the first deal.',
    stop: 'Nobody at that moment: it is part of the deployment, to be checked. Once, then the factory has no owner.',
    tests: ['deal/Equipment.t.sol test_RevertWhen_AStrangerEquipsOrItIsEquippedTwice'],
  },
  {
    role: 'owner of a registry or list',
    contract: 'RecordDates',
    functions: ['addToken', 'removeToken', 'list', 'transferOwnership', 'acceptOwnership', 'renounceOwnership'],
    worst: 'Lists no dates, or uses them up, for tokens without a deal.',
    stop: 'With notice; a token that has units can’t be taken off; no date is ever removed.',
    tests: [
      'deal/RecordDates.t.sol test_RevertWhen_TheDateComesBeforeTheNotice',
      'deal/RecordDates.t.sol test_RevertWhen_ATokenThatHasUnitsOrMayBeMintedIsRemoved',
    ],
  },
];
