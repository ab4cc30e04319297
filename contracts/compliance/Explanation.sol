// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import { ERC165Checker } from "@openzeppelin/contracts/utils/introspection/ERC165Checker.sol";

import { IEligibility } from "../identity/interfaces/IEligibility.sol";
import { IIdentityRegistry } from "../identity/interfaces/IIdentityRegistry.sol";
import { IInvestorRecords } from "../identity/interfaces/IInvestorRecords.sol";
import { StandardCalls } from "../token/StandardCalls.sol";
import { IERC3643 } from "../token/interfaces/IERC3643.sol";
import { ISecurityToken } from "../token/interfaces/ISecurityToken.sol";
import { ICompliance } from "./interfaces/ICompliance.sol";
import { IExplanation, Refusal } from "./interfaces/IRuleSettings.sol";
import { NOT_BY_TIME } from "./rules/Rulebook.sol";

/// @title Explanation: everything that stands against a transfer of a Sluice token, whatever registry and compliance
/// it uses
/// @dev Deployed once and linked. Empty exactly when a transfer by the holder would succeed.
library Explanation {
    /// @dev Eight of the token, as many of registry and rules as those give.
    uint256 private constant TOKEN_REASONS = 8;

    /// @notice See {IExplanation.explainTransfer}.
    function ofTransfer(
        address token,
        address from,
        address to,
        uint256 amount
    ) external view returns (Refusal[] memory refusals) {
        bytes[] memory ofToken = _ofToken(ISecurityToken(token), from, to, amount);
        bytes[] memory ofRegistry = _ofRegistry(token, from, to);
        Refusal[] memory ofRules = _ofRules(token, from, to, amount);
        refusals = new Refusal[](ofToken.length + ofRegistry.length + ofRules.length);
        uint256 count;
        for (uint256 i = 0; i < ofToken.length; ++i) refusals[count++] = Refusal(ofToken[i], NOT_BY_TIME);
        for (uint256 i = 0; i < ofRegistry.length; ++i) refusals[count++] = Refusal(ofRegistry[i], NOT_BY_TIME);
        for (uint256 i = 0; i < ofRules.length; ++i) refusals[count++] = ofRules[i];
    }

    function _ofToken(
        ISecurityToken token,
        address from,
        address to,
        uint256 amount
    ) private view returns (bytes[] memory reasons) {
        reasons = new bytes[](TOKEN_REASONS);
        uint256 count;
        if (from == address(0)) {
            reasons[count++] = abi.encodeWithSelector(IERC20Errors.ERC20InvalidSender.selector, from);
        }
        if (to == address(0)) {
            reasons[count++] = abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, to);
        }
        if (IERC3643(address(token)).paused()) {
            reasons[count++] = abi.encodeWithSelector(ISecurityToken.TransfersPaused.selector);
        }
        if (IERC3643(address(token)).isFrozen(from)) {
            reasons[count++] = abi.encodeWithSelector(ISecurityToken.WalletFrozen.selector, from);
        }
        if (to != from && IERC3643(address(token)).isFrozen(to)) {
            reasons[count++] = abi.encodeWithSelector(ISecurityToken.WalletFrozen.selector, to);
        }
        address successor = token.successorOf(to);
        if (successor != address(0)) {
            reasons[count++] = abi.encodeWithSelector(ISecurityToken.WalletRecovered.selector, to, successor);
        }
        uint256 free = token.freeUnitsOf(from);
        if (amount > free) {
            reasons[count++] = abi.encodeWithSelector(ISecurityToken.FreeUnitsExceeded.selector, from, free, amount);
        }
        // Shortens the array; its memory stays allocated.
        assembly ("memory-safe") {
            mstore(reasons, count)
        }
    }

    function _ofRegistry(address token, address from, address to) private view returns (bytes[] memory reasons) {
        address registry = IERC3643(token).identityRegistry();
        if (!ERC165Checker.supportsInterface(registry, type(IInvestorRecords).interfaceId)) {
            if (to == address(0) || _isVerified(registry, to)) return reasons;
            return _one(abi.encodeWithSelector(ISecurityToken.HolderNotEligible.selector, to));
        }
        (, , address denied, ) = IInvestorRecords(registry).standing(from, from, address(0));
        bytes[] memory ofReceiver = to == address(0) ? reasons : IEligibility(registry).explainEligibility(to);
        if (denied == address(0)) return ofReceiver;
        reasons = new bytes[](ofReceiver.length + 1);
        reasons[0] = abi.encodeWithSelector(ISecurityToken.HolderDenied.selector, denied);
        for (uint256 i = 0; i < ofReceiver.length; ++i) reasons[i + 1] = ofReceiver[i];
    }

    function _ofRules(
        address token,
        address from,
        address to,
        uint256 amount
    ) private view returns (Refusal[] memory refusals) {
        address compliance = IERC3643(token).compliance();
        if (ERC165Checker.supportsInterface(compliance, type(IExplanation).interfaceId)) {
            return IExplanation(compliance).rulesAgainst(token, from, to, amount);
        }
        // A compliance contract that cannot answer refuses.
        try ICompliance(compliance).canTransfer(from, to, amount) returns (bool allowed) {
            if (allowed) return refusals;
            refusals = new Refusal[](1);
        } catch {
            refusals = new Refusal[](1);
        }
        refusals[0] = Refusal(
            abi.encodeWithSelector(StandardCalls.ForeignComplianceRefused.selector, compliance),
            NOT_BY_TIME
        );
    }

    function _isVerified(address registry, address wallet) private view returns (bool) {
        try IIdentityRegistry(registry).isVerified(wallet) returns (bool verified) {
            return verified;
        } catch {
            return false;
        }
    }

    function _one(bytes memory reason) private pure returns (bytes[] memory reasons) {
        reasons = new bytes[](1);
        reasons[0] = reason;
    }
}
