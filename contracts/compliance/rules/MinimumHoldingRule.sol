// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

import { Movement } from "../interfaces/IMovementGate.sol";
import { NOT_BY_TIME, Rulebook } from "./Rulebook.sol";

/// @title MinimumHoldingRule: a wallet holds nothing, or at least the minimum
/// @notice The denomination of a note. Binds both sides of a transfer.
/// @dev The refusal ends with another amount: the sender may always sell all, the receiver buy the minimum.
library MinimumHoldingRule {
    using Math for uint256;

    /// @notice The wallet would be left with less than the minimum, but not with nothing.
    error BelowMinimumHolding(address wallet, uint256 wouldHold, uint256 minimum);

    function refusal(
        Movement calldata m,
        Rulebook storage book
    ) internal view returns (bytes memory reason, uint256 ends) {
        if (m.from == m.to) return (reason, ends);
        uint256 minimum = book.minimumHolding;
        // Nothing is left where more is asked than there is.
        uint256 left = m.from == address(0) ? 0 : m.fromBalance.saturatingSub(m.amount);
        if (left != 0 && left < minimum && m.amount != 0) return _below(m.from, left, minimum);
        // No overflow: a balance and an amount are at most the supply, a uint96.
        uint256 reached = m.toBalance + m.amount;
        if (reached != 0 && reached < minimum && m.amount != 0) return _below(m.to, reached, minimum);
    }

    function _below(address wallet, uint256 units, uint256 minimum) private pure returns (bytes memory, uint256) {
        return (abi.encodeWithSelector(BelowMinimumHolding.selector, wallet, units, minimum), NOT_BY_TIME);
    }
}
