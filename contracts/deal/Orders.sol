// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import { DealBook } from "./DealBook.sol";
import { IOrders } from "./interfaces/IOrders.sol";
import { Party } from "./interfaces/IParties.sol";
import { OrderBook, OrderTargets, OrdersKept } from "./OrderBook.sol";
import { PAYING_AGENT_AT } from "./types/DealTable.sol";
import { Order } from "./types/Order.sol";

/// @title Orders: who may propose, confirm and withdraw acts upon holders; {OrderBook} is what becomes of them
abstract contract Orders is IOrders, DealBook, ReentrancyGuardTransient {
    OrdersKept private _orders;

    /// @inheritdoc IOrders
    function orderLapses(bytes32 id) external view returns (uint40) {
        return _orders.proposals[id].lapses;
    }

    /// @inheritdoc IOrders
    function proposeOrder(Order calldata order) external returns (bytes32 id) {
        _requireTransferAgent();
        return OrderBook.propose(_orders, order, _tokens());
    }

    /// @inheritdoc IOrders
    function confirmOrder(Order calldata order) external nonReentrant {
        _requireTrustee();
        OrderTargets memory targets = OrderTargets({
            tokens: _tokens(),
            payingAgent: _linked(PAYING_AGENT_AT),
            status: _deal.status
        });
        OrderBook.confirm(_orders, order, _partyOf(Party.TransferAgent), targets);
    }

    /// @inheritdoc IOrders
    function withdrawOrder(Order calldata order) external {
        if (!_is(msg.sender, Party.Trustee)) _requireTransferAgent();
        OrderBook.withdraw(_orders, order);
    }

    function _requireTransferAgent() private view {
        require(_is(msg.sender, Party.TransferAgent), NotTheTransferAgent(msg.sender));
    }
}
