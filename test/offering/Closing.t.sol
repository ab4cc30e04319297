// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IOffering, OfferingStage, Subscription } from "../../contracts/offering/interfaces/IOffering.sol";
import { OfferingTable } from "../../contracts/offering/types/OfferedClass.sol";
import { FilingStatus, IFilingRegistry } from "../../contracts/oversight/interfaces/IFilingRegistry.sol";
import { OfferingCase } from "../support/OfferingCase.sol";

/// @notice The two passes: who takes part, what each gets, when the deal opens and when the offering fails.
contract ClosingTest is OfferingCase {
    uint96 private constant MILLION = 1_000_000e6;

    function test_WhatIsNotOversubscribedIsAllottedInFull() external {
        order(alice, A, 50 * MILLION);
        order(bob, A, 20 * MILLION);
        order(carol, B, 3 * MILLION);
        closeAll();
        requireStage(OfferingStage.Settled);
        vm.assertEq(token.balanceOf(alice), 50 * MILLION);
        vm.assertEq(token.balanceOf(bob), 20 * MILLION);
        vm.assertEq(tokenB.balanceOf(carol), 3 * MILLION);
        vm.assertEq(offering.booked(), 0);
        vm.assertEq(cashOf(address(proceeds)), 73 * MILLION);
    }

    function test_TheDealOpensWithWhatWasSoldOnceItsProceedsAreThere() external {
        order(alice, A, 78 * MILLION);
        order(bob, B, 2 * MILLION);
        countAll();
        uint256[] memory minted = new uint256[](3);
        (minted[A], minted[B]) = (78 * MILLION, 2 * MILLION);
        vm.expectEmit(address(offering));
        emit IOffering.OfferingSettled(minted, 80 * MILLION);
        offering.settleOrders(2);
        vm.assertEq(abi.encode(deal.minted()), abi.encode(minted));
        vm.assertEq(deal.opened(), 1);
        vm.assertEq(deal.failed(), 0);
        vm.assertEq(deal.proceedsAtOpening(), uint256(80 * MILLION) * 100);
        vm.assertEq(proceeds.calls(), 1);
        vm.assertEq(proceeds.cash(), 80 * MILLION);
        vm.assertEq(proceeds.inKind(), RETAINED);
    }

    function test_ProRataEachGetsItsPartInLots() external {
        // 120 million for 78: 65% of each.
        order(alice, A, 60 * MILLION);
        order(bob, A, 40 * MILLION);
        order(carol, A, 20 * MILLION);
        newcomer(1, B, MILLION);
        closeAll();
        vm.assertEq(allottedOf(alice, A), 39 * MILLION);
        vm.assertEq(allottedOf(bob, A), 26 * MILLION);
        vm.assertEq(allottedOf(carol, A), 13 * MILLION);
    }

    function test_LotsThatAreLostByRoundingGoOn_SoAFaceThatMustBeSoldIsSold() external {
        OfferingTable memory t = soundTable();
        t.classes[A].minimum = FACE_A;
        use(t);
        // 78 of 79 for each: 987,341.77 of a million, 98.73 lots.
        for (uint256 i = 0; i < 79; ++i) newcomer(i, A, MILLION);
        newcomer(100, B, MILLION);
        closeAll();
        requireStage(OfferingStage.Settled);
        (, , , uint256 minted) = offering.totalsOf(A);
        vm.assertEq(minted, FACE_A);
        for (uint256 i = 0; i < 79; ++i) {
            uint256 units = allottedOf(walletAt(1_000 + i), A);
            vm.assertTrue(units == 980_000e6 || units == 990_000e6);
        }
    }

    function test_WhatWouldBeBelowTheDenominationIsNothingAndGivenBack() external {
        order(alice, A, 78 * MILLION);
        order(bob, A, DENOMINATION);
        order(carol, A, 78 * MILLION);
        newcomer(1, B, MILLION);
        closeAll();
        Subscription memory s = subscription(bob, A);
        vm.assertEq(s.counted, DENOMINATION);
        vm.assertEq(s.allotted, 0);
        vm.assertTrue(s.settled);
        vm.assertEq(offering.refundOf(bob, A), DENOMINATION);
    }

    function test_FirstComeIsServedInOrderAndTheMarginGetsWholeLots() external {
        OfferingTable memory t = soundTable();
        t.terms.firstCome = true;
        t.classes[A].face = 78_005_000e6;
        use(t);
        order(alice, A, 70 * MILLION);
        order(bob, A, 10 * MILLION);
        order(carol, A, MILLION);
        newcomer(1, B, MILLION);
        closeAll();
        vm.assertEq(allottedOf(alice, A), 70 * MILLION);
        vm.assertEq(allottedOf(bob, A), 8 * MILLION);
        vm.assertEq(allottedOf(carol, A), 0);
        vm.assertEq(offering.refundOf(carol, A), MILLION);
    }

    function test_FirstComeGivesNothingBelowTheDenomination() external {
        OfferingTable memory t = soundTable();
        t.terms.firstCome = true;
        use(t);
        order(alice, A, FACE_A - DENOMINATION + LOT);
        order(bob, A, MILLION);
        newcomer(1, B, MILLION);
        closeAll();
        vm.assertEq(allottedOf(bob, A), 0);
    }

    function test_WhoAddsWhereTheFirstIsServedFirstComesAnew() external {
        OfferingTable memory t = soundTable();
        t.terms.firstCome = true;
        use(t);
        order(alice, A, DENOMINATION);
        order(bob, A, 78 * MILLION);
        order(alice, A, 10 * MILLION);
        newcomer(1, B, MILLION);
        closeAll();
        vm.assertEq(allottedOf(bob, A), 78 * MILLION);
        vm.assertEq(allottedOf(alice, A), 0);
    }

    function test_FirstComeTheNextInLineGetsWhatALapsedInvestorDoesNot() external {
        OfferingTable memory t = soundTable();
        t.terms.firstCome = true;
        use(t);
        order(alice, A, 70 * MILLION);
        order(bob, A, 70 * MILLION);
        newcomer(1, B, MILLION);
        countAll();
        registry.deleteIdentity(alice);
        offering.settleOrders(9);
        vm.assertEq(allottedOf(alice, A), 0);
        vm.assertEq(allottedOf(bob, A), 70 * MILLION);
    }

    // Resumed

    function test_ThePassesAreTheSameInAnyStepsByAnyone() external {
        order(alice, A, 60 * MILLION);
        order(bob, A, 40 * MILLION);
        order(carol, B, 20_000_001);
        vm.prank(carol);
        offering.cancel(B);
        order(carol, B, 1_000_003);
        toClosing();
        vm.startPrank(walletAt(77));
        vm.assertEq(offering.countOrders(1), 3);
        requireStage(OfferingStage.Counting);
        vm.assertEq(offering.countOrders(0), 3);
        vm.expectEmit(address(offering));
        emit IOffering.ClassCounted(A, 2, 100 * MILLION, FACE_A);
        vm.assertEq(offering.countOrders(1), 2);
        vm.assertEq(offering.ordersLeft(), 2);
        expectWrongStage(OfferingStage.Counting);
        offering.settleOrders(1);
        vm.assertEq(offering.countOrders(1), 1);
        vm.assertEq(offering.countOrders(1), 0);
        requireStage(OfferingStage.Settling);
        vm.assertEq(offering.ordersLeft(), 4);
        for (uint256 left = 4; left != 0; --left) vm.assertEq(offering.settleOrders(1), left - 1);
        vm.stopPrank();
        requireStage(OfferingStage.Settled);
        vm.assertEq(allottedOf(alice, A), 46_800_000e6);
        vm.assertEq(allottedOf(bob, A), 31_200_000e6);
        vm.assertEq(tokenB.balanceOf(carol), 1_000_003);
    }

    function test_RevertWhen_ClosedTwice() external {
        order(alice, A, 78 * MILLION);
        order(bob, B, MILLION);
        countAll();
        expectWrongStage(OfferingStage.Settling);
        offering.countOrders(1);
        offering.settleOrders(2);
        expectWrongStage(OfferingStage.Settled);
        offering.settleOrders(1);
        expectWrongStage(OfferingStage.Settled);
        offering.countOrders(1);
        vm.warp(SETTLING);
        expectWrongStage(OfferingStage.Settled);
        offering.fail();
        vm.assertEq(deal.opened(), 1);
    }

    function test_RevertWhen_ItHasNotClosedOrIsOverdue() external {
        order(alice, A, 78 * MILLION);
        order(bob, B, MILLION);
        vm.expectRevert(abi.encodeWithSelector(IOffering.OfferingNotClosed.selector, CLOSING));
        offering.countOrders(1);
        expectWrongStage(OfferingStage.Subscribing);
        offering.settleOrders(1);
        bytes memory overdue = abi.encodeWithSelector(IOffering.SettlementOverdue.selector, SETTLING);
        vm.warp(SETTLING);
        vm.expectRevert(overdue);
        offering.countOrders(1);
        vm.warp(SETTLING - 1);
        offering.countOrders(2);
        offering.settleOrders(1);
        vm.warp(SETTLING);
        vm.expectRevert(overdue);
        offering.settleOrders(1);
    }

    // Lapsed

    function test_WhoIsNotEligibleWhenCountedTakesNoPartEvenIfItIsLater() external {
        order(alice, A, 78 * MILLION);
        order(bob, A, 78 * MILLION);
        order(carol, B, MILLION);
        registry.deleteIdentity(bob);
        toClosing();
        vm.expectEmit(address(offering));
        emit IOffering.OrderNotEligible(bob, A, 78 * MILLION);
        offering.countOrders(3);
        admit(bob);
        offering.settleOrders(3);
        vm.assertEq(allottedOf(alice, A), 78 * MILLION);
        Subscription memory s = subscription(bob, A);
        vm.assertEq(uint256(s.counted) + s.allotted, 0);
        vm.assertTrue(s.settled);
        vm.assertEq(offering.refundOf(bob, A), 78 * MILLION);
    }

    function test_WhoLapsesBetweenThePassesGetsNothingAndTheOthersWhatTheyWouldHave() external {
        order(alice, A, 78 * MILLION);
        order(bob, A, 18 * MILLION);
        order(carol, B, MILLION);
        countAll();
        registry.deleteIdentity(bob);
        vm.expectEmit(address(offering));
        emit IOffering.OrderNotEligible(bob, A, 14_630_000e6);
        offering.settleOrders(3);
        requireStage(OfferingStage.Settled);
        vm.assertEq(allottedOf(alice, A), 63_370_000e6);
        vm.assertEq(allottedOf(bob, A), 0);
        vm.assertEq(offering.refundOf(bob, A), 18 * MILLION);
    }

    function test_AFrozenWalletGetsNothing() external {
        order(alice, A, 78 * MILLION);
        order(bob, B, MILLION);
        order(carol, B, MILLION);
        token.setAddressFrozen(carol, true);
        tokenB.setAddressFrozen(carol, true);
        closeAll();
        vm.assertEq(allottedOf(carol, B), 0);
        vm.assertEq(allottedOf(bob, B), MILLION);
    }

    function test_ALostWalletsOrderIsItsSuccessors() external {
        order(alice, A, 78 * MILLION);
        order(bob, B, MILLION);
        address second = walletAt(50);
        admitAs(second, bob);
        tokenB.recoveryAddress(bob, second, identityFor(bob));
        closeAll();
        vm.assertEq(allottedOf(bob, B), MILLION);
        vm.assertEq(tokenB.balanceOf(second), MILLION);
    }

    // Failing

    function test_FailsWhenAMinimumIsNotDemanded() external {
        order(alice, A, MINIMUM_A - LOT);
        order(bob, B, MILLION);
        toClosing();
        vm.expectEmit(address(offering));
        emit IOffering.OfferingFailed("a minimum was not subscribed");
        offering.countOrders(2);
        requireStage(OfferingStage.Failed);
        vm.assertEq(deal.failed(), 1);
        expectWrongStage(OfferingStage.Failed);
        offering.settleOrders(1);
        vm.warp(SETTLING);
        expectWrongStage(OfferingStage.Failed);
        offering.fail();
        vm.assertEq(deal.failed(), 1);
    }

    function test_FailsWhenNobodyWantsAClassThatHasNoMinimum() external {
        order(alice, A, 78 * MILLION);
        countAll();
        requireStage(OfferingStage.Failed);
    }

    function test_FailsWhenNobodyOrdered() external {
        toClosing();
        vm.assertEq(offering.countOrders(0), 0);
        requireStage(OfferingStage.Failed);
    }

    function test_FailsWhenSoManyLapsedThatAMinimumIsMissed() external {
        order(alice, A, 30 * MILLION);
        order(bob, A, 30 * MILLION);
        order(carol, B, MILLION);
        countAll();
        offering.settleOrders(1);
        registry.deleteIdentity(bob);
        vm.expectEmit(address(offering));
        emit IOffering.OfferingFailed("a minimum was not allotted");
        offering.settleOrders(2);
        requireStage(OfferingStage.Failed);
        vm.assertEq(deal.failed(), 1);
        vm.assertEq(deal.opened(), 0);
        vm.assertEq(proceeds.calls(), 0);
        vm.assertEq(offering.booked(), 61 * MILLION);
    }

    function test_FailsWhenEveryPartIsBelowTheDenomination() external {
        OfferingTable memory t = soundTable();
        (t.classes[A].face, t.classes[A].minimum) = (MILLION, 0);
        use(t);
        for (uint256 i = 0; i < 3; ++i) newcomer(i, A, DENOMINATION);
        newcomer(9, B, MILLION);
        closeAll();
        requireStage(OfferingStage.Failed);
    }

    function test_AnyoneEndsWhatWasNotSettledInTime_AtAnyStage() external {
        order(alice, A, 78 * MILLION);
        order(bob, B, MILLION);
        uint256 before = vm.snapshotState();
        for (uint256 stage = 0; stage < 3; ++stage) {
            toClosing();
            if (stage == 1) offering.countOrders(1);
            if (stage == 2) {
                offering.countOrders(2);
                offering.settleOrders(1);
            }
            requireStage(OfferingStage(stage));
            vm.warp(SETTLING - 1);
            vm.expectRevert(abi.encodeWithSelector(IOffering.NotOverdue.selector, SETTLING));
            offering.fail();
            vm.warp(SETTLING);
            vm.prank(walletAt(77));
            offering.fail();
            requireStage(OfferingStage.Failed);
            vm.assertEq(deal.failed(), 1);
            vm.assertEq(offering.refundOf(alice, A), 78 * MILLION);
            vm.revertToState(before);
            before = vm.snapshotState();
        }
    }

    function test_ASuspendedFilingStopsMintingAndTimeGivesTheMoneyBack() external {
        order(alice, A, 78 * MILLION);
        order(bob, B, MILLION);
        filings.set(FilingStatus.Suspended);
        countAll();
        vm.expectRevert(abi.encodeWithSelector(IFilingRegistry.FilingNotEffective.selector, FilingStatus.Suspended));
        offering.settleOrders(2);
        vm.warp(SETTLING);
        offering.fail();
        offering.refund(alice, A);
        offering.refund(bob, B);
        vm.assertEq(offering.booked(), 0);
    }
}
