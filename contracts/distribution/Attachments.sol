// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

import { IPayingAgent } from "./interfaces/IPayingAgent.sol";
import { IS_ATTACHED } from "./types/HolderWord.sol";
import { Withholding } from "./Withholding.sol";

/// @title Attachments: what a holder is owed and an order gives to somebody else first
abstract contract Attachments is Withholding {
    struct Attachment {
        address to;
        uint256 left;
    }

    mapping(address holder => Attachment attachment) private _attachments;
    /// @inheritdoc IPayingAgent
    mapping(address to => mapping(address asset => uint256 amount)) public attachedFor;

    /// @inheritdoc IPayingAgent
    function setAttachment(address holder, address to, uint256 amount) external onlyDeal {
        require(holder != address(0) && (to != address(0) || amount == 0), ZeroAddress());
        _attachments[holder] = Attachment(to, amount);
        _mark(holder, IS_ATTACHED, amount != 0);
        emit AttachmentSet(holder, to, amount);
    }

    /// @inheritdoc IPayingAgent
    function withdrawAttached(address to, address asset) external nonReentrant returns (uint256 amount) {
        amount = attachedFor[to][asset];
        require(amount != 0, NothingToWithdraw(to, asset));
        attachedFor[to][asset] = 0;
        emit AttachedWithdrawn(to, asset, amount);
        _payOut(asset, to, amount);
    }

    /// @inheritdoc IPayingAgent
    function attachmentOf(address holder) external view returns (address to, uint256 left) {
        Attachment memory attachment = _attachments[holder];
        return (attachment.to, attachment.left);
    }

    /// @dev What of `amount` is no longer the holder's.
    function _attachOf(address holder, address asset, uint256 amount) internal returns (uint256 taken) {
        if (!_marksOf(holder).hasMark(IS_ATTACHED)) return 0;
        Attachment memory attachment = _attachments[holder];
        taken = Math.min(attachment.left, amount);
        if (taken == 0) return 0;
        uint256 left = attachment.left - taken;
        _attachments[holder].left = left;
        if (left == 0) _mark(holder, IS_ATTACHED, false);
        attachedFor[attachment.to][asset] += taken;
        emit Attached(holder, attachment.to, asset, taken, left);
    }
}
