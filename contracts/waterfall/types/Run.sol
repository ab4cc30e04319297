// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { least, saturated } from "./Amounts.sol";
import { NONE, OUTSIDE } from "./Cells.sol";
import { Step } from "./Step.sol";

/// @notice What a run carries from step to step.
struct Run {
    uint256[] cells;
    // Three amounts for each step from op 8 on, and where those of this step begin.
    bytes flows;
    uint256 flowAt;
    // Where each table begins.
    uint256[] tables;
    bytes code;
    uint256 classes;
    uint256 ledgerMask;
    // What is left of the deposit.
    uint256 deposit;
    uint256 cashIn;
    uint256 cashOut;
}

// Cells change through these three functions only.

/// @dev What a step calculated.
function store(uint256[] memory cells, Step step, uint256 value) pure {
    cells[step.operandD()] = value;
}

/// @dev What leaves one place comes to another. Checked: should an op be wrong, the date reverts and no cash is made.
/// Cash stays below 2^120: it all came in deposits and openings below 2^100, of at most 2^16 dates.
function moveCash(Run memory r, uint256 source, uint256 target, uint256 amount) pure {
    if (source == OUTSIDE) {
        r.deposit -= amount;
        r.cashIn += amount;
    } else {
        r.cells[source] -= amount;
    }
    if (target == OUTSIDE) r.cashOut += amount;
    else r.cells[target] += amount;
}

/// @dev A claim, or the record of what was paid on it, grows or falls. What exceeds the largest number is lost.
function claim(uint256[] memory cells, uint256 cell, uint256 created, uint256 extinguished) pure {
    uint256 grown;
    // Two numbers below 2^120. What is extinguished is checked.
    unchecked {
        grown = saturated(cells[cell] + created);
    }
    cells[cell] = grown - extinguished;
}

uint256 constant FLOW_BYTES = 48;

/// @dev The three amounts that this step is known by, 16 bytes each.
function flow(Run memory r, uint256 first, uint256 second, uint256 third) pure {
    bytes memory flows = r.flows;
    uint256 place = r.flowAt;
    // Two words are written where 48 bytes are this step's: the rest is the next step's, which writes later, or room
    // that was made beyond the last. Amounts are below 2^120.
    assembly ("memory-safe") {
        let start := add(add(flows, 0x20), place)
        mstore(start, or(shl(128, first), second))
        mstore(add(start, 0x20), shl(128, third))
    }
}

/// @dev No more than the cell `limit` says.
function limited(uint256[] memory cells, uint256 amount, uint256 limit) pure returns (uint256) {
    return limit == NONE ? amount : least(amount, cells[limit]);
}
