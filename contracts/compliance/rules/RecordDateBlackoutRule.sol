// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ISecurityToken } from "../../token/interfaces/ISecurityToken.sol";
import { TokenState } from "../../token/types/TokenState.sol";
import { Rulebook } from "./Rulebook.sol";

/// @title RecordDateBlackoutRule: no transfers shortly before a record date, nor shortly after
/// @notice Refuses from `blackoutBefore` seconds before a record date until `blackoutAfter` seconds after it.
/// @dev For tokens of Sluice's kind, which know their record dates. The refusal ends by itself. Where two blackouts touch, they end as one; a date listed later can prolong it.
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
        ends = isBefore || next <= afterLast + before ? next + after_ : afterLast;
        reason = abi.encodeWithSelector(RecordDateNear.selector, isBefore ? next : last, ends);
    }
}
