// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice What of a class's policy can be changed.
enum PolicyKind {
    IdentityRegistry,
    Compliance,
    LienKeeper,
    Rule
}

/// @title IPolicyChanges: what may change in a deal, with notice
/// @notice Proposed by the issuer, public for the deal's delay, cancelled by the trustee, then carried out by anyone.
/// The priority of payments, the maximum supply and the agents of the tokens are not policy and can't be changed.
interface IPolicyChanges {
    event PolicyChangeProposed(bytes32 indexed change, address indexed token, PolicyKind kind, bytes data, uint40 from);
    event PolicyChangeCancelled(bytes32 indexed change);
    event PolicyChanged(bytes32 indexed change, address indexed token, PolicyKind kind);
    event AssetSuccessionProposed(address indexed asset, address indexed by, uint40 from);
    event AssetSuccessionConfirmed(address indexed asset, uint40 from);
    event AssetSuccessionCancelled(address indexed asset);
    event AssetSucceeded(address indexed former, address indexed asset);

    error PolicyChangeUnknown(bytes32 change);
    error PolicyChangeKnown(bytes32 change);
    error PolicyChangeTooEarly(uint40 from);
    /// @notice The rule's setter refused, and why.
    error RuleRefused(bytes reason);
    error NoAssetProposed();
    error AssetProposedAlready(address asset);
    error AssetNotProposed(address asset);

    /// @notice Proposes a change for one class. Only the issuer.
    /// @param data the new registry or compliance (an encoded address); keeper and whether it is allowed (encoded); or a
    /// call of {IRuleSettings} without its first argument, the token
    function proposePolicy(address token, PolicyKind kind, bytes calldata data) external returns (bytes32 change);

    /// @notice Only the trustee.
    function cancelPolicy(bytes32 change) external;

    /// @notice Carries a change out, after the delay. Anyone.
    function applyPolicy(address token, PolicyKind kind, bytes calldata data) external;

    /// @notice Names another approved asset of the same currency for what is not declared yet. Only the issuer.
    function proposeAsset(address asset) external;

    /// @notice Only the trustee; the delay runs from here.
    function confirmAsset(address asset) external;

    /// @notice Only trustee and issuer.
    function cancelAsset() external;

    /// @notice After the delay: takes from the caller as much of the new asset as the waterfall has on its books, and
    /// gives it the old for it, unit for unit of the deal's money. Anyone who brings the new asset.
    function succeedAsset() external;
}
