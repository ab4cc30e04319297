// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { DistributionTerms } from "../../deal/types/DealTerms.sol";

/// @notice What a paying agent carries in its code.
/// @param waterfall the only one who may declare
/// @param asset the settlement asset the deal begins with
/// @param scale units of that asset to one unit of the deal's money, as in the waterfall
/// @param terms tax and payout addresses
/// @param tokens of the classes, in class order
struct PayingTable {
    address waterfall;
    address asset;
    uint96 scale;
    DistributionTerms terms;
    address[] tokens;
}

// Read from the code, a word costs a tenth of a slot.

/// @dev The clone's own 45 bytes, then the offset with which an encoded struct begins.
uint256 constant FIRST_WORD = 77;
uint256 constant WORD_BYTES = 32;

// Words of the table in the order of PayingTable; the terms have three of them.
uint256 constant WATERFALL = 0;
uint256 constant FIRST_ASSET = 1;
uint256 constant FIRST_SCALE = 2;
uint256 constant TAX_CEILING = 3;
uint256 constant TAX_ACCOUNT = 4;
uint256 constant PAYOUT_DELAY = 5;
/// @dev Behind it, word 6, lies the offset of the tokens; then their number, then they.
uint256 constant TOKEN_COUNT = 7;
uint256 constant FIRST_TOKEN = 8;

function tableWord(uint256 index) view returns (uint256 word) {
    uint256 place = FIRST_WORD + index * WORD_BYTES;
    assembly ("memory-safe") {
        extcodecopy(address(), 0, place, 32)
        word := mload(0)
    }
}

function tableAddress(uint256 index) view returns (address) {
    // Safe cast: an encoded address.
    return address(uint160(tableWord(index)));
}
