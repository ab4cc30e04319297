// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { LeafProof } from "../SumTree.sol";
import { Criterion } from "../types/PoolTerms.sol";
import { Receivable } from "../types/Receivable.sol";
import { IReceivablesPool } from "./IReceivablesPool.sol";

/// @notice A leaf, shown to be in the tape with that root.
struct Exhibit {
    bytes32 root;
    Receivable leaf;
    LeafProof proof;
}

/// @title IChallenges: proofs that a receivable should not be in a pool
/// @notice The outcome is an obligation of the pool's servicer to have it repurchased. Anyone may prove.
///
/// Warning: a leaf says itself on which day it entered. One that names a day before the tape it first appears in can't
/// be judged here: that it was in no tape before is for the verifier to see.
interface IChallenges {
    event IneligibleProven(address indexed pool, bytes32 indexed assetKey, Criterion criterion);
    event DoubleAssignmentProven(
        address indexed pool,
        bytes32 indexed assetKey,
        address indexed otherPool,
        bytes32 otherRoot
    );

    error RootNotAccepted(bytes32 root);
    /// @notice The receivable entered before this tape, which began after day `since`: show the one it came with.
    error NotTheEntryTape(bytes32 root, uint256 entered, uint24 since);
    error NothingOutstanding(bytes32 assetKey);
    error LeafEligible(bytes32 assetKey, Criterion criterion);
    error NotAPoolOfThisFactory(address other);
    error DifferentAssets(bytes32 own, bytes32 other);
    /// @notice The tape shown of the earlier deal is older than the day the later took the receivable in: it may have
    /// left by then.
    error NotAtTheSameTime(uint256 shownUntil, uint256 entered);
    /// @notice The later assignee is liable: prove it there.
    error OtherPoolIsLiable(address other);

    /// @notice Shows a receivable that did not satisfy a criterion when it entered.
    /// @param exhibit the leaf in the tape it came with
    function proveIneligible(IReceivablesPool pool, Exhibit calldata exhibit, Criterion criterion) external;

    /// @notice Shows that two deals were assigned the same receivable at the same time, and `pool` later.
    /// @dev Later is who took it in on a later day; of the same day, whose tape was accepted later; at the same moment,
    /// the pool with the higher address.
    function proveDoubleAssignment(
        IReceivablesPool pool,
        Exhibit calldata own,
        IReceivablesPool other,
        Exhibit calldata others
    ) external;
}
