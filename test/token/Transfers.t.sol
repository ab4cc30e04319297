// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import { MainlandChinaRule } from "../../contracts/compliance/rules/MainlandChinaRule.sol";
import { InvestorFacts } from "../../contracts/identity/interfaces/IEligibility.sol";
import { ISecurityToken } from "../../contracts/token/interfaces/ISecurityToken.sol";
import { Holders } from "../support/Holders.sol";

/// @title The tree of a transfer: each branch that lets units through, and each that does not
contract TransfersTest is Holders {
    function setUp() public override {
        super.setUp();
        token.mint(alice, 1_000);
    }

    // What passes

    function test_ATransferMovesUnitsAndSaysSo() public {
        vm.expectEmit(address(token));
        emit IERC20.Transfer(alice, bob, 400);
        vm.prank(alice);
        vm.assertTrue(token.transfer(bob, 400));
        vm.assertEq(token.balanceOf(alice), 600);
        vm.assertEq(token.balanceOf(bob), 400);
        vm.assertEq(token.totalSupply(), 1_000);
    }

    function test_AllUnitsCanGo() public {
        send(alice, bob, 1_000);
        vm.assertEq(token.balanceOf(alice), 0);
        vm.assertEq(token.balanceOf(bob), 1_000);
    }

    function test_ZeroUnitsAreATransferAsERC20Says() public {
        vm.expectEmit(address(token));
        emit IERC20.Transfer(alice, bob, 0);
        send(alice, bob, 0);
        vm.assertEq(token.balanceOf(alice), 1_000);
        vm.assertEq(token.balanceOf(bob), 0);
    }

    function test_ATransferToOneselfChangesNothingButIsTold() public {
        vm.expectEmit(address(token));
        emit IERC20.Transfer(alice, alice, 1_000);
        send(alice, alice, 1_000);
        vm.assertEq(token.balanceOf(alice), 1_000);
        vm.assertEq(token.totalSupply(), 1_000);
    }

    function test_AHolderWhoseEvidenceLapsedCanStillSell() public {
        later(366 days);
        admit(bob);
        vm.assertFalse(registry.isVerified(alice));
        send(alice, bob, 1_000);
        vm.assertEq(token.balanceOf(bob), 1_000);
    }

    function test_AHolderWhoseIdentityWasDeletedCanStillSell() public {
        registry.deleteIdentity(alice);
        send(alice, bob, 1_000);
        vm.assertEq(token.balanceOf(bob), 1_000);
    }

    function test_ARecoveredWalletStillSendsNothingWithoutHarm() public {
        token.recoveryAddress(alice, aliceAgain, identityFor(alice));
        send(alice, bob, 0);
        vm.assertEq(token.balanceOf(bob), 0);
    }

    // What does not

    function test_RevertWhen_TheReceiverIsTheZeroAddress() public {
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, address(0)));
        send(alice, address(0), 1);
    }

    function test_RevertWhen_TheSenderIsTheZeroAddress() public {
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InvalidSender.selector, address(0)));
        token.transferFrom(address(0), bob, 0);
    }

    function test_RevertWhen_TransfersArePaused() public {
        token.pause();
        vm.expectRevert(ISecurityToken.TransfersPaused.selector);
        send(alice, bob, 1);
    }

    function test_TransfersGoOnAfterUnpausing() public {
        token.pause();
        token.unpause();
        send(alice, bob, 1);
        vm.assertEq(token.balanceOf(bob), 1);
    }

    function test_RevertWhen_TheSenderIsFrozen() public {
        token.setAddressFrozen(alice, true);
        expectFrozen(alice);
        send(alice, bob, 1);
    }

    function test_RevertWhen_TheReceiverIsFrozen() public {
        token.setAddressFrozen(bob, true);
        expectFrozen(bob);
        send(alice, bob, 1);
    }

    function test_RevertWhen_TheReceiverWasRecovered() public {
        token.mint(bob, 10);
        token.recoveryAddress(alice, aliceAgain, identityFor(alice));
        expectRecovered(alice, aliceAgain);
        send(bob, alice, 1);
    }

    function test_RevertWhen_MoreThanTheBalanceIsSent() public {
        expectTooFewFree(alice, 1_000, 1_001);
        send(alice, bob, 1_001);
    }

    function test_FrozenUnitsStayAndTheRestGoes() public {
        token.freezePartialTokens(alice, 300);
        send(alice, bob, 700);
        expectTooFewFree(alice, 0, 1);
        send(alice, bob, 1);
    }

    function test_RevertWhen_FrozenUnitsWouldGo() public {
        token.freezePartialTokens(alice, 300);
        expectTooFewFree(alice, 700, 701);
        send(alice, bob, 701);
    }

    function test_RevertWhen_TheSenderIsDenied() public {
        registry.denyWallets(only(alice), true);
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.HolderDenied.selector, alice));
        send(alice, bob, 1);
    }

    function test_RevertWhen_TheSendersIdentityIsDenied() public {
        registry.denyIdentities(only(identityFor(alice)), true);
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.HolderDenied.selector, alice));
        send(alice, bob, 1);
    }

    function test_RevertWhen_TheReceiverIsDenied() public {
        registry.denyWallets(only(bob), true);
        expectNotEligible(bob);
        send(alice, bob, 1);
    }

    function test_RevertWhen_NobodyAdmittedTheReceiver() public {
        expectNotEligible(stranger);
        send(alice, stranger, 1);
    }

    function test_RevertWhen_TheReceiversEvidenceLapsed() public {
        later(366 days);
        expectNotEligible(bob);
        send(alice, bob, 1);
    }

    function test_RevertWhen_ZeroUnitsGoToAWalletThatMayNotReceive() public {
        expectNotEligible(stranger);
        send(alice, stranger, 0);
    }

    function test_RevertWhen_ARuleOfComplianceRefuses() public {
        InvestorFacts memory facts = factsOf(stranger);
        facts.country = 156;
        admit(facts);
        vm.expectRevert(abi.encodeWithSelector(MainlandChinaRule.MainlandChinaClosed.selector, stranger));
        send(alice, stranger, 1);
        vm.assertEq(token.balanceOf(alice), 1_000);
    }

    // By a spender

    function test_ASpenderUsesUpItsAllowance() public {
        vm.prank(alice);
        vm.assertTrue(token.approve(carol, 500));
        vm.prank(carol);
        vm.assertTrue(token.transferFrom(alice, bob, 200));
        vm.assertEq(token.allowance(alice, carol), 300);
        vm.assertEq(token.balanceOf(bob), 200);
    }

    function test_AnUnlimitedAllowanceIsNotUsedUp() public {
        vm.prank(alice);
        token.approve(carol, type(uint256).max);
        vm.prank(carol);
        token.transferFrom(alice, bob, 1_000);
        vm.assertEq(token.allowance(alice, carol), type(uint256).max);
        vm.assertEq(token.balanceOf(bob), 1_000);
    }

    function test_TheHolderItselfNeedsAnAllowanceToo() public {
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, alice, 0, 1));
        vm.prank(alice);
        token.transferFrom(alice, bob, 1);
    }

    function test_RevertWhen_TheAllowanceIsTooSmall() public {
        vm.prank(alice);
        token.approve(carol, 5);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, carol, 5, 6));
        vm.prank(carol);
        token.transferFrom(alice, bob, 6);
    }

    function test_RevertWhen_TheSpenderIsFrozen() public {
        vm.prank(alice);
        token.approve(carol, 5);
        token.setAddressFrozen(carol, true);
        expectFrozen(carol);
        vm.prank(carol);
        token.transferFrom(alice, bob, 5);
        vm.assertEq(token.allowance(alice, carol), 5);
    }

    function test_RevertWhen_TheSpenderIsDenied() public {
        vm.prank(alice);
        token.approve(carol, 5);
        registry.denyWallets(only(carol), true);
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.HolderDenied.selector, carol));
        vm.prank(carol);
        token.transferFrom(alice, bob, 5);
    }

    function test_ASpenderNeedNotBeAdmitted() public {
        vm.prank(alice);
        token.approve(stranger, 5);
        vm.prank(stranger);
        token.transferFrom(alice, bob, 5);
        vm.assertEq(token.balanceOf(bob), 5);
    }

    function test_AllowancesAreSetRaisedAndLowered() public {
        vm.startPrank(alice);
        vm.expectEmit(address(token));
        emit IERC20.Approval(alice, bob, 10);
        token.approve(bob, 10);
        vm.expectEmit(address(token));
        emit IERC20.Approval(alice, bob, 17);
        vm.assertTrue(token.increaseAllowance(bob, 7));
        vm.expectEmit(address(token));
        emit IERC20.Approval(alice, bob, 5);
        vm.assertTrue(token.decreaseAllowance(bob, 12));
        vm.stopPrank();
        vm.assertEq(token.allowance(alice, bob), 5);
    }

    function test_RevertWhen_AnAllowanceIsLoweredBelowZero() public {
        vm.startPrank(alice);
        token.approve(bob, 10);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, bob, 10, 11));
        token.decreaseAllowance(bob, 11);
        vm.stopPrank();
    }

    function test_RevertWhen_AnAllowanceOverflows() public {
        vm.startPrank(alice);
        token.approve(bob, type(uint256).max);
        vm.expectRevert(abi.encodeWithSignature("Panic(uint256)", 0x11));
        token.increaseAllowance(bob, 1);
        vm.stopPrank();
    }

    function test_RevertWhen_TheSpenderApprovedIsZero() public {
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InvalidSpender.selector, address(0)));
        vm.prank(alice);
        token.approve(address(0), 1);
    }

    function test_RevertWhen_TheZeroAddressApproves() public {
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InvalidApprover.selector, address(0)));
        vm.prank(address(0));
        token.approve(alice, 1);
    }

    // In batches

    function test_ABatchTransfersEachItem() public {
        vm.prank(alice);
        token.batchTransfer(pair(bob, carol), pair(30, 70));
        vm.assertEq(token.balanceOf(bob), 30);
        vm.assertEq(token.balanceOf(carol), 70);
        vm.assertEq(token.balanceOf(alice), 900);
    }

    function test_RevertWhen_OneItemOfABatchFails() public {
        expectNotEligible(stranger);
        vm.prank(alice);
        token.batchTransfer(pair(bob, stranger), pair(30, 70));
        vm.assertEq(token.balanceOf(bob), 0);
    }

    function test_RevertWhen_ABatchOfTransfersHasListsOfTwoLengths() public {
        expectLengths(2, 1);
        vm.prank(alice);
        token.batchTransfer(pair(bob, carol), only(1));
        expectLengths(1, 2);
        vm.prank(alice);
        token.batchTransfer(only(bob), pair(1, 1));
    }
}
