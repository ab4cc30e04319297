// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Purpose } from "../interfaces/IProceedsLedger.sol";

/// @notice What a proceeds ledger carries in its code. Who is issuer and originator it asks the deal.
/// @param asset the settlement asset
/// @param scale units of the asset to one of the deal's money
/// @param currency of the notes
/// @param waterfall takes what opens the deal's own accounts
/// @param pool takes what no purpose needed
/// @param offering brings the proceeds
/// @param inKindPurpose number of the purpose that the retained classes are booked against
/// @param purposes as filed
struct ProceedsTable {
    address asset;
    uint96 scale;
    bytes3 currency;
    address waterfall;
    address pool;
    address offering;
    uint8 inKindPurpose;
    Purpose[] purposes;
}
