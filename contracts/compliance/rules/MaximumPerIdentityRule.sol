// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Movement } from "../interfaces/IMovementGate.sol";
import { RuleSet } from "../types/RuleSet.sol";
import { InvestorHoldings } from "./InvestorHoldings.sol";
import { NOT_BY_TIME } from "./Rulebook.sol";

/// @title MaximumPerIdentityRule: no investor holds more than a maximum, over all its wallets
/// @dev Keeps no book. The refusal ends when the receiver sold enough, or with a smaller amount.
library MaximumPerIdentityRule {
    /// @notice The investor would hold more than the maximum.
    error MaximumPerIdentityExceeded(address receiver, uint256 wouldHold, uint256 maximum);

    function refusal(
        address token,
        Movement calldata m,
        RuleSet set
    ) internal view returns (bytes memory reason, uint256 ends) {
        if (m.amount == 0 || InvestorHoldings.isWithinIdentity(m)) return (reason, ends);
        uint256 maximum = set.maximumPerIdentity();
        uint256 wouldHold = InvestorHoldings.ofReceiver(token, m);
        // No overflow: a balance has 96 bits, an amount at most 128.
        unchecked {
            wouldHold += m.amount;
        }
        if (wouldHold <= maximum) return (reason, ends);
        return (abi.encodeWithSelector(MaximumPerIdentityExceeded.selector, m.to, wouldHold, maximum), NOT_BY_TIME);
    }
}
