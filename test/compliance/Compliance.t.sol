// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IERC165 } from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

import { Compliance } from "../../contracts/compliance/Compliance.sol";
import { ICompliance, IModularCompliance } from "../../contracts/compliance/interfaces/ICompliance.sol";
import { IMovementGate, Movement } from "../../contracts/compliance/interfaces/IMovementGate.sol";
import { IExplanation, IRuleSettings } from "../../contracts/compliance/interfaces/IRuleSettings.sol";
import { LotSizeRule } from "../../contracts/compliance/rules/LotSizeRule.sol";
import { Rule } from "../../contracts/compliance/rules/Rulebook.sol";
import { SecurityToken } from "../../contracts/token/SecurityToken.sol";
import { RuleCase } from "../support/RuleCase.sol";

/// @dev Whom a compliance contract serves, and who may speak to it.
contract ComplianceTest is RuleCase {
    Compliance private own;

    function setUp() public override {
        super.setUp();
        own = new Compliance(address(this), true);
    }

    function _notBound(address caller) private pure returns (bytes memory) {
        return abi.encodeWithSelector(Compliance.TokenNotBound.selector, caller);
    }

    function _neither(address caller) private pure returns (bytes memory) {
        return abi.encodeWithSelector(Compliance.NotTokenNorOwner.selector, caller);
    }

    // Binding to the contract that serves many

    function test_ATokenBindsItselfWhenItsOwnerSetsTheCompliance() public {
        Compliance next = new Compliance(address(0xDEAD), false);
        vm.expectEmit(true, true, true, true, address(compliance));
        emit ICompliance.TokenUnbound(address(token));
        vm.expectEmit(true, true, true, true, address(next));
        emit ICompliance.TokenBound(address(token));
        token.setCompliance(address(next));
        vm.assertTrue(next.isTokenBound(address(token)), "bound there");
        vm.assertFalse(compliance.isTokenBound(address(token)), "no longer here");
        vm.assertEq(next.getTokenBound(), address(0), "several may be bound");
    }

    function test_RevertWhen_AnybodyButTheTokenBindsOrUnbindsItThere() public {
        vm.expectRevert(_neither(address(this)));
        compliance.unbindToken(address(token));
        vm.expectRevert(_neither(seller));
        vm.prank(seller);
        compliance.unbindToken(address(token));
        vm.expectRevert(_neither(address(this)));
        compliance.bindToken(address(token));
    }

    function test_RevertWhen_WhatIsBoundHasNoCodeOrWhatIsUnboundIsNotBound() public {
        vm.expectRevert(abi.encodeWithSelector(Compliance.TokenHasNoCode.selector, seller));
        vm.prank(seller);
        compliance.bindToken(seller);
        vm.expectRevert(_notBound(seller));
        vm.prank(seller);
        compliance.unbindToken(seller);
    }

    function test_BindingAgainChangesNothingAndComingBackKeepsTheRules() public {
        compliance.setLotSize(address(token), 10e6);
        compliance.disableRule(address(token), Rule.MainlandChina);
        vm.prank(address(token));
        compliance.bindToken(address(token));
        vm.assertEq(compliance.enabledRules(address(token)), 1 << uint256(Rule.LotSize), "as before");
        token.setCompliance(address(own));
        assertPasses(seller, buyer, 1e6);
        token.setCompliance(address(compliance));
        assertRefused(seller, buyer, 1e6, abi.encodeWithSelector(LotSizeRule.NotInWholeLots.selector, 1e6, 10e6));
        vm.assertTrue(isOn(Rule.MainlandChina), "the mainland is closed again");
    }

    /// @dev While mainland China is all that is closed, a token does not ask its compliance contract: it must notice.
    function test_RulesSetBeforeBindingOrWhileAwayBindFromTheFirstTransfer() public {
        bytes memory reason = abi.encodeWithSelector(LotSizeRule.NotInWholeLots.selector, 1e6, 10e6);
        token.setCompliance(address(own));
        compliance.setLotSize(address(token), 10e6);
        token.setCompliance(address(compliance));
        assertRefused(seller, buyer, 1e6, reason);
        compliance.disableRule(address(token), Rule.LotSize);
        assertPasses(seller, buyer, 1e6);
        compliance.disableRule(address(token), Rule.MainlandChina);
        compliance.setLotSize(address(token), 10e6);
        assertRefused(seller, buyer, 1e6, reason);
    }

    // Binding to a contract of one's own

    function test_TheContractOfOneTokenNamesIt() public {
        token.setCompliance(address(own));
        vm.assertEq(own.getTokenBound(), address(token), "the only one");
        token.setCompliance(address(compliance));
        vm.assertEq(own.getTokenBound(), address(0), "let go");
    }

    function test_ItsOwnerBindsAndUnbindsTheTokenToo() public {
        own.bindToken(address(token));
        vm.assertEq(own.getTokenBound(), address(token), "bound");
        own.unbindToken(address(token));
        vm.assertFalse(own.isTokenBound(address(token)), "unbound");
    }

    function test_RevertWhen_ASecondTokenBindsItself() public {
        token.setCompliance(address(own));
        SecurityToken second = deployToken("B");
        vm.expectRevert(abi.encodeWithSelector(Compliance.ServesAnotherToken.selector, address(token)));
        second.setCompliance(address(own));
        vm.expectRevert(abi.encodeWithSelector(Compliance.ServesAnotherToken.selector, address(token)));
        own.bindToken(address(second));
        own.unbindToken(address(token));
        second.setCompliance(address(own));
        vm.assertEq(own.getTokenBound(), address(second), "the place is free again");
    }

    function test_RevertWhen_AStrangersTokenTakesThePlace() public {
        SecurityToken strange = deployToken("B");
        strange.transferOwnership(seller);
        vm.expectRevert(_neither(address(strange)));
        vm.prank(seller);
        strange.setCompliance(address(own));
        vm.expectRevert(_neither(seller));
        vm.prank(seller);
        own.bindToken(address(strange));
    }

    function test_ATokenThatWasLetGoMovesAgainOnceItsOwnerSetsAnother() public {
        token.setCompliance(address(own));
        own.unbindToken(address(token));
        vm.assertFalse(token.canTransfer(seller, buyer, 1e6), "nobody to ask");
        vm.expectRevert(_notBound(address(token)));
        send(seller, buyer, 1e6);
        token.setCompliance(address(compliance));
        assertPasses(seller, buyer, 1e6);
    }

    // Who may speak

    function test_RevertWhen_AStrangerTellsOfMovements() public {
        Movement memory m;
        vm.expectRevert(_notBound(address(this)));
        compliance.enforce(m);
        vm.expectRevert(_notBound(address(this)));
        compliance.requireAllowed(m);
        vm.expectRevert(_notBound(address(this)));
        compliance.transferred(seller, buyer, 1);
        vm.expectRevert(_notBound(address(this)));
        compliance.created(buyer, 1);
        vm.expectRevert(_notBound(address(this)));
        compliance.destroyed(seller, 1);
        vm.expectRevert(_neither(address(this)));
        compliance.book(address(token), m);
        vm.expectRevert(_neither(address(token)));
        vm.prank(address(token));
        compliance.book(address(token), m);
        vm.assertFalse(compliance.allows(m), "nothing is allowed to a stranger");
    }

    function test_RevertWhen_AStrangerAsksTheContractOfManyInTheStandardsWords() public {
        vm.expectRevert(abi.encodeWithSelector(Compliance.WhichToken.selector));
        compliance.canTransfer(seller, buyer, 1e6);
        vm.prank(address(token));
        vm.assertTrue(compliance.canTransfer(seller, buyer, 1e6), "the token may ask");
    }

    function test_AnybodyAsksTheContractOfOneTokenInTheStandardsWords() public {
        token.setCompliance(address(own));
        own.setLotSize(address(token), 10e6);
        own.setSupplyLimit(address(token), uint96(HELD + 10e6));
        vm.assertTrue(own.canTransfer(seller, buyer, 10e6), "a whole lot");
        vm.assertFalse(own.canTransfer(seller, buyer, 1e6), "not a whole lot");
        vm.assertFalse(own.canTransfer(seller, buyer, HELD + 10e6), "more than is held");
        vm.assertTrue(own.canTransfer(address(0), buyer, 10e6), "a mint up to the limit");
        vm.assertFalse(own.canTransfer(address(0), buyer, 20e6), "a mint beyond");
        vm.assertFalse(own.canTransfer(address(0), buyer, type(uint256).max), "a mint of anything");
    }

    function test_ItsOwnTokenIsRefusedWithTheRulesOwnErrorBeforeItMoves() public {
        token.setCompliance(address(own));
        own.setLotSize(address(token), 10e6);
        compliance = own;
        bytes memory reason = abi.encodeWithSelector(LotSizeRule.NotInWholeLots.selector, 1e6, 10e6);
        assertRefusedForGood(seller, buyer, 1e6, reason);
        assertMintRefused(buyer, 1e6, reason);
        assertPasses(seller, buyer, 10e6);
    }

    // What it is

    function test_SaysWhatItIs() public view {
        bytes4[6] memory ids = [
            type(ICompliance).interfaceId,
            type(IMovementGate).interfaceId,
            type(IModularCompliance).interfaceId,
            type(IRuleSettings).interfaceId,
            type(IExplanation).interfaceId,
            type(IERC165).interfaceId
        ];
        for (uint256 i = 0; i < ids.length; ++i) vm.assertTrue(compliance.supportsInterface(ids[i]), "supported");
        vm.assertFalse(compliance.supportsInterface(0xffffffff), "nothing else");
        vm.assertTrue(type(ICompliance).interfaceId == 0x3144991c, "as ERC-3643 publishes it");
        vm.assertTrue(type(IModularCompliance).interfaceId == 0x4706ff27, "as T-REX publishes it");
    }
}
