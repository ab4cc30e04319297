// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title IVenues: who is a trading venue for a token
interface IVenues {
    /// @notice Whether units of `token` may change hands through `account` now.
    function isVenueFor(address token, address account) external view returns (bool);
}
