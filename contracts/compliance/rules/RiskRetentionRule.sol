// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Movement } from "../interfaces/IMovementGate.sol";
import { InvestorHoldings } from "./InvestorHoldings.sol";
import { NOT_BY_TIME, Rulebook } from "./Rulebook.sol";

/// @title RiskRetentionRule: a named investor may not fall below a floor
/// @notice The originator keeps its share of the risk: over all wallets of its identity, which is what is named (a
/// wallet could be left for another one), until the date set, or for good.
/// @dev The refusal ends on that date, if there is one.
library RiskRetentionRule {
    /// @notice The holder would keep less than it must.
    error BelowRetainedFloor(address holder, uint256 wouldHold, uint256 floor);

    function refusal(
        address token,
        Movement calldata m,
        Rulebook storage book
    ) internal view returns (bytes memory reason, uint256 ends) {
        address retainer = book.retainedBy;
        if (retainer != m.fromRecord.identityOf()) return (reason, ends);
        if (!InvestorHoldings.changesHands(m)) return (reason, ends);
        uint256 until = book.retainedUntil;
        if (until != 0 && block.timestamp >= until) return (reason, ends);
        // No underflow: at least the amount.
        uint256 wouldHold = InvestorHoldings.ofSender(token, m) - m.amount;
        if (wouldHold >= book.retentionFloor) return (reason, ends);
        reason = abi.encodeWithSelector(BelowRetainedFloor.selector, m.from, wouldHold, book.retentionFloor);
        ends = until == 0 ? NOT_BY_TIME : until;
    }
}
