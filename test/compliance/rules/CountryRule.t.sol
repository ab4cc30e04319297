// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { CountryRule } from "../../../contracts/compliance/rules/CountryRule.sol";
import { Rule } from "../../../contracts/compliance/rules/Rulebook.sol";
import { ITrexRegistry, RuleCase } from "../../support/RuleCase.sol";

contract CountryRuleTest is RuleCase {
    uint16 private constant SINGAPORE = 702;
    uint16 private constant LAST = 999;

    function _one(uint16 country) private pure returns (uint16[] memory countries) {
        countries = new uint16[](1);
        countries[0] = country;
    }

    function _notAllowed(address receiver, uint16 country) private pure returns (bytes memory) {
        return abi.encodeWithSelector(CountryRule.CountryNotAllowed.selector, receiver, country);
    }

    function _denied(address receiver, uint16 country) private pure returns (bytes memory) {
        return abi.encodeWithSelector(CountryRule.CountryIsDenied.selector, receiver, country);
    }

    function _allow(uint16 country, bool allowed) private {
        compliance.setAllowedCountries(address(token), _one(country), allowed);
    }

    function _deny(uint16 country, bool denied) private {
        compliance.setDeniedCountries(address(token), _one(country), denied);
    }

    // Settings

    function test_AllowedCountriesAreSetByTheTokensOwner() public {
        bytes memory setter = abi.encodeCall(compliance.setAllowedCountries, (address(token), _one(HONG_KONG), true));
        assertTokensOwnerSets(setter, Rule.CountryAllow, abi.encode(_one(HONG_KONG), true));
    }

    function test_DeniedCountriesAreSetByTheTokensOwner() public {
        bytes memory setter = abi.encodeCall(compliance.setDeniedCountries, (address(token), _one(HONG_KONG), true));
        assertTokensOwnerSets(setter, Rule.CountryDeny, abi.encode(_one(HONG_KONG), true));
    }

    function test_RevertWhen_ACountryIsOutsideTheStandard() public {
        uint16[3] memory unknown = [0, LAST + 1, type(uint16).max];
        for (uint256 i = 0; i < unknown.length; ++i) {
            uint16[] memory list = new uint16[](2);
            (list[0], list[1]) = (HONG_KONG, unknown[i]);
            bytes memory setter = abi.encodeCall(compliance.setAllowedCountries, (address(token), list, true));
            assertOutOfRange(setter, Rule.CountryAllow, unknown[i]);
            setter = abi.encodeCall(compliance.setDeniedCountries, (address(token), list, true));
            assertOutOfRange(setter, Rule.CountryDeny, unknown[i]);
        }
    }

    // Allowed

    function test_RevertWhen_TheReceiversCountryIsNotAllowed() public {
        _allow(SINGAPORE, true);
        assertRefusedForGood(seller, buyer, 1e6, _notAllowed(buyer, HONG_KONG));
        assertRefusedForGood(seller, buyer, 0, _notAllowed(buyer, HONG_KONG));
        assertRefusedForGood(seller, seller, 1e6, _notAllowed(seller, HONG_KONG));
        assertMintRefused(buyer, 1e6, _notAllowed(buyer, HONG_KONG));
    }

    function test_NobodyReceivesWhereNoCountryIsAllowed() public {
        compliance.setAllowedCountries(address(token), new uint16[](0), true);
        assertRefusedForGood(seller, buyer, 1e6, _notAllowed(buyer, HONG_KONG));
    }

    function test_EndsWhenTheCountryIsAllowedOrTheInvestorMoves() public {
        _allow(SINGAPORE, true);
        registry.updateCountry(buyer, SINGAPORE);
        assertPasses(seller, buyer, 1e6);
        assertRefusedForGood(buyer, seller, 1e6, _notAllowed(seller, HONG_KONG));
        _allow(HONG_KONG, true);
        assertPasses(buyer, seller, 1e6);
        _allow(HONG_KONG, false);
        assertRefusedForGood(buyer, seller, 0, _notAllowed(seller, HONG_KONG));
    }

    function test_NotAllowedBarsNoActOfLaw() public {
        _allow(SINGAPORE, true);
        assertNoBarToActsOfLaw(seller, buyer, 1e6);
    }

    function test_AnyNumberOfCountriesMayBeAllowedAndTakenBackOneByOne() public {
        uint16[8] memory all = [uint16(1), HONG_KONG, SINGAPORE, 255, 256, 512, 768, LAST];
        for (uint256 count = 1; count <= all.length; ++count) {
            _allow(all[count - 1], true);
            for (uint256 i = 0; i < all.length; ++i) _assertReceives(all[i], i < count);
        }
        for (uint256 count = 1; count <= all.length; ++count) {
            _allow(all[count - 1], false);
            for (uint256 i = 0; i < all.length; ++i) _assertReceives(all[i], i >= count);
        }
    }

    function _assertReceives(uint16 country, bool receives) private {
        registry.updateCountry(buyer, country);
        vm.assertTrue(token.canTransfer(seller, buyer, 1e6) == receives, "allowed or not");
    }

    // Denied

    function test_RevertWhen_TheReceiversCountryIsDenied() public {
        _deny(HONG_KONG, true);
        assertRefusedForGood(seller, buyer, 1e6, _denied(buyer, HONG_KONG));
        assertRefusedForGood(seller, seller, 0, _denied(seller, HONG_KONG));
        assertMintRefused(buyer, 1e6, _denied(buyer, HONG_KONG));
    }

    function test_EndsWhenTheCountryIsNoLongerDeniedOrTheInvestorMoves() public {
        _deny(HONG_KONG, true);
        assertRefusedForGood(seller, buyer, 1e6, _denied(buyer, HONG_KONG));
        registry.updateCountry(buyer, SINGAPORE);
        assertPasses(seller, buyer, 1e6);
        _deny(HONG_KONG, false);
        assertPasses(buyer, seller, 1e6);
    }

    function test_DeniedBarsNoActOfLaw() public {
        _deny(HONG_KONG, true);
        assertNoBarToActsOfLaw(seller, buyer, 1e6);
    }

    // Foreign registries

    function test_ACountryThatIsNoneIsNeverAllowedAndNeverDenied() public {
        ITrexRegistry foreign = moveToForeignRegistry();
        foreign.updateCountry(buyer, LAST + 1);
        _allow(HONG_KONG, true);
        assertRefusedForGood(seller, buyer, 1e6, _notAllowed(buyer, 0));
        compliance.disableRule(address(token), Rule.CountryAllow);
        _deny(HONG_KONG, true);
        assertPasses(seller, buyer, 1e6);
        foreign.updateCountry(buyer, HONG_KONG);
        assertRefusedForGood(seller, buyer, 1e6, _denied(buyer, HONG_KONG));
    }

    // All countries at once

    function testFuzz_EachCountryIsItsOwnBit(uint16 set, uint16 home) public {
        (set, home) = (uint16(bound(set, 1, LAST)), uint16(bound(home, 1, LAST)));
        registry.updateCountry(buyer, home);
        compliance.disableRule(address(token), Rule.MainlandChina);
        _allow(set, true);
        vm.assertTrue(token.canTransfer(seller, buyer, 1e6) == (set == home), "allowed");
        compliance.disableRule(address(token), Rule.CountryAllow);
        _deny(set, true);
        vm.assertTrue(token.canTransfer(seller, buyer, 1e6) == (set != home), "not denied");
    }
}
