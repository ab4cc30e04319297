// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Movement } from "../interfaces/IMovementGate.sol";
import { RuleSet } from "../types/RuleSet.sol";
import { NOT_BY_TIME } from "./Rulebook.sol";

/// @title LotSizeRule: units move in whole lots
/// @dev The refusal ends with an amount that is a multiple of the lot, or with the whole holding.
library LotSizeRule {
    /// @notice The amount is not a multiple of the lot.
    error NotInWholeLots(uint256 amount, uint256 lotSize);

    function allows(Movement calldata m, RuleSet set) internal pure returns (bool) {
        uint256 amount = m.amount;
        // The setter refuses a lot of 0 while the rule is on.
        if (amount % set.lotSize().amountOf() == 0) return true;
        // An odd holding (of a forced transfer, or from before the rule) may leave as a whole. A mint has no sender.
        return amount == m.fromBalance && m.from != address(0);
    }

    function refusal(Movement calldata m, RuleSet set) internal pure returns (bytes memory reason, uint256 ends) {
        if (allows(m, set)) return (reason, ends);
        return (abi.encodeWithSelector(NotInWholeLots.selector, m.amount, set.lotSize().amountOf()), NOT_BY_TIME);
    }
}
