// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice An identity registry that speaks ERC-3643 and no more, as T-REX's does: no ERC-165.
contract ForeignRegistry {
    mapping(address wallet => address identity) public identity;
    mapping(address wallet => uint16 country) public investorCountry;
    mapping(address wallet => bool verified) public isVerified;

    function register(address wallet, address identity_, uint16 country, bool verified) external {
        (identity[wallet], investorCountry[wallet], isVerified[wallet]) = (identity_, country, verified);
    }
}
