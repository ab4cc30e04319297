// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { STEP_BYTES } from "./types/Step.sol";

/// @notice A program with the counts of its header and the places of its sections, bytes from the program's first.
/// @dev The places can be trusted once the program was validated; reading beyond the end gives whatever memory holds.
struct Program {
    bytes code;
    uint256 decimals;
    uint256 classes;
    uint256 fees;
    uint256 buckets;
    uint256 accounts;
    uint256 inputs;
    uint256 cashInputs;
    uint256 memories;
    uint256 tables;
    uint256 checks;
    uint256 constants;
    uint256 steps;
    uint256 dates;
    uint256 firstDate;
    uint256 shown;
    uint256 ledgerMask;
    uint256 recordTime;
    uint256 width;
    uint256 amountsAt;
    uint256 datesAt;
    uint256 tablesAt;
}

using {
    amountAt,
    inputCode,
    cashInput,
    face,
    classOpening,
    feeOpening,
    accountOpening,
    memoryOpening,
    constantsAt,
    paymentDay,
    recordDay,
    shownCell,
    checkCell,
    stepsAt,
    shownAt,
    checksAt
} for Program global;

bytes4 constant MAGIC = "SLW1";
uint256 constant HEADER_BYTES = 30;
uint256 constant DAY_SECONDS = 86_400;

/// @notice Reads the header and works out where the sections are. It does not validate.
function readProgram(bytes memory code) pure returns (Program memory p) {
    uint256 header;
    // The 26 bytes after the magic, decimals uppermost.
    assembly ("memory-safe") {
        header := mload(add(code, 0x24))
    }
    p.code = code;
    p.decimals = header >> 248;
    p.classes = (header >> 240) & 0xff;
    p.fees = (header >> 232) & 0xff;
    p.buckets = (header >> 224) & 0xff;
    p.accounts = (header >> 216) & 0xff;
    p.inputs = (header >> 208) & 0xff;
    p.cashInputs = (header >> 200) & 0xff;
    p.memories = (header >> 192) & 0xff;
    p.tables = (header >> 184) & 0xff;
    p.checks = (header >> 176) & 0xff;
    p.constants = (header >> 160) & 0xffff;
    p.steps = (header >> 144) & 0xffff;
    p.dates = (header >> 128) & 0xffff;
    p.firstDate = (header >> 112) & 0xffff;
    p.shown = (header >> 96) & 0xffff;
    p.ledgerMask = (header >> 80) & 0xffff;
    p.recordTime = (header >> 56) & 0xffffff;
    p.width = (header >> 48) & 0xff;
    // Sums and products of numbers of two bytes.
    unchecked {
        uint256 amounts = 2 * p.classes + p.fees + p.accounts + p.memories + p.constants;
        p.amountsAt = HEADER_BYTES + p.inputs + p.cashInputs;
        p.datesAt = p.amountsAt + amounts * p.width;
        p.tablesAt = p.datesAt + 4 * p.dates;
    }
}

/// @notice `width` bytes, at most 32, as a number.
function readNumber(bytes memory code, uint256 offset, uint256 width) pure returns (uint256 value) {
    // The upper bytes of the word that begins there.
    assembly ("memory-safe") {
        value := shr(sub(256, shl(3, width)), mload(add(add(code, 0x20), offset)))
    }
}

/// @notice The `i`-th amount of the six sections of amounts, which stand one after the other: faces, openings of
/// classes, fees, accounts and memory, constants.
function amountAt(Program memory self, uint256 i) pure returns (uint256) {
    return readNumber(self.code, self.amountsAt + i * self.width, self.width);
}

/// @notice What a report must give in input `i`, counted from 0.
function inputCode(Program memory self, uint256 i) pure returns (uint256) {
    return readNumber(self.code, HEADER_BYTES + i, 1);
}

/// @notice Index of the input to which arrived cash is put as the `i`-th.
function cashInput(Program memory self, uint256 i) pure returns (uint256) {
    return readNumber(self.code, HEADER_BYTES + self.inputs + i, 1);
}

function face(Program memory self, uint256 class) pure returns (uint256) {
    return amountAt(self, class);
}

function classOpening(Program memory self, uint256 class) pure returns (uint256) {
    return amountAt(self, self.classes + class);
}

function feeOpening(Program memory self, uint256 fee) pure returns (uint256) {
    return amountAt(self, 2 * self.classes + fee);
}

function accountOpening(Program memory self, uint256 account) pure returns (uint256) {
    return amountAt(self, 2 * self.classes + self.fees + account);
}

function memoryOpening(Program memory self, uint256 cell) pure returns (uint256) {
    return amountAt(self, 2 * self.classes + self.fees + self.accounts + cell);
}

/// @notice Where the constants begin, `width` bytes each.
function constantsAt(Program memory self) pure returns (uint256) {
    return self.datesAt - self.constants * self.width;
}

/// @notice Payment day of the date with this number, the first of the deal is 1: days since 1970-01-01.
function paymentDay(Program memory self, uint256 date) pure returns (uint256) {
    return readNumber(self.code, self.datesAt + 4 * (date - 1), 2);
}

/// @notice Record day of the date with this number; the record date is `recordTime` seconds after its 00:00 UTC.
function recordDay(Program memory self, uint256 date) pure returns (uint256) {
    return readNumber(self.code, self.datesAt + 4 * (date - 1) + 2, 2);
}

function shownCell(Program memory self, uint256 i) pure returns (uint256) {
    return readNumber(self.code, self.shownAt() + 2 * i, 2);
}

function checkCell(Program memory self, uint256 i) pure returns (uint256) {
    return readNumber(self.code, self.checksAt() + 2 * i, 2);
}

// The last three sections are found from the end: nothing stands after the steps.

function stepsAt(Program memory self) pure returns (uint256) {
    return self.code.length - STEP_BYTES * self.steps;
}

function checksAt(Program memory self) pure returns (uint256) {
    return self.stepsAt() - 2 * self.checks;
}

function shownAt(Program memory self) pure returns (uint256) {
    return self.checksAt() - 2 * self.shown;
}
