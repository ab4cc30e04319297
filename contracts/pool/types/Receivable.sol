// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { DEFAULTED_LANE, DELINQUENT_LANE, PERFORMING_LANE, Sums } from "./Sums.sol";

/// @title Receivable: a leaf of the tape, five words that say all a contract has to judge
/// @notice What identifies a debtor or a document is keyed or salted; who is shown one leaf learns nothing of
/// another.
struct Receivable {
    /// @dev HMAC-SHA256 of what identifies the asset in the world, under a key that all deals of the platform share:
    /// the same asset has the same key in two deals, and nobody without the key can guess one.
    bytes32 assetKey;
    /// @dev keccak256(0x03 ‖ salt of the details ‖ the other columns): id, region, registration number, lease and
    /// revenue fields, dates of collection. Opened off chain, when somebody is entitled to see them.
    bytes32 details;
    ReceivableTag tag;
    ReceivableTerms terms;
    ReceivableAmounts amounts;
}

/// @dev `salt:128 | obligor:128`. The salt hides the leaf, one for each leaf and cut-off date; the obligor is a keyed
/// pseudonym, the same in all leaves and tapes of the deal.
type ReceivableTag is uint256;

/// @dev From the lowest bit up: `kind:8 | status:8 | flags:8 | currency:24 | rate:40 | start:24 | due:24 | entered:24
/// | registeredUntil:24 | daysPastDue:16`, the rest 0. Dates are days since 1970-01-01; 0 is none. The rate is in
/// 1e-9 per year.
type ReceivableTerms is uint256;

/// @dev From the lowest bit up: `outstanding:72 | face:72`, the rest 0. Base units of the deal.
type ReceivableAmounts is uint256;

using { salt, obligor } for ReceivableTag global;
using {
    kind,
    status,
    performed,
    bill,
    transferable,
    currency,
    rate,
    start,
    due,
    entered,
    registeredUntil,
    daysPastDue
} for ReceivableTerms global;
using { outstanding, face } for ReceivableAmounts global;

uint256 constant TRADE_RECEIVABLE = 1;
uint256 constant FINANCE_LEASE = 2;
uint256 constant REVENUE_RIGHT = 3;

uint256 constant PERFORMING = 1;
uint256 constant DELINQUENT = 2;
uint256 constant DEFAULTED = 3;
uint256 constant WRITTEN_OFF = 4;
uint256 constant REPAID = 5;
uint256 constant REPURCHASED = 6;

/// @dev Flags, as they lie in the terms.
uint256 constant IS_PERFORMED = 1 << 16;
uint256 constant IS_BILL = 1 << 17;
uint256 constant IS_TRANSFERABLE = 1 << 18;

uint256 constant USED_TERMS = (1 << 200) - 1;
uint256 constant UNUSED_FLAGS = uint256(0xf8) << 16;
uint256 constant USED_AMOUNTS = (1 << 144) - 1;

/// @notice The leaf has an unknown kind, status or flag, bits where the layout has none, or principal although its
/// status says that none is left.
error LeafMalformed(uint256 terms, uint256 amounts);

function salt(ReceivableTag self) pure returns (bytes16) {
    return bytes16(bytes32(ReceivableTag.unwrap(self)));
}

function obligor(ReceivableTag self) pure returns (bytes16) {
    // The lower half of the word.
    return bytes16(uint128(ReceivableTag.unwrap(self)));
}

function kind(ReceivableTerms self) pure returns (uint256) {
    return ReceivableTerms.unwrap(self) & type(uint8).max;
}

function status(ReceivableTerms self) pure returns (uint256) {
    return (ReceivableTerms.unwrap(self) >> 8) & type(uint8).max;
}

/// @dev The obligor owes whatever happens: what was sold is delivered, the service is done.
function performed(ReceivableTerms self) pure returns (bool) {
    return ReceivableTerms.unwrap(self) & IS_PERFORMED != 0;
}

/// @dev Paid by a bill or a cheque, so that the paper, not the claim, is what carries it.
function bill(ReceivableTerms self) pure returns (bool) {
    return ReceivableTerms.unwrap(self) & IS_BILL != 0;
}

function transferable(ReceivableTerms self) pure returns (bool) {
    return ReceivableTerms.unwrap(self) & IS_TRANSFERABLE != 0;
}

/// @dev ISO 4217, three capital letters.
function currency(ReceivableTerms self) pure returns (bytes3) {
    return bytes3(uint24(ReceivableTerms.unwrap(self) >> 24));
}

function rate(ReceivableTerms self) pure returns (uint256) {
    return (ReceivableTerms.unwrap(self) >> 48) & type(uint40).max;
}

function start(ReceivableTerms self) pure returns (uint256) {
    return (ReceivableTerms.unwrap(self) >> 88) & type(uint24).max;
}

function due(ReceivableTerms self) pure returns (uint256) {
    return (ReceivableTerms.unwrap(self) >> 112) & type(uint24).max;
}

/// @dev The day the deal took the receivable in.
function entered(ReceivableTerms self) pure returns (uint256) {
    return (ReceivableTerms.unwrap(self) >> 136) & type(uint24).max;
}

/// @dev The last day of the assignment's entry in the register; 0 if it is not registered.
function registeredUntil(ReceivableTerms self) pure returns (uint256) {
    return (ReceivableTerms.unwrap(self) >> 160) & type(uint24).max;
}

function daysPastDue(ReceivableTerms self) pure returns (uint256) {
    return (ReceivableTerms.unwrap(self) >> 184) & type(uint16).max;
}

function outstanding(ReceivableAmounts self) pure returns (uint256) {
    return ReceivableAmounts.unwrap(self) & type(uint72).max;
}

function face(ReceivableAmounts self) pure returns (uint256) {
    return (ReceivableAmounts.unwrap(self) >> 72) & type(uint72).max;
}

/// @notice What a leaf adds to the sums: its outstanding principal in the lane of its status, and 1 to the count.
/// @dev A repaid, written-off or repurchased receivable stays in the count and has no principal, so that whatever a
/// leaf shows as outstanding is in the sums. Outstanding principal of 2^71 or more sets the top bit of its lane,
/// which the tree refuses.
function sumsOf(ReceivableTerms terms, ReceivableAmounts amounts) pure returns (Sums) {
    uint256 amount = amounts.outstanding();
    uint256 state = terms.status();
    uint256 type_ = terms.kind();
    if (
        ReceivableTerms.unwrap(terms) & ~USED_TERMS != 0 ||
        ReceivableTerms.unwrap(terms) & UNUSED_FLAGS != 0 ||
        ReceivableAmounts.unwrap(amounts) & ~USED_AMOUNTS != 0 ||
        type_ < TRADE_RECEIVABLE ||
        type_ > REVENUE_RIGHT ||
        state < PERFORMING ||
        state > REPURCHASED ||
        (state > DEFAULTED && amount != 0)
    ) {
        revert LeafMalformed(ReceivableTerms.unwrap(terms), ReceivableAmounts.unwrap(amounts));
    }
    uint256 lane =
        state == PERFORMING
            ? PERFORMING_LANE
            : state == DELINQUENT
                ? DELINQUENT_LANE
                : DEFAULTED_LANE;
    // 72 bits at bit 40, 112 or 184: inside the word, and below them only the count.
    return Sums.wrap((amount << lane) | 1);
}
