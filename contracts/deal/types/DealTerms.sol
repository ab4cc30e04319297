// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { DisclosureTerms } from "../../oversight/interfaces/IDisclosures.sol";
import { Purpose } from "../../oversight/interfaces/IProceedsLedger.sol";
import { PoolTerms } from "../../pool/types/PoolTerms.sol";

/// @dev How many parties a deal can have: the members of {Party}.
uint256 constant PARTIES = 10;

/// @notice All of a deal that the chain needs. Its hash, with chain and factory, is what is filed; no address in it is
/// one of the deal's own contracts. Amounts are units of the deal's money (10^−decimals of its currency).
/// @param document hash of the deal file's canonical form (RFC 8785), which says all this in words
/// @param name the deal's name
/// @param currency ISO 4217 code of the notes and of the settlement asset
/// @param decimals of the deal's money and of its tokens
/// @param asset the settlement asset
/// @param parties by {Party}; zero where the deal has none
/// @param classes in order of seniority, as in the program
/// @param pool terms of the pool; the filed tape among them
/// @param program the priority of payments; see contracts/waterfall/README.md
/// @param feePayees who each fee is paid to, in the order of the program
/// @param seller is paid for receivables bought
/// @param offering how the classes are sold
/// @param purposes what the proceeds may be spent for
/// @param inKindPurpose number of the purpose that the retained classes are booked against, in kind
/// @param distribution how holders are paid
/// @param redemption when and at what price principal may come back early
/// @param disclosures thresholds and days of the duties to disclose
/// @param breaches cells of up to six triggers whose trip is disclosed, 16 bits each, the first lowest; 0 for none
/// @param changeDelay seconds between the proposal of a change (party, policy, settlement asset) and the change
/// @param recordNotice seconds between the insertion of a record date and the date
/// @param longStop seconds after a payment date from which the fallback may be asked for
struct DealTerms {
    bytes32 document;
    string name;
    bytes3 currency;
    uint8 decimals;
    address asset;
    address[PARTIES] parties;
    ClassTerms[] classes;
    PoolTerms pool;
    bytes program;
    address[] feePayees;
    address seller;
    OfferingTerms offering;
    Purpose[] purposes;
    uint8 inKindPurpose;
    DistributionTerms distribution;
    RedemptionTerms redemption;
    DisclosureTerms disclosures;
    uint96 breaches;
    uint32 changeDelay;
    uint32 recordNotice;
    uint40 longStop;
}

/// @notice One class of notes.
/// @param name the token's name
/// @param symbol its ticker
/// @param face most units that can ever exist; as in the program, or the retained units of a class without a face
/// @param price for one unit in 1e-9: 1e9 is par; 0 for a class that is retained, in kind and at par
/// @param minimum units that must be sold, or the whole offering fails
/// @param denomination least units of one order and of one allotment
/// @param lot orders and allotments are multiples of it
/// @param retainer holds the whole class from the start; zero for a class that is sold
/// @param retainedFloor units the retainer may not fall below
/// @param retainedUntil the moment from which it may; 0 for never
/// @param rules what the class asks of its holders: calls of {IRuleSettings} without their first argument, the token
struct ClassTerms {
    string name;
    string symbol;
    uint96 face;
    uint64 price;
    uint96 minimum;
    uint96 denomination;
    uint96 lot;
    address retainer;
    uint96 retainedFloor;
    uint40 retainedUntil;
    bytes[] rules;
}

/// @notice How the classes are sold, all of them by the same calendar.
/// @param opens first moment of subscription
/// @param closes first moment after it, from which anyone may count and settle
/// @param settleBy from here on, if it is not settled, everyone takes the whole money back
/// @param firstCome orders are filled as they came; else pro rata
/// @param offerees most investors the exemption allows; 0 for no limit
/// @param exemption hash of the text of the exemption relied on
struct OfferingTerms {
    uint40 opens;
    uint40 closes;
    uint40 settleBy;
    bool firstCome;
    uint32 offerees;
    bytes32 exemption;
}

/// @notice How holders are paid.
/// @param taxCeiling most that may be withheld, in 1e-9 of interest
/// @param taxAccount takes what is withheld, by pull; zero if nothing can be
/// @param payoutDelay seconds until a payout address takes effect
struct DistributionTerms {
    uint32 taxCeiling;
    address taxAccount;
    uint32 payoutDelay;
}

/// @notice When the notes may be called, always at par with interest.
/// @param cleanUp most the pool may be, in 1/10,000 of the filed pool, for the clean-up call; 0 for no such call
/// @param taxNotice seconds of notice of a tax call; 0 for no such call
/// @param regulatoryNotice seconds of notice of a regulatory call; 0 for no such call
struct RedemptionTerms {
    uint16 cleanUp;
    uint32 taxNotice;
    uint32 regulatoryNotice;
}
