// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { HolderWord } from "./types/HolderWord.sol";

/// @title HolderBook: one word a holder, for each asset and each twelve classes
abstract contract HolderBook {
    mapping(uint256 key => HolderWord word) private _words;

    /// @dev A page number stays far below 2^96.
    function _keyOf(address holder, uint256 page) internal pure returns (uint256) {
        return (page << 160) | uint160(holder);
    }

    function _wordAt(uint256 key) internal view returns (HolderWord) {
        return _words[key];
    }

    function _setWord(uint256 key, HolderWord word) internal {
        _words[key] = word;
    }

    function _marksOf(address holder) internal view returns (HolderWord) {
        return _words[_keyOf(holder, 0)];
    }

    function _mark(address holder, uint256 mark, bool on) internal {
        uint256 key = _keyOf(holder, 0);
        _words[key] = _words[key].withMark(mark, on);
    }
}
