// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ICompliance } from "../compliance/interfaces/ICompliance.sol";
import { IModuleHost, IMovementGate, Movement, MovementKind } from "../compliance/interfaces/IMovementGate.sol";
import { IInvestorRecords } from "../identity/interfaces/IInvestorRecords.sol";
import { Investor, MAINLAND_CHINA } from "../identity/types/Investor.sol";
import { StandardCalls } from "./StandardCalls.sol";
import { IERC3643 } from "./interfaces/IERC3643.sol";
import {
    NATIVE_COMPLIANCE,
    NATIVE_REGISTRY,
    PLATFORM_COMPLIANCE,
    PLATFORM_REGISTRY,
    QUIET_RULES,
    TokenState
} from "./types/TokenState.sol";

/// @title Gates: the identity registry and the compliance contract of a token, asked once each
abstract contract Gates {
    /// @dev The platform's own contracts: a token that uses them reads no slot for their addresses.
    address private immutable _platformRegistry;
    address private immutable _platformCompliance;
    address private _otherRegistry;
    address private _otherCompliance;

    /// @dev A contract that may host modules serves one token and must be asked before balances change: it is nobody's
    /// platform, whatever it was given as.
    constructor(address platformRegistry, address platformCompliance) {
        _platformRegistry = platformRegistry;
        bool hosts = IModuleHost(platformCompliance).HOSTS_MODULES();
        _platformCompliance = hosts ? address(0) : platformCompliance;
    }

    function _registryOf(TokenState state) internal view returns (address) {
        return state.has(PLATFORM_REGISTRY) ? _platformRegistry : _otherRegistry;
    }

    function _complianceOf(TokenState state) internal view returns (address) {
        return state.has(PLATFORM_COMPLIANCE) ? _platformCompliance : _otherCompliance;
    }

    /// @dev Fills in both records; `denied` is zero and `eligible` true where nothing speaks against the movement.
    function _ask(TokenState state, Movement memory m) internal view returns (address denied, bool eligible) {
        address registry = _registryOf(state);
        if (state.has(NATIVE_REGISTRY)) {
            (m.fromRecord, m.toRecord, denied, eligible) = IInvestorRecords(registry).standing(
                m.operator,
                m.from,
                m.to
            );
            // The zero address never holds, whatever the registry says: the supply's history is kept under it.
            eligible = eligible && m.to != address(0);
        } else {
            (m.fromRecord, m.toRecord, eligible) = StandardCalls.standing(registry, m.from, m.to);
        }
    }

    /// @dev Fills in the sender's record and returns those of a batch's receivers, from the first on, as long as the
    /// registry has nothing against them. None where somebody else's code takes part.
    function _askMany(
        TokenState state,
        Movement memory m,
        address[] calldata toList
    ) internal view returns (Investor[] memory toRecords) {
        if (!state.hasAll(PLATFORM_REGISTRY | PLATFORM_COMPLIANCE)) return toRecords;
        // The same words under another type: as addresses they would be read and checked one by one to be passed on,
        // at 150 gas each. They are checked where they are used.
        bytes32[] calldata wallets;
        assembly ("memory-safe") {
            wallets.offset := toList.offset
            wallets.length := toList.length
        }
        (m.fromRecord, toRecords) = IInvestorRecords(_registryOf(state)).standings(m.from, wallets);
    }

    function _allows(TokenState state, Movement memory m) internal view returns (bool) {
        address compliance = _complianceOf(state);
        if (state.has(NATIVE_COMPLIANCE)) return IMovementGate(compliance).allows(m);
        try ICompliance(compliance).canTransfer(m.from, m.to, m.amount) returns (bool allowed) {
            return allowed;
        } catch {
            return false;
        }
    }

    /// @dev Before balances change. The platform's compliance contract checks later, in `_afterMove`, in one call; one
    /// that may
    /// host modules must be asked before. A foreign one is asked about transfers and mints only, as in T-REX.
    function _beforeMove(TokenState state, Movement memory m) internal view {
        if (state.has(PLATFORM_COMPLIANCE) || !_mayBeRefused(m.kind)) return;
        address compliance = _complianceOf(state);
        if (state.has(NATIVE_COMPLIANCE)) IMovementGate(compliance).requireAllowed(m);
        else require(_allows(state, m), StandardCalls.ForeignComplianceRefused(compliance));
    }

    /// @dev After balances changed: whatever is called from here sees the books as they will be.
    function _afterMove(TokenState state, Movement memory m) internal {
        if (state.has(QUIET_RULES) && m.toRecord.countryOf() != MAINLAND_CHINA) return;
        address compliance = _complianceOf(state);
        if (state.has(NATIVE_COMPLIANCE)) IMovementGate(compliance).enforce(m);
        else StandardCalls.book(compliance, m.from, m.to, m.amount, _mayBeRefused(m.kind));
    }

    function _mayBeRefused(MovementKind kind) private pure returns (bool) {
        return kind == MovementKind.Transfer || kind == MovementKind.Mint;
    }

    /// @dev Returns the flags that tell what the contract is. The state is the caller's to change, after this call.
    function _takeRegistry(address registry) internal returns (bool native, bool ofPlatform) {
        emit IERC3643.IdentityRegistryAdded(registry);
        native = StandardCalls.isNativeRegistry(registry);
        ofPlatform = native && registry == _platformRegistry;
        _otherRegistry = ofPlatform ? address(0) : registry;
    }

    /// @dev Returns the flags that tell what the contract is. The state is the caller's to change, after this call: a
    /// hostile
    /// contract may come back in the midst of it.
    function _takeCompliance(TokenState state, address compliance) internal returns (bool native, bool ofPlatform) {
        native = StandardCalls.rebind(_complianceOf(state), compliance);
        ofPlatform = compliance == _platformCompliance;
        _otherCompliance = ofPlatform ? address(0) : compliance;
        emit IERC3643.ComplianceAdded(compliance);
    }
}
