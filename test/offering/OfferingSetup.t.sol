// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Initializable } from "@openzeppelin/contracts/proxy/utils/Initializable.sol";

import { IOffering, OfferingStage } from "../../contracts/offering/interfaces/IOffering.sol";
import { Offering } from "../../contracts/offering/Offering.sol";
import { OfferingTable } from "../../contracts/offering/types/OfferedClass.sol";
import { IFilingRegistry } from "../../contracts/oversight/interfaces/IFilingRegistry.sol";
import { ISettlementAssets } from "../../contracts/oversight/interfaces/ISettlementAssets.sol";
import { OfferingCase } from "../support/OfferingCase.sol";

/// @notice How an offering starts, and what it carries in its code.
contract OfferingSetupTest is OfferingCase {
    function test_ACloneCarriesItsTableInItsCode() external view {
        OfferingTable memory t = soundTable();
        vm.assertEq(abi.encode(offering.table()), abi.encode(t));
        vm.assertEq(offering.deal(), address(deal));
        vm.assertEq(offering.ordersLeft(), 0);
        vm.assertEq(offering.refundOf(alice, A), 0);
        requireStage(OfferingStage.Subscribing);
    }

    function test_RevertWhen_AnybodyElseInitialises() external {
        Offering other = create(soundTable());
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IOffering.NotTheFactory.selector, alice));
        other.initialize(address(deal));
    }

    function test_RevertWhen_InitialisedTwiceOrTheImplementationIs() external {
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        offering.initialize(address(deal));
        Offering implementation = new Offering(
            address(this),
            IFilingRegistry(address(filings)),
            ISettlementAssets(address(assets))
        );
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        implementation.initialize(address(deal));
    }

    function test_RevertWhen_AClassIsAskedForThatIsNotThere() external {
        bytes memory none = abi.encodeWithSelector(IOffering.NoSuchClass.selector, 3);
        vm.expectRevert(none);
        offering.priceOf(3, 1);
        vm.prank(alice);
        vm.expectRevert(none);
        offering.cancel(3);
    }
}
