// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { LeafProof, SumTree } from "../../contracts/pool/SumTree.sol";
import { Receivable, sumsOf } from "../../contracts/pool/types/Receivable.sol";
import { Sums } from "../../contracts/pool/types/Sums.sol";

/// @title TapeReader: gives the tree's internal functions an outside
contract TapeReader {
    bytes32 public root;

    function accept(bytes32 root_) external {
        root = root_;
    }

    /// @notice What a challenge begins with: the leaf against the root in storage.
    function requireInTape(Receivable calldata leaf, LeafProof calldata proof) external view {
        SumTree.requireInTape(root, leaf, proof);
    }

    function rootOf(Receivable calldata leaf, LeafProof calldata proof) external pure returns (bytes32, Sums) {
        return SumTree.rootOf(leaf, proof);
    }

    function leafHash(Receivable calldata leaf) external pure returns (bytes32) {
        return SumTree.leafHash(leaf);
    }

    function leafSums(Receivable calldata leaf) external pure returns (Sums) {
        return sumsOf(leaf.terms, leaf.amounts);
    }

    function commit(bytes32 hash, Sums sums) external pure returns (bytes32) {
        return SumTree.commit(hash, sums);
    }
}
