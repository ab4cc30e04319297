// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title IIdentityRegistry: the registry of ERC-3643
/// @notice The interface id is 0x8ff89f73. Countries are ISO 3166-1 numeric codes.
interface IIdentityRegistry {
    event ClaimTopicsRegistrySet(address indexed claimTopicsRegistry);
    event IdentityStorageSet(address indexed identityStorage);
    event TrustedIssuersRegistrySet(address indexed trustedIssuersRegistry);
    event IdentityRegistered(address indexed investorAddress, address indexed identity);
    event IdentityRemoved(address indexed investorAddress, address indexed identity);
    event IdentityUpdated(address indexed oldIdentity, address indexed newIdentity);
    event CountryUpdated(address indexed investorAddress, uint16 indexed country);

    function setIdentityRegistryStorage(address identityRegistryStorage) external;

    function setClaimTopicsRegistry(address claimTopicsRegistry) external;

    function setTrustedIssuersRegistry(address trustedIssuersRegistry) external;

    function registerIdentity(address userAddress, address identity, uint16 country) external;

    function deleteIdentity(address userAddress) external;

    function updateCountry(address userAddress, uint16 country) external;

    function updateIdentity(address userAddress, address identity) external;

    function batchRegisterIdentity(
        address[] calldata userAddresses,
        address[] calldata identities,
        uint16[] calldata countries
    ) external;

    function contains(address userAddress) external view returns (bool);

    function isVerified(address userAddress) external view returns (bool);

    function identity(address userAddress) external view returns (address);

    function investorCountry(address userAddress) external view returns (uint16);

    function identityStorage() external view returns (address);

    function issuersRegistry() external view returns (address);

    function topicsRegistry() external view returns (address);
}
