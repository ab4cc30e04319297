// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Step: one step of a waterfall program, in its 16 bytes
/// @notice `op:8 | mode:8 | gate:16 | mask:16 | d:16 | a:16 | b:16 | c:16 | e:16`, from the highest bit down.
type Step is uint256;

using { op, mode, gate, mask, operandD, operandA, operandB, operandC, operandE } for Step global;

uint256 constant STEP_BYTES = 16;
uint256 constant OPERAND_MASK = 0xffff;

/// @dev `offset` counts from the first byte of the program; the caller owes that it and the next 15 are in it.
function loadStep(bytes memory program, uint256 offset) pure returns (Step step) {
    // One word is read, its upper half is the step.
    assembly ("memory-safe") {
        step := shr(128, mload(add(add(program, 0x20), offset)))
    }
}

function op(Step self) pure returns (uint256) {
    // Nothing stands above the op: the word was shifted.
    return Step.unwrap(self) >> 120;
}

function mode(Step self) pure returns (uint256) {
    return (Step.unwrap(self) >> 112) & 0xff;
}

function gate(Step self) pure returns (uint256) {
    return (Step.unwrap(self) >> 96) & OPERAND_MASK;
}

function mask(Step self) pure returns (uint256) {
    return (Step.unwrap(self) >> 80) & OPERAND_MASK;
}

function operandD(Step self) pure returns (uint256) {
    return (Step.unwrap(self) >> 64) & OPERAND_MASK;
}

function operandA(Step self) pure returns (uint256) {
    return (Step.unwrap(self) >> 48) & OPERAND_MASK;
}

function operandB(Step self) pure returns (uint256) {
    return (Step.unwrap(self) >> 32) & OPERAND_MASK;
}

function operandC(Step self) pure returns (uint256) {
    return (Step.unwrap(self) >> 16) & OPERAND_MASK;
}

function operandE(Step self) pure returns (uint256) {
    return Step.unwrap(self) & OPERAND_MASK;
}
