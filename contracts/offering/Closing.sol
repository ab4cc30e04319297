// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

import { IERC3643 } from "../token/interfaces/IERC3643.sol";
import { Admission } from "./Admission.sol";
import { Allotment } from "./Allotment.sol";
import { OrderQueues } from "./OrderQueues.sol";
import { OfferedClass } from "./types/OfferedClass.sol";
import { CLASSES, FIRST_COME, offeredClass, offeringWord } from "./types/OfferingCode.sol";
import { ClassBook, Order, Progress } from "./types/OrderBook.sol";

/// @title Closing: the two passes over all orders, each in as many transactions as it needs
/// @dev An order is asked after by views and then minted to, or not. The mint is never tried: a try lets whoever calls
/// give it too little gas and so take an allotment from an investor.
abstract contract Closing is OrderQueues {
    /// @dev Price of all that is allotted.
    uint256 internal _raised;

    /// @dev Goes over up to `count` further entries of the queues, class by class. Returns whether it came to the end.
    function _walk(Progress memory p, uint256 count, function(uint256, uint256, uint256) pass) internal returns (bool) {
        uint256 classes = offeringWord(CLASSES);
        // At most all there are, so that nothing overflows below.
        count = Math.min(count, p.entries);
        while (p.number < classes) {
            uint256 length = _books[p.number].queue.length;
            uint256 end = Math.min(length, p.next + count);
            pass(p.number, p.next, end);
            count -= end - p.next;
            // Safe casts: a queue has fewer than 2^32 entries.
            p.done += uint32(end - p.next);
            p.next = uint32(end);
            if (end < length) return false;
            // A deal has fewer classes than a byte counts.
            ++p.number;
            p.next = 0;
        }
        (p.number, p.done) = (0, 0);
        return true;
    }

    // The first pass

    function _count(uint256 number, uint256 first, uint256 end) internal {
        OfferedClass memory c = offeredClass(number);
        ClassBook storage book = _books[number];
        uint256 counted = book.counted;
        for (uint256 i = first; i < end; ++i) {
            address investor = book.queue[i];
            if (investor == address(0)) continue;
            Order storage order = _orders[number][investor];
            uint256 units = order.units;
            if (_mayReceive(c, number, investor, units)) {
                order.counted = true;
                counted += units;
            }
        }
        // Safe cast: at most what was ordered, of 128 bits.
        book.counted = uint128(counted);
        if (end == book.queue.length) emit ClassCounted(number, end, counted, c.face);
    }

    /// @dev A class that nobody would hold can't be paid.
    function _isDemanded(uint256 number) internal view returns (bool) {
        OfferedClass memory c = offeredClass(number);
        uint256 counted = _books[number].counted;
        return c.price == 0 || (counted != 0 && Math.min(counted, c.face) >= c.minimum);
    }

    // The second pass

    function _settle(uint256 number, uint256 first, uint256 end) internal {
        OfferedClass memory c = offeredClass(number);
        ClassBook storage book = _books[number];
        for (uint256 i = first; i < end; ++i) {
            address investor = book.queue[i];
            if (investor == address(0)) continue;
            Order memory order = _orders[number][investor];
            uint256 units = _allotmentOf(c, book, order);
            if (units != 0 && !_mayReceive(c, number, investor, units)) units = 0;
            // Safe cast: at most what was ordered.
            order.allotted = uint96(units);
            order.settled = true;
            _orders[number][investor] = order;
            if (units != 0) _allot(c, number, investor, units);
        }
    }

    /// @dev What the order gets if its investor may receive it, and the order counted as passed.
    function _allotmentOf(
        OfferedClass memory c,
        ClassBook storage book,
        Order memory order
    ) private returns (uint256 units) {
        if (!order.counted) return 0;
        if (offeringWord(FIRST_COME) != 0) return Allotment.firstCome(c, order.units, book.minted);
        uint256 passed = book.passed;
        // Safe cast: at most what was counted.
        book.passed = uint128(passed + order.units);
        return Allotment.proRata(c, order.units, passed, book.counted);
    }

    function _allot(OfferedClass memory c, uint256 number, address investor, uint256 units) private {
        uint256 cash = _price(c, units);
        // Safe cast: all allotments of a class are at most its face.
        _books[number].minted += uint96(units);
        _raised += cash;
        emit Allotted(investor, number, units, cash);
        IERC3643(c.token).mint(Admission.standIn(c.token, investor), units);
    }

    /// @dev What the terms ask for was sold, after all who lapsed.
    function _isSold(uint256 number) internal view returns (bool) {
        OfferedClass memory c = offeredClass(number);
        uint256 minted = _books[number].minted;
        return c.price == 0 || (minted != 0 && minted >= c.minimum);
    }

    /// @dev A lost wallet's order is its successor's.
    function _mayReceive(
        OfferedClass memory c,
        uint256 number,
        address investor,
        uint256 units
    ) private returns (bool may) {
        may = Admission.mayReceive(c.token, Admission.standIn(c.token, investor), units);
        if (may) return may;
        Admission.requireSure();
        emit OrderNotEligible(investor, number, units);
    }
}
