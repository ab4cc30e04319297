// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { US_PERSON } from "../../identity/types/Investor.sol";
import { Movement } from "../interfaces/IMovementGate.sol";
import { NOT_BY_TIME } from "./Rulebook.sol";

/// @title UsPersonsRule: no units to US persons (Regulation S, rule 902(k))
/// @dev The refusal ends when the registry no longer records the receiver as one, on evidence.
library UsPersonsRule {
    /// @notice The receiver is a US person.
    error UsPersonNotAllowed(address receiver);

    function allows(Movement calldata m) internal pure returns (bool) {
        return !m.toRecord.hasMark(US_PERSON);
    }

    function refusal(Movement calldata m) internal pure returns (bytes memory reason, uint256 ends) {
        if (allows(m)) return (reason, ends);
        return (abi.encodeWithSelector(UsPersonNotAllowed.selector, m.to), NOT_BY_TIME);
    }
}
