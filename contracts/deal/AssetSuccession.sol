// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import { IPayingAgent } from "../distribution/interfaces/IPayingAgent.sol";
import { ISettlementAssets } from "../oversight/interfaces/ISettlementAssets.sol";
import { IDealWaterfall } from "../waterfall/interfaces/IDealWaterfall.sol";
import { IWaterfall } from "../waterfall/interfaces/IWaterfall.sol";
import { DealBook } from "./DealBook.sol";
import { DealStatus } from "./interfaces/IDeal.sol";
import { IPolicyChanges } from "./interfaces/IPolicyChanges.sol";
import { CHANGE_DELAY_AT, CURRENCY_AT, PAYING_AGENT_AT, WATERFALL_AT, uint32At } from "./types/DealTable.sol";
import { codeWord } from "./types/Schedule.sol";

/// @title AssetSuccession: another settlement asset for what is not declared yet
abstract contract AssetSuccession is IPolicyChanges, DealBook, ReentrancyGuardTransient {
    /// @param from the first moment of the succession; 0 while the trustee has not confirmed it
    struct Succession {
        address asset;
        uint40 from;
    }

    /// @notice What may be taken as cash.
    ISettlementAssets public immutable ASSETS;

    /// @dev How long the new asset may be brought.
    uint40 private constant BRINGING = 30 days;

    Succession private _succession;

    constructor(ISettlementAssets assets_) {
        ASSETS = assets_;
    }

    /// @inheritdoc IPolicyChanges
    function assetSuccession() external view returns (address asset, uint40 from) {
        Succession memory next = _succession;
        return (next.asset, next.from);
    }

    /// @inheritdoc IPolicyChanges
    function proposeAsset(address asset) external {
        _requireIssuer();
        address waiting = _succession.asset;
        require(waiting == address(0), AssetProposedAlready(waiting));
        require(asset != address(_asset()), AssetInUse(asset));
        _requireApproved(asset);
        _succession.asset = asset;
        emit AssetSuccessionProposed(asset, msg.sender);
    }

    /// @inheritdoc IPolicyChanges
    function confirmAsset(address asset) external {
        _requireTrustee();
        Succession memory next = _succession;
        require(asset != address(0) && next.asset == asset, AssetNotProposed(asset));
        require(next.from == 0, AssetProposedAlready(asset));
        next.from = _now() + uint32At(address(this), CHANGE_DELAY_AT);
        _succession = next;
        emit AssetSuccessionConfirmed(asset, next.from);
    }

    /// @inheritdoc IPolicyChanges
    function cancelAsset() external {
        _requireTrusteeOrIssuer();
        address asset = _succession.asset;
        require(asset != address(0), NoAssetProposed());
        delete _succession;
        emit AssetSuccessionCancelled(asset);
    }

    /// @inheritdoc IPolicyChanges
    function succeedAsset() external nonReentrant {
        _requireStatus(DealStatus.Live);
        Succession memory next = _succession;
        require(next.from != 0, NoAssetProposed());
        require(block.timestamp >= next.from, PolicyChangeTooEarly(next.from));
        // Open for ever, it would be a free option on the deal's cash for the day one of the two loses its peg.
        require(block.timestamp < next.from + BRINGING, PolicyChangeLapsed(next.from + BRINGING));
        _requireApproved(next.asset);
        delete _succession;
        address former = address(_asset());
        IDealWaterfall(_linked(WATERFALL_AT)).succeedAsset(IERC20(next.asset), msg.sender);
        IPayingAgent(_linked(PAYING_AGENT_AT)).succeedAsset(next.asset);
        emit AssetSucceeded(former, next.asset);
    }

    function _asset() private view returns (IERC20) {
        return IWaterfall(_linked(WATERFALL_AT)).asset();
    }

    function _requireApproved(address asset) private view {
        // Safe cast: the first three bytes.
        ASSETS.requireApproved(asset, bytes3(bytes32(codeWord(address(this), CURRENCY_AT))));
    }
}
