// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Dice: many choices out of one random word
struct Dice {
    uint256 word;
}

using { roll, between, oneIn } for Dice global;

/// @dev 0 to sides − 1.
function roll(Dice memory self, uint256 sides) pure returns (uint256) {
    self.word = uint256(keccak256(abi.encode(self.word)));
    return self.word % sides;
}

/// @dev Both ends included.
function between(Dice memory self, uint256 low, uint256 high) pure returns (uint256) {
    return low + roll(self, high - low + 1);
}

function oneIn(Dice memory self, uint256 sides) pure returns (bool) {
    return roll(self, sides) == 0;
}
