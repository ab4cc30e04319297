// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Interpreter } from "../../contracts/waterfall/Interpreter.sol";
import { Program, readProgram } from "../../contracts/waterfall/Program.sol";
import { ProgramCheck } from "../../contracts/waterfall/ProgramCheck.sol";
import { CONSTANTS } from "../../contracts/waterfall/types/Cells.sol";

/// @notice A run asked of the bench: some cells by their number, all others 0.
struct BenchRun {
    uint256[] numbers;
    uint256[] values;
    uint256 deposit;
}

/// @notice What came of it: every cell below the constants. `refusal` is what the run reverted with, or empty.
struct BenchResult {
    bytes refusal;
    uint256 cashIn;
    uint256 cashOut;
    bytes flows;
    uint256[] cells;
}

/// @title Stands where `Waterfall` does: gives the machine cells and shows what comes back
contract MachineBench {
    /// @notice One program, many runs. A run that reverts says so in its result.
    function runMany(
        bytes calldata code,
        BenchRun[] calldata runs
    ) external view returns (BenchResult[] memory results) {
        results = new BenchResult[](runs.length);
        for (uint256 i; i < runs.length; ++i) {
            try this.run(code, runs[i]) returns (BenchResult memory result) {
                results[i] = result;
            } catch (bytes memory refusal) {
                results[i].refusal = refusal;
            }
        }
    }

    function run(bytes calldata code, BenchRun calldata asked) external pure returns (BenchResult memory result) {
        Program memory program = readProgram(code);
        uint256[] memory cells = new uint256[](CONSTANTS + program.constants);
        for (uint256 i; i < asked.numbers.length; ++i) {
            cells[asked.numbers[i]] = asked.values[i];
        }
        (result.cashIn, result.cashOut, result.flows) = Interpreter.run(code, cells, asked.deposit);
        // The constants are not shown: only the run's own.
        assembly ("memory-safe") {
            mstore(cells, CONSTANTS)
        }
        result.cells = cells;
    }

    /// @notice What a run alone costs, beside the call that asks for it.
    function gasOfRun(bytes calldata code, BenchRun calldata asked) external view returns (uint256 used) {
        bytes memory copy = code;
        uint256[] memory cells = new uint256[](CONSTANTS + readProgram(copy).constants);
        for (uint256 i; i < asked.numbers.length; ++i) {
            cells[asked.numbers[i]] = asked.values[i];
        }
        uint256 before = gasleft();
        Interpreter.run(copy, cells, asked.deposit);
        used = before - gasleft();
    }

    /// @notice What validating costs alone.
    function gasOfValidate(bytes calldata code) external view returns (uint256 used) {
        bytes memory copy = code;
        uint256 before = gasleft();
        ProgramCheck.validate(copy);
        used = before - gasleft();
    }

    /// @notice Reverts with the program's first flaw.
    function validate(bytes calldata code) external pure {
        ProgramCheck.validate(code);
    }

    /// @notice What `validate` says of each: empty, or what it reverted with.
    function validateMany(bytes[] calldata codes) external view returns (bytes[] memory refusals) {
        refusals = new bytes[](codes.length);
        for (uint256 i; i < codes.length; ++i) {
            try this.validate(codes[i]) {} catch (bytes memory refusal) {
                refusals[i] = refusal;
            }
        }
    }
}
