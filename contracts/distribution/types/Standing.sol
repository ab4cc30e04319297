// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Standing: where a paying agent stands, in one word
/// @notice `booked:128 | last date:16 | era:16 | closed:16`, from the lowest bit up.
/// @dev Read and written by every declaration and every collection: a word of its own type is taken apart once.
type Standing is uint256;

using { bookedOf, lastDateOf, eraOf, isClosed, withBooked, withLastDate, withEra, withClosed } for Standing global;

uint256 constant LAST_DATE_SHIFT = 128;
uint256 constant ERA_SHIFT = 144;
uint256 constant CLOSED_SHIFT = 160;
uint256 constant BOOKED_MASK = type(uint128).max;
uint256 constant FIELD_MASK = type(uint16).max;

/// @dev All that is somebody's in the current asset, in the deal's units.
function bookedOf(Standing self) pure returns (uint256) {
    return Standing.unwrap(self) & BOOKED_MASK;
}

/// @dev Number of the last date declared; 0 before the first.
function lastDateOf(Standing self) pure returns (uint256) {
    return (Standing.unwrap(self) >> LAST_DATE_SHIFT) & FIELD_MASK;
}

/// @dev Number of the current settlement asset, from 0.
function eraOf(Standing self) pure returns (uint256) {
    return (Standing.unwrap(self) >> ERA_SHIFT) & FIELD_MASK;
}

/// @dev Whether the class can never be paid again.
function isClosed(Standing self, uint256 classNumber) pure returns (bool) {
    return (Standing.unwrap(self) >> (CLOSED_SHIFT + classNumber)) & 1 != 0;
}

/// @dev `amount` fits 128 bits, the caller knows.
function withBooked(Standing self, uint256 amount) pure returns (Standing) {
    return Standing.wrap((Standing.unwrap(self) & ~BOOKED_MASK) | amount);
}

/// @dev `date` fits 16 bits, the caller knows.
function withLastDate(Standing self, uint256 date) pure returns (Standing) {
    return Standing.wrap((Standing.unwrap(self) & ~(FIELD_MASK << LAST_DATE_SHIFT)) | (date << LAST_DATE_SHIFT));
}

/// @dev `era` fits 16 bits, the caller knows.
function withEra(Standing self, uint256 era) pure returns (Standing) {
    return Standing.wrap((Standing.unwrap(self) & ~(FIELD_MASK << ERA_SHIFT)) | (era << ERA_SHIFT));
}

/// @dev At most 16 classes.
function withClosed(Standing self, uint256 classNumber) pure returns (Standing) {
    return Standing.wrap(Standing.unwrap(self) | (1 << (CLOSED_SHIFT + classNumber)));
}
