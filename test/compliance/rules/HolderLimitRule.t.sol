// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { HolderLimitRule } from "../../../contracts/compliance/rules/HolderLimitRule.sol";
import { Rule } from "../../../contracts/compliance/rules/Rulebook.sol";
import { InvestorFacts } from "../../../contracts/identity/interfaces/IEligibility.sol";
import { RuleCase } from "../../support/RuleCase.sol";

contract HolderLimitRuleTest is RuleCase {
    uint16 private constant SINGAPORE = 702;
    uint8 private constant INSTITUTIONAL = 3;

    function setUp() public override {
        super.setUp();
        compliance.setHolderLimit(address(token), 0);
        _recount(seller);
    }

    function _recount(address wallet) private {
        address[] memory wallets = new address[](1);
        wallets[0] = wallet;
        compliance.recount(address(token), wallets);
    }

    function _limit(uint32 limit) private {
        compliance.setHolderLimit(address(token), limit);
    }

    function _limitCountry(uint16 country, uint32 limit) private {
        compliance.setCountryHolderLimit(address(token), country, limit);
    }

    function _reached(uint256 limit) private pure returns (bytes memory) {
        return abi.encodeWithSelector(HolderLimitRule.HolderLimitReached.selector, limit);
    }

    function _countryReached(uint16 country, uint256 limit) private pure returns (bytes memory) {
        return abi.encodeWithSelector(HolderLimitRule.CountryHolderLimitReached.selector, country, limit);
    }

    function _classReached(uint256 class, uint256 limit) private pure returns (bytes memory) {
        return abi.encodeWithSelector(HolderLimitRule.ClassHolderLimitReached.selector, class, limit);
    }

    // Settings

    function test_TheLimitInAllIsSetByTheTokensOwner() public {
        bytes memory setter = abi.encodeCall(compliance.setHolderLimit, (address(token), 7));
        assertTokensOwnerSets(setter, Rule.HolderLimit, abi.encode(0, 0, 7));
    }

    function test_ACountrysLimitIsSetByTheTokensOwner() public {
        bytes memory setter = abi.encodeCall(compliance.setCountryHolderLimit, (address(token), HONG_KONG, 7));
        assertTokensOwnerSets(setter, Rule.HolderLimit, abi.encode(HONG_KONG, 0, 7));
    }

    function test_AClasssLimitIsSetByTheTokensOwner() public {
        bytes memory setter = abi.encodeCall(compliance.setClassHolderLimit, (address(token), PROFESSIONAL, 7));
        assertTokensOwnerSets(setter, Rule.HolderLimit, abi.encode(0, PROFESSIONAL, 7));
    }

    function test_RevertWhen_CountryOrClassDoNotExist() public {
        bytes memory setter = abi.encodeCall(compliance.setCountryHolderLimit, (address(token), 0, 7));
        assertOutOfRange(setter, Rule.HolderLimit, 0);
        setter = abi.encodeCall(compliance.setCountryHolderLimit, (address(token), 1_000, 7));
        assertOutOfRange(setter, Rule.HolderLimit, 1_000);
        setter = abi.encodeCall(compliance.setClassHolderLimit, (address(token), 0, 7));
        assertOutOfRange(setter, Rule.HolderLimit, 0);
        setter = abi.encodeCall(compliance.setClassHolderLimit, (address(token), 5, 7));
        assertOutOfRange(setter, Rule.HolderLimit, 5);
        compliance.setCountryHolderLimit(address(token), 999, 7);
        compliance.setClassHolderLimit(address(token), 4, 7);
    }

    // In all

    function test_ALimitOfZeroIsNone() public {
        assertPasses(seller, buyer, 1e6);
        assertPasses(seller, other, 1e6);
    }

    function test_RevertWhen_OneHolderTooManyBuysOrIsMintedTo() public {
        _limit(2);
        assertPasses(seller, buyer, 10e6);
        assertRefusedForGood(seller, other, 1e6, _reached(2));
        assertMintRefused(other, 1e6, _reached(2));
    }

    function test_WhoHoldsBuysMoreAndMovesNothingAtTheLimit() public {
        _limit(1);
        assertMintPasses(seller, 1e6);
        assertPasses(seller, seller, 1e6);
        assertPasses(seller, buyer, 0);
        assertRefusedForGood(seller, buyer, 1, _reached(1));
    }

    function test_EndsWhenAHolderSellsOutOrTheLimitIsRaised() public {
        _limit(2);
        send(seller, buyer, 10e6);
        assertRefusedForGood(seller, other, 1e6, _reached(2));
        send(buyer, seller, 10e6);
        assertPasses(seller, other, 1e6);
        _limit(3);
        assertPasses(seller, buyer, 1e6);
    }

    function test_WhoSellsAllMakesRoomForItsBuyer() public {
        _limit(1);
        assertRefusedForGood(seller, buyer, HELD - 1, _reached(1));
        assertPasses(seller, buyer, HELD);
        assertPasses(buyer, other, HELD);
    }

    function test_BurnsForcedTransfersAndRecoveriesAreCountedAndNeverRefused() public {
        _limit(1);
        token.forcedTransfer(seller, buyer, 1e6);
        token.forcedTransfer(seller, other, 1e6);
        linkTo(other, walletAt(31));
        token.recoveryAddress(other, walletAt(31), identityFor(other));
        _limit(3);
        assertRefusedForGood(seller, _newcomer(1), 1e6, _reached(3));
        token.burn(walletAt(31), 1e6);
        assertPasses(seller, _newcomer(2), 1e6);
        assertRefusedForGood(seller, _newcomer(3), 1e6, _reached(3));
        assertNoBarToActsOfLaw(seller, _newcomer(4), 1e6);
    }

    function _newcomer(uint256 number) private returns (address wallet) {
        wallet = walletAt(400 + number);
        admit(wallet);
    }

    // Investors, not wallets

    function test_TheWalletsOfOneInvestorCountOnce() public {
        linkTo(seller, walletAt(11));
        linkTo(seller, walletAt(12));
        _limit(1);
        assertPasses(seller, walletAt(11), 10e6);
        assertPasses(walletAt(11), walletAt(12), 10e6);
        assertMintPasses(walletAt(11), 1e6);
        assertRefusedForGood(walletAt(12), buyer, 10e6, _reached(1));
    }

    function test_AnInvestorLeavesWithItsLastWallet() public {
        linkTo(seller, walletAt(11));
        send(seller, walletAt(11), 10e6);
        _limit(1);
        assertRefusedForGood(walletAt(11), buyer, 10e6, _reached(1));
        token.burn(seller, HELD - 10e6);
        assertPasses(walletAt(11), buyer, 10e6);
    }

    function test_OfAForeignRegistryInvestorsCountByIdentityAndInNoClass() public {
        moveToForeignRegistry().registerIdentity(walletAt(11), identityFor(seller), HONG_KONG);
        _limit(1);
        assertPasses(seller, walletAt(11), 10e6);
        assertRefusedForGood(seller, buyer, 1e6, _reached(1));
        _limit(0);
        send(seller, buyer, 1e6);
        for (uint8 class = 1; class <= 4; ++class) compliance.setClassHolderLimit(address(token), class, 1);
        assertPasses(seller, other, 1e6);
    }

    // Countries and classes

    function test_RevertWhen_OneHolderTooManyOfACountry() public {
        _limitCountry(SINGAPORE, 1);
        admitFrom(walletAt(71), SINGAPORE);
        admitFrom(walletAt(72), SINGAPORE);
        assertPasses(seller, walletAt(71), 10e6);
        assertRefusedForGood(seller, walletAt(72), 1e6, _countryReached(SINGAPORE, 1));
        assertMintRefused(walletAt(72), 1e6, _countryReached(SINGAPORE, 1));
        assertPasses(seller, buyer, 1e6);
        assertPasses(walletAt(71), walletAt(72), 10e6);
        token.burn(walletAt(72), 10e6);
        assertPasses(seller, walletAt(71), 10e6);
    }

    function test_WhoLeavesAnotherCountryMakesNoRoomInThisOne() public {
        _limitCountry(HONG_KONG, 1);
        admitFrom(walletAt(71), SINGAPORE);
        send(seller, walletAt(71), 10e6);
        assertRefusedForGood(walletAt(71), buyer, 10e6, _countryReached(HONG_KONG, 1));
    }

    function test_RevertWhen_OneHolderTooManyOfAClass() public {
        compliance.setClassHolderLimit(address(token), INSTITUTIONAL, 1);
        admitAs(walletAt(71), INSTITUTIONAL);
        admitAs(walletAt(72), INSTITUTIONAL);
        assertPasses(seller, walletAt(71), 10e6);
        assertRefusedForGood(seller, walletAt(72), 1e6, _classReached(INSTITUTIONAL, 1));
        assertMintRefused(walletAt(72), 1e6, _classReached(INSTITUTIONAL, 1));
        assertPasses(walletAt(71), walletAt(72), 10e6);
        compliance.setClassHolderLimit(address(token), PROFESSIONAL, 1);
        assertRefusedForGood(walletAt(72), buyer, 10e6, _classReached(PROFESSIONAL, 1));
    }

    // What the registry changes meanwhile

    function test_WhatWasCountedIsTakenOffAlthoughTheInvestorMovedMeanwhile() public {
        registry.updateCountry(seller, SINGAPORE);
        _limitCountry(HONG_KONG, 1);
        assertRefusedForGood(seller, buyer, 1e6, _countryReached(HONG_KONG, 1));
        token.burn(seller, HELD);
        assertMintPasses(buyer, 1e6);
        assertMintRefused(other, 1e6, _countryReached(HONG_KONG, 1));
    }

    function test_ARecountMovesAnInvestorToItsNewCountryAndClass() public {
        registry.updateCountry(seller, SINGAPORE);
        registry.updateProfile(seller, INSTITUTIONAL, false, false);
        vm.prank(other);
        _recount(seller);
        _limitCountry(HONG_KONG, 1);
        assertPasses(seller, buyer, 1e6);
        _limitCountry(HONG_KONG, 0);
        _limitCountry(SINGAPORE, 1);
        compliance.setClassHolderLimit(address(token), INSTITUTIONAL, 1);
        admitFrom(walletAt(71), SINGAPORE);
        admitAs(walletAt(72), INSTITUTIONAL);
        assertRefusedForGood(seller, walletAt(71), 1e6, _countryReached(SINGAPORE, 1));
        assertRefusedForGood(seller, walletAt(72), 1e6, _classReached(INSTITUTIONAL, 1));
    }

    function test_ARecountOfAllItsWalletsMovesAnInvestorWithSeveral() public {
        linkTo(seller, walletAt(11));
        send(seller, walletAt(11), 10e6);
        registry.updateCountry(seller, SINGAPORE);
        _limitCountry(HONG_KONG, 1);
        address[] memory wallets = new address[](2);
        (wallets[0], wallets[1]) = (seller, walletAt(11));
        compliance.recount(address(token), wallets);
        assertPasses(seller, buyer, 1e6);
    }

    function test_AWalletThatChangedItsIdentityIsTakenOffTheOldOne() public {
        send(seller, buyer, 10e6);
        later(1);
        registry.deleteIdentity(buyer);
        later(1);
        InvestorFacts memory facts = factsOf(buyer);
        facts.identity = identityFor(other);
        admit(facts);
        _limit(2);
        assertRefusedForGood(seller, _newcomer(1), 1e6, _reached(2));
        send(buyer, seller, 10e6);
        assertPasses(seller, _newcomer(2), 1e6);
        assertRefusedForGood(seller, _newcomer(3), 1e6, _reached(2));
    }

    // Off and on

    function test_TurnedOnLateTheBookStartsEmptyAndARecountFillsIt() public {
        token = deployToken("B");
        token.mint(seller, HELD);
        token.mint(buyer, 10e6);
        _limit(2);
        assertPasses(seller, other, 1e6);
        _recount(seller);
        _recount(seller);
        assertRefusedForGood(seller, _newcomer(1), 1e6, _reached(2));
        _recount(buyer);
        _limit(3);
        assertRefusedForGood(seller, _newcomer(2), 1e6, _reached(3));
    }

    function test_WhoSoldOutWhileTheRuleWasOffIsTakenOffByARecount() public {
        send(seller, buyer, 10e6);
        compliance.disableRule(address(token), Rule.HolderLimit);
        send(buyer, seller, 10e6);
        _limit(2);
        assertRefusedForGood(seller, other, 1e6, _reached(2));
        _recount(buyer);
        assertPasses(seller, other, 1e6);
    }

    function test_ARecountOfStrangersChangesNothing() public {
        _recount(walletAt(9_999));
        _recount(address(0));
        _recount(buyer);
        _limit(1);
        assertRefusedForGood(seller, buyer, 1e6, _reached(1));
    }

    function test_WhoSoldOutWhileTheRuleWasOffAndBuysAgainIsCountedOnce() public {
        send(seller, buyer, 10e6);
        compliance.disableRule(address(token), Rule.HolderLimit);
        send(buyer, seller, 10e6);
        _limit(0);
        send(seller, buyer, 10e6);
        _limit(3);
        assertPasses(seller, other, 1e6);
        assertRefusedForGood(seller, _newcomer(1), 1e6, _reached(3));
    }
}
