// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Checkpoints } from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";

import { RuleSet } from "../types/RuleSet.sol";

/// @notice The rules, in the order in which they are asked.
enum Rule {
    MainlandChina,
    LotSize,
    InvestorClass,
    UsPersons,
    MaximumPerIdentity,
    CountryAllow,
    CountryDeny,
    VolumeWindow,
    MinimumHolding,
    HolderLimit,
    SupplyLimit,
    LockUp,
    TransferWindow,
    RecordDateBlackout,
    Counterparties,
    PreApproval,
    VenueOnly,
    RiskRetention,
    DenyList
}

/// @notice How many wallets of an identity the holder book counts, and where it counted the identity.
struct CountedIdentity {
    uint32 wallets;
    uint16 country;
    uint8 class;
}

/// @notice What an investor sold in its window: `since:40 | amount:96`, from the highest bit down.
struct Volume {
    uint256 used;
}

/// @notice The rules of one token: which are on, how they are set, what they keep.
/// @dev What common rules need stands in the first word; what few rules need further down. Amounts are base units of
/// the token,
/// durations and moments seconds.
struct Rulebook {
    RuleSet set;
    uint96 minimumHolding;
    uint96 supplyLimit;
    uint32 blackoutBefore;
    uint32 blackoutAfter;
    address retainedBy;
    uint96 retentionFloor;
    address venues;
    uint40 retainedUntil;
    uint32 lockUp;
    uint40 windowOpens;
    uint40 windowCloses;
    uint32 holderLimit;
    // Countries, 256 to a word.
    mapping(uint256 word => uint256 bits) allowedCountries;
    mapping(uint256 word => uint256 bits) deniedCountries;
    mapping(address account => bool listed) counterparties;
    mapping(address account => bool listed) denied;
    mapping(bytes32 transfer => uint256 times) approvals;
    mapping(address investor => Volume volume) volumes;
    mapping(address investor => Checkpoints.Trace208 acquired) acquisitions;
    // The holder book.
    uint32 holders;
    mapping(uint16 country => uint32 limit) countryLimits;
    mapping(uint16 country => uint32 count) countryHolders;
    mapping(uint8 class => uint32 limit) classLimits;
    mapping(uint8 class => uint32 count) classHolders;
    mapping(address wallet => address investor) countedAs;
    mapping(address investor => CountedIdentity entry) countedIdentities;
}

/// @dev When a refusal does not end by time alone: each rule says whose act ends it.
uint256 constant NOT_BY_TIME = type(uint256).max;
