// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title HolderWord: how far a holder has collected, class by class, in one word
/// @notice Twelve cursors of 16 bits, then marks. A cursor is the number of the last date collected, 0 for none. A
/// holder has a page of classes 0 to 11 and one of classes 12 to 15 for each settlement asset there was; marks are on
/// its first page only.
type HolderWord is uint256;

using { cursorOf, withCursor, hasMark, withMark } for HolderWord global;

uint256 constant CURSOR_BITS = 16;
uint256 constant CURSORS = 12;
uint256 constant PAGES_PER_ASSET = 2;
/// @dev Pages times cursors would hold 24; a program has at most 16 classes.
uint256 constant CLASS_LIMIT = 16;

/// @dev A payout address was named: only then is it looked up.
uint256 constant HAS_PAYOUT = 1 << 192;
/// @dev What the holder is owed is attached: only then is the attachment looked up.
uint256 constant IS_ATTACHED = 1 << 193;

function pageOf(uint256 era, uint256 classNumber) pure returns (uint256) {
    return era * PAGES_PER_ASSET + classNumber / CURSORS;
}

function cursorOf(HolderWord self, uint256 classNumber) pure returns (uint256) {
    return (HolderWord.unwrap(self) >> _shiftOf(classNumber)) & type(uint16).max;
}

/// @dev `date` fits 16 bits: a declared date does.
function withCursor(HolderWord self, uint256 classNumber, uint256 date) pure returns (HolderWord) {
    uint256 shift = _shiftOf(classNumber);
    uint256 rest = HolderWord.unwrap(self) & ~(uint256(type(uint16).max) << shift);
    return HolderWord.wrap(rest | (date << shift));
}

function hasMark(HolderWord self, uint256 mark) pure returns (bool) {
    return HolderWord.unwrap(self) & mark != 0;
}

function withMark(HolderWord self, uint256 mark, bool on) pure returns (HolderWord) {
    return HolderWord.wrap(on ? HolderWord.unwrap(self) | mark : HolderWord.unwrap(self) & ~mark);
}

function _shiftOf(uint256 classNumber) pure returns (uint256) {
    return (classNumber % CURSORS) * CURSOR_BITS;
}
