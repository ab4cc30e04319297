// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

// The numbers of the machine's cells, as the README of this folder lists them.

/// @dev No operand; as a limit: no limit.
uint256 constant NONE = 0xffff;
/// @dev The source of a `move` that brings in what was deposited.
uint256 constant OUTSIDE = 0xfffe;

uint256 constant FEES = 0x100;
uint256 constant BUCKETS = 0x180;
uint256 constant ACCOUNTS = 0x188;
uint256 constant INPUTS = 0x190;
uint256 constant MEMORY = 0x1d0;
uint256 constant VALUES = 0x200;
uint256 constant CONSTANTS = 0x400;

/// @dev Number of the payment date.
uint256 constant PERIOD = 0x190;
/// @dev Face bought so far on this date, and what it cost.
uint256 constant BOUGHT = 0x191;
uint256 constant COST = 0x192;
/// @dev The first of the inputs that the header lists.
uint256 constant OWN_INPUTS = 0x193;

// Fields of a class: class k begins at k << CLASS_SHIFT.
uint256 constant CLASS_SHIFT = 4;
uint256 constant BALANCE = 0;
uint256 constant INTEREST_DUE = 1;
uint256 constant DEFICIENCY = 2;
uint256 constant WRITTEN_OFF = 3;
uint256 constant TARGET = 4;
uint256 constant CEILING = 5;
uint256 constant INTEREST_PAID = 6;
uint256 constant PRINCIPAL_PAID = 7;
uint256 constant RESIDUAL_PAID = 8;

// Fields of a fee: fee k begins at FEES + (k << FEE_SHIFT).
uint256 constant FEE_SHIFT = 3;
uint256 constant DUE = 0;
uint256 constant OVER = 1;
uint256 constant PAID = 2;
uint256 constant OVER_PAID = 3;

/// @dev The largest number of a cell: what would be larger is this.
uint256 constant LARGEST = type(uint120).max;
/// @dev A date's deposit and what an account starts with are below this: 2^16 dates can't bring cash to LARGEST.
uint256 constant CASH_LIMIT = 1 << 100;

function classCell(uint256 k, uint256 field) pure returns (uint256) {
    return (k << CLASS_SHIFT) + field;
}

function feeCell(uint256 k, uint256 field) pure returns (uint256) {
    return FEES + (k << FEE_SHIFT) + field;
}
