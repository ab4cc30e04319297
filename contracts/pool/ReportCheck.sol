// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IReceivablesPool } from "./interfaces/IReceivablesPool.sol";
import { SumTree } from "./SumTree.sol";
import { CashFlows, PrincipalFlows, Report } from "./types/Report.sol";
import { LANE_TOPS, Sums } from "./types/Sums.sol";
import { CONTRACT_RATE_UNIT } from "./PeriodInputs.sol";

/// @title ReportCheck: whether a report adds up
/// @dev Figures have at most 128 bits and lanes 72: a sum of a dozen of them stays far below 2^256.
library ReportCheck {
    uint256 private constant BAND_UNIT = 10_000;

    function requireAddsUp(Report calldata report, Sums opening) internal pure {
        require(report.opening == opening, IReceivablesPool.OpeningDoesNotMatch(opening, report.opening));
        requireCommits(report.topHash, report.closing, report.root);
        PrincipalFlows calldata p = report.principal;
        unchecked {
            uint256 come = opening.principal() + p.purchased + uint256(p.cured) + p.correctedUp;
            uint256 gone = report.closing.principal() + p.scheduled + uint256(p.prepaid) + p.repurchased;
            gone += uint256(p.defaulted) + p.diluted + p.correctedDown;
            require(come == gone, IReceivablesPool.PrincipalDoesNotAddUp(come, gone));
            come = opening.defaulted() + p.defaulted;
            gone = report.closing.defaulted() + p.recovered + uint256(p.writtenOff) + p.cured;
            require(come == gone, IReceivablesPool.DefaultedDoesNotAddUp(come, gone));
            CashFlows calldata cash = report.cash;
            uint256 parts = uint256(cash.principal) + cash.interest + cash.recoveries + cash.revenue;
            require(parts == cash.collected, IReceivablesPool.CashDoesNotAddUp(parts, cash.collected));
        }
    }

    /// @notice The root commits to the sums, and each is small enough to be a tape's.
    function requireCommits(bytes32 topHash, Sums sums, bytes32 root) internal pure {
        require(Sums.unwrap(sums) & LANE_TOPS == 0, IReceivablesPool.SumsOutOfRange(sums));
        bytes32 computed = SumTree.commit(topHash, sums);
        require(computed == root, IReceivablesPool.RootDoesNotMatch(computed, root));
    }

    /// @notice Lowest and highest rate of the band: the lower bound rounded up, the upper down.
    function bandOf(uint256 rate, uint256 band) internal pure returns (uint256 lowest, uint256 highest) {
        // A rate of 96 bits times 20,000 at most.
        unchecked {
            lowest = (rate * (BAND_UNIT - band) + BAND_UNIT - 1) / BAND_UNIT;
            highest = (rate * (BAND_UNIT + band)) / BAND_UNIT;
        }
    }

    /// @notice Whether the trustee must be asked: the rate that is stated, or the one that the amounts before
    /// deductions show, is outside the band. Where nothing was remitted and nothing received there is no rate.
    function rateOutside(Report calldata report, uint256 lowest, uint256 highest) internal pure returns (bool) {
        CashFlows calldata cash = report.cash;
        // Amounts of 130 bits times a rate of 98.
        unchecked {
            uint256 gross = uint256(cash.received) + cash.tax + cash.bankCharges;
            if (gross == 0 && cash.remitted == 0) return false;
            if (cash.rate < lowest || cash.rate > highest) return true;
            uint256 remitted = cash.remitted;
            return
                gross < (remitted * lowest) / CONTRACT_RATE_UNIT ||
                gross > (remitted * highest + CONTRACT_RATE_UNIT - 1) / CONTRACT_RATE_UNIT;
        }
    }
}
