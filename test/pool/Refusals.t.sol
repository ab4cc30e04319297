// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Party } from "../../contracts/deal/interfaces/IParties.sol";
import { IReceivablesPool } from "../../contracts/pool/interfaces/IReceivablesPool.sol";
import { Candidate } from "../../contracts/pool/types/PoolState.sol";
import { Report } from "../../contracts/pool/types/Report.sol";
import { LANE_TOPS, Sums, packSums } from "../../contracts/pool/types/Sums.sol";
import { ContractSigner } from "../mocks/ContractSigners.sol";
import { PoolCase } from "../support/PoolCase.sol";

/// @notice What a report, an attestation, a signature must not be; whatever is refused leaves nothing changed.
contract RefusalsTest is PoolCase {
    function setUp() public {
        deployPool();
        vm.warp(opens(1));
    }

    /// @dev Signed properly all the same: the figures are what is wrong.
    function expectRefusal(Report memory r, bytes memory reason) private {
        bytes memory signature = signedReport(SERVICER, r);
        vm.expectRevert(reason);
        pool.report(r, signature);
        (Candidate memory c, bytes32 digest, ) = pool.candidate();
        vm.assertEq(c.version, 0);
        vm.assertEq(digest, bytes32(0));
        (, Sums sums, ) = pool.currentTape();
        vm.assertTrue(sums == termsOf().sums);
    }

    function test_RevertWhen_PrincipalDoesNotAddUp() public {
        Report memory r = nextReport();
        r.principal.scheduled += 1;
        expectRefusal(
            r,
            abi.encodeWithSelector(IReceivablesPool.PrincipalDoesNotAddUp.selector, 100_000 * UNIT, 100_000 * UNIT + 1)
        );
        r = nextReport();
        r.principal.purchased = 5;
        r.principal.correctedUp = 3;
        r.principal.correctedDown = 1;
        r.principal.diluted = 1;
        r.principal.repurchased = 1;
        expectRefusal(
            r,
            abi.encodeWithSelector(
                IReceivablesPool.PrincipalDoesNotAddUp.selector,
                100_000 * UNIT + 8,
                100_000 * UNIT + 3
            )
        );
    }

    function test_RevertWhen_DefaultedDoesNotAddUp() public {
        Report memory r = nextReport();
        r.principal.recovered = 3;
        r.principal.writtenOff = 4;
        expectRefusal(
            r,
            abi.encodeWithSelector(IReceivablesPool.DefaultedDoesNotAddUp.selector, 500 * UNIT, 500 * UNIT + 7)
        );
        // What is cured leaves the one and joins the other.
        r = nextReport();
        r.principal.cured = uint128(100 * UNIT);
        close_(r, packSums(uint72(88_100 * UNIT), uint72(1_000 * UNIT), uint72(500 * UNIT), 100));
        expectRefusal(
            r,
            abi.encodeWithSelector(IReceivablesPool.DefaultedDoesNotAddUp.selector, 500 * UNIT, 600 * UNIT)
        );
        close_(r, packSums(uint72(88_100 * UNIT), uint72(1_000 * UNIT), uint72(400 * UNIT), 100));
        report(r);
    }

    function test_RevertWhen_CashDoesNotAddUp() public {
        Report memory r = nextReport();
        r.cash.revenue = 9;
        expectRefusal(
            r,
            abi.encodeWithSelector(IReceivablesPool.CashDoesNotAddUp.selector, 11_300 * UNIT + 9, 11_300 * UNIT)
        );
    }

    function test_RevertWhen_ItComesTwice() public {
        Report memory r = nextReport();
        report(r);
        bytes memory signature = signedReport(SERVICER, r);
        vm.expectRevert(abi.encodeWithSelector(IReceivablesPool.VersionOutOfOrder.selector, 2, 1));
        pool.report(r, signature);
    }

    function test_RevertWhen_ItIsOutOfOrder() public {
        Report memory r = nextReport();
        r.period = 2;
        expectRefusal(r, abi.encodeWithSelector(IReceivablesPool.ReportOutOfOrder.selector, 1, 2));
        r = nextReport();
        r.version = 2;
        expectRefusal(r, abi.encodeWithSelector(IReceivablesPool.VersionOutOfOrder.selector, 1, 2));
    }

    function test_RevertWhen_ItsDaysAreTakenAlreadyOrToCome() public {
        Report memory r = nextReport();
        uint24 today = START_DAY + 30;
        r.until = START_DAY - 1;
        expectRefusal(
            r,
            abi.encodeWithSelector(IReceivablesPool.DayOutOfOrder.selector, START_DAY - 1, today, START_DAY - 1)
        );
        r.until = today + 1;
        expectRefusal(
            r,
            abi.encodeWithSelector(IReceivablesPool.DayOutOfOrder.selector, START_DAY - 1, today, today + 1)
        );
    }

    function test_RevertWhen_TheRootsSumsDiffer() public {
        Report memory r = nextReport();
        bytes32 root = r.root;
        r.root = bytes32(uint256(1));
        expectRefusal(r, abi.encodeWithSelector(IReceivablesPool.RootDoesNotMatch.selector, root, bytes32(uint256(1))));
        // The same root with a receivable less in the sums.
        r = nextReport();
        r.closing = packSums(uint72(88_000 * UNIT), uint72(1_000 * UNIT), uint72(500 * UNIT), 99);
        bytes memory signature = signedReport(SERVICER, r);
        vm.expectPartialRevert(IReceivablesPool.RootDoesNotMatch.selector);
        pool.report(r, signature);
    }

    function test_RevertWhen_AFigureOfTheSumsIsLargerThanATapes() public {
        for (uint256 lane = 0; lane < 4; ++lane) {
            Report memory r = nextReport();
            uint256 top = 1 << [uint256(255), 183, 111, 39][lane];
            vm.assertTrue(top & LANE_TOPS != 0);
            close_(r, Sums.wrap(Sums.unwrap(r.closing) | top));
            expectRefusal(r, abi.encodeWithSelector(IReceivablesPool.SumsOutOfRange.selector, r.closing));
        }
    }

    function test_RevertWhen_ItDoesNotBeginWhereTheLastTapeEnded() public {
        Report memory r = nextReport();
        r.opening = packSums(uint72(100_000 * UNIT + 1), 0, 0, 100);
        expectRefusal(
            r,
            abi.encodeWithSelector(IReceivablesPool.OpeningDoesNotMatch.selector, termsOf().sums, r.opening)
        );
    }

    function test_RevertWhen_OwnInputsAreMoreOrLess() public {
        Report memory r = nextReport();
        r.inputs = new uint256[](1);
        expectRefusal(r, abi.encodeWithSelector(IReceivablesPool.OwnInputsDoNotMatch.selector, 2, 1));
        r.inputs = new uint256[](3);
        expectRefusal(r, abi.encodeWithSelector(IReceivablesPool.OwnInputsDoNotMatch.selector, 2, 3));
    }

    function test_RevertWhen_WhatItSaysIsSettledIsNoObligation() public {
        Report memory r = nextReport();
        r.settled = new bytes32[](1);
        r.settled[0] = "unknown";
        expectRefusal(r, abi.encodeWithSelector(IReceivablesPool.NoOpenObligation.selector, bytes32("unknown")));
        r.settled = new bytes32[](65);
        expectRefusal(r, abi.encodeWithSelector(IReceivablesPool.TooManySettled.selector, 64, 65));
    }

    /// @dev Whoever encodes by hand may put more into a word than its type holds: then nothing is kept of it.
    function test_RevertWhen_AFigureIsWiderThanItsType() public {
        Report memory r = nextReport();
        bytes memory call = abi.encodeCall(IReceivablesPool.report, (r, hex""));
        // Scheduled principal is the eighth word of the report, which begins two words and a selector in.
        for (uint256 word = 7; word < 43; ++word) {
            bytes memory dirty = bytes.concat(call);
            uint256 place = 32 + 4 + 64 + word * 32;
            assembly ("memory-safe") {
                let old := mload(add(dirty, place))
                mstore(add(dirty, place), or(old, shl(255, 1)))
            }
            // rateReference and documents are whole words: any bit is theirs, and the signature is then missing.
            bool wide = word != 32 && word != 42;
            vm.prank(wide ? vm.addr(SERVICER) : vm.addr(STRANGER));
            (bool done, ) = address(pool).call(dirty);
            vm.assertFalse(done, vm.toString(word));
        }
        (Candidate memory c, , ) = pool.candidate();
        vm.assertEq(c.version, 0);
        vm.prank(vm.addr(SERVICER));
        pool.report(r, "");
    }

    // Who signs

    function test_RevertWhen_TheReportIsNotTheServicers() public {
        Report memory r = nextReport();
        uint256[4] memory others = [VERIFIER, TRUSTEE, STRANGER, BACKUP_SERVICER];
        bytes memory refusal = abi.encodeWithSelector(
            IReceivablesPool.NotSignedBy.selector,
            Party.Servicer,
            vm.addr(SERVICER)
        );
        for (uint256 i = 0; i < others.length; ++i) {
            bytes memory signature = signedReport(others[i], r);
            vm.expectRevert(refusal);
            pool.report(r, signature);
        }
        vm.expectRevert(refusal);
        pool.report(r, "");
        // Signed, and then changed by one unit.
        bytes memory signed = signedReport(SERVICER, r);
        r.standing.expensesDue += 1;
        vm.expectRevert(refusal);
        pool.report(r, signed);
    }

    function test_RevertWhen_TheAttestationIsNotTheVerifiers() public {
        report(nextReport());
        bytes memory refusal = abi.encodeWithSelector(
            IReceivablesPool.NotSignedBy.selector,
            Party.Verifier,
            vm.addr(VERIFIER)
        );
        uint256[4] memory others = [SERVICER, TRUSTEE, STRANGER, BACKUP_VERIFIER];
        for (uint256 i = 0; i < others.length; ++i) {
            bytes memory signature = signedAttestation(others[i]);
            vm.expectRevert(refusal);
            pool.attest(1, 1, signature);
        }
        vm.expectRevert(refusal);
        pool.attest(1, 1, "");
        (Candidate memory c, , ) = pool.candidate();
        vm.assertEq(c.attestedAt, 0);
    }

    function test_RevertWhen_AnotherVersionIsAttestedOrTheSameTwice() public {
        vm.expectRevert(abi.encodeWithSelector(IReceivablesPool.NotTheReport.selector, 1, 0, 1, 0));
        pool.attest(1, 0, "");
        report(nextReport());
        vm.expectRevert(abi.encodeWithSelector(IReceivablesPool.NotTheReport.selector, 1, 1, 1, 2));
        pool.attest(1, 2, "");
        vm.expectRevert(abi.encodeWithSelector(IReceivablesPool.NotTheReport.selector, 1, 1, 2, 1));
        pool.attest(2, 1, "");
        bytes memory signature = signedAttestation(VERIFIER);
        attest();
        vm.expectRevert(abi.encodeWithSelector(IReceivablesPool.AttestedAlready.selector, 1, 1));
        pool.attest(1, 1, signature);
    }

    function test_AnAttestationIsGoodForOnePoolOneChainAndOneVersion() public {
        Report memory r = nextReport();
        report(r);
        bytes memory attestation = signedAttestation(VERIFIER);
        bytes memory signature = signedReport(SERVICER, r);
        bytes memory notServicer = abi.encodeWithSelector(
            IReceivablesPool.NotSignedBy.selector,
            Party.Servicer,
            vm.addr(SERVICER)
        );
        bytes memory notVerifier = abi.encodeWithSelector(
            IReceivablesPool.NotSignedBy.selector,
            Party.Verifier,
            vm.addr(VERIFIER)
        );
        uint256 snapshot = vm.snapshotState();
        // Another pool of the same terms and parties.
        (pool, waterfall) = poolOf(termsOf(), "twin");
        vm.expectRevert(notServicer);
        pool.report(r, signature);
        report(r);
        vm.expectRevert(notVerifier);
        pool.attest(1, 1, attestation);
        // Another chain.
        vm.assertTrue(vm.revertToState(snapshot));
        vm.chainId(999);
        vm.expectRevert(notVerifier);
        pool.attest(1, 1, attestation);
        vm.chainId(31337);
        // A restatement of the same figures.
        r.version = 2;
        vm.expectRevert(notServicer);
        pool.report(r, signature);
        report(r);
        vm.expectRevert(notVerifier);
        pool.attest(1, 2, attestation);
    }

    function test_ContractsSignAsWalletsDo() public {
        parties.name(Party.Servicer, address(new ContractSigner(vm.addr(SERVICER))));
        parties.name(Party.Verifier, address(new ContractSigner(vm.addr(VERIFIER))));
        Report memory r = nextReport();
        report(r);
        attest();
        vm.warp(block.timestamp + 48 hours);
        pool.close(r);
        vm.assertEq(pool.nextPeriod(), 2);
    }

    function test_RevertWhen_ADealHasNoSuchParty() public {
        parties.name(Party.BackupServicer, address(0));
        vm.warp(opens(1) + 30 days);
        Report memory r = nextReport();
        bytes memory garbage = new bytes(65);
        vm.expectRevert(
            abi.encodeWithSelector(IReceivablesPool.NotSignedBy.selector, Party.Servicer, vm.addr(SERVICER))
        );
        pool.report(r, garbage);
    }
}
