// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { CashFlows, Report } from "./types/Report.sol";
import { Sums } from "./types/Sums.sol";

/// @dev Rates of exchange are in 1e-18.
uint256 constant CONTRACT_RATE_UNIT = 1e18;

/// @dev An amount of pool currency in the notes' at the contract rate, rounded down: 130 bits times 96 at most.
function atContract(uint256 amount, uint256 contractRate) pure returns (uint256) {
    unchecked {
        return (amount * contractRate) / CONTRACT_RATE_UNIT;
    }
}

/// @title PeriodInputs: what the waterfall is given for a period
/// @notice Balances at the contract rate; cash as it was received. Nothing here reverts, whatever the figures.
library PeriodInputs {
    // Codes of contracts/waterfall/README.md.
    uint256 private constant OWN = 0;
    uint256 private constant OPENING_POOL = 1;
    uint256 private constant POOL = 2;
    uint256 private constant OPENING_YIELD_SUPPLEMENT = 3;
    uint256 private constant YIELD_SUPPLEMENT = 4;
    uint256 private constant COLLECTIONS = 6;
    uint256 private constant INTEREST_COLLECTED = 7;
    uint256 private constant PRINCIPAL_COLLECTED = 8;
    uint256 private constant RECOVERIES = 9;
    uint256 private constant REVENUE = 10;
    uint256 private constant SUPPORT_GIVEN = 11;
    uint256 private constant REDEMPTION_MONEY = 12;
    uint256 private constant DEFAULTED = 13;
    uint256 private constant DILUTED = 14;
    uint256 private constant LOSSES = 15;
    uint256 private constant DELINQUENT = 16;
    uint256 private constant OFFERED = 17;
    uint256 private constant EXPENSES_DUE = 18;
    uint256 private constant INDEX = 19;
    uint256 private constant NO_REPORT = 22;
    uint256 private constant FX_GAIN = 24;
    uint256 private constant FX_LOSS = 25;
    uint256 private constant CODES = 26;

    /// @notice How many of the codes are the deal's own inputs.
    function ownInputs(bytes calldata codes) internal pure returns (uint256 own) {
        for (uint256 i = 0; i < codes.length; ++i) if (uint8(codes[i]) == OWN) ++own;
    }

    /// @notice The inputs of a report, in the order of `codes`.
    function reported(
        Report calldata report,
        bytes calldata codes,
        uint256 rate
    ) internal pure returns (uint256[] memory inputs) {
        uint256[] memory byCode = new uint256[](CODES);
        byCode[OPENING_POOL] = atContract(report.opening.principal(), rate);
        byCode[POOL] = atContract(report.closing.principal(), rate);
        byCode[OPENING_YIELD_SUPPLEMENT] = atContract(report.standing.openingYieldSupplement, rate);
        byCode[YIELD_SUPPLEMENT] = atContract(report.standing.yieldSupplement, rate);
        byCode[SUPPORT_GIVEN] = report.cash.supportGiven;
        byCode[REDEMPTION_MONEY] = report.cash.redemptionMoney;
        byCode[DEFAULTED] = atContract(report.principal.defaulted, rate);
        byCode[DILUTED] = atContract(report.principal.diluted, rate);
        byCode[LOSSES] = atContract(report.principal.writtenOff, rate);
        byCode[DELINQUENT] = atContract(report.closing.delinquent(), rate);
        byCode[OFFERED] = atContract(report.standing.offered, rate);
        byCode[EXPENSES_DUE] = report.standing.expensesDue;
        byCode[INDEX] = report.standing.index;
        _exchange(byCode, report.cash, rate);
        _split(byCode, report.cash, rate, _asked(codes));
        inputs = _inOrder(codes, byCode, report.inputs);
    }

    /// @notice The inputs of a date without a report: the pool as it was, and that there is no report.
    function empty(bytes calldata codes, Sums sums, uint256 rate) internal pure returns (uint256[] memory) {
        uint256[] memory byCode = new uint256[](CODES);
        byCode[OPENING_POOL] = atContract(sums.principal(), rate);
        byCode[POOL] = byCode[OPENING_POOL];
        byCode[NO_REPORT] = 1;
        uint256[] memory inputs = new uint256[](codes.length);
        for (uint256 i = 0; i < codes.length; ++i) {
            uint256 code = uint8(codes[i]);
            if (code < CODES) inputs[i] = byCode[code];
        }
        return inputs;
    }

    /// @dev What the bank gave before deductions, against what was remitted at the contract rate.
    function _exchange(uint256[] memory byCode, CashFlows calldata cash, uint256 rate) private pure {
        // Three amounts of 128 bits.
        unchecked {
            uint256 gross = uint256(cash.received) + cash.tax + cash.bankCharges;
            uint256 expected = atContract(cash.remitted, rate);
            if (gross > expected) byCode[FX_GAIN] = gross - expected;
            else byCode[FX_LOSS] = expected - gross;
        }
    }

    /// @dev Divides what was received, to the last unit, between those of the four that the program asks for. Interest
    /// takes the difference to the contract rate and the deductions; when it is used up, principal does, then revenue,
    /// then recoveries.
    function _split(uint256[] memory byCode, CashFlows calldata cash, uint256 rate, uint256 asked) private pure {
        uint256 left = cash.received;
        byCode[COLLECTIONS] = left;
        left = _take(byCode, RECOVERIES, asked, atContract(cash.recoveries, rate), left);
        left = _take(byCode, REVENUE, asked, atContract(cash.revenue, rate), left);
        left = _take(byCode, PRINCIPAL_COLLECTED, asked, atContract(cash.principal, rate), left);
        // The rest goes to the first of them that the program asks for.
        for (uint256 code = INTEREST_COLLECTED; code <= REVENUE; ++code) {
            if (asked & (1 << code) == 0) continue;
            // Together at most what was received.
            byCode[code] += left;
            return;
        }
    }

    function _take(
        uint256[] memory byCode,
        uint256 code,
        uint256 asked,
        uint256 amount,
        uint256 left
    ) private pure returns (uint256) {
        if (asked & (1 << code) == 0) return left;
        if (amount > left) amount = left;
        byCode[code] = amount;
        return left - amount;
    }

    /// @dev Bit k is set: the program has an input of code k.
    function _asked(bytes calldata codes) private pure returns (uint256 asked) {
        for (uint256 i = 0; i < codes.length; ++i) asked |= 1 << uint8(codes[i]);
    }

    function _inOrder(
        bytes calldata codes,
        uint256[] memory byCode,
        uint256[] calldata own
    ) private pure returns (uint256[] memory inputs) {
        inputs = new uint256[](codes.length);
        uint256 next;
        for (uint256 i = 0; i < codes.length; ++i) {
            uint256 code = uint8(codes[i]);
            if (code == OWN) {
                if (next < own.length) inputs[i] = own[next++];
            } else if (code < CODES) {
                inputs[i] = byCode[code];
            }
        }
    }
}
