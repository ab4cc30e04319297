// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Movement } from "./interfaces/IMovementGate.sol";
import { CounterpartiesRule } from "./rules/CounterpartiesRule.sol";
import { DenyListRule } from "./rules/DenyListRule.sol";
import { HolderLimitRule } from "./rules/HolderLimitRule.sol";
import { LockUpRule } from "./rules/LockUpRule.sol";
import { MinimumHoldingRule } from "./rules/MinimumHoldingRule.sol";
import { PreApprovalRule } from "./rules/PreApprovalRule.sol";
import { RecordDateBlackoutRule } from "./rules/RecordDateBlackoutRule.sol";
import { RiskRetentionRule } from "./rules/RiskRetentionRule.sol";
import { Rule, Rulebook } from "./rules/Rulebook.sol";
import { SupplyLimitRule } from "./rules/SupplyLimitRule.sol";
import { TransferWindowRule } from "./rules/TransferWindowRule.sol";
import { VenueOnlyRule } from "./rules/VenueOnlyRule.sol";
import { TokenRecords } from "./TokenRecords.sol";

/// @title RareRules: the rules that most tokens do without, a call away
/// @dev Deployed once and linked, so that the rules that many tokens use stay cheap and the contract small.
library RareRules {
    /// @notice What one of these rules says: an empty reason if it does not refuse.
    function refusal(
        Rule rule,
        address token,
        Movement calldata m,
        Rulebook storage book
    ) external view returns (bytes memory reason, uint256 ends) {
        if (rule == Rule.MinimumHolding) return MinimumHoldingRule.refusal(m, book);
        if (rule == Rule.HolderLimit) return HolderLimitRule.refusal(m, book);
        if (rule == Rule.SupplyLimit) return SupplyLimitRule.refusal(m, book);
        if (rule == Rule.LockUp) return LockUpRule.refusal(token, m, book);
        if (rule == Rule.TransferWindow) return TransferWindowRule.refusal(m, book);
        if (rule == Rule.RecordDateBlackout) return RecordDateBlackoutRule.refusal(token, book);
        if (rule == Rule.Counterparties) return CounterpartiesRule.refusal(m, book);
        if (rule == Rule.PreApproval) return PreApprovalRule.refusal(m, book);
        if (rule == Rule.VenueOnly) return VenueOnlyRule.refusal(token, m, book);
        if (rule == Rule.RiskRetention) return RiskRetentionRule.refusal(token, m, book);
        return DenyListRule.refusal(token, m, book);
    }

    /// @notice Books who entered and who left the register.
    function recordHolders(Movement calldata m, Rulebook storage book) external {
        HolderLimitRule.record(m, book);
    }

    /// @notice Books an acquisition.
    function recordLockUp(Movement calldata m, Rulebook storage book) external {
        LockUpRule.record(m, book);
    }

    /// @notice Brings the holder book to date for these wallets.
    function recount(address token, address[] calldata wallets, Rulebook storage book) external {
        // All off before the first comes on again: an investor is counted anew, where the registry has it now, once
        // none of its
        // wallets is on the book.
        for (uint256 i = 0; i < wallets.length; ++i) HolderLimitRule.drop(wallets[i], book);
        for (uint256 i = 0; i < wallets.length; ++i) {
            if (TokenRecords.balanceOf(token, wallets[i]) == 0) continue;
            HolderLimitRule.add(wallets[i], TokenRecords.recordOf(token, wallets[i]), book);
        }
    }
}
