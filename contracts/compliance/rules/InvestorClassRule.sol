// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Movement } from "../interfaces/IMovementGate.sol";
import { RuleSet } from "../types/RuleSet.sol";
import { NOT_BY_TIME } from "./Rulebook.sol";

/// @title InvestorClassRule: only some classes of investors receive
/// @notice Bit i of the set stands for the class with number i (retail 1, professional 2, institutional 3, venue 4).
/// @dev The refusal ends when the registry records another class for the receiver, on evidence.
library InvestorClassRule {
    /// @notice The receiver's class is not among those that may hold.
    error ClassNotAllowed(address receiver, uint256 class);

    function allows(Movement calldata m, RuleSet set) internal pure returns (bool) {
        return set.allowsClass(m.toRecord.classOf());
    }

    function refusal(Movement calldata m, RuleSet set) internal pure returns (bytes memory reason, uint256 ends) {
        if (allows(m, set)) return (reason, ends);
        return (abi.encodeWithSelector(ClassNotAllowed.selector, m.to, m.toRecord.classOf()), NOT_BY_TIME);
    }
}
