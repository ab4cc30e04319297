// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { PoolTerms } from "../../contracts/pool/types/PoolTerms.sol";
import { Report } from "../../contracts/pool/types/Report.sol";
import { Sums, packSums } from "../../contracts/pool/types/Sums.sol";
import { PoolCase } from "../support/PoolCase.sol";

/// @notice Whatever servicer and verifier sign together, the payment date closes.
contract HostileFiguresTest is PoolCase {
    uint256 internal constant LANE = (1 << 71) - 1;
    uint256 private seed;

    function setUp() public {
        deployPool();
    }

    function testFuzz_AnAttestedReportNeverMakesClosingRevert(uint256 seed_, uint96 rate, bool extreme) public {
        seed = seed_;
        PoolTerms memory terms = termsOf();
        terms.contractRate =
            extreme ? (rate % 2 == 0 ? type(uint96).max : 1) : uint96(bound(rate, 1, type(uint96).max));
        terms.band = uint16(next() % 10_000);
        terms.sums = laneSums();
        (pool, waterfall) = poolOf(terms, "hostile");
        for (uint32 period = 1; period <= 3; ++period) {
            waterfall.buyNext(next());
            Report memory r = hostile();
            vm.warp(opens(period));
            vm.prank(vm.addr(SERVICER));
            pool.report(r, "");
            vm.prank(vm.addr(VERIFIER));
            pool.attest(period, 1, "");
            vm.prank(vm.addr(TRUSTEE));
            pool.acceptRate(period, 1);
            vm.warp(block.timestamp + 48 hours);
            pool.close(r);
            pool.metrics();
        }
        vm.assertEq(pool.nextPeriod(), 4);
    }

    /// @dev All figures at random, each as often small, zero or the largest; correctedUp and defaulted make it add up.
    function hostile() private returns (Report memory r) {
        r = nextReport();
        Sums closing = laneSums();
        r.principal.scheduled = flow();
        r.principal.prepaid = flow();
        r.principal.repurchased = flow();
        r.principal.diluted = flow();
        r.principal.purchased = flow();
        r.principal.cured = flow();
        r.principal.correctedDown = flow();
        r.principal.recovered = flow();
        r.principal.writtenOff = flow();
        uint256 gone = closing.defaulted() + r.principal.recovered + r.principal.writtenOff + r.principal.cured;
        if (gone < r.opening.defaulted()) {
            r.principal.writtenOff += uint128(r.opening.defaulted() - gone);
            gone = r.opening.defaulted();
        }
        r.principal.defaulted = uint128(gone - r.opening.defaulted());
        balancePool(r, closing);
        r.cash.principal = flow();
        r.cash.interest = flow();
        r.cash.recoveries = flow();
        r.cash.revenue = flow();
        r.cash.collected = r.cash.principal + r.cash.interest + r.cash.recoveries + r.cash.revenue;
        r.cash.remitted = any();
        r.cash.received = any();
        r.cash.tax = any();
        r.cash.bankCharges = any();
        r.cash.supportGiven = any();
        r.cash.redemptionMoney = any();
        r.cash.rate = uint96(next());
        r.standing.openingYieldSupplement = any();
        r.standing.yieldSupplement = any();
        r.standing.offered = any();
        r.standing.expensesDue = any();
        r.standing.index = uint40(next());
        (r.inputs[0], r.inputs[1]) = (next(), type(uint256).max);
        close_(r, closing);
    }

    function balancePool(Report memory r, Sums closing) private pure {
        uint256 gone = closing.principal() + r.principal.scheduled + r.principal.prepaid + r.principal.repurchased;
        gone += uint256(r.principal.defaulted) + r.principal.diluted + r.principal.correctedDown;
        uint256 come = r.opening.principal() + r.principal.purchased + r.principal.cured;
        if (gone >= come) r.principal.correctedUp = uint128(gone - come);
        else r.principal.correctedDown += uint128(come - gone);
    }

    function laneSums() private returns (Sums) {
        return packSums(uint72(next() & LANE), uint72(next() & LANE), uint72(next() & LANE), uint40(next() >> 217));
    }

    /// @dev Below 2^124, so that a dozen of them fit what must balance them.
    function flow() private returns (uint128) {
        return any() >> 4;
    }

    function any() private returns (uint128) {
        uint256 kind = next() % 4;
        if (kind == 0) return 0;
        if (kind == 1) return type(uint128).max;
        return kind == 2 ? uint128(next() % 1e12) : uint128(next());
    }

    function next() private returns (uint256) {
        seed = uint256(keccak256(abi.encode(seed)));
        return seed;
    }
}
