// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Ownable } from "@openzeppelin/contracts/access/Ownable.sol";
import { Ownable2Step } from "@openzeppelin/contracts/access/Ownable2Step.sol";
import { ERC165 } from "@openzeppelin/contracts/utils/introspection/ERC165.sol";

import { IRuleChanges } from "./interfaces/IClaims.sol";

/// @title RuleSource: a registry of rules that tells identity registries what changes
abstract contract RuleSource is Ownable2Step, ERC165 {
    /// @dev A change tells all of them in its own transaction.
    uint256 private constant TOLD_LIMIT = 16;

    IRuleChanges[] private _told;

    /// @notice `registry` is told of changes from now on, or no longer.
    event RegistryTold(address indexed registry, bool told);

    error RegistryAlreadyTold(address registry);
    error RegistryNotTold(address registry);
    error TooManyRegistriesTold(uint256 limit);

    constructor(address owner_) Ownable(owner_) {}

    /// @notice Tells `registry` of every change from now on. Only the owner.
    function tellRegistry(address registry) external onlyOwner {
        require(!tells(registry), RegistryAlreadyTold(registry));
        require(_told.length < TOLD_LIMIT, TooManyRegistriesTold(TOLD_LIMIT));
        _told.push(IRuleChanges(registry));
        emit RegistryTold(registry, true);
        IRuleChanges(registry).startTold();
    }

    /// @notice Stops telling `registry`, which takes no evidence from then on until it is told again or has another
    /// source.
    /// Only the owner.
    function stopTelling(address registry) external onlyOwner {
        uint256 count = _told.length;
        for (uint256 i = 0; i < count; ++i) {
            if (address(_told[i]) != registry) continue;
            _told[i] = _told[count - 1];
            _told.pop();
            emit RegistryTold(registry, false);
            return;
        }
        revert RegistryNotTold(registry);
    }

    /// @notice Whether `registry` is told of changes.
    function tells(address registry) public view returns (bool) {
        for (uint256 i = 0; i < _told.length; ++i) if (address(_told[i]) == registry) return true;
        return false;
    }

    function _toldRegistries() internal view returns (IRuleChanges[] memory) {
        return _told;
    }
}
