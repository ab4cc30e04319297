// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { PlainToken } from "../mocks/PlainToken.sol";
import { InTheChannel } from "./Channel.sol";
import { DealCash } from "./DealCash.sol";

/// @notice I5: cash in = cash paid + cash in accounts on the books, exactly, at every moment; token balance ≥ books.
contract I5CashInvariant is InTheChannel {
    function invariant_I5_CashInIsCashPaidAndCashOnTheBooks() external view {
        channel.checkCash();
    }
}

/// @notice That the invariant can fail, and that the handlers reach what it is about.
contract I5CanFailTest is InTheChannel {
    function setUp() public override {
        super.setUp();
        channel.fund(5_000_000e6);
        channel.runDate(2);
        channel.checkCash();
    }

    function test_CashThatLeftTheBooksIsNoticed() external {
        uint256 booked = channel.waterfall().booked();
        vm.mockCall(
            address(channel.waterfall()),
            abi.encodeCall(channel.waterfall().booked, ()),
            abi.encode(booked - 1)
        );
        vm.expectPartialRevert(DealCash.BooksDiffer.selector);
        channel.checkCash();
    }

    function test_CashThatIsNotHereIsNoticed() external {
        PlainToken asset = channel.asset();
        vm.prank(address(channel.waterfall()));
        asset.transfer(address(0xBAD), 1);
        vm.expectPartialRevert(DealCash.NotAllHere.selector);
        channel.checkCash();
    }

    function test_DatesAreRunAndTheFallbackIsReached() external {
        for (uint256 i = 3; i < 20; ++i) channel.runDate(i);
        vm.assertEq(channel.datesRun(), 18);
        channel.openFallback(16);
        channel.runFallback(0);
        vm.assertEq(channel.fallbacksRun(), 1);
        channel.checkCash();
    }
}
