// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { OfferingTerms } from "../../deal/types/DealTerms.sol";

/// @notice What an offering carries in its code.
/// @param terms dates, allotment, exemption
/// @param asset the settlement asset
/// @param currency of the notes
/// @param scale units of the asset to one of the deal's money
/// @param classes all classes of the deal, in class order
struct OfferingTable {
    OfferingTerms terms;
    address asset;
    bytes3 currency;
    uint96 scale;
    OfferedClass[] classes;
}

/// @notice One class as it is sold; a retained one has price 0 and is not.
/// @param token its token
/// @param face most units
/// @param price for one unit in 1e-9
/// @param minimum units that must be sold
/// @param denomination least units of an order and of an allotment
/// @param lot orders and allotments are multiples of it
/// @param inKind units the retainer gets when the deal opens
struct OfferedClass {
    address token;
    uint96 face;
    uint64 price;
    uint96 minimum;
    uint96 denomination;
    uint96 lot;
    uint96 inKind;
}
