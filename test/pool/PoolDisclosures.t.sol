// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { DisclosureTerms, IDisclosures, Matter } from "../../contracts/oversight/interfaces/IDisclosures.sol";
import { IRaises } from "../../contracts/oversight/interfaces/IRaises.sol";
import { ISettlementAssets } from "../../contracts/oversight/interfaces/ISettlementAssets.sol";
import { IReceivablesPool } from "../../contracts/pool/interfaces/IReceivablesPool.sol";
import { Report, ReportNotCanonical } from "../../contracts/pool/types/Report.sol";
import { packSums } from "../../contracts/pool/types/Sums.sol";
import { HostileRegister, RecordingRegister } from "../mocks/DisclosureRegisters.sol";
import { PoolCase } from "../support/PoolCase.sol";

/// @notice An allow-list of settlement assets, as far as a pool asks it.
contract AssetList {
    bool public open = true;

    function shut() external {
        open = false;
    }

    function requireApproved(address asset, bytes3 currency) external view {
        require(open, ISettlementAssets.AssetNotApproved(asset, currency));
    }
}

/// @notice What a pool tells the register of disclosures, and what it asks before it takes cash. Losses above 10% and
/// cash 20% below forecast are disclosed.
contract PoolDisclosuresTest is PoolCase {
    RecordingRegister internal register;
    AssetList internal list;
    uint256 internal seen;

    function setUp() public {
        register = new RecordingRegister();
        list = new AssetList();
        deployPool();
        waterfall.setNotes(1_000 * UNIT);
    }

    function prepare() internal override {
        DisclosureTerms memory its;
        (its.lossThreshold, its.cashThreshold) = (1_000, 2_000);
        vm.mockCall(address(parties), abi.encodeWithSignature("disclosureTerms()"), abi.encode(its));
    }

    function disclosures() internal view override returns (IDisclosures) {
        return IDisclosures(address(register));
    }

    function assets() internal view override returns (ISettlementAssets) {
        return ISettlementAssets(address(list));
    }

    function assertTold(Matter matter, uint256 subject) internal {
        (address deal, Matter its, uint64 about) = register.told(seen++);
        vm.assertEq(deal, address(parties));
        vm.assertEq(uint256(its), uint256(matter));
        vm.assertEq(about, subject);
    }

    /// @dev The forecast of the first date is 12,000; `received` came.
    function closeReceiving(uint256 received, uint256 writtenOff) internal {
        Report memory r = nextReport();
        r.cash.received = uint128(received);
        r.principal.writtenOff = uint128(writtenOff);
        // What is written off was newly defaulted.
        r.principal.defaulted = uint128(500 * UNIT);
        close_(
            r,
            packSums(
                uint72(r.opening.principal() - 11_000 * UNIT),
                0,
                uint72(r.opening.defaulted() + 500 * UNIT - writtenOff),
                100
            )
        );
        vmWarpTo(r);
        report(r);
        attest();
        if (pool.terms().band < 9_999) {
            vm.prank(vm.addr(TRUSTEE));
            pool.acceptRate(r.period, r.version);
        }
        vm.warp(block.timestamp + 48 hours);
        pool.close(r);
    }

    function test_APeriodAsForecastTellsNothing() public {
        closeReceiving(12_000 * UNIT, 0);
        vm.assertEq(register.count(), 0);
    }

    function test_CashIsToldFromTheThresholdOn() public {
        closeReceiving(9_600 * UNIT + 12_000, 0);
        vm.assertEq(register.count(), 0, "one millionth above it");
        closeReceiving(10_400 * UNIT, 0);
        assertTold(Matter.CashBelowForecast, 2);
        vm.assertEq(register.count(), seen);
    }

    function test_ALossIsToldAboveTheThresholdWhenItGrows() public {
        // 1,000 and 1,000 of two classes are outstanding, at 1.08 for one of the pool's currency.
        closeReceiving(12_000 * UNIT, 185 * UNIT);
        vm.assertEq(register.count(), 0, "199.8 of 2,000");
        closeReceiving(13_000 * UNIT, 1 * UNIT);
        assertTold(Matter.LossAboveThreshold, 2);
        closeReceiving(14_000 * UNIT, 0);
        vm.assertEq(register.count(), seen, "nothing new was lost");
    }

    function test_AMissingReportIsTold() public {
        vm.warp(opens(1) + 5 days);
        pool.closeEmpty(1);
        assertTold(Matter.ReportMissing, 1);
        assertTold(Matter.CashBelowForecast, 1);
        vm.assertEq(register.count(), seen);
    }

    function test_ABadReceivableIsToldByTheFirstBytesOfItsKey() public {
        bytes32 key = keccak256("asset");
        vm.prank(address(challenges));
        pool.oblige(key, bytes32(0), 5);
        assertTold(Matter.BadReceivable, uint64(uint256(key) >> 192));
    }

    function test_AHostileRegisterDoesNotKeepAPeriodOpen() public {
        vm.etch(address(register), address(new HostileRegister()).code);
        for (uint256 i = 0; i < 3; ++i) {
            uint256 before = vm.snapshotState();
            HostileRegister(address(register)).become(HostileRegister.Manner(i));
            vm.warp(opens(1) + 5 days);
            vm.expectEmit(true, true, true, true, address(pool));
            emit IRaises.DisclosureFailed(Matter.ReportMissing, 1);
            pool.closeEmpty(1);
            vm.assertEq(pool.nextPeriod(), 2);
            vm.revertToState(before);
        }
    }

    function test_CashIsTakenInAnApprovedAssetOnly() public {
        money.mint(address(this), 10);
        money.approve(address(pool), 10);
        pool.fund(1, 4);
        vm.assertEq(waterfall.deposited(), 4);
        list.shut();
        vm.expectRevert(abi.encodeWithSelector(ISettlementAssets.AssetNotApproved.selector, address(money), bytes3(0)));
        pool.fund(1, 6);
        vm.assertEq(money.balanceOf(address(this)), 6);
    }

    // What is passed on as it came

    function test_TheEventHasTheReportAsAnEncoderWouldPutIt() public {
        Report memory r = nextReport();
        r.settled = new bytes32[](0);
        vmWarpTo(r);
        (, bytes32 digest) = pool.hashReport(r);
        bytes memory signature = signedReport(SERVICER, r);
        vm.expectEmit(true, true, true, true, address(pool));
        emit IReceivablesPool.Reported(1, 1, digest, vm.addr(SERVICER), r);
        pool.report(r, signature);
    }

    function test_RevertWhen_AFigureIsWiderThanItsType() public {
        Report memory r = nextReport();
        vmWarpTo(r);
        // Words of the call's data: two of its head, seven of the report, then principal, cash and standing.
        uint256[5] memory words = [uint256(9), 9 + 11 + 10, 9 + 11 + 11, 9 + 11 + 13, 9 + 11 + 15 + 8];
        for (uint256 i = 0; i < words.length; ++i) {
            bytes memory asked = abi.encodeCall(pool.report, (r, ""));
            asked[4 + words[i] * 32] = 0x01;
            vm.prank(vm.addr(SERVICER));
            (bool done, bytes memory reason) = address(pool).call(asked);
            vm.assertFalse(done);
            vm.assertEq(reason, abi.encodeWithSelector(IReceivablesPool.FigureTooWide.selector));
        }
    }

    function test_RevertWhen_TheListsOfAReportLieElsewhere() public {
        Report memory r = nextReport();
        vmWarpTo(r);
        bytes memory asked = abi.encodeCall(pool.report, (r, ""));
        // The list of what is settled is empty: that of the own inputs' second, 22, is no length; the word behind the
        // report's lists, the signature's length of 0, is one.
        uint256 settledAt = 4 + 64 + 44 * 32;
        uint256 place = uint256(uint8(asked[settledAt + 30])) * 256 + uint8(asked[settledAt + 31]) + 32;
        (asked[settledAt + 30], asked[settledAt + 31]) = (bytes1(uint8(place >> 8)), bytes1(uint8(place)));
        vm.prank(vm.addr(SERVICER));
        (bool done, bytes memory reason) = address(pool).call(asked);
        vm.assertFalse(done);
        vm.assertEq(reason, abi.encodeWithSelector(ReportNotCanonical.selector));
    }
}
