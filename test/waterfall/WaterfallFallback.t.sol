// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IWaterfall } from "../../contracts/waterfall/interfaces/IWaterfall.sol";
import { SmallDeal } from "../support/SmallDeal.sol";

/// @notice What is left when no date can be run.
contract WaterfallFallbackTest is SmallDeal {
    function setUp() public {
        deploySmallDeal();
        runWith(1, 400e6);
        put(300e6);
    }

    function afterTheLongStop() internal {
        toDate(2);
        vm.warp(block.timestamp + LONG_STOP);
    }

    function open() internal {
        afterTheLongStop();
        vm.prank(trustee);
        waterfall.openFallback();
        vm.prank(verifier);
        waterfall.openFallback();
    }

    function test_TrusteeAndVerifierTogetherSendTheCashInHandToTheClassesInOrder() public {
        open();
        vm.expectEmit(true, true, true, true, address(waterfall));
        emit IWaterfall.FallbackRun(2, 350e6);
        waterfall.runFallback();
        vm.assertEq(waterfall.outstandingPrincipal(0), A - 340e6 - 350e6);
        vm.assertEq(waterfall.outstandingPrincipal(1), SUB);
        vm.assertEq(waterfall.cell(RESERVE_ACCOUNT), 0);
        vm.assertEq(asset.balanceOf(address(payingAgent)), 690e6);
        vm.assertEq(waterfall.owedTo(feePayee), FEE, "what was owed before is owed");
        vm.assertEq(waterfall.booked(), FEE);
    }

    function test_WhatComesLaterGoesTheSameWayAndTheRestToTheLastClass() public {
        open();
        waterfall.runFallback();
        put(600e6);
        toDate(3);
        vm.warp(block.timestamp + LONG_STOP);
        waterfall.runFallback();
        vm.assertEq(waterfall.outstandingPrincipal(0), 0);
        vm.assertEq(waterfall.outstandingPrincipal(1), 0);
        vm.assertEq(payingAgent.declared(), 340e6 + 350e6 + 600e6);
    }

    function test_OneAloneOpensNothing() public {
        afterTheLongStop();
        vm.startPrank(trustee);
        waterfall.openFallback();
        waterfall.openFallback();
        vm.stopPrank();
        vm.expectRevert(abi.encodeWithSelector(IWaterfall.NotInFallback.selector));
        waterfall.runFallback();
        waterfall.run(2, collected(300e6));
        vm.assertEq(waterfall.nextDate(), 3);
    }

    function test_WhatWasAskedForADateThatRanAfterAllCountsNoMore() public {
        afterTheLongStop();
        vm.prank(trustee);
        waterfall.openFallback();
        waterfall.run(2, collected(300e6));
        toDate(3);
        vm.warp(block.timestamp + LONG_STOP);
        vm.prank(verifier);
        waterfall.openFallback();
        vm.expectRevert(abi.encodeWithSelector(IWaterfall.NotInFallback.selector));
        waterfall.runFallback();
    }

    function test_RevertWhen_ItIsTooEarly() public {
        toDate(2);
        vm.warp(block.timestamp + LONG_STOP - 1);
        vm.prank(trustee);
        vm.expectRevert(
            abi.encodeWithSelector(
                IWaterfall.FallbackTooEarly.selector,
                2,
                uint256(FIRST_DAY + 30) * 1 days + LONG_STOP
            )
        );
        waterfall.openFallback();
    }

    function test_RevertWhen_AnyoneElseAsks() public {
        afterTheLongStop();
        vm.expectRevert(abi.encodeWithSelector(IWaterfall.NotTrusteeNorVerifier.selector, address(this)));
        waterfall.openFallback();
    }

    function test_RevertWhen_TheProgramIsRunInTheFallback() public {
        open();
        uint256[] memory inputs = collected(0);
        vm.expectRevert(abi.encodeWithSelector(IWaterfall.InFallback.selector));
        waterfall.run(2, inputs);
        vm.prank(trustee);
        vm.expectRevert(abi.encodeWithSelector(IWaterfall.InFallback.selector));
        waterfall.openFallback();
    }
}
