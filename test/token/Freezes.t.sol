// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IERC3643 } from "../../contracts/token/interfaces/IERC3643.sol";
import { IERC7943Fungible } from "../../contracts/token/interfaces/IERC7943.sol";
import { ISecurityToken } from "../../contracts/token/interfaces/ISecurityToken.sol";
import { Holders } from "../support/Holders.sol";
import { Keeper } from "../mocks/Keeper.sol";

/// @title Freezing wallets, parts of holdings and the token as a whole
contract FreezesTest is Holders {
    function setUp() public override {
        super.setUp();
        token.mint(alice, 100);
        token.mint(bob, 100);
    }

    // Parts

    function test_FreezingAPartIsToldInBothStandardsWords() public {
        token.freezePartialTokens(alice, 10);
        vm.expectEmit(address(token));
        emit IERC3643.TokensFrozen(alice, 30);
        vm.expectEmit(address(token));
        emit IERC7943Fungible.Frozen(alice, 40);
        token.freezePartialTokens(alice, 30);
        vm.assertEq(token.getFrozenTokens(alice), 40);
        vm.assertEq(token.freeUnitsOf(alice), 60);
        vm.assertEq(token.balanceOf(alice), 100);
    }

    function test_UnfreezingAPartIsToldInBothStandardsWords() public {
        token.freezePartialTokens(alice, 40);
        vm.expectEmit(address(token));
        emit IERC3643.TokensUnfrozen(alice, 15);
        vm.expectEmit(address(token));
        emit IERC7943Fungible.Frozen(alice, 25);
        token.unfreezePartialTokens(alice, 15);
        vm.assertEq(token.getFrozenTokens(alice), 25);
    }

    function test_RevertWhen_MoreIsFrozenThanIsFree() public {
        token.freezePartialTokens(alice, 40);
        expectTooFewFree(alice, 60, 61);
        token.freezePartialTokens(alice, 61);
    }

    function test_RevertWhen_UnitsUnderLienWouldBeFrozen() public {
        pledge(30);
        expectTooFewFree(alice, 70, 71);
        token.freezePartialTokens(alice, 71);
        expectTooFewFree(alice, 70, 71);
        token.setFrozenTokens(alice, 71);
        token.setFrozenTokens(alice, 70);
        vm.assertEq(token.freeUnitsOf(alice), 0);
    }

    function test_RevertWhen_MoreIsUnfrozenThanWasFrozen() public {
        token.freezePartialTokens(alice, 40);
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.FrozenUnitsExceeded.selector, alice, 40, 41));
        token.unfreezePartialTokens(alice, 41);
    }

    function testFuzz_RevertWhen_AnyAmountBeyondTheBalanceIsFrozen(uint256 amount) public {
        vm.assume(amount > 100);
        expectTooFewFree(alice, 100, amount);
        token.freezePartialTokens(alice, amount);
        expectTooFewFree(alice, 100, amount);
        token.setFrozenTokens(alice, amount);
    }

    function test_SettingTheFrozenAmountRaisesAndLowersIt() public {
        vm.expectEmit(address(token));
        emit IERC3643.TokensFrozen(alice, 90);
        vm.expectEmit(address(token));
        emit IERC7943Fungible.Frozen(alice, 90);
        vm.assertTrue(token.setFrozenTokens(alice, 90));
        vm.expectEmit(address(token));
        emit IERC3643.TokensUnfrozen(alice, 70);
        vm.expectEmit(address(token));
        emit IERC7943Fungible.Frozen(alice, 20);
        token.setFrozenTokens(alice, 20);
        vm.assertEq(token.getFrozenTokens(alice), 20);
    }

    function testFuzz_FreezingNeverChangesBalanceOrHistory(uint256 first, uint256 second) public {
        dates.list(uint40(block.timestamp + 1 days), 0);
        later(2 days);
        token.freezePartialTokens(alice, bound(first, 0, 100));
        token.setFrozenTokens(alice, bound(second, 0, 100));
        vm.assertEq(token.balanceOf(alice), 100);
        vm.assertEq(token.balanceOfAt(alice, START + 1 days), 100);
    }

    // Wallets

    function test_FreezingAWalletIsTold() public {
        vm.expectEmit(address(token));
        emit IERC3643.AddressFrozen(alice, true, address(this));
        token.setAddressFrozen(alice, true);
        vm.assertTrue(token.isFrozen(alice));
        vm.expectEmit(address(token));
        emit IERC3643.AddressFrozen(alice, false, address(this));
        token.setAddressFrozen(alice, false);
        vm.assertFalse(token.isFrozen(alice));
    }

    function test_AFrozenWalletKeepsItsUnits() public {
        token.setAddressFrozen(alice, true);
        vm.assertEq(token.balanceOf(alice), 100);
        vm.assertFalse(token.canSend(alice));
        vm.assertFalse(token.canReceive(alice));
    }

    // The token

    function test_PausingIsTold() public {
        vm.expectEmit(address(token));
        emit IERC3643.Paused(address(this));
        token.pause();
        vm.assertTrue(token.paused());
        vm.expectEmit(address(token));
        emit IERC3643.Unpaused(address(this));
        token.unpause();
        vm.assertFalse(token.paused());
    }

    function test_RevertWhen_PausedTwice() public {
        token.pause();
        vm.expectRevert(ISecurityToken.TransfersPaused.selector);
        token.pause();
    }

    function test_RevertWhen_UnpausedTwice() public {
        vm.expectRevert(ISecurityToken.TransfersNotPaused.selector);
        token.unpause();
    }

    // In batches

    function test_BatchesFreezeAndUnfreezeEachItem() public {
        token.batchFreezePartialTokens(pair(alice, bob), pair(10, 20));
        vm.assertEq(token.getFrozenTokens(alice), 10);
        vm.assertEq(token.getFrozenTokens(bob), 20);
        token.batchUnfreezePartialTokens(pair(alice, bob), pair(1, 20));
        vm.assertEq(token.getFrozenTokens(alice), 9);
        vm.assertEq(token.getFrozenTokens(bob), 0);
        bool[] memory mixed = new bool[](2);
        mixed[1] = true;
        token.batchSetAddressFrozen(pair(alice, bob), mixed);
        vm.assertFalse(token.isFrozen(alice));
        vm.assertTrue(token.isFrozen(bob));
    }

    function test_RevertWhen_BatchesOfFreezesHaveListsOfTwoLengths() public {
        expectLengths(2, 1);
        token.batchFreezePartialTokens(pair(alice, bob), only(1));
        expectLengths(1, 2);
        token.batchUnfreezePartialTokens(only(alice), pair(1, 1));
        expectLengths(2, 0);
        token.batchSetAddressFrozen(pair(alice, bob), new bool[](0));
    }

    // By agents only

    function test_RevertWhen_OneWhoIsNoAgentFreezesAPart() public {
        vm.startPrank(bob);
        expectOnlyAgent(bob);
        token.freezePartialTokens(alice, 1);
        expectOnlyAgent(bob);
        token.unfreezePartialTokens(alice, 0);
        expectOnlyAgent(bob);
        token.setFrozenTokens(alice, 1);
        expectOnlyAgent(bob);
        token.batchFreezePartialTokens(only(alice), only(1));
        expectOnlyAgent(bob);
        token.batchUnfreezePartialTokens(only(alice), only(0));
        vm.stopPrank();
    }

    function test_RevertWhen_OneWhoIsNoAgentFreezesAWalletOrTheToken() public {
        vm.startPrank(bob);
        expectOnlyAgent(bob);
        token.setAddressFrozen(alice, true);
        expectOnlyAgent(bob);
        token.batchSetAddressFrozen(only(alice), new bool[](1));
        expectOnlyAgent(bob);
        token.pause();
        expectOnlyAgent(bob);
        token.unpause();
        vm.stopPrank();
    }

    function pledge(uint256 amount) private {
        Keeper keeper = new Keeper();
        token.setLienKeeper(address(keeper), true);
        vm.prank(alice);
        token.approve(address(keeper), amount);
        vm.prank(address(keeper));
        token.placeLien(alice, amount);
    }
}
