// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IDealWaterfall } from "../../contracts/waterfall/interfaces/IDealWaterfall.sol";
import { IWaterfall, WaterfallTerms } from "../../contracts/waterfall/interfaces/IWaterfall.sol";
import { Deed } from "../support/Deed.sol";
import { SmallDeal } from "../support/SmallDeal.sol";

/// @notice An offered deal opens at what was minted. Beside A and SUB it has a class without a face, and a reserve that
/// opens with 40.
contract OfferedDealTest is SmallDeal {
    uint256 internal constant OPENING = 40e6;
    uint16 internal constant A_CEILING = 0x005;

    function setUp() public {
        deploySmallDeal();
    }

    function terms() internal view override returns (WaterfallTerms memory t) {
        t = super.terms();
        t.offered = true;
    }

    function smallProgram() internal pure override returns (Deed.Header memory h) {
        h = super.smallProgram();
        h.classes = 3;
        h.amounts = new uint256[](9);
        (h.amounts[0], h.amounts[1], h.amounts[3], h.amounts[4]) = (A, SUB, A, SUB);
        h.amounts[7] = OPENING;
    }

    function minted(uint256 a, uint256 sub, uint256 rest) internal pure returns (uint256[] memory amounts) {
        amounts = new uint256[](3);
        (amounts[0], amounts[1], amounts[2]) = (a, sub, rest);
    }

    function open(uint256 a, uint256 sub, uint256 rest) internal {
        vm.prank(address(parties));
        waterfall.open(minted(a, sub, rest));
    }

    function test_ItOpensWithWhatWasMintedAndRunsFromThere() public {
        asset.mint(address(waterfall), OPENING);
        vm.expectEmit(true, true, true, true, address(waterfall));
        emit IDealWaterfall.Opened(minted(700e6, 200e6, 0));
        open(700e6, 200e6, 5);
        vm.assertEq(waterfall.outstandingPrincipal(0), 700e6);
        vm.assertEq(waterfall.cell(A_CEILING), 700e6, "the ceiling is what was minted");
        vm.assertEq(waterfall.outstandingPrincipal(1), SUB);
        vm.assertEq(waterfall.outstandingPrincipal(2), 0, "a class without a face has no balance");
        vm.assertEq(waterfall.booked(), OPENING);
        runWith(1, 400e6);
        // The fee takes 10, the reserve what it lacks of 50.
        vm.assertEq(waterfall.outstandingPrincipal(0), 700e6 - 380e6);
        vm.assertEq(waterfall.cell(RESERVE_ACCOUNT), RESERVE);
    }

    function testFuzz_AnythingUpToTheFaceCanBeMinted(uint256 a, uint256 sub) public {
        (a, sub) = (a % (A + 1), sub % (SUB + 1));
        asset.mint(address(waterfall), OPENING);
        open(a, sub, 0);
        runWith(1, 2_000e6);
        vm.assertEq(waterfall.outstandingPrincipal(0) + waterfall.outstandingPrincipal(1), 0);
        // All but fee and reserve: what the classes are not owed goes to the last as residual.
        vm.assertEq(asset.balanceOf(address(payingAgent)), 2_000e6 + OPENING - FEE - RESERVE);
    }

    function test_BeforeItIsOpenedTheLedgerIsTheProgramsOpening() public view {
        vm.assertEq(waterfall.outstandingPrincipal(0), A);
        vm.assertEq(waterfall.booked(), 0);
    }

    function test_RevertWhen_SomethingIsRunOrDepositedBeforeItIsOpened() public {
        bytes memory closed = abi.encodeWithSelector(IDealWaterfall.NotOpened.selector);
        asset.mint(address(waterfall), 400e6);
        vm.expectRevert(closed);
        waterfall.deposit(1);
        toDate(1);
        uint256[] memory inputs = collected(0);
        vm.expectRevert(closed);
        waterfall.run(1, inputs);
        vm.warp(block.timestamp + LONG_STOP);
        vm.prank(trustee);
        vm.expectRevert(closed);
        waterfall.openFallback();
        vm.prank(address(parties));
        vm.expectRevert(closed);
        waterfall.succeedAsset(asset, address(this));
    }

    function test_RevertWhen_AnyoneButTheDealOpensIt() public {
        vm.expectRevert(abi.encodeWithSelector(IWaterfall.NotTheDeal.selector, address(this)));
        waterfall.open(minted(A, SUB, 0));
    }

    function test_RevertWhen_ItIsOpenedTwice() public {
        asset.mint(address(waterfall), OPENING);
        open(A, SUB, 0);
        vm.prank(address(parties));
        vm.expectRevert(abi.encodeWithSelector(IDealWaterfall.OpenedAlready.selector));
        waterfall.open(minted(A, SUB, 0));
    }

    function test_RevertWhen_MoreWasMintedThanTheProgramHas() public {
        asset.mint(address(waterfall), OPENING);
        vm.prank(address(parties));
        vm.expectRevert(abi.encodeWithSelector(IDealWaterfall.MintedAboveFace.selector, 1, SUB, SUB + 1));
        waterfall.open(minted(A, SUB + 1, 0));
    }

    function test_RevertWhen_AClassIsMissing() public {
        vm.prank(address(parties));
        vm.expectRevert(abi.encodeWithSelector(IDealWaterfall.ClassesDoNotMatch.selector, 3, 2));
        waterfall.open(new uint256[](2));
    }

    function test_RevertWhen_WhatTheAccountsOpenWithIsNotHere() public {
        asset.mint(address(waterfall), OPENING - 1);
        vm.prank(address(parties));
        vm.expectRevert(abi.encodeWithSelector(IWaterfall.LessArrived.selector, OPENING, OPENING - 1));
        waterfall.open(minted(A, SUB, 0));
    }
}
