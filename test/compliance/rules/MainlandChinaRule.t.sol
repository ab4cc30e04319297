// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Compliance } from "../../../contracts/compliance/Compliance.sol";
import { MainlandChinaRule } from "../../../contracts/compliance/rules/MainlandChinaRule.sol";
import { Rule } from "../../../contracts/compliance/rules/Rulebook.sol";
import { ITrexRegistry, RuleCase } from "../../support/RuleCase.sol";

contract MainlandChinaRuleTest is RuleCase {
    uint16 private constant MAINLAND = 156;
    address private shanghai = walletAt(156);

    function setUp() public override {
        super.setUp();
        admitFrom(shanghai, MAINLAND);
    }

    function _closed(address receiver) private pure returns (bytes memory) {
        return abi.encodeWithSelector(MainlandChinaRule.MainlandChinaClosed.selector, receiver);
    }

    function test_IsTheOnlyRuleThatIsOnFromTheStart() public view {
        vm.assertEq(compliance.enabledRules(address(token)), 1 << uint256(Rule.MainlandChina), "rules on");
    }

    function test_IsOnFromTheStartAlsoWhereOtherRulesWereSetBeforehand() public {
        Compliance next = new Compliance(address(this), false);
        next.setLotSize(address(token), 1);
        token.setCompliance(address(next));
        vm.assertEq(next.enabledRules(address(token)) & 1, 1, "the mainland is closed");
    }

    function test_IsSetByTheTokensOwner() public {
        bytes memory setter = abi.encodeCall(compliance.setMainlandChina, (address(token)));
        assertTokensOwnerSets(setter, Rule.MainlandChina, "");
    }

    function test_RevertWhen_TheReceiverIsInTheMainland() public {
        assertRefusedForGood(seller, shanghai, 1e6, _closed(shanghai));
        assertRefusedForGood(seller, shanghai, 0, _closed(shanghai));
    }

    function test_RevertWhen_MintingToTheMainland() public {
        assertMintRefused(shanghai, 1e6, _closed(shanghai));
    }

    function test_EndsWhenTheRegistryRecordsAnotherCountry() public {
        assertRefusedForGood(seller, shanghai, 1e6, _closed(shanghai));
        registry.updateCountry(shanghai, HONG_KONG);
        assertPasses(seller, shanghai, 1e6);
    }

    function test_EndsWhenTheRuleIsTurnedOff() public {
        compliance.disableRule(address(token), Rule.MainlandChina);
        assertPasses(seller, shanghai, 1e6);
        assertMintPasses(shanghai, 1e6);
    }

    function test_AHolderWhoMovedToTheMainlandSellsButMovesNothingToItself() public {
        registry.updateCountry(seller, MAINLAND);
        linkTo(seller, walletAt(11));
        assertRefusedForGood(seller, walletAt(11), 1e6, _closed(walletAt(11)));
        assertRefusedForGood(seller, seller, 1e6, _closed(seller));
        assertPasses(seller, buyer, HELD);
    }

    function test_BarsNoActOfLaw() public {
        assertNoBarToActsOfLaw(seller, shanghai, 1e6);
    }

    function test_TheRetainerIsExceptedWithAllItsWallets() public {
        compliance.setRiskRetention(address(token), identityFor(shanghai), 0, 0);
        linkTo(shanghai, walletAt(157));
        assertPasses(seller, shanghai, 1e6);
        assertPasses(seller, walletAt(157), 1e6);
        assertMintPasses(shanghai, 1e6);
    }

    function test_RevertWhen_TheReceiverIsInTheMainlandAndSomebodyElseRetains() public {
        compliance.setRiskRetention(address(token), identityFor(buyer), 0, 0);
        assertRefusedForGood(seller, shanghai, 1e6, _closed(shanghai));
    }

    function test_RevertWhen_TheRetentionThatExceptedTheHolderIsOff() public {
        compliance.setRiskRetention(address(token), identityFor(shanghai), 0, 0);
        compliance.disableRule(address(token), Rule.RiskRetention);
        assertRefusedForGood(seller, shanghai, 1e6, _closed(shanghai));
    }

    function test_RevertWhen_AForeignRegistrySaysMainland() public {
        ITrexRegistry foreign = moveToForeignRegistry();
        foreign.updateCountry(buyer, MAINLAND);
        assertRefusedForGood(seller, buyer, 1e6, _closed(buyer));
        foreign.updateCountry(buyer, HONG_KONG);
        assertPasses(seller, buyer, 1e6);
    }

    function testFuzz_NoOtherCountryIsClosed(uint16 country) public {
        country = uint16(bound(country, 1, 999));
        address receiver = walletAt(5_000);
        admitFrom(receiver, country);
        if (country == MAINLAND) assertRefusedForGood(seller, receiver, 1e6, _closed(receiver));
        else assertPasses(seller, receiver, 1e6);
    }
}
