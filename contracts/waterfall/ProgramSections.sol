// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Flaw, IMachine } from "./interfaces/IMachine.sol";
import { DAY_SECONDS, HEADER_BYTES, MAGIC, Program, readNumber } from "./Program.sol";
import { CASH_LIMIT } from "./types/Cells.sol";
import { STEP_BYTES } from "./types/Step.sol";

/// @title Whether header and sections of a program are as the README of this folder lays them out
library ProgramSections {
    uint256 private constant _NO_STEP = 0xffff;
    uint256 private constant _MOST_DECIMALS = 18;
    uint256 private constant _MOST_CLASSES = 16;
    uint256 private constant _MOST_FEES = 16;
    uint256 private constant _MOST_BUCKETS = 8;
    uint256 private constant _MOST_ACCOUNTS = 8;
    uint256 private constant _MOST_INPUTS = 61;
    uint256 private constant _MOST_MEMORY = 48;
    uint256 private constant _MOST_CONSTANTS = 1024;
    uint256 private constant _MOST_STEPS = 512;
    uint256 private constant _WIDEST = 15;

    /// @dev Codes 0 to 4 and 6 to 25, and the waivers from 64 on.
    uint256 private constant _KNOWN_CODES = ~(uint256(1 << 5) | (type(uint64).max & ~uint256((1 << 26) - 1)));
    /// @dev Of these, what may be in the cash order: the deal's own and the seven of cash.
    uint256 private constant _CASH_CODES = 0x1fc1;
    uint256 private constant _FIRST_WAIVER = 64;

    /// @notice Reverts with `InvalidProgram` and the first flaw, or does nothing.
    function validate(Program memory program) internal pure {
        _require(program.code.length >= HEADER_BYTES && bytes4(program.code) == MAGIC, Flaw.Magic);
        _counts(program);
        _require(program.tablesAt <= program.code.length, Flaw.Length);
        _amounts(program);
        _inputs(program);
        _cashOrder(program);
        _openings(program);
        _dates(program);
        _tables(program);
    }

    function _counts(Program memory p) private pure {
        _require(p.decimals <= _MOST_DECIMALS, Flaw.Count);
        _require(p.classes != 0 && p.classes <= _MOST_CLASSES, Flaw.Count);
        _require(p.fees <= _MOST_FEES, Flaw.Count);
        _require(p.buckets != 0 && p.buckets <= _MOST_BUCKETS, Flaw.Count);
        _require(p.accounts <= _MOST_ACCOUNTS, Flaw.Count);
        _require(p.inputs <= _MOST_INPUTS && p.cashInputs <= p.inputs, Flaw.Count);
        _require(p.memories <= _MOST_MEMORY, Flaw.Count);
        _require(p.constants <= _MOST_CONSTANTS, Flaw.Count);
        _require(p.steps <= _MOST_STEPS, Flaw.Count);
        _require(p.firstDate != 0 && p.firstDate <= p.dates, Flaw.Count);
        _require(p.recordTime < DAY_SECONDS, Flaw.Count);
        _require(p.width != 0 && p.width <= _WIDEST, Flaw.Width);
        _require(p.ledgerMask >> p.classes == 0, Flaw.LedgerMask);
    }

    function _amounts(Program memory p) private pure {
        // Counts are of two bytes.
        unchecked {
            uint256 count = 2 * p.classes + p.fees + p.accounts + p.memories + p.constants;
            _require(_isNeeded(p.code, p.amountsAt, p.width, count), Flaw.Width);
        }
    }

    /// @dev Whether one of the numbers uses the first of its bytes, or there is only one byte.
    function _isNeeded(bytes memory code, uint256 place, uint256 width, uint256 count) private pure returns (bool) {
        if (width == 1) return true;
        // Places within the program's bytes.
        unchecked {
            for (uint256 end = place + count * width; place < end; place += width) {
                if (code[place] != 0) return true;
            }
        }
        return false;
    }

    function _inputs(Program memory p) private pure {
        uint256 seen;
        // At most 61 inputs.
        unchecked {
            for (uint256 i; i < p.inputs; ++i) {
                uint256 bit = 1 << p.inputCode(i);
                _require(_KNOWN_CODES & bit != 0 && seen & bit == 0, Flaw.InputCode);
                // There may be many inputs of code 0.
                seen |= bit & ~uint256(1);
            }
            uint256 waivers = seen >> _FIRST_WAIVER;
            // Ones from the lowest bit up, and nothing above them.
            _require(waivers & (waivers + 1) == 0, Flaw.InputCode);
        }
    }

    function _cashOrder(Program memory p) private pure {
        uint256 seen;
        // At most 61 inputs.
        unchecked {
            for (uint256 i; i < p.cashInputs; ++i) {
                uint256 input = p.cashInput(i);
                _require(input < p.inputs && (seen >> input) & 1 == 0, Flaw.CashOrder);
                _require((_CASH_CODES >> p.inputCode(input)) & 1 != 0, Flaw.CashOrder);
                seen |= 1 << input;
            }
        }
    }

    function _openings(Program memory p) private pure {
        // At most 16 classes and 8 accounts.
        unchecked {
            for (uint256 k; k < p.classes; ++k) {
                _require(p.classOpening(k) <= p.face(k), Flaw.Opening);
            }
            for (uint256 k; k < p.accounts; ++k) {
                _require(p.accountOpening(k) < CASH_LIMIT, Flaw.Opening);
            }
        }
    }

    function _dates(Program memory p) private pure {
        bytes memory code = p.code;
        uint256 before;
        // Days are of two bytes, places within the program's bytes.
        unchecked {
            for (uint256 place = p.datesAt; place < p.tablesAt; place += 4) {
                uint256 day = readNumber(code, place, 4);
                uint256 payment = day >> 16;
                _require(payment > before && (day & 0xffff) <= payment, Flaw.Dates);
                before = payment;
            }
        }
    }

    function _tables(Program memory p) private pure {
        bytes memory code = p.code;
        uint256 place = p.tablesAt;
        // At most 255 tables of at most 2^16 entries.
        unchecked {
            for (uint256 i; i < p.tables; ++i) {
                _require(place + 3 <= code.length, Flaw.Length);
                uint256 width = readNumber(code, place, 1);
                uint256 count = readNumber(code, place + 1, 2);
                _require(width != 0 && width <= _WIDEST && count != 0, Flaw.Table);
                place += 3;
                _require(place + count * width <= code.length, Flaw.Length);
                _require(_isNeeded(code, place, width, count), Flaw.Table);
                place += count * width;
            }
            _require(place + 2 * (p.shown + p.checks) + STEP_BYTES * p.steps == code.length, Flaw.Length);
        }
    }

    function _require(bool holds, Flaw flaw) private pure {
        if (!holds) revert IMachine.InvalidProgram(_NO_STEP, flaw);
    }
}
