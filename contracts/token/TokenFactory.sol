// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";

import { ISecurityToken } from "./interfaces/ISecurityToken.sol";
import { SecurityToken } from "./SecurityToken.sol";

/// @title TokenFactory: makes tokens that belong to no deal
/// @notice Anyone may create a token for any owner; who created it has no right in it. Each is an ERC-1167 clone of one
/// implementation, created and initialised in one transaction at an address known before.
contract TokenFactory {
    /// @notice `token` was created for `owner`.
    event TokenCreated(address indexed token, address indexed owner, string symbol);

    /// @notice The implementation every token is a clone of.
    address public immutable IMPLEMENTATION;

    /// @param platformRegistry the identity registry whose address costs its tokens no storage read
    /// @param platformCompliance the compliance contract whose address costs its tokens no storage read; one that
    /// may host modules is not taken for it, and its token asks it like any other
    constructor(address platformRegistry, address platformCompliance) {
        IMPLEMENTATION = address(new SecurityToken(address(this), platformRegistry, platformCompliance));
    }

    /// @notice Creates a token.
    /// @param terms see {ISecurityToken.TokenTerms}
    /// @param salt with the caller it decides the address; reverts if it was used
    function create(ISecurityToken.TokenTerms calldata terms, bytes32 salt) external returns (address token) {
        token = Clones.cloneDeterministic(IMPLEMENTATION, _saltOf(msg.sender, salt));
        ISecurityToken(token).initialize(terms);
        emit TokenCreated(token, terms.owner, terms.symbol);
    }

    /// @notice The address that `create` by `creator` with `salt` has or will have.
    function addressOf(address creator, bytes32 salt) external view returns (address) {
        return Clones.predictDeterministicAddress(IMPLEMENTATION, _saltOf(creator, salt));
    }

    function _saltOf(address creator, bytes32 salt) private pure returns (bytes32) {
        return keccak256(abi.encode(creator, salt));
    }
}
