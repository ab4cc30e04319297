// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

import { Movement } from "../interfaces/IMovementGate.sol";
import { INLINE_COUNTRIES, RuleSet } from "../types/RuleSet.sol";
import { NOT_BY_TIME, Rulebook } from "./Rulebook.sol";

/// @title CountryRule: countries whose investors may receive, and countries whose investors may not
/// @notice Two rules on one question. Countries are ISO 3166-1 numeric codes.
/// @dev The refusal ends when the registry records another country for the receiver, on evidence.
library CountryRule {
    /// @dev 256 countries to a word, up to 999.
    uint256 private constant WORDS = 4;

    /// @notice The receiver's country is not among those allowed.
    error CountryNotAllowed(address receiver, uint16 country);

    /// @notice The receiver's country is denied.
    error CountryIsDenied(address receiver, uint16 country);

    function isAllowed(Movement calldata m, RuleSet set, Rulebook storage book) internal view returns (bool) {
        uint256 country = m.toRecord.countryOf();
        return set.hasMoreCountries() ? has(book.allowedCountries, country) : set.allowsCountry(country);
    }

    function isDenied(Movement calldata m, Rulebook storage book) internal view returns (bool) {
        return has(book.deniedCountries, m.toRecord.countryOf());
    }

    function refusalOfAllowed(
        Movement calldata m,
        RuleSet set,
        Rulebook storage book
    ) internal view returns (bytes memory reason, uint256 ends) {
        if (isAllowed(m, set, book)) return (reason, ends);
        return (abi.encodeWithSelector(CountryNotAllowed.selector, m.to, m.toRecord.countryOf()), NOT_BY_TIME);
    }

    function refusalOfDenied(
        Movement calldata m,
        Rulebook storage book
    ) internal view returns (bytes memory reason, uint256 ends) {
        if (!isDenied(m, book)) return (reason, ends);
        return (abi.encodeWithSelector(CountryIsDenied.selector, m.to, m.toRecord.countryOf()), NOT_BY_TIME);
    }

    function has(mapping(uint256 word => uint256 bits) storage bits, uint256 country) internal view returns (bool) {
        return (bits[country >> 8] >> (country & 0xff)) & 1 == 1;
    }

    /// @dev Sets or clears the bits of `countries`.
    function assign(mapping(uint256 word => uint256 bits) storage bits, uint16[] calldata countries, bool on) internal {
        for (uint256 i = 0; i < countries.length; ++i) {
            uint256 bit = 1 << (countries[i] & 0xff);
            if (on) bits[countries[i] >> 8] |= bit;
            else bits[countries[i] >> 8] &= ~bit;
        }
    }

    /// @dev The set as it stands in the rule set's word: up to four countries, and whether there are more.
    function inlined(
        mapping(uint256 word => uint256 bits) storage bits
    ) internal view returns (uint256 list, bool more) {
        uint256 count;
        for (uint256 word = 0; word < WORDS; ++word) {
            for (uint256 left = bits[word]; left != 0; left &= left - 1) {
                if (count++ == INLINE_COUNTRIES) return (0, true);
                // The lowest bit that is left.
                list = (list << 10) | (word << 8) | Math.log2(left & (~left + 1));
            }
        }
    }
}
