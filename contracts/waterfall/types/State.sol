// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice Where a waterfall stands. One word keeps it, which every run reads and writes.
/// @param waiting cash for the next date, below 2^100
/// @param nextDate number of the date that is run next, at most one beyond the last of 2^16 − 1
/// @param calledOn the date of the call, 0 for none
/// @param fallbackDate the date the fallback was asked for
/// @param flags the constants below
/// @param tripped bit k: the k-th of the triggers whose trip is disclosed was on when the last date was run
/// @param kept bit k: the k-th pair of kept cells is not zero
struct State {
    uint256 waiting;
    uint256 nextDate;
    uint256 calledOn;
    uint256 fallbackDate;
    uint256 flags;
    uint256 tripped;
    uint256 kept;
}

using { pack, has } for State global;

uint256 constant ASKED_BY_TRUSTEE = 1;
uint256 constant ASKED_BY_VERIFIER = 2;
uint256 constant IN_FALLBACK = 4;
uint256 constant ACCELERATED = 8;
/// @dev Nothing is run before the deal has opened it.
uint256 constant OFFERED = 16;
/// @dev The ledger is kept; before, it stands in the program.
uint256 constant OPENED = 32;
/// @dev The trustee has waived something, on some date.
uint256 constant WAIVED = 64;
/// @dev Some cash that was reported has not arrived.
uint256 constant MISSING = 128;

/// @dev `waiting:104 | nextDate:24 | calledOn:24 | fallbackDate:24 | flags:8 | tripped:8 | kept:64`, from bit 0 up.
/// Each is held to its width where it is set.
function pack(State memory self) pure returns (uint256) {
    return
        self.waiting |
        (self.nextDate << 104) |
        (self.calledOn << 128) |
        (self.fallbackDate << 152) |
        (self.flags << 176) |
        (self.tripped << 184) |
        (self.kept << 192);
}

function unpackState(uint256 word) pure returns (State memory) {
    return
        State({
            waiting: word & type(uint104).max,
            nextDate: (word >> 104) & type(uint24).max,
            calledOn: (word >> 128) & type(uint24).max,
            fallbackDate: (word >> 152) & type(uint24).max,
            flags: (word >> 176) & type(uint8).max,
            tripped: (word >> 184) & type(uint8).max,
            kept: word >> 192
        });
}

function has(State memory self, uint256 flag) pure returns (bool) {
    return self.flags & flag != 0;
}
