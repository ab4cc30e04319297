// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { LARGEST } from "./Cells.sol";

// How numbers below 2^120 are calculated with: nothing overflows, nothing falls below zero.

uint256 constant ROUND_UP = 1;
uint256 constant ROUND_HALF_UP = 2;

function saturated(uint256 value) pure returns (uint256) {
    return value > LARGEST ? LARGEST : value;
}

function least(uint256 a, uint256 b) pure returns (uint256) {
    return a < b ? a : b;
}

function lessOrZero(uint256 a, uint256 b) pure returns (uint256) {
    // Subtracted only where it is not below zero.
    unchecked {
        return a > b ? a - b : 0;
    }
}

/// @dev a·b / c, rounded as the mode says, 0 if c is 0. Factors are below 2^120, so the product is below 2^240.
function share(uint256 a, uint256 b, uint256 c, uint256 mode) pure returns (uint256) {
    if (c == 0) return 0;
    unchecked {
        uint256 product = a * b;
        if (mode == ROUND_UP) product += c - 1;
        else if (mode == ROUND_HALF_UP) product += c >> 1;
        return saturated(product / c);
    }
}
