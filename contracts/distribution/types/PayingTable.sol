// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { DistributionTerms } from "../../deal/types/DealTerms.sol";

/// @notice What a paying agent carries in its code.
/// @param waterfall the only one who may declare
/// @param terms tax and payout addresses
/// @param tokens of the classes, in class order
struct PayingTable {
    address waterfall;
    DistributionTerms terms;
    address[] tokens;
}
