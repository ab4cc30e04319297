// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

// The scheduled record dates of a deal lie in its clone's code, where a token of the deal reads them without a call:
// `record time:3 | number of dates:2 | day:2 each`, days since 1970-01-01, the time in seconds after 00:00 UTC.

/// @dev Where it begins in a deal's code; what stands before it is in {DealTable}.
uint256 constant SCHEDULE_AT = 480;
uint256 constant DAYS_AT = 485;
uint256 constant DAY_BYTES = 2;
uint256 constant SECONDS_OF_DAY = 86_400;

/// @dev Stands for "no date"; none can have this value.
uint256 constant NO_DATE = 0xffffffffff;

/// @notice 32 bytes of the code of `deal`; zeros beyond its end.
function codeWord(address deal, uint256 place) view returns (uint256 word) {
    assembly ("memory-safe") {
        extcodecopy(deal, 0, place, 32)
        word := mload(0)
    }
}

/// @notice How many dates are scheduled, and the time of day.
function scheduleHead(address deal) view returns (uint256 count, uint256 time) {
    uint256 head = codeWord(deal, SCHEDULE_AT);
    return ((head >> 216) & type(uint16).max, head >> 232);
}

/// @notice The scheduled date with this number, counted from 0.
function scheduledDate(address deal, uint256 number, uint256 time) view returns (uint256) {
    return (codeWord(deal, DAYS_AT + number * DAY_BYTES) >> 240) * SECONDS_OF_DAY + time;
}

/// @notice The last scheduled date at or before `moment`, 0 if there is none, and the first after it, or `NO_DATE`.
/// @dev The days don't fall, as {Deal} has made sure. In assembly, since a token does this once a date, in somebody's
/// transfer: one look at the code for all days, and 90 gas for each halving of their number. Days of two bytes and a
/// time of three: nothing overflows. The days are put beyond the free memory, where they are nobody's and need not
/// stay.
function scheduledAround(address deal, uint256 moment) view returns (uint256 last, uint256 next) {
    assembly ("memory-safe") {
        extcodecopy(deal, 0, SCHEDULE_AT, 32)
        let head := mload(0)
        let time := shr(232, head)
        let high := and(shr(216, head), 0xffff)
        let days_ := mload(0x40)
        extcodecopy(deal, days_, DAYS_AT, mul(high, DAY_BYTES))
        next := NO_DATE
        let low := 0
        for {} lt(low, high) {} {
            let middle := shr(1, add(low, high))
            let date := add(mul(shr(240, mload(add(days_, mul(middle, DAY_BYTES)))), SECONDS_OF_DAY), time)
            switch gt(date, moment)
            case 0 {
                low := add(middle, 1)
                last := date
            }
            default {
                high := middle
                next := date
            }
        }
    }
}
