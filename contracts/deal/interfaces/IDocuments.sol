// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title IDocuments: ERC-1643, document management
/// @notice The issuer sets and removes documents; the filed terms are not among them: their hash can't change.
interface IDocuments {
    event DocumentUpdated(bytes32 indexed name, string uri, bytes32 documentHash);
    event DocumentRemoved(bytes32 indexed name, string uri, bytes32 documentHash);

    error UnknownDocument(bytes32 name);
    error DocumentIncomplete();
    error TooManyDocuments(uint256 limit);

    function setDocument(bytes32 name, string calldata uri, bytes32 documentHash) external;

    function removeDocument(bytes32 name) external;

    /// @return uri where it is
    /// @return documentHash its hash
    /// @return changedAt when it was set, in seconds
    function getDocument(
        bytes32 name
    ) external view returns (string memory uri, bytes32 documentHash, uint256 changedAt);

    function getAllDocuments() external view returns (bytes32[] memory names);
}
