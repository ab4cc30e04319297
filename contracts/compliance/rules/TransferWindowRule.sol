// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Movement } from "../interfaces/IMovementGate.sol";
import { NOT_BY_TIME, Rulebook } from "./Rulebook.sol";

/// @title TransferWindowRule: transfers from one moment to another
/// @dev Before the window the refusal ends with its opening; after it, when a new window is set.
library TransferWindowRule {
    /// @notice Transfers are open from `opens` on and before `closes`.
    error OutsideTransferWindow(uint256 opens, uint256 closes);

    function refusal(
        Movement calldata,
        Rulebook storage book
    ) internal view returns (bytes memory reason, uint256 ends) {
        (uint256 opens, uint256 closes) = (book.windowOpens, book.windowCloses);
        if (block.timestamp >= opens && block.timestamp < closes) return (reason, ends);
        reason = abi.encodeWithSelector(OutsideTransferWindow.selector, opens, closes);
        ends = block.timestamp < opens ? opens : NOT_BY_TIME;
    }
}
