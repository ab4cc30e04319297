// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { CounterpartiesRule } from "../../../contracts/compliance/rules/CounterpartiesRule.sol";
import { Rule } from "../../../contracts/compliance/rules/Rulebook.sol";
import { RuleCase } from "../../support/RuleCase.sol";

contract CounterpartiesRuleTest is RuleCase {
    function _one(address account) private pure returns (address[] memory accounts) {
        accounts = new address[](1);
        accounts[0] = account;
    }

    function _approve(address account, bool approved) private {
        compliance.setCounterparties(address(token), _one(account), approved);
    }

    function _none(address sender, address receiver) private pure returns (bytes memory) {
        return abi.encodeWithSelector(CounterpartiesRule.NoApprovedCounterparty.selector, sender, receiver);
    }

    function test_IsSetByTheTokensOwner() public {
        bytes memory setter = abi.encodeCall(compliance.setCounterparties, (address(token), _one(buyer), true));
        assertTokensOwnerSets(setter, Rule.Counterparties, abi.encode(_one(buyer), true));
    }

    function test_RevertWhen_NeitherSideIsApproved() public {
        _approve(other, true);
        assertRefusedForGood(seller, buyer, 1e6, _none(seller, buyer));
        assertRefusedForGood(seller, buyer, 0, _none(seller, buyer));
        assertRefusedForGood(seller, seller, 1e6, _none(seller, seller));
    }

    function test_OneApprovedSideIsEnough() public {
        _approve(other, true);
        assertPasses(seller, other, 2e6);
        assertPasses(other, buyer, 1e6);
        assertPasses(other, other, 1e6);
    }

    function test_EndsWithAnApprovalAndStartsAgainWithItsEnd() public {
        compliance.setCounterparties(address(token), new address[](0), true);
        assertRefusedForGood(seller, buyer, 1e6, _none(seller, buyer));
        _approve(buyer, true);
        assertPasses(seller, buyer, 1e6);
        _approve(buyer, false);
        assertRefusedForGood(seller, buyer, 1e6, _none(seller, buyer));
    }

    function test_ApprovalIsByWalletSoLinkedWalletsNeedTheirOwn() public {
        linkTo(seller, walletAt(11));
        _approve(walletAt(11), true);
        assertPasses(seller, walletAt(11), 1e6);
        assertRefusedForGood(seller, buyer, 1e6, _none(seller, buyer));
        assertPasses(walletAt(11), buyer, 1e6);
    }

    function test_BarsNoMintAndNoActOfLaw() public {
        _approve(other, true);
        assertMintPasses(buyer, 1e6);
        assertNoBarToActsOfLaw(seller, buyer, 1e6);
    }

    function test_BindsHoldersOfAForeignRegistry() public {
        moveToForeignRegistry();
        _approve(other, true);
        assertRefusedForGood(seller, buyer, 1e6, _none(seller, buyer));
        assertPasses(seller, other, 1e6);
    }
}
