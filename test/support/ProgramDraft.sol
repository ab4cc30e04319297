// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice A program before it is bytes, every section as it will stand.
struct ProgramDraft {
    uint8 decimals;
    uint8 classes;
    uint8 fees;
    uint8 buckets;
    uint8 accounts;
    uint8 memories;
    uint8 tableCount;
    uint16 constants;
    uint16 firstDate;
    uint16 ledgerMask;
    uint24 recordTime;
    uint8 width;
    bytes inputs;
    bytes cashOrder;
    bytes amounts;
    bytes dates;
    bytes tables;
    bytes shown;
    bytes checks;
    bytes steps;
}

using { encode } for ProgramDraft global;

uint16 constant NO = 0xffff;
uint16 constant FROM_OUTSIDE = 0xfffe;

// Ops by their names.
uint8 constant ADD = 0;
uint8 constant PART = 4;
uint8 constant LOOK = 7;
uint8 constant OWE = 8;
uint8 constant ACCRUE = 9;
uint8 constant BOOK = 10;
uint8 constant WRITE = 11;
uint8 constant CAPITALISE = 12;
uint8 constant MOVE = 13;
uint8 constant PAY = 14;
uint8 constant BUY = 15;

function encode(ProgramDraft memory self) pure returns (bytes memory) {
    bytes memory counts = abi.encodePacked(
        self.decimals,
        self.classes,
        self.fees,
        self.buckets,
        self.accounts,
        uint8(self.inputs.length),
        uint8(self.cashOrder.length),
        self.memories,
        self.tableCount,
        uint8(self.checks.length / 2)
    );
    bytes memory header = abi.encodePacked(
        "SLW1",
        counts,
        self.constants,
        uint16(self.steps.length / 16),
        uint16(self.dates.length / 4),
        self.firstDate,
        uint16(self.shown.length / 2),
        self.ledgerMask,
        self.recordTime,
        self.width
    );
    bytes memory first = abi.encodePacked(header, self.inputs, self.cashOrder, self.amounts, self.dates);
    return abi.encodePacked(first, self.tables, self.shown, self.checks, self.steps);
}

/// @notice The 16 bytes of a step without gate, mode and mask.
function makeStep(uint8 op, uint16 d, uint16 a, uint16 b, uint16 c, uint16 e) pure returns (bytes memory) {
    return makeFullStep(op, 0, NO, 0, abi.encodePacked(d, a, b, c, e));
}

/// @param operands d, a, b, c and e, two bytes each
function makeFullStep(
    uint8 op,
    uint8 mode,
    uint16 gate,
    uint16 mask,
    bytes memory operands
) pure returns (bytes memory) {
    return abi.encodePacked(op, mode, gate, mask, operands);
}
