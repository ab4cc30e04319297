// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IRuleSettings } from "../../contracts/compliance/interfaces/IRuleSettings.sol";
import { MainlandChinaRule } from "../../contracts/compliance/rules/MainlandChinaRule.sol";
import { RiskRetentionRule } from "../../contracts/compliance/rules/RiskRetentionRule.sol";
import { Rule } from "../../contracts/compliance/rules/Rulebook.sol";
import { DealStatus, IDeal } from "../../contracts/deal/interfaces/IDeal.sol";
import { Party } from "../../contracts/deal/interfaces/IParties.sol";
import { DealTable } from "../../contracts/deal/types/DealTable.sol";
import { Matter } from "../../contracts/oversight/interfaces/IDisclosures.sol";
import { FilingStatus, IFilingRegistry } from "../../contracts/oversight/interfaces/IFilingRegistry.sol";
import { ISecurityToken } from "../../contracts/token/interfaces/ISecurityToken.sol";
import { DealCase } from "../support/DealCase.sol";

/// @title The deal opens, or fails
contract OpeningTest is DealCase {
    function test_TheRetainerGetsItsClass_AndTheLedgerOpensAtWhatWasMinted() public {
        openDeal();
        vm.assertEq(tokens[2].balanceOf(who(Party.Originator)), RETAINED);
        vm.assertEq(waterfall.opener(), address(deal));
        uint256[] memory opened = waterfall.opened();
        vm.assertEq(opened.length, CLASSES);
        for (uint256 k = 0; k < CLASSES; ++k) vm.assertEq(opened[k], tokens[k].totalSupply());
        vm.assertEq(uint256(deal.status()), uint256(DealStatus.Live));
    }

    function test_ItIsToldAndDisclosed() public {
        uint256[] memory balances = minted();
        balances[2] = RETAINED;
        vm.expectEmit(address(deal));
        emit IDeal.DealOpened(balances);
        vm.startPrank(offering);
        deal.openDeal(minted());
        vm.assertEq(disclosures.raised(), 1);
        vm.assertEq(disclosures.deal(), address(deal));
        vm.assertEq(uint256(disclosures.matter()), uint256(Matter.IssuanceCompleted));
    }

    function test_TransfersBeginAndMintingEnds() public {
        openDeal();
        vm.prank(alice);
        tokens[0].transfer(bob, 100e6);
        vm.assertEq(tokens[0].balanceOf(bob), 100e6);
        for (uint256 k = 0; k < CLASSES; ++k) {
            vm.prank(offering);
            vm.expectRevert(ISecurityToken.MintIsClosed.selector);
            tokens[k].mint(alice, 1);
        }
    }

    function test_TheRetainerOnTheMainlandHoldsThisClassAndNoOther() public {
        openDeal();
        address originator = who(Party.Originator);
        vm.expectRevert(abi.encodeWithSelector(MainlandChinaRule.MainlandChinaClosed.selector, originator));
        vm.prank(alice);
        tokens[0].transfer(originator, 1);
    }

    function test_TheRetainerMaySellDownToItsFloor_AndBelowItWhenTheTimeHasCome() public {
        openDeal();
        vm.startPrank(who(Party.Originator));
        tokens[2].transfer(alice, RETAINED - FLOOR);
        vm.expectRevert(
            abi.encodeWithSelector(
                RiskRetentionRule.BelowRetainedFloor.selector,
                who(Party.Originator),
                FLOOR - 1,
                FLOOR
            )
        );
        tokens[2].transfer(alice, 1);
        vm.stopPrank();
        vm.warp(START + 1_000 days);
        admit(alice);
        vm.prank(who(Party.Originator));
        tokens[2].transfer(alice, 1);
    }

    function test_WhatIsSaidOfARetainedClassIsNotRead() public {
        uint256[] memory said = minted();
        said[2] = 77;
        vm.prank(offering);
        deal.openDeal(said);
        vm.assertEq(waterfall.opened()[2], RETAINED);
    }

    function test_OnlyARetainedClassHasTheRuleOfRetention() public {
        openDeal();
        vm.assertTrue(compliance.enabledRules(address(tokens[2])) & (1 << uint256(Rule.RiskRetention)) != 0);
        vm.assertTrue(compliance.enabledRules(address(tokens[0])) & (1 << uint256(Rule.RiskRetention)) == 0);
    }

    function test_PrincipalIsTheWaterfallsByClass() public {
        openDeal();
        vm.assertEq(deal.principalOf(address(tokens[1])), 150e6);
        vm.assertEq(tokens[1].outstandingPrincipalOf(bob), 150e6);
    }

    function test_ARegisterOfDisclosuresThatIsOutOfOrderStopsNothing() public {
        disclosures.fail(true);
        vm.expectEmit(address(deal));
        emit IDeal.DisclosureFailed(Matter.IssuanceCompleted, 0);
        vm.prank(offering);
        deal.openDeal(minted());
        vm.assertEq(uint256(deal.status()), uint256(DealStatus.Live));
        vm.assertFalse(tokens[0].paused());
    }

    function test_RevertWhen_TheRetainerIsNotRegistered() public {
        DealTable memory t = draft();
        t.classes[2].retainer = carol;
        createDeal(t);
        vm.expectRevert(abi.encodeWithSelector(IRuleSettings.SettingOutOfRange.selector, Rule.RiskRetention, 0));
        vm.prank(offering);
        deal.openDeal(minted());
        vm.assertEq(uint256(deal.status()), uint256(DealStatus.Offered));
    }

    function test_RevertWhen_TheRetainersEvidenceHasLapsed() public {
        later(366 days);
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.HolderNotEligible.selector, who(Party.Originator)));
        vm.prank(offering);
        deal.openDeal(minted());
    }

    function test_RevertWhen_TheFilingIsSuspended() public {
        filings.suspend(true);
        vm.expectRevert(abi.encodeWithSelector(IFilingRegistry.FilingNotEffective.selector, FilingStatus.Suspended));
        vm.prank(offering);
        deal.openDeal(minted());
        filings.suspend(false);
        vm.prank(offering);
        deal.openDeal(minted());
    }

    function test_RevertWhen_AnybodyElseOpensOrFailsIt() public {
        address[3] memory others = [address(this), who(Party.Issuer), address(paying)];
        for (uint256 i = 0; i < others.length; ++i) {
            vm.startPrank(others[i]);
            vm.expectRevert(abi.encodeWithSelector(IDeal.NotTheOffering.selector, others[i]));
            deal.openDeal(minted());
            vm.expectRevert(abi.encodeWithSelector(IDeal.NotTheOffering.selector, others[i]));
            deal.failDeal();
            vm.stopPrank();
        }
    }

    function test_RevertWhen_TheNumberOfClassesIsAnother() public {
        vm.expectRevert(abi.encodeWithSelector(IDeal.LengthMismatch.selector, CLASSES, 2));
        vm.prank(offering);
        deal.openDeal(new uint256[](2));
    }

    function test_ItOpensOnceAndDoesNotFailAfterwards() public {
        openDeal();
        vm.startPrank(offering);
        vm.expectRevert(abi.encodeWithSelector(IDeal.WrongStatus.selector, DealStatus.Live));
        deal.openDeal(minted());
        vm.expectRevert(abi.encodeWithSelector(IDeal.WrongStatus.selector, DealStatus.Live));
        deal.failDeal();
    }

    function test_AFailedDealNeverOpens_AndItsUnitsCanBeBurned() public {
        admit(alice);
        vm.startPrank(offering);
        tokens[0].mint(alice, 5);
        vm.expectEmit(address(deal));
        emit IDeal.DealFailed();
        deal.failDeal();
        vm.assertEq(uint256(deal.status()), uint256(DealStatus.Failed));
        vm.expectRevert(abi.encodeWithSelector(IDeal.WrongStatus.selector, DealStatus.Failed));
        deal.openDeal(minted());
        tokens[0].burn(alice, 5);
        vm.assertEq(tokens[0].totalSupply(), 0);
        vm.assertTrue(tokens[0].paused());
    }
}
