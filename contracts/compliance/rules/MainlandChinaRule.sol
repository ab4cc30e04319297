// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { MAINLAND_CHINA } from "../../identity/types/Investor.sol";
import { Movement } from "../interfaces/IMovementGate.sol";
import { RuleSet } from "../types/RuleSet.sol";
import { NOT_BY_TIME, Rule, Rulebook } from "./Rulebook.sol";

/// @title MainlandChinaRule: no units to the mainland, on by default
/// @notice Notes issued overseas on mainland assets are not sold back to the mainland; the one exception is the
/// originator that the filing names, who may hold the class it must retain.
/// @dev The refusal ends when the registry records another country for the receiver.
library MainlandChinaRule {
    /// @notice The receiver is in mainland China.
    error MainlandChinaClosed(address receiver);

    function allows(Movement calldata m, RuleSet set, Rulebook storage book) internal view returns (bool) {
        return m.toRecord.countryOf() != MAINLAND_CHINA || _isRetainer(m, set, book);
    }

    function refusal(
        Movement calldata m,
        RuleSet set,
        Rulebook storage book
    ) internal view returns (bytes memory reason, uint256 ends) {
        if (allows(m, set, book)) return (reason, ends);
        return (abi.encodeWithSelector(MainlandChinaClosed.selector, m.to), NOT_BY_TIME);
    }

    function _isRetainer(Movement calldata m, RuleSet set, Rulebook storage book) private view returns (bool) {
        if (set.enabled() & (1 << uint256(Rule.RiskRetention)) == 0) return false;
        return book.retainedBy == m.toRecord.identityOf();
    }
}
