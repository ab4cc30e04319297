// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { DenyListRule } from "../../../contracts/compliance/rules/DenyListRule.sol";
import { Rule } from "../../../contracts/compliance/rules/Rulebook.sol";
import { RuleCase } from "../../support/RuleCase.sol";

contract DenyListRuleTest is RuleCase {
    function _one(address account) private pure returns (address[] memory accounts) {
        accounts = new address[](1);
        accounts[0] = account;
    }

    function _deny(address account, bool denied) private {
        compliance.setDenyList(address(token), _one(account), denied);
    }

    function _on(address account) private pure returns (bytes memory) {
        return abi.encodeWithSelector(DenyListRule.OnTokenDenyList.selector, account);
    }

    function test_IsSetByTheTokensOwner() public {
        bytes memory setter = abi.encodeCall(compliance.setDenyList, (address(token), _one(buyer), true));
        assertTokensOwnerSets(setter, Rule.DenyList, abi.encode(_one(buyer), true));
    }

    function test_RevertWhen_TheZeroAddressIsListed() public {
        address[] memory accounts = new address[](2);
        accounts[0] = buyer;
        bytes memory setter = abi.encodeCall(compliance.setDenyList, (address(token), accounts, true));
        assertOutOfRange(setter, Rule.DenyList, 1);
    }

    function test_RevertWhen_EitherSideIsListedByWallet() public {
        _deny(buyer, true);
        token.forcedTransfer(seller, buyer, 1e6);
        assertRefusedForGood(seller, buyer, 1e6, _on(buyer));
        assertRefusedForGood(buyer, seller, 1e6, _on(buyer));
        assertRefusedForGood(buyer, other, 0, _on(buyer));
        assertRefusedForGood(buyer, buyer, 1e6, _on(buyer));
        assertMintRefused(buyer, 1e6, _on(buyer));
    }

    function test_RevertWhen_EitherSideIsListedByIdentity() public {
        linkTo(buyer, walletAt(21));
        token.mint(walletAt(21), 1e6);
        _deny(identityFor(buyer), true);
        assertRefusedForGood(seller, buyer, 1e6, _on(buyer));
        assertRefusedForGood(walletAt(21), other, 1e6, _on(walletAt(21)));
        assertMintRefused(walletAt(21), 1e6, _on(walletAt(21)));
    }

    function test_AWalletListedByItselfLeavesTheOthersOfItsIdentityAlone() public {
        linkTo(buyer, walletAt(21));
        _deny(buyer, true);
        assertPasses(seller, walletAt(21), 1e6);
    }

    function test_RevertWhen_TheSpenderIsListed() public {
        _deny(other, true);
        vm.prank(seller);
        token.approve(other, 1e6);
        vm.expectRevert(_on(other));
        vm.prank(other);
        token.transferFrom(seller, buyer, 1e6);
    }

    function test_RevertWhen_TheSpenderIsAnotherWalletOfAListedIdentity() public {
        linkTo(other, walletAt(21));
        vm.prank(seller);
        token.approve(walletAt(21), 2e6);
        vm.prank(walletAt(21));
        token.transferFrom(seller, buyer, 1e6);
        _deny(identityFor(other), true);
        vm.expectRevert(_on(walletAt(21)));
        vm.prank(walletAt(21));
        token.transferFrom(seller, buyer, 1e6);
        assertPasses(seller, buyer, 1e6);
    }

    function test_ASpenderNobodyRegisteredIsOnNoList() public {
        _deny(identityFor(other), true);
        vm.prank(seller);
        token.approve(walletAt(99), 1e6);
        vm.prank(walletAt(99));
        token.transferFrom(seller, buyer, 1e6);
        vm.assertEq(token.balanceOf(buyer), 1e6, "sent");
    }

    function test_EndsWhenTheAccountIsTakenOffTheList() public {
        _deny(buyer, true);
        _deny(identityFor(buyer), true);
        _deny(buyer, false);
        assertRefusedForGood(seller, buyer, 1e6, _on(buyer));
        _deny(identityFor(buyer), false);
        assertPasses(seller, buyer, 1e6);
        assertMintPasses(buyer, 1e6);
    }

    function test_BarsNoActOfLaw() public {
        _deny(buyer, true);
        assertNoBarToActsOfLaw(seller, buyer, 1e6);
    }

    function test_IsEachTokensOwn() public {
        _deny(buyer, true);
        token = deployToken("B");
        token.mint(seller, 1e6);
        compliance.setDenyList(address(token), new address[](0), true);
        assertPasses(seller, buyer, 1e6);
    }

    function test_BindsHoldersOfAForeignRegistry() public {
        moveToForeignRegistry();
        _deny(identityFor(buyer), true);
        assertRefusedForGood(seller, buyer, 1e6, _on(buyer));
        assertPasses(seller, other, 1e6);
    }
}
