// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Limit: an amount that people set, in 48 bits
/// @notice `mantissa:43 | exponent:5`, mantissa × 10^exponent base units. Limits are round numbers: twelve significant
/// digits
/// are kept exactly, and an amount that needs more is refused, never rounded.
type Limit is uint256;

using { amountOf } for Limit global;

/// @notice The amount has more than twelve significant digits: choose a rounder one.
error LimitNotRound(uint256 amount);

uint256 constant LIMIT_MASK = type(uint48).max;
uint256 constant MANTISSA_MASK = (1 << 43) - 1;

/// @dev Most limits fit as they are: an exponent of zero costs next to nothing.
function amountOf(Limit self) pure returns (uint256) {
    // No overflow: `toLimit` made it of a uint96.
    unchecked {
        return (Limit.unwrap(self) & MANTISSA_MASK) * 10 ** (Limit.unwrap(self) >> 43);
    }
}

/// @dev The exponent of a uint96 is at most 28, and fits.
function toLimit(uint96 amount) pure returns (Limit) {
    uint256 mantissa = amount;
    uint256 exponent = 0;
    while (mantissa > MANTISSA_MASK) {
        require(mantissa % 10 == 0, LimitNotRound(amount));
        mantissa /= 10;
        ++exponent;
    }
    return Limit.wrap(mantissa | (exponent << 43));
}
