// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Limit, LIMIT_MASK } from "./Limit.sol";

/// @title RuleSet: which rules of a token are on, and the settings that common rules need, in one word
/// @notice `enabled:24 | classes:7 | bound:1 | lot size:48 | maximum per identity:48 | volume limit:48 | volume
/// window:32 (s) |
/// allowed countries:40 (four of 10 bits) | more countries:1`.
/// @dev A movement pays one cold read for all of it. Up to four allowed countries stand here; if there are more, all
/// of them stand in
/// a bitmap beside.
type RuleSet is uint256;

using {
    enabled,
    isBound,
    allowsClass,
    lotSize,
    maximumPerIdentity,
    volumeLimit,
    volumeWindow,
    allowsCountry,
    hasMoreCountries,
    withRule,
    withBound,
    withClasses,
    withLotSize,
    withMaximumPerIdentity,
    withVolume,
    withCountries
} for RuleSet global;

uint256 constant ENABLED_MASK = 0xffffff;
uint256 constant BOUND = 1 << 31;
uint256 constant MORE_COUNTRIES = 1 << 248;
uint256 constant INLINE_COUNTRIES = 4;

function enabled(RuleSet self) pure returns (uint256) {
    return RuleSet.unwrap(self) & ENABLED_MASK;
}

/// @dev Whether the token asks this contract.
function isBound(RuleSet self) pure returns (bool) {
    return RuleSet.unwrap(self) & BOUND != 0;
}

/// @dev `class` has three bits; classes beyond the last are never set.
function allowsClass(RuleSet self, uint256 class) pure returns (bool) {
    return (((RuleSet.unwrap(self) >> 24) & 0x7f) >> class) & 1 == 1;
}

function lotSize(RuleSet self) pure returns (Limit) {
    return Limit.wrap((RuleSet.unwrap(self) >> 32) & LIMIT_MASK);
}

function maximumPerIdentity(RuleSet self) pure returns (Limit) {
    return Limit.wrap((RuleSet.unwrap(self) >> 80) & LIMIT_MASK);
}

function volumeLimit(RuleSet self) pure returns (Limit) {
    return Limit.wrap((RuleSet.unwrap(self) >> 128) & LIMIT_MASK);
}

/// @dev Seconds.
function volumeWindow(RuleSet self) pure returns (uint256) {
    return (RuleSet.unwrap(self) >> 176) & type(uint32).max;
}

/// @dev Among the countries that stand in the word. `country` 0, no country, is never allowed.
function allowsCountry(RuleSet self, uint256 country) pure returns (bool) {
    uint256 list = RuleSet.unwrap(self) >> 208;
    return
        country != 0 &&
        (list & 0x3ff == country ||
            (list >> 10) & 0x3ff == country ||
            (list >> 20) & 0x3ff == country ||
            (list >> 30) & 0x3ff == country);
}

function hasMoreCountries(RuleSet self) pure returns (bool) {
    return RuleSet.unwrap(self) & MORE_COUNTRIES != 0;
}

/// @dev `rule` < 24 is the caller's to know.
function withRule(RuleSet self, uint256 rule, bool on) pure returns (RuleSet) {
    return RuleSet.wrap(on ? RuleSet.unwrap(self) | (1 << rule) : RuleSet.unwrap(self) & ~(1 << rule));
}

function withBound(RuleSet self, bool bound) pure returns (RuleSet) {
    return RuleSet.wrap(bound ? RuleSet.unwrap(self) | BOUND : RuleSet.unwrap(self) & ~BOUND);
}

/// @dev `classes` < 128 is the caller's to check.
function withClasses(RuleSet self, uint256 classes) pure returns (RuleSet) {
    return _withField(self, 24, 0x7f, classes);
}

function withLotSize(RuleSet self, Limit lot) pure returns (RuleSet) {
    return _withField(self, 32, LIMIT_MASK, Limit.unwrap(lot));
}

function withMaximumPerIdentity(RuleSet self, Limit maximum) pure returns (RuleSet) {
    return _withField(self, 80, LIMIT_MASK, Limit.unwrap(maximum));
}

function withVolume(RuleSet self, Limit limit, uint32 window) pure returns (RuleSet) {
    return _withField(_withField(self, 128, LIMIT_MASK, Limit.unwrap(limit)), 176, type(uint32).max, window);
}

/// @dev `list` is up to four countries of 10 bits each.
function withCountries(RuleSet self, uint256 list, bool more) pure returns (RuleSet) {
    RuleSet changed = _withField(self, 208, 0xffffffffff, list);
    return RuleSet.wrap(more ? RuleSet.unwrap(changed) | MORE_COUNTRIES : RuleSet.unwrap(changed) & ~MORE_COUNTRIES);
}

function _withField(RuleSet self, uint256 position, uint256 mask, uint256 value) pure returns (RuleSet) {
    return RuleSet.wrap((RuleSet.unwrap(self) & ~(mask << position)) | (value << position));
}
