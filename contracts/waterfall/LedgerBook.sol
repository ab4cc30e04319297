// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Program } from "./Program.sol";
import {
    ACCOUNTS,
    BALANCE,
    CEILING,
    DEFICIENCY,
    DUE,
    INTEREST_DUE,
    MEMORY,
    OVER,
    WRITTEN_OFF,
    classCell,
    feeCell
} from "./types/Cells.sol";

/// @title LedgerBook: the cells that a deal keeps from date to date, two to a word
/// @dev Before the first date nothing is stored: the openings stand in the program.
abstract contract LedgerBook {
    uint256 private constant _CELLS_OF_CLASS = 5;
    uint256 private constant _CELLS_OF_FEE = 2;
    uint256 private constant _CELL_BITS = 128;

    mapping(uint256 pair => uint256 cells) private _pairs;

    /// @dev How many cells are kept: of each class balance, interest due, deficiency, written off and ceiling, of each
    /// fee both dues, accounts, memory.
    function _keptCount(Program memory p) internal pure returns (uint256) {
        // Numbers of a byte each.
        unchecked {
            return p.classes * _CELLS_OF_CLASS + p.fees * _CELLS_OF_FEE + p.accounts + p.memories;
        }
    }

    /// @dev Their numbers, in the order in which they are kept.
    function _keptNumbers(Program memory p) internal pure returns (uint256[] memory numbers) {
        numbers = new uint256[](_keptCount(p));
        uint256 i;
        // Numbers of a byte each; `i` stays below the length just worked out.
        unchecked {
            for (uint256 k = 0; k < p.classes; ++k) {
                numbers[i++] = classCell(k, BALANCE);
                numbers[i++] = classCell(k, INTEREST_DUE);
                numbers[i++] = classCell(k, CEILING);
                numbers[i++] = classCell(k, DEFICIENCY);
                numbers[i++] = classCell(k, WRITTEN_OFF);
            }
            for (uint256 k = 0; k < p.fees; ++k) {
                numbers[i++] = feeCell(k, DUE);
                numbers[i++] = feeCell(k, OVER);
            }
            for (uint256 k = 0; k < p.accounts; ++k) numbers[i++] = ACCOUNTS + k;
            for (uint256 k = 0; k < p.memories; ++k) numbers[i++] = MEMORY + k;
        }
    }

    /// @dev Sets the kept cells. `pairs` is what was read, for `_save` to write only what changed; empty when `fresh`.
    function _load(
        Program memory p,
        uint256[] memory cells,
        bool fresh
    ) internal view returns (uint256[] memory numbers, uint256[] memory pairs) {
        numbers = _keptNumbers(p);
        pairs = new uint256[]((numbers.length + 1) / 2);
        if (fresh) {
            _open(p, cells);
            return (numbers, pairs);
        }
        for (uint256 i = 0; i < numbers.length; ++i) {
            if (i & 1 == 0) {
                pairs[i >> 1] = _pairs[i >> 1];
                // The cast keeps the lower cell.
                cells[numbers[i]] = uint128(pairs[i >> 1]);
            } else {
                cells[numbers[i]] = pairs[i >> 1] >> _CELL_BITS;
            }
        }
    }

    function _save(uint256[] memory cells, uint256[] memory numbers, uint256[] memory pairs) internal {
        for (uint256 i = 0; i < numbers.length; i += 2) {
            // A cell has 120 bits.
            uint256 pair = cells[numbers[i]];
            if (i + 1 < numbers.length) pair |= cells[numbers[i + 1]] << _CELL_BITS;
            if (pair != pairs[i >> 1]) _pairs[i >> 1] = pair;
        }
    }

    function _open(Program memory p, uint256[] memory cells) private pure {
        for (uint256 k = 0; k < p.classes; ++k) {
            cells[classCell(k, BALANCE)] = p.classOpening(k);
            cells[classCell(k, CEILING)] = p.face(k);
        }
        for (uint256 k = 0; k < p.fees; ++k) cells[feeCell(k, DUE)] = p.feeOpening(k);
        for (uint256 k = 0; k < p.accounts; ++k) cells[ACCOUNTS + k] = p.accountOpening(k);
        for (uint256 k = 0; k < p.memories; ++k) cells[MEMORY + k] = p.memoryOpening(k);
    }
}
