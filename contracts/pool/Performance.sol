// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IWaterfall } from "../waterfall/interfaces/IWaterfall.sol";
import { atContract } from "./PeriodInputs.sol";
import { PoolMetrics, Track } from "./types/PoolState.sol";
import { Report } from "./types/Report.sol";
import { CONTRACT_RATE, filedSums, forecastOf, termOf } from "./types/Terms.sol";

/// @title Performance: how a pool does, kept for triggers and disclosures
library Performance {
    /// @dev What the two words of a track say. Amounts stop at the largest that fits, ratios (1e-9) at 4.29.
    /// @param closed how many periods were closed, with or without a report
    /// @param reports how many of them with a report, up to three
    /// @param last0 newly defaulted of opening principal: the last report's, then those of the two before
    struct Figures {
        uint256 defaulted;
        uint256 writtenOff;
        uint256 delinquency;
        uint256 dilution;
        uint256 closed;
        uint256 reports;
        uint256 received;
        uint256 last0;
        uint256 last1;
        uint256 last2;
        uint256 cash;
    }

    uint256 private constant RATIO_UNIT = 1e9;
    /// @dev Thresholds are in 1/10,000.
    uint256 internal constant RATIOS_IN_BASIS_POINT = RATIO_UNIT / 10_000;
    /// @dev Where the ratio of the last date stands in a track.
    uint256 private constant LAST_CASH = 216;
    uint256 private constant REPORTS_IN_MEAN = 3;
    uint256 private constant LARGEST_RATIO = type(uint32).max;
    uint256 private constant LARGEST_PRINCIPAL = type(uint80).max;
    uint256 private constant LARGEST_CASH = type(uint120).max;
    /// @dev Numbers of the waterfall's cells: a class has 16, its balance first; fees begin at 0x100.
    uint256 private constant CLASS_CELLS = 16;
    uint256 private constant FIRST_FEE = 0x100;

    /// @notice The track with a report that is closed. The caller is the pool.
    function withReport(Track calldata track, Report calldata report) internal view returns (Track memory) {
        Figures memory f = _unpack(track.pool, track.cash);
        uint256 opening = report.opening.principal();
        uint256 received = report.cash.received;
        f.defaulted = _least(f.defaulted + report.principal.defaulted, LARGEST_PRINCIPAL);
        f.writtenOff = _least(f.writtenOff + report.principal.writtenOff, LARGEST_PRINCIPAL);
        f.received = _least(f.received + received, LARGEST_CASH);
        f.delinquency = _ratio(report.closing.delinquent(), report.closing.principal());
        f.dilution = _ratio(report.principal.diluted, opening);
        (f.last2, f.last1, f.last0) = (f.last1, f.last0, _ratio(report.principal.defaulted, opening));
        f.cash = _cashRatio(received, forecastOf(msg.sender, f.closed));
        if (f.reports < REPORTS_IN_MEAN) ++f.reports;
        ++f.closed;
        return _pack(f);
    }

    /// @notice The track with a date without a report: nothing was received, and nothing is known of the rest.
    function withNone(Track calldata track) internal view returns (Track memory) {
        Figures memory f = _unpack(track.pool, track.cash);
        f.cash = _cashRatio(0, forecastOf(msg.sender, f.closed));
        ++f.closed;
        return _pack(f);
    }

    /// @notice What the track of the calling pool says, beside the waterfall.
    function metricsOf(Track calldata track, IWaterfall waterfall) internal view returns (PoolMetrics memory m) {
        Figures memory f = _unpack(track.pool, track.cash);
        m.defaulted = f.defaulted;
        m.writtenOff = f.writtenOff;
        m.cumulativeDefaultRatio = _ratio(f.defaulted, filedSums(msg.sender).principal());
        if (f.reports != 0) m.defaultRatio = (f.last0 + f.last1 + f.last2) / f.reports;
        m.delinquencyRatio = f.delinquency;
        m.dilutionRatio = f.dilution;
        m.lossRatio = _lossRatio(f, waterfall);
        m.received = f.received;
        for (uint256 i = 0; i < f.closed; ++i) m.forecast += forecastOf(msg.sender, i);
        m.cashRatio = f.cash;
        m.cumulativeCashRatio = _cashRatio(f.received, m.forecast);
        (, m.cashDue) = waterfall.cash();
    }

    /// @notice Written off so far, at the contract rate, of the notes outstanding, in 1e-9. The caller is the pool.
    function lossRatioOf(Track calldata track, IWaterfall waterfall) internal view returns (uint256) {
        return _lossRatio(_unpack(track.pool, track.cash), waterfall);
    }

    /// @notice How far the cash of the last date was below its forecast, in 1e-9.
    function shortfallOf(Track memory track) internal pure returns (uint256) {
        uint256 ratio = track.cash >> LAST_CASH;
        return ratio < RATIO_UNIT ? RATIO_UNIT - ratio : 0;
    }

    function _lossRatio(Figures memory f, IWaterfall waterfall) private view returns (uint256) {
        return _ratio(atContract(f.writtenOff, termOf(msg.sender, CONTRACT_RATE)), _notes(waterfall));
    }

    /// @dev Principal of all classes.
    function _notes(IWaterfall waterfall) private view returns (uint256 sum) {
        (uint256[] memory numbers, uint256[] memory values) = waterfall.ledger();
        for (uint256 i = 0; i < numbers.length; ++i) {
            if (numbers[i] < FIRST_FEE && numbers[i] % CLASS_CELLS == 0) sum += values[i];
        }
    }

    /// @dev Where nothing was forecast nothing is missing.
    function _cashRatio(uint256 received, uint256 forecast) private pure returns (uint256) {
        return forecast == 0 ? RATIO_UNIT : _ratio(received, forecast);
    }

    /// @dev Of nothing, anything is the largest ratio. Amounts have at most 130 bits.
    function _ratio(uint256 part, uint256 whole) private pure returns (uint256) {
        if (part == 0) return 0;
        return whole == 0 ? LARGEST_RATIO : _least((part * RATIO_UNIT) / whole, LARGEST_RATIO);
    }

    function _least(uint256 a, uint256 b) private pure returns (uint256) {
        return a < b ? a : b;
    }

    /// @dev `defaulted:80 | writtenOff:80 | delinquency:32 | dilution:32 | closed:16 | reports:8` and `received:120 |
    /// last0:32 | last1:32 | last2:32 | cash:32`, from bit 0 up. Each was held to its width; a waterfall has fewer than
    /// 2^16 dates.
    function _pack(Figures memory f) private pure returns (Track memory track) {
        track.pool =
            f.defaulted |
            (f.writtenOff << 80) |
            (f.delinquency << 160) |
            (f.dilution << 192) |
            (f.closed << 224) |
            (f.reports << 240);
        track.cash = f.received | (f.last0 << 120) | (f.last1 << 152) | (f.last2 << 184) | (f.cash << LAST_CASH);
    }

    function _unpack(uint256 pool, uint256 cash) private pure returns (Figures memory f) {
        f.defaulted = pool & LARGEST_PRINCIPAL;
        f.writtenOff = (pool >> 80) & LARGEST_PRINCIPAL;
        f.delinquency = (pool >> 160) & LARGEST_RATIO;
        f.dilution = (pool >> 192) & LARGEST_RATIO;
        f.closed = (pool >> 224) & type(uint16).max;
        f.reports = pool >> 240;
        f.received = cash & LARGEST_CASH;
        f.last0 = (cash >> 120) & LARGEST_RATIO;
        f.last1 = (cash >> 152) & LARGEST_RATIO;
        f.last2 = (cash >> 184) & LARGEST_RATIO;
        f.cash = cash >> LAST_CASH;
    }
}
