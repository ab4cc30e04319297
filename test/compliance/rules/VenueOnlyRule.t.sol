// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Rule } from "../../../contracts/compliance/rules/Rulebook.sol";
import { VenueOnlyRule } from "../../../contracts/compliance/rules/VenueOnlyRule.sol";
import { VenueList } from "../../../contracts/venue/VenueList.sol";
import { RuleCase } from "../../support/RuleCase.sol";

contract VenueOnlyRuleTest is RuleCase {
    VenueList private venues;
    address private venue = walletAt(800);

    function setUp() public override {
        super.setUp();
        venues = new VenueList(address(this));
        venues.setVenue(venue, true);
        admit(venue);
        compliance.setVenueOnly(address(token), address(venues));
    }

    function _without(address sender, address receiver) private pure returns (bytes memory) {
        return abi.encodeWithSelector(VenueOnlyRule.NotThroughAVenue.selector, sender, receiver);
    }

    function test_IsSetByTheTokensOwner() public {
        bytes memory setter = abi.encodeCall(compliance.setVenueOnly, (address(token), address(venues)));
        assertTokensOwnerSets(setter, Rule.VenueOnly, abi.encode(address(venues)));
    }

    function test_RevertWhen_TheListOfVenuesIsNoContract() public {
        bytes memory setter = abi.encodeCall(compliance.setVenueOnly, (address(token), venue));
        assertOutOfRange(setter, Rule.VenueOnly, uint160(venue));
    }

    function test_RevertWhen_NoVenueTakesPart() public {
        assertRefusedForGood(seller, buyer, 1e6, _without(seller, buyer));
        assertRefusedForGood(seller, buyer, 0, _without(seller, buyer));
    }

    function test_EndsWhereAVenueSellsOrBuys() public {
        assertPasses(seller, venue, 2e6);
        assertPasses(venue, buyer, 1e6);
    }

    function test_EndsWhereAVenueMovesTheUnits() public {
        vm.prank(seller);
        token.approve(venue, 1e6);
        vm.prank(venue);
        token.transferFrom(seller, buyer, 1e6);
        vm.assertEq(token.balanceOf(buyer), 1e6, "settled by the venue");
    }

    function test_RevertWhen_ASpenderWhoIsNoVenueMovesTheUnits() public {
        vm.prank(seller);
        token.approve(other, 1e6);
        vm.expectRevert(_without(seller, buyer));
        vm.prank(other);
        token.transferFrom(seller, buyer, 1e6);
    }

    function test_RevertWhen_TheVenueIsNoLongerListed() public {
        assertPasses(seller, venue, 2e6);
        venues.setVenue(venue, false);
        assertRefusedForGood(seller, venue, 1e6, _without(seller, venue));
    }

    function test_WalletsOfOneIdentityNeedNoVenue() public {
        linkTo(seller, walletAt(11));
        assertPasses(seller, walletAt(11), 1e6);
        assertPasses(seller, seller, 1e6);
    }

    function test_BarsNoMintAndNoActOfLaw() public {
        assertMintPasses(buyer, 1e6);
        assertNoBarToActsOfLaw(seller, buyer, 1e6);
    }

    function test_BindsHoldersOfAForeignRegistry() public {
        moveToForeignRegistry();
        assertRefusedForGood(seller, buyer, 1e6, _without(seller, buyer));
        venues.setVenue(buyer, true);
        assertPasses(seller, buyer, 1e6);
    }
}
