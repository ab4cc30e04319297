// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IRecordDateFollower, IRecordDates } from "../deal/interfaces/IRecordDates.sol";
import { scheduledAround } from "../deal/types/Schedule.sol";
import { ISecurityToken } from "./interfaces/ISecurityToken.sol";
import { HistoryEntry, historyEntry } from "./types/HistoryEntry.sol";
import { Holding } from "./types/Holding.sol";
import { DATES_IN_CODE, IN_DEAL, TokenState } from "./types/TokenState.sol";

/// @title Ledger: holdings, supply, and what they were at each record date
/// @dev The supply is kept as a holding too (its balance is what is out, its frozen amount the maximum) with its
/// history
/// under the zero address, which never holds: so supply has the history of a balance by the same code.
abstract contract Ledger is IRecordDateFollower {
    address internal constant SUPPLY = address(0);

    TokenState internal _state;
    Holding internal _supply;
    mapping(address holder => Holding holding) internal _holdings;
    mapping(address account => mapping(uint256 number => HistoryEntry entry)) private _history;

    /// @inheritdoc IRecordDateFollower
    function syncRecordDates() external {
        TokenState current = _state;
        address source = current.recordDates();
        if (source == address(0)) return;
        // The deal tells of a date beyond its schedule: from now on it is asked.
        if (msg.sender == source) current = current.withStateFlag(DATES_IN_CODE, false);
        _state = _readRecordDates(current);
    }

    /// @dev The state with its record dates brought to now; one comparison when no date has come since the last change.
    function _currentState() internal returns (TokenState current) {
        current = _state;
        if (block.timestamp >= current.nextRecordDate()) {
            current = _readRecordDates(current);
            _state = current;
        }
    }

    /// @dev As `_currentState`, without writing.
    function _viewState() internal view returns (TokenState current) {
        current = _state;
        if (block.timestamp >= current.nextRecordDate()) current = _readRecordDates(current);
    }

    function _readRecordDates(TokenState current) private view returns (TokenState) {
        if (current.has(DATES_IN_CODE)) {
            (uint256 come, uint256 coming) = scheduledAround(current.recordDates(), block.timestamp);
            return current.withRecordDates(come, coming);
        }
        uint256 known = current.nextRecordDate();
        // A date not yet come may have a new one before it: then start from the one that has.
        if (known > block.timestamp) known = current.lastRecordDate();
        // Safe cast: both fields have 40 bits.
        (uint40 last, uint40 next) = IRecordDates(current.recordDates()).around(uint40(known));
        return current.withRecordDates(last, next);
    }

    /// @dev To be called with the holding as it is before any change of its balance. If a record date has come since
    /// the
    /// last change, what stood at it is written first. A balance of zero needs no entry: `_balanceAt` reads a missing
    /// one as zero, so a wallet first funded after the date was never owed anything at it.
    function _touched(address account, Holding holding, TokenState current) internal returns (Holding) {
        uint256 since = holding.changedAt();
        if (since >= current.lastRecordDate()) return holding.stamped(block.timestamp);
        if (holding.balance() != 0) {
            _history[account][holding.entries()] = historyEntry(holding.balance(), since, block.timestamp);
            holding = holding.withEntry();
        }
        return holding.stamped(block.timestamp);
    }

    /// @dev `holding` is the account's as it is now.
    function _balanceAt(address account, Holding holding, uint256 recordDate) internal view returns (uint256) {
        require(_hasCome(recordDate), ISecurityToken.NotAPastRecordDate(recordDate));
        if (holding.changedAt() < recordDate) return holding.balance();
        // The first entry that reaches to the record date or beyond.
        uint256 low = 0;
        uint256 high = holding.entries();
        // A count of few bits.
        unchecked {
            while (low < high) {
                uint256 middle = (low + high) / 2;
                if (_history[account][middle].entryUntil() < recordDate) low = middle + 1;
                else high = middle;
            }
        }
        // Beyond the last entry there is an empty one.
        HistoryEntry entry = _history[account][low];
        return entry.entryFrom() < recordDate ? entry.entryBalance() : 0;
    }

    /// @dev Whether the moment is a listed record date that has come.
    function _hasCome(uint256 recordDate) private view returns (bool) {
        TokenState current = _state;
        address source = current.recordDates();
        if (recordDate > block.timestamp || recordDate == 0 || source == address(0)) return false;
        if (current.has(DATES_IN_CODE)) {
            (uint256 last, ) = scheduledAround(source, recordDate);
            return last == recordDate;
        }
        // Safe cast: not after now, and now fits 40 bits.
        return IRecordDates(source).isListed(uint40(recordDate));
    }

    /// @dev Only before the first unit is minted: what changed earlier would have left no history. A deal that gives
    /// itself to a token of a deal has its schedule in its code.
    function _takeRecordDates(address source) internal {
        TokenState current = _state;
        require(
            current.recordDates() == address(0) &&
                _supply.changedAt() == 0 &&
                IRecordDates(source).tells(address(this)),
            ISecurityToken.RecordDatesNotAccepted(source)
        );
        bool inCode = source == msg.sender && current.has(IN_DEAL);
        _state = _readRecordDates(current.withRecordDateList(source).withStateFlag(DATES_IN_CODE, inCode));
    }
}
