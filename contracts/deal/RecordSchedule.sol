// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { DealBook } from "./DealBook.sol";
import { IDeal } from "./interfaces/IDeal.sol";
import { IRecordDateFollower, IRecordDates } from "./interfaces/IRecordDates.sol";
import { RECORD_NOTICE_AT, uint32At } from "./types/DealTable.sol";
import { scheduleHead, scheduledAround, scheduledDate } from "./types/Schedule.sol";

/// @title RecordSchedule: the record dates of a deal: those of its schedule, and those that were inserted
/// @notice The scheduled ones are in the code. Inserted ones hang on the date before them, in a list that ends where
/// the schedule goes on: a deal without any reads one slot to know.
abstract contract RecordSchedule is IRecordDates, DealBook {
    /// @dev Marks the end of a list: the schedule goes on.
    uint40 private constant BACK = type(uint40).max;
    /// @dev Whoever walks a list stays within a transaction.
    uint256 private constant INSERTED_LIMIT = 100;

    /// @dev By any listed date, or 0 for the start. Of a scheduled date: 0 if none was inserted right after it. Of an
    /// inserted one never 0.
    mapping(uint40 date => uint40 next) private _following;

    /// @inheritdoc IRecordDates
    function around(uint40 known) external view returns (uint40 last, uint40 next) {
        uint40 moment = known > block.timestamp ? known : _now();
        (last, next) = _scheduled(moment);
        uint40 inserted = _following[last];
        // The mark of the end is later than any moment.
        while (inserted != 0 && inserted <= moment) (last, inserted) = (inserted, _following[inserted]);
        if (inserted != 0 && inserted != BACK) next = inserted;
    }

    /// @inheritdoc IRecordDates
    function isListed(uint40 moment) public view returns (bool) {
        if (moment == 0) return false;
        (uint40 last, ) = _scheduled(moment);
        return last == moment || _following[moment] != 0;
    }

    /// @inheritdoc IRecordDates
    function tells(address token) external view returns (bool) {
        return _isToken(token);
    }

    /// @dev See {IDeal.recordDateOf}.
    function _recordDateOf(uint32 date) internal view returns (uint40) {
        (uint256 count, uint256 time) = scheduleHead(address(this));
        require(date != 0 && date <= count, IDeal.NoSuchPaymentDate(date));
        // Safe cast: days of two bytes and seconds of three.
        return uint40(scheduledDate(address(this), date - 1, time));
    }

    /// @dev See {IDeal.addRecordDate}.
    function _insert(uint40 moment, uint40 previous) internal {
        uint40 earliest = _now() + uint32At(address(this), RECORD_NOTICE_AT);
        require(moment >= earliest && moment > block.timestamp && moment != BACK, RecordDateTooSoon(moment, earliest));
        require(previous == 0 || isListed(previous), NotThePreviousDate(previous, moment));
        uint40 inserted = _following[previous];
        uint40 next = inserted;
        if (inserted == 0 || inserted == BACK) (, next) = _scheduled(previous);
        require(next != moment, RecordDateAlreadyListed(moment));
        require(previous < moment && moment < next, NotThePreviousDate(previous, moment));
        require(_deal.insertedDates < INSERTED_LIMIT, TooManyRecordDates(INSERTED_LIMIT));
        ++_deal.insertedDates;
        _following[moment] = inserted == 0 ? BACK : inserted;
        _following[previous] = moment;
        emit RecordDateListed(moment);
        address[] memory tokens = _tokens();
        for (uint256 k = 0; k < tokens.length; ++k) IRecordDateFollower(tokens[k]).syncRecordDates();
    }

    /// @dev Reading relies on days that don't fall. Two payment dates may share one.
    function _requireRisingDates() internal view {
        (uint256 count, uint256 time) = scheduleHead(address(this));
        uint256 before = 0;
        for (uint256 i = 0; i < count; ++i) {
            uint256 date = scheduledDate(address(this), i, time);
            // Safe cast: days of two bytes and seconds of three.
            require(date >= before, IDeal.RecordDatesFall(i + 1, uint40(date)));
            before = date;
        }
    }

    function _scheduled(uint40 moment) private view returns (uint40, uint40) {
        (uint256 last, uint256 next) = scheduledAround(address(this), moment);
        // Safe casts: days of two bytes and seconds of three, or the largest value of 40 bits.
        return (uint40(last), uint40(next));
    }
}
