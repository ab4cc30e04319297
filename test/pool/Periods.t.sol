// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IReceivablesPool } from "../../contracts/pool/interfaces/IReceivablesPool.sol";
import { ReceivablesPool } from "../../contracts/pool/ReceivablesPool.sol";
import { Candidate } from "../../contracts/pool/types/PoolState.sol";
import { Report } from "../../contracts/pool/types/Report.sol";
import { Sums } from "../../contracts/pool/types/Sums.sol";
import { IWaterfall } from "../../contracts/waterfall/interfaces/IWaterfall.sol";
import { RecordingWaterfall } from "../mocks/RecordingWaterfall.sol";
import { PoolCase } from "../support/PoolCase.sol";

contract PeriodsTest is PoolCase {
    function setUp() public {
        deployPool();
    }

    function test_AReportThatIsAttestedAndFundedRunsThePaymentDate() public {
        Report memory r = nextReport();
        reportAndAttest(r);
        money.mint(address(this), 100_000 * UNIT);
        money.approve(address(pool), type(uint256).max);
        pool.fund(1, r.cash.received);
        vm.warp(block.timestamp + 48 hours);
        pool.close(r);
        vm.assertEq(waterfall.nextDate(), 2);
        vm.assertEq(pool.nextPeriod(), 2);
        vm.assertEq(money.balanceOf(address(waterfall)), r.cash.received);
        (bytes32 root, Sums sums, uint24 until) = pool.currentTape();
        vm.assertEq(root, r.root);
        vm.assertTrue(sums == r.closing);
        vm.assertEq(until, r.until);
        (Candidate memory c, bytes32 digest, bytes32 previous) = pool.candidate();
        (, bytes32 closed) = pool.hashReport(r);
        vm.assertEq(c.version, 0);
        vm.assertEq(digest, bytes32(0));
        vm.assertEq(previous, closed);
    }

    function test_TheWaterfallIsGivenBalancesAtTheContractRateAndTheDealsOwnInputsInOrder() public {
        Report memory r = closeNext();
        uint256[] memory inputs = waterfall.given();
        vm.assertEq(inputs.length, 17);
        vm.assertEq(given(1), 108_000 * UNIT);
        vm.assertEq(given(2), 96_120 * UNIT);
        vm.assertEq(given(8), 11_340 * UNIT);
        vm.assertEq(given(7), 840 * UNIT);
        vm.assertEq(given(7) + given(8) + given(9), r.cash.received);
        vm.assertEq(given(13), 540 * UNIT);
        vm.assertEq(given(14), 0);
        vm.assertEq(given(15), 0);
        vm.assertEq(given(16), 1_080 * UNIT);
        vm.assertEq(given(17), 1_080 * UNIT);
        vm.assertEq(given(18), 7 * UNIT);
        vm.assertEq(given(19), 35_000_000);
        vm.assertEq(given(22), 0);
        vm.assertEq(given(24), 0);
        vm.assertEq(given(25), 0);
        vm.assertEq(inputs[15], 11);
        vm.assertEq(inputs[16], 22);
    }

    function test_PeriodsFollowEachOtherAndEachReportSignsTheOneBefore() public {
        for (uint32 period = 1; period <= 6; ++period) {
            Report memory r = closeNext();
            vm.assertEq(r.period, period);
            (, , bytes32 previous) = pool.candidate();
            (, bytes32 digest) = pool.hashReport(r);
            vm.assertEq(previous, digest);
        }
        vm.assertEq(waterfall.nextDate(), 7);
    }

    function test_PartiesThatSendTheirOwnTransactionNeedNotSign() public {
        Report memory r = nextReport();
        vmWarpTo(r);
        vm.prank(vm.addr(SERVICER));
        pool.report(r, "");
        vm.prank(vm.addr(VERIFIER));
        pool.attest(1, 1, "");
        vm.warp(block.timestamp + 48 hours);
        pool.close(r);
        vm.assertEq(pool.nextPeriod(), 2);
    }

    function test_AllOfItFitsOneTransactionWhereNothingIsHeld() public {
        (pool, waterfall) = poolOf(termsHolding(0), "no hold");
        money.mint(address(this), 100_000 * UNIT);
        money.approve(address(pool), type(uint256).max);
        Report memory r = nextReport();
        vm.warp(opens(1));
        uint256 snapshot = vm.snapshotState();
        report(r);
        bytes memory attestation = signedAttestation(VERIFIER);
        vm.assertTrue(vm.revertToState(snapshot));
        bytes[] memory calls = new bytes[](4);
        calls[0] = abi.encodeCall(IReceivablesPool.report, (r, signedReport(SERVICER, r)));
        calls[1] = abi.encodeCall(IReceivablesPool.attest, (1, 1, attestation));
        calls[2] = abi.encodeCall(IReceivablesPool.fund, (1, r.cash.received));
        calls[3] = abi.encodeCall(IReceivablesPool.close, (r));
        pool.multicall(calls);
        vm.assertEq(pool.nextPeriod(), 2);
        vm.assertEq(waterfall.deposited(), r.cash.received);
    }

    // Restatement and corrections

    function test_AReportIsRestatedUntilItIsPaidAndMustBeAttestedAgain() public {
        Report memory r = nextReport();
        reportAndAttest(r);
        Report memory again = nextReport();
        vm.assertEq(again.version, 2);
        report(again);
        vm.warp(block.timestamp + 48 hours);
        vm.expectRevert(abi.encodeWithSelector(IReceivablesPool.NotAttested.selector, 1, 2));
        pool.close(again);
        (, bytes32 expected) = pool.hashReport(again);
        (, bytes32 old) = pool.hashReport(r);
        vm.expectRevert(abi.encodeWithSelector(IReceivablesPool.ReportDoesNotMatch.selector, expected, old));
        pool.close(r);
        attest();
        vm.warp(block.timestamp + 48 hours);
        pool.close(again);
        vm.assertEq(pool.nextPeriod(), 2);
    }

    function test_RevertWhen_APaidPeriodIsRestated() public {
        Report memory r = closeNext();
        r.version = 2;
        bytes memory signature = signedReport(SERVICER, r);
        vm.expectRevert(abi.encodeWithSelector(IReceivablesPool.ReportOutOfOrder.selector, 2, 1));
        pool.report(r, signature);
    }

    function test_ACorrectionIsALineOfTheNextReport() public {
        closeNext();
        Report memory r = nextReport();
        r.principal.correctedUp = uint128(300 * UNIT);
        r.principal.correctedDown = uint128(100 * UNIT);
        Sums closing = r.closing;
        close_(r, Sums.wrap(Sums.unwrap(closing) + ((200 * UNIT) << 184)));
        closeWith(r);
        (, Sums sums, ) = pool.currentTape();
        vm.assertEq(sums.performing(), closing.performing() + 200 * UNIT);
    }

    function test_ASubstitutionIsARepurchaseAndAPurchaseInOneReport() public {
        Report memory r = nextReport();
        r.principal.repurchased = uint128(2_000 * UNIT);
        r.principal.purchased = uint128(2_000 * UNIT);
        closeWith(r);
        // No cash of it, and the pool as before.
        vm.assertEq(given(8), 11_340 * UNIT);
        vm.assertEq(given(2), 96_120 * UNIT);
    }

    // Cash

    function test_CashComesEarlyInPartsAndLate() public {
        money.mint(address(this), 1_000 * UNIT);
        money.approve(address(pool), type(uint256).max);
        pool.fund(1, 100);
        closeNext();
        pool.fund(1, 200);
        pool.fund(2, 300);
        vm.assertEq(waterfall.deposited(), 600);
        vm.assertEq(money.balanceOf(address(waterfall)), 600);
        vm.assertEq(money.balanceOf(address(pool)), 0);
    }

    function test_AmountsAreMultipliedAtTheDoorOfAnAssetWithMoreDecimals() public {
        RecordingWaterfall fine = new RecordingWaterfall(money, 1_000, uint40(START), CODES);
        pool = ReceivablesPool(factory.create(termsOf(), parties, IWaterfall(address(fine)), "fine"));
        fine.setPool(address(pool));
        money.mint(address(this), 5_000);
        money.approve(address(pool), 5_000);
        pool.fund(1, 5);
        vm.assertEq(fine.deposited(), 5);
        vm.assertEq(money.balanceOf(address(fine)), 5_000);
    }

    function test_RevertWhen_CashIsForAPeriodToComeOrNothing() public {
        vm.expectRevert(abi.encodeWithSelector(IReceivablesPool.PeriodToCome.selector, 1, 2));
        pool.fund(2, 1);
        vm.expectRevert(IReceivablesPool.NothingFunded.selector);
        pool.fund(1, 0);
    }

    function test_RevertWhen_ThePayerHasNotApproved() public {
        vm.expectPartialRevert(bytes4(keccak256("ERC20InsufficientAllowance(address,uint256,uint256)")));
        pool.fund(1, 1);
        vm.assertEq(waterfall.deposited(), 0);
    }

    // When

    function test_RevertWhen_ItIsClosedBeforeThePaymentDate() public {
        Report memory r = nextReport();
        r.until = START_DAY;
        vm.warp(START + 1 days);
        report(r);
        attest();
        vm.warp(opens(1) - 1);
        vm.expectRevert(abi.encodeWithSelector(RecordingWaterfall.BeforePaymentDate.selector, 1, opens(1)));
        pool.close(r);
        vm.assertEq(pool.nextPeriod(), 1);
        vm.warp(opens(1));
        pool.close(r);
        vm.assertEq(pool.nextPeriod(), 2);
    }

    function test_RevertWhen_ItIsClosedInTheHold() public {
        Report memory r = nextReport();
        reportAndAttest(r);
        uint40 ends = uint40(block.timestamp + 48 hours);
        vm.warp(ends - 1);
        vm.expectRevert(abi.encodeWithSelector(IReceivablesPool.InHold.selector, ends));
        pool.close(r);
        vm.warp(ends);
        pool.close(r);
    }

    function test_RevertWhen_ThereIsNoReportToClose() public {
        Report memory r = nextReport();
        (, bytes32 digest) = pool.hashReport(r);
        vm.warp(opens(1));
        vm.expectRevert(abi.encodeWithSelector(IReceivablesPool.ReportDoesNotMatch.selector, bytes32(0), digest));
        pool.close(r);
        report(r);
        attest();
        Report memory other = r;
        other.standing.index = 1;
        (, bytes32 changed) = pool.hashReport(other);
        vm.warp(block.timestamp + 48 hours);
        vm.expectRevert(abi.encodeWithSelector(IReceivablesPool.ReportDoesNotMatch.selector, digest, changed));
        pool.close(other);
        other.period = 2;
        vm.expectRevert(abi.encodeWithSelector(IReceivablesPool.ReportOutOfOrder.selector, 1, 2));
        pool.close(other);
    }

    // The trustee

    function test_TheTrusteeObjectsOnceAndTheNextVersionCounts() public {
        Report memory r = nextReport();
        reportAndAttest(r);
        vm.prank(vm.addr(TRUSTEE));
        pool.object(1, 1, "the fixing of the 30th");
        vm.warp(block.timestamp + 48 hours);
        vm.expectRevert(abi.encodeWithSelector(IReceivablesPool.ReportIsVoid.selector, 1, 1));
        pool.close(r);
        vm.expectRevert(abi.encodeWithSelector(IReceivablesPool.ReportIsVoid.selector, 1, 1));
        pool.attest(1, 1, "");
        Report memory again = nextReport();
        report(again);
        attest();
        vm.prank(vm.addr(TRUSTEE));
        vm.expectRevert(abi.encodeWithSelector(IReceivablesPool.ObjectedAlready.selector, 1));
        pool.object(1, 2, "again");
        vm.warp(block.timestamp + 48 hours);
        pool.close(again);
        // In the next period it may object again.
        reportAndAttest(nextReport());
        vm.prank(vm.addr(TRUSTEE));
        pool.object(2, 1, "another matter");
    }

    function test_RevertWhen_TheObjectionIsNotTheTrusteesOrNotInTheHold() public {
        Report memory r = nextReport();
        vmWarpTo(r);
        vm.expectRevert(abi.encodeWithSelector(IReceivablesPool.NotTheTrustee.selector, address(this)));
        pool.object(1, 1, "");
        vm.startPrank(vm.addr(TRUSTEE));
        vm.expectRevert(abi.encodeWithSelector(IReceivablesPool.NotTheReport.selector, 1, 0, 1, 1));
        pool.object(1, 1, "");
        vm.stopPrank();
        report(r);
        vm.prank(vm.addr(TRUSTEE));
        vm.expectRevert(abi.encodeWithSelector(IReceivablesPool.NotAttested.selector, 1, 1));
        pool.object(1, 1, "");
        attest();
        uint40 ends = uint40(block.timestamp + 48 hours);
        vm.warp(ends);
        vm.prank(vm.addr(TRUSTEE));
        vm.expectRevert(abi.encodeWithSelector(IReceivablesPool.HoldIsOver.selector, ends));
        pool.object(1, 1, "");
    }

    function test_ARateOutsideTheBandNeedsTheTrustee() public {
        Report memory r = nextReport();
        convert(r, 1.0259e18);
        reportAndAttest(r);
        vm.warp(block.timestamp + 48 hours);
        bytes memory refusal = abi.encodeWithSelector(
            IReceivablesPool.RateNotAccepted.selector,
            1.0259e18,
            1.026e18,
            1.134e18
        );
        vm.expectRevert(refusal);
        pool.close(r);
        vm.expectRevert(abi.encodeWithSelector(IReceivablesPool.NotTheTrustee.selector, address(this)));
        pool.acceptRate(1, 1);
        vm.prank(vm.addr(TRUSTEE));
        pool.acceptRate(1, 1);
        pool.close(r);
        vm.assertEq(pool.nextPeriod(), 2);
    }

    function test_AcceptingTheRateOfAVersionSaysNothingOfTheNext() public {
        Report memory r = nextReport();
        convert(r, 1.2e18);
        reportAndAttest(r);
        vm.prank(vm.addr(TRUSTEE));
        pool.acceptRate(1, 1);
        r = nextReport();
        convert(r, 1.3e18);
        report(r);
        attest();
        vm.prank(vm.addr(TRUSTEE));
        vm.expectRevert(abi.encodeWithSelector(IReceivablesPool.NotTheReport.selector, 1, 2, 1, 1));
        pool.acceptRate(1, 1);
        vm.warp(block.timestamp + 48 hours);
        vm.expectPartialRevert(IReceivablesPool.RateNotAccepted.selector);
        pool.close(r);
    }

    function test_ARateInTheBandDoesNotHideAmountsThatShowAnother() public {
        Report memory r = nextReport();
        convert(r, 1e18);
        r.cash.rate = RATE;
        reportAndAttest(r);
        (Candidate memory c, , ) = pool.candidate();
        vm.assertTrue(c.rateOutside);
        vm.warp(block.timestamp + 48 hours);
        vm.expectPartialRevert(IReceivablesPool.RateNotAccepted.selector);
        pool.close(r);
    }

    function test_ARateInTheBandDoesNotHideAmountsThatShowAHigherOne() public {
        Report memory r = nextReport();
        convert(r, 1.2e18);
        r.cash.rate = RATE;
        reportAndAttest(r);
        (Candidate memory c, , ) = pool.candidate();
        vm.assertTrue(c.rateOutside);
        // Received without anything remitted is outside of any band.
        r = nextReport();
        r.cash.remitted = 0;
        report(r);
        (c, , ) = pool.candidate();
        vm.assertTrue(c.rateOutside);
    }

    function test_ARootThatComesAgainKeepsTheDaysItFirstCameWith() public {
        Report memory first = closeNext();
        Report memory r = nextReport();
        delete r.principal;
        delete r.cash;
        (r.closing, r.topHash, r.root) = (first.closing, first.topHash, first.root);
        closeWith(r);
        (bytes32 root, , ) = pool.currentTape();
        vm.assertEq(root, first.root);
        vm.assertEq(pool.tapeOf(root).until, first.until);
        vm.assertEq(pool.tapeOf(root).period, 1);
    }

    function test_TheBandsEdgesAreInsideIt() public {
        Report memory r = nextReport();
        convert(r, 1.026e18);
        reportAndAttest(r);
        (Candidate memory c, , ) = pool.candidate();
        vm.assertFalse(c.rateOutside);
        r = nextReport();
        convert(r, 1.134e18);
        report(r);
        (c, , ) = pool.candidate();
        vm.assertFalse(c.rateOutside);
    }
}
