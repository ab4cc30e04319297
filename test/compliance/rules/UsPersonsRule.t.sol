// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Rule } from "../../../contracts/compliance/rules/Rulebook.sol";
import { UsPersonsRule } from "../../../contracts/compliance/rules/UsPersonsRule.sol";
import { InvestorFacts } from "../../../contracts/identity/interfaces/IEligibility.sol";
import { RuleCase } from "../../support/RuleCase.sol";

contract UsPersonsRuleTest is RuleCase {
    address private american = walletAt(840);

    function setUp() public override {
        super.setUp();
        InvestorFacts memory facts = factsOf(american);
        facts.usPerson = true;
        admit(facts);
    }

    function _refused(address receiver) private pure returns (bytes memory) {
        return abi.encodeWithSelector(UsPersonsRule.UsPersonNotAllowed.selector, receiver);
    }

    function test_IsSetByTheTokensOwner() public {
        bytes memory setter = abi.encodeCall(compliance.setUsPersons, (address(token)));
        assertTokensOwnerSets(setter, Rule.UsPersons, "");
    }

    function test_UsPersonsReceiveWhileTheRuleIsOff() public {
        assertPasses(seller, american, 1e6);
        assertMintPasses(american, 1e6);
    }

    function test_RevertWhen_TheReceiverIsAUsPerson() public {
        compliance.setUsPersons(address(token));
        assertRefusedForGood(seller, american, 1e6, _refused(american));
        assertRefusedForGood(seller, american, 0, _refused(american));
        assertMintRefused(american, 1e6, _refused(american));
    }

    function test_AUsPersonSellsButMovesNothingToItself() public {
        token.mint(american, 10e6);
        compliance.setUsPersons(address(token));
        assertRefusedForGood(american, american, 1e6, _refused(american));
        assertPasses(american, buyer, 10e6);
    }

    function test_EndsWhenTheRegistryNoLongerRecordsAUsPerson() public {
        compliance.setUsPersons(address(token));
        assertRefusedForGood(seller, american, 1e6, _refused(american));
        registry.updateProfile(american, PROFESSIONAL, false, false);
        assertPasses(seller, american, 1e6);
    }

    function test_BarsNoActOfLaw() public {
        compliance.setUsPersons(address(token));
        assertNoBarToActsOfLaw(seller, american, 1e6);
    }

    function test_AForeignRegistryTellsOfNoUsPersons() public {
        compliance.setUsPersons(address(token));
        moveToForeignRegistry();
        assertPasses(seller, buyer, 1e6);
    }
}
