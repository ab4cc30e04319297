// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Flaw, IMachine } from "./interfaces/IMachine.sol";
import { ProgramSections } from "./ProgramSections.sol";
import { Program, readNumber, readProgram } from "./Program.sol";
import { OperandKind } from "./types/OperandKind.sol";
import { Shapes } from "./types/Shapes.sol";
import { STEP_BYTES, Step, loadStep } from "./types/Step.sol";
import {
    ACCOUNTS,
    BUCKETS,
    CLASS_SHIFT,
    CONSTANTS,
    DEFICIENCY,
    FEES,
    INPUTS,
    MEMORY,
    NONE,
    OUTSIDE,
    OVER,
    OWN_INPUTS,
    TARGET,
    VALUES
} from "./types/Cells.sol";

/// @title Whether bytes are a program that can be trusted with cash
/// @notice The rules are numbered in the README of this folder; `sdk/engine/validate.ts` finds the same flaw in the
/// same step, for any bytes.
library ProgramCheck {
    /// @dev What is known of a program after some of its steps.
    struct Check {
        Program program;
        uint256 place;
        // A bit for each cell below 0x400 that can be read now.
        uint256[4] readable;
        // Memory cells that were written.
        uint256 remembered;
        // Cash cells that a step took from, buckets from bit 0 and accounts from bit 8.
        uint256 drawn;
        // Buckets that were taken whole and into which nothing came since.
        uint256 swept;
        // Classes in a payment of principal, and classes whose interest was capitalised.
        uint256 repaid;
        uint256 capitalised;
    }

    uint256 private constant _NO_STEP = 0xffff;
    uint256 private constant _OPS = 16;
    uint256 private constant _BUCKET_MASK = 0xff;
    /// @dev Fields 0 to 8 of a class, 0 to 3 of a fee.
    uint256 private constant _CLASS_FIELDS = 0x1ff;
    uint256 private constant _FEE_FIELDS = 0xf;

    uint256 private constant _BOOK = 10;
    uint256 private constant _WRITE = 11;
    uint256 private constant _CAPITALISE = 12;
    uint256 private constant _MOVE = 13;
    uint256 private constant _PAY = 14;

    uint256 private constant _PRO_RATA = 1;
    uint256 private constant _BOOK_C = 2;
    uint256 private constant _BOOK_B = 4;
    uint256 private constant _FEE = 3;
    uint256 private constant _FEE_OVER_CAP = 4;
    uint256 private constant _RESIDUAL = 5;
    uint256 private constant _CLAIMS = 7;

    /// @notice Reverts with `InvalidProgram` and the first flaw, or does nothing.
    function validate(bytes memory code) internal pure {
        Program memory program = readProgram(code);
        ProgramSections.validate(program);
        Check memory c = _begin(program);
        uint256 place = program.stepsAt();
        // Below the length of the program.
        unchecked {
            for (uint256 i; i < program.steps; ++i) {
                c.place = i;
                _step(c, loadStep(code, place + i * STEP_BYTES));
            }
        }
        c.place = _NO_STEP;
        _finish(c);
    }

    function _begin(Program memory program) private pure returns (Check memory c) {
        c.program = program;
        // Counts are within their ranges, so every shift is below 256.
        unchecked {
            uint256 cells;
            for (uint256 k; k < program.classes; ++k) {
                cells |= _CLASS_FIELDS << (k << CLASS_SHIFT);
            }
            c.readable[0] = cells;
            cells = _ones(program.buckets) << (BUCKETS - FEES);
            cells |= _ones(program.accounts) << (ACCOUNTS - FEES);
            cells |= _ones(OWN_INPUTS - INPUTS + program.inputs) << (INPUTS - FEES);
            cells |= _ones(program.memories) << (MEMORY - FEES);
            for (uint256 k; k < program.fees; ++k) {
                cells |= _FEE_FIELDS << (k << 3);
            }
            c.readable[1] = cells;
        }
    }

    function _step(Check memory c, Step step) private pure {
        uint256 op = step.op();
        _require(c, op < _OPS, Flaw.Op);
        uint256 shape = Shapes.shapeOf(op);
        _require(c, step.mode() <= Shapes.highestMode(shape), Flaw.Mode);
        if (step.gate() != NONE) _require(c, op >= 8 && _canRead(c, step.gate()), Flaw.Gate);
        if (op == _PAY) _payment(c, step);
        else _mask(c, step, op == _WRITE);
        _operand(c, (shape >> 12) & 0xf, step.operandA());
        _operand(c, (shape >> 8) & 0xf, step.operandB());
        _operand(c, (shape >> 4) & 0xf, step.operandC());
        _operand(c, shape & 0xf, step.operandE());
        // Last: a step can't read what it writes.
        _operand(c, (shape >> 16) & 0xf, step.operandD());
        if (op < 8) return;
        if (op == _BOOK) _require(c, c.program.ledgerMask != 0, Flaw.NotALedger);
        else if (op == _CAPITALISE) c.capitalised |= 1 << (step.operandD() >> CLASS_SHIFT);
        else if (op >= _MOVE) _cash(c, step, op);
    }

    function _mask(Check memory c, Step step, bool needed) private pure {
        uint256 mask = step.mask();
        if (needed) _require(c, mask != 0 && mask >> c.program.classes == 0, Flaw.Mask);
        else _require(c, mask == 0, Flaw.Mask);
    }

    /// @dev Mode, mask and claim of a `pay`; its operands come later.
    function _payment(Check memory c, Step step) private pure {
        uint256 kind = step.operandD();
        uint256 mask = step.mask();
        uint256 mode = step.mode();
        _require(c, kind < _CLAIMS, Flaw.NotAClaim);
        bool toFees = kind == _FEE || kind == _FEE_OVER_CAP || kind > _RESIDUAL;
        uint256 payees = toFees ? c.program.fees : c.program.classes;
        _require(c, mask != 0 && mask >> payees == 0, Flaw.Mask);
        if (kind >= _RESIDUAL) {
            // One bit alone: not 0, so 1 can be subtracted.
            unchecked {
                _require(c, mask & (mask - 1) == 0, Flaw.Mask);
            }
            _require(c, mode & _PRO_RATA == 0, Flaw.Mode);
        }
        if (mode & _BOOK_B != 0) _require(c, step.operandB() != NONE, Flaw.Mode);
        if (mode & _BOOK_C != 0) _require(c, step.operandC() != NONE, Flaw.Mode);
        if (mode > _PRO_RATA) _require(c, c.program.ledgerMask != 0, Flaw.NotALedger);
        if (kind == 1 || kind == 2) c.repaid |= mask;
    }

    function _operand(Check memory c, uint256 kind, uint256 cell) private pure {
        if (kind == OperandKind.UNUSED) _require(c, cell == NONE, Flaw.UnusedOperand);
        else if (kind == OperandKind.READ) _require(c, _canRead(c, cell), Flaw.UnreadableCell);
        else if (kind == OperandKind.RESULT) _result(c, cell);
        else if (kind == OperandKind.CASH) _require(c, _isCash(c, cell), Flaw.NotCash);
        else if (kind == OperandKind.CLAIM) return;
        else if (cell == NONE && kind <= OperandKind.LAST_OPTIONAL) return;
        else if (kind == OperandKind.LIMIT) _require(c, _canRead(c, cell), Flaw.UnreadableCell);
        else if (kind == OperandKind.SOURCE) _require(c, _isCash(c, cell), Flaw.NotCash);
        else if (kind == OperandKind.LEDGER) _require(c, _isLedger(c, cell), Flaw.NotALedger);
        else if (kind == OperandKind.INFLOW) _require(c, cell == OUTSIDE || _isCash(c, cell), Flaw.NotCash);
        else if (kind == OperandKind.POSITIVE) _require(c, _isPositive(c, cell), Flaw.NotPositive);
        else if (kind == OperandKind.TABLE) _require(c, cell < c.program.tables, Flaw.NotATable);
        else if (kind == OperandKind.CLASS) _require(c, cell & 0xf == 0 && _isClass(c, cell), Flaw.NotAClass);
        else _require(c, cell & 0x7 <= OVER && _isFee(c, cell), Flaw.NotAFee);
    }

    /// @dev A value and a memory cell are written once, a target as often as one likes. What was written can be read.
    function _result(Check memory c, uint256 cell) private pure {
        bool writable;
        if (cell >= VALUES) {
            writable = cell < CONSTANTS && !_canRead(c, cell);
            if (writable) c.readable[cell >> 8] |= 1 << (cell & 0xff);
        } else if (cell >= MEMORY) {
            // A cell beyond the header's memory can't be read.
            uint256 bit = 1 << (cell - MEMORY);
            writable = _canRead(c, cell) && c.remembered & bit == 0;
            c.remembered |= bit;
        } else {
            writable = cell & 0xf == TARGET && _isClass(c, cell);
        }
        _require(c, writable, Flaw.UnwritableCell);
    }

    /// @dev What a `move`, `pay` or `buy` does to the order of cash.
    function _cash(Check memory c, Step step, uint256 op) private pure {
        uint256 a = step.operandA();
        uint256 b = step.operandB();
        uint256 last = step.operandC();
        bool whole = step.gate() == NONE && step.operandE() == NONE;
        if (op == _MOVE) {
            _require(c, a != step.operandD(), Flaw.RepeatedSource);
            if (a == OUTSIDE) _require(c, c.drawn & _BUCKET_MASK == 0, Flaw.LateCash);
            else _draw(c, a, whole && last == NONE);
            // Cash cells stand together, buckets first.
            c.swept &= ~(1 << (step.operandD() - BUCKETS));
        } else if (op == _PAY) {
            _require(c, a != b && a != last && (b != last || b == NONE), Flaw.RepeatedSource);
            _draw(c, a, whole && step.operandD() >= _RESIDUAL);
            if (b != NONE) _draw(c, b, false);
            if (last != NONE) _draw(c, last, false);
        } else {
            _draw(c, a, false);
        }
    }

    function _draw(Check memory c, uint256 cell, bool whole) private pure {
        uint256 bit = 1 << (cell - BUCKETS);
        c.drawn |= bit;
        if (whole) c.swept |= bit;
    }

    function _finish(Check memory c) private pure {
        Program memory program = c.program;
        // Counts are of two bytes, places within the program's bytes.
        unchecked {
            for (uint256 i; i < program.shown; ++i) {
                _require(c, _canRead(c, program.shownCell(i)), Flaw.Shown);
            }
            for (uint256 i; i < program.checks; ++i) {
                uint256 cell = program.checkCell(i);
                _require(c, cell >= VALUES && cell < CONSTANTS && _canRead(c, cell), Flaw.Check);
            }
            uint256 buckets = _ones(program.buckets);
            _require(c, c.swept & buckets == buckets, Flaw.BucketLeftOpen);
            uint256 owed = c.capitalised;
            for (uint256 k; k < program.classes; ++k) {
                if (program.face(k) != 0) owed |= 1 << k;
            }
            _require(c, owed & ~c.repaid == 0, Flaw.ClassNeverRepaid);
            uint256 accounts = _ones(program.accounts) << (ACCOUNTS - BUCKETS);
            _require(c, c.drawn & accounts == accounts, Flaw.AccountNeverDrawn);
        }
    }

    function _canRead(Check memory c, uint256 cell) private pure returns (bool) {
        if (cell >= CONSTANTS) return cell - CONSTANTS < c.program.constants;
        return (c.readable[cell >> 8] >> (cell & 0xff)) & 1 != 0;
    }

    function _isCash(Check memory c, uint256 cell) private pure returns (bool) {
        return cell >= BUCKETS && cell < INPUTS && _canRead(c, cell);
    }

    function _isClass(Check memory c, uint256 cell) private pure returns (bool) {
        return cell >> CLASS_SHIFT < c.program.classes;
    }

    function _isFee(Check memory c, uint256 cell) private pure returns (bool) {
        return cell >= FEES && cell < BUCKETS && _canRead(c, cell);
    }

    function _isLedger(Check memory c, uint256 cell) private pure returns (bool) {
        return cell & 0xf == DEFICIENCY && (c.program.ledgerMask >> (cell >> CLASS_SHIFT)) & 1 != 0;
    }

    function _isPositive(Check memory c, uint256 cell) private pure returns (bool) {
        if (cell < CONSTANTS || !_canRead(c, cell)) return false;
        Program memory program = c.program;
        uint256 width = program.width;
        return readNumber(program.code, program.constantsAt() + (cell - CONSTANTS) * width, width) != 0;
    }

    /// @dev The lowest `count` bits, at most 64.
    function _ones(uint256 count) private pure returns (uint256) {
        unchecked {
            return (1 << count) - 1;
        }
    }

    function _require(Check memory c, bool holds, Flaw flaw) private pure {
        if (!holds) revert IMachine.InvalidProgram(c.place, flaw);
    }
}
