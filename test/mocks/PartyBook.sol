// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IParties, Party } from "../../contracts/deal/interfaces/IParties.sol";
import { IWaterfall } from "../../contracts/waterfall/interfaces/IWaterfall.sol";

/// @notice A deal's table of parties before there is a deal: anyone may name anyone.
contract PartyBook is IParties {
    mapping(Party party => address who) public partyOf;

    function name(Party party, address who) external {
        partyOf[party] = who;
    }

    /// @notice As the deal would, when a call was accepted.
    function callNotes(IWaterfall waterfall, uint32 date) external {
        waterfall.callNotes(date);
    }
}
