// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IRuleSettings } from "../compliance/interfaces/IRuleSettings.sol";
import { Rule } from "../compliance/rules/Rulebook.sol";
import { IIdentityRegistry } from "../identity/interfaces/IIdentityRegistry.sol";
import { IERC3643 } from "../token/interfaces/IERC3643.sol";
import { ISecurityToken } from "../token/interfaces/ISecurityToken.sol";
import { DealClass } from "./interfaces/IDeal.sol";
import { IPolicyChanges, PolicyKind } from "./interfaces/IPolicyChanges.sol";

/// @title ClassPolicy: what a deal tells its tokens and their compliance contracts on somebody's word
/// @dev Deployed once and linked, so that what is rare costs the deal no code. Runs as the deal (delegatecall), which
/// owns the tokens: what is not here, it never tells them.
library ClassPolicy {
    uint256 private constant SELECTOR = 4;
    uint256 private constant WORD = 32;

    /// @notice Reverts unless `data` is a change of this kind, and one that is policy.
    function requirePolicy(PolicyKind kind, bytes calldata data) external pure {
        if (kind != PolicyKind.Rule) {
            uint256 words = kind == PolicyKind.LienKeeper ? 2 : 1;
            require(data.length == words * WORD, IPolicyChanges.PolicyMalformed(kind));
            return;
        }
        require(data.length >= SELECTOR, IPolicyChanges.PolicyMalformed(kind));
        bytes4 selector = bytes4(data);
        bool isPolicy = selector != IRuleSettings.setRiskRetention.selector;
        if (selector == IRuleSettings.disableRule.selector) {
            require(data.length == SELECTOR + WORD, IPolicyChanges.PolicyMalformed(kind));
            uint256 rule = uint256(bytes32(data[SELECTOR:]));
            isPolicy = rule != uint256(Rule.RiskRetention) && rule != uint256(Rule.MainlandChina);
        }
        require(isPolicy && _setsRule(selector), IPolicyChanges.NotPolicy(selector));
    }

    /// @notice Carries a change out.
    /// @param retained what must be retained of the class, if a new compliance contract must see to it
    function carryOut(address token, PolicyKind kind, bytes calldata data, DealClass memory retained) external {
        if (kind == PolicyKind.IdentityRegistry) {
            IERC3643(token).setIdentityRegistry(abi.decode(data, (address)));
        } else if (kind == PolicyKind.Compliance) {
            IERC3643(token).setCompliance(abi.decode(data, (address)));
            if (retained.retainer != address(0)) retain(retained);
        } else if (kind == PolicyKind.LienKeeper) {
            (address keeper, bool allowed) = abi.decode(data, (address, bool));
            ISecurityToken(token).setLienKeeper(keeper, allowed);
        } else {
            setRule(token, data);
        }
    }

    /// @notice Sets a rule in the compliance contract that the token has now.
    /// @param rule the call, without the token's address, which goes where it was cut out
    function setRule(address token, bytes calldata rule) public {
        require(rule.length >= SELECTOR && _setsRule(bytes4(rule)), IPolicyChanges.NotPolicy(bytes4(rule)));
        bytes memory setting = bytes.concat(bytes4(rule), abi.encode(token), rule[SELECTOR:]);
        // solhint-disable-next-line avoid-low-level-calls
        (bool done, bytes memory reason) = IERC3643(token).compliance().call(setting);
        require(done, IPolicyChanges.RuleRefused(reason));
    }

    /// @notice The retainer of a class may hold, wherever it is, and may not fall below its floor.
    function retain(DealClass memory c) public {
        IERC3643 token = IERC3643(c.token);
        address identity = IIdentityRegistry(token.identityRegistry()).identity(c.retainer);
        IRuleSettings(token.compliance()).setRiskRetention(c.token, identity, c.retainedFloor, c.retainedUntil);
    }

    /// @dev The calls a deal makes to a compliance contract on somebody's word; there is no other.
    function _setsRule(bytes4 selector) private pure returns (bool) {
        return
            selector == IRuleSettings.setMainlandChina.selector ||
            selector == IRuleSettings.setLotSize.selector ||
            selector == IRuleSettings.setInvestorClasses.selector ||
            selector == IRuleSettings.setUsPersons.selector ||
            selector == IRuleSettings.setMaximumPerIdentity.selector ||
            selector == IRuleSettings.setAllowedCountries.selector ||
            selector == IRuleSettings.setDeniedCountries.selector ||
            selector == IRuleSettings.setVolumeWindow.selector ||
            selector == IRuleSettings.setMinimumHolding.selector ||
            selector == IRuleSettings.setHolderLimit.selector ||
            selector == IRuleSettings.setCountryHolderLimit.selector ||
            selector == IRuleSettings.setClassHolderLimit.selector ||
            selector == IRuleSettings.setSupplyLimit.selector ||
            selector == IRuleSettings.setLockUp.selector ||
            selector == IRuleSettings.setTransferWindow.selector ||
            selector == IRuleSettings.setRecordDateBlackout.selector ||
            selector == IRuleSettings.setCounterparties.selector ||
            selector == IRuleSettings.setPreApproval.selector ||
            selector == IRuleSettings.approveTransfer.selector ||
            selector == IRuleSettings.setVenueOnly.selector ||
            selector == IRuleSettings.setRiskRetention.selector ||
            selector == IRuleSettings.setDenyList.selector ||
            selector == IRuleSettings.disableRule.selector;
    }
}
