// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { InvestorClassRule } from "../../../contracts/compliance/rules/InvestorClassRule.sol";
import { Rule } from "../../../contracts/compliance/rules/Rulebook.sol";
import { RuleCase } from "../../support/RuleCase.sol";

contract InvestorClassRuleTest is RuleCase {
    uint8 private constant RETAIL = 1;
    uint8 private constant INSTITUTIONAL = 3;
    uint8 private constant ALL_CLASSES = 31;

    function _not(address receiver, uint256 class) private pure returns (bytes memory) {
        return abi.encodeWithSelector(InvestorClassRule.ClassNotAllowed.selector, receiver, class);
    }

    function _allow(uint8 class) private {
        compliance.setInvestorClasses(address(token), uint8(1 << class));
    }

    function test_IsSetByTheTokensOwner() public {
        bytes memory setter = abi.encodeCall(compliance.setInvestorClasses, (address(token), ALL_CLASSES));
        assertTokensOwnerSets(setter, Rule.InvestorClass, abi.encode(ALL_CLASSES));
    }

    function test_RevertWhen_NoClassOrAClassBeyondTheLastIsSet() public {
        for (uint256 classes = 0; classes <= type(uint8).max; ++classes) {
            if (classes != 0 && classes <= ALL_CLASSES) continue;
            bytes memory setter = abi.encodeCall(compliance.setInvestorClasses, (address(token), uint8(classes)));
            assertOutOfRange(setter, Rule.InvestorClass, classes);
        }
    }

    function test_RevertWhen_TheReceiversClassIsNotAllowed() public {
        _allow(INSTITUTIONAL);
        assertRefusedForGood(seller, buyer, 1e6, _not(buyer, PROFESSIONAL));
        assertRefusedForGood(seller, buyer, 0, _not(buyer, PROFESSIONAL));
        assertRefusedForGood(seller, seller, 1e6, _not(seller, PROFESSIONAL));
        assertMintRefused(buyer, 1e6, _not(buyer, PROFESSIONAL));
    }

    function test_TheSendersClassDoesNotMatter() public {
        _allow(INSTITUTIONAL);
        admitAs(walletAt(3_000), INSTITUTIONAL);
        assertPasses(seller, walletAt(3_000), 1e6);
        assertMintPasses(walletAt(3_000), 1e6);
    }

    function test_EndsWhenTheRegistryRecordsAnotherClass() public {
        _allow(INSTITUTIONAL);
        assertRefusedForGood(seller, buyer, 1e6, _not(buyer, PROFESSIONAL));
        registry.updateProfile(buyer, INSTITUTIONAL, false, false);
        assertPasses(seller, buyer, 1e6);
    }

    function test_BarsNoActOfLaw() public {
        _allow(RETAIL);
        assertNoBarToActsOfLaw(seller, buyer, 1e6);
    }

    function test_InvestorsOfAForeignRegistryHaveNoClass() public {
        moveToForeignRegistry();
        _allow(PROFESSIONAL);
        assertRefusedForGood(seller, buyer, 1e6, _not(buyer, 0));
        _allow(0);
        assertPasses(seller, buyer, 1e6);
    }

    function testFuzz_ExactlyTheClassesOfTheSetReceive(uint8 classes, uint8 class) public {
        classes = uint8(bound(classes, 1, ALL_CLASSES));
        class = uint8(bound(class, 1, 4));
        compliance.setInvestorClasses(address(token), classes);
        registry.updateProfile(buyer, class, false, false);
        vm.assertTrue(token.canTransfer(seller, buyer, 1e6) == ((classes >> class) & 1 == 1), "in the set");
    }
}
