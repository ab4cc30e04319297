// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Compliance } from "../../../contracts/compliance/Compliance.sol";
import { IRuleSettings } from "../../../contracts/compliance/interfaces/IRuleSettings.sol";
import { Rule } from "../../../contracts/compliance/rules/Rulebook.sol";
import { SecurityToken } from "../../../contracts/token/SecurityToken.sol";
import { Dice } from "../Dice.sol";
import { EligibilityActs } from "./EligibilityActs.sol";

/// @title RuleActs: the owner turns rules on, with settings that leave room, and off
abstract contract RuleActs is EligibilityActs {
    function turnRuleOn(uint256 seed) external {
        Dice memory d = _dice(seed);
        SecurityToken of_ = _token(d);
        address rules = of_.compliance();
        Rule rule = Rule(d.roll(uint256(type(Rule).max) + 1));
        bytes memory call_ = _setting(rule, address(of_), d);
        if (rule == Rule.HolderLimit && rules != complianceContracts[3]) {
            Compliance(rules).recount(address(of_), wallets);
        }
        _tell("turnRuleOn", d.oneIn(16) ? _anyWallet(d) : address(this), rules, call_);
    }

    /// @dev One that is on, if there is any.
    function turnRuleOff(uint256 seed) external {
        Dice memory d = _dice(seed);
        SecurityToken of_ = _token(d);
        address rules = of_.compliance();
        uint256 count = uint256(type(Rule).max) + 1;
        uint256 rule = d.roll(count);
        uint256 on = rules == complianceContracts[3] ? 0 : Compliance(rules).enabledRules(address(of_));
        for (uint256 i = 0; i < count && (on >> rule) & 1 == 0; ++i) rule = (rule + 1) % count;
        address caller = d.oneIn(16) ? _anyWallet(d) : address(this);
        _tell("turnRuleOff", caller, rules, abi.encodeCall(IRuleSettings.disableRule, (address(of_), Rule(rule))));
    }

    function recount(uint256 seed) external {
        Dice memory d = _dice(seed);
        SecurityToken of_ = _token(d);
        bytes memory call_ = abi.encodeCall(IRuleSettings.recount, (address(of_), wallets));
        _tell("recount", _anyWallet(d), of_.compliance(), call_);
    }

    function setVenue(uint256 seed) external {
        Dice memory d = _dice(seed);
        venues.setVenue(parts[d.roll(PARTS)], !d.oneIn(3));
    }

    function _setting(Rule rule, address of_, Dice memory d) internal view returns (bytes memory) {
        if (rule <= Rule.CountryDeny) return _settingOnReceivers(rule, of_, d);
        if (rule <= Rule.SupplyLimit) return _settingOnAmounts(rule, of_, d);
        if (rule <= Rule.RecordDateBlackout) return _settingOnTime(rule, of_, d);
        return _settingOnParties(rule, of_, d);
    }

    function _settingOnReceivers(Rule rule, address of_, Dice memory d) private pure returns (bytes memory) {
        if (rule == Rule.MainlandChina) return abi.encodeCall(IRuleSettings.setMainlandChina, (of_));
        if (rule == Rule.LotSize) {
            // Safe cast: one of four small numbers.
            uint96 lot = uint96([uint256(0), 1, 7, 1e6][d.roll(4)]);
            return abi.encodeCall(IRuleSettings.setLotSize, (of_, lot));
        }
        if (rule == Rule.InvestorClass) {
            // Safe cast: six bits. Professionals may mostly; the sixth class does not exist.
            uint8 classes = uint8(d.roll(32) | (d.oneIn(6) ? 0 : 1 << PROFESSIONAL) | (d.oneIn(12) ? 32 : 0));
            return abi.encodeCall(IRuleSettings.setInvestorClasses, (of_, classes));
        }
        if (rule == Rule.UsPersons) return abi.encodeCall(IRuleSettings.setUsPersons, (of_));
        if (rule == Rule.MaximumPerIdentity) {
            // Safe cast: at most the maximum supply, a uint96.
            uint96 maximum = uint96(_whole(d, MAXIMUM / 50, MAXIMUM));
            return abi.encodeCall(IRuleSettings.setMaximumPerIdentity, (of_, maximum));
        }
        uint16[] memory countries = new uint16[](2);
        (countries[0], countries[1]) = (HONG_KONG, d.oneIn(2) ? SINGAPORE : UNITED_STATES);
        if (rule == Rule.CountryAllow) {
            return abi.encodeCall(IRuleSettings.setAllowedCountries, (of_, countries, !d.oneIn(6)));
        }
        countries[0] = d.oneIn(20) ? 1000 : MAINLAND_CHINA;
        return abi.encodeCall(IRuleSettings.setDeniedCountries, (of_, countries, !d.oneIn(3)));
    }

    function _settingOnAmounts(Rule rule, address of_, Dice memory d) private pure returns (bytes memory) {
        // Safe casts below: bounded by the maximum supply or by small numbers.
        if (rule == Rule.VolumeWindow) {
            uint96 limit = uint96(_whole(d, MAXIMUM / 200, MAXIMUM / 10));
            return abi.encodeCall(IRuleSettings.setVolumeWindow, (of_, limit, uint32(d.roll(7 days))));
        }
        if (rule == Rule.MinimumHolding) {
            return abi.encodeCall(IRuleSettings.setMinimumHolding, (of_, uint96(d.roll(100_000e6))));
        }
        if (rule == Rule.SupplyLimit) {
            return abi.encodeCall(IRuleSettings.setSupplyLimit, (of_, uint96(d.between(MAXIMUM / 4, MAXIMUM))));
        }
        uint32 limit_ = uint32(d.oneIn(3) ? 0 : d.between(2, 10));
        uint256 kind = d.roll(3);
        if (kind == 0) return abi.encodeCall(IRuleSettings.setHolderLimit, (of_, limit_));
        if (kind == 1) return abi.encodeCall(IRuleSettings.setCountryHolderLimit, (of_, HONG_KONG, limit_));
        return abi.encodeCall(IRuleSettings.setClassHolderLimit, (of_, uint8(d.roll(6)), limit_));
    }

    function _settingOnTime(Rule rule, address of_, Dice memory d) private view returns (bytes memory) {
        // Safe casts: block times and durations of days.
        if (rule == Rule.LockUp) return abi.encodeCall(IRuleSettings.setLockUp, (of_, uint32(d.roll(3 days))));
        if (rule == Rule.TransferWindow) {
            uint256 opens = block.timestamp + (d.oneIn(3) ? d.roll(2 days) : 0);
            uint256 closes = opens + d.roll(20 days);
            return abi.encodeCall(IRuleSettings.setTransferWindow, (of_, uint40(opens), uint40(closes)));
        }
        (uint32 before, uint32 after_) = (uint32(d.roll(2 days)), uint32(d.roll(2 days)));
        return abi.encodeCall(IRuleSettings.setRecordDateBlackout, (of_, before, after_));
    }

    function _settingOnParties(Rule rule, address of_, Dice memory d) private view returns (bytes memory) {
        if (rule == Rule.PreApproval) return abi.encodeCall(IRuleSettings.setPreApproval, (of_));
        if (rule == Rule.VenueOnly) {
            return abi.encodeCall(IRuleSettings.setVenueOnly, (of_, d.oneIn(10) ? parts[0] : address(venues)));
        }
        if (rule == Rule.RiskRetention) {
            address identity = profiles[parts[d.roll(d.oneIn(10) ? PARTS : STRANGER)]].identity;
            // Safe casts: at most the maximum supply; a block time.
            uint96 floor = uint96(d.roll(MAXIMUM / 10));
            uint40 until = uint40(d.oneIn(4) ? 0 : block.timestamp + d.roll(5 days));
            return abi.encodeCall(IRuleSettings.setRiskRetention, (of_, identity, floor, until));
        }
        address[] memory accounts = new address[](rule == Rule.DenyList ? 1 : 4);
        for (uint256 i = 0; i < accounts.length; ++i) accounts[i] = parts[d.roll(PARTS)];
        if (rule == Rule.Counterparties) {
            return abi.encodeCall(IRuleSettings.setCounterparties, (of_, accounts, !d.oneIn(4)));
        }
        if (d.oneIn(3)) accounts[0] = profiles[accounts[0]].identity;
        return abi.encodeCall(IRuleSettings.setDenyList, (of_, accounts, d.oneIn(2)));
    }

    /// @dev These settings have twelve significant digits at most; more are refused, at times here too.
    function _whole(Dice memory d, uint256 low, uint256 high) private pure returns (uint256 amount) {
        amount = d.between(low, high);
        if (!d.oneIn(16)) amount -= amount % 1e6;
    }
}
