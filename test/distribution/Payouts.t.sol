// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IPayingAgent } from "../../contracts/distribution/interfaces/IPayingAgent.sol";
import { PayingCase } from "../support/PayingCase.sol";

/// @notice Where the money goes: own address, payout address, the wallet that stands for a lost one.
contract PayoutsTest is PayingCase {
    address internal aliceThird = walletAt(6);

    function setUp() public override {
        super.setUp();
        admitFor(aliceThird, identityFor(alice));
    }

    function name(address holder, address payout) private {
        vm.prank(holder);
        agent.setPayoutAddress(payout);
    }

    function expectNotTheSame(address payout) private {
        vm.expectRevert(abi.encodeWithSelector(IPayingAgent.PayoutNotTheSameIdentity.selector, alice, payout));
    }

    function test_APayoutAddressIsPaidAfterTheDelayAndNotBefore() public {
        paySenior(100, 0);
        vm.expectEmit(address(agent));
        emit IPayingAgent.PayoutAddressSet(alice, aliceAgain, uint40(block.timestamp) + DELAY);
        name(alice, aliceAgain);
        collectAs(alice);
        vm.assertEq(cashOf(alice), 60);
        paySenior(100, 0);
        vm.assertEq(collectAs(alice), 60);
        vm.assertEq(cashOf(aliceAgain), 60);
        vm.assertEq(cashOf(alice), 60);
    }

    function test_UntilAChangeTakesEffectTheFormerPayoutAddressIsPaid() public {
        name(alice, aliceAgain);
        later(DELAY);
        name(alice, aliceThird);
        (address payout, address next, uint40 from) = agent.payoutAddressOf(alice);
        vm.assertEq(payout, aliceAgain);
        vm.assertEq(next, aliceThird);
        vm.assertEq(from, block.timestamp + DELAY);
        later(DELAY - 1);
        (payout, , ) = agent.payoutAddressOf(alice);
        vm.assertEq(payout, aliceAgain);
        later(1);
        (payout, , ) = agent.payoutAddressOf(alice);
        vm.assertEq(payout, aliceThird);
    }

    function test_AChangeOfMindBeforeTheDelayBringsBackTheOwnAddress() public {
        name(alice, aliceAgain);
        later(DELAY - 1);
        name(alice, alice);
        later(1);
        (address payout, , ) = agent.payoutAddressOf(alice);
        vm.assertEq(payout, alice, "what was named first never took effect");
        later(DELAY);
        (payout, , ) = agent.payoutAddressOf(alice);
        vm.assertEq(payout, alice);
    }

    function test_RevertWhen_ThePayoutAddressIsOfAnotherIdentityOrOfNone() public {
        expectNotTheSame(bob);
        name(alice, bob);
        expectNotTheSame(stranger);
        name(alice, stranger);
        expectNotTheSame(address(0));
        name(alice, address(0));
        vm.expectRevert(abi.encodeWithSelector(IPayingAgent.PayoutNotTheSameIdentity.selector, stranger, walletAt(99)));
        name(stranger, walletAt(99));
    }

    function test_RevertWhen_ThePayoutAddressIsFrozenOrLost() public {
        token.setAddressFrozen(aliceAgain, true);
        expectNotTheSame(aliceAgain);
        name(alice, aliceAgain);
        token.recoveryAddress(aliceAgain, aliceThird, identityFor(alice));
        expectNotTheSame(aliceAgain);
        name(alice, aliceAgain);
    }

    function test_APayoutAddressThatIsNoLongerOfTheIdentityIsPassedOver() public {
        name(alice, aliceAgain);
        later(DELAY);
        registry.deleteIdentity(aliceAgain);
        paySenior(100, 0);
        collectAs(alice);
        vm.assertEq(cashOf(alice), 60);
    }

    function test_APayoutAddressThatWasFrozenOrLostSinceIsPassedOver() public {
        name(alice, aliceAgain);
        paySenior(100, 0);
        token.setAddressFrozen(aliceAgain, true);
        collectAs(alice);
        vm.assertEq(cashOf(alice), 60);
        token.setAddressFrozen(aliceAgain, false);
        recover(alice, aliceThird);
        token.recoveryAddress(aliceAgain, aliceThird, identityFor(alice));
        paySenior(100, 0);
        agent.collectFor(aliceThird, 0);
        vm.assertEq(cashOf(aliceAgain), 0);
        vm.assertEq(cashOf(aliceThird), 60);
    }

    function test_AHolderWhomTheAssetRefusesNamesAnotherWallet() public {
        paySenior(100, 0);
        asset.setFrozen(alice, true);
        name(alice, aliceAgain);
        later(DELAY);
        vm.assertEq(agent.collectFor(alice, 0), 60);
        vm.assertEq(cashOf(aliceAgain), 60);
    }

    // Lost wallets

    function test_WhatALostWalletIsOwedIsPaidToItsSuccessorAndNothingTwice() public {
        paySenior(100, 0);
        recover(alice, aliceAgain);
        paySenior(100, 0);
        vm.assertEq(collectAs(alice), 60, "even if the lost key asks");
        vm.assertEq(cashOf(alice), 0);
        vm.assertEq(collectAs(aliceAgain), 60);
        vm.assertEq(cashOf(aliceAgain), 120);
        expectNothingToCollect(alice);
        agent.collectFor(alice, 0);
        expectNothingToCollect(aliceAgain);
        agent.collectFor(aliceAgain, 0);
    }

    function test_ARecoveryBetweenRecordDateAndPaymentPaysTheSuccessorOnce() public {
        uint40 recordDate = pass();
        recover(alice, aliceAgain);
        pay(both(senior(100), senior(0)), recordDate);
        expectNothingToCollect(aliceAgain);
        agent.collectFor(aliceAgain, 0);
        vm.assertEq(agent.collectFor(alice, 0), 60);
        vm.assertEq(cashOf(aliceAgain), 60);
    }

    function test_AChainOfLostWalletsEndsAtTheLast() public {
        paySenior(100, 0);
        recover(alice, aliceAgain);
        paySenior(100, 0);
        token.recoveryAddress(aliceAgain, aliceThird, identityFor(alice));
        agent.collectFor(alice, 0);
        agent.collectFor(aliceAgain, 0);
        vm.assertEq(cashOf(aliceThird), 120);
    }

    function test_TheSuccessorsPayoutAddressCountsNotTheLostWallets() public {
        name(alice, aliceAgain);
        later(DELAY);
        paySenior(100, 0);
        recover(alice, aliceThird);
        agent.collectFor(alice, 0);
        vm.assertEq(cashOf(aliceAgain), 0);
        vm.assertEq(cashOf(aliceThird), 60);
    }

    function test_OfALostWalletTheFreezeOfItsSuccessorCounts() public {
        paySenior(100, 0);
        token.setAddressFrozen(alice, true);
        recover(alice, aliceAgain);
        expectHolderFrozen(aliceAgain);
        agent.collectFor(alice, 0);
        token.setAddressFrozen(aliceAgain, false);
        vm.assertEq(agent.collectFor(alice, 0), 60);
    }
}
