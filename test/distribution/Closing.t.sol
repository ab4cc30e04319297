// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IPayingAgent } from "../../contracts/distribution/interfaces/IPayingAgent.sol";
import { Keeper } from "../mocks/Keeper.sol";
import { PayingCase } from "../support/PayingCase.sol";

/// @notice When a class can never be paid again, its units burn as its holders collect.
contract ClosingTest is PayingCase {
    function close() private {
        vm.expectEmit(address(agent));
        emit IPayingAgent.ClassClosed(0);
        agent.closeClass(0);
    }

    function test_UnitsBurnAsHoldersCollectAndEachIsStillPaidItsShare() public {
        paySenior(100, 900);
        close();
        vm.expectEmit(address(agent));
        emit IPayingAgent.UnitsBurned(alice, 0, 600);
        collectAs(alice);
        vm.assertEq(token.balanceOf(alice), 0);
        agent.collectMany(pair(bob, carol), 0);
        vm.assertEq(token.totalSupply(), 0);
        vm.assertEq(cashOf(alice) + cashOf(bob) + cashOf(carol), 1_000);
        vm.assertEq(junior.totalSupply(), 50, "the other class lives on");
    }

    function test_AHolderWhoCollectedBeforeComesOnceMoreForItsUnitsToBurn() public {
        paySenior(100, 0);
        collectAs(alice);
        close();
        vm.assertEq(collectAs(alice), 0);
        vm.assertEq(token.balanceOf(alice), 0);
        expectNothingToCollect(alice);
        collectAs(alice);
    }

    function test_NothingBurnsBeforeTheLastDateIsCollected() public {
        for (uint256 i = 0; i < 40; ++i) paySenior(10, 0);
        close();
        collectAs(alice);
        vm.assertEq(token.balanceOf(alice), 600);
        collectAs(alice);
        vm.assertEq(token.balanceOf(alice), 0);
    }

    function test_WhatALienOrAFreezeHoldsBackIsLeft() public {
        Keeper keeper = new Keeper();
        token.setLienKeeper(address(keeper), true);
        vm.prank(alice);
        token.approve(address(keeper), 100);
        vm.prank(address(keeper));
        token.placeLien(alice, 100);
        token.freezePartialTokens(alice, 50);
        paySenior(100, 0);
        close();
        vm.assertEq(collectAs(alice), 60);
        vm.assertEq(token.balanceOf(alice), 150);
        vm.prank(address(keeper));
        token.releaseLien(alice, 100);
        collectAs(alice);
        vm.assertEq(token.balanceOf(alice), 50);
    }

    function test_AFrozenHoldersUnitsStay() public {
        collectNothing();
        close();
        token.setAddressFrozen(alice, true);
        agent.collectMany(only(alice), 0);
        vm.assertEq(token.balanceOf(alice), 600);
        expectNothingToCollect(alice);
        collectAs(alice);
    }

    function test_ATokenThatRefusesToBurnKeepsNobodyFromBeingPaid() public {
        paySenior(100, 0);
        close();
        token.removeAgent(address(agent));
        vm.assertEq(collectAs(alice), 60);
        vm.assertEq(token.balanceOf(alice), 600);
    }

    function test_RevertWhen_ClosedTwiceOrByAnother() public {
        vm.expectRevert(abi.encodeWithSelector(IPayingAgent.NotTheDeal.selector, alice));
        vm.prank(alice);
        agent.closeClass(0);
        close();
        vm.expectRevert(abi.encodeWithSelector(IPayingAgent.ClassClosedAlready.selector, 0));
        agent.closeClass(0);
        vm.assertTrue(agent.isClosed(0));
        vm.assertFalse(agent.isClosed(1));
        vm.assertFalse(agent.isClosed(1_000));
    }

    /// @dev A date on which the class is paid nothing, stepped over.
    function collectNothing() private {
        paySenior(10, 0);
        collectAs(alice);
    }
}
