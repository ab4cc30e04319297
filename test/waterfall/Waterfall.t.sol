// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IWaterfall } from "../../contracts/waterfall/interfaces/IWaterfall.sol";
import { SmallDeal } from "../support/SmallDeal.sol";

/// @notice Cash in, the run of a date, cash out.
contract WaterfallTest is SmallDeal {
    function setUp() public {
        deploySmallDeal();
    }

    function booksAreWhole() internal view {
        (uint256 waiting, ) = waterfall.cash();
        uint256 held =
            waiting + waterfall.cell(RESERVE_ACCOUNT) + waterfall.owedTo(feePayee) + waterfall.owedTo(seller);
        vm.assertEq(waterfall.booked(), held, "booked is waiting, accounts and owed");
        vm.assertEq(asset.balanceOf(address(waterfall)), held, "all of it is here");
    }

    function test_CashRunsDownTheProgramAndTheClassesArePaidOverToThePayingAgent() public {
        runWith(1, 400e6);
        vm.assertEq(waterfall.owedTo(feePayee), FEE);
        vm.assertEq(waterfall.cell(RESERVE_ACCOUNT), RESERVE);
        vm.assertEq(waterfall.outstandingPrincipal(0), A - 340e6);
        vm.assertEq(waterfall.outstandingPrincipal(1), SUB);
        vm.assertEq(asset.balanceOf(address(payingAgent)), 340e6);
        vm.assertEq(payingAgent.declared(), 340e6);
        vm.assertEq(waterfall.nextDate(), 2);
        booksAreWhole();
    }

    function test_TheLedgerIsKeptFromDateToDate() public {
        runWith(1, 400e6);
        runWith(2, 700e6);
        vm.assertEq(waterfall.outstandingPrincipal(0), 0);
        vm.assertEq(waterfall.outstandingPrincipal(1), SUB - 30e6);
        runWith(3, 300e6);
        vm.assertEq(waterfall.outstandingPrincipal(1), 0);
        vm.assertEq(asset.balanceOf(address(payingAgent)), 340e6 + 690e6 + 290e6);
        vm.assertEq(waterfall.owedTo(feePayee), 3 * FEE);
        booksAreWhole();
    }

    function test_BeforeTheFirstDateTheLedgerIsThatOfTheProgram() public view {
        (uint256[] memory numbers, uint256[] memory values) = waterfall.ledger();
        vm.assertEq(numbers.length, 14);
        vm.assertEq(values[0], A);
        vm.assertEq(values[2], A);
        vm.assertEq(numbers[1], SUB_BALANCE);
        vm.assertEq(values[1], SUB);
    }

    function test_WhatDidNotArriveIsAskedForAgainAndLateCashIsPutThere() public {
        toDate(1);
        put(100e6);
        vm.expectEmit(true, true, true, true, address(waterfall));
        emit IWaterfall.CashMissing(1, 300e6);
        waterfall.run(1, collected(400e6));
        (, uint256 missing) = waterfall.cash();
        vm.assertEq(missing, 300e6);
        vm.assertEq(waterfall.cell(SHORTFALL_MEMORY), 300e6, "the program was told");
        vm.assertEq(waterfall.outstandingPrincipal(0), A - 40e6);
        put(250e6);
        toDate(2);
        put(50e6);
        waterfall.run(2, collected(50e6));
        (, missing) = waterfall.cash();
        vm.assertEq(missing, 50e6);
        vm.assertEq(waterfall.cell(SHORTFALL_MEMORY), 50e6);
        vm.assertEq(waterfall.outstandingPrincipal(0), A - 40e6 - 290e6, "all 300 came in on date 2");
        booksAreWhole();
    }

    function test_WhatWasDepositedBeyondTheReportWaits() public {
        toDate(1);
        put(500e6);
        waterfall.run(1, collected(200e6));
        (uint256 waiting, ) = waterfall.cash();
        vm.assertEq(waiting, 300e6);
        booksAreWhole();
        toDate(2);
        waterfall.run(2, collected(300e6));
        (waiting, ) = waterfall.cash();
        vm.assertEq(waiting, 0);
    }

    function test_ADateWithoutCashStillCloses() public {
        toDate(1);
        waterfall.run(1, collected(0));
        vm.assertEq(waterfall.cell(0x100), FEE, "the fee stays due");
        runWith(2, 30e6);
        vm.assertEq(waterfall.owedTo(feePayee), 2 * FEE);
    }

    function test_PayeesWithdrawAndAnyoneMaySendThemWhatTheyAreOwed() public {
        runWith(1, 400e6);
        vm.expectEmit(true, true, true, true, address(waterfall));
        emit IWaterfall.Withdrawn(feePayee, FEE);
        vm.prank(address(0xB0B));
        vm.assertEq(waterfall.withdraw(feePayee), FEE);
        vm.assertEq(asset.balanceOf(feePayee), FEE);
        vm.expectRevert(abi.encodeWithSelector(IWaterfall.NothingOwed.selector, feePayee));
        waterfall.withdraw(feePayee);
        booksAreWhole();
    }

    function test_APreviewIsWhatTheRunGives() public {
        runWith(1, 400e6);
        uint256[] memory inputs = collected(700e6);
        (uint256[] memory cells, uint256 cashIn, uint256 cashOut, ) = waterfall.preview(inputs, 700e6);
        vm.assertEq(cashIn, 700e6);
        vm.assertEq(cashOut, 700e6);
        runWith(2, 700e6);
        (uint256[] memory numbers, uint256[] memory values) = waterfall.ledger();
        for (uint256 i = 0; i < numbers.length; ++i) vm.assertEq(values[i], cells[numbers[i]]);
    }

    function test_TheDateOpensAtMidnightOfItsDayAndTheRecordDateIsBefore() public view {
        (uint40 opens, uint40 recordDate) = waterfall.datesOf(1);
        vm.assertEq(opens, uint256(FIRST_DAY) * 1 days);
        vm.assertEq(recordDate, uint256(FIRST_DAY - 2) * 1 days + 10 hours);
    }

    // Trustee and deal

    function test_AcceleratedByTheTrusteeTheReserveRepays() public {
        runWith(1, 400e6);
        vm.prank(trustee);
        waterfall.accelerate();
        runWith(2, 100e6);
        vm.assertEq(waterfall.cell(RESERVE_ACCOUNT), 0);
        vm.assertEq(waterfall.outstandingPrincipal(0), A - 340e6 - 140e6);
        booksAreWhole();
    }

    function test_WaiversAndCallsCountOnTheirDateOnly() public {
        vm.prank(trustee);
        waterfall.waive(2, 0);
        parties.callNotes(waterfall, 2);
        (uint256[] memory cells, , , ) = waterfall.preview(collected(0), 0);
        vm.assertEq(cells[0x196] + cells[0x197], 0);
        runWith(1, 0);
        (cells, , , ) = waterfall.preview(collected(0), 0);
        vm.assertEq(cells[0x196], 1, "waived");
        vm.assertEq(cells[0x197], 1, "called");
        runWith(2, 0);
        (cells, , , ) = waterfall.preview(collected(0), 0);
        vm.assertEq(cells[0x196] + cells[0x197], 0);
    }

    function test_RevertWhen_OthersSayWhatTrusteeOrDealSay() public {
        vm.expectRevert(abi.encodeWithSelector(IWaterfall.NotTheTrustee.selector, address(this)));
        waterfall.accelerate();
        vm.expectRevert(abi.encodeWithSelector(IWaterfall.NotTheTrustee.selector, address(this)));
        waterfall.waive(1, 0);
        vm.expectRevert(abi.encodeWithSelector(IWaterfall.NotTheDeal.selector, address(this)));
        waterfall.callNotes(1);
    }

    function test_RevertWhen_AWaiverIsForNoTriggerOrNoDate() public {
        runWith(1, 0);
        vm.startPrank(trustee);
        vm.expectRevert(abi.encodeWithSelector(IWaterfall.NoSuchWaiver.selector, 1));
        waterfall.waive(2, 1);
        vm.expectRevert(abi.encodeWithSelector(IWaterfall.NotADateToCome.selector, 1));
        waterfall.waive(1, 0);
        vm.expectRevert(abi.encodeWithSelector(IWaterfall.NotADateToCome.selector, 4));
        waterfall.waive(4, 0);
        vm.stopPrank();
    }

    // What is refused

    function test_RevertWhen_AnyoneButThePoolDepositsOrRuns() public {
        toDate(1);
        vm.startPrank(address(0xB0B));
        vm.expectRevert(abi.encodeWithSelector(IWaterfall.NotThePool.selector, address(0xB0B)));
        waterfall.deposit(1);
        uint256[] memory inputs = collected(0);
        vm.expectRevert(abi.encodeWithSelector(IWaterfall.NotThePool.selector, address(0xB0B)));
        waterfall.run(1, inputs);
        vm.stopPrank();
    }

    function test_RevertWhen_ADateIsRunEarlyTwiceOrOutOfOrder() public {
        uint256[] memory inputs = collected(0);
        vm.expectRevert(abi.encodeWithSelector(IWaterfall.BeforePaymentDate.selector, 1, uint256(FIRST_DAY) * 1 days));
        waterfall.run(1, inputs);
        toDate(3);
        vm.expectRevert(abi.encodeWithSelector(IWaterfall.DateOutOfOrder.selector, 1, 2));
        waterfall.run(2, inputs);
        waterfall.run(1, inputs);
        vm.expectRevert(abi.encodeWithSelector(IWaterfall.DateOutOfOrder.selector, 2, 1));
        waterfall.run(1, inputs);
        waterfall.run(2, inputs);
        waterfall.run(3, inputs);
        vm.expectRevert(abi.encodeWithSelector(IWaterfall.NoDateLeft.selector, 3));
        waterfall.run(4, inputs);
    }

    function test_RevertWhen_InputsAreNotThoseOfTheProgram() public {
        toDate(1);
        vm.expectRevert(abi.encodeWithSelector(IWaterfall.InputsDoNotMatch.selector, 5, 4));
        waterfall.run(1, new uint256[](4));
    }

    function test_RevertWhen_LessArrivedThanIsDeposited() public {
        asset.mint(address(waterfall), 9e6);
        vm.expectRevert(abi.encodeWithSelector(IWaterfall.LessArrived.selector, 10e6, 9e6));
        waterfall.deposit(10e6);
    }

    function test_RevertWhen_MoreIsDepositedThanADateMayHave() public {
        asset.mint(address(waterfall), 1 << 110);
        waterfall.deposit((1 << 100) - 1);
        vm.expectRevert(abi.encodeWithSelector(IWaterfall.TooMuchCash.selector, 1 << 100));
        waterfall.deposit(1);
        vm.expectRevert(abi.encodeWithSelector(IWaterfall.TooMuchCash.selector, ((1 << 100) - 1) + (1 << 104)));
        waterfall.deposit(1 << 104);
    }

    function testFuzz_NoFigureStopsADate(uint256[5] memory figures, uint96 cash, uint96 more) public {
        toDate(1);
        put(cash);
        uint256[] memory inputs = new uint256[](5);
        for (uint256 i = 0; i < 5; ++i) inputs[i] = figures[i];
        waterfall.run(1, inputs);
        booksAreWhole();
        toDate(2);
        if (uint256(cash) + more < 1 << 100) put(more);
        for (uint256 i = 0; i < 5; ++i) inputs[i] = figures[4 - i];
        waterfall.run(2, inputs);
        booksAreWhole();
        uint256 repaid = A + SUB - waterfall.outstandingPrincipal(0) - waterfall.outstandingPrincipal(1);
        vm.assertTrue(repaid <= payingAgent.declared(), "no principal is repaid without cash");
    }
}
