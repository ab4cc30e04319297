// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Ownable } from "@openzeppelin/contracts/access/Ownable.sol";

import { DealFactory } from "../../contracts/deal/DealFactory.sol";
import { Equipment } from "../../contracts/deal/interfaces/IDealFactory.sol";
import { IFilingRegistry } from "../../contracts/oversight/interfaces/IFilingRegistry.sol";
import { ISettlementAssets } from "../../contracts/oversight/interfaces/ISettlementAssets.sol";
import { Platform } from "../support/Platform.sol";

/// @notice What deals are made of is named once, and then the factory has no owner.
contract EquipmentTest is Platform {
    DealFactory private deals;
    Equipment private equipment;

    function setUp() external {
        deployPlatform();
        deals = new DealFactory(
            address(this),
            factory,
            IFilingRegistry(address(1)),
            ISettlementAssets(address(2)),
            address(registry),
            address(compliance)
        );
        equipment.deal = address(3);
        equipment.pools = address(4);
    }

    function test_ItIsNamedOnceAndThenTheFactoryHasNoOwner() external {
        deals.equip(equipment);
        vm.assertEq(deals.equipment().deal, address(3));
        vm.assertEq(deals.equipment().pools, address(4));
        vm.assertEq(deals.owner(), address(0));
    }

    function test_RevertWhen_AStrangerEquipsOrItIsEquippedTwice() external {
        address stranger = address(5);
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, stranger));
        deals.equip(equipment);
        deals.equip(equipment);
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, address(this)));
        deals.equip(equipment);
    }
}
