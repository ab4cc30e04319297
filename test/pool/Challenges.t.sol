// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Exhibit, IChallenges } from "../../contracts/pool/interfaces/IChallenges.sol";
import { IReceivablesPool } from "../../contracts/pool/interfaces/IReceivablesPool.sol";
import { ReceivablesPool } from "../../contracts/pool/ReceivablesPool.sol";
import { SumTree } from "../../contracts/pool/SumTree.sol";
import { Obligation, ObligationStatus } from "../../contracts/pool/types/PoolState.sol";
import { Criterion, PoolTerms } from "../../contracts/pool/types/PoolTerms.sol";
import {
    DELINQUENT,
    IS_BILL,
    IS_PERFORMED,
    IS_TRANSFERABLE,
    PERFORMING,
    REPURCHASED,
    Receivable,
    ReceivableAmounts,
    ReceivableTag,
    ReceivableTerms,
    TRADE_RECEIVABLE
} from "../../contracts/pool/types/Receivable.sol";
import { Purchase, Report } from "../../contracts/pool/types/Report.sol";
import { Sums } from "../../contracts/pool/types/Sums.sol";
import { PoolCase } from "../support/PoolCase.sol";
import { Tape as TapeTree } from "./SumTree.t.sol";

/// @notice Real tapes, real proofs: a pool whose filed tape has seven receivables.
abstract contract ChallengeCase is PoolCase, TapeTree {
    uint256 internal constant GOOD = IS_PERFORMED | IS_TRANSFERABLE;

    struct Shape {
        uint256 flags;
        uint256 status;
        uint256 kind;
        bytes3 currency;
        uint256 start;
        uint256 due;
        uint256 entered;
        uint256 late;
    }

    function good() internal pure returns (Shape memory) {
        return
            Shape({
                flags: GOOD,
                status: PERFORMING,
                kind: TRADE_RECEIVABLE,
                currency: "CNY",
                start: START_DAY - 20,
                due: START_DAY + 70,
                entered: START_DAY - 5,
                late: 0
            });
    }

    function receivable(bytes32 key, uint256 outstanding, Shape memory s) internal pure returns (Receivable memory) {
        uint256 terms = s.kind | (s.status << 8) | s.flags | (uint256(uint24(s.currency)) << 24);
        terms |= (s.start << 88) | (s.due << 112) | (s.entered << 136) | (s.late << 184);
        return
            Receivable({
                assetKey: key,
                details: keccak256(abi.encode(key)),
                tag: ReceivableTag.wrap(uint256(key)),
                terms: ReceivableTerms.wrap(terms),
                amounts: ReceivableAmounts.wrap((outstanding << 72) | outstanding)
            });
    }

    /// @dev Seven receivables of 10,000, of which the fourth is `odd`.
    function tapeWith(Receivable memory odd) internal pure returns (Receivable[] memory tape) {
        tape = new Receivable[](7);
        for (uint256 i = 0; i < 7; ++i) tape[i] = receivable(keccak256(abi.encode("key", i)), 10_000 * UNIT, good());
        tape[3] = odd;
    }

    function exhibitOf(Receivable[] memory tape, uint256 index) internal pure returns (Exhibit memory) {
        return Exhibit({ root: rootOf(tape), leaf: tape[index], proof: proofOf(tape, index) });
    }

    function file(Receivable[] memory tape, bytes32 salt) internal {
        PoolTerms memory terms = termsOf();
        (bytes32 hash, uint256 sums) = nodeOf(tape, 0, tape.length);
        (terms.topHash, terms.sums) = (hash, Sums.wrap(sums));
        (pool, waterfall) = poolOf(terms, salt);
    }

    /// @dev The report of the next period that ends with this tape; what is missing was repurchased, what is more
    /// purchased.
    function reportOf(Receivable[] memory tape) internal view returns (Report memory r) {
        r = nextReport();
        delete r.principal;
        (bytes32 hash, uint256 sums) = nodeOf(tape, 0, tape.length);
        (r.topHash, r.closing, r.root) = (hash, Sums.wrap(sums), SumTree.commit(hash, Sums.wrap(sums)));
        uint256 before = r.opening.principal();
        uint256 now_ = r.closing.principal();
        if (before > now_) r.principal.repurchased = uint128(before - now_);
        else r.principal.purchased = uint128(now_ - before);
    }

    function openFor(ReceivablesPool its, bytes32 key) internal view returns (bool) {
        return its.obligationOf(key).status == ObligationStatus.Open;
    }
}

contract ProveIneligibleTest is ChallengeCase {
    bytes32 internal constant KEY = "bad one";

    function setUp() public {
        deployPool();
    }

    function prove(Shape memory shape, Criterion criterion) private {
        Receivable[] memory tape = tapeWith(receivable(KEY, 8_000 * UNIT, shape));
        vm.warp(START);
        file(tape, keccak256(abi.encode(shape, criterion)));
        challenges.proveIneligible(pool, exhibitOf(tape, 3), criterion);
        Obligation memory o = pool.obligationOf(KEY);
        vm.assertTrue(o.status == ObligationStatus.Open);
        vm.assertEq(o.amount, 8_000 * UNIT);
        vm.assertEq(o.cureEnds, START + 30 days);
    }

    function test_EachCriterionIsProvenOnTheLeafItEnteredWith() public {
        Shape memory s = good();
        s.flags = IS_TRANSFERABLE;
        prove(s, Criterion.Performed);
        s = good();
        s.flags |= IS_BILL;
        prove(s, Criterion.NotABill);
        s = good();
        s.flags = IS_PERFORMED;
        prove(s, Criterion.Transferable);
        s = good();
        s.kind = 2;
        prove(s, Criterion.Kind);
        s = good();
        s.currency = "USD";
        prove(s, Criterion.Currency);
        s = good();
        s.due = s.start + 181;
        prove(s, Criterion.Tenor);
        s.due = s.start;
        prove(s, Criterion.Tenor);
        s = good();
        // 36 days late at the cut-off, four days after it entered: 32 then.
        (s.status, s.late) = (DELINQUENT, 35);
        prove(s, Criterion.Overdue);
    }

    function test_RevertWhen_TheLeafSatisfiesTheCriterion() public {
        Shape memory s = good();
        // At the bounds: 180 days, 30 days late when it entered.
        s.due = s.start + 180;
        s.late = 34;
        Receivable[] memory tape = tapeWith(receivable(KEY, 8_000 * UNIT, s));
        file(tape, "good");
        for (uint256 i = 0; i <= uint256(Criterion.Overdue); ++i) {
            vm.expectRevert(abi.encodeWithSelector(IChallenges.LeafEligible.selector, KEY, i));
            challenges.proveIneligible(pool, exhibitOf(tape, 3), Criterion(i));
        }
        vm.assertFalse(openFor(pool, KEY));
    }

    function test_ADealThatDoesNotAskIsNotBroken() public {
        Shape memory s = good();
        (s.flags, s.kind, s.currency, s.due, s.late) = (IS_BILL, 3, "USD", s.start + 900, 500);
        Receivable[] memory tape = tapeWith(receivable(KEY, 8_000 * UNIT, s));
        PoolTerms memory terms = termsOf();
        (bytes32 hash, uint256 sums) = nodeOf(tape, 0, 7);
        (terms.topHash, terms.sums) = (hash, Sums.wrap(sums));
        delete terms.eligibility;
        terms.eligibility.overdue = type(uint16).max;
        (pool, waterfall) = poolOf(terms, "anything");
        for (uint256 i = 0; i <= uint256(Criterion.Overdue); ++i) {
            vm.expectRevert(abi.encodeWithSelector(IChallenges.LeafEligible.selector, KEY, i));
            challenges.proveIneligible(pool, exhibitOf(tape, 3), Criterion(i));
        }
    }

    function test_RevertWhen_TheRootWasNeverAcceptedOrTheLeafIsNotInIt() public {
        Shape memory s = good();
        s.flags = 0;
        Receivable[] memory tape = tapeWith(receivable(KEY, 8_000 * UNIT, s));
        file(tape, "filed");
        Receivable[] memory other = tapeWith(receivable(KEY, 8_001 * UNIT, s));
        Exhibit memory shown = exhibitOf(other, 3);
        vm.expectRevert(abi.encodeWithSelector(IChallenges.RootNotAccepted.selector, shown.root));
        challenges.proveIneligible(pool, shown, Criterion.Performed);
        bytes32 computed = shown.root;
        shown.root = rootOf(tape);
        vm.expectRevert(abi.encodeWithSelector(SumTree.NotInTape.selector, shown.root, computed));
        challenges.proveIneligible(pool, shown, Criterion.Performed);
    }

    function test_RevertWhen_ItIsProvenTwiceOrNothingIsLeftOfIt() public {
        Shape memory s = good();
        s.flags = 0;
        Receivable[] memory tape = tapeWith(receivable(KEY, 8_000 * UNIT, s));
        file(tape, "twice");
        challenges.proveIneligible(pool, exhibitOf(tape, 3), Criterion.Performed);
        vm.expectRevert(abi.encodeWithSelector(IReceivablesPool.ProvenAlready.selector, KEY));
        challenges.proveIneligible(pool, exhibitOf(tape, 3), Criterion.Transferable);
        s.status = REPURCHASED;
        tape = tapeWith(receivable(KEY, 0, s));
        file(tape, "gone");
        vm.expectRevert(abi.encodeWithSelector(IChallenges.NothingOutstanding.selector, KEY));
        challenges.proveIneligible(pool, exhibitOf(tape, 3), Criterion.Performed);
    }

    function test_ItIsJudgedByTheTapeItCameWith() public {
        Receivable[] memory tape = tapeWith(receivable(KEY, 8_000 * UNIT, good()));
        file(tape, "later");
        // A month on it was paid by a bill; and one that is a bill came in.
        Shape memory s = good();
        s.flags |= IS_BILL;
        Receivable[] memory second = tapeWith(receivable(KEY, 8_000 * UNIT, s));
        s.entered = START_DAY + 10;
        second[5] = receivable("new", 9_000 * UNIT, s);
        closeWith(reportOf(second));
        Exhibit memory shown = exhibitOf(second, 3);
        vm.expectRevert(
            abi.encodeWithSelector(IChallenges.NotTheEntryTape.selector, shown.root, START_DAY - 5, START_DAY - 1)
        );
        challenges.proveIneligible(pool, shown, Criterion.NotABill);
        challenges.proveIneligible(pool, exhibitOf(second, 5), Criterion.NotABill);
        vm.assertTrue(openFor(pool, "new"));
        // In the tape after that one as well: it is known when it entered.
        second[6] = receivable("newer", 9_000 * UNIT, s);
        closeWith(reportOf(second));
        shown = exhibitOf(second, 6);
        vm.expectPartialRevert(IChallenges.NotTheEntryTape.selector);
        challenges.proveIneligible(pool, shown, Criterion.NotABill);
    }

    function test_WhatWasBoughtIsJudgedByItsOwnTape() public {
        Receivable[] memory tape = tapeWith(receivable(KEY, 8_000 * UNIT, good()));
        file(tape, "bought");
        waterfall.buyNext(20_000 * UNIT);
        closeWith(reportOf(tapeWith(receivable(KEY, 7_000 * UNIT, good()))));
        Shape memory s = good();
        (s.flags, s.entered) = (IS_TRANSFERABLE, block.timestamp / 1 days);
        Receivable[] memory more = new Receivable[](8);
        for (uint256 i = 0; i < 7; ++i) more[i] = tapeWith(receivable(KEY, 7_000 * UNIT, good()))[i];
        more[7] = receivable("bought", 9_000 * UNIT, s);
        (bytes32 hash, uint256 sums) = nodeOf(more, 0, 8);
        Purchase memory p = Purchase({
            period: 1,
            day: uint24(s.entered),
            sums: Sums.wrap(sums),
            topHash: hash,
            root: rootOf(more)
        });
        pool.recordPurchase(p, signedPurchase(SERVICER, p), signedPurchase(VERIFIER, p));
        challenges.proveIneligible(pool, exhibitOf(more, 7), Criterion.Performed);
        vm.assertTrue(openFor(pool, "bought"));
    }

    function test_ADayAfterTheTapeOrNoneAtAllIsNoWayOut() public {
        Shape memory s = good();
        (s.flags, s.entered) = (0, START_DAY + 300);
        Receivable[] memory tape = tapeWith(receivable(KEY, 8_000 * UNIT, s));
        file(tape, "to come");
        challenges.proveIneligible(pool, exhibitOf(tape, 3), Criterion.Performed);
        s.entered = 0;
        tape = tapeWith(receivable(KEY, 8_000 * UNIT, s));
        file(tape, "never");
        challenges.proveIneligible(pool, exhibitOf(tape, 3), Criterion.Performed);
    }

    function test_WhatDoesNotSayWhenItEnteredIsAsLateAsItSays() public {
        Shape memory s = good();
        (s.status, s.late, s.entered) = (DELINQUENT, 31, 0);
        prove(s, Criterion.Overdue);
        // Entered on the tape's last day: as late as it says, too.
        s.entered = START_DAY - 1;
        prove(s, Criterion.Overdue);
        s.late = 30;
        Receivable[] memory tape = tapeWith(receivable(KEY, 8_000 * UNIT, s));
        file(tape, "in time");
        vm.expectRevert(abi.encodeWithSelector(IChallenges.LeafEligible.selector, KEY, Criterion.Overdue));
        challenges.proveIneligible(pool, exhibitOf(tape, 3), Criterion.Overdue);
    }

    // What becomes of an obligation

    function owing() private returns (Receivable[] memory tape) {
        Shape memory s = good();
        s.flags = 0;
        tape = tapeWith(receivable(KEY, 8_000 * UNIT, s));
        file(tape, "owing");
        challenges.proveIneligible(pool, exhibitOf(tape, 3), Criterion.Performed);
        s.status = REPURCHASED;
        tape[3] = receivable(KEY, 0, s);
    }

    function test_ARepurchaseThatSaysSoSettlesIt() public {
        Report memory r = reportOf(owing());
        r.settled = new bytes32[](1);
        r.settled[0] = KEY;
        vm.assertEq(r.principal.repurchased, 8_000 * UNIT);
        reportAndAttest(r);
        vm.assertTrue(openFor(pool, KEY));
        vm.warp(block.timestamp + 48 hours);
        vm.expectEmit();
        emit IReceivablesPool.ObligationSettled(KEY, 1);
        pool.close(r);
        vm.assertTrue(pool.obligationOf(KEY).status == ObligationStatus.Settled);
    }

    function test_RevertWhen_RepurchasesDoNotCoverIt() public {
        Report memory r = reportOf(owing());
        vmWarpTo(r);
        r.settled = new bytes32[](2);
        (r.settled[0], r.settled[1]) = (KEY, KEY);
        bytes memory signature = signedReport(SERVICER, r);
        vm.expectRevert(
            abi.encodeWithSelector(IReceivablesPool.RepurchasesDoNotCover.selector, 16_000 * UNIT, 8_000 * UNIT)
        );
        pool.report(r, signature);
    }

    function test_TheTrusteeSetsItAsideEvenBetweenReportAndClosing() public {
        Report memory r = reportOf(owing());
        r.settled = new bytes32[](1);
        r.settled[0] = KEY;
        reportAndAttest(r);
        vm.expectRevert(abi.encodeWithSelector(IReceivablesPool.NotTheTrustee.selector, address(this)));
        pool.setAside(KEY, "");
        vm.prank(vm.addr(TRUSTEE));
        pool.setAside(KEY, "delivered on the 12th, proof seen");
        vm.prank(vm.addr(TRUSTEE));
        vm.expectRevert(abi.encodeWithSelector(IReceivablesPool.NoOpenObligation.selector, KEY));
        pool.setAside(KEY, "");
        vm.warp(block.timestamp + 48 hours);
        pool.close(r);
        vm.assertTrue(pool.obligationOf(KEY).status == ObligationStatus.SetAside);
    }

    function test_RevertWhen_SomebodyElseThanTheChallengesSaysSo() public {
        vm.expectRevert(abi.encodeWithSelector(IReceivablesPool.NotTheChallenges.selector, address(this)));
        pool.oblige(KEY, 0, 1);
    }
}

contract ProveDoubleAssignmentTest is ChallengeCase {
    bytes32 internal constant KEY = "sold twice";

    ReceivablesPool internal first;
    ReceivablesPool internal second;
    Receivable[] internal none;

    function setUp() public {
        deployPool();
    }

    function pools(Receivable[] memory a, Receivable[] memory b) private {
        file(a, "a");
        first = pool;
        vm.warp(block.timestamp + 1);
        file(b, "b");
        second = pool;
    }

    function twin(uint256 entered, uint256 outstanding) private pure returns (Receivable[] memory) {
        Shape memory s = good();
        s.entered = entered;
        return tapeWith(receivable(KEY, outstanding, s));
    }

    function test_TheLaterAssigneeIsLiableForWhatItsLeafShows() public {
        Receivable[] memory a = twin(START_DAY - 9, 8_000 * UNIT);
        Receivable[] memory b = twin(START_DAY - 3, 7_000 * UNIT);
        pools(a, b);
        vm.expectRevert(abi.encodeWithSelector(IChallenges.OtherPoolIsLiable.selector, address(second)));
        challenges.proveDoubleAssignment(first, exhibitOf(a, 3), second, exhibitOf(b, 3));
        challenges.proveDoubleAssignment(second, exhibitOf(b, 3), first, exhibitOf(a, 3));
        vm.assertEq(second.obligationOf(KEY).amount, 7_000 * UNIT);
        vm.assertFalse(openFor(first, KEY));
        vm.expectRevert(abi.encodeWithSelector(IReceivablesPool.ProvenAlready.selector, KEY));
        challenges.proveDoubleAssignment(second, exhibitOf(b, 3), first, exhibitOf(a, 3));
    }

    function test_OfTheSameDayTheLaterAcceptedTapeIsLiable() public {
        Receivable[] memory a = twin(START_DAY - 5, 8_000 * UNIT);
        Receivable[] memory b = twin(START_DAY - 5, 7_000 * UNIT);
        pools(a, b);
        vm.expectRevert(abi.encodeWithSelector(IChallenges.OtherPoolIsLiable.selector, address(second)));
        challenges.proveDoubleAssignment(first, exhibitOf(a, 3), second, exhibitOf(b, 3));
        challenges.proveDoubleAssignment(second, exhibitOf(b, 3), first, exhibitOf(a, 3));
        vm.assertTrue(openFor(second, KEY));
    }

    function test_OfTheSameMomentTheHigherAddressIsLiable() public {
        Receivable[] memory a = twin(START_DAY - 5, 8_000 * UNIT);
        file(a, "a");
        first = pool;
        file(a, "b");
        second = pool;
        (ReceivablesPool low, ReceivablesPool high) = address(first) < address(second)
            ? (first, second)
            : (second, first);
        vm.expectRevert(abi.encodeWithSelector(IChallenges.OtherPoolIsLiable.selector, address(high)));
        challenges.proveDoubleAssignment(low, exhibitOf(a, 3), high, exhibitOf(a, 3));
        challenges.proveDoubleAssignment(high, exhibitOf(a, 3), low, exhibitOf(a, 3));
        vm.assertTrue(openFor(high, KEY));
    }

    function test_RevertWhen_TheEarlierDealMayHaveGivenItUpByThen() public {
        Receivable[] memory a = twin(START_DAY - 9, 8_000 * UNIT);
        Receivable[] memory b = tapeWith(receivable("another", 7_000 * UNIT, good()));
        pools(a, b);
        // The second deal takes it in ten days after the first one's tape.
        Receivable[] memory later = twin(START_DAY + 9, 7_000 * UNIT);
        Report memory r = reportOf(later);
        closeWith(r);
        vm.expectRevert(abi.encodeWithSelector(IChallenges.NotAtTheSameTime.selector, START_DAY - 1, START_DAY + 9));
        challenges.proveDoubleAssignment(second, exhibitOf(later, 3), first, exhibitOf(a, 3));
        // The first deal's next tape still has it.
        pool = first;
        Receivable[] memory still = twin(START_DAY - 9, 6_000 * UNIT);
        r = reportOf(still);
        reportAndAttest(r);
        vm.warp(block.timestamp + 48 hours);
        pool.close(r);
        challenges.proveDoubleAssignment(second, exhibitOf(later, 3), first, exhibitOf(still, 3));
        vm.assertTrue(openFor(second, KEY));
    }

    function test_RevertWhen_TheEarlierLeafIsRepurchasedAlready() public {
        Shape memory s = good();
        (s.entered, s.status) = (START_DAY - 9, REPURCHASED);
        Receivable[] memory a = tapeWith(receivable(KEY, 0, s));
        Receivable[] memory b = twin(START_DAY - 3, 7_000 * UNIT);
        pools(a, b);
        vm.expectRevert(abi.encodeWithSelector(IChallenges.NothingOutstanding.selector, KEY));
        challenges.proveDoubleAssignment(second, exhibitOf(b, 3), first, exhibitOf(a, 3));
    }

    function test_RevertWhen_TheAssetsDifferOrThePoolIsItselfOrNoPool() public {
        Receivable[] memory a = twin(START_DAY - 9, 8_000 * UNIT);
        Receivable[] memory b = tapeWith(receivable("another", 7_000 * UNIT, good()));
        pools(a, b);
        Exhibit memory ea = exhibitOf(a, 3);
        Exhibit memory eb = exhibitOf(b, 3);
        vm.expectRevert(abi.encodeWithSelector(IChallenges.DifferentAssets.selector, bytes32("another"), KEY));
        challenges.proveDoubleAssignment(second, eb, first, ea);
        vm.expectRevert(abi.encodeWithSelector(IChallenges.NotAPoolOfThisFactory.selector, address(first)));
        challenges.proveDoubleAssignment(first, ea, first, ea);
        vm.expectRevert(abi.encodeWithSelector(IChallenges.NotAPoolOfThisFactory.selector, address(this)));
        challenges.proveDoubleAssignment(first, ea, IReceivablesPool(address(this)), ea);
        vm.expectRevert(abi.encodeWithSelector(IChallenges.NotAPoolOfThisFactory.selector, address(this)));
        challenges.proveIneligible(IReceivablesPool(address(this)), ea, Criterion.Kind);
    }

    function test_RevertWhen_LaterTapesAreShownToChooseWhoIsLiable() public {
        Receivable[] memory a = twin(START_DAY - 5, 8_000 * UNIT);
        pools(a, twin(START_DAY - 5, 7_000 * UNIT));
        pool = first;
        Receivable[] memory still = twin(START_DAY - 5, 6_000 * UNIT);
        closeWith(reportOf(still));
        Receivable[] memory b = twin(START_DAY - 5, 7_000 * UNIT);
        vm.expectPartialRevert(IChallenges.NotTheEntryTape.selector);
        challenges.proveDoubleAssignment(first, exhibitOf(still, 3), second, exhibitOf(b, 3));
    }
}
