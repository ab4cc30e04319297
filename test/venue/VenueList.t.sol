// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Ownable } from "@openzeppelin/contracts/access/Ownable.sol";

import { VenueList } from "../../contracts/venue/VenueList.sol";
import { TestBase } from "../support/Cheats.sol";

contract VenueListTest is TestBase {
    VenueList private venues;
    address private constant VENUE = address(0xE1);
    address private constant STRANGER = address(0xE2);

    function setUp() public {
        venues = new VenueList(address(this));
    }

    function test_AListedAccountIsAVenueForEveryTokenUntilItIsTakenOff() public {
        vm.expectEmit(true, true, true, true, address(venues));
        emit VenueList.VenueSet(VENUE, true);
        venues.setVenue(VENUE, true);
        vm.assertTrue(venues.isVenueFor(address(1), VENUE), "for one token");
        vm.assertTrue(venues.isVenueFor(address(2), VENUE), "for another");
        vm.assertFalse(venues.isVenueFor(address(1), STRANGER), "nobody else");
        vm.expectEmit(true, true, true, true, address(venues));
        emit VenueList.VenueSet(VENUE, false);
        venues.setVenue(VENUE, false);
        vm.assertFalse(venues.isVenueFor(address(1), VENUE), "taken off");
    }

    function test_RevertWhen_AStrangerListsAVenue() public {
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, STRANGER));
        vm.prank(STRANGER);
        venues.setVenue(VENUE, true);
    }

    function test_TheListGoesToANewOwnerOnlyWhenItAccepts() public {
        venues.transferOwnership(STRANGER);
        vm.assertEq(venues.owner(), address(this), "not yet");
        vm.prank(STRANGER);
        venues.acceptOwnership();
        vm.assertEq(venues.owner(), STRANGER, "accepted");
    }
}
