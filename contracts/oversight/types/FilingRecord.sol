// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { FilingStatus, Route } from "../interfaces/IFilingRegistry.sol";
import { SignedItems } from "./NegativeList.sol";

/// @dev A filing as it is kept. What a mint asks is the first word; what an issue asks is the first five.
/// @param adverse items that the filer or the agent said stand against the issue
/// @param suspendedFrom where it stood before it was suspended
/// @param deal the one deal issued upon it
/// @param fromFiler what the filer signed of the negative lists
/// @param fromAgent what the filing agent signed of them
/// @param number published by the authority
struct FilingRecord {
    address issuer;
    uint40 validUntil;
    bytes3 currency;
    uint16 adverse;
    FilingStatus status;
    FilingStatus suspendedFrom;
    address deal;
    uint128 amount;
    uint8 decimals;
    Route route;
    bytes32 termsHash;
    bytes32 tapeRoot;
    bytes32 pack;
    address filer;
    address filingAgent;
    SignedItems fromFiler;
    SignedItems fromAgent;
    string number;
}
