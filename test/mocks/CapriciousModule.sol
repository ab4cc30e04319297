// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IModule } from "../../contracts/compliance/interfaces/ICompliance.sol";

/// @notice A foreign module that refuses by the look of a movement, and fails to book some that it allowed.
contract CapriciousModule is IModule {
    mapping(address compliance => bool bound) public isComplianceBound;

    /// @notice It would not book this one.
    error NotToday(uint256 amount);

    function bindCompliance(address compliance) external {
        isComplianceBound[compliance] = true;
    }

    function unbindCompliance(address compliance) external {
        isComplianceBound[compliance] = false;
    }

    function moduleTransferAction(address from, address to, uint256 value) external pure {
        require(_mood(from, to, value) != 1, NotToday(value));
    }

    function moduleMintAction(address to, uint256 value) external pure {
        require(_mood(address(0), to, value) != 1, NotToday(value));
    }

    function moduleBurnAction(address from, uint256 value) external pure {
        require(_mood(from, address(0), value) != 1, NotToday(value));
    }

    function moduleCheck(address from, address to, uint256 value, address) external pure returns (bool) {
        return _mood(from, to, value) != 0;
    }

    function canComplianceBind(address) external pure returns (bool) {
        return true;
    }

    function isPlugAndPlay() external pure returns (bool) {
        return true;
    }

    function name() external pure returns (string memory) {
        return "CapriciousModule";
    }

    /// @dev 0 refuses, 1 allows but fails to book, anything else is fine.
    function _mood(address from, address to, uint256 value) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(from, to, value))) % 6;
    }
}
