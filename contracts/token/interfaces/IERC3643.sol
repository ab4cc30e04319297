// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title IERC3643: the token of the standard, its own functions and events
/// @notice As ERC-3643 and T-REX 4.1 publish them; ERC-20, ERC-173 and the agents' role come beside.
/// The interface id is 0xb97d944c. What each function checks and which error it throws is said in {ISecurityToken}.
interface IERC3643 {
    /// @notice The token's descriptive data changed.
    event UpdatedTokenInformation(
        string indexed newName,
        string indexed newSymbol,
        uint8 newDecimals,
        string newVersion,
        address indexed newOnchainID
    );

    /// @notice The identity registry was set.
    event IdentityRegistryAdded(address indexed identityRegistry);

    /// @notice The compliance contract was set.
    event ComplianceAdded(address indexed compliance);

    /// @notice A lost wallet's units went to another wallet of the same identity.
    event RecoverySuccess(address indexed lostWallet, address indexed newWallet, address indexed investorOnchainID);

    /// @notice A wallet was frozen or released as a whole, by `owner`, the agent who said so.
    event AddressFrozen(address indexed userAddress, bool indexed isFrozen, address indexed owner);

    /// @notice `amount` base units more are frozen.
    event TokensFrozen(address indexed userAddress, uint256 amount);

    /// @notice `amount` base units fewer are frozen.
    event TokensUnfrozen(address indexed userAddress, uint256 amount);

    /// @notice Transfers between holders stopped.
    event Paused(address userAddress);

    /// @notice Transfers between holders are open again.
    event Unpaused(address userAddress);

    function setName(string calldata name) external;

    function setSymbol(string calldata symbol) external;

    function setOnchainID(address onchainID) external;

    function pause() external;

    function unpause() external;

    function setAddressFrozen(address userAddress, bool freeze) external;

    function freezePartialTokens(address userAddress, uint256 amount) external;

    function unfreezePartialTokens(address userAddress, uint256 amount) external;

    function setIdentityRegistry(address identityRegistry) external;

    function setCompliance(address compliance) external;

    function forcedTransfer(address from, address to, uint256 amount) external returns (bool);

    function mint(address to, uint256 amount) external;

    function burn(address userAddress, uint256 amount) external;

    function recoveryAddress(address lostWallet, address newWallet, address investorOnchainID) external returns (bool);

    function batchTransfer(address[] calldata toList, uint256[] calldata amounts) external;

    function batchForcedTransfer(
        address[] calldata fromList,
        address[] calldata toList,
        uint256[] calldata amounts
    ) external;

    function batchMint(address[] calldata toList, uint256[] calldata amounts) external;

    function batchBurn(address[] calldata userAddresses, uint256[] calldata amounts) external;

    function batchSetAddressFrozen(address[] calldata userAddresses, bool[] calldata freeze) external;

    function batchFreezePartialTokens(address[] calldata userAddresses, uint256[] calldata amounts) external;

    function batchUnfreezePartialTokens(address[] calldata userAddresses, uint256[] calldata amounts) external;

    function onchainID() external view returns (address);

    function version() external view returns (string memory);

    function identityRegistry() external view returns (address);

    function compliance() external view returns (address);

    function paused() external view returns (bool);

    function isFrozen(address userAddress) external view returns (bool);

    function getFrozenTokens(address userAddress) external view returns (uint256);
}
