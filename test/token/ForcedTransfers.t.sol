// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import { IERC3643 } from "../../contracts/token/interfaces/IERC3643.sol";
import { IERC7943Fungible } from "../../contracts/token/interfaces/IERC7943.sol";
import { ISecurityToken } from "../../contracts/token/interfaces/ISecurityToken.sol";
import { Holders } from "../support/Holders.sol";
import { Keeper } from "../mocks/Keeper.sol";

/// @title Forced transfers: free units first, then frozen ones, units under lien never unless the lien is named
contract ForcedTransfersTest is Holders {
    Keeper private keeper;

    function setUp() public override {
        super.setUp();
        keeper = new Keeper();
        token.setLienKeeper(address(keeper), true);
        token.mint(alice, 100);
    }

    function test_AForcedTransferMovesUnitsAndSaysSoTwice() public {
        vm.expectEmit(address(token));
        emit IERC20.Transfer(alice, bob, 60);
        vm.expectEmit(address(token));
        emit IERC7943Fungible.ForcedTransfer(alice, bob, 60);
        vm.assertTrue(token.forcedTransfer(alice, bob, 60));
        vm.assertEq(token.balanceOf(alice), 40);
        vm.assertEq(token.balanceOf(bob), 60);
    }

    function testFuzz_FreeUnitsGoFirstThenFrozenOnesAndPledgedOnesNever(
        uint256 frozen,
        uint256 pledged,
        uint256 amount
    ) public {
        pledged = bound(pledged, 0, 99);
        frozen = bound(frozen, 0, 100 - pledged);
        amount = bound(amount, 1, 120);
        if (pledged != 0) pledge(pledged);
        token.freezePartialTokens(alice, frozen);
        uint256 free = 100 - pledged - frozen;
        if (amount > free + frozen) {
            expectUnderLien(alice, free + frozen, amount);
            token.forcedTransfer(alice, bob, amount);
            return;
        }
        token.forcedTransfer(alice, bob, amount);
        vm.assertEq(token.balanceOf(bob), amount);
        vm.assertEq(token.getFrozenTokens(alice), amount <= free ? frozen : frozen - (amount - free));
        vm.assertEq(token.freeUnitsOf(alice), amount <= free ? free - amount : 0);
        vm.assertEq(token.lienOf(alice, address(keeper)), pledged);
    }

    function test_FrozenUnitsThatGoAreToldAsUnfrozen() public {
        token.freezePartialTokens(alice, 70);
        vm.expectEmit(address(token));
        emit IERC3643.TokensUnfrozen(alice, 5);
        vm.expectEmit(address(token));
        emit IERC7943Fungible.Frozen(alice, 65);
        token.forcedTransfer(alice, bob, 35);
    }

    function test_WhereFreeUnitsSufficeNoFreezeIsTold() public {
        token.freezePartialTokens(alice, 70);
        vm.recordLogs();
        token.forcedTransfer(alice, bob, 30);
        // The transfer and the forced transfer, and nothing else.
        vm.assertEq(vm.getRecordedLogs().length, 2);
        vm.assertEq(token.getFrozenTokens(alice), 70);
    }

    function test_ItWorksWhilePausedAndBetweenFrozenWallets() public {
        token.pause();
        token.batchSetAddressFrozen(pair(alice, bob), both(true));
        token.forcedTransfer(alice, bob, 100);
        vm.assertEq(token.balanceOf(bob), 100);
    }

    function test_ItWorksOnADeniedHolder() public {
        registry.denyWallets(only(alice), true);
        registry.denyIdentities(only(identityFor(alice)), true);
        token.forcedTransfer(alice, bob, 100);
        vm.assertEq(token.balanceOf(bob), 100);
    }

    function test_ItWorksOnAHolderWhoseIdentityWasDeleted() public {
        token.freezePartialTokens(alice, 100);
        registry.deleteIdentity(alice);
        token.forcedTransfer(alice, bob, 100);
        vm.assertEq(token.balanceOf(bob), 100);
    }

    function test_NoRuleOfTradingBlocksIt() public {
        compliance.setLotSize(address(token), 50);
        compliance.setHolderLimit(address(token), 1);
        compliance.setMinimumHolding(address(token), 100);
        token.forcedTransfer(alice, bob, 33);
        vm.assertEq(token.balanceOf(bob), 33);
    }

    function test_RevertWhen_TheReceiverIsNotEligible() public {
        expectNotEligible(stranger);
        token.forcedTransfer(alice, stranger, 1);
        expectNotEligible(address(0));
        token.forcedTransfer(alice, address(0), 1);
    }

    function test_RevertWhen_TheReceiverIsDenied() public {
        registry.denyWallets(only(bob), true);
        expectNotEligible(bob);
        token.forcedTransfer(alice, bob, 1);
    }

    function test_RevertWhen_TheReceiverWasRecovered() public {
        token.mint(bob, 1);
        token.recoveryAddress(alice, aliceAgain, identityFor(alice));
        expectRecovered(alice, aliceAgain);
        token.forcedTransfer(bob, alice, 1);
    }

    function test_RevertWhen_NothingIsForced() public {
        expectNothingToMove();
        token.forcedTransfer(alice, bob, 0);
    }

    function test_RevertWhen_ForcedFromAWalletToItself() public {
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.SameWallet.selector, alice));
        token.forcedTransfer(alice, alice, 1);
    }

    function test_RevertWhen_ForcedFromTheZeroAddress() public {
        expectUnderLien(address(0), 0, 1);
        token.forcedTransfer(address(0), bob, 1);
    }

    // With the lien named

    function test_UnitsUnderLienGoWhenTheLienIsNamed() public {
        pledge(80);
        vm.expectEmit(address(token));
        emit ISecurityToken.LienChanged(alice, address(keeper), 50);
        vm.expectEmit(address(token));
        emit IERC7943Fungible.ForcedTransfer(alice, bob, 30);
        token.forcedTransferOfLien(alice, bob, 30, address(keeper));
        vm.assertEq(token.balanceOf(bob), 30);
        vm.assertEq(token.liensOf(alice), 50);
        vm.assertEq(token.freeUnitsOf(alice), 20);
        vm.assertEq(token.liensOf(bob), 0);
    }

    function test_RevertWhen_TheLienNamedIsSmaller() public {
        pledge(80);
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.LienExceeded.selector, alice, address(keeper), 80, 81));
        token.forcedTransferOfLien(alice, bob, 81, address(keeper));
    }

    function test_RevertWhen_TheLienNamedIsAnothers() public {
        pledge(80);
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.LienExceeded.selector, alice, address(this), 0, 1));
        token.forcedTransferOfLien(alice, bob, 1, address(this));
    }

    function test_RevertWhen_UnitsUnderLienWouldGoToOneNotEligible() public {
        pledge(80);
        expectNotEligible(stranger);
        token.forcedTransferOfLien(alice, stranger, 80, address(keeper));
        vm.assertEq(token.lienOf(alice, address(keeper)), 80);
    }

    function test_RevertWhen_NothingUnderLienIsForced() public {
        pledge(80);
        expectNothingToMove();
        token.forcedTransferOfLien(alice, bob, 0, address(keeper));
    }

    function test_RevertWhen_UnitsUnderLienAreForcedToTheirOwnWallet() public {
        pledge(80);
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.SameWallet.selector, alice));
        token.forcedTransferOfLien(alice, alice, 80, address(keeper));
    }

    function test_RevertWhen_UnitsUnderLienWouldBeBurnt() public {
        pledge(80);
        expectUnderLien(alice, 20, 21);
        token.burn(alice, 21);
    }

    // In batches, and by agents only

    function test_ABatchForcesEachItem() public {
        token.mint(bob, 10);
        token.batchForcedTransfer(pair(alice, bob), pair(carol, carol), pair(100, 10));
        vm.assertEq(token.balanceOf(carol), 110);
    }

    function test_RevertWhen_ABatchOfForcedTransfersHasListsOfTwoLengths() public {
        expectLengths(2, 1);
        token.batchForcedTransfer(pair(alice, bob), only(carol), pair(1, 1));
        expectLengths(2, 1);
        token.batchForcedTransfer(pair(alice, bob), pair(carol, carol), only(1));
    }

    function test_RevertWhen_OneWhoIsNoAgentForces() public {
        vm.startPrank(bob);
        expectOnlyAgent(bob);
        token.forcedTransfer(alice, bob, 1);
        expectOnlyAgent(bob);
        token.forcedTransferOfLien(alice, bob, 1, address(keeper));
        expectOnlyAgent(bob);
        token.batchForcedTransfer(only(alice), only(bob), only(1));
        vm.stopPrank();
    }

    function pledge(uint256 amount) private {
        vm.prank(alice);
        token.approve(address(keeper), amount);
        vm.prank(address(keeper));
        token.placeLien(alice, amount);
    }

    function both(bool freeze) private pure returns (bool[] memory list) {
        list = new bool[](2);
        (list[0], list[1]) = (freeze, freeze);
    }
}
