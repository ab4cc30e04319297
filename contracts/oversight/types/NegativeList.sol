// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @dev Six circumstances of CSRC Announcement [2026] No. 1, then the eight items of the AMAC negative list.
uint256 constant ITEMS = 14;
/// @dev A bit for each of them.
uint16 constant ALL_ITEMS = uint16((1 << ITEMS) - 1);
/// @dev Days have 16 bits: the last one is 6 June 2149, and what would count longer counts until then.
uint256 constant LAST_DAY = type(uint16).max;

uint256 constant _LANE = 16;
uint256 constant _LANES = ITEMS * _LANE;

/// @dev What one signer says of the items, in two words.
/// @param standing by item, 16 bits each: the first day on which its "clear" no longer counts, 0 if it was not said;
/// then a bit for each item that it says stands against the issue
/// @param saidOn by item, 16 bits each: the day of its signature
struct SignedItems {
    uint256 standing;
    uint256 saidOn;
}

/// @dev Items that are clear on `day`, as bits.
function clearOn(uint256 standing, uint256 day) pure returns (uint16 items) {
    for (uint256 i = 0; i < ITEMS; ++i) {
        // Safe cast: one bit below the 14th.
        if (uint16(standing >> (i * _LANE)) > day) items |= uint16(1 << i);
    }
}

/// @dev Items that stand against the issue, as bits.
function adverseOf(uint256 standing) pure returns (uint16) {
    // Safe cast: nothing lies above these bits.
    return uint16(standing >> _LANES);
}

/// @dev Items on which the signer has said something on a later day, or on the same day that they are adverse: an old
/// signature, sent again by anyone, never takes a younger one's place.
function superseded(
    SignedItems memory its,
    uint256 clear,
    uint256 adverse,
    uint256 signedOn
) pure returns (uint16 items) {
    for (uint256 i = 0; i < ITEMS; ++i) {
        if (((clear | adverse) >> i) & 1 == 0) continue;
        uint256 said = uint16(its.saidOn >> (i * _LANE));
        bool takesBack = (clear >> i) & 1 == 1 && (adverseOf(its.standing) >> i) & 1 == 1;
        // Safe cast: one bit below the 14th.
        if (signedOn < said || (signedOn == said && takesBack)) items |= uint16(1 << i);
    }
}

/// @dev What is said now takes the place of what was said of the same items; the others stay as they are.
/// @param signedOn day of the signature, at most {LAST_DAY}
/// @param expiresOn first day on which "clear" no longer counts
function say(
    SignedItems memory its,
    uint256 clear,
    uint256 adverse,
    uint256 signedOn,
    uint256 expiresOn
) pure returns (SignedItems memory) {
    uint256 expires = expiresOn < LAST_DAY ? expiresOn : LAST_DAY;
    for (uint256 i = 0; i < ITEMS; ++i) {
        if (((clear | adverse) >> i) & 1 == 0) continue;
        uint256 lane = i * _LANE;
        uint256 place = LAST_DAY << lane;
        bool isClear = (clear >> i) & 1 == 1;
        its.saidOn = (its.saidOn & ~place) | (signedOn << lane);
        its.standing = (its.standing & ~(place | (1 << (_LANES + i))));
        its.standing |= isClear ? expires << lane : 1 << (_LANES + i);
    }
    return its;
}
