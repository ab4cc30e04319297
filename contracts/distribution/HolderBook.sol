// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { HolderWord, pageOf } from "./types/HolderWord.sol";

/// @title HolderBook: one word a holder, for each asset and each twelve classes
abstract contract HolderBook {
    mapping(address holder => mapping(uint256 page => HolderWord word)) private _words;

    function _marksOf(address holder) internal view returns (HolderWord) {
        return _words[holder][0];
    }

    function _mark(address holder, uint256 mark, bool on) internal {
        _words[holder][0] = _words[holder][0].withMark(mark, on);
    }

    function _cursorOf(address holder, uint256 era, uint256 classNumber) internal view returns (uint256) {
        return _words[holder][pageOf(era, classNumber)].cursorOf(classNumber);
    }

    /// @dev `date` was declared: it fits a cursor.
    function _moveCursor(address holder, uint256 era, uint256 classNumber, uint256 date) internal {
        uint256 page = pageOf(era, classNumber);
        _words[holder][page] = _words[holder][page].withCursor(classNumber, date);
    }
}
