// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { CLAIMED, DENIED, Investor, RETIRED } from "./Investor.sol";

/// @title RegistryState: what decides whether a record still counts, in one word
/// @notice `trusted issuers:64 | epoch:7 | epochAt:40 | maxAge:16 (hours) | denied identities:32 | foreign storage:1 |
/// last epoch:7`.
/// @dev Bit i of the issuers says that the issuer with index i is trusted now; index 0 is nobody. When `epochAt` is not
/// 0 and has passed, the epoch in force is the last one given: a stricter rule starts on its announced date without
/// anybody's transaction. A number is never given twice, so evidence brought for an announcement that was cancelled is
/// not
/// taken for evidence on the next one.
type RegistryState is uint256;

using {
    epochAt,
    epochInForce,
    lastEpoch,
    maxAge,
    deniedIdentities,
    trusts,
    foreignStorage,
    withIssuer,
    withIssuers,
    withEpoch,
    withMaxAge,
    withDeniedIdentities,
    withForeignStorage
} for RegistryState global;

/// @dev The highest epoch a record can carry.
uint256 constant LAST_EPOCH = 0x7f;

uint256 constant FOREIGN_STORAGE = 1 << 159;

function epochAt(RegistryState self) pure returns (uint256) {
    return (RegistryState.unwrap(self) >> 71) & type(uint40).max;
}

function epochInForce(RegistryState self, uint256 moment) pure returns (uint256) {
    uint256 stored = (RegistryState.unwrap(self) >> 64) & LAST_EPOCH;
    uint256 from = epochAt(self);
    if (from == 0) return stored;
    return from <= moment ? lastEpoch(self) : stored;
}

/// @dev The highest number given so far; while an announcement is pending, the number it will have.
function lastEpoch(RegistryState self) pure returns (uint256) {
    return (RegistryState.unwrap(self) >> 160) & LAST_EPOCH;
}

/// @dev Seconds.
function maxAge(RegistryState self) pure returns (uint256) {
    // No overflow: 16 bits of hours.
    unchecked {
        return ((RegistryState.unwrap(self) >> 111) & type(uint16).max) * 1 hours;
    }
}

function deniedIdentities(RegistryState self) pure returns (uint256) {
    return (RegistryState.unwrap(self) >> 127) & type(uint32).max;
}

function foreignStorage(RegistryState self) pure returns (bool) {
    return RegistryState.unwrap(self) & FOREIGN_STORAGE != 0;
}

/// @dev Whether every issuer a record rests on is trusted now. Index 0 means none, so its bit is taken as set.
function trusts(RegistryState self, uint256 issuers) pure returns (bool) {
    uint256 bits = RegistryState.unwrap(self) | 1;
    return (bits >> (issuers & 63)) & (bits >> ((issuers >> 6) & 63)) & (bits >> (issuers >> 12)) & 1 == 1;
}

/// @dev `index` < 64 is the caller's to know.
function withIssuer(RegistryState self, uint256 index, bool on) pure returns (RegistryState) {
    uint256 bit = 1 << index;
    return RegistryState.wrap(on ? RegistryState.unwrap(self) | bit : RegistryState.unwrap(self) & ~bit);
}

/// @dev `bits` < 2^64 is the caller's to know.
function withIssuers(RegistryState self, uint256 bits) pure returns (RegistryState) {
    return RegistryState.wrap(((RegistryState.unwrap(self) >> 64) << 64) | bits);
}

/// @dev Both epochs ≤ LAST_EPOCH and `from` a uint40 are the caller's to know.
function withEpoch(RegistryState self, uint256 epoch, uint256 from, uint256 last) pure returns (RegistryState) {
    uint256 fields = (LAST_EPOCH << 64) | (uint256(type(uint40).max) << 71) | (LAST_EPOCH << 160);
    return RegistryState.wrap((RegistryState.unwrap(self) & ~fields) | (epoch << 64) | (from << 71) | (last << 160));
}

/// @dev `age` in seconds, whole hours, at most 30 days: checked by the caller.
function withMaxAge(RegistryState self, uint256 age) pure returns (RegistryState) {
    uint256 rest = RegistryState.unwrap(self) & ~(uint256(type(uint16).max) << 111);
    return RegistryState.wrap(rest | ((age / 1 hours) << 111));
}

/// @dev `count` fits 32 bits: each denial is a transaction's work.
function withDeniedIdentities(RegistryState self, uint256 count) pure returns (RegistryState) {
    uint256 rest = RegistryState.unwrap(self) & ~(uint256(type(uint32).max) << 127);
    return RegistryState.wrap(rest | (count << 127));
}

function withForeignStorage(RegistryState self, bool on) pure returns (RegistryState) {
    return
        RegistryState.wrap(
            on ? RegistryState.unwrap(self) | FOREIGN_STORAGE : RegistryState.unwrap(self) & ~FOREIGN_STORAGE
        );
}

/// @dev Whether a stored record makes its wallet eligible at `moment`. Two things are not in it and are asked beside:
/// the
/// deny-list by identity, and, where `maxAge` is 0, the claims themselves.
function isGood(Investor record, RegistryState state, uint256 moment) pure returns (bool) {
    if (record.hasMark(DENIED | RETIRED)) return false;
    if (record.identityOf() == address(0)) return false;
    if (moment >= record.validUntilOf()) return false;
    if (record.epochOf() < state.epochInForce(moment)) return false;
    if (!state.trusts(record.issuersOf())) return false;
    if (!record.hasMark(CLAIMED)) return true;
    return state.maxAge() == 0 || moment < record.evidenceAtOf() + state.maxAge();
}
