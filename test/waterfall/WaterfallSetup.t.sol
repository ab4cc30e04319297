// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Initializable } from "@openzeppelin/contracts/proxy/utils/Initializable.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import { IParties } from "../../contracts/deal/interfaces/IParties.sol";
import { PaymentBox } from "../mocks/PaymentBox.sol";
import { IDeclarations } from "../../contracts/distribution/interfaces/IDeclarations.sol";
import { Flaw, IMachine } from "../../contracts/waterfall/interfaces/IMachine.sol";
import { IWaterfall, WaterfallTerms } from "../../contracts/waterfall/interfaces/IWaterfall.sol";
import { Waterfall } from "../../contracts/waterfall/Waterfall.sol";
import { AssetOf, ReturningAsset, SilentAsset } from "../mocks/SettlementAssets.sol";
import { Deed } from "../support/Deed.sol";
import { SmallDeal } from "../support/SmallDeal.sol";

/// @notice How a waterfall comes to be, and in which assets it pays.
contract WaterfallSetupTest is SmallDeal {
    function setUp() public {
        deploySmallDeal();
    }

    function createIn(address settlement, Deed.Header memory header) internal returns (Waterfall created) {
        bytes memory program = Deed.bytesOf(header);
        bytes32 salt = bytes32(uint256(1));
        WaterfallTerms memory t = terms();
        t.payingAgent = new PaymentBox(factory.addressOf(address(this), program, salt));
        t.asset = IERC20(settlement);
        return Waterfall(factory.create(program, t, salt));
    }

    function refused(WaterfallTerms memory t, bytes memory reason) internal {
        bytes memory program = Deed.bytesOf(smallProgram());
        vm.expectRevert(reason);
        factory.create(program, t, bytes32(uint256(2)));
    }

    function test_ItStandsWhereItWasSaidAndCarriesItsProgram() public view {
        bytes memory program = Deed.bytesOf(smallProgram());
        vm.assertEq(address(waterfall), factory.addressOf(address(this), program, bytes32(0)));
        vm.assertEq(waterfall.program(), program);
        vm.assertEq(waterfall.inputCodes(), hex"0615174014");
        vm.assertEq(waterfall.nextDate(), 1);
    }

    function test_RevertWhen_ItIsInitialisedAgainOrByAnyoneElse() public {
        WaterfallTerms memory t = terms();
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        waterfall.initialize(t);
        Waterfall implementation = Waterfall(factory.IMPLEMENTATION());
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        implementation.initialize(t);
    }

    function test_RevertWhen_TheProgramIsNone() public {
        Deed.Header memory header = smallProgram();
        // The residual, step 7 from 0, is what empties the bucket.
        bytes memory steps = header.steps;
        steps[7 * 16 + 3] = 0x00;
        header.steps = steps;
        bytes memory program = Deed.bytesOf(header);
        WaterfallTerms memory t = terms();
        vm.expectRevert(abi.encodeWithSelector(IMachine.InvalidProgram.selector, 7, Flaw.Gate));
        factory.create(program, t, bytes32(uint256(2)));
        vm.expectRevert(abi.encodeWithSelector(IMachine.InvalidProgram.selector, 65_535, Flaw.Magic));
        factory.create("", t, bytes32(uint256(2)));
    }

    function test_RevertWhen_APayeeIsMissing() public {
        WaterfallTerms memory t = terms();
        t.feePayees = new address[](2);
        refused(t, abi.encodeWithSelector(IWaterfall.FeePayeesDoNotMatch.selector, 1, 2));
        t.feePayees = new address[](1);
        refused(t, abi.encodeWithSelector(IWaterfall.ZeroAddress.selector));
    }

    function test_RevertWhen_APartyIsMissing() public {
        WaterfallTerms memory t = terms();
        t.pool = address(0);
        refused(t, abi.encodeWithSelector(IWaterfall.ZeroAddress.selector));
        t = terms();
        t.seller = address(0);
        refused(t, abi.encodeWithSelector(IWaterfall.ZeroAddress.selector));
        t = terms();
        t.payingAgent = IDeclarations(address(0));
        refused(t, abi.encodeWithSelector(IWaterfall.ZeroAddress.selector));
        t = terms();
        t.parties = IParties(address(0));
        refused(t, abi.encodeWithSelector(IWaterfall.ZeroAddress.selector));
    }

    function test_RevertWhen_TheAssetIsCoarserThanTheDeal() public {
        WaterfallTerms memory t = terms();
        t.asset = IERC20(address(new AssetOf(2)));
        refused(t, abi.encodeWithSelector(IWaterfall.AssetTooCoarse.selector, 6, 2));
    }

    function test_AmountsAreMultipliedAtTheDoorOfAFinerAsset() public {
        AssetOf fine = new AssetOf(18);
        Waterfall created = createIn(address(fine), smallProgram());
        toDate(1);
        fine.mint(address(created), 400e18);
        created.deposit(400e6);
        created.run(1, collected(400e6));
        vm.assertEq(fine.balanceOf(address(created.payingAgent())), 340e18);
        created.withdraw(feePayee);
        vm.assertEq(fine.balanceOf(feePayee), 10e18);
        vm.assertEq(fine.balanceOf(address(created)), 50e18);
    }

    function test_AnAssetThatReturnsNothingIsFine() public {
        SilentAsset silent = new SilentAsset();
        Waterfall created = createIn(address(silent), smallProgram());
        toDate(1);
        silent.mint(address(created), 400e6);
        created.deposit(400e6);
        created.run(1, collected(400e6));
        vm.assertEq(silent.balanceOf(address(created.payingAgent())), 340e6);
    }

    function test_RevertWhen_AnAssetComesBackWhileItIsPaid() public {
        ReturningAsset returning = new ReturningAsset();
        Waterfall created = createIn(address(returning), smallProgram());
        toDate(1);
        returning.mint(address(created), 400e6);
        created.deposit(400e6);
        returning.aim(created, feePayee);
        uint256[] memory inputs = collected(400e6);
        vm.expectRevert(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
        created.run(1, inputs);
    }

    function test_WhatTheAccountsOpenWithMustBeHereBeforeTheFirstDate() public {
        Deed.Header memory header = smallProgram();
        header.amounts[5] = 40e6;
        Waterfall created = createIn(address(asset), header);
        toDate(1);
        asset.mint(address(created), 39e6);
        uint256[] memory inputs = collected(0);
        vm.expectRevert(abi.encodeWithSelector(IWaterfall.LessArrived.selector, 40e6, 39e6));
        created.run(1, inputs);
        asset.mint(address(created), 1e6);
        created.run(1, inputs);
        vm.assertEq(created.cell(RESERVE_ACCOUNT), 40e6);
        vm.assertEq(created.booked(), 40e6);
    }

    function test_ASeasonedDealBeginsWithItsFirstDate() public {
        Deed.Header memory header = smallProgram();
        header.firstDate = 3;
        header.amounts[2] = 700e6;
        Waterfall created = createIn(address(asset), header);
        vm.assertEq(created.nextDate(), 3);
        vm.assertEq(created.outstandingPrincipal(0), 700e6);
        toDate(3);
        asset.mint(address(created), 100e6);
        created.deposit(100e6);
        created.run(3, collected(100e6));
        vm.assertEq(created.outstandingPrincipal(0), 660e6);
        vm.assertEq(created.cell(0x005), A, "the ceiling is the face");
    }

    function test_ADateWhoseRecordDateIsLaterOnItsDayOpensWithTheRecordDate() public {
        Deed.Header memory header = smallProgram();
        header.dates[0] = (FIRST_DAY << 16) | FIRST_DAY;
        waterfall = createIn(address(asset), header);
        (uint40 opens, uint40 recordDate) = waterfall.datesOf(1);
        uint40 ten = uint40(uint256(FIRST_DAY) * 1 days + 10 hours);
        vm.assertEq(recordDate, ten);
        vm.assertEq(opens, ten);
        vm.warp(ten - 1);
        vm.expectRevert(abi.encodeWithSelector(IWaterfall.BeforePaymentDate.selector, 1, ten));
        waterfall.run(1, collected(0));
        vm.warp(ten);
        waterfall.run(1, collected(0));
        vm.assertEq(waterfall.nextDate(), 2);
    }
}
