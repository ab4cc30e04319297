import type { RoleRow } from './row.ts';

export const distributionRoles: readonly RoleRow[] = [
  {
    role: 'holder or investor',
    contract: 'PayingAgent',
    functions: ['collect'],
    worst: 'Collects twice, or what another is owed.',
    stop: 'A cursor by holder, class and asset; shares are rounded down, by units held at the record date.',
    tests: [
      'distribution/Collecting.t.sol test_RevertWhen_CollectedTwice',
      'distribution/Collecting.t.sol test_WhoBoughtAfterTheRecordDateGetsNothingAndWhoSoldGetsAll',
    ],
  },
  {
    role: 'holder or investor',
    contract: 'PayingAgent',
    functions: ['setPayoutAddress'],
    worst: 'Who has stolen its key has payments sent elsewhere.',
    stop: 'To another wallet of the same identity only, after the delay; looked at again at each payment.',
    tests: [
      'distribution/Payouts.t.sol test_RevertWhen_ThePayoutAddressIsOfAnotherIdentityOrOfNone',
      'distribution/Payouts.t.sol test_APayoutAddressIsPaidAfterTheDelayAndNotBefore',
    ],
  },
  {
    role: 'anyone',
    contract: 'PayingAgent',
    functions: ['collectFor', 'collectMany'],
    worst:
      'Pays a holder at a moment it would not choose: to a lost wallet before its recovery, or with the ceiling withheld before its relief is known.',
    stop: 'To the holder, its successor or its payout address only; a frozen holder’s money waits; no gas starves a payee.',
    tests: [
      'distribution/Collecting.t.sol test_AnyoneCollectsForAHolderAndTheHolderIsPaid',
      'distribution/Collecting.t.sol test_RevertWhen_TheHolderIsFrozen_AndItIsPaidAfterTheRelease',
      'distribution/CollectMany.t.sol testFuzz_WhateverGasIsGivenNobodyIsStarvedIntoFailing',
    ],
  },
  {
    role: 'anyone',
    contract: 'PayingAgent',
    functions: ['withdrawTax', 'withdrawAttached'],
    worst: 'Sends tax and attached money to whom they belong.',
    stop: 'To the tax account of the terms, and to the creditor of the order.',
    tests: [
      'distribution/Withholding.t.sol test_AnyoneSendsTheTaxToTheTaxAccount',
      'distribution/Attachments.t.sol test_TheCreditorComesFirstUpToTheAmountAndWithdraws',
    ],
  },
  {
    role: 'only itself',
    contract: 'PayingAgent',
    functions: ['collectIn'],
    worst: 'Would pay in one asset out of turn.',
    stop: 'The paying agent calls it itself.',
    tests: ['distribution/Collecting.t.sol test_RevertWhen_SomebodyElseAsksForTheInnerStep'],
  },
  {
    role: 'nobody in a deal',
    contract: 'PayingAgent',
    functions: ['setTaxSource', 'closeClass'],
    worst: 'Would give relief from tax within the ceiling, or let the units of a class burn.',
    stop: 'They are the deal’s, which has no call of them as long as no redemption is built in.',
    tests: [
      'distribution/Withholding.t.sol test_RevertWhen_NotTheDealNamesTheSource',
      'distribution/Closing.t.sol test_RevertWhen_ClosedTwiceOrByAnother',
      'deal/OwnersFunctions.t.sol test_TheDealsCodeHasNoCallOfThese',
    ],
  },
  {
    role: 'contract of the deal',
    contract: 'PayingAgent',
    functions: ['declare'],
    worst: 'The waterfall declares what it has paid over.',
    stop: 'Nobody else; each date once; the cash must be here.',
    tests: [
      'distribution/Declaring.t.sol test_RevertWhen_SomebodyElseDeclares',
      'distribution/Declaring.t.sol test_RevertWhen_LessArrivedThanWasDeclared',
      'distribution/Declaring.t.sol test_RevertWhen_ADateComesTwiceOrAnEarlierOneComes',
    ],
  },
  {
    role: 'contract of the deal',
    contract: 'PayingAgent',
    functions: ['setAttachment'],
    worst: 'Gives what a holder is owed to somebody else first.',
    stop: 'The deal does it on an order only; up to the amount of the order, which ends.',
    tests: [
      'distribution/Attachments.t.sol test_RevertWhen_NotTheDealAttaches',
      'deal/Orders.t.sol test_WhatAHolderIsOwedIsAttachedAndReleased',
    ],
  },
  {
    role: 'contract of the deal',
    contract: 'PayingAgent',
    functions: ['succeedAsset'],
    worst: 'Pays later dates in another asset.',
    stop: 'What was declared keeps its asset; the deal does it after confirmation and delay.',
    tests: [
      'distribution/Succession.t.sol test_WhatWasDeclaredKeepsItsAsset',
      'distribution/Succession.t.sol test_RevertWhen_NotTheDealNamesTheAsset',
    ],
  },
  {
    role: 'factory',
    contract: 'PayingAgent',
    functions: ['initialize'],
    worst: 'Wires it to another deal.',
    stop: 'Once, in the transaction that creates it; waterfall, tokens and tax account are in its code.',
    tests: ['distribution/Declaring.t.sol test_RevertWhen_InitialisedTwiceOrByAnotherOrNotAClone'],
  },
];
