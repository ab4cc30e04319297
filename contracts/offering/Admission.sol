// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import { ICompliance } from "../compliance/interfaces/ICompliance.sol";
import { Movement, MovementKind } from "../compliance/interfaces/IMovementGate.sol";
import { IExplanation, Refusal } from "../compliance/interfaces/IRuleSettings.sol";
import { IEligibility } from "../identity/interfaces/IEligibility.sol";
import { IInvestorRecords } from "../identity/interfaces/IInvestorRecords.sol";
import { IERC3643 } from "../token/interfaces/IERC3643.sol";
import { ISecurityToken } from "../token/interfaces/ISecurityToken.sol";
import { StandardCalls } from "../token/StandardCalls.sol";
import { NATIVE_COMPLIANCE, NATIVE_REGISTRY, TokenState } from "../token/types/TokenState.sol";
import { IOffering } from "./interfaces/IOffering.sol";

/// @title Admission: whether a token would let units be minted to a wallet, asked as the token itself asks
/// @dev Views only. Whether registry and compliance contract are Sluice's is read from the token's state word, not
/// probed, so that the answer is the token's own.
library Admission {
    /// @dev A refusal ends by somebody's act.
    uint256 private constant NOT_BY_TIME = type(uint256).max;

    /// @dev Gas that must be left where a call was taken for a refusal. A transaction has at most 2^24 gas (EIP-7825),
    /// and a call that runs out of gas leaves at most a 64th to each of its callers (EIP-150): with four of them,
    /// 2^20. With more than that left, nothing ran out of gas, and the refusal is one.
    uint256 private constant SURE_GAS = 1 << 20;

    /// @notice Whether `units` could be minted to `wallet` now.
    function mayReceive(address token, address wallet, uint256 units) internal view returns (bool) {
        if (_ownRefusals(token, wallet).length != 0) return false;
        TokenState state = ISecurityToken(token).state();
        (Movement memory m, bool eligible) = _mintOf(state, token, wallet, units);
        return eligible && _againstMint(state, token, m).length == 0;
    }

    /// @notice Reverts with every reason why `units` could not be minted to `wallet` now.
    /// @return investor its identity, or the wallet itself where the registry knows none
    function requireMayReceive(address token, address wallet, uint256 units) internal view returns (address investor) {
        TokenState state = ISecurityToken(token).state();
        (Movement memory m, bool eligible) = _mintOf(state, token, wallet, units);
        if (!eligible) revert IOffering.InvestorNotEligible(wallet, _reasonsOf(state, token, wallet));
        Refusal[] memory refusals = _joined(_ownRefusals(token, wallet), _againstMint(state, token, m));
        if (refusals.length != 0) revert IOffering.MayNotSubscribe(wallet, refusals);
        investor = m.toRecord.identityOf();
        if (investor == address(0)) investor = wallet;
    }

    /// @notice The wallet that stands for `wallet` now: itself, or the last of those it was recovered to. No circle: a
    /// wallet that was recovered is never recovered to.
    function standIn(address token, address wallet) internal view returns (address) {
        address successor = ISecurityToken(token).successorOf(wallet);
        while (successor != address(0)) {
            wallet = successor;
            successor = ISecurityToken(token).successorOf(wallet);
        }
        return wallet;
    }

    /// @notice Called where something was refused: nobody makes a refusal by giving little gas.
    function requireSure() internal view {
        require(gasleft() > SURE_GAS, IOffering.RefusalNeedsMoreGas(gasleft(), SURE_GAS));
    }

    /// @dev The movement that the token would tell of this mint, and whether its registry lets the wallet receive.
    function _mintOf(
        TokenState state,
        address token,
        address wallet,
        uint256 units
    ) private view returns (Movement memory m, bool eligible) {
        m.kind = MovementKind.Mint;
        m.to = wallet;
        m.amount = units;
        m.fromBalance = IERC20(token).totalSupply();
        m.toBalance = IERC20(token).balanceOf(wallet);
        address registry = IERC3643(token).identityRegistry();
        if (state.has(NATIVE_REGISTRY)) {
            (m.fromRecord, m.toRecord, , eligible) = IInvestorRecords(registry).standing(
                address(0),
                address(0),
                wallet
            );
        } else {
            (m.fromRecord, m.toRecord, eligible) = StandardCalls.standing(registry, address(0), wallet);
        }
    }

    function _reasonsOf(TokenState state, address token, address wallet) private view returns (bytes[] memory reasons) {
        if (!state.has(NATIVE_REGISTRY)) return reasons;
        return IEligibility(IERC3643(token).identityRegistry()).explainEligibility(wallet);
    }

    /// @dev What the token itself has against a mint to this wallet.
    function _ownRefusals(address token, address wallet) private view returns (Refusal[] memory) {
        address successor = ISecurityToken(token).successorOf(wallet);
        if (successor != address(0)) {
            return _one(abi.encodeWithSelector(ISecurityToken.WalletRecovered.selector, wallet, successor));
        }
        if (!IERC3643(token).isFrozen(wallet)) return new Refusal[](0);
        return _one(abi.encodeWithSelector(ISecurityToken.WalletFrozen.selector, wallet));
    }

    /// @dev What the compliance contract has against it; a foreign one that can't answer refuses, as the token has it.
    function _againstMint(
        TokenState state,
        address token,
        Movement memory m
    ) private view returns (Refusal[] memory refusals) {
        address compliance = IERC3643(token).compliance();
        if (state.has(NATIVE_COMPLIANCE)) return IExplanation(compliance).refusalsOf(token, m);
        try ICompliance(compliance).canTransfer(address(0), m.to, m.amount) returns (bool allowed) {
            if (allowed) return refusals;
        } catch {
            return _one(abi.encodeWithSelector(StandardCalls.ForeignComplianceRefused.selector, compliance));
        }
        return _one(abi.encodeWithSelector(StandardCalls.ForeignComplianceRefused.selector, compliance));
    }

    function _joined(Refusal[] memory first, Refusal[] memory others) private pure returns (Refusal[] memory refusals) {
        refusals = new Refusal[](first.length + others.length);
        for (uint256 i = 0; i < first.length; ++i) refusals[i] = first[i];
        for (uint256 i = 0; i < others.length; ++i) refusals[first.length + i] = others[i];
    }

    function _one(bytes memory reason) private pure returns (Refusal[] memory refusals) {
        refusals = new Refusal[](1);
        refusals[0] = Refusal({ reason: reason, ends: NOT_BY_TIME });
    }
}
