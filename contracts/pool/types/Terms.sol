// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Sums } from "./Sums.sol";

// The terms of a pool lie in its clone's code as an encoded PoolTerms; read from there, a word costs a tenth of a slot.

/// @dev The clone's own 45 bytes, then the offset with which an encoded struct begins.
uint256 constant FIRST_TERM = 77;
uint256 constant WORD = 32;

// Words of the terms in the order of PoolTerms; eligibility has eight of them.
uint256 constant CONTRACT_RATE = 0;
uint256 constant BAND = 1;
uint256 constant HOLD_HOURS = 2;
uint256 constant GRACE_DAYS = 3;
uint256 constant SUCCESSION_DAYS = 4;
uint256 constant CURE_DAYS = 5;
uint256 constant CUT_OFF = 6;
uint256 constant TOP_HASH = 7;
uint256 constant FILED_SUMS = 8;
/// @dev The length of the forecast, behind which its entries lie.
uint256 constant FORECAST = 18;
uint256 constant FORECAST_BYTES = 16;
uint256 constant FORECAST_SHIFT = 128;

function termOf(address pool, uint256 index) view returns (uint256) {
    return _codeWord(pool, FIRST_TERM + index * WORD);
}

function filedSums(address pool) view returns (Sums) {
    return Sums.wrap(termOf(pool, FILED_SUMS));
}

/// @notice The cash forecast for the period that comes after `closed` others; beyond the last nothing is forecast.
function forecastOf(address pool, uint256 closed) view returns (uint256) {
    if (closed >= termOf(pool, FORECAST) / FORECAST_BYTES) return 0;
    // Inside the forecast; what was read behind the entry is shifted out.
    return _codeWord(pool, FIRST_TERM + (FORECAST + 1) * WORD + closed * FORECAST_BYTES) >> FORECAST_SHIFT;
}

function _codeWord(address pool, uint256 place) view returns (uint256 word) {
    assembly ("memory-safe") {
        extcodecopy(pool, 0, place, 32)
        word := mload(0)
    }
}
