// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { InTheOrderRoom, OrderRoom } from "./OrderRoom.sol";

/// @notice I5 of the offering: cash in = proceeds + refunds + cash on the books, exactly, at every moment.
contract I5EscrowInvariant is InTheOrderRoom {
    function invariant_I5_CashInIsProceedsRefundsAndCashOnTheBooks() external view {
        room.checkCash();
    }

    function invariant_I1_UnitsAreWhatWasAllottedAndAtMostTheFace() external view {
        room.checkUnits();
    }

    function invariant_I13_TimeAloneGivesEveryoneItsMoney() external {
        room.checkLiveness();
    }
}

/// @notice That the invariants can fail, and that the handlers reach what they are about.
contract I5EscrowCanFailTest is InTheOrderRoom {
    uint256 private constant _LUCK = uint256(keccak256("orders"));

    function test_MoneyThatLeftTheBooksIsNoticed() external {
        order();
        vm.mockCall(address(room.offeringOf()), abi.encodeWithSignature("booked()"), abi.encode(1));
        vm.expectPartialRevert(OrderRoom.BooksDiffer.selector);
        room.checkCash();
    }

    function test_MoneyThatIsNotHereIsNoticed() external {
        order();
        room.rob();
        vm.expectPartialRevert(OrderRoom.NotAllHere.selector);
        room.checkCash();
    }

    function test_UnitsThatNobodyWasAllottedAreNoticed() external {
        room.mintBeside();
        vm.expectPartialRevert(OrderRoom.UnitsDiffer.selector);
        room.checkUnits();
    }

    function test_OfferingsSettleAndFailAndRefund() external {
        order();
        uint256 before = vm.snapshotState();
        for (uint256 i = 0; i < 20; ++i) room.count(0x402);
        for (uint256 i = 0; i < 20; ++i) room.settle(0x402);
        vm.assertEq(room.settled(), 1);
        for (uint256 i = 0; i < 12; ++i) room.refund(((i % 6) << 128) | ((i / 6) << 64));
        vm.assertTrue(room.refunds() > 2);
        room.checkCash();
        room.checkUnits();
        vm.revertToState(before);
        for (uint256 i = 0; i < 20; ++i) room.count(0x402);
        for (uint256 i = 0; i < 2; ++i) room.settle(0x202);
        room.fail(0);
        vm.assertEq(room.failures(), 1);
        for (uint256 i = 0; i < 12; ++i) room.refund(((i % 6) << 128) | ((i / 6) << 64));
        vm.assertTrue(room.refunds() > 2);
        room.checkCash();
        room.checkUnits();
        room.checkLiveness();
    }

    function order() private {
        for (uint256 i = 0; i < 40; ++i) room.subscribe(uint256(keccak256(abi.encode(_LUCK, i))));
        room.checkCash();
    }
}
