// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Address } from "@openzeppelin/contracts/utils/Address.sol";

import { IModularCompliance, IModule } from "./interfaces/ICompliance.sol";
import { Movement, MovementKind } from "./interfaces/IMovementGate.sol";
import { TriedCall } from "./TriedCall.sol";

/// @title Modules: external modules of T-REX's kind, hosted by a compliance contract that serves one token
/// @dev Modules know their compliance contract, not the token: so a contract that hosts any serves exactly one.
/// Warning: a module is foreign code the owner chose. It can refuse transfers and mints. It cannot stop a burn, a
/// forced
/// transfer or a recovery: its booking of these is tried, and a failure is an event.
abstract contract Modules is IModularCompliance {
    uint256 private constant MODULE_LIMIT = 25;

    address[] private _modules;
    mapping(address module => bool bound) private _bound;

    /// @notice A module did not book a movement that it may not stop.
    event ModuleBookingFailed(address indexed module, MovementKind kind);

    error ModuleAlreadyBound(address module);
    error ModuleNotBound(address module);
    error TooManyModules(uint256 limit);
    /// @notice The module does not accept this compliance contract as it is.
    error ModuleRefusesCompliance(address module);
    /// @notice The module refused the movement; it gives no reason.
    error ModuleRefused(address module);

    /// @inheritdoc IModularCompliance
    function getModules() external view returns (address[] memory) {
        return _modules;
    }

    /// @inheritdoc IModularCompliance
    function isModuleBound(address module) external view returns (bool) {
        return _bound[module];
    }

    function _addModule(address module) internal {
        require(!_bound[module], ModuleAlreadyBound(module));
        require(_modules.length < MODULE_LIMIT, TooManyModules(MODULE_LIMIT));
        if (!IModule(module).isPlugAndPlay()) {
            require(IModule(module).canComplianceBind(address(this)), ModuleRefusesCompliance(module));
        }
        _modules.push(module);
        _bound[module] = true;
        IModule(module).bindCompliance(address(this));
        emit ModuleAdded(module);
    }

    /// @dev Unbinding is tried only: a module that refuses to go must not stay. The others keep their order.
    function _removeModule(address module) internal {
        require(_bound[module], ModuleNotBound(module));
        _bound[module] = false;
        uint256 i = 0;
        while (_modules[i] != module) ++i;
        for (; i + 1 < _modules.length; ++i) _modules[i] = _modules[i + 1];
        _modules.pop();
        // solhint-disable-next-line no-empty-blocks
        try IModule(module).unbindCompliance(address(this)) {} catch {}
        emit ModuleRemoved(module);
    }

    /// @dev A module is set through its compliance contract. The revert's reason is passed on.
    function _callModule(bytes calldata callData, address module) internal {
        require(_bound[module], ModuleNotBound(module));
        Address.functionCall(module, callData);
        emit ModuleInteraction(module, bytes4(callData));
    }

    /// @dev The first module that refuses; zero if none does. Transfers and mints only, as in T-REX.
    function _refusingModule(Movement calldata m) internal view returns (address) {
        if (m.kind != MovementKind.Transfer && m.kind != MovementKind.Mint) return address(0);
        for (uint256 i = 0; i < _modules.length; ++i) {
            // A module that cannot answer refuses.
            try IModule(_modules[i]).moduleCheck(m.from, m.to, m.amount, address(this)) returns (bool passed) {
                if (!passed) return _modules[i];
            } catch {
                return _modules[i];
            }
        }
        return address(0);
    }

    function _bookInModules(Movement calldata m) internal {
        bool mayRefuse = m.kind == MovementKind.Transfer || m.kind == MovementKind.Mint;
        bytes memory call_ = _actionOf(m);
        address[] memory modules = _modules;
        for (uint256 i = 0; i < modules.length; ++i) {
            if (mayRefuse) {
                Address.functionCall(modules[i], call_);
            } else if (!TriedCall.made(modules[i], call_)) {
                emit ModuleBookingFailed(modules[i], m.kind);
            }
        }
    }

    function _actionOf(Movement calldata m) private pure returns (bytes memory) {
        if (m.kind == MovementKind.Mint) return abi.encodeCall(IModule.moduleMintAction, (m.to, m.amount));
        if (m.kind == MovementKind.Burn) return abi.encodeCall(IModule.moduleBurnAction, (m.from, m.amount));
        return abi.encodeCall(IModule.moduleTransferAction, (m.from, m.to, m.amount));
    }
}
