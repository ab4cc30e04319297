// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IVenues } from "../../venue/interfaces/IVenues.sol";
import { Movement } from "../interfaces/IMovementGate.sol";
import { InvestorHoldings } from "./InvestorHoldings.sol";
import { NOT_BY_TIME, Rulebook } from "./Rulebook.sol";

/// @title VenueOnlyRule: units change hands through a venue
/// @notice The sender, the receiver or who moves the units must be a venue for this token. Wallets of one identity
/// need none.
/// @dev The refusal ends when the parties trade through a venue.
library VenueOnlyRule {
    /// @notice No venue takes part.
    error NotThroughAVenue(address sender, address receiver);

    function refusal(
        address token,
        Movement calldata m,
        Rulebook storage book
    ) internal view returns (bytes memory reason, uint256 ends) {
        IVenues venues = IVenues(book.venues);
        if (
            InvestorHoldings.isWithinIdentity(m) ||
            venues.isVenueFor(token, m.from) ||
            venues.isVenueFor(token, m.to) ||
            venues.isVenueFor(token, m.operator)
        ) return (reason, ends);
        return (abi.encodeWithSelector(NotThroughAVenue.selector, m.from, m.to), NOT_BY_TIME);
    }
}
