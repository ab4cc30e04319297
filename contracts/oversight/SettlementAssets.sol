// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { AccessControl } from "@openzeppelin/contracts/access/AccessControl.sol";
import { IERC20Metadata } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";

import { ISettlementAssets, SettlementAsset } from "./interfaces/ISettlementAssets.sol";

/// @title SettlementAssets: the platform's list of what may be taken as cash
contract SettlementAssets is ISettlementAssets, AccessControl {
    /// @notice May approve and revoke assets.
    bytes32 public constant ASSET_OFFICER = keccak256("ASSET_OFFICER");

    bytes3 private constant _RENMINBI = "CNY";
    bytes3 private constant _OFFSHORE_RENMINBI = "CNH";
    bytes3 private constant _RENMINBI_BY_NAME = "RMB";
    uint256 private constant _WORD = 32;

    mapping(address asset => SettlementAsset details) private _assets;

    /// @param admin gives and takes the role of asset officer
    constructor(address admin) {
        _grantRole(DEFAULT_ADMIN_ROLE, admin);
    }

    /// @inheritdoc ISettlementAssets
    function approve(address asset, SettlementAsset calldata details) external onlyRole(ASSET_OFFICER) {
        require(
            _isCode(details.currency) && bytes(details.issuer).length != 0 && bytes(details.licence).length != 0,
            AssetDetailsIncomplete(asset)
        );
        SettlementAsset memory kept = details;
        kept.currency = _oneName(details.currency);
        require(kept.currency != _RENMINBI || kept.consent != 0, RenminbiPegged(asset));
        require(_saysDecimals(asset), NotAToken(asset));
        _assets[asset] = kept;
        emit AssetApproved(asset, kept.currency, kept);
    }

    /// @inheritdoc ISettlementAssets
    function revoke(address asset, string calldata reason) external onlyRole(ASSET_OFFICER) {
        requireApproved(asset, 0);
        delete _assets[asset];
        emit AssetRevoked(asset, reason);
    }

    /// @inheritdoc ISettlementAssets
    function isApproved(address asset, bytes3 currency) public view returns (bool) {
        bytes3 pegged = _assets[asset].currency;
        return pegged != 0 && (currency == 0 || _oneName(currency) == pegged);
    }

    /// @inheritdoc ISettlementAssets
    function requireApproved(address asset, bytes3 currency) public view {
        require(isApproved(asset, currency), AssetNotApproved(asset, currency));
    }

    /// @inheritdoc ISettlementAssets
    function assetOf(address asset) external view returns (SettlementAsset memory) {
        return _assets[asset];
    }

    /// @dev The renminbi has one name here, so that none of its others goes round the consent.
    function _oneName(bytes3 currency) private pure returns (bytes3) {
        return currency == _OFFSHORE_RENMINBI || currency == _RENMINBI_BY_NAME ? _RENMINBI : currency;
    }

    /// @dev Three capital letters: otherwise "cny" would be another currency.
    function _isCode(bytes3 currency) private pure returns (bool) {
        for (uint256 i = 0; i < 3; ++i) if (currency[i] < "A" || currency[i] > "Z") return false;
        return true;
    }

    /// @dev Asked without trust: whatever answers with anything but one byte's worth is no token.
    function _saysDecimals(address asset) private view returns (bool) {
        (bool answered, bytes memory answer) = asset.staticcall(abi.encodeCall(IERC20Metadata.decimals, ()));
        return answered && answer.length == _WORD && abi.decode(answer, (uint256)) <= type(uint8).max;
    }
}
