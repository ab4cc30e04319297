// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title TokenState: what every transfer needs to know of its token, in one word
/// @notice `list of record dates:160 | last record date:40 | next record date:40 | flags:16`.
/// @dev A transfer pays one cold read for all of it.
type TokenState is uint256;

using {
    recordDates,
    lastRecordDate,
    nextRecordDate,
    has,
    hasAll,
    withRecordDateList,
    withRecordDates,
    withStateFlag
} for TokenState global;

uint256 constant PAUSED = 1 << 240;
/// @dev The identity registry answers `IInvestorRecords`; otherwise it is asked in the standard's words.
uint256 constant NATIVE_REGISTRY = 1 << 241;
/// @dev The compliance contract answers `IMovementGate`; otherwise it is asked in the standard's words.
uint256 constant NATIVE_COMPLIANCE = 1 << 242;
/// @dev The compliance contract is the platform's own, whose address is in the code: its slot need not be read.
uint256 constant PLATFORM_COMPLIANCE = 1 << 243;
/// @dev The platform's compliance contract has no rule on for this token but the closure of mainland China: it is
/// asked only
/// about receivers there.
uint256 constant QUIET_RULES = 1 << 246;
/// @dev The token belongs to a deal: its agents are contracts.
uint256 constant IN_DEAL = 1 << 244;
/// @dev No further unit can ever be minted.
uint256 constant MINT_CLOSED = 1 << 245;
/// @dev The identity registry is the platform's own, whose address is in the code: its slot need not be read. It is
/// native.
uint256 constant PLATFORM_REGISTRY = 1 << 247;

/// @dev Record dates are those of the deal's schedule and no others: read from the deal's code, without a call.
uint256 constant DATES_IN_CODE = 1 << 248;

/// @dev No record date is known to come.
uint256 constant NO_RECORD_DATE = type(uint40).max;

/// @dev Zero while the token has no list.
function recordDates(TokenState self) pure returns (address) {
    // The cast keeps the lowest 160 bits, which is the field.
    return address(uint160(TokenState.unwrap(self)));
}

function lastRecordDate(TokenState self) pure returns (uint256) {
    return (TokenState.unwrap(self) >> 160) & type(uint40).max;
}

function nextRecordDate(TokenState self) pure returns (uint256) {
    return (TokenState.unwrap(self) >> 200) & type(uint40).max;
}

function has(TokenState self, uint256 flag) pure returns (bool) {
    return TokenState.unwrap(self) & flag != 0;
}

/// @dev `flags` is several of them, put together.
function hasAll(TokenState self, uint256 flags) pure returns (bool) {
    return TokenState.unwrap(self) & flags == flags;
}

function withRecordDateList(TokenState self, address list) pure returns (TokenState) {
    return TokenState.wrap(((TokenState.unwrap(self) >> 160) << 160) | uint160(list));
}

/// @dev Both moments fit 40 bits: they come from uint40.
function withRecordDates(TokenState self, uint256 last, uint256 next) pure returns (TokenState) {
    uint256 rest = TokenState.unwrap(self) & ~(uint256(type(uint80).max) << 160);
    return TokenState.wrap(rest | (last << 160) | (next << 200));
}

function withStateFlag(TokenState self, uint256 flag, bool on) pure returns (TokenState) {
    return TokenState.wrap(on ? TokenState.unwrap(self) | flag : TokenState.unwrap(self) & ~flag);
}
