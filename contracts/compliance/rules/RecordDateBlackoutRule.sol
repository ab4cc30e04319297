// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IRecordDates } from "../../deal/interfaces/IRecordDates.sol";
import { ISecurityToken } from "../../token/interfaces/ISecurityToken.sol";
import { NO_RECORD_DATE, TokenState } from "../../token/types/TokenState.sol";
import { Rulebook } from "./Rulebook.sol";

/// @title RecordDateBlackoutRule: no transfers shortly before a record date, nor shortly after
/// @notice Refuses from `blackoutBefore` seconds before a record date until `blackoutAfter` seconds after it.
/// @dev For tokens of Sluice's kind, which know their record dates. The refusal ends by itself. Where blackouts touch,
/// they
/// end as one; a date listed later can prolong it.
library RecordDateBlackoutRule {
    /// @notice Transfers rest until `until`.
    error RecordDateNear(uint256 recordDate, uint256 until);

    function refusal(address token, Rulebook storage book) internal view returns (bytes memory reason, uint256 ends) {
        (uint256 before, uint256 after_) = (book.blackoutBefore, book.blackoutAfter);
        TokenState state = ISecurityToken(token).state();
        (uint256 last, uint256 next) = (state.lastRecordDate(), state.nextRecordDate());
        uint256 afterLast = last == 0 ? 0 : last + after_;
        bool isBefore = next <= block.timestamp + before;
        if (!isBefore && block.timestamp >= afterLast) return (reason, ends);
        ends = isBefore || next <= afterLast + before ? _endOfChain(token, next, before, after_) : afterLast;
        reason = abi.encodeWithSelector(RecordDateNear.selector, isBefore ? next : last, ends);
    }

    /// @dev The end of the blackout around `date`, which is still to come, and of all that touch it.
    function _endOfChain(
        address token,
        uint256 date,
        uint256 before,
        uint256 after_
    ) private view returns (uint256 ends) {
        IRecordDates dates = IRecordDates(ISecurityToken(token).recordDates());
        uint256 next = date;
        do {
            ends = next + after_;
            // Safe cast: a listed date. It is still to come, so the walk goes exactly one date on.
            (, next) = dates.around(uint40(next));
        } while (next != NO_RECORD_DATE && next <= ends + before);
    }
}
