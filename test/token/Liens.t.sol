// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import { LotSizeRule } from "../../contracts/compliance/rules/LotSizeRule.sol";
import { ISecurityToken } from "../../contracts/token/interfaces/ISecurityToken.sol";
import { Holders } from "../support/Holders.sol";
import { Keeper } from "../mocks/Keeper.sol";

/// @title Liens: placed with the holder's consent, lowered by their keeper and by nobody else
contract LiensTest is Holders {
    address private keeper;

    function setUp() public override {
        super.setUp();
        keeper = address(new Keeper());
        token.setLienKeeper(keeper, true);
        token.mint(alice, 100);
    }

    // Placing

    function test_AnAllowanceIsTheHoldersConsentAndIsUsedUp() public {
        vm.prank(alice);
        token.approve(keeper, 70);
        vm.expectEmit(address(token));
        emit ISecurityToken.LienChanged(alice, keeper, 60);
        vm.prank(keeper);
        token.placeLien(alice, 60);
        vm.assertEq(token.allowance(alice, keeper), 10);
        vm.assertEq(token.lienOf(alice, keeper), 60);
        vm.assertEq(token.liensOf(alice), 60);
        vm.assertEq(token.freeUnitsOf(alice), 40);
        vm.assertEq(token.balanceOf(alice), 100);
    }

    function test_ALienIsRaisedByPlacingMore() public {
        place(keeper, 20);
        vm.prank(alice);
        token.approve(keeper, 5);
        vm.expectEmit(address(token));
        emit ISecurityToken.LienChanged(alice, keeper, 25);
        vm.prank(keeper);
        token.placeLien(alice, 5);
        vm.assertEq(token.liensOf(alice), 25);
    }

    function test_RevertWhen_TheHolderDidNotConsent() public {
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, keeper, 0, 1));
        vm.prank(keeper);
        token.placeLien(alice, 1);
    }

    function test_RevertWhen_TheCallerIsNoKeeper() public {
        vm.prank(alice);
        token.approve(bob, 10);
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.NotALienKeeper.selector, bob));
        vm.prank(bob);
        token.placeLien(alice, 10);
    }

    function test_RevertWhen_MoreIsPledgedThanIsFree() public {
        token.freezePartialTokens(alice, 30);
        place(keeper, 60);
        vm.prank(alice);
        token.approve(keeper, 11);
        expectTooFewFree(alice, 10, 11);
        vm.prank(keeper);
        token.placeLien(alice, 11);
    }

    function test_RevertWhen_NothingIsPledged() public {
        expectNothingToMove();
        vm.prank(keeper);
        token.placeLien(alice, 0);
    }

    function test_RevertWhen_TheHolderIsFrozen() public {
        vm.prank(alice);
        token.approve(keeper, 10);
        token.setAddressFrozen(alice, true);
        expectFrozen(alice);
        vm.prank(keeper);
        token.placeLien(alice, 10);
    }

    function test_PledgedUnitsCannotBeSent() public {
        place(keeper, 60);
        expectTooFewFree(alice, 40, 41);
        send(alice, bob, 41);
        vm.assertFalse(token.canTransfer(alice, bob, 41));
        send(alice, bob, 40);
        vm.assertEq(token.balanceOf(alice), 60);
    }

    // Releasing

    function test_AKeeperReleasesItsLienInParts() public {
        place(keeper, 60);
        vm.expectEmit(address(token));
        emit ISecurityToken.LienChanged(alice, keeper, 25);
        vm.prank(keeper);
        token.releaseLien(alice, 35);
        vm.assertEq(token.freeUnitsOf(alice), 75);
        vm.prank(keeper);
        token.releaseLien(alice, 25);
        vm.assertEq(token.liensOf(alice), 0);
        send(alice, bob, 100);
    }

    function test_RevertWhen_AKeeperReleasesMoreThanItsLien() public {
        place(keeper, 60);
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.LienExceeded.selector, alice, keeper, 60, 61));
        vm.prank(keeper);
        token.releaseLien(alice, 61);
    }

    function test_RevertWhen_AnybodyElseReleasesTheLien() public {
        place(keeper, 60);
        address[4] memory others = [alice, bob, address(this), address(new Keeper())];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ISecurityToken.LienExceeded.selector, alice, others[i], 0, 1));
            vm.prank(others[i]);
            token.releaseLien(alice, 1);
        }
    }

    function test_RevertWhen_NothingIsReleasedWhereNoKeeperWasEverNamed() public {
        token.setLienKeeper(keeper, false);
        vm.assertEq(token.lienKeepers().length, 0);
        expectNothingToMove();
        vm.prank(stranger);
        token.releaseLien(alice, 0);
    }

    function test_RevertWhen_AStrangerReleasesNothing() public {
        expectNothingToMove();
        vm.prank(stranger);
        token.releaseLien(alice, 0);
    }

    // Enforcing

    function test_AKeeperSellsPledgedUnitsToAnEligibleBuyer() public {
        place(keeper, 60);
        vm.expectEmit(address(token));
        emit ISecurityToken.LienChanged(alice, keeper, 10);
        vm.expectEmit(address(token));
        emit IERC20.Transfer(alice, bob, 50);
        vm.prank(keeper);
        token.enforceLien(alice, bob, 50);
        vm.assertEq(token.balanceOf(bob), 50);
        vm.assertEq(token.lienOf(alice, keeper), 10);
        vm.assertEq(token.freeUnitsOf(alice), 40);
    }

    function test_RevertWhen_TheBuyerIsNotEligible() public {
        place(keeper, 60);
        expectNotEligible(stranger);
        vm.prank(keeper);
        token.enforceLien(alice, stranger, 50);
        vm.assertEq(token.lienOf(alice, keeper), 60);
    }

    function test_RevertWhen_MoreIsSoldThanWasPledged() public {
        place(keeper, 60);
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.LienExceeded.selector, alice, keeper, 60, 61));
        vm.prank(keeper);
        token.enforceLien(alice, bob, 61);
    }

    function test_RevertWhen_ARuleRefusesTheSale() public {
        place(keeper, 60);
        compliance.setLotSize(address(token), 40);
        vm.expectRevert(abi.encodeWithSelector(LotSizeRule.NotInWholeLots.selector, 50, 40));
        vm.prank(keeper);
        token.enforceLien(alice, bob, 50);
    }

    function test_RevertWhen_TheHolderIsFrozenOrTransfersArePaused() public {
        place(keeper, 60);
        token.setAddressFrozen(alice, true);
        expectFrozen(alice);
        vm.prank(keeper);
        token.enforceLien(alice, bob, 1);
        token.setAddressFrozen(alice, false);
        token.pause();
        vm.expectRevert(ISecurityToken.TransfersPaused.selector);
        vm.prank(keeper);
        token.enforceLien(alice, bob, 1);
    }

    function test_EnforcingOneLienLeavesTheOtherWhole() public {
        address second = address(new Keeper());
        token.setLienKeeper(second, true);
        place(keeper, 60);
        place(second, 40);
        vm.prank(keeper);
        token.enforceLien(alice, bob, 60);
        vm.assertEq(token.lienOf(alice, second), 40);
        vm.assertEq(token.liensOf(alice), 40);
        vm.assertEq(token.balanceOf(alice), 40);
        expectTooFewFree(alice, 0, 1);
        send(alice, bob, 1);
    }

    // Keepers

    function test_AKeeperNoLongerAllowedKeepsTheLiensItHas() public {
        place(keeper, 60);
        vm.expectEmit(address(token));
        emit ISecurityToken.LienKeeperSet(keeper, false);
        token.setLienKeeper(keeper, false);
        vm.assertEq(token.lienOf(alice, keeper), 60);
        vm.assertEq(token.lienKeepers().length, 1);
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.NotALienKeeper.selector, keeper));
        vm.prank(keeper);
        token.placeLien(alice, 1);
        vm.prank(keeper);
        token.enforceLien(alice, bob, 20);
        vm.prank(keeper);
        token.releaseLien(alice, 40);
        vm.assertEq(token.lienKeepers().length, 0);
    }

    function test_AKeeperAllowedAgainIsListedOnce() public {
        place(keeper, 60);
        token.setLienKeeper(keeper, false);
        token.setLienKeeper(keeper, true);
        token.setLienKeeper(keeper, true);
        vm.assertEq(token.lienKeepers().length, 1);
        vm.prank(keeper);
        token.releaseLien(alice, 60);
        vm.assertEq(token.lienKeepers().length, 1);
        vm.assertEq(token.lienKeepers()[0], keeper);
    }

    function test_RevertWhen_AFifthKeeperIsNamed() public {
        for (uint256 i = 0; i < 3; ++i) token.setLienKeeper(address(new Keeper()), true);
        address fifth = address(new Keeper());
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.TooManyLienKeepers.selector, 4));
        token.setLienKeeper(fifth, true);
    }

    function test_RevertWhen_APlaceIsStillHeldByAKeeperWithLiens() public {
        place(keeper, 60);
        for (uint256 i = 0; i < 3; ++i) token.setLienKeeper(address(new Keeper()), true);
        token.setLienKeeper(keeper, false);
        address fifth = address(new Keeper());
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.TooManyLienKeepers.selector, 4));
        token.setLienKeeper(fifth, true);
        vm.prank(keeper);
        token.releaseLien(alice, 60);
        token.setLienKeeper(fifth, true);
        vm.assertEq(token.lienKeepers().length, 4);
    }

    function test_DroppingAKeeperLeavesTheOthersListed() public {
        address second = address(new Keeper());
        address third = address(new Keeper());
        token.setLienKeeper(second, true);
        token.setLienKeeper(third, true);
        token.setLienKeeper(keeper, false);
        address[] memory left = token.lienKeepers();
        vm.assertEq(left.length, 2);
        vm.assertTrue(left[0] == third && left[1] == second);
    }

    function test_DisallowingOneNeverNamedChangesNothing() public {
        token.setLienKeeper(address(new Keeper()), false);
        vm.assertEq(token.lienKeepers().length, 1);
    }

    function test_AKeeperWhoseCodeIsGoneCanBeDisallowed() public {
        vm.etch(keeper, "");
        token.setLienKeeper(keeper, false);
        vm.assertEq(token.lienKeepers().length, 0);
    }

    function test_RevertWhen_AKeeperHasNoCode() public {
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.NotAContract.selector, bob));
        token.setLienKeeper(bob, true);
    }

    function test_RevertWhen_OneWhoIsNotTheOwnerNamesAKeeper() public {
        expectOnlyOwner(bob);
        vm.prank(bob);
        token.setLienKeeper(keeper, false);
    }

    function place(address who, uint256 amount) private {
        vm.prank(alice);
        token.approve(who, amount);
        vm.prank(who);
        token.placeLien(alice, amount);
    }
}
