// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Movement } from "../interfaces/IMovementGate.sol";
import { RuleSet } from "../types/RuleSet.sol";
import { InvestorHoldings } from "./InvestorHoldings.sol";
import { NOT_BY_TIME } from "./Rulebook.sol";

/// @title MaximumPerIdentityRule: no investor holds more than a maximum, over all its wallets
/// @dev Binds only what changes hands (`Rules`). Keeps no book. The refusal ends when the receiver sold enough, or with
/// a smaller amount.
library MaximumPerIdentityRule {
    /// @notice The investor would hold more than the maximum.
    error MaximumPerIdentityExceeded(address receiver, uint256 wouldHold, uint256 maximum);

    function allows(address token, Movement calldata m, RuleSet set) internal view returns (bool) {
        return _wouldHold(token, m) <= set.maximumPerIdentity().amountOf();
    }

    function refusal(
        address token,
        Movement calldata m,
        RuleSet set
    ) internal view returns (bytes memory reason, uint256 ends) {
        if (allows(token, m, set)) return (reason, ends);
        uint256 maximum = set.maximumPerIdentity().amountOf();
        reason = abi.encodeWithSelector(MaximumPerIdentityExceeded.selector, m.to, _wouldHold(token, m), maximum);
        ends = NOT_BY_TIME;
    }

    function _wouldHold(address token, Movement calldata m) private view returns (uint256) {
        // No overflow: a balance has 96 bits, an amount at most 128.
        unchecked {
            return InvestorHoldings.ofReceiver(token, m) + m.amount;
        }
    }
}
