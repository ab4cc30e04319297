// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Refusal } from "../../contracts/compliance/interfaces/IRuleSettings.sol";
import { CountryRule } from "../../contracts/compliance/rules/CountryRule.sol";
import { MaximumPerIdentityRule } from "../../contracts/compliance/rules/MaximumPerIdentityRule.sol";
import { IEligibility } from "../../contracts/identity/interfaces/IEligibility.sol";
import { IOffering, OfferingStage, Subscription } from "../../contracts/offering/interfaces/IOffering.sol";
import { OfferingTable } from "../../contracts/offering/types/OfferedClass.sol";
import { FilingStatus, IFilingRegistry } from "../../contracts/oversight/interfaces/IFilingRegistry.sol";
import { ISettlementAssets } from "../../contracts/oversight/interfaces/ISettlementAssets.sol";
import { ISecurityToken } from "../../contracts/token/interfaces/ISecurityToken.sol";
import { StandardCalls } from "../../contracts/token/StandardCalls.sol";
import { ForeignCompliance } from "../mocks/ForeignCompliance.sol";
import { ForeignRegistry } from "../mocks/ForeignRegistry.sol";
import { OfferingCase } from "../support/OfferingCase.sol";

/// @notice Who may order, how much, and when; and how an order is taken back.
contract SubscribingTest is OfferingCase {
    uint96 private constant MILLION = 1_000_000e6;

    function test_AnOrderIsInEscrowWithItsWholePrice() external {
        fund(alice, MILLION);
        vm.expectEmit(address(offering));
        emit IOffering.Subscribed(alice, A, MILLION, MILLION, MILLION);
        vm.prank(alice);
        offering.subscribe(A, MILLION);
        vm.assertEq(asset.balanceOf(address(offering)), uint256(MILLION) * 100);
        vm.assertEq(offering.booked(), MILLION);
        Subscription memory s = subscription(alice, A);
        vm.assertEq(s.units, MILLION);
        vm.assertEq(uint256(s.counted) + s.allotted, 0);
        (uint256 orders, uint256 ordered, , ) = offering.totalsOf(A);
        vm.assertEq(orders, 1);
        vm.assertEq(ordered, MILLION);
        vm.assertEq(offering.subscribersOf(A, 0, 9)[0], alice);
    }

    function test_OrdersOfAnInvestorAddUpAndWhatIsAddedIsAnyLot() external {
        order(alice, A, MILLION);
        order(alice, A, LOT);
        vm.assertEq(subscription(alice, A).units, MILLION + LOT);
        (uint256 orders, uint256 ordered, , ) = offering.totalsOf(A);
        vm.assertEq(orders, 1);
        vm.assertEq(ordered, MILLION + LOT);
        vm.assertEq(offering.booked(), MILLION + LOT);
    }

    function test_ThePriceIsRoundedUpOnceForTheWholeOrder() external {
        OfferingTable memory t = soundTable();
        t.classes[B].price = 333_333_333;
        use(t);
        // 3,000,001 × 0.333333333 = 1,000,000.33… and 6,000,002 × … = 2,000,000.66…
        order(alice, B, 3_000_001);
        vm.assertEq(offering.booked(), 1_000_001);
        order(alice, B, 3_000_001);
        vm.assertEq(offering.booked(), 2_000_001);
        vm.assertEq(offering.priceOf(B, 6_000_002), 2_000_001);
    }

    // When, and upon what

    function test_RevertWhen_ItIsNotOpen() external {
        bytes memory closed = abi.encodeWithSelector(IOffering.OfferingNotOpen.selector, OPENING, CLOSING);
        fund(alice, MILLION);
        vm.warp(OPENING - 1);
        vm.prank(alice);
        vm.expectRevert(closed);
        offering.subscribe(A, MILLION);
        vm.warp(CLOSING);
        vm.prank(alice);
        vm.expectRevert(closed);
        offering.subscribe(A, MILLION);
        vm.warp(CLOSING - 1);
        vm.prank(alice);
        offering.subscribe(A, MILLION);
    }

    function test_RevertWhen_TheFilingIsNotEffective() external {
        filings.set(FilingStatus.Suspended);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IFilingRegistry.FilingNotEffective.selector, FilingStatus.Suspended));
        offering.subscribe(A, MILLION);
    }

    function test_RevertWhen_TheAssetIsNoLongerApprovedForTheCurrency() external {
        assets.set(address(asset), "USD");
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(ISettlementAssets.AssetNotApproved.selector, address(asset), HKD));
        offering.subscribe(A, MILLION);
    }

    // How much, of what

    function test_RevertWhen_TheClassIsNoneOrNotSold() external {
        vm.expectRevert(abi.encodeWithSelector(IOffering.NoSuchClass.selector, 3));
        offering.subscribe(3, MILLION);
        vm.expectRevert(abi.encodeWithSelector(IOffering.ClassNotOffered.selector, SUB));
        offering.subscribe(SUB, MILLION);
    }

    function test_RevertWhen_TheOrderIsBelowTheDenominationOrNoMultipleOfTheLot() external {
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(IOffering.BelowDenomination.selector, LOT, DENOMINATION));
        offering.subscribe(A, LOT);
        vm.expectRevert(abi.encodeWithSelector(IOffering.BelowDenomination.selector, 0, DENOMINATION));
        offering.subscribe(A, 0);
        vm.expectRevert(abi.encodeWithSelector(IOffering.NotAMultipleOfLot.selector, DENOMINATION + 1, LOT));
        offering.subscribe(A, DENOMINATION + 1);
        vm.stopPrank();
    }

    function test_RevertWhen_NothingIsAdded() external {
        order(alice, A, MILLION);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IOffering.BelowDenomination.selector, MILLION, DENOMINATION));
        offering.subscribe(A, 0);
    }

    function test_RevertWhen_TheOrdersOfAnInvestorAreAboveTheFace() external {
        order(alice, A, FACE_A);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IOffering.AboveFace.selector, FACE_A + LOT, FACE_A));
        offering.subscribe(A, LOT);
    }

    // Who

    function test_RevertWhen_TheInvestorIsNotEligible() external {
        address stranger = walletAt(9);
        vm.prank(stranger);
        vm.expectRevert(
            abi.encodeWithSelector(
                IOffering.InvestorNotEligible.selector,
                stranger,
                single(abi.encodeWithSelector(IEligibility.NotRegistered.selector, stranger))
            )
        );
        offering.subscribe(A, MILLION);
    }

    function test_RevertWhen_AForeignRegistryDoesNotVerify_ItsReasonsAreNotKnown() external {
        ForeignRegistry foreign = new ForeignRegistry();
        token.setIdentityRegistry(address(foreign));
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IOffering.InvestorNotEligible.selector, alice, new bytes[](0)));
        offering.subscribe(A, MILLION);
        foreign.register(alice, identityFor(alice), HONG_KONG, true);
        order(alice, A, MILLION);
        vm.assertEq(subscription(alice, A).units, MILLION);
    }

    function test_RevertWhen_TheRulesAreAgainstTheMint_AllOfThemAreTold() external {
        compliance.setMaximumPerIdentity(address(token), MILLION);
        uint16[] memory countries = new uint16[](1);
        countries[0] = HONG_KONG;
        compliance.setDeniedCountries(address(token), countries, true);
        token.setAddressFrozen(alice, true);
        Refusal[] memory reasons = new Refusal[](3);
        reasons[0].reason = abi.encodeWithSelector(ISecurityToken.WalletFrozen.selector, alice);
        reasons[1].reason = abi.encodeWithSelector(
            MaximumPerIdentityRule.MaximumPerIdentityExceeded.selector,
            alice,
            MILLION + LOT,
            MILLION
        );
        reasons[2].reason = abi.encodeWithSelector(CountryRule.CountryIsDenied.selector, alice, HONG_KONG);
        for (uint256 i = 0; i < 3; ++i) reasons[i].ends = type(uint256).max;
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IOffering.MayNotSubscribe.selector, alice, reasons));
        offering.subscribe(A, MILLION + LOT);
    }

    function test_TheRulesAreAskedAboutTheWholeOrder() external {
        compliance.setMaximumPerIdentity(address(token), MILLION);
        order(alice, A, MILLION);
        vm.prank(alice);
        vm.expectPartialRevert(IOffering.MayNotSubscribe.selector);
        offering.subscribe(A, LOT);
    }

    function test_RevertWhen_AForeignComplianceRefusesOrCanNotAnswer() external {
        ForeignCompliance foreign = new ForeignCompliance();
        token.setCompliance(address(foreign));
        Refusal[] memory reasons = new Refusal[](1);
        reasons[0].reason = abi.encodeWithSelector(StandardCalls.ForeignComplianceRefused.selector, address(foreign));
        reasons[0].ends = type(uint256).max;
        bytes memory refused = abi.encodeWithSelector(IOffering.MayNotSubscribe.selector, alice, reasons);
        foreign.setRefuses(true);
        vm.prank(alice);
        vm.expectRevert(refused);
        offering.subscribe(A, MILLION);
        foreign.setRefuses(false);
        foreign.setMood(ForeignCompliance.Mood.Reverting);
        vm.prank(alice);
        vm.expectRevert(refused);
        offering.subscribe(A, MILLION);
        foreign.setMood(ForeignCompliance.Mood.Willing);
        order(alice, A, MILLION);
    }

    function test_RevertWhen_TheWalletWasRecovered() external {
        admitAs(bob, alice);
        token.recoveryAddress(alice, bob, identityFor(alice));
        Refusal[] memory reasons = new Refusal[](1);
        reasons[0].reason = abi.encodeWithSelector(ISecurityToken.WalletRecovered.selector, alice, bob);
        reasons[0].ends = type(uint256).max;
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IOffering.MayNotSubscribe.selector, alice, reasons));
        offering.subscribe(A, MILLION);
    }

    // The exemption's limit

    function test_OffereesAreInvestorsOverAllClassesAndStayCounted() external {
        OfferingTable memory t = soundTable();
        t.terms.offerees = 2;
        use(t);
        address second = walletAt(50);
        admitAs(second, alice);
        order(alice, A, MILLION);
        order(alice, B, MILLION);
        order(second, B, MILLION);
        vm.assertEq(offering.offerees(), 1);
        order(bob, B, MILLION);
        vm.prank(bob);
        offering.cancel(B);
        vm.assertEq(offering.offerees(), 2);
        vm.prank(carol);
        vm.expectRevert(abi.encodeWithSelector(IOffering.TooManyOfferees.selector, 2));
        offering.subscribe(B, MILLION);
        order(bob, A, MILLION);
    }

    // Taking back

    function test_WhoCancelsHasTheWholeMoneyBackAtOnce() external {
        order(alice, A, MILLION);
        order(bob, A, MILLION);
        uint256 before = cashOf(alice);
        vm.expectEmit(address(offering));
        emit IOffering.SubscriptionCancelled(alice, A, MILLION, MILLION);
        vm.prank(alice);
        offering.cancel(A);
        vm.assertEq(cashOf(alice), before + MILLION);
        vm.assertEq(offering.booked(), MILLION);
        vm.assertEq(subscription(alice, A).units, 0);
        (uint256 orders, uint256 ordered, , ) = offering.totalsOf(A);
        vm.assertEq(orders, 2);
        vm.assertEq(ordered, MILLION);
        address[] memory investors = offering.subscribersOf(A, 0, 2);
        vm.assertEq(investors[0], address(0));
        vm.assertEq(investors[1], bob);
    }

    function test_WhoCancelledMayOrderAgainAndComesLast() external {
        order(alice, A, MILLION);
        order(bob, A, MILLION);
        vm.prank(alice);
        offering.cancel(A);
        order(alice, A, 2 * MILLION);
        vm.assertEq(offering.subscribersOf(A, 2, 1)[0], alice);
        vm.assertEq(offering.booked(), 3 * MILLION);
    }

    function test_CancellingDependsOnNoGate() external {
        order(alice, A, MILLION);
        filings.set(FilingStatus.Suspended);
        assets.set(address(asset), "");
        registry.deleteIdentity(alice);
        token.setAddressFrozen(alice, true);
        vm.prank(alice);
        offering.cancel(A);
        vm.assertEq(offering.booked(), 0);
    }

    function test_WhatALostWalletCancelsGoesToItsSuccessor() external {
        order(alice, A, MILLION);
        admitAs(bob, alice);
        token.recoveryAddress(alice, bob, identityFor(alice));
        vm.prank(alice);
        offering.cancel(A);
        vm.assertEq(cashOf(bob), MILLION);
    }

    function test_RevertWhen_NothingIsThereToCancelOrItHasClosed() external {
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IOffering.NothingSubscribed.selector, alice, A));
        offering.cancel(A);
        order(alice, A, MILLION);
        toClosing();
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IOffering.OfferingNotOpen.selector, OPENING, CLOSING));
        offering.cancel(A);
        requireStage(OfferingStage.Subscribing);
    }
}
