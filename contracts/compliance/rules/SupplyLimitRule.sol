// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Movement } from "../interfaces/IMovementGate.sol";
import { NOT_BY_TIME, Rulebook } from "./Rulebook.sol";

/// @title SupplyLimitRule: a mint may not lift the supply above a limit
/// @notice The token's own maximum is fixed for good; this limit lies below it and can be changed.
/// @dev The refusal ends when units burn or the limit is raised. It refuses no sale.
library SupplyLimitRule {
    error SupplyLimitExceeded(uint256 wouldBe, uint256 limit);

    function refusal(
        Movement calldata m,
        Rulebook storage book
    ) internal view returns (bytes memory reason, uint256 ends) {
        uint256 limit = book.supplyLimit;
        // No overflow: the token has checked its maximum, a uint96.
        if (m.fromBalance + m.amount <= limit) return (reason, ends);
        return (abi.encodeWithSelector(SupplyLimitExceeded.selector, m.fromBalance + m.amount, limit), NOT_BY_TIME);
    }
}
