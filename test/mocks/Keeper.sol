// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice A contract that does nothing of its own: for places where a token wants code, and tests speak for it.
contract Keeper {
    function isKeeper() external pure returns (bool) {
        return true;
    }
}
