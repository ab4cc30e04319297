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
/// @notice Proposed by the issuer, public for the deal's delay, cancelled by the trustee, then carried out by anyone
/// within 30 days. The priority of payments, the maximum supply and the agents of the tokens are not policy and
/// can't be changed.
interface IPolicyChanges {
    event PolicyChangeProposed(bytes32 indexed change, address indexed token, PolicyKind kind, bytes data, uint40 from);
    event PolicyChangeCancelled(bytes32 indexed change);
    event PolicyChanged(bytes32 indexed change, address indexed token, PolicyKind kind);
    event AssetSuccessionProposed(address indexed asset, address indexed by);
    event AssetSuccessionConfirmed(address indexed asset, uint40 from);
    event AssetSuccessionCancelled(address indexed asset);
    event AssetSucceeded(address indexed former, address indexed asset);

    error PolicyChangeUnknown(bytes32 change);
    error PolicyChangeKnown(bytes32 change);
    error PolicyChangeTooEarly(uint40 from);
    error PolicyChangeLapsed(uint40 lapsed);
    /// @notice The data is not what this kind of change needs.
    error PolicyMalformed(PolicyKind kind);
    /// @notice Not a call that sets a rule; or one that would lift what was filed: risk retention, the closure of
    /// mainland China.
    error NotPolicy(bytes4 selector);
    /// @notice The rule's setter refused, and why.
    error RuleRefused(bytes reason);
    error NoAssetProposed();
    error AssetProposedAlready(address asset);
    error AssetNotProposed(address asset);
    /// @notice It is the settlement asset already.
    error AssetInUse(address asset);

    /// @notice Proposes a change for one class. Only the issuer.
    /// @dev A new compliance contract of a class that must be retained takes over the rule of retention, or is refused.
    /// @param data the new registry or compliance (an encoded address); keeper and whether it is allowed (encoded); or
    /// a call of {IRuleSettings} out of which the 32 bytes of the first argument, the token, were cut
    function proposePolicy(address token, PolicyKind kind, bytes calldata data) external returns (bytes32 change);

    /// @notice Only the trustee.
    function cancelPolicy(bytes32 change) external;

    /// @notice Carries a change out, after the delay. Anyone.
    function applyPolicy(address token, PolicyKind kind, bytes calldata data) external;

    /// @notice When a change can be carried out; 0 if it is not proposed.
    /// @param change keccak256(abi.encode(token, kind, data))
    function policyFrom(bytes32 change) external view returns (uint40);

    /// @notice Names another approved asset of the same currency for what is not declared yet. Only the issuer.
    function proposeAsset(address asset) external;

    /// @notice Only the trustee; the delay runs from here.
    function confirmAsset(address asset) external;

    /// @notice Only trustee and issuer.
    function cancelAsset() external;

    /// @notice After the delay and within 30 days: takes from the caller as much of the new asset as the waterfall has
    /// on its books, and gives it the old for it, unit for unit of the deal's money. Anyone who brings the new asset.
    function succeedAsset() external;

    /// @notice The asset that was named, and when it can succeed: 0 before the trustee confirms it.
    function assetSuccession() external view returns (address asset, uint40 from);
}
