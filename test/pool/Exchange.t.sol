// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Report } from "../../contracts/pool/types/Report.sol";
import { PoolCase } from "../support/PoolCase.sol";

/// @notice The example of contracts/pool/README.md: 1,000,000 of principal and 50,000 of interest at 1.08.
contract ExchangeTest is PoolCase {
    uint8 internal constant COLLECTIONS = 6;
    uint8 internal constant INTEREST = 7;
    uint8 internal constant PRINCIPAL = 8;
    uint8 internal constant RECOVERIES = 9;
    uint8 internal constant REVENUE = 10;
    uint8 internal constant GAIN = 24;
    uint8 internal constant LOSS = 25;

    function setUp() public {
        deployPool();
    }

    function example(uint96 rate) private returns (Report memory r) {
        r = nextReport();
        r.cash.principal = uint128(1_000_000 * UNIT);
        r.cash.interest = uint128(50_000 * UNIT);
        convert(r, rate);
        (r.cash.tax, r.cash.bankCharges) = (uint128(2_000 * UNIT), uint128(500 * UNIT));
        r.cash.received -= uint128(2_476 * UNIT);
        closeWith(r);
    }

    function test_AGainJoinsInterest() public {
        Report memory r = example(1.1e18);
        vm.assertEq(r.cash.received, 1_152_500 * UNIT);
        vm.assertEq(given(PRINCIPAL), 1_080_000 * UNIT);
        vm.assertEq(given(INTEREST), 72_500 * UNIT);
        vm.assertEq(given(GAIN), 21_000 * UNIT);
        vm.assertEq(given(LOSS), 0);
    }

    function test_ALossIsTakenFromInterest() public {
        Report memory r = example(1.06e18);
        vm.assertEq(r.cash.received, 1_110_500 * UNIT);
        vm.assertEq(given(PRINCIPAL), 1_080_000 * UNIT);
        vm.assertEq(given(INTEREST), 30_500 * UNIT);
        vm.assertEq(given(GAIN), 0);
        vm.assertEq(given(LOSS), 21_000 * UNIT);
    }

    function test_TaxAndChargesAreNoLossOfExchange() public {
        example(RATE);
        vm.assertEq(given(INTEREST), 51_500 * UNIT);
        vm.assertEq(given(GAIN) + given(LOSS), 0);
    }

    function test_WhatInterestCannotBearIsTakenFromPrincipal() public {
        Report memory r = nextReport();
        r.cash.interest = uint128(100 * UNIT);
        convert(r, 1.03e18);
        closeWith(r);
        vm.assertEq(r.cash.received, 10_894 * UNIT);
        vm.assertEq(given(INTEREST), 0);
        vm.assertEq(given(PRINCIPAL), 10_894 * UNIT);
        vm.assertEq(given(LOSS), 530 * UNIT);
    }

    function test_WhatIsStillOnTheWayIsNoLossOfExchange() public {
        Report memory r = nextReport();
        convert(r, RATE);
        r.cash.remitted -= uint128(300 * UNIT);
        r.cash.received -= uint128(324 * UNIT);
        closeWith(r);
        vm.assertEq(given(LOSS), 0);
        // 864 of interest, less 24 of deductions, less 324 that have not arrived.
        vm.assertEq(given(INTEREST), 516 * UNIT);
    }

    function test_WithoutCashThereIsNoRate() public {
        Report memory r = nextReport();
        delete r.cash;
        closeWith(r);
        vm.assertEq(given(INTEREST) + given(PRINCIPAL) + given(GAIN) + given(LOSS), 0);
        vm.assertEq(pool.nextPeriod(), 2);
    }

    function test_BalancesAreRoundedDown() public {
        Report memory r = nextReport();
        r.standing.offered = 3;
        closeWith(r);
        // 3 × 1.08 = 3.24
        vm.assertEq(given(17), 3);
    }

    function test_ADealThatAsksForLessIsGivenAllOfItAllTheSame() public {
        vm.assertEq(closedWith(hex"06", COLLECTIONS), received());
        vm.assertEq(closedWith(hex"08", PRINCIPAL), received());
        vm.assertEq(closedWith(hex"09", RECOVERIES), received());
        vm.assertEq(closedWith(hex"0a", REVENUE), received());
        vm.assertEq(closedWith(hex"07", INTEREST), received());
        // The rest of the two goes to the first that is asked for.
        vm.assertEq(closedWith(hex"0908", RECOVERIES), 108 * UNIT);
        vm.assertEq(given(PRINCIPAL), received() - 108 * UNIT);
    }

    /// @dev Principal 10,500, interest 800, recoveries 100, revenue 50 at the contract rate, less 24.
    function received() private pure returns (uint256) {
        return 12_366 * UNIT - 24 * UNIT;
    }

    function closedWith(bytes memory codes, uint8 code) private returns (uint256) {
        vm.warp(START);
        (pool, waterfall) = poolOf(termsOf(), keccak256(codes), codes);
        Report memory r = nextReport();
        r.inputs = new uint256[](0);
        (r.cash.recoveries, r.cash.revenue) = (uint128(100 * UNIT), uint128(50 * UNIT));
        convert(r, RATE);
        closeWith(r);
        vm.assertEq(r.cash.received, received());
        return given(code);
    }

    function test_RecoveriesAndRevenueAreKeptApartAtTheContractRate() public {
        closedWith(hex"0a090708", REVENUE);
        vm.assertEq(given(REVENUE), 54 * UNIT);
        vm.assertEq(given(RECOVERIES), 108 * UNIT);
        vm.assertEq(given(PRINCIPAL), 11_340 * UNIT);
        vm.assertEq(given(INTEREST), 840 * UNIT);
    }

    function test_SupportAndRedemptionMoneyComeBesideTheCollections() public {
        (pool, waterfall) = poolOf(termsOf(), "beside", hex"0c0b07");
        Report memory r = nextReport();
        r.inputs = new uint256[](0);
        (r.cash.supportGiven, r.cash.redemptionMoney) = (5, 9);
        (r.standing.openingYieldSupplement, r.standing.yieldSupplement) = (100, 200);
        closeWith(r);
        vm.assertEq(given(11), 5);
        vm.assertEq(given(12), 9);
        vm.assertEq(given(INTEREST), r.cash.received);
    }

    function testFuzz_TheCashInputsAreWhatWasReceivedToTheUnit(
        uint96 principal,
        uint96 interest,
        uint96 recoveries,
        uint96 revenue,
        uint96 received_,
        uint8 asked
    ) public {
        bytes memory codes = "";
        for (uint8 code = INTEREST; code <= REVENUE; ++code) {
            if (asked & (1 << (code - INTEREST)) != 0) codes = abi.encodePacked(codes, code);
        }
        if (codes.length == 0) codes = hex"07";
        (pool, waterfall) = poolOf(termsOf(), "fuzz", codes);
        Report memory r = nextReport();
        r.inputs = new uint256[](0);
        r.cash.principal = principal;
        r.cash.interest = interest;
        r.cash.recoveries = recoveries;
        r.cash.revenue = revenue;
        r.cash.collected = uint128(principal) + interest + recoveries + revenue;
        r.cash.received = received_;
        reportAndAttest(r);
        vm.prank(vm.addr(TRUSTEE));
        pool.acceptRate(1, 1);
        vm.warp(block.timestamp + 48 hours);
        pool.close(r);
        uint256 sum;
        for (uint256 i = 0; i < codes.length; ++i) sum += waterfall.inputs(i);
        vm.assertEq(sum, received_);
    }
}
