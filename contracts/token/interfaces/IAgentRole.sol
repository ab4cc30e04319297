// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title IAgentRole: the agents of an ERC-3643 contract, named by its owner
/// @notice The interface id is 0x0cba0fa8.
interface IAgentRole {
    /// @notice `agent` may act for the owner from now on.
    event AgentAdded(address indexed agent);

    /// @notice `agent` may no longer act.
    event AgentRemoved(address indexed agent);

    /// @notice The caller is not an agent.
    error NotAgent(address caller);

    /// @notice The role was already given, or was not there to be taken.
    error AgentUnchanged(address agent);

    /// @notice Agents of a token that belongs to a deal are contracts; this is a plain wallet (or one that delegates,
    /// EIP-7702).
    error AgentHasNoCode(address agent);

    function addAgent(address agent) external;

    function removeAgent(address agent) external;

    function isAgent(address agent) external view returns (bool);
}
