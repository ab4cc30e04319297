// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { DisclosureTerms, MATTERS } from "../../oversight/interfaces/IDisclosures.sol";
import { DealClass } from "../interfaces/IDeal.sol";
import { Party } from "../interfaces/IParties.sol";
import { PARTIES, RedemptionTerms } from "./DealTerms.sol";
import { DAYS_AT, DAY_BYTES, codeWord, scheduleHead } from "./Schedule.sol";

/// @notice What a deal carries in its code; nothing of it can ever be changed (of the parties: the first ones).
/// @param termsHash hash of the terms, as filed
/// @param filing the filing the deal is issued upon
/// @param document hash of the deal file's canonical form
/// @param parties by {Party}; zero where the deal has none
/// @param recordTime seconds after 00:00 UTC of a record day
/// @param recordDays of the payment dates in their order, 2 bytes each: days since 1970-01-01; they don't fall
/// @param classes in class order
struct DealTable {
    bytes32 termsHash;
    bytes32 filing;
    bytes32 document;
    address[PARTIES] parties;
    address pool;
    address waterfall;
    address payingAgent;
    address offering;
    address proceeds;
    bytes3 currency;
    uint32 changeDelay;
    uint32 recordNotice;
    RedemptionTerms redemption;
    DisclosureTerms disclosures;
    uint24 recordTime;
    bytes recordDays;
    DealClass[] classes;
}

// Packed, since each byte of code costs 200 gas when the deal is created. Places in the clone's code, after its own 45
// bytes; lengths are those of the types.

uint256 constant TERMS_HASH_AT = 45;
uint256 constant FILING_AT = TERMS_HASH_AT + 32;
uint256 constant DOCUMENT_AT = FILING_AT + 32;
uint256 constant PARTIES_AT = DOCUMENT_AT + 32;
uint256 constant POOL_AT = PARTIES_AT + PARTIES * 20;
uint256 constant WATERFALL_AT = POOL_AT + 20;
uint256 constant PAYING_AGENT_AT = WATERFALL_AT + 20;
uint256 constant OFFERING_AT = PAYING_AGENT_AT + 20;
uint256 constant PROCEEDS_AT = OFFERING_AT + 20;
uint256 constant CURRENCY_AT = PROCEEDS_AT + 20;
uint256 constant CHANGE_DELAY_AT = CURRENCY_AT + 3;
uint256 constant RECORD_NOTICE_AT = CHANGE_DELAY_AT + 4;
uint256 constant REDEMPTION_AT = RECORD_NOTICE_AT + 4;
uint256 constant DISCLOSURES_AT = REDEMPTION_AT + 10;
uint256 constant CLASS_COUNT_AT = DISCLOSURES_AT + 4 + MATTERS;
// The schedule (SCHEDULE_AT = CLASS_COUNT_AT + 1), then the classes.
uint256 constant CLASS_BYTES = 69;

/// @notice The table as a deal's clone carries it.
/// @dev Classes and dates are counted in one and two bytes: more of them don't fit a contract.
function packTable(DealTable memory t) pure returns (bytes memory packed) {
    packed = abi.encodePacked(t.termsHash, t.filing, t.document);
    for (uint256 i = 0; i < PARTIES; ++i) packed = bytes.concat(packed, bytes20(t.parties[i]));
    packed = abi.encodePacked(packed, t.pool, t.waterfall, t.payingAgent, t.offering, t.proceeds);
    packed = abi.encodePacked(packed, t.currency, t.changeDelay, t.recordNotice);
    packed = abi.encodePacked(
        packed,
        t.redemption.cleanUp,
        t.redemption.taxNotice,
        t.redemption.regulatoryNotice,
        t.disclosures.lossThreshold,
        t.disclosures.cashThreshold
    );
    for (uint256 i = 0; i < MATTERS; ++i) packed = bytes.concat(packed, bytes1(t.disclosures.daysToSubmit[i]));
    uint256 dates = t.recordDays.length / DAY_BYTES;
    // Safe casts: see above.
    packed = abi.encodePacked(packed, uint8(t.classes.length), t.recordTime, uint16(dates), t.recordDays);
    for (uint256 k = 0; k < t.classes.length; ++k) {
        DealClass memory c = t.classes[k];
        packed = abi.encodePacked(packed, c.token, c.retainer, c.retainedUnits, c.retainedFloor, c.retainedUntil);
    }
}

/// @notice An address in the code of `deal`.
function addressAt(address deal, uint256 place) view returns (address) {
    // Safe cast: 160 bits are left.
    return address(uint160(codeWord(deal, place) >> 96));
}

/// @notice Four bytes of the code of `deal`.
function uint32At(address deal, uint256 place) view returns (uint32) {
    // Safe cast: 32 bits are left.
    return uint32(codeWord(deal, place) >> 224);
}

/// @notice Who `party` was when the deal was created.
function firstParty(address deal, Party party) view returns (address) {
    return addressAt(deal, PARTIES_AT + uint256(party) * 20);
}

/// @notice How many classes there are, and where the first begins.
function classPlaces(address deal) view returns (uint256 count, uint256 place) {
    (uint256 dates, ) = scheduleHead(deal);
    return (codeWord(deal, CLASS_COUNT_AT) >> 248, DAYS_AT + dates * DAY_BYTES);
}

/// @notice The class that begins at `place`.
function classAt(address deal, uint256 place) view returns (DealClass memory c) {
    c.token = addressAt(deal, place);
    c.retainer = addressAt(deal, place + 20);
    uint256 rest = codeWord(deal, place + 40);
    // Safe casts: 96, 96 and 40 bits.
    c.retainedUnits = uint96(rest >> 160);
    c.retainedFloor = uint96(rest >> 64);
    c.retainedUntil = uint40(rest >> 24);
}

function redemptionOf(address deal) view returns (RedemptionTerms memory terms) {
    uint256 word = codeWord(deal, REDEMPTION_AT);
    // Safe casts: the field's own bits, the highest first.
    terms.cleanUp = uint16(word >> 240);
    terms.taxNotice = uint32(word >> 208);
    terms.regulatoryNotice = uint32(word >> 176);
}

function disclosuresOf(address deal) view returns (DisclosureTerms memory terms) {
    uint256 word = codeWord(deal, DISCLOSURES_AT);
    // Safe casts: the field's own bits, the highest first.
    terms.lossThreshold = uint16(word >> 240);
    terms.cashThreshold = uint16(word >> 224);
    for (uint256 i = 0; i < MATTERS; ++i) terms.daysToSubmit[i] = uint8(word >> (216 - 8 * i));
}
