// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { DealStatus, IDeal } from "../../contracts/deal/interfaces/IDeal.sol";
import { Party } from "../../contracts/deal/interfaces/IParties.sol";
import { IPolicyChanges } from "../../contracts/deal/interfaces/IPolicyChanges.sol";
import { ISettlementAssets } from "../../contracts/oversight/interfaces/ISettlementAssets.sol";
import { AssetOf } from "../mocks/SettlementAssets.sol";
import { DealCase } from "../support/DealCase.sol";

/// @title Another settlement asset: named by the issuer, confirmed by the trustee, brought by anyone after the delay
contract AssetSuccessionTest is DealCase {
    address private next;
    address private bringer = walletAt(55);
    uint40 private from;

    function setUp() public override {
        super.setUp();
        openDeal();
        next = address(new AssetOf(6));
        assets.approve(next, "HKD");
        from = uint40(block.timestamp + DELAY);
    }

    function test_WaterfallAndPayingAgentGoOnInTheNewAsset() public {
        propose(next);
        confirm(next);
        vm.warp(from);
        vm.expectEmit(address(deal));
        emit IPolicyChanges.AssetSucceeded(address(money), next);
        vm.prank(bringer);
        deal.succeedAsset();
        vm.assertEq(address(waterfall.asset()), next);
        vm.assertEq(waterfall.bringer(), bringer);
        vm.assertEq(paying.asset(), next);
        expectWaiting(address(0), 0);
    }

    function test_TheDelayRunsFromTheConfirmation() public {
        vm.expectEmit(address(deal));
        emit IPolicyChanges.AssetSuccessionProposed(next, who(Party.Issuer));
        propose(next);
        expectWaiting(next, 0);
        later(100 days);
        vm.expectRevert(IPolicyChanges.NoAssetProposed.selector);
        deal.succeedAsset();
        from = uint40(block.timestamp + DELAY);
        vm.expectEmit(address(deal));
        emit IPolicyChanges.AssetSuccessionConfirmed(next, from);
        confirm(next);
        expectWaiting(next, from);
        vm.warp(from - 1);
        vm.expectRevert(abi.encodeWithSelector(IPolicyChanges.PolicyChangeTooEarly.selector, from));
        deal.succeedAsset();
    }

    function test_EitherOfThemCancels_AndItCanBeNamedAgain() public {
        Party[2] memory keys = [Party.Issuer, Party.Trustee];
        for (uint256 i = 0; i < 2; ++i) {
            propose(next);
            confirm(next);
            vm.expectEmit(address(deal));
            emit IPolicyChanges.AssetSuccessionCancelled(next);
            asParty(keys[i]);
            deal.cancelAsset();
            later(DELAY);
            vm.expectRevert(IPolicyChanges.NoAssetProposed.selector);
            deal.succeedAsset();
        }
    }

    function test_RevertWhen_SomebodyElseNamesConfirmsOrCancels() public {
        propose(next);
        for (uint256 i = 0; i < 10; ++i) {
            address by = who(Party(i));
            vm.startPrank(by);
            if (Party(i) != Party.Issuer) {
                vm.expectRevert(abi.encodeWithSelector(IDeal.NotTheIssuer.selector, by));
                deal.proposeAsset(next);
            }
            if (Party(i) != Party.Trustee) {
                vm.expectRevert(abi.encodeWithSelector(IDeal.NotTheTrustee.selector, by));
                deal.confirmAsset(next);
            }
            if (Party(i) != Party.Trustee && Party(i) != Party.Issuer) {
                vm.expectRevert(abi.encodeWithSelector(IDeal.NotTrusteeNorIssuer.selector, by));
                deal.cancelAsset();
            }
            vm.stopPrank();
        }
    }

    function test_RevertWhen_TheTrusteeConfirmsAnother() public {
        expectNotProposed(next);
        confirm(next);
        propose(next);
        expectNotProposed(address(money));
        confirm(address(money));
        expectNotProposed(address(0));
        confirm(address(0));
    }

    function test_RevertWhen_OneIsNamedOrConfirmedAlready() public {
        propose(next);
        vm.expectRevert(abi.encodeWithSelector(IPolicyChanges.AssetProposedAlready.selector, next));
        propose(next);
        confirm(next);
        vm.expectRevert(abi.encodeWithSelector(IPolicyChanges.AssetProposedAlready.selector, next));
        confirm(next);
    }

    function test_RevertWhen_TheAssetIsTheOneInUse_OrNotApprovedForTheCurrency() public {
        vm.expectRevert(abi.encodeWithSelector(IPolicyChanges.AssetInUse.selector, address(money)));
        propose(address(money));
        assets.approve(next, "USD");
        expectNotApproved();
        propose(next);
    }

    function test_RevertWhen_TheApprovalEndedMeanwhile() public {
        propose(next);
        confirm(next);
        vm.warp(from);
        assets.approve(next, 0);
        expectNotApproved();
        deal.succeedAsset();
        assets.approve(next, "HKD");
        deal.succeedAsset();
        vm.assertEq(paying.asset(), next);
    }

    function test_RevertWhen_NobodyBroughtItForThirtyDays() public {
        propose(next);
        confirm(next);
        vm.warp(from + 30 days);
        vm.expectRevert(abi.encodeWithSelector(IPolicyChanges.PolicyChangeLapsed.selector, from + 30 days));
        deal.succeedAsset();
        vm.warp(from + 30 days - 1);
        deal.succeedAsset();
        vm.assertEq(paying.asset(), next);
    }

    function test_RevertWhen_ItIsDoneTwice() public {
        propose(next);
        confirm(next);
        vm.warp(from);
        deal.succeedAsset();
        vm.expectRevert(IPolicyChanges.NoAssetProposed.selector);
        deal.succeedAsset();
    }

    function test_RevertWhen_ThereIsNothingToCancel() public {
        vm.expectRevert(IPolicyChanges.NoAssetProposed.selector);
        asParty(Party.Issuer);
        deal.cancelAsset();
    }

    function test_RevertWhen_TheDealIsNotOpen() public {
        createDeal(draft());
        propose(next);
        confirm(next);
        vm.warp(from);
        vm.expectRevert(abi.encodeWithSelector(IDeal.WrongStatus.selector, DealStatus.Offered));
        deal.succeedAsset();
    }

    function propose(address asset) private {
        asParty(Party.Issuer);
        deal.proposeAsset(asset);
    }

    function confirm(address asset) private {
        asParty(Party.Trustee);
        deal.confirmAsset(asset);
    }

    function expectWaiting(address asset, uint40 when) private view {
        (address waiting, uint40 told) = deal.assetSuccession();
        vm.assertEq(waiting, asset);
        vm.assertEq(uint256(told), when);
    }

    function expectNotProposed(address asset) private {
        vm.expectRevert(abi.encodeWithSelector(IPolicyChanges.AssetNotProposed.selector, asset));
    }

    function expectNotApproved() private {
        vm.expectRevert(abi.encodeWithSelector(ISettlementAssets.AssetNotApproved.selector, next, bytes3("HKD")));
    }
}
