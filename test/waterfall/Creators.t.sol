// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Deed } from "../support/Deed.sol";
import { SmallDeal } from "../support/SmallDeal.sol";

/// @notice Anyone may create a waterfall, and takes nobody's place by it.
contract CreatorsTest is SmallDeal {
    function setUp() external {
        deploySmallDeal();
    }

    function test_EachCreatorHasAddressesOfItsOwn() external {
        bytes memory program = Deed.bytesOf(smallProgram());
        bytes32 salt = bytes32(uint256(7));
        address mine = factory.addressOf(address(this), program, salt);
        vm.prank(address(0xBAD));
        address theirs = factory.create(program, terms(), salt);
        vm.assertTrue(theirs != mine);
        vm.assertEq(mine.code.length, 0);
        vm.assertEq(factory.create(program, terms(), salt), mine);
    }
}
