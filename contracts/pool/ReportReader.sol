// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IWaterfall } from "../waterfall/interfaces/IWaterfall.sol";
import { Performance } from "./Performance.sol";
import { PeriodInputs } from "./PeriodInputs.sol";
import { ReportCheck } from "./ReportCheck.sol";
import { ReportHash } from "./ReportHash.sol";
import { PoolMetrics, Track } from "./types/PoolState.sol";
import { Report } from "./types/Report.sol";
import { Sums } from "./types/Sums.sol";
import { BAND, CONTRACT_RATE, termOf } from "./types/Terms.sol";

/// @title ReportReader: reads the figures of reports for the pools of a factory
/// @notice It keeps nothing. The caller is a pool, whose terms lie in its code; called by anyone else the answers mean
/// nothing.
contract ReportReader {
    /// @notice Reverts unless the report adds up and begins with `opening`; see {IReceivablesPool} for the errors.
    /// @return digest of the report, as an EIP-712 struct
    /// @return rateOutside whether the trustee must accept its rate
    function check(Report calldata report, Sums opening) external view returns (bytes32 digest, bool rateOutside) {
        ReportHash.requireNarrow(report);
        ReportCheck.requireAddsUp(report, opening);
        (uint256 lowest, uint256 highest) = band();
        return (ReportHash.digestOf(report), ReportCheck.rateOutside(report, lowest, highest));
    }

    /// @notice What the waterfall is given for a report, in the order of `codes`, and the track with it. Reverts for no
    /// figure.
    function read(
        Report calldata report,
        bytes calldata codes,
        Track calldata track
    ) external view returns (bytes32 digest, uint256[] memory inputs, Track memory next) {
        digest = ReportHash.digestOf(report);
        inputs = PeriodInputs.reported(report, codes, termOf(msg.sender, CONTRACT_RATE));
        next = Performance.withReport(track, report);
    }

    /// @notice The same for a date without a report; `sums` of the last tape.
    function readNone(
        Sums sums,
        bytes calldata codes,
        Track calldata track
    ) external view returns (uint256[] memory inputs, Track memory next) {
        inputs = PeriodInputs.empty(codes, sums, termOf(msg.sender, CONTRACT_RATE));
        next = Performance.withNone(track);
    }

    /// @notice Lowest and highest rate that needs no trustee.
    function band() public view returns (uint256 lowest, uint256 highest) {
        return ReportCheck.bandOf(termOf(msg.sender, CONTRACT_RATE), termOf(msg.sender, BAND));
    }

    function digestOf(Report calldata report) external pure returns (bytes32) {
        ReportHash.requireNarrow(report);
        return ReportHash.digestOf(report);
    }

    /// @notice How many of the codes are the deal's own inputs.
    function ownInputs(bytes calldata codes) external pure returns (uint256) {
        return PeriodInputs.ownInputs(codes);
    }

    /// @notice Whether what was written off so far is more than `threshold`, in 1/10,000, of the notes outstanding.
    function lossIsAbove(uint256 threshold, Track calldata track, IWaterfall waterfall) external view returns (bool) {
        return Performance.lossRatioOf(track, waterfall) > threshold * Performance.RATIOS_IN_BASIS_POINT;
    }

    function metricsOf(Track calldata track, IWaterfall waterfall) external view returns (PoolMetrics memory) {
        return Performance.metricsOf(track, waterfall);
    }
}
