// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title IClaimHolder: the part of ERC-735 and ERC-734 that eligibility reads in an investor's identity contract
interface IClaimHolder {
    function getClaim(
        bytes32 claimId
    )
        external
        view
        returns (
            uint256 topic,
            uint256 scheme,
            address issuer,
            bytes memory signature,
            bytes memory data,
            string memory uri
        );

    function keyHasPurpose(bytes32 key, uint256 purpose) external view returns (bool exists);
}

/// @title IClaimIssuer: the question eligibility asks a claim's issuer (ONCHAINID)
interface IClaimIssuer {
    function isClaimValid(
        address identity,
        uint256 topic,
        bytes calldata signature,
        bytes calldata data
    ) external view returns (bool);
}

/// @title ITrustedIssuersRegistry: who may issue claims, of ERC-3643
/// @notice The interface id is 0xb0f773b8.
interface ITrustedIssuersRegistry {
    event TrustedIssuerAdded(address indexed trustedIssuer, uint256[] claimTopics);
    event TrustedIssuerRemoved(address indexed trustedIssuer);
    event ClaimTopicsUpdated(address indexed trustedIssuer, uint256[] claimTopics);

    function addTrustedIssuer(address trustedIssuer, uint256[] calldata claimTopics) external;

    function removeTrustedIssuer(address trustedIssuer) external;

    function updateIssuerClaimTopics(address trustedIssuer, uint256[] calldata claimTopics) external;

    function getTrustedIssuers() external view returns (address[] memory);

    function getTrustedIssuersForClaimTopic(uint256 claimTopic) external view returns (address[] memory);

    function isTrustedIssuer(address issuer) external view returns (bool);

    function getTrustedIssuerClaimTopics(address trustedIssuer) external view returns (uint256[] memory);

    function hasClaimTopic(address issuer, uint256 claimTopic) external view returns (bool);
}

/// @title IClaimTopicsRegistry: which claims an investor needs, of ERC-3643
/// @notice The interface id is 0x10928b13.
interface IClaimTopicsRegistry {
    event ClaimTopicAdded(uint256 indexed claimTopic);
    event ClaimTopicRemoved(uint256 indexed claimTopic);

    function addClaimTopic(uint256 claimTopic) external;

    function removeClaimTopic(uint256 claimTopic) external;

    function getClaimTopics() external view returns (uint256[] memory);
}

/// @title IIssuerIndex: what Sluice's trusted issuers registry answers beyond the standard
interface IIssuerIndex {
    /// @notice 1 to 63 for an issuer that is trusted now, 0 for any other. An index is never given twice, and an
    /// issuer that
    /// loses a topic gets a new one: what rested on the old one has ended.
    function indexOf(address issuer) external view returns (uint256);

    /// @notice The issuer an index was given to; zero if it was not given.
    function issuerAt(uint256 index) external view returns (address);

    /// @notice Bit i is set if the issuer with index i is trusted now.
    function trustedBits() external view returns (uint256);
}

/// @title IAnnouncedTopics: what Sluice's claim topics registry answers beyond the standard
interface IAnnouncedTopics {
    /// @notice Topics in force together with the one announced, if any, and from when it is asked for.
    /// @return topics in force now, then the announced one
    /// @return from when the announced one comes into force; 0 if there is none
    function upcomingTopics() external view returns (uint256[] memory topics, uint40 from);
}

/// @title IToldOf: whether a source of rules tells a registry of its changes
interface IToldOf {
    function tells(address registry) external view returns (bool);
}

/// @title IRuleChanges: what an identity registry is told when issuers or topics change
/// @dev A registry that took another source since does nothing: one that left must not stop the others from being told.
interface IRuleChanges {
    /// @notice The caller tells of its changes from now on: what it says now is read again.
    function startTold() external;

    /// @notice The issuer with `index` is trusted now. Nobody's record changes.
    function issuerAdded(uint256 index) external;

    /// @notice The issuer with `index` is no longer trusted: records that rest on it end.
    function issuerRemoved(uint256 index) external;

    /// @notice A topic more is asked for from the moment `from` on: records made under the old rule end then.
    function topicsTightened(uint40 from) external;

    /// @notice What was announced will not come into force.
    function announcementCancelled() external;
}
