// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice What the platform knows of a settlement asset.
/// @param currency ISO 4217 code of what it is pegged to; CNY stands for onshore and offshore renminbi, and CNH and RMB
/// are kept, and asked for, as CNY
/// @param issuer legal name of who redeems it
/// @param licence its number and authority
/// @param consent hash of the competent authority's consent; only an asset pegged to the renminbi needs one
struct SettlementAsset {
    bytes3 currency;
    string issuer;
    string licence;
    bytes32 consent;
}

/// @title ISettlementAssets: what may be taken as cash
/// @notice Asked where cash comes in, never where it goes out to a holder.
interface ISettlementAssets {
    event AssetApproved(address indexed asset, bytes3 indexed currency, SettlementAsset details);
    event AssetRevoked(address indexed asset, string reason);

    /// @notice Yinfa [2026] No. 42: nobody issues renminbi-pegged coins offshore without consent.
    error RenminbiPegged(address asset);
    error AssetNotApproved(address asset, bytes3 currency);
    /// @notice Not a token that says its decimals.
    error NotAToken(address asset);
    /// @notice Currency (three capital letters), issuer and licence are all needed.
    error AssetDetailsIncomplete(address asset);

    /// @notice Approves `asset`, or replaces what is known of it. Only the platform's ASSET_OFFICER role.
    function approve(address asset, SettlementAsset calldata details) external;

    /// @notice Ends an approval; what was taken before is paid out all the same. Only ASSET_OFFICER.
    function revoke(address asset, string calldata reason) external;

    /// @notice Whether `asset` is approved now, and for this currency; zero stands for any.
    function isApproved(address asset, bytes3 currency) external view returns (bool);

    /// @notice Reverts unless `asset` is approved now, and for this currency; zero stands for any.
    function requireApproved(address asset, bytes3 currency) external view;

    function assetOf(address asset) external view returns (SettlementAsset memory);
}
