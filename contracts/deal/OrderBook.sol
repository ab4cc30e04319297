// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IPayingAgent } from "../distribution/interfaces/IPayingAgent.sol";
import { IERC3643 } from "../token/interfaces/IERC3643.sol";
import { ISecurityToken } from "../token/interfaces/ISecurityToken.sol";
import { DealStatus, IDeal } from "./interfaces/IDeal.sol";
import { IOrders } from "./interfaces/IOrders.sol";
import { Order, OrderKind } from "./types/Order.sol";

/// @param lapses 0 where nothing waits
struct Proposal {
    address proposer;
    uint40 lapses;
}

/// @notice The orders of a deal that wait, by the hash of all they say; and the references that were used, by theirs.
struct OrdersKept {
    mapping(bytes32 id => Proposal proposal) proposals;
    mapping(bytes32 hash => bool used) references;
}

/// @notice What an order acts upon.
struct OrderTargets {
    address[] tokens;
    address payingAgent;
    DealStatus status;
}

/// @title OrderBook: orders proposed, withdrawn and carried out
/// @dev Deployed once and linked, so that what most deals do without costs their periods no code. Runs as the deal
/// (delegatecall), which has asked who calls.
library OrderBook {
    uint40 private constant LIFE = 30 days;

    uint256 private constant OF_WALLETS =
        (1 << uint256(OrderKind.FreezeWallet)) | (1 << uint256(OrderKind.ReleaseWallet));
    uint256 private constant OF_UNITS = (1 << uint256(OrderKind.FreezeUnits)) | (1 << uint256(OrderKind.ReleaseUnits));
    uint256 private constant FORCED =
        (1 << uint256(OrderKind.ForcedTransfer)) | (1 << uint256(OrderKind.ForcedTransferOfLien));
    uint256 private constant RECOVERY = 1 << uint256(OrderKind.Recovery);
    uint256 private constant PAUSES = (1 << uint256(OrderKind.Pause)) | (1 << uint256(OrderKind.Unpause));
    uint256 private constant ATTACHMENT = 1 << uint256(OrderKind.Attachment);
    uint256 private constant RELEASE = 1 << uint256(OrderKind.ReleaseAttachment);

    // Which kinds have which field; those that take a token and need none may leave it zero, for all classes.
    uint256 private constant NEED_A_TOKEN = OF_UNITS | FORCED;
    uint256 private constant TAKE_A_TOKEN = NEED_A_TOKEN | OF_WALLETS | RECOVERY | PAUSES;
    uint256 private constant HAVE_FROM = OF_WALLETS | OF_UNITS | FORCED | RECOVERY | ATTACHMENT | RELEASE;
    uint256 private constant HAVE_TO = FORCED | RECOVERY | ATTACHMENT;
    uint256 private constant HAVE_AMOUNT = OF_UNITS | FORCED | ATTACHMENT;
    uint256 private constant HAVE_KEEPER = (1 << uint256(OrderKind.ForcedTransferOfLien)) | RECOVERY;
    /// @dev Before the deal opens the offering alone moves units, and if it fails it burns what it allotted.
    uint256 private constant NEED_AN_OPEN_DEAL = FORCED | RECOVERY | PAUSES;

    /// @notice Keeps an order of the caller, the transfer agent, for the trustee to confirm.
    function propose(
        OrdersKept storage kept,
        Order calldata order,
        address[] memory tokens
    ) external returns (bytes32 id) {
        _requireComplete(order, tokens);
        id = _idOf(order);
        require(kept.proposals[id].lapses == 0, IOrders.OrderProposedAlready(id));
        bytes32 hash = keccak256(bytes(order.reference_));
        require(!kept.references[hash], IOrders.ReferenceUsed(order.reference_));
        kept.references[hash] = true;
        // Safe cast: seconds fit 40 bits until the year 36812.
        uint40 lapses = uint40(block.timestamp) + LIFE;
        kept.proposals[id] = Proposal({ proposer: msg.sender, lapses: lapses });
        emit IOrders.OrderProposed(id, msg.sender, order, lapses);
    }

    /// @notice Carries an order out that the caller, the trustee, confirms.
    function confirm(
        OrdersKept storage kept,
        Order calldata order,
        address transferAgent,
        OrderTargets memory targets
    ) external {
        (bytes32 id, Proposal memory proposal) = _proposed(kept, order);
        require(block.timestamp < proposal.lapses, IOrders.OrderLapsed(id, proposal.lapses));
        require(msg.sender != proposal.proposer, IOrders.ProposerMayNotConfirm(msg.sender));
        require(proposal.proposer == transferAgent, IOrders.ProposerReplaced(proposal.proposer));
        delete kept.proposals[id];
        emit IOrders.OrderConfirmed(id, msg.sender);
        _carryOut(order, targets);
    }

    /// @notice Takes a proposal out; its reference is free again.
    function withdraw(OrdersKept storage kept, Order calldata order) external {
        (bytes32 id, ) = _proposed(kept, order);
        delete kept.proposals[id];
        delete kept.references[keccak256(bytes(order.reference_))];
        emit IOrders.OrderWithdrawn(id, msg.sender);
    }

    function _proposed(
        OrdersKept storage kept,
        Order calldata order
    ) private view returns (bytes32 id, Proposal memory proposal) {
        id = _idOf(order);
        proposal = kept.proposals[id];
        require(proposal.lapses != 0, IOrders.OrderNotProposed(id));
    }

    /// @dev Not packed: no two orders have the same hash.
    function _idOf(Order calldata order) private pure returns (bytes32) {
        return keccak256(abi.encode(order));
    }

    // What an order must say

    function _requireComplete(Order calldata o, address[] memory tokens) private pure {
        uint256 kind = 1 << uint256(o.kind);
        bool isTold = bytes(o.authority).length != 0 && bytes(o.reference_).length != 0 && o.evidence != 0;
        bool fits =
            (o.from != address(0)) == (kind & HAVE_FROM != 0) &&
                (o.to != address(0)) == (kind & HAVE_TO != 0) &&
                (o.amount != 0) == (kind & HAVE_AMOUNT != 0) &&
                (o.keeper != address(0)) == (kind & HAVE_KEEPER != 0);
        bool forAll = o.token == address(0);
        bool isNamed = forAll ? kind & NEED_A_TOKEN == 0 : kind & TAKE_A_TOKEN != 0;
        require(isTold && fits && isNamed, IOrders.OrderIncomplete());
        if (forAll) return;
        uint256 k = 0;
        while (k < tokens.length && tokens[k] != o.token) ++k;
        require(k < tokens.length, IOrders.NotATokenOfTheDeal(o.token));
    }

    // What it does

    function _carryOut(Order calldata o, OrderTargets memory targets) private {
        uint256 kind = 1 << uint256(o.kind);
        if (kind & (ATTACHMENT | RELEASE) != 0) {
            IPayingAgent(targets.payingAgent).setAttachment(o.from, o.to, o.amount);
            return;
        }
        if (kind & NEED_AN_OPEN_DEAL != 0) {
            bool isOpen = targets.status == DealStatus.Live || targets.status == DealStatus.Closed;
            require(isOpen, IDeal.WrongStatus(targets.status));
        }
        if (o.token != address(0)) {
            _actUpon(o.token, o);
            return;
        }
        for (uint256 k = 0; k < targets.tokens.length; ++k) {
            address token = targets.tokens[k];
            // Of all classes, those that are as they shall be are left.
            if (kind & PAUSES != 0 && IERC3643(token).paused() == (o.kind == OrderKind.Pause)) continue;
            _actUpon(token, o);
        }
    }

    function _actUpon(address token_, Order calldata o) private {
        IERC3643 token = IERC3643(token_);
        OrderKind kind = o.kind;
        if (kind == OrderKind.FreezeWallet) token.setAddressFrozen(o.from, true);
        else if (kind == OrderKind.ReleaseWallet) token.setAddressFrozen(o.from, false);
        else if (kind == OrderKind.FreezeUnits) token.freezePartialTokens(o.from, o.amount);
        else if (kind == OrderKind.ReleaseUnits) token.unfreezePartialTokens(o.from, o.amount);
        else if (kind == OrderKind.ForcedTransfer) token.forcedTransfer(o.from, o.to, o.amount);
        else if (kind == OrderKind.ForcedTransferOfLien)
            ISecurityToken(token_).forcedTransferOfLien(o.from, o.to, o.amount, o.keeper);
        else if (kind == OrderKind.Recovery) token.recoveryAddress(o.from, o.to, o.keeper);
        else if (kind == OrderKind.Pause) token.pause();
        else token.unpause();
    }
}
