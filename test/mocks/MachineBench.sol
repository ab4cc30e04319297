// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Interpreter } from "../../contracts/waterfall/Interpreter.sol";
import { readProgram } from "../../contracts/waterfall/Program.sol";
import { ProgramCheck } from "../../contracts/waterfall/ProgramCheck.sol";
import { CONSTANTS } from "../../contracts/waterfall/types/Cells.sol";

/// @notice A run asked of the bench: some cells by their number, all others 0.
struct BenchRun {
    uint256[] numbers;
    uint256[] values;
    uint256 deposit;
}

/// @notice What came of it. `refusal` is what the run reverted with, or empty.
/// @param cells those below the constants that are not 0: number × 2^128 + value, numbers rising
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

    /// @notice What `validate` says of each: empty, or what it reverted with.
    function validateMany(bytes[] calldata codes) external view returns (bytes[] memory refusals) {
        refusals = new bytes[](codes.length);
        for (uint256 i; i < codes.length; ++i) {
            try this.validate(codes[i]) {} catch (bytes memory refusal) {
                refusals[i] = refusal;
            }
        }
    }

    function run(bytes calldata code, BenchRun calldata asked) external pure returns (BenchResult memory result) {
        uint256[] memory cells = _cells(code, asked);
        (result.cashIn, result.cashOut, result.flows) = Interpreter.run(code, cells, asked.deposit);
        result.cells = _packed(cells);
    }

    /// @notice Reverts with the program's first flaw.
    function validate(bytes calldata code) external pure {
        ProgramCheck.validate(code);
    }

    /// @notice What a run alone costs, beside the call that asks for it.
    function gasOfRun(bytes calldata code, BenchRun calldata asked) external view returns (uint256 used) {
        bytes memory copy = code;
        uint256[] memory cells = _cells(code, asked);
        uint256 before = gasleft();
        Interpreter.run(copy, cells, asked.deposit);
        used = before - gasleft();
    }

    /// @notice What validating alone costs.
    function gasOfValidate(bytes calldata code) external view returns (uint256 used) {
        bytes memory copy = code;
        uint256 before = gasleft();
        ProgramCheck.validate(copy);
        used = before - gasleft();
    }

    function _cells(bytes calldata code, BenchRun calldata asked) private pure returns (uint256[] memory cells) {
        cells = new uint256[](CONSTANTS + readProgram(code).constants);
        for (uint256 i; i < asked.numbers.length; ++i) {
            cells[asked.numbers[i]] = asked.values[i];
        }
    }

    /// @dev A cell is below 2^128 even where it was filled with what no run leaves.
    function _packed(uint256[] memory cells) private pure returns (uint256[] memory packed) {
        packed = new uint256[](CONSTANTS);
        // Thousands of runs are looked through here, cell by cell: as few opcodes as can be. Both arrays have at least
        // as many cells as are counted; a shorter length is written at the end.
        assembly ("memory-safe") {
            let to := add(packed, 0x20)
            for {
                let i := 0
            } lt(i, 0x400) {
                i := add(i, 1)
            } {
                let value := mload(add(cells, shl(5, add(i, 1))))
                if value {
                    mstore(to, or(shl(128, i), value))
                    to := add(to, 0x20)
                }
            }
            mstore(packed, shr(5, sub(to, add(packed, 0x20))))
        }
    }
}
