import type { RoleRow } from './row.ts';

export const offeringRoles: readonly RoleRow[] = [
  {
    role: 'holder or investor',
    contract: 'Offering',
    functions: ['subscribe'],
    worst: 'Orders more than it wants, so that others get less pro rata.',
    stop: 'The whole price is paid first; at most the face; only who may receive the units, while filing and asset are good.',
    tests: [
      'offering/Subscribing.t.sol test_AnOrderIsInEscrowWithItsWholePrice',
      'offering/Subscribing.t.sol test_RevertWhen_TheOrdersOfAnInvestorAreAboveTheFace',
      'offering/Subscribing.t.sol test_RevertWhen_TheInvestorIsNotEligible',
    ],
  },
  {
    role: 'holder or investor',
    contract: 'Offering',
    functions: ['cancel'],
    worst: 'Takes its order back in the last second, and a minimum is missed.',
    stop: 'Not once it has closed; everyone has the whole money back if a minimum is missed.',
    tests: [
      'offering/Subscribing.t.sol test_RevertWhen_NothingIsThereToCancelOrItHasClosed',
      'offering/Refunds.t.sol test_AfterAFailureTheWholeMoneyComesBackAndUnitsAreBurned',
    ],
  },
  {
    role: 'anyone',
    contract: 'Offering',
    functions: ['countOrders', 'settleOrders'],
    worst: 'Counts at the moment a rival has lapsed; gives little gas, to take an allotment from somebody.',
    stop: 'A refusal for lack of gas is none; the result does not depend on the steps; who lapsed has its money back.',
    tests: [
      'offering/OfferingAttacks.t.sol test_NobodyTakesAnAllotmentByGivingLittleGas',
      'offering/Closing.t.sol test_ThePassesAreTheSameInAnyStepsByAnyone',
      'offering/Closing.t.sol test_WhoLapsesBetweenThePassesGetsNothingAndTheOthersWhatTheyWouldHave',
    ],
  },
  {
    role: 'anyone',
    contract: 'Offering',
    functions: ['fail'],
    worst: 'Ends an offering that was not settled in time.',
    stop: 'Not before its last moment, and not once it is settled.',
    tests: [
      'offering/Closing.t.sol test_AnyoneEndsWhatWasNotSettledInTime_AtAnyStage',
      'offering/Closing.t.sol test_RevertWhen_ClosedTwice',
    ],
  },
  {
    role: 'anyone',
    contract: 'Offering',
    functions: ['refund', 'multicall'],
    worst: 'Sends an investor its own money when that one did not ask.',
    stop: 'To the investor alone, or to who stands for its lost wallet, once.',
    tests: [
      'offering/Refunds.t.sol test_WhatWasNotAllottedIsPaidBackOnceToTheInvestorAlone',
      'offering/Refunds.t.sol test_ManyAreRefundedInOneCall',
    ],
  },
  {
    role: 'factory',
    contract: 'Offering',
    functions: ['initialize'],
    worst: 'Wires it to another deal.',
    stop: 'Once, in the transaction that creates it; its table is in its code.',
    tests: [
      'offering/OfferingSetup.t.sol test_RevertWhen_AnybodyElseInitialises',
      'offering/OfferingSetup.t.sol test_RevertWhen_InitialisedTwiceOrTheImplementationIs',
    ],
  },
];
