// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Investor: everything the platform knows of one wallet, in one word
/// @notice From the lowest bit up:
/// `identity:160 | country:10 | class:3 | flags:6 | validUntil:20 (hours) | evidenceAt:32 (s) | epoch:7 | issuers:3×6`.
/// @dev `country` is the ISO 3166-1 numeric code. `validUntil` counts hours since 1970 (good to the year 2089) and the
/// record is good before that hour. `issuers` are up to three indexes into the bits of `RegistryState`: whom the record
/// rests on. A word whose identity is 0 is a wallet nobody registered; it may still be denied, and it still remembers
/// when the last evidence was issued, so that nothing can be replayed after a deletion.
type Investor is uint256;

using {
    identityOf,
    sharesIdentity,
    countryOf,
    classOf,
    hasMark,
    validUntilOf,
    evidenceAtOf,
    epochOf,
    issuersOf,
    withIdentity,
    withCountry,
    withProfile,
    withMark,
    attested,
    withEvidence
} for Investor global;

/// @notice Who an investor is to the rules. `None` is a wallet without a record, or of a foreign registry.
enum InvestorClass {
    None,
    Retail,
    Professional,
    Institutional,
    Venue
}

/// @dev ISO 3166-1 numeric.
uint16 constant MAINLAND_CHINA = 156;

uint256 constant US_PERSON = 1 << 173;
/// @dev Connected with the issuer or the originator (listing rules; risk retention).
uint256 constant CONNECTED_PERSON = 1 << 174;
/// @dev The identity has more wallets, listed in the registry.
uint256 constant MORE_WALLETS = 1 << 175;
/// @dev On the deny-list by wallet.
uint256 constant DENIED = 1 << 176;
/// @dev The record rests on claims in an identity contract, and so is good only for the registry's `maxAge` after
/// `evidenceAt`. Without the mark it rests on a signed attestation, or, where no topic is asked for, on the agent's
/// word.
uint256 constant CLAIMED = 1 << 177;
/// @dev The wallet was reported lost: it never becomes eligible again.
uint256 constant RETIRED = 1 << 178;

/// @dev Marks that belong to the wallet, not to its identity: new evidence leaves them alone.
uint256 constant WALLET_MARKS = DENIED | RETIRED;
/// @dev Marks an issuer attests.
uint256 constant PROFILE_MARKS = US_PERSON | CONNECTED_PERSON;

uint256 constant COUNTRY_MASK = 0x3ff;
uint256 constant CLASS_MASK = 7;
uint256 constant HOURS_MASK = 0xfffff;
uint256 constant EPOCH_MASK = 0x7f;
uint256 constant ISSUERS_MASK = 0x3ffff;

function identityOf(Investor self) pure returns (address) {
    // The cast keeps the lowest 160 bits, which is the field.
    return address(uint160(Investor.unwrap(self)));
}

/// @dev Two wallets without an identity share it too.
function sharesIdentity(Investor self, Investor other) pure returns (bool) {
    return (Investor.unwrap(self) ^ Investor.unwrap(other)) << 96 == 0;
}

function countryOf(Investor self) pure returns (uint16) {
    // Safe cast: masked to 10 bits.
    return uint16((Investor.unwrap(self) >> 160) & COUNTRY_MASK);
}

/// @dev As a number: the classes' bitmaps shift by it.
function classOf(Investor self) pure returns (uint256) {
    return (Investor.unwrap(self) >> 170) & CLASS_MASK;
}

function hasMark(Investor self, uint256 mark) pure returns (bool) {
    return Investor.unwrap(self) & mark != 0;
}

/// @dev Seconds.
function validUntilOf(Investor self) pure returns (uint256) {
    // No overflow: 20 bits of hours.
    unchecked {
        return ((Investor.unwrap(self) >> 179) & HOURS_MASK) * 1 hours;
    }
}

function evidenceAtOf(Investor self) pure returns (uint256) {
    return (Investor.unwrap(self) >> 199) & type(uint32).max;
}

function epochOf(Investor self) pure returns (uint256) {
    return (Investor.unwrap(self) >> 231) & EPOCH_MASK;
}

function issuersOf(Investor self) pure returns (uint256) {
    return Investor.unwrap(self) >> 238;
}

function withIdentity(Investor self, address identity) pure returns (Investor) {
    return Investor.wrap(((Investor.unwrap(self) >> 160) << 160) | uint160(identity));
}

/// @dev `country` ≤ 999 is the caller's to check.
function withCountry(Investor self, uint256 country) pure returns (Investor) {
    return Investor.wrap((Investor.unwrap(self) & ~(COUNTRY_MASK << 160)) | (country << 160));
}

/// @dev `marks` within PROFILE_MARKS is the caller's to check.
function withProfile(Investor self, uint256 class, uint256 marks) pure returns (Investor) {
    uint256 rest = Investor.unwrap(self) & ~((CLASS_MASK << 170) | PROFILE_MARKS);
    return Investor.wrap(rest | (class << 170) | marks);
}

function withMark(Investor self, uint256 mark, bool on) pure returns (Investor) {
    return Investor.wrap(on ? Investor.unwrap(self) | mark : Investor.unwrap(self) & ~mark);
}

/// @dev Everything that an issuer attests but the evidence itself. What stays of `self` is what the wallet has of its
/// own, and whether it is one of several. `country` ≤ 999, `class` ≤ 7 and `marks` within PROFILE_MARKS are the
/// caller's to check.
function attested(
    Investor self,
    address identity,
    uint256 country,
    uint256 class,
    uint256 marks
) pure returns (Investor) {
    uint256 kept = Investor.unwrap(self) & (WALLET_MARKS | MORE_WALLETS);
    return Investor.wrap(kept | uint160(identity) | (country << 160) | (class << 170) | marks);
}

/// @dev `validUntil` in seconds, floored to the hour and capped at the last hour that fits; `issuedAt` is not after
/// now,
/// `epoch` ≤ 127 and `issuers` 18 bits are the caller's to know.
function withEvidence(
    Investor self,
    uint256 validUntil,
    uint256 issuedAt,
    uint256 epoch,
    uint256 issuers
) pure returns (Investor) {
    uint256 lastHour = validUntil / 1 hours;
    if (lastHour > HOURS_MASK) lastHour = HOURS_MASK;
    uint256 rest = Investor.unwrap(self) & ((1 << 179) - 1);
    return Investor.wrap(rest | (lastHour << 179) | (issuedAt << 199) | (epoch << 231) | (issuers << 238));
}
