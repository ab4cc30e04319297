// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Party } from "../../contracts/deal/interfaces/IParties.sol";
import { IReceivablesPool } from "../../contracts/pool/interfaces/IReceivablesPool.sol";
import { SumTree } from "../../contracts/pool/SumTree.sol";
import { Tape } from "../../contracts/pool/types/PoolState.sol";
import { Purchase, Report } from "../../contracts/pool/types/Report.sol";
import { Sums, packSums } from "../../contracts/pool/types/Sums.sol";
import { PoolCase } from "../support/PoolCase.sol";

/// @notice What a payment date bought comes in as a tape of its own.
contract PurchasesTest is PoolCase {
    /// 1,080 in the notes' currency: 1,000 of the pool's.
    uint256 internal constant BOUGHT = 1_080 * UNIT;

    function setUp() public {
        deployPool();
        waterfall.buyNext(BOUGHT);
        closeNext();
    }

    function purchaseOf(
        uint256 performing,
        uint256 delinquent,
        uint256 defaulted,
        uint40 count
    ) private view returns (Purchase memory p) {
        p.period = 1;
        p.day = uint24(block.timestamp / 1 days);
        p.sums = packSums(uint72(performing * UNIT), uint72(delinquent * UNIT), uint72(defaulted * UNIT), count);
        p.topHash = keccak256("bought");
        p.root = SumTree.commit(p.topHash, p.sums);
    }

    function recordAs(uint256 servicer, uint256 verifier, Purchase memory p) private {
        pool.recordPurchase(p, signedPurchase(servicer, p), signedPurchase(verifier, p));
    }

    function expectRefusal(Purchase memory p, bytes memory reason) private {
        (bytes memory a, bytes memory b) = (signedPurchase(SERVICER, p), signedPurchase(VERIFIER, p));
        (bytes32 root, , ) = pool.currentTape();
        vm.expectRevert(reason);
        pool.recordPurchase(p, a, b);
        (bytes32 after_, , ) = pool.currentTape();
        vm.assertEq(root, after_);
    }

    function doesNotMatch(uint256 bought, Purchase memory p) private view returns (bytes memory) {
        (, Sums sums, ) = pool.currentTape();
        return abi.encodeWithSelector(IReceivablesPool.PurchaseDoesNotMatch.selector, bought, sums, p.sums);
    }

    function test_TheNextReportOpensWithWhatWasBought() public {
        Purchase memory p = purchaseOf(88_990, 1_010, 500, 120);
        recordAs(SERVICER, VERIFIER, p);
        Tape memory tape = pool.tapeOf(p.root);
        vm.assertEq(tape.period, 1);
        vm.assertEq(tape.until, p.day);
        vm.assertEq(tape.since, START_DAY + 29);
        Report memory r = nextReport();
        vm.assertTrue(r.opening == p.sums);
        closeWith(r);
        vm.assertEq(given(1), 97_200 * UNIT);
    }

    function test_RevertWhen_TheTapeHasMoreThanWasBought() public {
        Purchase memory p = purchaseOf(89_000, 1_000, 500, 120);
        p.sums = packSums(uint72(89_000 * UNIT + 1), uint72(1_000 * UNIT), uint72(500 * UNIT), 120);
        p.root = SumTree.commit(p.topHash, p.sums);
        expectRefusal(p, doesNotMatch(BOUGHT, p));
    }

    function test_RevertWhen_TheTapeLostSomethingOrHasOtherDefaulted() public {
        expectRefusal(purchaseOf(87_999, 1_001, 500, 120), doesNotMatch(BOUGHT, purchaseOf(87_999, 1_001, 500, 120)));
        expectRefusal(purchaseOf(88_500, 999, 500, 120), doesNotMatch(BOUGHT, purchaseOf(88_500, 999, 500, 120)));
        expectRefusal(purchaseOf(88_500, 1_000, 501, 120), doesNotMatch(BOUGHT, purchaseOf(88_500, 1_000, 501, 120)));
        expectRefusal(purchaseOf(88_500, 1_000, 499, 120), doesNotMatch(BOUGHT, purchaseOf(88_500, 1_000, 499, 120)));
        expectRefusal(purchaseOf(88_500, 1_000, 500, 99), doesNotMatch(BOUGHT, purchaseOf(88_500, 1_000, 500, 99)));
    }

    function test_RevertWhen_NothingWasBoughtOrItWasRecorded() public {
        recordAs(SERVICER, VERIFIER, purchaseOf(88_500, 1_000, 500, 120));
        Purchase memory more = purchaseOf(88_600, 1_000, 500, 130);
        expectRefusal(more, doesNotMatch(0, more));
    }

    function test_RevertWhen_ItIsNotSignedByBoth() public {
        Purchase memory p = purchaseOf(88_500, 1_000, 500, 120);
        (bytes memory a, bytes memory b) = (signedPurchase(SERVICER, p), signedPurchase(VERIFIER, p));
        vm.expectRevert(
            abi.encodeWithSelector(IReceivablesPool.NotSignedBy.selector, Party.Verifier, vm.addr(VERIFIER))
        );
        pool.recordPurchase(p, a, a);
        vm.expectRevert(
            abi.encodeWithSelector(IReceivablesPool.NotSignedBy.selector, Party.Servicer, vm.addr(SERVICER))
        );
        pool.recordPurchase(p, b, b);
        p.day -= 1;
        vm.expectPartialRevert(IReceivablesPool.NotSignedBy.selector);
        pool.recordPurchase(p, a, b);
    }

    function test_RevertWhen_ItIsForAnotherDateOrDay() public {
        Purchase memory p = purchaseOf(88_500, 1_000, 500, 120);
        p.period = 2;
        expectRefusal(p, abi.encodeWithSelector(IReceivablesPool.ReportOutOfOrder.selector, 1, 2));
        p.period = 0;
        expectRefusal(p, abi.encodeWithSelector(IReceivablesPool.ReportOutOfOrder.selector, 1, 0));
        p = purchaseOf(88_500, 1_000, 500, 120);
        uint24 today = p.day;
        p.day = today + 1;
        expectRefusal(
            p,
            abi.encodeWithSelector(IReceivablesPool.DayOutOfOrder.selector, START_DAY + 29, today, today + 1)
        );
        p.day = START_DAY + 29;
        expectRefusal(
            p,
            abi.encodeWithSelector(IReceivablesPool.DayOutOfOrder.selector, START_DAY + 29, today, START_DAY + 29)
        );
    }

    function test_RevertWhen_TheRootDoesNotCommitToTheSums() public {
        Purchase memory p = purchaseOf(88_500, 1_000, 500, 120);
        bytes32 root = p.root;
        p.root = "another";
        expectRefusal(p, abi.encodeWithSelector(IReceivablesPool.RootDoesNotMatch.selector, root, p.root));
    }

    function test_RevertWhen_TheNextReportIsThere() public {
        Report memory r = nextReport();
        vmWarpTo(r);
        report(r);
        expectRefusal(
            purchaseOf(88_500, 1_000, 500, 120),
            abi.encodeWithSelector(IReceivablesPool.PurchaseAfterReport.selector, 2)
        );
    }

    function test_WhatWasNotRecordedIsALineOfTheNextReport() public {
        Report memory r = nextReport();
        r.principal.purchased = uint128(1_000 * UNIT);
        close_(r, Sums.wrap(Sums.unwrap(r.closing) + ((1_000 * UNIT) << 184)));
        closeWith(r);
        vm.assertEq(given(2), 85_320 * UNIT);
        // And nothing of it is left to be recorded.
        Purchase memory p = purchaseOf(78_001, 1_000, 1_000, 120);
        p.period = 2;
        expectRefusal(p, doesNotMatch(0, p));
    }

    function test_AnEmptyDateLeavesItToBeRecorded() public {
        vm.warp(opens(2) + 5 days);
        pool.closeEmpty(2);
        Purchase memory p = purchaseOf(88_500, 1_000, 500, 120);
        p.period = 2;
        recordAs(SERVICER, VERIFIER, p);
        vm.assertTrue(nextReport().opening == p.sums);
    }
}
