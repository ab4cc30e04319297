// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Movement } from "../interfaces/IMovementGate.sol";
import { NOT_BY_TIME, Rulebook } from "./Rulebook.sol";

/// @title CountryRule: countries whose investors may receive, and countries whose investors may not
/// @notice Two rules on one question. Countries are ISO 3166-1 numeric codes.
/// @dev The refusal ends when the registry records another country for the receiver, on evidence.
library CountryRule {
    /// @notice The receiver's country is not among those allowed.
    error CountryNotAllowed(address receiver, uint16 country);

    /// @notice The receiver's country is denied.
    error CountryIsDenied(address receiver, uint16 country);

    function refusalOfAllowed(
        Movement memory m,
        Rulebook storage book
    ) internal view returns (bytes memory reason, uint256 ends) {
        uint16 country = m.toRecord.countryOf();
        if ((book.allowedCountries[country >> 8] >> (country & 0xff)) & 1 == 1) return (reason, ends);
        return (abi.encodeWithSelector(CountryNotAllowed.selector, m.to, country), NOT_BY_TIME);
    }

    function refusalOfDenied(
        Movement memory m,
        Rulebook storage book
    ) internal view returns (bytes memory reason, uint256 ends) {
        uint16 country = m.toRecord.countryOf();
        if ((book.deniedCountries[country >> 8] >> (country & 0xff)) & 1 == 0) return (reason, ends);
        return (abi.encodeWithSelector(CountryIsDenied.selector, m.to, country), NOT_BY_TIME);
    }

    /// @dev Sets or clears the bits of `countries`.
    function set(mapping(uint256 word => uint256 bits) storage bits, uint16[] calldata countries, bool on) internal {
        for (uint256 i = 0; i < countries.length; ++i) {
            uint256 bit = 1 << (countries[i] & 0xff);
            if (on) bits[countries[i] >> 8] |= bit;
            else bits[countries[i] >> 8] &= ~bit;
        }
    }
}
