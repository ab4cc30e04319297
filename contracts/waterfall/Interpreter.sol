// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Calculations } from "./Calculations.sol";
import { Claims } from "./Claims.sol";
import { IMachine } from "./interfaces/IMachine.sol";
import { Payments } from "./Payments.sol";
import { Program, readNumber, readProgram } from "./Program.sol";
import { STEP_BYTES, Step, loadStep } from "./types/Step.sol";
import {
    ACCOUNTS,
    BALANCE,
    BUCKETS,
    CASH_LIMIT,
    CEILING,
    CONSTANTS,
    NONE,
    WRITTEN_OFF,
    classCell
} from "./types/Cells.sol";
import { FLOW_BYTES, Run } from "./types/Run.sol";

/// @title Runs one payment date of a program
/// @notice Each op is a function of its name in `Calculations`, `Claims` or `Payments`, mirrored by the function of the
/// same name in `sdk/engine`.
/// @dev Every cell is below 2^120 before and after each step, on which the unchecked blocks rely.
library Interpreter {
    uint256 private constant _CALCULATING_OPS = 8;

    /// @notice Runs a program that was validated.
    /// @param code The program's bytes.
    /// @param cells As many as 0x400 and the constants: kept cells and inputs set, the others 0. The run changes them.
    /// @param deposit Cash that was deposited for this date, below 2^100.
    /// @return cashIn How much of it came in.
    /// @return cashOut What was paid to classes, payees and sellers of receivables.
    /// @return flows For each step from op 8 on, in their order, three amounts of 16 bytes; 0 where its gate was shut.
    function run(
        bytes memory code,
        uint256[] memory cells,
        uint256 deposit
    ) internal pure returns (uint256 cashIn, uint256 cashOut, bytes memory flows) {
        return runProgram(readProgram(code), cells, deposit);
    }

    /// @notice The same, of a program whose header was read.
    function runProgram(
        Program memory program,
        uint256[] memory cells,
        uint256 deposit
    ) internal pure returns (uint256 cashIn, uint256 cashOut, bytes memory flows) {
        require(deposit < CASH_LIMIT, IMachine.DepositTooLarge(deposit));
        bytes memory code = program.code;
        Run memory r = _begin(program, cells, deposit);
        uint256 before = _accounts(cells, program.accounts);
        // Bytes of the program, and a flow for each step.
        unchecked {
            for (uint256 place = program.stepsAt(); place < code.length; place += STEP_BYTES) {
                Step step = loadStep(code, place);
                if (step.op() < _CALCULATING_OPS) {
                    _calculate(r, step);
                } else {
                    if (step.gate() == NONE || cells[step.gate()] != 0) _act(r, step);
                    r.flowAt += FLOW_BYTES;
                }
            }
        }
        _finish(r, program, before);
        return (r.cashIn, r.cashOut, r.flows);
    }

    function _begin(
        Program memory program,
        uint256[] memory cells,
        uint256 deposit
    ) private pure returns (Run memory r) {
        bytes memory code = program.code;
        uint256 width = program.width;
        // Counts are of two bytes, widths of one.
        unchecked {
            uint256 place = program.constantsAt();
            for (uint256 i; i < program.constants; ++i) {
                cells[CONSTANTS + i] = readNumber(code, place + i * width, width);
            }
            place = program.tablesAt;
            r.tables = new uint256[](program.tables);
            for (uint256 i; i < program.tables; ++i) {
                r.tables[i] = place;
                place += 3 + readNumber(code, place, 1) * readNumber(code, place + 1, 2);
            }
            r.flows = new bytes(FLOW_BYTES * (program.steps + 1));
        }
        r.cells = cells;
        r.code = code;
        r.classes = program.classes;
        r.ledgerMask = program.ledgerMask;
        r.deposit = deposit;
    }

    function _finish(Run memory r, Program memory program, uint256 before) private pure {
        uint256[] memory cells = r.cells;
        uint256 afterwards = _accounts(cells, program.accounts);
        // Numbers below 2^120, at most 16 of them; `moveCash` has checked each step.
        unchecked {
            for (uint256 i; i < program.buckets; ++i) {
                require(cells[BUCKETS + i] == 0, IMachine.BucketNotEmpty(i, cells[BUCKETS + i]));
            }
            require(
                before + r.cashIn == r.cashOut + afterwards,
                IMachine.CashNotConserved(before, r.cashIn, r.cashOut, afterwards)
            );
            for (uint256 k; k < program.classes; ++k) {
                uint256 balance = cells[classCell(k, BALANCE)];
                uint256 writtenOff = cells[classCell(k, WRITTEN_OFF)];
                uint256 ceiling = cells[classCell(k, CEILING)];
                require(balance + writtenOff <= ceiling, IMachine.ClassAboveCeiling(k, balance, writtenOff, ceiling));
            }
        }
        bytes memory flows = r.flows;
        uint256 used = r.flowAt;
        // Room was made for a flow of every step and one more; only steps from op 8 on have one.
        assembly ("memory-safe") {
            mstore(flows, used)
        }
    }

    function _accounts(uint256[] memory cells, uint256 count) private pure returns (uint256 cash) {
        // At most 8 numbers below 2^120.
        unchecked {
            for (uint256 i; i < count; ++i) cash += cells[ACCOUNTS + i];
        }
    }

    function _calculate(Run memory r, Step step) private pure {
        uint256 op = step.op();
        uint256[] memory cells = r.cells;
        if (op < 4) {
            if (op == 0) Calculations.add(cells, step);
            else if (op == 1) Calculations.less(cells, step);
            else if (op == 2) Calculations.min(cells, step);
            else Calculations.max(cells, step);
        } else if (op == 4) {
            Calculations.part(cells, step);
        } else if (op == 5) {
            Calculations.above(cells, step);
        } else if (op == 6) {
            Calculations.pick(cells, step);
        } else {
            Calculations.look(r, step);
        }
    }

    function _act(Run memory r, Step step) private pure {
        uint256 op = step.op();
        if (op == 14) Payments.pay(r, step);
        else if (op == 13) Payments.move(r, step);
        else if (op == 8) Claims.owe(r, step);
        else if (op == 9) Claims.accrue(r, step);
        else if (op == 10) Claims.book(r, step);
        else if (op == 11) Claims.write(r, step);
        else if (op == 12) Claims.capitalise(r, step);
        else Payments.buy(r, step);
    }
}
