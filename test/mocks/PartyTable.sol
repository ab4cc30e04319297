// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IParties, Party } from "../../contracts/deal/interfaces/IParties.sol";

/// @notice A deal's parties, as the test sets them.
contract PartyTable is IParties {
    mapping(Party party => address who) public partyOf;

    function set(Party party, address who) external {
        partyOf[party] = who;
    }
}
