import type { RoleRow } from './row.ts';

export const waterfallRoles: readonly RoleRow[] = [
  {
    role: 'trustee',
    contract: 'Waterfall',
    functions: ['accelerate'],
    worst: 'Makes the notes due without an event of default, for good, even before the deal opens.',
    stop: 'Nobody: it is the trustee’s judgement. The program says what then is paid, in the filed order.',
    tests: [
      'waterfall/Waterfall.t.sol test_RevertWhen_OthersSayWhatTrusteeOrDealSay',
      'waterfall/Waterfall.t.sol test_AcceleratedByTheTrusteeTheReserveRepays',
    ],
  },
  {
    role: 'trustee',
    contract: 'Waterfall',
    functions: ['waive'],
    worst: 'Waives every trigger on every date to come.',
    stop: 'Only triggers that the terms call waivable, each date by itself and on chain.',
    tests: [
      'waterfall/Waterfall.t.sol test_RevertWhen_AWaiverIsForNoTriggerOrNoDate',
      'waterfall/Waterfall.t.sol test_WaiversAndCallsCountOnTheirDateOnly',
    ],
  },
  {
    role: 'trustee and verifier',
    contract: 'Waterfall',
    functions: ['openFallback'],
    worst: 'End the program for good: cash in hand goes to the classes by seniority, fees and later interest are gone.',
    stop: 'Both must ask for the same date, after the long stop; anyone closes the date before and ends the case.',
    tests: [
      'waterfall/WaterfallFallback.t.sol test_OneAloneOpensNothing',
      'waterfall/WaterfallFallback.t.sol test_RevertWhen_ItIsTooEarly',
      'waterfall/WaterfallFallback.t.sol test_WhatWasAskedForADateThatRanAfterAllCountsNoMore',
    ],
  },
  {
    role: 'anyone',
    contract: 'Waterfall',
    functions: ['runFallback'],
    worst: 'Pays the classes, in the fallback.',
    stop: 'Only once it is open, each date once, to the holders of record.',
    tests: [
      'waterfall/WaterfallFallback.t.sol test_WhatComesLaterGoesTheSameWayAndTheRestToTheLastClass',
      'waterfall/WaterfallFallback.t.sol test_OneAloneOpensNothing',
    ],
  },
  {
    role: 'anyone',
    contract: 'Waterfall',
    functions: ['withdraw', 'withdrawFormer'],
    worst: 'Sends a payee what it is owed.',
    stop: 'To the seller, the payee of the fee or the bringer alone, once.',
    tests: [
      'waterfall/Waterfall.t.sol test_PayeesWithdrawAndAnyoneMaySendThemWhatTheyAreOwed',
      'waterfall/AssetSuccession.t.sol test_AFormerAssetThatRefusesIsOwedToTheBringer',
    ],
  },
  {
    role: 'contract of the deal',
    contract: 'Waterfall',
    functions: ['deposit', 'run'],
    worst: 'The pool brings cash and gives a date’s inputs.',
    stop: 'Nobody else; cash in hand is paid, not cash reported; no figure stops a date or makes money.',
    tests: [
      'waterfall/Waterfall.t.sol test_RevertWhen_AnyoneButThePoolDepositsOrRuns',
      'waterfall/Waterfall.t.sol test_WhatDidNotArriveIsAskedForAgainAndLateCashIsPutThere',
      'waterfall/Waterfall.t.sol testFuzz_NoFigureStopsADate',
    ],
  },
  {
    role: 'contract of the deal',
    contract: 'Waterfall',
    functions: ['open', 'succeedAsset'],
    worst: 'The deal opens it at what was minted, and exchanges its cash into a succeeded asset.',
    stop: 'Nobody else; once, at most the face; the new asset comes, unit for unit, before the former goes.',
    tests: [
      'waterfall/OfferedDeal.t.sol test_RevertWhen_AnyoneButTheDealOpensIt',
      'waterfall/OfferedDeal.t.sol test_RevertWhen_MoreWasMintedThanTheProgramHas',
      'waterfall/AssetSuccession.t.sol test_RevertWhen_AnyoneButTheDealAsks',
    ],
  },
  {
    role: 'nobody in a deal',
    contract: 'Waterfall',
    functions: ['callNotes'],
    worst: 'Would call the notes.',
    stop: 'It is the deal’s, which has no call of it as long as no redemption is built in.',
    tests: [
      'waterfall/Waterfall.t.sol test_RevertWhen_OthersSayWhatTrusteeOrDealSay',
      'deal/OwnersFunctions.t.sol test_TheDealsCodeHasNoCallOfThese',
    ],
  },
  {
    role: 'factory',
    contract: 'Waterfall',
    functions: ['initialize'],
    worst: 'Names other payees or another asset.',
    stop: 'Once, in the transaction that creates it; the program is in its code.',
    tests: ['waterfall/WaterfallSetup.t.sol test_RevertWhen_ItIsInitialisedAgainOrByAnyoneElse'],
  },
  {
    role: 'anyone',
    contract: 'WaterfallFactory',
    functions: ['create'],
    worst: 'Makes a waterfall of its own.',
    stop: 'It has an address of its creator’s own, and no deal knows it; a program that is none is refused.',
    tests: [
      'waterfall/WaterfallSetup.t.sol test_RevertWhen_TheProgramIsNone',
      'waterfall/Creators.t.sol test_EachCreatorHasAddressesOfItsOwn',
    ],
  },
];
