// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Sums: what a subtree of the tape adds up to, in one word
/// @notice `performing:72 | delinquent:72 | defaulted:72 | count:40`, from the highest bit down. The first three are
/// outstanding principal in base units of the deal, the last is the number of leaves.
/// @dev The highest bit of every lane is clear in every sum that is accepted. Two such words can be added as they are:
/// a lane of two sums below 2^71 stays below 2^72 and carries nothing into its neighbour.
type Sums is uint256;

using { performing, delinquent, defaulted, count, principal, sameSums as == } for Sums global;

/// @dev The highest bit of each lane.
uint256 constant LANE_TOPS = (1 << 255) | (1 << 183) | (1 << 111) | (1 << 39);

/// @dev The lowest bit of each lane.
uint256 constant PERFORMING_LANE = 184;
uint256 constant DELINQUENT_LANE = 112;
uint256 constant DEFAULTED_LANE = 40;

uint256 constant COUNT_MASK = type(uint40).max;

function performing(Sums self) pure returns (uint256) {
    return Sums.unwrap(self) >> PERFORMING_LANE;
}

function delinquent(Sums self) pure returns (uint256) {
    return (Sums.unwrap(self) >> DELINQUENT_LANE) & type(uint72).max;
}

function defaulted(Sums self) pure returns (uint256) {
    return (Sums.unwrap(self) >> DEFAULTED_LANE) & type(uint72).max;
}

/// @dev Leaves, those that are repaid, written off or repurchased among them.
function count(Sums self) pure returns (uint256) {
    return Sums.unwrap(self) & COUNT_MASK;
}

/// @dev What a deal calls the pool: performing and delinquent principal, without the defaulted.
function principal(Sums self) pure returns (uint256) {
    return performing(self) + delinquent(self);
}

function sameSums(Sums self, Sums other) pure returns (bool) {
    return Sums.unwrap(self) == Sums.unwrap(other);
}

/// @dev The word of four figures. That each has its highest bit clear is asked where sums are accepted.
function packSums(uint72 performing_, uint72 delinquent_, uint72 defaulted_, uint40 count_) pure returns (Sums) {
    return
        Sums.wrap(
            (uint256(performing_) << PERFORMING_LANE) |
                (uint256(delinquent_) << DELINQUENT_LANE) |
                (uint256(defaulted_) << DEFAULTED_LANE) |
                count_
        );
}
