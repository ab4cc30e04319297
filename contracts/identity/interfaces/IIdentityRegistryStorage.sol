// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title IIdentityRegistryStorage: the storage of ERC-3643, which several registries may share
/// @notice The interface id is 0x57defe0d.
interface IIdentityRegistryStorage {
    event IdentityStored(address indexed investorAddress, address indexed identity);
    event IdentityUnstored(address indexed investorAddress, address indexed identity);
    event IdentityModified(address indexed oldIdentity, address indexed newIdentity);
    event CountryModified(address indexed investorAddress, uint16 indexed country);
    event IdentityRegistryBound(address indexed identityRegistry);
    event IdentityRegistryUnbound(address indexed identityRegistry);

    function addIdentityToStorage(address userAddress, address identity, uint16 country) external;

    function removeIdentityFromStorage(address userAddress) external;

    function modifyStoredInvestorCountry(address userAddress, uint16 country) external;

    function modifyStoredIdentity(address userAddress, address identity) external;

    function bindIdentityRegistry(address identityRegistry) external;

    function unbindIdentityRegistry(address identityRegistry) external;

    function linkedIdentityRegistries() external view returns (address[] memory);

    function storedIdentity(address userAddress) external view returns (address);

    function storedInvestorCountry(address userAddress) external view returns (uint16);
}
