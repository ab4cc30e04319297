/** What `contracts/README.md` says before its tables. */
export const ARCHITECTURE = `# contracts

Exactly what is deployed. Each folder has its own README: what it is, who calls whom, what can go wrong.

| folder | what it holds | whom it calls |
| --- | --- | --- |
| \`identity\` | who may hold: registry, issuers of evidence, topics | identity contracts, with an allowance of gas |
| \`compliance\` | which transfers are allowed: one contract, the rules of many tokens | tokens, foreign modules |
| \`venue\` | who is a venue | nobody |
| \`token\` | a class of notes: units, freezes, liens, history | its registry, its compliance contract, the deal for record dates |
| \`deal\` | parties, orders, policy, record dates, documents; the factory | every contract of the deal, filings, settlement assets |
| \`offering\` | orders in escrow, allotment, refunds | tokens, proceeds ledger, deal |
| \`pool\` | tapes, reports, funding, challenges | waterfall |
| \`waterfall\` | the cash and the priority of payments, as a program | paying agent |
| \`distribution\` | what each holder of record is owed | tokens, the settlement asset |
| \`oversight\` | filings, settlement assets, proceeds, disclosures | pool and waterfall, to give proceeds back |

Cash goes one way: investor → \`Offering\` → \`ProceedsLedger\` → payees and \`Waterfall\`; collections → \`ReceivablesPool\` → \`Waterfall\` → \`PayingAgent\` → holders. Nothing here can be upgraded. \`DealFactory\` creates a deal in one transaction; its contracts find each other in their own code.
`;

/** What no role can do, alone or with others, as the code stands. */
export interface Impossible {
  act: string;
  why: string;
  tests: readonly string[];
}

export const IMPOSSIBLE: readonly Impossible[] = [
  {
    act: 'Take what was declared for holders',
    why: 'it leaves the paying agent to the holder, its successor, its own payout address, the tax account up to the ceiling of the terms, or the creditor of an order (two keys)',
    tests: [
      'distribution/Collecting.t.sol test_EachHolderGetsItsShareOfInterestAndPrincipalRoundedDown',
      'distribution/Payouts.t.sol test_RevertWhen_ThePayoutAddressIsOfAnotherIdentityOrOfNone',
      'distribution/Withholding.t.sol test_ARateAboveTheCeilingIsTheCeiling',
      'distribution/Attachments.t.sol test_RevertWhen_NotTheDealAttaches',
    ],
  },
  {
    act: 'Collect twice, or more than was paid in',
    why: 'a lost wallet and its successor together neither',
    tests: [
      'distribution/Collecting.t.sol test_RevertWhen_CollectedTwice',
      'distribution/Payouts.t.sol test_WhatALostWalletIsOwedIsPaidToItsSuccessorAndNothingTwice',
    ],
  },
  {
    act: 'Keep others from collecting what was declared',
    why: 'a payee that reverts, burns gas or is frozen waits alone; a date closes without a report',
    tests: [
      'distribution/CollectMany.t.sol test_OneThatBurnsAllItsGasCostsItsAllowanceAndNoMore',
      'invariant/I13Liveness.t.sol invariant_I13_LaterDatesCloseAndWhatIsOwedIsCollected',
    ],
  },
  {
    act: 'Mint above the filed face, or after the opening',
    why: 'the maximum is fixed in the token, and minting is closed for good',
    tests: [
      'token/MaximumSupply.t.sol test_RevertWhen_ItMintsAboveTheMaximum',
      'deal/Opening.t.sol test_TransfersBeginAndMintingEnds',
    ],
  },
  {
    act: 'Change the priority of payments',
    why: 'the program is in the waterfall’s code; what acceleration, a waiver or the fallback does is in the filed terms',
    tests: [
      'waterfall/WaterfallSetup.t.sol test_ItStandsWhereItWasSaidAndCarriesItsProgram',
      'waterfall/Waterfall.t.sol test_RevertWhen_OthersSayWhatTrusteeOrDealSay',
    ],
  },
  {
    act: 'Pay cash that is not there, or lose cash that is',
    why: 'cash in is cash paid and cash on the books, which are never derived from a balance',
    tests: ['invariant/I5Cash.t.sol invariant_I5_CashInIsCashPaidAndCashOnTheBooks'],
  },
  {
    act: 'Issue what was not filed, twice, or as somebody else',
    why: 'the filing knows issuer, terms, tape and amount, and is used up',
    tests: [
      'oversight/Filings.t.sol test_RevertWhen_AnythingIsNotAsFiled',
      'oversight/Filings.t.sol test_RevertWhen_ItWasUsedUpWhateverItsStatus',
      'oversight/Filings.t.sol test_RevertWhen_SomebodyElseAsksForTheDealOfTheFiling',
    ],
  },
  {
    act: 'Spend proceeds outside the filed purposes',
    why: 'payee and cap of each are in the ledger’s code',
    tests: [
      'oversight/ProceedsLedger.t.sol test_RevertWhen_TheDrawIsOutsideThePurposes',
      'oversight/ProceedsLedger.t.sol test_APurposeIsPaidUpToItsCapLessWhatWasInKind',
    ],
  },
  {
    act: 'Touch a holder’s units with one key',
    why: 'an order needs transfer agent and trustee, who are never one address',
    tests: [
      'deal/Orders.t.sol test_NoPartyIsAnAgentOfTheTokens',
      'deal/Parties.t.sol test_RevertWhen_TheNewcomerHasAnOfficeThatMustBeAnothers',
    ],
  },
  {
    act: 'Rewrite who held what at a record date',
    why: 'history is written before a balance changes, and never again',
    tests: ['invariant/I4RecordDates.t.sol invariant_I4_TheRegisterOfARecordDateStaysAsItWas'],
  },
];
