// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice Stands in for the deal that owns a token: tells the principal of its class.
contract PrincipalBook {
    mapping(address token => uint256 principal) public principalOf;

    function setPrincipal(address token, uint256 principal) external {
        principalOf[token] = principal;
    }
}
