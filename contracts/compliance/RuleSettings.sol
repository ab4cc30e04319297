// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Ownable } from "@openzeppelin/contracts/access/Ownable.sol";
import { ERC165Checker } from "@openzeppelin/contracts/utils/introspection/ERC165Checker.sol";

import { InvestorClass } from "../identity/types/Investor.sol";
import { IAgentRole } from "../token/interfaces/IAgentRole.sol";
import { ISecurityToken } from "../token/interfaces/ISecurityToken.sol";
import { IRuleFollower } from "./interfaces/IMovementGate.sol";
import { IRuleSettings } from "./interfaces/IRuleSettings.sol";
import { RareRules } from "./RareRules.sol";
import { Rules } from "./Rules.sol";
import { CountryRule } from "./rules/CountryRule.sol";
import { PreApprovalRule } from "./rules/PreApprovalRule.sol";
import { Rule, Rulebook } from "./rules/Rulebook.sol";
import { toLimit } from "./types/Limit.sol";
import { RuleSet } from "./types/RuleSet.sol";

/// @title RuleSettings: the setters of the rules
/// @dev Who owns a token sets its rules, here and nowhere else: this contract's own owner has no say in them.
abstract contract RuleSettings is IRuleSettings, Rules {
    uint256 private constant LAST_COUNTRY = 999;

    modifier onlyTokenOwner(address token) {
        _requireTokenOwner(token);
        _;
    }

    /// @inheritdoc IRuleSettings
    function setMainlandChina(address token) external onlyTokenOwner(token) {
        _turnOn(token, Rule.MainlandChina, "");
    }

    /// @inheritdoc IRuleSettings
    function setLotSize(address token, uint96 lotSize) external onlyTokenOwner(token) {
        require(lotSize != 0, SettingOutOfRange(Rule.LotSize, lotSize));
        _books[token].set = _books[token].set.withLotSize(toLimit(lotSize));
        _turnOn(token, Rule.LotSize, abi.encode(lotSize));
    }

    /// @inheritdoc IRuleSettings
    function setInvestorClasses(address token, uint8 classes) external onlyTokenOwner(token) {
        uint256 beyond = uint256(classes) >> (uint256(type(InvestorClass).max) + 1);
        require(classes != 0 && beyond == 0, SettingOutOfRange(Rule.InvestorClass, classes));
        _books[token].set = _books[token].set.withClasses(classes);
        _turnOn(token, Rule.InvestorClass, abi.encode(classes));
    }

    /// @inheritdoc IRuleSettings
    function setUsPersons(address token) external onlyTokenOwner(token) {
        _turnOn(token, Rule.UsPersons, "");
    }

    /// @inheritdoc IRuleSettings
    function setMaximumPerIdentity(address token, uint96 maximum) external onlyTokenOwner(token) {
        _books[token].set = _books[token].set.withMaximumPerIdentity(toLimit(maximum));
        _turnOn(token, Rule.MaximumPerIdentity, abi.encode(maximum));
    }

    /// @inheritdoc IRuleSettings
    function setAllowedCountries(
        address token,
        uint16[] calldata countries,
        bool allowed
    ) external onlyTokenOwner(token) {
        _requireCountries(Rule.CountryAllow, countries);
        Rulebook storage book = _books[token];
        CountryRule.assign(book.allowedCountries, countries, allowed);
        (uint256 list, bool more) = CountryRule.inlined(book.allowedCountries);
        book.set = book.set.withCountries(list, more);
        _turnOn(token, Rule.CountryAllow, abi.encode(countries, allowed));
    }

    /// @inheritdoc IRuleSettings
    function setDeniedCountries(
        address token,
        uint16[] calldata countries,
        bool denied
    ) external onlyTokenOwner(token) {
        _requireCountries(Rule.CountryDeny, countries);
        CountryRule.assign(_books[token].deniedCountries, countries, denied);
        _turnOn(token, Rule.CountryDeny, abi.encode(countries, denied));
    }

    /// @inheritdoc IRuleSettings
    function setVolumeWindow(address token, uint96 limit, uint32 window) external onlyTokenOwner(token) {
        require(window != 0, SettingOutOfRange(Rule.VolumeWindow, window));
        _books[token].set = _books[token].set.withVolume(toLimit(limit), window);
        _turnOn(token, Rule.VolumeWindow, abi.encode(limit, window));
    }

    /// @inheritdoc IRuleSettings
    function setMinimumHolding(address token, uint96 minimum) external onlyTokenOwner(token) {
        _books[token].minimumHolding = minimum;
        _turnOn(token, Rule.MinimumHolding, abi.encode(minimum));
    }

    /// @inheritdoc IRuleSettings
    function setHolderLimit(address token, uint32 limit) external onlyTokenOwner(token) {
        _books[token].holderLimit = limit;
        _turnOn(token, Rule.HolderLimit, abi.encode(uint16(0), uint8(0), limit));
    }

    /// @inheritdoc IRuleSettings
    function setCountryHolderLimit(address token, uint16 country, uint32 limit) external onlyTokenOwner(token) {
        require(country != 0 && country <= LAST_COUNTRY, SettingOutOfRange(Rule.HolderLimit, country));
        _books[token].countryLimits[country] = limit;
        _turnOn(token, Rule.HolderLimit, abi.encode(country, uint8(0), limit));
    }

    /// @inheritdoc IRuleSettings
    function setClassHolderLimit(address token, uint8 investorClass, uint32 limit) external onlyTokenOwner(token) {
        require(
            investorClass != 0 && investorClass <= uint256(type(InvestorClass).max),
            SettingOutOfRange(Rule.HolderLimit, investorClass)
        );
        _books[token].classLimits[investorClass] = limit;
        _turnOn(token, Rule.HolderLimit, abi.encode(uint16(0), investorClass, limit));
    }

    /// @inheritdoc IRuleSettings
    function setSupplyLimit(address token, uint96 limit) external onlyTokenOwner(token) {
        _books[token].supplyLimit = limit;
        _turnOn(token, Rule.SupplyLimit, abi.encode(limit));
    }

    /// @inheritdoc IRuleSettings
    function setLockUp(address token, uint32 period) external onlyTokenOwner(token) {
        _books[token].lockUp = period;
        _turnOn(token, Rule.LockUp, abi.encode(period));
    }

    /// @inheritdoc IRuleSettings
    function setTransferWindow(address token, uint40 opens, uint40 closes) external onlyTokenOwner(token) {
        require(opens < closes, SettingOutOfRange(Rule.TransferWindow, closes));
        (_books[token].windowOpens, _books[token].windowCloses) = (opens, closes);
        _turnOn(token, Rule.TransferWindow, abi.encode(opens, closes));
    }

    /// @inheritdoc IRuleSettings
    function setRecordDateBlackout(address token, uint32 before, uint32 after_) external onlyTokenOwner(token) {
        // Asked of the token at every transfer: one that cannot answer would be stuck.
        ISecurityToken(token).state();
        (_books[token].blackoutBefore, _books[token].blackoutAfter) = (before, after_);
        _turnOn(token, Rule.RecordDateBlackout, abi.encode(before, after_));
    }

    /// @inheritdoc IRuleSettings
    function setCounterparties(
        address token,
        address[] calldata accounts,
        bool approved
    ) external onlyTokenOwner(token) {
        Rulebook storage book = _books[token];
        for (uint256 i = 0; i < accounts.length; ++i) book.counterparties[accounts[i]] = approved;
        _turnOn(token, Rule.Counterparties, abi.encode(accounts, approved));
    }

    /// @inheritdoc IRuleSettings
    function setPreApproval(address token) external onlyTokenOwner(token) {
        _turnOn(token, Rule.PreApproval, "");
    }

    /// @inheritdoc IRuleSettings
    function approveTransfer(address token, address from, address to, uint256 amount, uint256 times) external {
        require(IAgentRole(token).isAgent(msg.sender), NotTheTokensAgent(token, msg.sender));
        _books[token].approvals[PreApprovalRule.key(from, to, amount)] = times;
        emit TransferApproved(token, from, to, amount, times);
    }

    /// @inheritdoc IRuleSettings
    function setVenueOnly(address token, address venues) external onlyTokenOwner(token) {
        require(venues.code.length != 0, SettingOutOfRange(Rule.VenueOnly, uint160(venues)));
        _books[token].venues = venues;
        _turnOn(token, Rule.VenueOnly, abi.encode(venues));
    }

    /// @inheritdoc IRuleSettings
    function setRiskRetention(
        address token,
        address identity,
        uint96 floor,
        uint40 until
    ) external onlyTokenOwner(token) {
        require(identity != address(0), SettingOutOfRange(Rule.RiskRetention, 0));
        Rulebook storage book = _books[token];
        (book.retainedBy, book.retentionFloor, book.retainedUntil) = (identity, floor, until);
        _turnOn(token, Rule.RiskRetention, abi.encode(identity, floor, until));
    }

    /// @inheritdoc IRuleSettings
    function setDenyList(address token, address[] calldata accounts, bool denied) external onlyTokenOwner(token) {
        Rulebook storage book = _books[token];
        for (uint256 i = 0; i < accounts.length; ++i) {
            // The zero address stands for "no identity" in every record.
            require(accounts[i] != address(0), SettingOutOfRange(Rule.DenyList, i));
            book.denied[accounts[i]] = denied;
        }
        _turnOn(token, Rule.DenyList, abi.encode(accounts, denied));
    }

    /// @inheritdoc IRuleSettings
    function disableRule(address token, Rule rule) external onlyTokenOwner(token) {
        _switch(token, rule, false);
        emit RuleChanged(token, rule, false, "");
    }

    /// @inheritdoc IRuleSettings
    function recount(address token, address[] calldata wallets) external {
        RareRules.recount(token, wallets, _books[token]);
    }

    function _turnOn(address token, Rule rule, bytes memory settings) internal {
        _switch(token, rule, true);
        emit RuleChanged(token, rule, true, settings);
    }

    /// @dev A token that leaves quiet rules unasked is told before anything else can happen.
    function _switch(address token, Rule rule, bool on) private {
        RuleSet before = _books[token].set;
        RuleSet set = before.withRule(uint256(rule), on);
        _books[token].set = set;
        bool changed = RuleSet.unwrap(before) != RuleSet.unwrap(set);
        if (!changed || !set.isBound() || !ERC165Checker.supportsInterface(token, type(IRuleFollower).interfaceId))
            return;
        IRuleFollower(token).syncRules();
    }

    function _requireTokenOwner(address token) private view {
        require(Ownable(token).owner() == msg.sender, NotTheTokensOwner(token, msg.sender));
    }

    function _requireCountries(Rule rule, uint16[] calldata countries) private pure {
        for (uint256 i = 0; i < countries.length; ++i) {
            require(countries[i] != 0 && countries[i] <= LAST_COUNTRY, SettingOutOfRange(rule, countries[i]));
        }
    }
}
