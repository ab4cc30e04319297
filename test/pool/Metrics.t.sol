// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { PoolMetrics } from "../../contracts/pool/types/PoolState.sol";
import { Report } from "../../contracts/pool/types/Report.sol";
import { packSums } from "../../contracts/pool/types/Sums.sol";
import { PoolCase } from "../support/PoolCase.sol";

contract MetricsTest is PoolCase {
    function setUp() public {
        deployPool();
    }

    function test_BeforeTheFirstReportNothingIsKnownAndNothingIsMissing() public view {
        PoolMetrics memory m = pool.metrics();
        vm.assertEq(m.defaulted + m.writtenOff + m.received + m.forecast + m.defaultRatio, 0);
        vm.assertEq(m.cumulativeCashRatio, 1e9);
        vm.assertEq(m.cashDue, 77);
    }

    function test_TheMetricsOfThreePeriodsAndAnEmptyOne() public {
        waterfall.setNotes(40_500 * UNIT);
        Report memory r = nextReport();
        r.principal.diluted = uint128(1_000 * UNIT);
        close_(r, packSums(uint72(87_000 * UNIT), uint72(1_000 * UNIT), uint72(500 * UNIT), 100));
        closeWith(r);
        PoolMetrics memory m = pool.metrics();
        vm.assertEq(m.defaulted, 500 * UNIT);
        vm.assertEq(m.cumulativeDefaultRatio, 5_000_000);
        vm.assertEq(m.defaultRatio, 5_000_000);
        vm.assertEq(m.dilutionRatio, 10_000_000);
        // 1,000 of 88,000
        vm.assertEq(m.delinquencyRatio, 11_363_636);
        vm.assertEq(m.received, r.cash.received);
        vm.assertEq(m.forecast, 12_000 * UNIT);
        vm.assertEq(m.cashRatio, 1_015_000_000);
        vm.assertEq(m.lossRatio, 0);

        r = nextReport();
        r.principal.writtenOff = uint128(750 * UNIT);
        close_(r, packSums(uint72(76_000 * UNIT), uint72(1_000 * UNIT), uint72(250 * UNIT), 100));
        closeWith(r);
        m = pool.metrics();
        vm.assertEq(m.writtenOff, 750 * UNIT);
        // 810 at the contract rate of 81,000 of notes
        vm.assertEq(m.lossRatio, 10_000_000);
        // 500 of 100,000 and 500 of 88,000
        vm.assertEq(m.defaultRatio, (uint256(5_000_000) + 5_681_818) / 2);
        vm.assertEq(m.dilutionRatio, 0);
        vm.assertEq(m.forecast, 25_000 * UNIT);
        vm.assertEq(m.cumulativeCashRatio, (uint256(24_360) * 1e9) / 25_000);

        vm.warp(opens(3) + 5 days);
        pool.closeEmpty(3);
        m = pool.metrics();
        vm.assertEq(m.forecast, 39_000 * UNIT);
        vm.assertEq(m.cashRatio, 0);
        vm.assertEq(m.defaulted, 1_000 * UNIT);
        vm.assertEq(m.defaultRatio, (uint256(5_000_000) + 5_681_818) / 2);

        closeNext();
        // 500 of 77,000
        m = pool.metrics();
        vm.assertEq(m.defaultRatio, (uint256(5_000_000) + 5_681_818 + 6_493_506) / 3);
        // Nothing was forecast for the fourth.
        vm.assertEq(m.cashRatio, 1e9);
        vm.assertEq(m.forecast, 39_000 * UNIT);
        closeNext();
        // The first has left the mean: 500 of 66,000 came.
        vm.assertEq(pool.metrics().defaultRatio, (uint256(5_681_818) + 6_493_506 + 7_575_757) / 3);
    }
}
