// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Flaw, IMachine } from "../../contracts/waterfall/interfaces/IMachine.sol";
import { Interpreter } from "../../contracts/waterfall/Interpreter.sol";
import { Program, readProgram } from "../../contracts/waterfall/Program.sol";
import {
    ACCOUNTS,
    BALANCE,
    BUCKETS,
    CASH_LIMIT,
    CEILING,
    CONSTANTS,
    DEFICIENCY,
    DUE,
    INTEREST_DUE,
    LARGEST,
    MEMORY,
    OVER,
    OWN_INPUTS,
    PERIOD,
    PRINCIPAL_PAID,
    WRITTEN_OFF,
    classCell,
    feeCell
} from "../../contracts/waterfall/types/Cells.sol";
import { BenchRun, MachineBench } from "../mocks/MachineBench.sol";
import { TestBase } from "../support/Cheats.sol";
import { FROM_OUTSIDE, MOVE, NO, ProgramDraft, makeStep } from "../support/ProgramDraft.sol";

/// @title What no report and no bytes can do: stop a date, make or lose cash, or raise a claim above its ceiling
contract HostileReportsTest is TestBase {
    uint256 private constant DATES = 4;

    MachineBench private bench;
    bytes[] private programs;

    function setUp() public {
        bench = new MachineBench();
        string memory vectors = vm.readFile("test/vectors/programs.json");
        uint256 count = vm.parseJsonUint(vectors, ".count");
        for (uint256 i; i < count; ++i) {
            programs.push(vm.parseJsonBytes(vectors, string.concat(".programs[", vm.toString(i), "]")));
        }
    }

    function test_TheProgramsAreAccepted() public view {
        for (uint256 i; i < programs.length; ++i) {
            bench.validate(programs[i]);
        }
    }

    function testFuzz_NoReportStopsADate(uint256 which, uint256 seed) public view {
        runDates(readProgram(programs[which % programs.length]), seed);
    }

    function testFuzz_WhatIsAcceptedOfWrongBytesRunsNevertheless(uint256 which, uint256 seed) public view {
        bytes memory code = programs[which % programs.length];
        code[seed % code.length] = bytes1(uint8(seed >> 248));
        try bench.validate(code) {
            runDates(readProgram(code), seed);
        } catch (bytes memory refusal) {
            vm.assertEq(bytes32(bytes4(refusal)), bytes32(IMachine.InvalidProgram.selector));
            vm.assertEq(refusal.length, 68);
        }
    }

    function testFuzz_BytesThatAreNoProgramAreRefused(bytes memory noise) public {
        vm.assume(noise.length < 30 || bytes4(noise) != "SLW1");
        vm.expectRevert(abi.encodeWithSelector(IMachine.InvalidProgram.selector, 0xffff, Flaw.Magic));
        bench.validate(noise);
    }

    function test_RevertWhen_TheDepositIsTooLarge() public {
        BenchRun memory asked;
        asked.deposit = CASH_LIMIT;
        vm.expectRevert(abi.encodeWithSelector(IMachine.DepositTooLarge.selector, CASH_LIMIT));
        bench.run(programs[0], asked);
    }

    function test_RevertWhen_AClassBeginsAboveItsCeiling() public {
        BenchRun memory asked = BenchRun(new uint256[](1), new uint256[](1), 0);
        asked.numbers[0] = classCell(2, WRITTEN_OFF);
        asked.values[0] = 7;
        vm.expectRevert(abi.encodeWithSelector(IMachine.ClassAboveCeiling.selector, 2, 0, 7, 0));
        bench.run(programs[0], asked);
    }

    function test_RevertWhen_ABucketIsLeftWithCash() public {
        ProgramDraft memory p = unsound();
        p.steps = makeStep(MOVE, uint16(BUCKETS), FROM_OUTSIDE, NO, NO, NO);
        BenchRun memory asked;
        asked.deposit = 1_000;
        vm.expectRevert(abi.encodeWithSelector(IMachine.BucketNotEmpty.selector, 0, 1_000));
        bench.run(p.encode(), asked);
    }

    function test_RevertWhen_CashGoesWhereNoAccountIs() public {
        ProgramDraft memory p = unsound();
        p.steps = makeStep(MOVE, uint16(ACCOUNTS), FROM_OUTSIDE, NO, NO, NO);
        BenchRun memory asked;
        asked.deposit = 1_000;
        vm.expectRevert(abi.encodeWithSelector(IMachine.CashNotConserved.selector, 0, 1_000, 0, 0));
        bench.run(p.encode(), asked);
    }

    /// @dev A class and a bucket, and steps that no validator would take.
    function unsound() private pure returns (ProgramDraft memory p) {
        p.classes = 1;
        p.buckets = 1;
        p.firstDate = 1;
        p.width = 1;
        p.amounts = hex"0000";
        p.dates = hex"00010001";
    }

    // Runs

    /// @dev Dates in a row, each with a report that says anything, and what must hold after each of them.
    function runDates(Program memory p, uint256 seed) private pure {
        uint256[] memory cells = opened(p);
        for (uint256 date; date < DATES; ++date) {
            uint256[] memory before = copied(cells);
            reported(p, cells, seed, date);
            uint256 deposit = amount(seed, date, 999) % CASH_LIMIT;
            (uint256 cashIn, uint256 cashOut, bytes memory flows) = Interpreter.run(p.code, cells, deposit);
            vm.assertTrue(cashIn <= deposit, "more came in than was deposited");
            vm.assertEq(cash(p, before) + cashIn, cashOut + cash(p, cells), "cash was made or lost");
            vm.assertTrue(flows.length % 48 == 0, "a flow is not three amounts");
            for (uint256 k; k < p.classes; ++k) {
                uint256 started = claimed(before, k) + cells[classCell(k, CEILING)] - before[classCell(k, CEILING)];
                vm.assertEq(claimed(cells, k) + cells[classCell(k, PRINCIPAL_PAID)], started, "a claim came or went");
            }
            for (uint256 i; i < CONSTANTS; ++i) {
                vm.assertTrue(cells[i] <= LARGEST, "a cell holds too much");
            }
            cells = kept(p, cells);
        }
    }

    function opened(Program memory p) private pure returns (uint256[] memory cells) {
        cells = new uint256[](CONSTANTS + p.constants);
        for (uint256 k; k < p.classes; ++k) {
            cells[classCell(k, BALANCE)] = p.classOpening(k);
            cells[classCell(k, CEILING)] = p.face(k);
        }
        for (uint256 k; k < p.fees; ++k) {
            cells[feeCell(k, DUE)] = p.feeOpening(k);
        }
        for (uint256 k; k < p.accounts; ++k) {
            cells[ACCOUNTS + k] = p.accountOpening(k);
        }
        for (uint256 k; k < p.memories; ++k) {
            cells[MEMORY + k] = p.memoryOpening(k);
        }
    }

    function reported(Program memory p, uint256[] memory cells, uint256 seed, uint256 date) private pure {
        cells[PERIOD] = p.firstDate + date;
        for (uint256 i; i < p.inputs; ++i) {
            cells[OWN_INPUTS + i] = amount(seed, date, i);
        }
    }

    /// @dev What the next date begins with: the kept cells alone.
    function kept(Program memory p, uint256[] memory cells) private pure returns (uint256[] memory next) {
        next = new uint256[](cells.length);
        for (uint256 k; k < p.classes; ++k) {
            uint256[5] memory fields = [BALANCE, INTEREST_DUE, DEFICIENCY, WRITTEN_OFF, CEILING];
            for (uint256 i; i < fields.length; ++i) {
                next[classCell(k, fields[i])] = cells[classCell(k, fields[i])];
            }
        }
        for (uint256 k; k < p.fees; ++k) {
            next[feeCell(k, DUE)] = cells[feeCell(k, DUE)];
            next[feeCell(k, OVER)] = cells[feeCell(k, OVER)];
        }
        for (uint256 k; k < p.accounts; ++k) {
            next[ACCOUNTS + k] = cells[ACCOUNTS + k];
        }
        for (uint256 k; k < p.memories; ++k) {
            next[MEMORY + k] = cells[MEMORY + k];
        }
    }

    /// @dev Any number, often at a border.
    function amount(uint256 seed, uint256 date, uint256 i) private pure returns (uint256) {
        uint256 word = uint256(keccak256(abi.encode(seed, date, i)));
        uint256 kind = word >> 252;
        if (kind == 0) return 0;
        if (kind == 1) return 1;
        if (kind == 2) return LARGEST;
        if (kind == 3) return LARGEST - 1;
        if (kind < 8) return word & LARGEST;
        return (word & LARGEST) >> ((word >> 128) % 120);
    }

    function claimed(uint256[] memory cells, uint256 k) private pure returns (uint256) {
        return cells[classCell(k, BALANCE)] + cells[classCell(k, WRITTEN_OFF)];
    }

    function cash(Program memory p, uint256[] memory cells) private pure returns (uint256 sum) {
        for (uint256 k; k < p.accounts; ++k) {
            sum += cells[ACCOUNTS + k];
        }
    }

    function copied(uint256[] memory cells) private pure returns (uint256[] memory copy) {
        copy = new uint256[](cells.length);
        for (uint256 i; i < cells.length; ++i) {
            copy[i] = cells[i];
        }
    }
}
