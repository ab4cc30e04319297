// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ICompliance } from "../../contracts/compliance/interfaces/ICompliance.sol";

/// @notice A foreign ERC-3643 compliance contract: it refuses by the look of a movement, and fails to book some that it
/// allowed. It serves any token that binds itself.
contract CapriciousCompliance is ICompliance {
    mapping(address token => bool bound) public isTokenBound;

    /// @notice It would not book this one.
    error NotToday(uint256 amount);

    function bindToken(address token) external {
        isTokenBound[token] = true;
    }

    function unbindToken(address token) external {
        isTokenBound[token] = false;
    }

    function transferred(address from, address to, uint256 amount) external pure {
        require(_mood(from, to, amount) != 1, NotToday(amount));
    }

    function created(address to, uint256 amount) external pure {
        require(_mood(address(0), to, amount) != 1, NotToday(amount));
    }

    function destroyed(address from, uint256 amount) external pure {
        require(_mood(from, address(0), amount) != 1, NotToday(amount));
    }

    function canTransfer(address from, address to, uint256 amount) external pure returns (bool) {
        return _mood(from, to, amount) != 0;
    }

    function getTokenBound() external pure returns (address) {
        return address(0);
    }

    /// @dev 0 refuses, 1 allows but fails to book, anything else is fine.
    function _mood(address from, address to, uint256 amount) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(from, to, amount))) % 6;
    }
}
