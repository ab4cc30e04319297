// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Sums } from "./Sums.sol";

/// @notice What a pool is created with; it stays in the clone's code and can't be changed.
/// @param contractRate notes currency for one of pool currency, 1e18: the rate the machine counts at
/// @param band how far the actual rate may be from it before the trustee is asked, in 1/10,000 of the contract rate
/// @param holdHours hours an attested report waits; at most 72
/// @param graceDays days after the payment date from which it may be closed without a report
/// @param successionDays days of silence after a payment date from which the backups may sign
/// @param cureDays days an obligation leaves to repurchase
/// @param cutOff day of the filed tape
/// @param topHash hash of the top node of the filed tape
/// @param sums sums of the filed tape
/// @param eligibility what a receivable must satisfy when it enters
/// @param forecast expected cash of each period in units of the notes' currency, 16 bytes each, from the first
struct PoolTerms {
    uint96 contractRate;
    uint16 band;
    uint16 holdHours;
    uint16 graceDays;
    uint16 successionDays;
    uint16 cureDays;
    uint24 cutOff;
    bytes32 topHash;
    Sums sums;
    Eligibility eligibility;
    bytes forecast;
}

/// @notice The criteria a contract can judge on one leaf.
/// @param performed must be performed
/// @param notABill must not be a bill
/// @param transferable must be transferable
/// @param kind this kind only; 0 for any
/// @param currency this currency only; 0 for any
/// @param tenorFrom at least so many days from start to due
/// @param tenorTo at most so many; 0 for any
/// @param overdue at most so many days past due on the day it enters; 65535 for any
struct Eligibility {
    bool performed;
    bool notABill;
    bool transferable;
    uint8 kind;
    bytes3 currency;
    uint16 tenorFrom;
    uint16 tenorTo;
    uint16 overdue;
}

enum Criterion {
    Performed,
    NotABill,
    Transferable,
    Kind,
    Currency,
    Tenor,
    Overdue
}
