// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Party } from "../../contracts/deal/interfaces/IParties.sol";
import { IReceivablesPool } from "../../contracts/pool/interfaces/IReceivablesPool.sol";
import { PoolTerms } from "../../contracts/pool/types/PoolTerms.sol";
import { Report } from "../../contracts/pool/types/Report.sol";
import { Sums } from "../../contracts/pool/types/Sums.sol";
import { PoolCase } from "../support/PoolCase.sol";

/// @notice A payment date always closes, whoever is silent.
contract LivenessTest is PoolCase {
    uint256 internal constant GRACE = 5 days;
    uint256 internal constant SUCCESSION = 3 days;

    function setUp() public {
        deployPool();
    }

    function test_WithoutAReportAnyoneClosesAfterTheGraceDays() public {
        vm.warp(opens(1) + GRACE - 1);
        vm.expectRevert(abi.encodeWithSelector(IReceivablesPool.InGrace.selector, 1, uint40(opens(1) + GRACE)));
        pool.closeEmpty(1);
        vm.warp(opens(1) + GRACE);
        vm.expectEmit();
        emit IReceivablesPool.PeriodClosedEmpty(1, 0);
        vm.expectEmit();
        emit IReceivablesPool.ServicerDefaulted(1, vm.addr(SERVICER));
        vm.prank(vm.addr(STRANGER));
        pool.closeEmpty(1);
        uint256[] memory inputs = waterfall.given();
        bytes memory codes = waterfall.inputCodes();
        for (uint256 i = 0; i < inputs.length; ++i) {
            uint256 code = uint8(codes[i]);
            uint256 expected =
                code == 1 || code == 2
                    ? 108_000 * UNIT
                    : code == 22
                        ? 1
                        : 0;
            vm.assertEq(inputs[i], expected, vm.toString(code));
        }
        vm.assertEq(pool.nextPeriod(), 2);
    }

    function test_TheNextReportSettlesTheDifference() public {
        vm.warp(opens(1) + GRACE);
        pool.closeEmpty(1);
        // It covers both months, from the tape that was filed.
        Report memory r = nextReport();
        vm.assertEq(r.period, 2);
        vm.assertTrue(r.opening == termsOf().sums);
        r.principal.scheduled += uint128(9_000 * UNIT);
        close_(r, Sums.wrap(Sums.unwrap(r.closing) - ((9_000 * UNIT) << 184)));
        closeWith(r);
        vm.assertEq(pool.nextPeriod(), 3);
        vm.assertEq(given(2), 86_400 * UNIT);
    }

    function test_EveryDateClosesThoughNobodyEverSpeaks() public {
        for (uint32 period = 1; period <= 12; ++period) {
            vm.warp(opens(period) + GRACE);
            pool.closeEmpty(period);
        }
        vm.assertEq(waterfall.nextDate(), 13);
        // And whoever comes back goes on from the last tape.
        vm.assertTrue(nextReport().opening == termsOf().sums);
        closeNext();
    }

    function test_RevertWhen_ThereIsAnAttestedReport() public {
        Report memory r = nextReport();
        vm.warp(opens(1) + GRACE - 1 hours);
        report(r);
        attest();
        vm.warp(opens(1) + GRACE);
        vm.expectRevert(abi.encodeWithSelector(IReceivablesPool.ReportIsValid.selector, 1, 1));
        pool.closeEmpty(1);
        vm.expectRevert(abi.encodeWithSelector(IReceivablesPool.ReportOutOfOrder.selector, 1, 2));
        pool.closeEmpty(2);
        vm.warp(block.timestamp + 48 hours);
        pool.close(r);
    }

    function test_AReportThatIsNotAttestedDoesNotHoldThePaymentUp() public {
        vm.warp(opens(1));
        report(nextReport());
        vm.warp(opens(1) + GRACE);
        vm.expectEmit();
        emit IReceivablesPool.PeriodClosedEmpty(1, 1);
        pool.closeEmpty(1);
        vm.assertEq(given(22), 1);
    }

    function test_AVoidReportDoesNotHoldThePaymentUp() public {
        vm.warp(opens(1) + GRACE - 1 hours);
        report(nextReport());
        attest();
        vm.warp(opens(1) + GRACE);
        vm.prank(vm.addr(TRUSTEE));
        pool.object(1, 1, "");
        pool.closeEmpty(1);
        vm.assertEq(pool.nextPeriod(), 2);
    }

    function test_ARateThatNobodyAcceptsDoesNotHoldThePaymentUp() public {
        Report memory r = nextReport();
        convert(r, 2e18);
        reportAndAttest(r);
        vm.warp(opens(1) + GRACE);
        vm.expectPartialRevert(IReceivablesPool.RateNotAccepted.selector);
        pool.close(r);
        pool.closeEmpty(1);
        vm.assertEq(pool.nextPeriod(), 2);
    }

    function test_AfterTheGraceDaysAnAttestedReportStands() public {
        Report memory r = nextReport();
        reportAndAttest(r);
        vm.warp(opens(1) + GRACE);
        Report memory again = nextReport();
        bytes memory signature = signedReport(SERVICER, again);
        vm.expectRevert(abi.encodeWithSelector(IReceivablesPool.ReportStands.selector, 1, 1));
        pool.report(again, signature);
        pool.close(r);
    }

    function test_ALateReportIsTakenWhileNobodyClosed() public {
        vm.warp(opens(1) + 40 days);
        Report memory r = nextReport();
        report(r);
        attest();
        vm.warp(block.timestamp + 48 hours);
        pool.close(r);
        vm.assertEq(given(22), 0);
    }

    function test_CashThatCameForAnEmptyDateWaits() public {
        money.mint(address(this), 50);
        money.approve(address(pool), 50);
        pool.fund(1, 50);
        vm.warp(opens(1) + GRACE);
        pool.closeEmpty(1);
        vm.assertEq(given(7) + given(8), 0);
        vm.assertEq(waterfall.deposited(), 50);
    }

    // Backups

    function test_TheBackupsSignWhenTheFirstWereSilent() public {
        Report memory r = nextReport();
        vm.warp(opens(1) + SUCCESSION - 1);
        bytes memory signature = signedReport(BACKUP_SERVICER, r);
        vm.expectRevert(notSigned(Party.Servicer, SERVICER));
        pool.report(r, signature);
        vm.warp(opens(1) + SUCCESSION);
        pool.report(r, signature);
        // It restates its own.
        r = nextReport();
        pool.report(r, signedReport(BACKUP_SERVICER, r));
        pool.attest(1, 2, signedAttestation(BACKUP_VERIFIER));
        vm.warp(block.timestamp + 48 hours);
        pool.close(r);
        vm.assertEq(pool.nextPeriod(), 2);
    }

    function test_TheBackupVerifierSignsOnlyAfterTheDelay() public {
        vm.warp(opens(1));
        report(nextReport());
        bytes memory attestation = signedAttestation(BACKUP_VERIFIER);
        vm.warp(opens(1) + SUCCESSION - 1);
        vm.expectRevert(notSigned(Party.Verifier, VERIFIER));
        pool.attest(1, 1, attestation);
        vm.warp(opens(1) + SUCCESSION);
        pool.attest(1, 1, attestation);
    }

    function test_TheBackupServicerDoesNotOverruleAReport() public {
        vm.warp(opens(1));
        report(nextReport());
        vm.warp(opens(1) + SUCCESSION);
        Report memory r = nextReport();
        bytes memory signature = signedReport(BACKUP_SERVICER, r);
        vm.expectRevert(notSigned(Party.Servicer, SERVICER));
        pool.report(r, signature);
        // Unless the trustee voided it.
        attest();
        vm.prank(vm.addr(TRUSTEE));
        pool.object(1, 1, "");
        pool.report(r, signature);
    }

    function test_TheFirstMayStillSpeakAfterItsBackup() public {
        vm.warp(opens(1) + SUCCESSION);
        Report memory r = nextReport();
        pool.report(r, signedReport(BACKUP_SERVICER, r));
        report(nextReport());
        attest();
    }

    function test_ASecondDateWithoutAReportDoesNotBeginTheSilenceAnew() public {
        PoolTerms memory terms = termsOf();
        terms.successionDays = 40;
        (pool, waterfall) = poolOf(terms, "slower");
        vm.warp(opens(1) + GRACE);
        pool.closeEmpty(1);
        vm.warp(opens(2) + GRACE);
        pool.closeEmpty(2);
        // Forty days after the first date, ten after the second.
        vm.warp(opens(1) + 40 days);
        Report memory r = nextReport();
        r.until = START_DAY + 60;
        pool.report(r, signedReport(BACKUP_SERVICER, r));
    }

    function test_SilenceIsCountedFromTheFirstDateWithoutAReport() public {
        PoolTerms memory terms = termsOf();
        terms.successionDays = 20;
        (pool, waterfall) = poolOf(terms, "slow");
        vm.warp(opens(1) + GRACE);
        pool.closeEmpty(1);
        // Before the second payment date, but long after the first.
        vm.warp(opens(1) + 20 days - 1);
        Report memory r = nextReport();
        r.until = START_DAY + 40;
        bytes memory signature = signedReport(BACKUP_SERVICER, r);
        vm.expectRevert(notSigned(Party.Servicer, SERVICER));
        pool.report(r, signature);
        vm.warp(opens(1) + 20 days);
        pool.report(r, signature);
        pool.attest(2, 1, signedAttestation(BACKUP_VERIFIER));
        vm.warp(opens(2));
        pool.close(r);
        // A report was closed: the next silence begins anew.
        vm.warp(opens(3) + GRACE - 1);
        r = nextReport();
        signature = signedReport(BACKUP_SERVICER, r);
        vm.expectRevert(notSigned(Party.Servicer, SERVICER));
        pool.report(r, signature);
    }

    function notSigned(Party party, uint256 key) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IReceivablesPool.NotSignedBy.selector, party, vm.addr(key));
    }
}
