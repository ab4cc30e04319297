// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IWaterfall } from "./interfaces/IWaterfall.sol";
import { CONSTANTS, INTEREST_DUE, classCell } from "./types/Cells.sol";

/// @title Subjects: what of a run must be disclosed, and how it is numbered
library Subjects {
    uint256 private constant _CELL_BITS = 16;

    /// @notice Reverts unless each cell can be read after a run.
    /// @param breaches up to six cells of 16 bits, the first lowest; 0 for none
    function requireCells(uint256 breaches) internal pure {
        for (uint256 left = breaches; left != 0; left >>= _CELL_BITS) {
            require(cellAt(left, 0) < CONSTANTS, IWaterfall.NotATriggerCell(cellAt(left, 0)));
        }
    }

    /// @notice Bit k: the k-th of the cells is not 0.
    function tripped(uint256[] memory cells, uint256 breaches) internal pure returns (uint256 on) {
        uint256 bit = 1;
        for (uint256 left = breaches; left != 0; (left >>= _CELL_BITS, bit <<= 1)) {
            uint256 cell = cellAt(left, 0);
            if (cell != 0 && cells[cell] != 0) on |= bit;
        }
    }

    function cellAt(uint256 breaches, uint256 k) internal pure returns (uint256) {
        return uint16(breaches >> (k * _CELL_BITS));
    }

    /// @notice Whether interest due of a class is left unpaid.
    function isUnpaid(uint256[] memory cells, uint256 class) internal pure returns (bool) {
        return cells[classCell(class, INTEREST_DUE)] != 0;
    }

    /// @notice A date and a class or cell: date × 2^16 + number.
    function numbered(uint256 date, uint256 number) internal pure returns (uint64) {
        // Safe cast: a date of 24 bits, a number of 16.
        return uint64((date << _CELL_BITS) | number);
    }
}
