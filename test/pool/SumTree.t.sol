// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { LeafProof, SumTree } from "../../contracts/pool/SumTree.sol";
import {
    DEFAULTED,
    DELINQUENT,
    FINANCE_LEASE,
    IS_BILL,
    IS_PERFORMED,
    IS_TRANSFERABLE,
    LeafMalformed,
    PERFORMING,
    REPAID,
    REPURCHASED,
    REVENUE_RIGHT,
    Receivable,
    ReceivableAmounts,
    ReceivableTag,
    ReceivableTerms,
    TRADE_RECEIVABLE,
    WRITTEN_OFF
} from "../../contracts/pool/types/Receivable.sol";
import { LANE_TOPS, Sums, packSums } from "../../contracts/pool/types/Sums.sol";
import { TapeReader } from "../mocks/TapeReader.sol";
import { TestBase } from "../support/Cheats.sol";

/// @title A tape told the plain way: by recursion, with its leaves in memory
abstract contract Tape is TestBase {
    uint256 internal constant MAXIMUM = (1 << 71) - 1;

    TapeReader internal reader = new TapeReader();

    function tapeOf(uint256 count) internal pure returns (Receivable[] memory tape) {
        tape = new Receivable[](count);
        for (uint256 i = 0; i < count; i++) {
            uint256 status = PERFORMING + (i % 6);
            tape[i] = leafOf(i, status, status > DEFAULTED ? 0 : 1_000_000 * (i + 1));
        }
    }

    function leafOf(uint256 seed, uint256 status, uint256 outstanding) internal pure returns (Receivable memory) {
        return
            Receivable({
                assetKey: keccak256(abi.encode("asset", seed)),
                details: keccak256(abi.encode("details", seed)),
                tag: ReceivableTag.wrap(uint256(keccak256(abi.encode("tag", seed)))),
                terms: ReceivableTerms.wrap((status << 8) | TRADE_RECEIVABLE),
                amounts: ReceivableAmounts.wrap((2_000_000 << 72) | outstanding)
            });
    }

    /// @dev The node over leaves [from, to): the left part is the largest full subtree that is not all of it.
    function nodeOf(
        Receivable[] memory tape,
        uint256 from,
        uint256 to
    ) internal pure returns (bytes32 hash, uint256 sums) {
        if (to - from == 1) {
            Receivable memory leaf = tape[from];
            uint256 amount = leaf.amounts.outstanding();
            uint256 status = leaf.terms.status();
            hash = keccak256(
                abi.encodePacked(bytes1(0x00), leaf.assetKey, leaf.details, leaf.tag, leaf.terms, leaf.amounts)
            );
            uint72 zero = 0;
            sums = Sums.unwrap(
                packSums(
                    status == PERFORMING ? uint72(amount) : zero,
                    status == DELINQUENT ? uint72(amount) : zero,
                    status == DEFAULTED ? uint72(amount) : zero,
                    1
                )
            );
            return (hash, sums);
        }
        uint256 middle = from + leftPart(to - from);
        (bytes32 left, uint256 leftSums) = nodeOf(tape, from, middle);
        (bytes32 right, uint256 rightSums) = nodeOf(tape, middle, to);
        hash = keccak256(abi.encodePacked(bytes1(0x01), left, leftSums, right, rightSums));
        return (hash, leftSums + rightSums);
    }

    function siblingsOf(
        Receivable[] memory tape,
        uint256 index,
        uint256 from,
        uint256 to
    ) internal pure returns (bytes memory) {
        if (to - from == 1) return "";
        uint256 middle = from + leftPart(to - from);
        bool isLeft = index < middle;
        (bytes32 hash, uint256 sums) = isLeft ? nodeOf(tape, middle, to) : nodeOf(tape, from, middle);
        bytes memory below = isLeft ? siblingsOf(tape, index, from, middle) : siblingsOf(tape, index, middle, to);
        return abi.encodePacked(below, hash, bytes27(bytes32(sums)));
    }

    function proofOf(Receivable[] memory tape, uint256 index) internal pure returns (LeafProof memory) {
        return LeafProof({ index: index, count: tape.length, siblings: siblingsOf(tape, index, 0, tape.length) });
    }

    function rootOf(Receivable[] memory tape) internal pure returns (bytes32) {
        (bytes32 hash, uint256 sums) = nodeOf(tape, 0, tape.length);
        return keccak256(abi.encodePacked(bytes1(0x02), hash, sums));
    }

    function leftPart(uint256 count) internal pure returns (uint256 part) {
        part = 1;
        while (part * 2 < count) part *= 2;
    }
}

contract SumTreeTest is Tape {
    function test_EachLeafOfEachTapeUpToSeventyLeavesProvesAgainstItsRootAndSums() public view {
        for (uint256 count = 1; count <= 70; count++) {
            Receivable[] memory tape = tapeOf(count);
            bytes32 root = rootOf(tape);
            (, uint256 sums) = nodeOf(tape, 0, count);
            // All positions of the small and the ragged ones, the corners of the others.
            for (uint256 i = 0; i < count; i += (count > 20 && i > 2 && i + 4 < count) ? 7 : 1) {
                (bytes32 computed, Sums found) = reader.rootOf(tape[i], proofOf(tape, i));
                vm.assertEq(computed, root);
                vm.assertEq(Sums.unwrap(found), sums);
            }
        }
    }

    function test_AnOddNodeMovesUpAndIsNeverDoubled() public view {
        Receivable[] memory three = tapeOf(3);
        Receivable[] memory four = tapeOf(4);
        four[3] = three[2];
        vm.assertTrue(rootOf(three) != rootOf(four));
        // The third leaf of three has one sibling only, two levels up.
        vm.assertEq(proofOf(three, 2).siblings.length, 59);
        (, Sums sums) = reader.rootOf(three[2], proofOf(three, 2));
        vm.assertEq(sums.count(), 3);
        vm.assertEq(sums.defaulted(), 3_000_000);
    }

    function test_TheRootCommitsToTheSums() public view {
        Receivable[] memory tape = tapeOf(9);
        (bytes32 hash, uint256 sums) = nodeOf(tape, 0, 9);
        vm.assertEq(reader.commit(hash, Sums.wrap(sums)), rootOf(tape));
        vm.assertTrue(reader.commit(hash, Sums.wrap(sums + 1)) != rootOf(tape));
    }

    /// @dev No leaf proves under two amounts (I10).
    function testFuzz_RevertWhen_TheLeafIsShownWithAnotherAmount(uint256 seed, uint64 other) public {
        Receivable[] memory tape = tapeOf(1 + (seed % 40));
        uint256 index = (seed >> 8) % tape.length;
        bytes32 root = rootOf(tape);
        reader.accept(root);
        LeafProof memory proof = proofOf(tape, index);
        reader.requireInTape(tape[index], proof);
        Receivable memory shown = leafOf(index, PERFORMING, other);
        vm.assume(keccak256(abi.encode(shown)) != keccak256(abi.encode(tape[index])));
        vm.expectPartialRevert(SumTree.NotInTape.selector);
        reader.requireInTape(shown, proof);
    }

    function testFuzz_RevertWhen_TheLeafIsShownAtAnotherIndex(uint256 seed) public {
        Receivable[] memory tape = tapeOf(2 + (seed % 40));
        uint256 index = (seed >> 8) % tape.length;
        uint256 other = (seed >> 16) % tape.length;
        vm.assume(index != other);
        reader.accept(rootOf(tape));
        LeafProof memory proof = proofOf(tape, index);
        proof.index = other;
        (bool accepted, bytes memory reason) = address(reader).staticcall(
            abi.encodeCall(reader.requireInTape, (tape[index], proof))
        );
        vm.assertFalse(accepted);
        // The way from another index may even have another length.
        bytes4 selector = bytes4(reason);
        vm.assertTrue(
            selector == SumTree.NotInTape.selector ||
                selector == SumTree.ProofOfAnotherLength.selector ||
                selector == SumTree.LaneOverflow.selector
        );
    }

    function testFuzz_RevertWhen_TheCountIsAnother(uint256 seed) public {
        Receivable[] memory tape = tapeOf(1 + (seed % 40));
        uint256 index = (seed >> 8) % tape.length;
        reader.accept(rootOf(tape));
        LeafProof memory proof = proofOf(tape, index);
        proof.count = index + 1 + ((seed >> 16) % 80);
        vm.assume(proof.count != tape.length);
        (bool accepted, ) = address(reader).staticcall(abi.encodeCall(reader.requireInTape, (tape[index], proof)));
        vm.assertFalse(accepted);
    }

    function testFuzz_RevertWhen_AnyBitOfTheProofIsFlipped(uint256 seed) public {
        Receivable[] memory tape = tapeOf(2 + (seed % 40));
        uint256 index = (seed >> 8) % tape.length;
        reader.accept(rootOf(tape));
        LeafProof memory proof = proofOf(tape, index);
        uint256 place = (seed >> 16) % proof.siblings.length;
        proof.siblings[place] ^= bytes1(uint8(1 << ((seed >> 32) % 8)));
        (bool accepted, ) = address(reader).staticcall(abi.encodeCall(reader.requireInTape, (tape[index], proof)));
        vm.assertFalse(accepted);
    }

    function test_RevertWhen_TheIndexIsTheCountOrMore() public {
        Receivable[] memory tape = tapeOf(5);
        LeafProof memory proof = proofOf(tape, 4);
        proof.index = 5;
        vm.expectRevert(abi.encodeWithSelector(SumTree.LeafOutOfRange.selector, 5, 5));
        reader.rootOf(tape[4], proof);
        proof.index = type(uint256).max;
        vm.expectRevert(abi.encodeWithSelector(SumTree.LeafOutOfRange.selector, type(uint256).max, 5));
        reader.rootOf(tape[4], proof);
        proof.count = 0;
        proof.index = 0;
        vm.expectRevert(abi.encodeWithSelector(SumTree.LeafOutOfRange.selector, 0, 0));
        reader.rootOf(tape[4], proof);
    }

    function test_RevertWhen_TheCountIsMoreThanItsLaneHolds() public {
        LeafProof memory proof = LeafProof({ index: 0, count: 1 << 39, siblings: new bytes(59 * 39) });
        vm.expectRevert(abi.encodeWithSelector(SumTree.LeafOutOfRange.selector, 0, 1 << 39));
        reader.rootOf(leafOf(0, PERFORMING, 1), proof);
        proof.count = (1 << 39) - 1;
        (, Sums sums) = reader.rootOf(leafOf(0, PERFORMING, 1), proof);
        vm.assertEq(sums.count(), (1 << 39) - 1);
        vm.assertEq(sums.performing(), 1);
    }

    function test_RevertWhen_TheProofIsLongerOrShorterThanTheWay() public {
        Receivable[] memory tape = tapeOf(6);
        LeafProof memory proof = proofOf(tape, 0);
        bytes memory right = proof.siblings;
        proof.siblings = abi.encodePacked(right, bytes1(0x00));
        vm.expectRevert(abi.encodeWithSelector(SumTree.ProofOfAnotherLength.selector, 177, 178));
        reader.rootOf(tape[0], proof);
        proof.siblings = siblingsOf(tape, 4, 0, 6);
        vm.expectRevert(abi.encodeWithSelector(SumTree.ProofOfAnotherLength.selector, 177, 118));
        reader.rootOf(tape[0], proof);
        proof.siblings = "";
        vm.expectRevert(abi.encodeWithSelector(SumTree.ProofOfAnotherLength.selector, 177, 0));
        reader.rootOf(tape[0], proof);
    }

    function testFuzz_RevertWhen_ALaneOfASiblingHasItsTopBitSet(uint256 seed, uint256 laneSeed, uint256 noise) public {
        Receivable[] memory tape = tapeOf(2 + (seed % 40));
        uint256 index = (seed >> 8) % tape.length;
        LeafProof memory proof = proofOf(tape, index);
        uint256 level = (seed >> 16) % (proof.siblings.length / 59);
        uint256 top = [uint256(255), 183, 111][laneSeed % 3];
        bytes27 amounts = bytes27(bytes32((noise & ~LANE_TOPS & ~uint256(type(uint40).max)) | (1 << top)));
        for (uint256 i = 0; i < 27; i++) proof.siblings[level * 59 + 32 + i] = amounts[i];
        vm.expectRevert(SumTree.LaneOverflow.selector);
        reader.rootOf(tape[index], proof);
    }

    /// @dev Two halves whose lanes are in range and whose sum is not; then so many that the word itself wraps to small.
    function test_RevertWhen_ASumOutgrowsItsLane() public {
        Receivable[] memory tape = new Receivable[](2);
        for (uint256 status = PERFORMING; status <= DEFAULTED; status++) {
            tape[0] = leafOf(0, status, MAXIMUM);
            tape[1] = leafOf(1, status, 1);
            LeafProof memory one = proofOf(tape, 1);
            vm.expectRevert(SumTree.LaneOverflow.selector);
            reader.rootOf(tape[1], one);
            tape[0] = leafOf(0, status, MAXIMUM - 1);
            reader.rootOf(tape[1], proofOf(tape, 1));
        }
        bytes memory sibling = abi.encodePacked(bytes32(0), bytes27(bytes32(MAXIMUM << 184)));
        bytes memory four = abi.encodePacked(sibling, sibling, sibling, sibling);
        LeafProof memory proof = LeafProof({ index: 0, count: 16, siblings: four });
        // 4 + 4 × (2^71 − 1) = 2^73: the word wraps and its top bits are clear again.
        vm.expectRevert(SumTree.LaneOverflow.selector);
        reader.rootOf(leafOf(0, PERFORMING, 4), proof);
    }

    function test_RevertWhen_ALeafHasMoreThanItsLaneHolds() public {
        LeafProof memory alone = LeafProof({ index: 0, count: 1, siblings: "" });
        for (uint256 status = PERFORMING; status <= DEFAULTED; status++) {
            vm.expectRevert(SumTree.LaneOverflow.selector);
            reader.rootOf(leafOf(0, status, 1 << 71), alone);
        }
    }

    /// @dev A leaf whose five words are what a node is hashed of, and a node shown as a leaf: the first byte keeps them
    /// apart, as does the length.
    function test_RevertWhen_AnInnerNodeIsShownAsALeaf() public {
        Receivable[] memory tape = tapeOf(4);
        (bytes32 left, uint256 leftSums) = nodeOf(tape, 0, 1);
        (bytes32 right, uint256 rightSums) = nodeOf(tape, 1, 2);
        (bytes32 beside, uint256 besideSums) = nodeOf(tape, 2, 4);
        reader.accept(rootOf(tape));
        Receivable memory shown = Receivable({
            assetKey: left,
            details: bytes32(leftSums),
            tag: ReceivableTag.wrap(uint256(right)),
            // The fifth word of a node's 128 bytes does not exist, and its fourth would not pass as terms.
            terms: ReceivableTerms.wrap((PERFORMING << 8) | TRADE_RECEIVABLE),
            amounts: ReceivableAmounts.wrap(0)
        });
        vm.assertTrue(rightSums != ReceivableTerms.unwrap(shown.terms));
        LeafProof memory proof = LeafProof({
            index: 0,
            count: 2,
            siblings: abi.encodePacked(beside, bytes27(bytes32(besideSums)))
        });
        vm.expectPartialRevert(SumTree.NotInTape.selector);
        reader.requireInTape(shown, proof);
    }

    /// @dev The hash of a tape of one receivable is a leaf's; as a root it is not accepted, and no node is.
    function test_ALeafOrANodeIsNoRoot() public view {
        Receivable[] memory tape = tapeOf(1);
        (bytes32 hash, ) = nodeOf(tape, 0, 1);
        (bytes32 root, ) = reader.rootOf(tape[0], proofOf(tape, 0));
        vm.assertEq(reader.leafHash(tape[0]), hash);
        vm.assertTrue(root != hash);
    }

    /// @dev Whoever builds the tree may lie about nodes beside; what is proven is in the sums all the same (I10).
    function testFuzz_WhatIsProvenIsInTheSums(uint256 seed, uint256 lies) public view {
        uint256 count = 2 + (seed % 40);
        uint256 index = (seed >> 8) % count;
        Receivable memory leaf = leafOf(seed, PERFORMING + (seed % 3), (seed >> 32) & ((1 << 60) - 1));
        LeafProof memory proof = proofOf(tapeOf(count), index);
        for (uint256 i = 0; i < proof.siblings.length; i++) {
            // Any hashes, and amounts below 2^56, so that all of them fit.
            uint256 place = i % 59;
            if (place < 32 || (place - 32) % 9 > 1) proof.siblings[i] = bytes1(uint8(lies >> (i % 249)));
        }
        (, Sums sums) = reader.rootOf(leaf, proof);
        uint256 amount = leaf.amounts.outstanding();
        uint256 status = leaf.terms.status();
        uint256 lane =
            status == PERFORMING
                ? sums.performing()
                : status == DELINQUENT
                    ? sums.delinquent()
                    : sums.defaulted();
        vm.assertTrue(lane >= amount);
        vm.assertEq(sums.count(), count);
    }
}

contract LeavesTest is Tape {
    function test_OutstandingCountsInTheLaneOfTheStatus() public view {
        Sums performing = reader.leafSums(leafOf(1, PERFORMING, 7));
        Sums delinquent = reader.leafSums(leafOf(1, DELINQUENT, 8));
        Sums defaulted = reader.leafSums(leafOf(1, DEFAULTED, 9));
        vm.assertTrue(performing == packSums(7, 0, 0, 1));
        vm.assertTrue(delinquent == packSums(0, 8, 0, 1));
        vm.assertTrue(defaulted == packSums(0, 0, 9, 1));
        vm.assertEq(performing.principal() + delinquent.principal() + defaulted.principal(), 15);
    }

    function test_WhatIsRepaidWrittenOffOrRepurchasedCountsAsALeafWithoutPrincipal() public view {
        for (uint256 status = WRITTEN_OFF; status <= REPURCHASED; status++)
            vm.assertTrue(reader.leafSums(leafOf(1, status, 0)) == packSums(0, 0, 0, 1));
    }

    function test_RevertWhen_PrincipalIsLeftThoughTheStatusSaysNone() public {
        for (uint256 status = WRITTEN_OFF; status <= REPURCHASED; status++) expectMalformed(leafOf(1, status, 1));
    }

    function test_RevertWhen_KindOrStatusIsUnknown() public {
        Receivable memory leaf = leafOf(1, PERFORMING, 1);
        uint256 terms = ReceivableTerms.unwrap(leaf.terms);
        leaf.terms = ReceivableTerms.wrap(terms & ~uint256(0xff));
        expectMalformed(leaf);
        leaf.terms = ReceivableTerms.wrap((terms & ~uint256(0xff)) | (REVENUE_RIGHT + 1));
        expectMalformed(leaf);
        expectMalformed(leafOf(1, 0, 1));
        expectMalformed(leafOf(1, REPURCHASED + 1, 0));
        leaf.terms = ReceivableTerms.wrap((terms & ~uint256(0xff)) | FINANCE_LEASE);
        reader.leafSums(leaf);
    }

    function testFuzz_RevertWhen_BitsAreSetThatTheLayoutDoesNotUse(uint256 seed) public {
        Receivable memory leaf = leafOf(1, REPAID, 0);
        uint256 terms = ReceivableTerms.unwrap(leaf.terms);
        leaf.terms = ReceivableTerms.wrap(terms | (1 << (200 + (seed % 56))));
        expectMalformed(leaf);
        leaf.terms = ReceivableTerms.wrap(terms | (1 << (19 + (seed % 5))));
        expectMalformed(leaf);
        leaf.terms = ReceivableTerms.wrap(terms);
        leaf.amounts = ReceivableAmounts.wrap(1 << (144 + (seed % 112)));
        expectMalformed(leaf);
    }

    function testFuzz_EachFieldIsReadWhereItLies(uint256 raw) public pure {
        ReceivableTerms terms = ReceivableTerms.wrap(raw);
        vm.assertEq(terms.kind(), field(raw, 0, 8));
        vm.assertEq(terms.status(), field(raw, 8, 8));
        vm.assertEq(terms.performed(), raw & IS_PERFORMED != 0);
        vm.assertEq(terms.bill(), raw & IS_BILL != 0);
        vm.assertEq(terms.transferable(), raw & IS_TRANSFERABLE != 0);
        vm.assertEq(uint256(uint24(terms.currency())), field(raw, 24, 24));
        vm.assertEq(terms.rate(), field(raw, 48, 40));
        vm.assertEq(terms.start(), field(raw, 88, 24));
        vm.assertEq(terms.due(), field(raw, 112, 24));
        vm.assertEq(terms.entered(), field(raw, 136, 24));
        vm.assertEq(terms.registeredUntil(), field(raw, 160, 24));
        vm.assertEq(terms.daysPastDue(), field(raw, 184, 16));
        ReceivableAmounts amounts = ReceivableAmounts.wrap(raw);
        vm.assertEq(amounts.outstanding(), field(raw, 0, 72));
        vm.assertEq(amounts.face(), field(raw, 72, 72));
        ReceivableTag tag = ReceivableTag.wrap(raw);
        vm.assertEq(uint256(uint128(tag.salt())), field(raw, 128, 128));
        vm.assertEq(uint256(uint128(tag.obligor())), field(raw, 0, 128));
    }

    function testFuzz_SumsAreReadWhereTheyLie(uint72 a, uint72 b, uint72 c, uint40 count) public pure {
        Sums sums = packSums(a, b, c, count);
        vm.assertEq(sums.performing(), a);
        vm.assertEq(sums.delinquent(), b);
        vm.assertEq(sums.defaulted(), c);
        vm.assertEq(sums.count(), count);
        vm.assertEq(sums.principal(), uint256(a) + b);
    }

    function expectMalformed(Receivable memory leaf) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                LeafMalformed.selector,
                ReceivableTerms.unwrap(leaf.terms),
                ReceivableAmounts.unwrap(leaf.amounts)
            )
        );
        reader.leafSums(leaf);
    }

    function field(uint256 word, uint256 from, uint256 width) private pure returns (uint256) {
        return (word >> from) & ((1 << width) - 1);
    }
}
