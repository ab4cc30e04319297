// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Movement, MovementKind } from "./interfaces/IMovementGate.sol";
import { RareRules } from "./RareRules.sol";
import { CountryRule } from "./rules/CountryRule.sol";
import { InvestorClassRule } from "./rules/InvestorClassRule.sol";
import { InvestorHoldings } from "./rules/InvestorHoldings.sol";
import { LotSizeRule } from "./rules/LotSizeRule.sol";
import { MainlandChinaRule } from "./rules/MainlandChinaRule.sol";
import { MaximumPerIdentityRule } from "./rules/MaximumPerIdentityRule.sol";
import { PreApprovalRule } from "./rules/PreApprovalRule.sol";
import { Rule, Rulebook } from "./rules/Rulebook.sol";
import { UsPersonsRule } from "./rules/UsPersonsRule.sol";
import { VolumeWindowRule } from "./rules/VolumeWindowRule.sol";
import { RuleSet } from "./types/RuleSet.sol";

/// @title Rules: asks each rule that is on and binds, and books what it keeps
/// @dev Which rules bind which movement:
/// - a transfer: all but the supply limit;
/// - a mint: those on who receives and how much (mainland China, lot, class, US persons, maximum per identity,
/// countries,
///   minimum holding, holder limit, supply limit, deny-list); none on trading;
/// - a burn, a forced transfer, a recovery: none. What rules keep is booked for these too, so no cap ever blocks an
/// act of law.
abstract contract Rules {
    // Written out, for a constant that is an expression is worked out at every use; a test compares them with the
    // enumeration.
    /// @dev The rules that bind each kind of movement, 24 bits a kind: transfers from bit 0 on, mints from bit 24 on.
    uint256 private constant BINDING = 0x04077f_07fbff;
    /// @dev MaximumPerIdentity and VolumeWindow: what an investor holds and sells in all.
    uint256 private constant PER_INVESTOR = 0x90;
    /// @dev VolumeWindow and the rules before it: what most tokens have on.
    uint256 internal constant COMMON = 0xff;

    uint256 private constant MAINLAND_CHINA = 1 << uint256(Rule.MainlandChina);
    uint256 private constant LOT_SIZE = 1 << uint256(Rule.LotSize);
    uint256 private constant INVESTOR_CLASS = 1 << uint256(Rule.InvestorClass);
    uint256 private constant US_PERSONS = 1 << uint256(Rule.UsPersons);
    uint256 private constant MAXIMUM_PER_IDENTITY = 1 << uint256(Rule.MaximumPerIdentity);
    uint256 private constant COUNTRY_ALLOW = 1 << uint256(Rule.CountryAllow);
    uint256 private constant COUNTRY_DENY = 1 << uint256(Rule.CountryDeny);
    uint256 internal constant VOLUME_WINDOW = 1 << uint256(Rule.VolumeWindow);
    uint256 private constant HOLDER_LIMIT = 1 << uint256(Rule.HolderLimit);
    uint256 private constant LOCK_UP = 1 << uint256(Rule.LockUp);
    uint256 private constant PRE_APPROVAL = 1 << uint256(Rule.PreApproval);
    uint256 internal constant KEEPING_A_BOOK = VOLUME_WINDOW | HOLDER_LIMIT | LOCK_UP | PRE_APPROVAL;

    mapping(address token => Rulebook book) internal _books;

    /// @dev The rules that are on and bind this movement, as bits. Where nothing changes hands, it is no matter of what
    /// an investor holds or sells.
    function _bindingRules(Movement calldata m, RuleSet set) internal pure returns (uint256 rules) {
        // No overflow: five kinds.
        unchecked {
            rules = set.enabled() & (BINDING >> (uint256(m.kind) * 24));
        }
        if (rules & PER_INVESTOR == 0 || InvestorHoldings.changesHands(m)) return rules;
        return rules & ~PER_INVESTOR;
    }

    /// @dev Whether the common rules among `rules` allow the movement. One line a rule: what most transfers pay is a
    /// comparison for each rule that is off.
    function _commonAllow(
        uint256 rules,
        address token,
        Movement calldata m,
        RuleSet set,
        Rulebook storage book
    ) internal view returns (bool) {
        if (rules & MAINLAND_CHINA != 0)
            if (!MainlandChinaRule.allows(m, set, book)) return false;
        if (rules & LOT_SIZE != 0)
            if (!LotSizeRule.allows(m, set)) return false;
        if (rules & INVESTOR_CLASS != 0)
            if (!InvestorClassRule.allows(m, set)) return false;
        if (rules & US_PERSONS != 0)
            if (!UsPersonsRule.allows(m)) return false;
        if (rules & MAXIMUM_PER_IDENTITY != 0)
            if (!MaximumPerIdentityRule.allows(token, m, set)) return false;
        if (rules & COUNTRY_ALLOW != 0)
            if (!CountryRule.isAllowed(m, set, book)) return false;
        if (rules & COUNTRY_DENY != 0)
            if (CountryRule.isDenied(m, book)) return false;
        return true;
    }

    /// @dev The first refusal among `rules`, in their order: an empty reason if there is none, else the encoded error
    /// and when
    /// the refusal ends.
    function _firstRefusal(
        uint256 rules,
        address token,
        Movement calldata m,
        RuleSet set,
        Rulebook storage book
    ) internal view returns (bytes memory reason, uint256 ends) {
        if (rules & COMMON != 0) (reason, ends) = _commonRefusal(rules, token, m, set, book);
        if (rules <= COMMON || reason.length != 0) return (reason, ends);
        // Rare rules are found one by one.
        for (uint256 rule = uint256(Rule.MinimumHolding); rule <= uint256(type(Rule).max); ++rule) {
            if ((rules >> rule) & 1 == 0) continue;
            // Safe conversion: within the enumeration.
            (reason, ends) = RareRules.refusal(Rule(rule), token, m, book);
            if (reason.length != 0) return (reason, ends);
        }
    }

    function _commonRefusal(
        uint256 rules,
        address token,
        Movement calldata m,
        RuleSet set,
        Rulebook storage book
    ) private view returns (bytes memory reason, uint256 ends) {
        if (rules & MAINLAND_CHINA != 0) (reason, ends) = MainlandChinaRule.refusal(m, set, book);
        if (rules & LOT_SIZE != 0 && reason.length == 0) (reason, ends) = LotSizeRule.refusal(m, set);
        if (rules & INVESTOR_CLASS != 0 && reason.length == 0) (reason, ends) = InvestorClassRule.refusal(m, set);
        if (rules & US_PERSONS != 0 && reason.length == 0) (reason, ends) = UsPersonsRule.refusal(m);
        if (rules & MAXIMUM_PER_IDENTITY != 0 && reason.length == 0) {
            (reason, ends) = MaximumPerIdentityRule.refusal(token, m, set);
        }
        if (rules & COUNTRY_ALLOW != 0 && reason.length == 0) {
            (reason, ends) = CountryRule.refusalOfAllowed(m, set, book);
        }
        if (rules & COUNTRY_DENY != 0 && reason.length == 0) (reason, ends) = CountryRule.refusalOfDenied(m, book);
        if (rules & VOLUME_WINDOW != 0 && reason.length == 0) (reason, ends) = VolumeWindowRule.refusal(m, set, book);
    }

    /// @dev Books a movement that happens, whoever ordered it.
    /// @param rules those that keep a book and have not booked it yet
    function _record(uint256 rules, Movement calldata m, RuleSet set, Rulebook storage book) internal {
        if (rules & HOLDER_LIMIT != 0) RareRules.recordHolders(m, book);
        if (rules & LOCK_UP != 0) RareRules.recordLockUp(m, book);
        if (rules & (VOLUME_WINDOW | PRE_APPROVAL) == 0 || m.kind != MovementKind.Transfer) return;
        if (rules & VOLUME_WINDOW != 0) VolumeWindowRule.record(m, set, book);
        if (rules & PRE_APPROVAL != 0) PreApprovalRule.record(m, book);
    }
}
