// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { OfferedClass } from "./OfferedClass.sol";

// The table of an offering lies in its clone's code as an encoded OfferingTable; read from there, a word costs a tenth
// of a slot. These functions read the code of the contract that runs.

/// @dev The clone's own 45 bytes, then the offset with which an encoded struct begins.
uint256 constant FIRST_WORD = 77;
uint256 constant WORD = 32;

// Words of the table in the order of OfferingTable; its terms have six of them.
uint256 constant OPENS = 0;
uint256 constant CLOSES = 1;
uint256 constant SETTLE_BY = 2;
uint256 constant FIRST_COME = 3;
uint256 constant OFFEREES = 4;
uint256 constant ASSET = 6;
uint256 constant CURRENCY = 7;
uint256 constant SCALE = 8;
/// @dev The length of the list of classes, behind which they lie.
uint256 constant CLASSES = 10;
uint256 constant CLASS_WORDS = 7;

function offeringWord(uint256 index) view returns (uint256 word) {
    uint256 place = FIRST_WORD + index * WORD;
    assembly ("memory-safe") {
        extcodecopy(address(), 0, place, 32)
        word := mload(0)
    }
}

/// @notice Class `number`, which must be below the length of the list.
function offeredClass(uint256 number) view returns (OfferedClass memory c) {
    uint256 place = FIRST_WORD + (CLASSES + 1 + number * CLASS_WORDS) * WORD;
    // Seven words encoded are the seven words of the struct in memory, and were encoded from these types.
    assembly ("memory-safe") {
        extcodecopy(address(), c, place, 224)
    }
}
