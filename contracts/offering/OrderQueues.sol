// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Admission } from "./Admission.sol";
import { Escrow } from "./Escrow.sol";
import { OfferedClass } from "./types/OfferedClass.sol";
import { CLASSES, FIRST_COME, OFFEREES, offeredClass, offeringWord } from "./types/OfferingCode.sol";
import { ClassBook, Order, Progress } from "./types/OrderBook.sol";

/// @title OrderQueues: who ordered how much of which class, in the order they came
abstract contract OrderQueues is Escrow {
    Progress internal _progress;
    mapping(uint256 classNumber => ClassBook book) internal _books;
    mapping(uint256 classNumber => mapping(address investor => Order order)) internal _orders;
    /// @dev Kept only where the exemption has a limit.
    mapping(address identity => bool counted) private _offerees;

    /// @dev Books `units` more for `investor`. Returns the order's units with them, and what is to be paid for them.
    function _addOrder(uint256 number, address investor, uint256 units) internal returns (uint256 total, uint256 cash) {
        OfferedClass memory c = _classAt(number);
        require(c.price != 0, ClassNotOffered(number));
        Order memory order = _orders[number][investor];
        total = order.units + units;
        require(units != 0 && total >= c.denomination, BelowDenomination(total, c.denomination));
        require(units % c.lot == 0, NotAMultipleOfLot(units, c.lot));
        require(total <= c.face, AboveFace(total, c.face));
        _countOfferee(Admission.requireMayReceive(c.token, investor, total));
        cash = _price(c, total) - _price(c, order.units);
        ClassBook storage book = _books[number];
        if (order.place == 0 || offeringWord(FIRST_COME) != 0) order.place = _queue(book, investor, order.place);
        // Safe casts: at most the face, of 96 bits; a queue of 2^32 such orders fits 128.
        order.units = uint96(total);
        book.ordered += uint128(units);
        _orders[number][investor] = order;
    }

    /// @dev Takes the whole order of `investor` off the books. Returns its units and what was paid for them.
    function _dropOrder(uint256 number, address investor) internal returns (uint256 units, uint256 cash) {
        OfferedClass memory c = _classAt(number);
        Order memory order = _orders[number][investor];
        require(order.units != 0, NothingSubscribed(investor, number));
        ClassBook storage book = _books[number];
        book.queue[order.place - 1] = address(0);
        book.ordered -= order.units;
        delete _orders[number][investor];
        return (order.units, _price(c, order.units));
    }

    /// @dev To the end of the queue: who asks for more where the first to come is served first, comes anew.
    function _queue(ClassBook storage book, address investor, uint256 former) private returns (uint32) {
        if (former != 0) book.queue[former - 1] = address(0);
        book.queue.push(investor);
        // Overflows, and so refuses, at the 2^32nd order of the offering.
        ++_progress.entries;
        // Safe cast: the queue is no longer than all queues together.
        return uint32(book.queue.length);
    }

    /// @dev Who was once offered stays counted, even if the order is taken back: the exemption limits offers.
    function _countOfferee(address identity) private {
        uint256 limit = offeringWord(OFFEREES);
        if (limit == 0 || _offerees[identity]) return;
        require(_progress.offerees < limit, TooManyOfferees(limit));
        _offerees[identity] = true;
        ++_progress.offerees;
    }

    function _classAt(uint256 number) internal view returns (OfferedClass memory) {
        require(number < offeringWord(CLASSES), NoSuchClass(number));
        return offeredClass(number);
    }
}
