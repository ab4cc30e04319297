// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Entitlement, IPayingAgent } from "../../contracts/distribution/interfaces/IPayingAgent.sol";
import { Trouble, TroubledAsset } from "../mocks/TroubledAsset.sol";
import { PayingCase } from "../support/PayingCase.sol";

/// @notice When one settlement asset takes the place of another.
contract SuccessionTest is PayingCase {
    TroubledAsset internal former;
    TroubledAsset internal next;

    function setUp() public override {
        super.setUp();
        former = asset;
        next = new TroubledAsset(6);
    }

    /// @dev `asset` is the current one: `pay` brings it.
    function succeed() private {
        agent.succeedAsset(address(next));
        asset = next;
    }

    /// @dev The new asset counts as the deal does; `pay` would bring a hundred times that.
    function payNext(uint128 interest) private {
        uint40 recordDate = pass();
        next.mint(address(agent), interest);
        agent.declare(++lastDeclared, recordDate, both(senior(interest), senior(0)));
    }

    function test_WhatWasDeclaredKeepsItsAsset() public {
        paySenior(100, 0);
        vm.expectEmit(address(agent));
        emit IPayingAgent.AssetSucceeded(address(former), address(next), 1);
        succeed();
        payNext(1_000);
        (address[] memory assets, Entitlement[] memory amounts, uint32 upTo) = agent.owedTo(alice, 0);
        vm.assertEq(assets.length, 2);
        vm.assertEq(assets[0], address(former));
        vm.assertEq(assets[1], address(next));
        vm.assertEq(amounts[0].interest, 60);
        vm.assertEq(amounts[1].interest, 600);
        vm.assertEq(upTo, 2);
        vm.assertEq(collectAs(alice), 660);
        vm.assertEq(former.balanceOf(alice), 60 * SCALE);
        vm.assertEq(next.balanceOf(alice), 600);
        vm.assertEq(agent.booked(address(former)), 40);
        vm.assertEq(agent.booked(address(next)), 400);
        expectNothingToCollect(alice);
        collectAs(alice);
    }

    function test_AFormerAssetThatIsDeadHoldsUpOnlyWhatIsOwedInIt() public {
        paySenior(100, 0);
        succeed();
        payNext(1_000);
        former.setFrozen(address(agent), true);
        vm.expectEmit(address(agent));
        emit IPayingAgent.CollectFailed(
            alice,
            0,
            abi.encodeWithSelector(TroubledAsset.AccountFrozen.selector, address(agent))
        );
        vm.assertEq(collectAs(alice), 600);
        vm.assertEq(agent.collectedUpTo(alice, 0), 0);
        agent.collectMany(pair(bob, carol), 0);
        vm.assertEq(next.balanceOf(bob), 300);
        expectNothingToCollect(alice);
        collectAs(alice);
        former.setFrozen(address(agent), false);
        vm.assertEq(collectAs(alice), 60);
        vm.assertEq(agent.collectedUpTo(alice, 0), 2);
    }

    function test_AFormerAssetThatBurnsGasIsSurvived() public {
        paySenior(100, 0);
        succeed();
        payNext(1_000);
        former.setTrouble(alice, Trouble.BurnsGas);
        vm.assertEq(collectAs(alice), 600);
    }

    function test_AnAssetThatFreezesThePayingAgentKeepsNoBooksFromAddingUp() public {
        paySenior(100, 0);
        former.setFrozen(address(agent), true);
        vm.expectPartialRevert(TroubledAsset.AccountFrozen.selector);
        collectAs(alice);
        vm.assertEq(agent.booked(address(former)), 100);
        succeed();
        payNext(10);
        vm.assertEq(collectAs(alice), 6);
    }

    function test_AnAssetThatComesBackGoesOnWithItsBooks() public {
        paySenior(100, 0);
        succeed();
        payNext(1_000);
        agent.succeedAsset(address(former));
        asset = former;
        paySenior(10, 0);
        vm.assertEq(agent.booked(address(former)), 110);
        vm.assertEq(agent.booked(address(next)), 1_000);
        vm.assertEq(collectAs(alice), 60 + 600 + 6);
        vm.assertEq(agent.booked(address(former)), 44);
        vm.assertEq(agent.booked(address(next)), 400);
        vm.assertEq(former.balanceOf(alice), 66 * SCALE);
    }

    function test_TwoSuccessionsWithNothingDeclaredInBetween() public {
        succeed();
        agent.succeedAsset(address(former));
        asset = former;
        paySenior(100, 0);
        (address[] memory list, uint32[] memory firstDates) = agent.assets();
        vm.assertEq(list.length, 3);
        vm.assertEq(firstDates[1], 1);
        vm.assertEq(firstDates[2], 1);
        vm.assertEq(collectAs(alice), 60);
        vm.assertEq(agent.collectedUpTo(alice, 0), 1);
    }

    function test_TaxAndAttachmentsAreWithdrawnInTheAssetTheyAreIn() public {
        agent = createAgent(100_000_000);
        agent.setAttachment(alice, bob, 40);
        paySenior(100, 0);
        succeed();
        payNext(1_000);
        vm.assertEq(collectAs(alice), 14 + 540);
        vm.assertEq(agent.withdrawTax(address(former)), 6);
        vm.assertEq(agent.withdrawTax(address(next)), 60);
        vm.assertEq(agent.withdrawAttached(bob, address(former)), 40);
        vm.assertEq(former.balanceOf(bob), 40 * SCALE);
        vm.assertEq(former.balanceOf(taxAccount), 6 * SCALE);
        vm.assertEq(next.balanceOf(taxAccount), 60);
    }

    function test_FortyDatesInAFormerAssetAreCollectedInTwoCalls() public {
        for (uint256 i = 0; i < 40; ++i) paySenior(10, 0);
        succeed();
        vm.assertEq(collectAs(alice), 36 * 6);
        vm.assertEq(agent.collectedUpTo(alice, 0), 36);
        vm.assertEq(collectAs(alice), 4 * 6);
        vm.assertEq(agent.collectedUpTo(alice, 0), 40);
    }

    function test_RevertWhen_TheNewAssetCountsTooCoarsely() public {
        TroubledAsset coarse = new TroubledAsset(5);
        vm.expectRevert(abi.encodeWithSelector(IPayingAgent.AssetTooCoarse.selector, 6, 5));
        agent.succeedAsset(address(coarse));
        TroubledAsset fine = new TroubledAsset(35);
        vm.expectRevert(abi.encodeWithSelector(IPayingAgent.AssetTooCoarse.selector, 6, 35));
        agent.succeedAsset(address(fine));
    }

    function test_RevertWhen_NotTheDealNamesTheAsset() public {
        vm.expectRevert(abi.encodeWithSelector(IPayingAgent.NotTheDeal.selector, alice));
        vm.prank(alice);
        agent.succeedAsset(address(next));
    }
}
