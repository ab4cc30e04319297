// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ClassPayment } from "../../contracts/distribution/interfaces/IDeclarations.sol";
import { Entitlement, IPayingAgent } from "../../contracts/distribution/interfaces/IPayingAgent.sol";
import { Trouble, TroubledAsset } from "../mocks/TroubledAsset.sol";
import { PayingCase } from "../support/PayingCase.sol";

/// @notice What each holder of record gets, and when.
contract CollectingTest is PayingCase {
    function test_EachHolderGetsItsShareOfInterestAndPrincipalRoundedDown() public {
        paySenior(1_003, 99);
        vm.expectEmit(address(agent));
        emit IPayingAgent.Collected(alice, 0, 1, 1, address(asset), Entitlement(601, 59, 0, 0), 0, alice);
        vm.assertEq(collectAs(alice), 660);
        vm.assertEq(collectAs(bob), 300 + 29);
        vm.assertEq(collectAs(carol), 100 + 9);
        vm.assertEq(asset.balanceOf(alice), 660 * SCALE);
        vm.assertEq(agent.booked(address(asset)), 1_003 + 99 - 660 - 329 - 109, "what rounding leaves stays booked");
    }

    function test_EachAmountIsRoundedByItself() public {
        pay(both(ClassPayment(5, 5, 5), ClassPayment(0, 0, 0)), pass());
        // ⌊15 × 600/1000⌋ would be 9, but each alone is 3; carol has nothing of 5, though 1 of 15.
        vm.assertEq(collectAs(alice), 9);
        expectNothingToCollect(carol);
        collectAs(carol);
    }

    function test_AllDatesUpToTheLastAreCollectedAtOnce() public {
        paySenior(100, 0);
        paySenior(200, 50);
        vm.expectEmit(address(agent));
        emit IPayingAgent.Collected(bob, 0, 1, 2, address(asset), Entitlement(90, 15, 0, 0), 0, bob);
        vm.assertEq(collectAs(bob), 105);
        vm.assertEq(agent.collectedUpTo(bob, 0), 2);
        vm.assertEq(agent.collectedUpTo(alice, 0), 0);
    }

    function test_RevertWhen_CollectedTwice() public {
        paySenior(100, 0);
        collectAs(alice);
        expectNothingToCollect(alice);
        collectAs(alice);
        vm.assertEq(cashOf(alice), 60);
    }

    function test_WhoBoughtAfterTheRecordDateGetsNothingAndWhoSoldGetsAll() public {
        uint40 recordDate = pass();
        address buyer = walletAt(44);
        admit(buyer);
        send(alice, buyer, 600);
        pay(both(ClassPayment(1_000, 0, 0), ClassPayment(0, 0, 0)), recordDate);
        vm.assertEq(collectAs(alice), 600);
        expectNothingToCollect(buyer);
        collectAs(buyer);
    }

    function test_ATransferInTheSecondOfTheRecordDateComesAfterIt() public {
        uint40 recordDate = uint40(block.timestamp + 2 days);
        dates.list(recordDate, 0);
        vm.warp(recordDate);
        send(alice, bob, 600);
        pay(both(ClassPayment(1_000, 0, 0), ClassPayment(0, 0, 0)), recordDate);
        vm.assertEq(owed(alice).interest, 600);
        vm.assertEq(owed(bob).interest, 300);
    }

    function test_AnyoneCollectsForAHolderAndTheHolderIsPaid() public {
        paySenior(100, 0);
        vm.prank(stranger);
        vm.assertEq(agent.collectFor(alice, 0), 60);
        vm.assertEq(cashOf(alice), 60);
        vm.assertEq(cashOf(stranger), 0);
    }

    function test_ClassesAreCollectedApart() public {
        pay(both(ClassPayment(10, 0, 0), ClassPayment(0, 0, 77)), pass());
        vm.startPrank(bob);
        vm.assertEq(agent.collect(1), 77);
        vm.assertEq(agent.collectedUpTo(bob, 0), 0);
        vm.assertEq(agent.collect(0), 3);
        vm.stopPrank();
    }

    function test_ADateOnWhichAClassIsPaidNothingIsSteppedOver() public {
        pay(both(ClassPayment(0, 0, 0), ClassPayment(0, 5, 0)), pass());
        paySenior(10, 0);
        vm.assertEq(collectAs(alice), 6);
        vm.assertEq(agent.collectedUpTo(alice, 0), 2);
        (ClassPayment memory nothing, uint40 recordDate) = agent.paymentOf(0, 1);
        vm.assertEq(nothing.interest + nothing.principal + nothing.residual + recordDate, 0);
    }

    function test_RevertWhen_TheHolderIsFrozen_AndItIsPaidAfterTheRelease() public {
        paySenior(100, 0);
        token.setAddressFrozen(alice, true);
        expectHolderFrozen(alice);
        collectAs(alice);
        expectHolderFrozen(alice);
        agent.collectFor(alice, 0);
        vm.assertEq(owed(alice).interest, 60, "a freeze changes nothing in what is owed");
        vm.assertEq(collectAs(bob), 30);
        token.setAddressFrozen(alice, false);
        vm.assertEq(collectAs(alice), 60);
    }

    function test_APausedTokenAndALapsedInvestorAreStillPaid() public {
        paySenior(100, 0);
        token.pause();
        later(400 days);
        vm.assertFalse(registry.isVerified(alice));
        vm.assertEq(collectAs(alice), 60);
    }

    function test_OneCallLooksAtThirtySixDatesAndTheNextGoesOn() public {
        for (uint256 i = 0; i < 40; ++i) paySenior(10, 0);
        vm.assertEq(owed(alice).interest, 240);
        vm.assertEq(collectAs(alice), 36 * 6);
        vm.assertEq(agent.collectedUpTo(alice, 0), 36);
        vm.assertEq(collectAs(alice), 4 * 6);
        expectNothingToCollect(alice);
        collectAs(alice);
    }

    function test_AHolderWithoutUnitsForFortyDatesGetsToTheFortyFirst() public {
        for (uint256 i = 0; i < 40; ++i) paySenior(10, 0);
        send(alice, aliceAgain, 600);
        paySenior(10, 0);
        vm.assertEq(collectAs(aliceAgain), 0, "the first dates are stepped over");
        vm.assertEq(agent.collectedUpTo(aliceAgain, 0), 36);
        vm.assertEq(collectAs(aliceAgain), 6);
    }

    function test_RevertWhen_ThereIsNoSuchClass() public {
        bytes memory refusal = abi.encodeWithSelector(IPayingAgent.NoSuchClass.selector, 2);
        vm.expectRevert(refusal);
        agent.collect(2);
        vm.expectRevert(refusal);
        agent.collectMany(only(alice), 2);
        vm.expectRevert(refusal);
        agent.owedTo(alice, 2);
        vm.expectRevert(refusal);
        agent.paymentOf(2, 1);
        vm.expectRevert(refusal);
        agent.closeClass(2);
    }

    function test_AHolderWhomTheAssetRefusesWaitsAndNobodyElse() public {
        paySenior(100, 0);
        asset.setFrozen(alice, true);
        vm.expectPartialRevert(TroubledAsset.AccountFrozen.selector);
        collectAs(alice);
        vm.assertEq(collectAs(bob), 30);
        vm.assertEq(owed(alice).interest, 60);
        asset.setFrozen(alice, false);
        vm.assertEq(collectAs(alice), 60);
    }

    function test_AnAssetThatComesBackIsStoppedAtTheDoor() public {
        paySenior(100, 0);
        asset.setTrouble(alice, Trouble.ComesBack);
        asset.comeBack(address(agent), abi.encodeCall(agent.collectFor, (bob, 0)));
        vm.assertEq(collectAs(alice), 60);
        vm.assertFalse(asset.cameBack());
        vm.assertEq(asset.answer(), abi.encodeWithSignature("ReentrancyGuardReentrantCall()"));
        vm.assertEq(collectAs(bob), 30);
    }

    function test_RevertWhen_SomebodyElseAsksForTheInnerStep() public {
        paySenior(100, 0);
        vm.expectRevert(abi.encodeWithSelector(IPayingAgent.NotItself.selector, alice));
        vm.prank(alice);
        agent.collectIn(alice, 0, 0);
    }

    function test_WhatIsOwedIsWhatIsPaid() public {
        paySenior(1_003, 99);
        send(alice, carol, 250);
        paySenior(777, 31);
        for (uint256 i = 1; i <= 3; ++i) {
            address holder = walletAt(i);
            Entitlement memory gross = owed(holder);
            vm.assertEq(collectAs(holder), gross.interest + gross.principal + gross.residual - gross.tax);
            (address[] memory none, , uint32 upTo) = agent.owedTo(holder, 0);
            vm.assertEq(none.length, 0);
            vm.assertEq(upTo, 2);
        }
    }
}
