// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Receivable, sumsOf } from "./types/Receivable.sol";
import { LANE_TOPS, Sums } from "./types/Sums.sol";

/// @notice Where a leaf is in the tape, and what lies beside its way up.
/// @dev `siblings` has 59 bytes for each level at which the node has a sibling, from the leaf up: the sibling's hash
/// and the three amounts of its sums. Its count is not there: it follows from index and count.
struct LeafProof {
    uint256 index;
    uint256 count;
    bytes siblings;
}

/// @title SumTree: the Merkle-sum tree of a tape of receivables
/// @notice leaf = keccak256(0x00 ‖ five words), node = keccak256(0x01 ‖ left hash ‖ left sums ‖ right hash ‖ right
/// sums), root = keccak256(0x02 ‖ hash of the top node ‖ its sums). Leaves in the order of the tape; a node without a
/// sibling moves up as it is. README.md says why it proves what it proves; `sdk/tape/sumTree.ts` makes the same
/// bytes.
library SumTree {
    /// @notice There is no such leaf in a tape of that many, or no tape has so many.
    error LeafOutOfRange(uint256 index, uint256 count);

    /// @notice A tree of that many leaves has a way of another length at this index. Both in bytes.
    error ProofOfAnotherLength(uint256 expected, uint256 got);

    /// @notice A sum on the way is larger than its lane: no tree of honest leaves has it.
    error LaneOverflow();

    /// @notice The leaf is not in the tape with that root, or not at that index.
    error NotInTape(bytes32 root, bytes32 computed);

    /// @dev A hash and three lanes of 72 bits.
    uint256 private constant SIBLING_BYTES = 59;

    /// @dev The count's highest bit is clear as well.
    uint256 private constant MAXIMUM_COUNT = (1 << 39) - 1;

    /// @notice The root that commits to a top node and its sums: whoever knows the root can be told the sums.
    function commit(bytes32 hash, Sums sums) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(bytes1(0x02), hash, sums));
    }

    /// @notice Reverts unless `leaf` is in the tape with this root at `proof.index`.
    function requireInTape(bytes32 root, Receivable calldata leaf, LeafProof calldata proof) internal pure {
        (bytes32 computed, ) = rootOf(leaf, proof);
        if (computed != root) revert NotInTape(root, computed);
    }

    /// @notice The root of the tape that has `leaf` at `proof.index` beside those siblings, and the sums of that
    /// tape.
    /// @dev It says something of the leaf only when it equals a root that was accepted. Reverts with LeafOutOfRange,
    /// ProofOfAnotherLength, LaneOverflow or LeafMalformed.
    function rootOf(Receivable calldata leaf, LeafProof calldata proof) internal pure returns (bytes32, Sums) {
        if (proof.count > MAXIMUM_COUNT || proof.index >= proof.count) {
            revert LeafOutOfRange(proof.index, proof.count);
        }
        (bytes32 hash, uint256 sums) = _climb(leafHash(leaf), Sums.unwrap(sumsOf(leaf.terms, leaf.amounts)), proof);
        return (commit(hash, Sums.wrap(sums)), Sums.wrap(sums));
    }

    function leafHash(Receivable calldata leaf) internal pure returns (bytes32 hash) {
        // One copy in place of five: the struct lies in calldata as its five words.
        assembly ("memory-safe") {
            let start := mload(0x40)
            mstore8(start, 0x00)
            calldatacopy(add(start, 1), leaf, 160)
            hash := keccak256(start, 161)
        }
    }

    /// @dev From a leaf to the top. `leaves` is how many leaves a full subtree of this level has.
    function _climb(bytes32 hash, uint256 sums, LeafProof calldata proof) private pure returns (bytes32, uint256) {
        uint256 index = proof.index;
        uint256 count = proof.count;
        uint256 next = _firstSibling(proof.siblings);
        uint256 seen = sums;
        // At most 39 levels, so `leaves` and `next` stay small. The sums may wrap only after the top bit of a lane
        // was set, which `seen` remembers.
        unchecked {
            for (uint256 leaves = 1; leaves < count; leaves <<= 1) {
                uint256 besideCount = _besideCount(index, count, leaves);
                if (besideCount == 0) continue;
                uint256 beside = _sumsAt(next, besideCount);
                hash =
                    index & leaves == 0
                        ? _parent({ first: hash, firstSums: sums, second: _wordAt(next), secondSums: beside })
                        : _parent({ first: _wordAt(next), firstSums: beside, second: hash, secondSums: sums });
                sums += beside;
                seen |= beside | sums;
                next += SIBLING_BYTES;
            }
            uint256 read = next - _firstSibling(proof.siblings);
            // Beyond its end a proof was read as whatever follows in calldata; this refuses the result.
            if (read != proof.siblings.length) revert ProofOfAnotherLength(read, proof.siblings.length);
        }
        if (seen & LANE_TOPS != 0) revert LaneOverflow();
        return (hash, sums);
    }

    /// @dev How many leaves the sibling has: on the left it is full, on the right it has what is left, at most a full
    /// one; 0 if there is no sibling and the node moves up as it is.
    function _besideCount(uint256 index, uint256 count, uint256 leaves) private pure returns (uint256) {
        if (index & leaves != 0) return leaves;
        // index < count < 2^39 and leaves < count, a power of two.
        unchecked {
            uint256 first = (index | (leaves - 1)) + 1;
            if (first >= count) return 0;
            return count - first < leaves ? count - first : leaves;
        }
    }

    function _parent(
        bytes32 first,
        uint256 firstSums,
        bytes32 second,
        uint256 secondSums
    ) private pure returns (bytes32 hash) {
        // 129 bytes above the free memory pointer, used at once: a climb of 17 levels allocates nothing.
        assembly ("memory-safe") {
            let start := mload(0x40)
            mstore8(start, 0x01)
            mstore(add(start, 1), first)
            mstore(add(start, 33), firstSums)
            mstore(add(start, 65), second)
            mstore(add(start, 97), secondSums)
            hash := keccak256(start, 129)
        }
    }

    function _firstSibling(bytes calldata siblings) private pure returns (uint256 place) {
        assembly ("memory-safe") {
            place := siblings.offset
        }
    }

    /// @dev Calldata beyond its end reads as zeros.
    function _wordAt(uint256 place) private pure returns (bytes32 word) {
        assembly ("memory-safe") {
            word := calldataload(place)
        }
    }

    /// @dev The 27 bytes of amounts behind a hash, with the count in the 5 bytes below them.
    function _sumsAt(uint256 place, uint256 count) private pure returns (uint256 sums) {
        assembly ("memory-safe") {
            sums := or(shl(40, shr(40, calldataload(add(place, 32)))), count)
        }
    }
}
