// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Holding: everything a token knows of one holder, in one word
/// @notice `balance:96 | frozen:96 | changedAt:40 | entries:16 | flags:8`, from the lowest bit up.
/// @dev Amounts are base units of the token. Setters do not clean what they are given: each says the bound its caller
/// owes. A balance never exceeds the supply and the supply never exceeds the maximum, which is a uint96; so every
/// amount that reaches a setter after a check against the balance fits.
type Holding is uint256;

using {
    balance,
    frozen,
    changedAt,
    entries,
    isFrozen,
    isOpen,
    hasLiens,
    isRecovered,
    withBalance,
    withFrozen,
    withFlag,
    withEntry,
    stamped
} for Holding global;

/// @dev The wallet as a whole is frozen: it neither sends nor receives.
uint256 constant WALLET_FROZEN = 1 << 248;
/// @dev Some units are under lien; only then is the map of liens read.
uint256 constant HAS_LIENS = 1 << 249;
/// @dev The wallet was lost and has a successor; it never receives again.
uint256 constant WAS_RECOVERED = 1 << 250;

uint256 constant AMOUNT_MASK = type(uint96).max;

function balance(Holding self) pure returns (uint256) {
    return Holding.unwrap(self) & AMOUNT_MASK;
}

function frozen(Holding self) pure returns (uint256) {
    return (Holding.unwrap(self) >> 96) & AMOUNT_MASK;
}

/// @dev Block time of the last change of the balance; 0 if there never was one.
function changedAt(Holding self) pure returns (uint256) {
    return (Holding.unwrap(self) >> 192) & type(uint40).max;
}

/// @dev How many entries of history were written.
function entries(Holding self) pure returns (uint256) {
    return (Holding.unwrap(self) >> 232) & type(uint16).max;
}

function isFrozen(Holding self) pure returns (bool) {
    return Holding.unwrap(self) & WALLET_FROZEN != 0;
}

/// @dev Whether the wallet, as far as the token knows, receives: neither frozen nor recovered.
function isOpen(Holding self) pure returns (bool) {
    return Holding.unwrap(self) & (WALLET_FROZEN | WAS_RECOVERED) == 0;
}

function hasLiens(Holding self) pure returns (bool) {
    return Holding.unwrap(self) & HAS_LIENS != 0;
}

function isRecovered(Holding self) pure returns (bool) {
    return Holding.unwrap(self) & WAS_RECOVERED != 0;
}

/// @dev `amount` ≤ type(uint96).max is the caller's to know.
function withBalance(Holding self, uint256 amount) pure returns (Holding) {
    return Holding.wrap((Holding.unwrap(self) & ~AMOUNT_MASK) | amount);
}

/// @dev `amount` ≤ balance is the caller's to know.
function withFrozen(Holding self, uint256 amount) pure returns (Holding) {
    return Holding.wrap((Holding.unwrap(self) & ~(AMOUNT_MASK << 96)) | (amount << 96));
}

function withFlag(Holding self, uint256 flag, bool on) pure returns (Holding) {
    return Holding.wrap(on ? Holding.unwrap(self) | flag : Holding.unwrap(self) & ~flag);
}

/// @dev One entry more. At one entry a record date at the most, 65,535 of them outlive any deal; the next one would
/// spill into the flags, so it is refused.
function withEntry(Holding self) pure returns (Holding) {
    assert(entries(self) != type(uint16).max);
    return Holding.wrap(Holding.unwrap(self) + (1 << 232));
}

/// @dev `moment` is a block time: it fits 40 bits until the year 36812.
function stamped(Holding self, uint256 moment) pure returns (Holding) {
    return Holding.wrap((Holding.unwrap(self) & ~(uint256(type(uint40).max) << 192)) | (moment << 192));
}
