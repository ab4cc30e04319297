// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Movement } from "../interfaces/IMovementGate.sol";
import { TokenRecords } from "../TokenRecords.sol";
import { NOT_BY_TIME, Rulebook } from "./Rulebook.sol";

/// @title DenyListRule: whom the issuer will not have in this token, by wallet or by identity
/// @notice Beside the platform's own deny-list, which the registry keeps and every token obeys.
/// @dev The refusal ends when the token's owner takes the account off the list.
library DenyListRule {
    /// @notice The account, or its identity, is on this token's deny-list.
    error OnTokenDenyList(address account);

    function refusal(
        address token,
        Movement calldata m,
        Rulebook storage book
    ) internal view returns (bytes memory reason, uint256 ends) {
        address account;
        if (book.denied[m.from] || book.denied[m.fromRecord.identityOf()]) account = m.from;
        else if (book.denied[m.to] || book.denied[m.toRecord.identityOf()]) account = m.to;
        else if (_isSpenderListed(token, m, book)) account = m.operator;
        else return (reason, ends);
        return (abi.encodeWithSelector(OnTokenDenyList.selector, account), NOT_BY_TIME);
    }

    /// @dev A movement does not carry its spender's record: it is asked for where there is a spender.
    function _isSpenderListed(address token, Movement calldata m, Rulebook storage book) private view returns (bool) {
        if (m.operator == m.from || m.operator == address(0)) return false;
        return book.denied[m.operator] || book.denied[TokenRecords.recordOf(token, m.operator).identityOf()];
    }
}
