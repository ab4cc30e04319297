// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { OfferingStage } from "../interfaces/IOffering.sol";

/// @notice One investor's order for one class: a slot.
/// @param place in the queue of the class, counted from 1
/// @param counted whether it takes part in the allotment
/// @param settled whether the second pass has been here
/// @param refunded whether the rest was taken back
struct Order {
    uint96 units;
    uint96 allotted;
    uint32 place;
    bool counted;
    bool settled;
    bool refunded;
}

/// @notice The orders of one class.
/// @param queue who ordered, in the order they came; zero where an order was taken back or lost its place
/// @param ordered units of all orders
/// @param counted units of those that take part in the allotment
/// @param passed units of those that the second pass has been to
/// @param minted units minted
struct ClassBook {
    address[] queue;
    uint128 ordered;
    uint128 counted;
    uint128 passed;
    uint96 minted;
}

/// @notice How far the offering is: a slot.
/// @param number class the pass at hand is in
/// @param next place in its queue from which the pass goes on
/// @param entries in the queues of all classes
/// @param done entries that the pass at hand has been to
/// @param offerees investors counted against the exemption's limit
struct Progress {
    OfferingStage stage;
    uint8 number;
    uint32 next;
    uint32 entries;
    uint32 done;
    uint32 offerees;
}
