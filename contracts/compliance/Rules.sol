// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Movement, MovementKind } from "./interfaces/IMovementGate.sol";
import { CounterpartiesRule } from "./rules/CounterpartiesRule.sol";
import { CountryRule } from "./rules/CountryRule.sol";
import { DenyListRule } from "./rules/DenyListRule.sol";
import { HolderLimitRule } from "./rules/HolderLimitRule.sol";
import { InvestorClassRule } from "./rules/InvestorClassRule.sol";
import { LockUpRule } from "./rules/LockUpRule.sol";
import { LotSizeRule } from "./rules/LotSizeRule.sol";
import { MainlandChinaRule } from "./rules/MainlandChinaRule.sol";
import { MaximumPerIdentityRule } from "./rules/MaximumPerIdentityRule.sol";
import { MinimumHoldingRule } from "./rules/MinimumHoldingRule.sol";
import { PreApprovalRule } from "./rules/PreApprovalRule.sol";
import { RecordDateBlackoutRule } from "./rules/RecordDateBlackoutRule.sol";
import { RiskRetentionRule } from "./rules/RiskRetentionRule.sol";
import { Rule, Rulebook } from "./rules/Rulebook.sol";
import { SupplyLimitRule } from "./rules/SupplyLimitRule.sol";
import { TransferWindowRule } from "./rules/TransferWindowRule.sol";
import { UsPersonsRule } from "./rules/UsPersonsRule.sol";
import { VenueOnlyRule } from "./rules/VenueOnlyRule.sol";
import { VolumeWindowRule } from "./rules/VolumeWindowRule.sol";

/// @title Rules: asks each rule that is on and binds, and books what it keeps
/// @dev Which rules bind which movement:
/// - a transfer: all but the supply limit;
/// - a mint: those on who receives and how much (mainland China, lot, class, US persons, maximum per identity, countries,
///   minimum holding, holder limit, supply limit, deny-list); none on trading;
/// - a burn, a forced transfer, a recovery: none. What rules keep is booked for these too, so no cap ever blocks an act of law.
abstract contract Rules {
    uint256 internal constant ALL_RULES = (1 << (uint256(type(Rule).max) + 1)) - 1;
    uint256 internal constant BINDING_TRANSFER = ALL_RULES & ~(1 << uint256(Rule.SupplyLimit));
    uint256 internal constant BINDING_MINT =
        (1 << uint256(Rule.MainlandChina)) |
            (1 << uint256(Rule.LotSize)) |
            (1 << uint256(Rule.InvestorClass)) |
            (1 << uint256(Rule.UsPersons)) |
            (1 << uint256(Rule.MaximumPerIdentity)) |
            (1 << uint256(Rule.CountryAllow)) |
            (1 << uint256(Rule.CountryDeny)) |
            (1 << uint256(Rule.MinimumHolding)) |
            (1 << uint256(Rule.HolderLimit)) |
            (1 << uint256(Rule.SupplyLimit)) |
            (1 << uint256(Rule.DenyList));

    uint256 private constant VOLUME = 1 << uint256(Rule.VolumeWindow);
    uint256 private constant HOLDERS = 1 << uint256(Rule.HolderLimit);
    uint256 private constant LOCK_UP = 1 << uint256(Rule.LockUp);
    uint256 private constant PRE_APPROVAL = 1 << uint256(Rule.PreApproval);

    mapping(address token => Rulebook book) internal _books;

    /// @dev The rules that are on and bind this kind of movement, as bits.
    function _bindingRules(MovementKind kind, uint256 enabled) internal pure returns (uint256) {
        if (kind == MovementKind.Transfer) return enabled & BINDING_TRANSFER;
        return kind == MovementKind.Mint ? enabled & BINDING_MINT : 0;
    }

    /// @dev The first refusal in the order of the rules; an empty error if there is none.
    function _firstRefusal(
        address token,
        Movement memory m,
        Rulebook storage book
    ) internal view returns (bytes memory reason) {
        uint256 left = _bindingRules(m.kind, book.enabled);
        for (uint256 rule = 0; left != 0; (++rule, left >>= 1)) {
            if (left & 1 == 0) continue;
            // Safe conversion: bits beyond the last rule are never set.
            (reason, ) = _refusal(Rule(rule), token, m, book);
            if (reason.length != 0) return reason;
        }
    }

    /// @dev What one rule says: an empty error if it does not refuse, else the error and when the refusal ends.
    function _refusal(
        Rule rule,
        address token,
        Movement memory m,
        Rulebook storage book
    ) internal view returns (bytes memory reason, uint256 ends) {
        if (rule == Rule.MainlandChina) return MainlandChinaRule.refusal(m, book);
        if (rule == Rule.LotSize) return LotSizeRule.refusal(m, book);
        if (rule == Rule.InvestorClass) return InvestorClassRule.refusal(m, book);
        if (rule == Rule.UsPersons) return UsPersonsRule.refusal(m);
        if (rule == Rule.MaximumPerIdentity) return MaximumPerIdentityRule.refusal(token, m, book);
        if (rule == Rule.CountryAllow) return CountryRule.refusalOfAllowed(m, book);
        if (rule == Rule.CountryDeny) return CountryRule.refusalOfDenied(m, book);
        if (rule == Rule.VolumeWindow) return VolumeWindowRule.refusal(m, book);
        if (rule == Rule.MinimumHolding) return MinimumHoldingRule.refusal(m, book);
        if (rule == Rule.HolderLimit) return HolderLimitRule.refusal(m, book);
        if (rule == Rule.SupplyLimit) return SupplyLimitRule.refusal(m, book);
        if (rule == Rule.LockUp) return LockUpRule.refusal(token, m, book);
        if (rule == Rule.TransferWindow) return TransferWindowRule.refusal(m, book);
        if (rule == Rule.RecordDateBlackout) return RecordDateBlackoutRule.refusal(m, book);
        if (rule == Rule.Counterparties) return CounterpartiesRule.refusal(m, book);
        if (rule == Rule.PreApproval) return PreApprovalRule.refusal(m, book);
        if (rule == Rule.VenueOnly) return VenueOnlyRule.refusal(token, m, book);
        if (rule == Rule.RiskRetention) return RiskRetentionRule.refusal(token, m, book);
        return DenyListRule.refusal(m, book);
    }

    /// @dev Books a movement that happens, whoever ordered it.
    function _record(Movement memory m, Rulebook storage book) internal {
        uint256 enabled = book.enabled;
        if (enabled & HOLDERS != 0) HolderLimitRule.record(m, book);
        if (enabled & LOCK_UP != 0) LockUpRule.record(m, book);
        if (m.kind != MovementKind.Transfer) return;
        if (enabled & VOLUME != 0) VolumeWindowRule.record(m, book);
        if (enabled & PRE_APPROVAL != 0) PreApprovalRule.record(m, book);
    }
}
