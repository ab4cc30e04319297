// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Program } from "./Program.sol";
import {
    ACCOUNTS,
    BALANCE,
    CEILING,
    CLASS_SHIFT,
    DEFICIENCY,
    DUE,
    FEES,
    FEE_SHIFT,
    INTEREST_DUE,
    MEMORY,
    OVER,
    WRITTEN_OFF,
    classCell
} from "./types/Cells.sol";

/// @notice The kept cells as they were read: their numbers in the order in which they are kept, and the words, two
/// cells each.
struct Kept {
    uint256[] numbers;
    uint256[] pairs;
}

/// @title LedgerBook: the cells that a deal keeps from date to date, two to a word
/// @dev Before it is opened nothing is stored: the openings stand in the program. Most claims are zero most of the
/// time; a bit for each pair says whether it is worth reading.
abstract contract LedgerBook {
    uint256 private constant _CELLS_OF_CLASS = 5;
    uint256 private constant _CELLS_OF_FEE = 2;
    uint256 private constant _CELL_BITS = 128;
    /// @dev The pairs from this one on share the last bit.
    uint256 private constant _LAST_BIT = 63;

    mapping(uint256 pair => uint256 cells) private _pairs;

    /// @dev Numbers of the kept cells, in the order in which they are kept: what is often zero stands together.
    function _keptNumbers(Program memory p) internal pure returns (uint256[] memory numbers) {
        (uint256 classes, uint256 fees) = (p.classes, p.fees);
        // Numbers of a byte each.
        unchecked {
            numbers = new uint256[](classes * _CELLS_OF_CLASS + fees * _CELLS_OF_FEE + p.accounts + p.memories);
        }
        uint256 next = _list(numbers, 0, classes, BALANCE, 1 << CLASS_SHIFT);
        next = _list(numbers, next, classes, CEILING, 1 << CLASS_SHIFT);
        next = _list(numbers, next, p.accounts, ACCOUNTS, 1);
        next = _list(numbers, next, p.memories, MEMORY, 1);
        next = _list(numbers, next, classes, INTEREST_DUE, 1 << CLASS_SHIFT);
        next = _list(numbers, next, classes, DEFICIENCY, 1 << CLASS_SHIFT);
        next = _list(numbers, next, classes, WRITTEN_OFF, 1 << CLASS_SHIFT);
        next = _list(numbers, next, fees, FEES + DUE, 1 << FEE_SHIFT);
        _list(numbers, next, fees, FEES + OVER, 1 << FEE_SHIFT);
    }

    /// @dev Puts `count` cells from `first` on, `apart` from each other, at the places from `next` on.
    function _list(
        uint256[] memory numbers,
        uint256 next,
        uint256 count,
        uint256 first,
        uint256 apart
    ) private pure returns (uint256) {
        // Cells below 1024, places below the length, which was worked out from the same counts.
        unchecked {
            for (uint256 k = 0; k < count; ++k) numbers[next++] = first + k * apart;
        }
        return next;
    }

    /// @dev Sets the kept cells.
    /// @param bits which pairs are not zero, as `_save` said
    function _load(Program memory p, uint256[] memory cells, uint256 bits) internal view returns (Kept memory kept) {
        kept = _empty(p);
        // Places below the lengths of the arrays.
        unchecked {
            for (uint256 i = 0; i < kept.pairs.length; ++i) {
                if (bits & _bitOf(i) == 0) continue;
                uint256 pair = _pairs[i];
                kept.pairs[i] = pair;
                // The cast keeps the lower cell.
                cells[kept.numbers[2 * i]] = uint128(pair);
                if (2 * i + 1 < kept.numbers.length) cells[kept.numbers[2 * i + 1]] = pair >> _CELL_BITS;
            }
        }
    }

    /// @dev Writes what changed.
    /// @return bits which pairs are not zero now
    function _save(uint256[] memory cells, Kept memory kept) internal returns (uint256 bits) {
        // Places below the lengths of the arrays.
        unchecked {
            for (uint256 i = 0; i < kept.pairs.length; ++i) {
                // A cell has 120 bits.
                uint256 pair = cells[kept.numbers[2 * i]];
                if (2 * i + 1 < kept.numbers.length) pair |= cells[kept.numbers[2 * i + 1]] << _CELL_BITS;
                if (pair != kept.pairs[i]) _pairs[i] = pair;
                if (pair != 0) bits |= _bitOf(i);
            }
        }
    }

    /// @dev Sets the kept cells to what the program opens with. Nothing is stored yet.
    function _open(Program memory p, uint256[] memory cells) internal pure returns (Kept memory) {
        uint256 next = _fill(p, cells, 0, p.classes, CEILING, 1 << CLASS_SHIFT);
        next = _fill(p, cells, next, p.classes, BALANCE, 1 << CLASS_SHIFT);
        next = _fill(p, cells, next, p.fees, FEES + DUE, 1 << FEE_SHIFT);
        next = _fill(p, cells, next, p.accounts, ACCOUNTS, 1);
        _fill(p, cells, next, p.memories, MEMORY, 1);
        return _empty(p);
    }

    /// @dev Puts the program's amounts from the `next`-th on into `count` cells from `first` on, `apart` from each
    /// other.
    function _fill(
        Program memory p,
        uint256[] memory cells,
        uint256 next,
        uint256 count,
        uint256 first,
        uint256 apart
    ) private pure returns (uint256) {
        // Cells below 1024, amounts that the program was found to have.
        unchecked {
            for (uint256 k = 0; k < count; ++k) cells[first + k * apart] = p.amountAt(next++);
        }
        return next;
    }

    /// @dev A class that was offered opens with what was minted of it.
    function _openMinted(uint256[] memory cells, uint256 class, uint256 minted) internal pure {
        cells[classCell(class, BALANCE)] = minted;
        cells[classCell(class, CEILING)] = minted;
    }

    function _empty(Program memory p) private pure returns (Kept memory kept) {
        kept.numbers = _keptNumbers(p);
        kept.pairs = new uint256[]((kept.numbers.length + 1) / 2);
    }

    function _bitOf(uint256 pair) private pure returns (uint256) {
        return 1 << (pair < _LAST_BIT ? pair : _LAST_BIT);
    }
}
