// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IPayingAgent } from "../../contracts/distribution/interfaces/IPayingAgent.sol";
import { PayingCase } from "../support/PayingCase.sol";

/// @notice What a holder is owed and an order gives to somebody else first.
contract AttachmentsTest is PayingCase {
    address internal creditor = address(0xc4ed);

    function test_TheCreditorComesFirstUpToTheAmountAndWithdraws() public {
        agent.setAttachment(alice, creditor, 80);
        paySenior(100, 0);
        vm.expectEmit(address(agent));
        emit IPayingAgent.Attached(alice, creditor, address(asset), 60, 20);
        vm.assertEq(collectAs(alice), 0);
        paySenior(100, 0);
        vm.assertEq(collectAs(alice), 40);
        (address to, uint256 left) = agent.attachmentOf(alice);
        vm.assertEq(to, creditor);
        vm.assertEq(left, 0);
        vm.assertEq(agent.attachedFor(creditor, address(asset)), 80);
        vm.assertEq(agent.withdrawAttached(creditor, address(asset)), 80);
        vm.assertEq(cashOf(creditor), 80);
        vm.expectRevert(abi.encodeWithSelector(IPayingAgent.NothingToWithdraw.selector, creditor, address(asset)));
        agent.withdrawAttached(creditor, address(asset));
        paySenior(100, 0);
        vm.assertEq(collectAs(alice), 60, "the attachment is used up");
    }

    function test_ACreditorThatTheAssetRefusesKeepsNobodyFromCollecting() public {
        agent.setAttachment(alice, creditor, 50);
        asset.setFrozen(creditor, true);
        paySenior(100, 0);
        vm.assertEq(collectAs(alice), 10);
        vm.assertEq(agent.booked(address(asset)), 90);
    }

    function test_AnAttachmentHoldsInEveryClass() public {
        agent.setAttachment(bob, creditor, 100);
        pay(both(senior(10), senior(90)), pass());
        agent.collectFor(bob, 1);
        agent.collectFor(bob, 0);
        vm.assertEq(agent.attachedFor(creditor, address(asset)), 93);
    }

    function test_AnOrderOfZeroEndsIt() public {
        agent.setAttachment(alice, creditor, 50);
        agent.setAttachment(alice, address(0), 0);
        paySenior(100, 0);
        vm.assertEq(collectAs(alice), 60);
    }

    function test_ALaterOrderTakesThePlaceOfTheEarlier() public {
        agent.setAttachment(alice, creditor, 50);
        agent.setAttachment(alice, carol, 20);
        paySenior(100, 0);
        vm.assertEq(collectAs(alice), 40);
        vm.assertEq(agent.attachedFor(creditor, address(asset)), 0);
        vm.assertEq(agent.attachedFor(carol, address(asset)), 20);
    }

    function test_WhatALostWalletIsOwedStaysAttachedAndSoIsWhatItsSuccessorIs() public {
        agent.setAttachment(alice, creditor, 50);
        agent.setAttachment(aliceAgain, carol, 4);
        paySenior(100, 0);
        recover(alice, aliceAgain);
        vm.assertEq(agent.collectFor(alice, 0), 6);
        vm.assertEq(agent.attachedFor(creditor, address(asset)), 50);
        vm.assertEq(agent.attachedFor(carol, address(asset)), 4);
    }

    function test_RevertWhen_NotTheDealAttaches() public {
        vm.expectRevert(abi.encodeWithSelector(IPayingAgent.NotTheDeal.selector, creditor));
        vm.prank(creditor);
        agent.setAttachment(alice, creditor, 50);
    }

    function test_RevertWhen_AnAddressIsMissing() public {
        vm.expectRevert(IPayingAgent.ZeroAddress.selector);
        agent.setAttachment(address(0), creditor, 50);
        vm.expectRevert(IPayingAgent.ZeroAddress.selector);
        agent.setAttachment(alice, address(0), 50);
    }
}
