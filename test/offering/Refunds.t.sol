// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IOffering, OfferingStage } from "../../contracts/offering/interfaces/IOffering.sol";
import { OfferingTable } from "../../contracts/offering/types/OfferedClass.sol";
import { Keeper } from "../mocks/Keeper.sol";
import { BlockingAsset } from "../mocks/OfferingCounterparts.sol";
import { AssetOf } from "../mocks/SettlementAssets.sol";
import { OfferingCase } from "../support/OfferingCase.sol";

/// @notice Everyone takes back what is its own, whatever became of the others and of the units.
contract RefundsTest is OfferingCase {
    uint96 private constant MILLION = 1_000_000e6;

    function test_WhatWasNotAllottedIsPaidBackOnceToTheInvestorAlone() external {
        order(alice, A, 78 * MILLION);
        order(bob, A, 78 * MILLION);
        order(carol, B, MILLION);
        closeAll();
        uint256 before = cashOf(alice);
        vm.assertEq(offering.refundOf(alice, A), 39 * MILLION);
        vm.expectEmit(address(offering));
        emit IOffering.Refunded(alice, A, 39 * MILLION, alice);
        vm.prank(carol);
        vm.assertEq(offering.refund(alice, A), 39 * MILLION);
        vm.assertEq(cashOf(alice), before + 39 * MILLION);
        vm.assertTrue(subscription(alice, A).refunded);
        vm.assertEq(offering.booked(), 39 * MILLION);
        vm.assertEq(token.balanceOf(alice), 39 * MILLION);
        expectNothingToRefund(alice, A);
        offering.refund(alice, A);
    }

    function test_TheRefundIsThePriceOfTheOrderLessThatOfTheAllotment() external {
        OfferingTable memory t = soundTable();
        (t.classes[B].price, t.classes[B].face, t.classes[B].denomination) = (987_654_321, 1_000_003, 1);
        use(t);
        order(alice, A, 78 * MILLION);
        order(bob, B, 1_000_003);
        order(carol, B, 1_000_001);
        closeAll();
        uint256 raised = proceeds.cash();
        uint256 units = allottedOf(bob, B);
        vm.assertEq(offering.refund(bob, B), offering.priceOf(B, 1_000_003) - offering.priceOf(B, units));
        offering.refund(carol, B);
        vm.assertEq(offering.booked(), 0);
        vm.assertEq(raised + cashOf(bob) + cashOf(carol), 78 * MILLION + 987_658 + 987_656 + 2);
    }

    function test_RevertWhen_ThereIsNothingToRefund() external {
        order(alice, A, 78 * MILLION);
        order(bob, B, MILLION);
        expectWrongStage(OfferingStage.Subscribing);
        offering.refund(alice, A);
        countAll();
        expectWrongStage(OfferingStage.Settling);
        offering.refund(alice, A);
        offering.settleOrders(2);
        expectNothingToRefund(alice, A);
        offering.refund(alice, A);
        expectNothingToRefund(carol, B);
        offering.refund(carol, B);
        vm.expectRevert(abi.encodeWithSelector(IOffering.NoSuchClass.selector, 3));
        offering.refund(alice, 3);
    }

    function test_AFrozenLapsedOrDeniedInvestorIsPaid_ItIsItsOwnMoney() external {
        order(alice, A, 78 * MILLION);
        order(bob, A, 78 * MILLION);
        order(carol, B, MILLION);
        closeAll();
        token.setAddressFrozen(alice, true);
        registry.denyWallets(single(alice), true);
        registry.deleteIdentity(bob);
        offering.refund(alice, A);
        offering.refund(bob, A);
        vm.assertEq(offering.booked(), 0);
    }

    // After a failure

    function test_AfterAFailureTheWholeMoneyComesBackAndUnitsAreBurned() external {
        failHalfWay();
        vm.assertEq(token.balanceOf(alice), 40 * MILLION);
        vm.assertEq(offering.refund(alice, A), 40 * MILLION);
        vm.assertEq(token.balanceOf(alice), 0);
        offering.refund(bob, A);
        offering.refund(carol, B);
        vm.assertEq(offering.booked(), 0);
        vm.assertEq(asset.balanceOf(address(offering)), 0);
        vm.assertEq(token.totalSupply() + tokenB.totalSupply(), 0);
        expectNothingToRefund(alice, A);
        offering.refund(alice, A);
    }

    function test_FrozenUnitsAreBurnedToo() external {
        failHalfWay();
        token.freezePartialTokens(alice, 30 * MILLION);
        token.setAddressFrozen(alice, true);
        offering.refund(alice, A);
        vm.assertEq(token.totalSupply(), 0);
    }

    function test_UnitsAndMoneyOfALostWalletAreItsSuccessors() external {
        failHalfWay();
        address second = walletAt(50);
        address third = walletAt(51);
        admitAs(second, alice);
        admitAs(third, alice);
        token.recoveryAddress(alice, second, identityFor(alice));
        token.recoveryAddress(second, third, identityFor(alice));
        vm.expectEmit(address(offering));
        emit IOffering.Refunded(alice, A, 40 * MILLION, third);
        offering.refund(alice, A);
        vm.assertEq(cashOf(third), 40 * MILLION);
        vm.assertEq(token.totalSupply(), 0);
    }

    function test_UnitsThatAnOrderMovedOnStopNoMoney() external {
        failHalfWay();
        token.forcedTransfer(alice, bob, 15 * MILLION);
        vm.expectEmit(address(offering));
        emit IOffering.UnitsNotBurned(alice, A, 15 * MILLION);
        vm.assertEq(offering.refund(alice, A), 40 * MILLION);
        vm.assertEq(token.balanceOf(alice), 0);
        vm.assertEq(offering.refund(bob, A), 30 * MILLION);
        vm.assertEq(token.balanceOf(bob), 15 * MILLION);
    }

    function test_UnitsUnderLienStopNoMoney() external {
        failHalfWay();
        Keeper keeper = new Keeper();
        token.setLienKeeper(address(keeper), true);
        vm.prank(alice);
        token.approve(address(keeper), MILLION);
        vm.prank(address(keeper));
        token.placeLien(alice, MILLION);
        vm.expectEmit(address(offering));
        emit IOffering.UnitsNotBurned(alice, A, MILLION);
        offering.refund(alice, A);
        vm.assertEq(token.balanceOf(alice), MILLION);
    }

    function test_ABurnThatIsRefusedStopsNoMoney() external {
        failHalfWay();
        token.removeAgent(address(offering));
        vm.expectEmit(address(offering));
        emit IOffering.UnitsNotBurned(alice, A, 40 * MILLION);
        vm.assertEq(offering.refund(alice, A), 40 * MILLION);
    }

    function test_NobodyMakesABurnFailByGivingLittleGas() external {
        failHalfWay();
        uint256 before = vm.snapshotState();
        for (uint256 gas_ = 60_000; gas_ < 400_000; gas_ += 4_000) {
            (bool done, ) = address(offering).call{ gas: gas_ }(abi.encodeCall(offering.refund, (alice, A)));
            if (done) vm.assertEq(token.balanceOf(alice), 0, "paid and not burned");
            vm.revertToState(before);
            before = vm.snapshotState();
        }
    }

    // Who can't be paid

    function test_AnAssetThatRefusesOneInvestorBlocksNobody() external {
        BlockingAsset blocking = new BlockingAsset();
        OfferingTable memory t = soundTable();
        (t.asset, t.scale) = (address(blocking), 1);
        use(t);
        order(alice, A, 78 * MILLION);
        order(bob, A, 78 * MILLION);
        order(carol, B, MILLION);
        blocking.blockHolder(alice, true);
        closeAll();
        vm.expectRevert(abi.encodeWithSelector(BlockingAsset.Blocked.selector, alice));
        offering.refund(alice, A);
        vm.assertEq(offering.refund(bob, A), 39 * MILLION);
        blocking.blockHolder(alice, false);
        vm.assertEq(offering.refund(alice, A), 39 * MILLION);
        vm.assertEq(AssetOf(address(blocking)).balanceOf(address(offering)), 0);
    }

    function test_ManyAreRefundedInOneCall() external {
        failHalfWay();
        bytes[] memory calls = new bytes[](3);
        calls[0] = abi.encodeCall(offering.refund, (alice, A));
        calls[1] = abi.encodeCall(offering.refund, (bob, A));
        calls[2] = abi.encodeCall(offering.refund, (carol, B));
        offering.multicall(calls);
        vm.assertEq(offering.booked(), 0);
    }

    /// @dev Alice has 40 million units; bob and carol are still to come when time runs out.
    function failHalfWay() private {
        order(alice, A, 40 * MILLION);
        order(bob, A, 30 * MILLION);
        order(carol, B, MILLION);
        countAll();
        offering.settleOrders(1);
        vm.warp(SETTLING);
        offering.fail();
    }

    function expectNothingToRefund(address investor, uint256 classNumber) private {
        vm.expectRevert(abi.encodeWithSelector(IOffering.NothingToRefund.selector, investor, classNumber));
    }
}
