// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Order } from "../types/Order.sol";

/// @title IOrders: acts upon holders, by two keys
interface IOrders {
    /// @notice The transfer agent proposes an order; it lapses at `lapses` if it is not confirmed.
    event OrderProposed(bytes32 indexed order, address indexed proposer, Order terms, uint40 lapses);
    /// @notice The trustee confirmed it, and it was carried out.
    event OrderConfirmed(bytes32 indexed order, address indexed confirmer);
    event OrderWithdrawn(bytes32 indexed order, address indexed by);

    error NotTheTransferAgent(address caller);
    /// @notice Two keys: who proposed does not confirm.
    error ProposerMayNotConfirm(address caller);
    error OrderNotProposed(bytes32 order);
    error OrderProposedAlready(bytes32 order);
    error OrderLapsed(bytes32 order, uint40 lapsed);
    /// @notice Who proposed it is no longer the transfer agent.
    error ProposerReplaced(address proposer);
    /// @notice A reference works once, confirmed or not withdrawn.
    error ReferenceUsed(string reference_);
    /// @notice Authority, reference and evidence are all needed, and the fields the kind is about and no others.
    error OrderIncomplete();
    error NotATokenOfTheDeal(address token);

    /// @notice Proposes an order; the confirmation must come within 30 days. Only the transfer agent.
    function proposeOrder(Order calldata order) external returns (bytes32 id);

    /// @notice Confirms an order and carries it out. Only the trustee, who must not be its proposer.
    function confirmOrder(Order calldata order) external;

    /// @notice Withdraws a proposal: its reference is free again. The transfer agent or the trustee.
    function withdrawOrder(Order calldata order) external;

    /// @notice When a proposal lapses; 0 if there is none that waits.
    function orderLapses(bytes32 id) external view returns (uint40);
}
