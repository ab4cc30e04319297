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
    BALANCE,
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
        // A bit for each cell that can be read now: none is beyond the last constant, below 0x800.
        uint256[8] readable;
        // Memory cells that were written.
        uint256 remembered;
        // Cash cells that a step took from, buckets from bit 0 and accounts from bit 8.
        uint256 drawn;
        // Buckets that were taken whole and into which nothing came since.
        uint256 swept;
        // Classes in a payment of principal, and classes whose interest was capitalised.
        uint256 repaid;
        uint256 capitalised;
        // Classes and fees that the steps go through.
        uint256 work;
    }

    uint256 private constant _NO_STEP = 0xffff;
    /// @dev One beyond the last constant that a program can have.
    uint256 private constant _CELLS = 0x800;
    uint256 private constant _OPS = 16;
    uint256 private constant _MOST_WORK = 4096;
    uint256 private constant _BUCKET_MASK = 0xff;
    /// @dev Fields 0 to 8 of a class, 0 to 3 of a fee.
    uint256 private constant _CLASS_FIELDS = 0x1ff;
    uint256 private constant _FEE_FIELDS = 0xf;

    uint256 private constant _CLASS_FIELD = 0xf;
    uint256 private constant _FEE_FIELD = 0x7;

    uint256 private constant _BOOK = 10;
    uint256 private constant _WRITE = 11;
    uint256 private constant _CAPITALISE = 12;
    uint256 private constant _MOVE = 13;
    uint256 private constant _PAY = 14;

    uint256 private constant _PRO_RATA = 1;
    uint256 private constant _BOOK_C = 2;
    uint256 private constant _BOOK_B = 4;
    uint256 private constant _PRINCIPAL = 1;
    uint256 private constant _PRINCIPAL_TO_TARGET = 2;
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
            // Whole words, and the rest.
            uint256 word = CONSTANTS >> 8;
            for (uint256 left = program.constants; left > 0; ++word) {
                uint256 here = left < 256 ? left : 256;
                c.readable[word] = here < 256 ? _ones(here) : type(uint256).max;
                left -= here;
            }
        }
    }

    function _step(Check memory c, Step step) private pure {
        uint256 op = step.op();
        if (op >= _OPS) _refuse(c, Flaw.Op);
        uint256 shape = Shapes.shapeOf(op);
        if (step.mode() > Shapes.highestMode(shape)) _refuse(c, Flaw.Mode);
        if (step.gate() != NONE && (op < 8 || !_canRead(c, step.gate()))) _refuse(c, Flaw.Gate);
        if (op == _PAY) _payment(c, step);
        else if (op == _WRITE ? !_isMask(step.mask(), c.program.classes) : step.mask() != 0) _refuse(c, Flaw.Mask);
        _operand(c, (shape >> 12) & 0xf, step.operandA());
        _operand(c, (shape >> 8) & 0xf, step.operandB());
        _operand(c, (shape >> 4) & 0xf, step.operandC());
        _operand(c, shape & 0xf, step.operandE());
        // Last: a step can't read what it writes.
        _operand(c, (shape >> 16) & 0xf, step.operandD());
        if (op >= _MOVE) _cash(c, step, op);
        else if (op == _BOOK && c.program.ledgerMask == 0) _refuse(c, Flaw.NotALedger);
        else if (op == _CAPITALISE) c.capitalised |= 1 << (step.operandD() >> CLASS_SHIFT);
        if (step.mask() != 0 || op == _BOOK) _work(c, step, op);
    }

    /// @dev What a step costs grows with the classes and fees it goes through.
    function _work(Check memory c, Step step, uint256 op) private pure {
        bool books = op == _BOOK || (op == _PAY && step.mode() > _PRO_RATA);
        // At most 512 steps of 32 names.
        unchecked {
            c.work += _count(step.mask()) + (books ? _count(c.program.ledgerMask) : 0);
        }
        if (c.work > _MOST_WORK) _refuse(c, Flaw.TooMuchWork);
    }

    /// @dev Mode, mask and claim of a `pay`; its operands come later.
    function _payment(Check memory c, Step step) private pure {
        uint256 kind = step.operandD();
        uint256 mask = step.mask();
        uint256 mode = step.mode();
        if (kind >= _CLAIMS) _refuse(c, Flaw.NotAClaim);
        bool toFees = kind == _FEE || kind == _FEE_OVER_CAP || kind > _RESIDUAL;
        if (!_isMask(mask, toFees ? c.program.fees : c.program.classes)) _refuse(c, Flaw.Mask);
        if (kind >= _RESIDUAL) {
            // One bit alone: not 0, so 1 can be subtracted.
            unchecked {
                if (mask & (mask - 1) != 0) _refuse(c, Flaw.Mask);
            }
            if (mode & _PRO_RATA != 0) _refuse(c, Flaw.Mode);
        }
        if (mode & _BOOK_B != 0 && step.operandB() == NONE) _refuse(c, Flaw.Mode);
        if (mode & _BOOK_C != 0 && step.operandC() == NONE) _refuse(c, Flaw.Mode);
        if (mode > _PRO_RATA && c.program.ledgerMask == 0) _refuse(c, Flaw.NotALedger);
        if (kind == _PRINCIPAL || kind == _PRINCIPAL_TO_TARGET) c.repaid |= mask;
    }

    /// @dev The kinds that most operands are of, first.
    function _operand(Check memory c, uint256 kind, uint256 cell) private pure {
        if (kind == OperandKind.UNUSED) {
            if (cell != NONE) _refuse(c, Flaw.UnusedOperand);
        } else if (kind == OperandKind.READ) {
            if (!_canRead(c, cell)) _refuse(c, Flaw.UnreadableCell);
        } else if (kind == OperandKind.RESULT) {
            if (!_write(c, cell)) _refuse(c, Flaw.UnwritableCell);
        } else if (kind <= OperandKind.LAST_OPTIONAL) {
            if (cell != NONE) _optional(c, kind, cell);
        } else {
            _rarer(c, kind, cell);
        }
    }

    function _optional(Check memory c, uint256 kind, uint256 cell) private pure {
        if (kind == OperandKind.LIMIT) {
            if (!_canRead(c, cell)) _refuse(c, Flaw.UnreadableCell);
        } else if (kind == OperandKind.SOURCE) {
            if (!_isCash(c, cell)) _refuse(c, Flaw.NotCash);
        } else {
            if (!_isLedger(c, cell)) _refuse(c, Flaw.NotALedger);
        }
    }

    function _rarer(Check memory c, uint256 kind, uint256 cell) private pure {
        if (kind == OperandKind.CASH) {
            if (!_isCash(c, cell)) _refuse(c, Flaw.NotCash);
        } else if (kind == OperandKind.INFLOW) {
            if (cell != OUTSIDE && !_isCash(c, cell)) _refuse(c, Flaw.NotCash);
        } else if (kind == OperandKind.POSITIVE) {
            if (!_isPositive(c, cell)) _refuse(c, Flaw.NotPositive);
        } else if (kind == OperandKind.TABLE) {
            if (cell >= c.program.tables) _refuse(c, Flaw.NotATable);
        } else if (kind == OperandKind.CLASS) {
            if (cell & _CLASS_FIELD != BALANCE || !_isClass(c, cell)) _refuse(c, Flaw.NotAClass);
        } else if (kind == OperandKind.FEE) {
            if (cell & _FEE_FIELD > OVER || !_isFee(c, cell)) _refuse(c, Flaw.NotAFee);
        }
        // What a `pay` pays was checked with its mask.
    }

    /// @dev A value and a memory cell are written once, a target as often as one likes. What was written can be read.
    function _write(Check memory c, uint256 cell) private pure returns (bool) {
        if (cell >= VALUES) {
            if (cell >= CONSTANTS || _canRead(c, cell)) return false;
            c.readable[cell >> 8] |= 1 << (cell & 0xff);
            return true;
        }
        if (cell >= MEMORY) {
            // A cell beyond the header's memory can't be read.
            uint256 bit = 1 << (cell - MEMORY);
            if (c.remembered & bit != 0 || !_canRead(c, cell)) return false;
            c.remembered |= bit;
            return true;
        }
        return cell & _CLASS_FIELD == TARGET && _isClass(c, cell);
    }

    /// @dev What a `move`, `pay` or `buy` does to the order of cash.
    function _cash(Check memory c, Step step, uint256 op) private pure {
        uint256 a = step.operandA();
        uint256 b = step.operandB();
        uint256 last = step.operandC();
        bool whole = step.gate() == NONE && step.operandE() == NONE;
        if (op == _MOVE) {
            if (a == step.operandD()) _refuse(c, Flaw.RepeatedSource);
            if (a != OUTSIDE) _draw(c, a, whole && last == NONE);
            else if (c.drawn & _BUCKET_MASK != 0) _refuse(c, Flaw.LateCash);
            // Cash cells stand together, buckets first.
            c.swept &= ~(1 << (step.operandD() - BUCKETS));
        } else if (op == _PAY) {
            if (a == b || a == last || (b == last && b != NONE)) _refuse(c, Flaw.RepeatedSource);
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
                if (!_canRead(c, program.shownCell(i))) _refuse(c, Flaw.Shown);
            }
            for (uint256 i; i < program.checks; ++i) {
                uint256 cell = program.checkCell(i);
                if (cell < VALUES || cell >= CONSTANTS || !_canRead(c, cell)) _refuse(c, Flaw.Check);
            }
            uint256 buckets = _ones(program.buckets);
            if (c.swept & buckets != buckets) _refuse(c, Flaw.BucketLeftOpen);
            uint256 owed = c.capitalised;
            for (uint256 k; k < program.classes; ++k) {
                if (program.face(k) != 0) owed |= 1 << k;
            }
            if (owed & ~c.repaid != 0) _refuse(c, Flaw.ClassNeverRepaid);
            uint256 accounts = _ones(program.accounts) << (ACCOUNTS - BUCKETS);
            if (c.drawn & accounts != accounts) _refuse(c, Flaw.AccountNeverDrawn);
        }
    }

    function _canRead(Check memory c, uint256 cell) private pure returns (bool) {
        return cell < _CELLS && (c.readable[cell >> 8] >> (cell & 0xff)) & 1 != 0;
    }

    /// @dev Whether a mask names someone, and only the first `count`.
    function _isMask(uint256 mask, uint256 count) private pure returns (bool) {
        return mask != 0 && mask >> count == 0;
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
        return cell & _CLASS_FIELD == DEFICIENCY && (c.program.ledgerMask >> (cell >> CLASS_SHIFT)) & 1 != 0;
    }

    function _isPositive(Check memory c, uint256 cell) private pure returns (bool) {
        if (cell < CONSTANTS || !_canRead(c, cell)) return false;
        Program memory program = c.program;
        uint256 width = program.width;
        return readNumber(program.code, program.constantsAt() + (cell - CONSTANTS) * width, width) != 0;
    }

    function _count(uint256 mask) private pure returns (uint256 bits) {
        // One bit less each time, at most 16 times.
        unchecked {
            for (; mask != 0; mask &= mask - 1) ++bits;
        }
    }

    /// @dev The lowest `count` bits, at most 255.
    function _ones(uint256 count) private pure returns (uint256) {
        unchecked {
            return (1 << count) - 1;
        }
    }

    function _refuse(Check memory c, Flaw flaw) private pure {
        revert IMachine.InvalidProgram(c.place, flaw);
    }
}
