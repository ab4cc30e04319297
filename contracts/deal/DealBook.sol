// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IDisclosures, Matter } from "../oversight/interfaces/IDisclosures.sol";
import { TriedCall } from "../compliance/TriedCall.sol";
import { DealStatus, IDeal } from "./interfaces/IDeal.sol";
import { IOrders } from "./interfaces/IOrders.sol";
import { Party } from "./interfaces/IParties.sol";
import { CLASS_BYTES, addressAt, classAt, classPlaces, firstParty } from "./types/DealTable.sol";
import { DealClass } from "./interfaces/IDeal.sol";

/// @title DealBook: what all parts of a deal share: its state, its parties, its classes
/// @dev The table is in the clone's code: a word of it costs a twentieth of a cold slot.
abstract contract DealBook {
    /// @param replaced bit i: the party with number i is no longer that of the table
    /// @param insertedDates record dates beyond the schedule
    struct DealState {
        DealStatus status;
        bool initialized;
        uint16 replaced;
        uint16 insertedDates;
    }

    /// @notice The register of what must be disclosed.
    IDisclosures public immutable DISCLOSURES;

    DealState internal _deal;
    mapping(Party party => address who) internal _successors;

    constructor(IDisclosures disclosures_) {
        DISCLOSURES = disclosures_;
    }

    // Parties

    /// @dev One slot for all that were never replaced.
    function _partyOf(Party party) internal view returns (address) {
        bool isReplaced = _deal.replaced & (1 << uint256(party)) != 0;
        return isReplaced ? _successors[party] : firstParty(address(this), party);
    }

    function _is(address account, Party party) internal view returns (bool) {
        return account == _partyOf(party);
    }

    function _requireIssuer() internal view {
        require(_is(msg.sender, Party.Issuer), IDeal.NotTheIssuer(msg.sender));
    }

    function _requireTrustee() internal view {
        require(_is(msg.sender, Party.Trustee), IDeal.NotTheTrustee(msg.sender));
    }

    function _requireTrusteeOrIssuer() internal view {
        require(_is(msg.sender, Party.Trustee) || _is(msg.sender, Party.Issuer), IDeal.NotTrusteeNorIssuer(msg.sender));
    }

    // Status

    function _requireStatus(DealStatus needed) internal view {
        DealStatus now_ = _deal.status;
        require(now_ == needed, IDeal.WrongStatus(now_));
    }

    // Contracts

    function _linked(uint256 place) internal view returns (address) {
        return addressAt(address(this), place);
    }

    function _tokens() internal view returns (address[] memory tokens) {
        (uint256 count, uint256 place) = classPlaces(address(this));
        tokens = new address[](count);
        for (uint256 k = 0; k < count; ++k) tokens[k] = _linked(place + k * CLASS_BYTES);
    }

    function _classes() internal view returns (DealClass[] memory classes_) {
        (uint256 count, uint256 place) = classPlaces(address(this));
        classes_ = new DealClass[](count);
        for (uint256 k = 0; k < count; ++k) classes_[k] = classAt(address(this), place + k * CLASS_BYTES);
    }

    function _isToken(address token) internal view returns (bool) {
        address[] memory tokens = _tokens();
        for (uint256 k = 0; k < tokens.length; ++k) if (tokens[k] == token) return true;
        return false;
    }

    /// @dev Reverts where `token` is none of the deal's.
    function _numberOf(address token) internal view returns (uint256 number) {
        address[] memory tokens = _tokens();
        while (number < tokens.length && tokens[number] != token) ++number;
        require(number < tokens.length, IOrders.NotATokenOfTheDeal(token));
    }

    // Disclosures

    /// @dev What happened has happened, whether the register takes it or not.
    function _disclose(Matter matter, uint64 subject) internal {
        bytes memory raising = abi.encodeCall(IDisclosures.raise, (address(this), matter, subject));
        if (!TriedCall.made(address(DISCLOSURES), raising)) emit IDeal.DisclosureFailed(matter, subject);
    }

    function _now() internal view returns (uint40) {
        // Safe cast: seconds fit 40 bits until the year 36812.
        return uint40(block.timestamp);
    }
}
