// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Ownable } from "@openzeppelin/contracts/access/Ownable.sol";

import { IAgentRole } from "./interfaces/IAgentRole.sol";

/// @title Agents: the standard's owner and the agents it names
abstract contract Agents is IAgentRole, Ownable {
    mapping(address agent => bool named) private _agents;

    modifier onlyAgent() {
        _requireAgent();
        _;
    }

    /// @inheritdoc IAgentRole
    function addAgent(address agent) external onlyOwner {
        _addAgent(agent);
    }

    /// @inheritdoc IAgentRole
    function removeAgent(address agent) external onlyOwner {
        _removeAgent(agent);
    }

    /// @inheritdoc IAgentRole
    function isAgent(address agent) public view returns (bool) {
        return _agents[agent];
    }

    function _addAgent(address agent) internal virtual {
        require(agent != address(0) && !_agents[agent], AgentUnchanged(agent));
        _agents[agent] = true;
        emit AgentAdded(agent);
    }

    function _requireAgent() private view {
        require(_agents[msg.sender], NotAgent(msg.sender));
    }

    function _removeAgent(address agent) internal {
        require(_agents[agent], AgentUnchanged(agent));
        _agents[agent] = false;
        emit AgentRemoved(agent);
    }
}
