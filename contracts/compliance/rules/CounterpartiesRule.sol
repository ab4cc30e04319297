// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Movement } from "../interfaces/IMovementGate.sol";
import { NOT_BY_TIME, Rulebook } from "./Rulebook.sol";

/// @title CounterpartiesRule: one side of a transfer must be an approved counterparty
/// @dev The refusal ends when the token's owner approves one of them, or with an approved counterparty.
library CounterpartiesRule {
    /// @notice Neither side is approved.
    error NoApprovedCounterparty(address sender, address receiver);

    function refusal(
        Movement calldata m,
        Rulebook storage book
    ) internal view returns (bytes memory reason, uint256 ends) {
        if (book.counterparties[m.from] || book.counterparties[m.to]) return (reason, ends);
        return (abi.encodeWithSelector(NoApprovedCounterparty.selector, m.from, m.to), NOT_BY_TIME);
    }
}
