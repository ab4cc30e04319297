// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ISettlementAssets, SettlementAsset } from "../../contracts/oversight/interfaces/ISettlementAssets.sol";
import { SettlementAssets } from "../../contracts/oversight/SettlementAssets.sol";
import { PlainToken } from "../mocks/PlainToken.sol";
import { SilentAsset } from "../mocks/SettlementAssets.sol";
import { TestBase } from "../support/Cheats.sol";

/// @notice Says more decimals than a byte holds.
contract BoastfulToken {
    function decimals() external pure returns (uint256) {
        return 256;
    }
}

/// @notice What may be taken as cash.
contract SettlementAssetsTest is TestBase {
    address private constant OFFICER = address(0x0FF1);
    bytes32 private constant CONSENT = keccak256("consent");

    SettlementAssets private assets;
    address private money;

    function setUp() public {
        assets = new SettlementAssets(address(this));
        assets.grantRole(assets.ASSET_OFFICER(), OFFICER);
        money = address(new PlainToken());
    }

    function detailsIn(bytes3 currency) private pure returns (SettlementAsset memory) {
        return SettlementAsset(currency, "HKDX Limited", "HKMA S-001", 0);
    }

    function approve(address asset, SettlementAsset memory details) private {
        vm.prank(OFFICER);
        assets.approve(asset, details);
    }

    function refused(address asset, SettlementAsset memory details, bytes4 reason) private {
        vm.expectRevert(abi.encodeWithSelector(reason, asset));
        approve(asset, details);
        vm.assertFalse(assets.isApproved(asset, 0));
    }

    function expectNotApproved(address asset, bytes3 currency) private {
        vm.assertFalse(assets.isApproved(asset, currency));
        vm.expectRevert(abi.encodeWithSelector(ISettlementAssets.AssetNotApproved.selector, asset, currency));
        assets.requireApproved(asset, currency);
    }

    function test_AnApprovedAssetIsTakenForItsCurrencyAndNoOther() public {
        vm.expectEmit(address(assets));
        emit ISettlementAssets.AssetApproved(money, "HKD", detailsIn("HKD"));
        approve(money, detailsIn("HKD"));
        assets.requireApproved(money, "HKD");
        assets.requireApproved(money, 0);
        expectNotApproved(money, "USD");
        vm.assertEq(keccak256(abi.encode(assets.assetOf(money))), keccak256(abi.encode(detailsIn("HKD"))));
        expectNotApproved(address(this), "HKD");
        expectNotApproved(address(this), 0);
    }

    function test_AnAssetThatReturnsNothingIsATokenToo() public {
        approve(address(new SilentAsset()), detailsIn("HKD"));
    }

    function test_WhatIsKnownOfAnAssetIsReplaced() public {
        approve(money, detailsIn("HKD"));
        approve(money, detailsIn("USD"));
        expectNotApproved(money, "HKD");
        assets.requireApproved(money, "USD");
    }

    function test_ARevokedAssetIsTakenNoMore() public {
        approve(money, detailsIn("HKD"));
        vm.expectEmit(address(assets));
        emit ISettlementAssets.AssetRevoked(money, "licence lapsed");
        vm.prank(OFFICER);
        assets.revoke(money, "licence lapsed");
        expectNotApproved(money, "HKD");
        expectNotApproved(money, 0);
        vm.assertEq(assets.assetOf(money).issuer, "");
        vm.expectRevert(abi.encodeWithSelector(ISettlementAssets.AssetNotApproved.selector, money, bytes3(0)));
        vm.prank(OFFICER);
        assets.revoke(money, "again");
    }

    function test_RevertWhen_ItIsPeggedToTheRenminbiByAnyName() public {
        bytes3[3] memory names = [bytes3("CNY"), bytes3("CNH"), bytes3("RMB")];
        for (uint256 i = 0; i < names.length; ++i) {
            refused(money, detailsIn(names[i]), ISettlementAssets.RenminbiPegged.selector);
        }
        // Nor by a name that only looks like another currency's.
        refused(money, detailsIn("cny"), ISettlementAssets.AssetDetailsIncomplete.selector);
        refused(money, detailsIn("CNy"), ISettlementAssets.AssetDetailsIncomplete.selector);
    }

    function test_WithConsentTheRenminbiHasOneName() public {
        SettlementAsset memory details = detailsIn("CNH");
        details.consent = CONSENT;
        approve(money, details);
        assets.requireApproved(money, "CNY");
        assets.requireApproved(money, "CNH");
        vm.assertTrue(assets.assetOf(money).currency == "CNY");
        vm.assertEq(assets.assetOf(money).consent, CONSENT);
    }

    function test_RevertWhen_ADetailIsMissing() public {
        bytes4 reason = ISettlementAssets.AssetDetailsIncomplete.selector;
        refused(money, detailsIn(0), reason);
        refused(money, detailsIn("HK"), reason);
        refused(money, detailsIn("HK0"), reason);
        SettlementAsset memory details = detailsIn("HKD");
        details.issuer = "";
        refused(money, details, reason);
        details = detailsIn("HKD");
        details.licence = "";
        refused(money, details, reason);
    }

    function test_RevertWhen_ItIsNoToken() public {
        bytes4 reason = ISettlementAssets.NotAToken.selector;
        refused(address(0xBEEF), detailsIn("HKD"), reason);
        refused(address(this), detailsIn("HKD"), reason);
        refused(address(new BoastfulToken()), detailsIn("HKD"), reason);
    }

    function test_RevertWhen_AnyoneButTheOfficerDecides() public {
        bytes32 role = assets.ASSET_OFFICER();
        bytes memory reason = abi.encodeWithSignature(
            "AccessControlUnauthorizedAccount(address,bytes32)",
            address(this),
            role
        );
        // Not even who names the officers.
        vm.expectRevert(reason);
        assets.approve(money, detailsIn("HKD"));
        approve(money, detailsIn("HKD"));
        vm.expectRevert(reason);
        assets.revoke(money, "no");
    }
}
