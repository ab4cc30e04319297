// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title HistoryEntry: a balance and how long it stood, in one word
/// @notice `balance:96 | from:40 | until:40`. The balance stood at every record date T with `from < T <= until`:
/// a record date means the balance before the first block whose time is at or after T.
type HistoryEntry is uint256;

using { entryBalance, entryFrom, entryUntil } for HistoryEntry global;

/// @dev `amount` fits 96 bits (a balance), both moments are block times.
function historyEntry(uint256 amount, uint256 from, uint256 until) pure returns (HistoryEntry) {
    return HistoryEntry.wrap(amount | (from << 96) | (until << 136));
}

function entryBalance(HistoryEntry self) pure returns (uint256) {
    return HistoryEntry.unwrap(self) & type(uint96).max;
}

function entryFrom(HistoryEntry self) pure returns (uint256) {
    return (HistoryEntry.unwrap(self) >> 96) & type(uint40).max;
}

function entryUntil(HistoryEntry self) pure returns (uint256) {
    return (HistoryEntry.unwrap(self) >> 136) & type(uint40).max;
}
