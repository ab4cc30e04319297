// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Movement } from "../interfaces/IMovementGate.sol";
import { NOT_BY_TIME, Rulebook } from "./Rulebook.sol";

/// @title PreApprovalRule: each transfer is approved beforehand, by sender, receiver and amount
/// @dev An approval is used up by its transfer. The refusal ends when an agent of the token approves.
library PreApprovalRule {
    /// @notice No approval is left for exactly this transfer.
    error NotPreApproved(address sender, address receiver, uint256 amount);

    function refusal(
        Movement calldata m,
        Rulebook storage book
    ) internal view returns (bytes memory reason, uint256 ends) {
        if (book.approvals[key(m.from, m.to, m.amount)] != 0) return (reason, ends);
        return (abi.encodeWithSelector(NotPreApproved.selector, m.from, m.to, m.amount), NOT_BY_TIME);
    }

    function record(Movement calldata m, Rulebook storage book) internal {
        bytes32 approved = key(m.from, m.to, m.amount);
        // A foreign token books forced transfers as transfers: they need no approval and use none up that is not there.
        if (book.approvals[approved] != 0) --book.approvals[approved];
    }

    function key(address from, address to, uint256 amount) internal pure returns (bytes32) {
        return keccak256(abi.encode(from, to, amount));
    }
}
