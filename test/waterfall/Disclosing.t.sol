// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IDisclosures, Matter } from "../../contracts/oversight/interfaces/IDisclosures.sol";
import { IRaises } from "../../contracts/oversight/interfaces/IRaises.sol";
import { IWaterfall, WaterfallTerms } from "../../contracts/waterfall/interfaces/IWaterfall.sol";
import { HostileRegister, RecordingRegister } from "../mocks/DisclosureRegisters.sol";
import { Deed } from "../support/Deed.sol";
import { SmallDeal } from "../support/SmallDeal.sol";

/// @notice What a waterfall tells the register of disclosures. Triggers are the memory of the shortfall and the input
/// `called`.
contract DisclosingTest is SmallDeal {
    uint16 internal constant CALLED_CELL = 0x197;

    RecordingRegister internal register;
    uint256 internal seen;

    function setUp() public {
        register = new HostileRegister();
        deploySmallDeal();
        // The register is honest until a test says otherwise.
        vm.etch(address(register), address(new RecordingRegister()).code);
    }

    function disclosures() internal view override returns (IDisclosures) {
        return IDisclosures(address(register));
    }

    function terms() internal view override returns (WaterfallTerms memory t) {
        t = super.terms();
        t.breaches = (uint96(CALLED_CELL) << 32) | SHORTFALL_MEMORY;
    }

    function hostile(HostileRegister.Manner manner) internal {
        vm.etch(address(register), address(new HostileRegister()).code);
        HostileRegister(address(register)).become(manner);
    }

    function assertTold(Matter matter, uint256 subject) internal {
        (address deal, Matter its, uint64 about) = register.told(seen++);
        vm.assertEq(deal, address(parties));
        vm.assertEq(uint256(its), uint256(matter));
        vm.assertEq(about, subject);
    }

    function assertNothingMore() internal view {
        vm.assertEq(register.count(), seen);
    }

    function run(uint32 date, uint256 reported, uint256 arrived) internal {
        toDate(date);
        if (arrived != 0) put(arrived);
        waterfall.run(date, collected(reported));
    }

    function test_AQuietDateTellsNothing() public {
        runWith(1, 400e6);
        assertNothingMore();
    }

    function test_MissingCashAndATrippedTriggerAreToldOnceEach() public {
        run(1, 400e6, 100e6);
        assertTold(Matter.CashMissing, 1);
        assertTold(Matter.TriggerBreached, (1 << 16) | SHORTFALL_MEMORY);
        assertNothingMore();
        // No more is missing than before, and the trigger was on.
        run(2, 0, 0);
        assertNothingMore();
        // All came: the trigger is off.
        run(3, 0, 300e6);
        assertNothingMore();
        vm.assertEq(waterfall.cell(SHORTFALL_MEMORY), 0);
    }

    function test_ATriggerThatTripsAgainIsToldAgain() public {
        run(1, 400e6, 100e6);
        run(2, 0, 300e6);
        seen = register.count();
        run(3, 400e6, 0);
        assertTold(Matter.CashMissing, 3);
        assertTold(Matter.TriggerBreached, (3 << 16) | SHORTFALL_MEMORY);
    }

    function test_ACellBehindAnEmptyPlaceIsATriggerToo() public {
        parties.callNotes(waterfall, 1);
        runWith(1, 400e6);
        assertTold(Matter.TriggerBreached, (1 << 16) | CALLED_CELL);
        assertNothingMore();
    }

    function test_AccelerationIsToldOnce() public {
        vm.startPrank(trustee);
        waterfall.accelerate();
        waterfall.accelerate();
        vm.stopPrank();
        assertTold(Matter.Accelerated, 1);
        assertNothingMore();
    }

    function test_TheFallbackIsTold() public {
        toDate(1);
        vm.warp(block.timestamp + LONG_STOP);
        vm.prank(trustee);
        waterfall.openFallback();
        assertNothingMore();
        vm.prank(verifier);
        waterfall.openFallback();
        assertTold(Matter.FallbackOpened, 1);
    }

    function test_AHostileRegisterStopsNothing() public {
        for (uint256 i = 0; i < 3; ++i) {
            uint256 before = vm.snapshotState();
            hostile(HostileRegister.Manner(i));
            toDate(1);
            put(100e6);
            vm.expectEmit(true, true, true, true, address(waterfall));
            emit IRaises.DisclosureFailed(Matter.CashMissing, 1);
            vm.expectEmit(true, true, true, true, address(waterfall));
            emit IRaises.DisclosureFailed(Matter.TriggerBreached, (1 << 16) | SHORTFALL_MEMORY);
            uint256 gas = gasleft();
            waterfall.run(1, collected(400e6));
            vm.assertTrue(gas - gasleft() < 1_200_000, "two allowances and a date");
            vm.assertEq(waterfall.nextDate(), 2);
            vm.assertEq(asset.balanceOf(address(payingAgent)), 40e6);
            vm.revertToState(before);
        }
    }

    function test_RevertWhen_TooLittleGasIsGivenToTell() public {
        toDate(1);
        uint256[] memory inputs = collected(400e6);
        (bool done, bytes memory reason) = address(waterfall).call{ gas: 400_000 }(
            abi.encodeCall(waterfall.run, (1, inputs))
        );
        vm.assertFalse(done);
        vm.assertEq(bytes32(bytes4(reason)), bytes32(IRaises.DisclosureNeedsMoreGas.selector));
        waterfall.run(1, inputs);
        vm.assertEq(waterfall.nextDate(), 2);
    }

    function test_RevertWhen_ATriggersCellIsNone() public {
        WaterfallTerms memory t = terms();
        t.breaches = 0x400 << 16;
        bytes memory program = Deed.bytesOf(smallProgram());
        vm.expectRevert(abi.encodeWithSelector(IWaterfall.NotATriggerCell.selector, 0x400));
        factory.create(program, t, "another");
    }
}

/// @notice A class that is not paid its interest.
contract MissedDistributionTest is SmallDeal {
    RecordingRegister internal register;

    function setUp() public {
        register = new RecordingRegister();
        deploySmallDeal();
    }

    function disclosures() internal view override returns (IDisclosures) {
        return IDisclosures(address(register));
    }

    function smallProgram() internal pure override returns (Deed.Header memory h) {
        h = super.smallProgram();
        // SUB accrues its whole balance a date (times the fee's 10, divided by as much), and nothing pays it.
        h.steps = bytes.concat(Deed.step(9, 0, 0xffff, 0, [0x010, 0x010, 0x400, 0xffff, 0x400]), h.steps);
    }

    function test_InterestLeftUnpaidIsToldForEachDateAndClass() public {
        for (uint32 date = 1; date <= 2; ++date) {
            runWith(date, 100e6);
            (, Matter matter, uint64 subject) = register.told(date - 1);
            vm.assertEq(uint256(matter), uint256(Matter.MissedDistribution));
            vm.assertEq(subject, (uint256(date) << 16) | 1);
        }
        vm.assertEq(register.count(), 2);
        vm.assertEq(waterfall.cell(0x011), 2 * SUB);
    }
}
