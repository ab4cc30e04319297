// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Limit, LimitNotRound, toLimit } from "../../../contracts/compliance/types/Limit.sol";
import { INLINE_COUNTRIES, RuleSet } from "../../../contracts/compliance/types/RuleSet.sol";
import { Rule } from "../../../contracts/compliance/rules/Rulebook.sol";
import { RuleCase } from "../../support/RuleCase.sol";

/// @dev The word that a movement reads: its fields do not touch each other, and what common rules need stands in it.
contract RuleSetTest is RuleCase {
    uint256 private constant LAST_RULE = uint256(type(Rule).max);

    // The fields

    function testFuzz_EachFieldIsReadAsWrittenAndLeavesTheOthers(uint256 word, uint256[6] memory values) public pure {
        RuleSet set = RuleSet.wrap(word);
        RuleSet changed = set.withClasses(values[0] % 128);
        _assertSame(set, changed, 1);
        bool allowed = ((values[0] % 128) >> (values[0] % 7)) & 1 == 1;
        vm.assertTrue(changed.allowsClass(values[0] % 7) == allowed, "class");
        Limit limit = toLimit(uint96(values[1] % 1e12));
        changed = set.withLotSize(limit);
        _assertSame(set, changed, 2);
        vm.assertEq(changed.lotSize().amountOf(), limit.amountOf(), "lot size");
        changed = set.withMaximumPerIdentity(limit);
        _assertSame(set, changed, 3);
        vm.assertEq(changed.maximumPerIdentity().amountOf(), limit.amountOf(), "maximum");
        changed = set.withVolume(limit, uint32(values[2]));
        _assertSame(set, changed, 4);
        vm.assertEq(changed.volumeLimit().amountOf(), limit.amountOf(), "volume");
        vm.assertEq(changed.volumeWindow(), uint32(values[2]), "window");
        changed = set.withCountries(values[3] % 2 ** 40, values[4] % 2 == 1);
        _assertSame(set, changed, 5);
        vm.assertTrue(changed.hasMoreCountries() == (values[4] % 2 == 1), "more countries");
        changed = set.withBound(values[4] % 2 == 1);
        _assertSame(set, changed, 6);
        vm.assertTrue(changed.isBound() == (values[4] % 2 == 1), "bound");
        changed = set.withRule(values[5] % (LAST_RULE + 1), true);
        _assertSame(set, changed, 7);
        vm.assertEq(changed.enabled(), set.enabled() | (1 << (values[5] % (LAST_RULE + 1))), "on");
        changed = set.withRule(values[5] % (LAST_RULE + 1), false);
        vm.assertEq(changed.enabled(), set.enabled() & ~(1 << (values[5] % (LAST_RULE + 1))), "off");
    }

    /// @dev All fields but the one that was changed.
    function _assertSame(RuleSet one, RuleSet two, uint256 but) private pure {
        uint256 mask = type(uint256).max;
        if (but == 1) mask = ~(uint256(0x7f) << 24);
        if (but == 2) mask = ~(uint256(type(uint48).max) << 32);
        if (but == 3) mask = ~(uint256(type(uint48).max) << 80);
        if (but == 4) mask = ~(uint256(type(uint80).max) << 128);
        if (but == 5) mask = ~(uint256(0x1ffffffffff) << 208);
        if (but == 6) mask = ~(uint256(1) << 31);
        if (but == 7) mask = ~uint256(0xffffff);
        vm.assertEq(RuleSet.unwrap(one) & mask, RuleSet.unwrap(two) & mask, "the other fields");
    }

    function testFuzz_UpToFourCountriesStandInTheWord(uint16[4] memory countries, uint16 asked) public pure {
        asked = uint16(bound(asked, 1, 999));
        uint256 list;
        bool listed;
        for (uint256 i = 0; i < INLINE_COUNTRIES; ++i) {
            uint256 country = bound(countries[i], 0, 999);
            list = (list << 10) | country;
            if (country == asked) listed = true;
        }
        RuleSet set = RuleSet.wrap(0).withCountries(list, false);
        vm.assertTrue(set.allowsCountry(asked) == listed, "listed");
        vm.assertFalse(set.allowsCountry(0), "no country is never allowed");
    }

    // Limits

    function testFuzz_ALimitIsKeptExactlyOrRefused(uint96 mantissa, uint8 exponent) public {
        mantissa = uint96(bound(mantissa, 0, 999_999_999_999));
        exponent = uint8(bound(exponent, 0, 16));
        uint96 amount = mantissa * uint96(10) ** exponent;
        vm.assertEq(toLimit(amount).amountOf(), amount, "twelve digits are kept");
        uint96 odd = uint96(bound(amount, 2 ** 43, type(uint96).max));
        if (odd % 10 == 0) ++odd;
        vm.expectRevert(abi.encodeWithSelector(LimitNotRound.selector, odd));
        this.limitOf(odd);
    }

    /// @dev A call, so that its revert can be seen.
    function limitOf(uint96 amount) external pure returns (Limit) {
        return toLimit(amount);
    }

    // The slot

    function test_TheCommonRulesOfATokenStandInOneSlot() public {
        compliance.setLotSize(address(token), 5e6);
        compliance.setMaximumPerIdentity(address(token), 700e6);
        compliance.setVolumeWindow(address(token), 300e6, 1 days);
        compliance.setInvestorClasses(address(token), 12);
        uint16[] memory countries = new uint16[](2);
        (countries[0], countries[1]) = (HONG_KONG, 702);
        compliance.setAllowedCountries(address(token), countries, true);
        RuleSet set = _firstSlot();
        vm.assertTrue(set.isBound(), "bound");
        vm.assertEq(set.enabled(), compliance.enabledRules(address(token)), "which are on");
        vm.assertEq(set.lotSize().amountOf(), 5e6, "lot size");
        vm.assertEq(set.maximumPerIdentity().amountOf(), 700e6, "maximum per identity");
        vm.assertEq(set.volumeLimit().amountOf(), 300e6, "volume");
        vm.assertEq(set.volumeWindow(), 1 days, "window");
        vm.assertTrue(set.allowsClass(2) && set.allowsClass(3) && !set.allowsClass(1), "classes");
        vm.assertTrue(set.allowsCountry(HONG_KONG) && set.allowsCountry(702), "countries");
    }

    /// @dev The first slot of the token's rulebook, whatever number the mapping has.
    function _firstSlot() private view returns (RuleSet set) {
        uint256 found;
        for (uint256 slot = 0; slot < 16; ++slot) {
            bytes32 word = vm.load(address(compliance), keccak256(abi.encode(address(token), slot)));
            if (word == 0) continue;
            set = RuleSet.wrap(uint256(word));
            ++found;
        }
        vm.assertEq(found, 1, "one mapping is kept by token");
    }
}
