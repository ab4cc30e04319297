// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ClaimTopicsRegistry } from "../../contracts/identity/ClaimTopicsRegistry.sol";
import { IAnnouncedTopics, IClaimTopicsRegistry, IRuleChanges } from "../../contracts/identity/interfaces/IClaims.sol";
import { RuleSource } from "../../contracts/identity/RuleSource.sol";
import { EchoContract } from "../mocks/HostileIdentities.sol";
import { TestBase } from "../support/Cheats.sol";

/// @notice Which topics are asked for, now and from an announced date on, and who is told. The test is a told registry.
contract ClaimTopicsRegistryTest is TestBase, IRuleChanges {
    uint256 private constant NOW = 1_775_001_600;
    uint40 private constant DATE = uint40(NOW + 10 days);
    uint256 private constant LIMIT = 15;

    ClaimTopicsRegistry private registry;
    uint40[] private tightened;
    uint256 private cancelled;
    uint256 private started;

    function setUp() public {
        vm.warp(NOW);
        registry = new ClaimTopicsRegistry(address(this));
        registry.tellRegistry(address(this));
    }

    // In force at once

    function test_AnAddedTopicIsInForceAtOnceAndTold() public {
        vm.expectEmit(true, true, true, true, address(registry));
        emit IClaimTopicsRegistry.ClaimTopicAdded(7);
        registry.addClaimTopic(7);
        requireTopics(7, 1, 0);
        vm.assertEq(tightened.length, 1);
        vm.assertEq(tightened[0], NOW);
    }

    function test_ADroppedTopicIsDroppedAtOnceAndNobodyIsTold() public {
        registry.addClaimTopic(1);
        registry.addClaimTopic(2);
        registry.addClaimTopic(3);
        vm.expectEmit(true, true, true, true, address(registry));
        emit IClaimTopicsRegistry.ClaimTopicRemoved(1);
        registry.removeClaimTopic(1);
        uint256[] memory left = registry.getClaimTopics();
        vm.assertEq(left.length, 2);
        vm.assertEq(left[0], 3);
        vm.assertEq(left[1], 2);
        vm.assertEq(tightened.length, 3);
        vm.assertEq(cancelled, 0);
    }

    function test_RevertWhen_ATopicIsAddedTwiceOrDroppedTwice() public {
        registry.addClaimTopic(7);
        vm.expectRevert(abi.encodeWithSelector(ClaimTopicsRegistry.TopicAlreadyRequired.selector, 7));
        registry.addClaimTopic(7);
        vm.expectRevert(abi.encodeWithSelector(ClaimTopicsRegistry.TopicAlreadyRequired.selector, 7));
        registry.announceClaimTopic(7, DATE);
        registry.removeClaimTopic(7);
        vm.expectRevert(abi.encodeWithSelector(ClaimTopicsRegistry.TopicNotRequired.selector, 7));
        registry.removeClaimTopic(7);
    }

    function test_RevertWhen_ThereAreFifteenTopics() public {
        for (uint256 i = 1; i < LIMIT; ++i) registry.addClaimTopic(i);
        registry.announceClaimTopic(LIMIT, DATE);
        vm.warp(DATE);
        vm.assertEq(registry.getClaimTopics().length, LIMIT);
        vm.expectRevert(abi.encodeWithSelector(ClaimTopicsRegistry.TooManyTopics.selector, LIMIT));
        registry.addClaimTopic(LIMIT + 1);
        vm.expectRevert(abi.encodeWithSelector(ClaimTopicsRegistry.TooManyTopics.selector, LIMIT));
        registry.announceClaimTopic(LIMIT + 1, DATE + 1);
    }

    // Announced

    function test_AnAnnouncedTopicIsUpcomingUntilItsDateAndInForceFromThenOn() public {
        registry.addClaimTopic(7);
        vm.expectEmit(true, true, true, true, address(registry));
        emit ClaimTopicsRegistry.ClaimTopicAnnounced(8, DATE);
        registry.announceClaimTopic(8, DATE);
        vm.assertEq(tightened[1], DATE);
        vm.warp(DATE - 1);
        vm.assertEq(registry.getClaimTopics().length, 1);
        requireTopics(8, 2, DATE);
        vm.warp(DATE);
        vm.assertEq(registry.getClaimTopics().length, 2);
        vm.assertEq(registry.getClaimTopics()[1], 8);
        requireTopics(8, 2, 0);
    }

    function test_AnAnnouncementForNowOrThePastIsInForceAtOnce() public {
        registry.announceClaimTopic(7, uint40(NOW));
        registry.announceClaimTopic(8, uint40(NOW - 1));
        vm.assertEq(registry.getClaimTopics().length, 2);
        requireTopics(8, 2, 0);
    }

    function test_DroppingAnAnnouncedTopicCancelsTheAnnouncementAndTells() public {
        registry.announceClaimTopic(8, DATE);
        vm.expectEmit(true, true, true, true, address(registry));
        emit IClaimTopicsRegistry.ClaimTopicRemoved(8);
        registry.removeClaimTopic(8);
        vm.assertEq(cancelled, 1);
        vm.warp(DATE);
        vm.assertEq(registry.getClaimTopics().length, 0);
    }

    function test_DroppingATopicInForceLeavesAnAnnouncementAlone() public {
        registry.addClaimTopic(7);
        registry.announceClaimTopic(8, DATE);
        registry.removeClaimTopic(7);
        vm.assertEq(cancelled, 0);
        requireTopics(8, 1, DATE);
    }

    function test_ATopicWhoseDateHasPassedIsDroppedLikeAnyOther() public {
        registry.announceClaimTopic(8, DATE);
        vm.warp(DATE);
        registry.removeClaimTopic(8);
        vm.assertEq(cancelled, 0);
        vm.assertEq(registry.getClaimTopics().length, 0);
    }

    function test_RevertWhen_AnotherAnnouncementIsPending() public {
        registry.announceClaimTopic(8, DATE);
        bytes memory pending = abi.encodeWithSelector(ClaimTopicsRegistry.AnnouncementPending.selector, 8, DATE);
        vm.expectRevert(pending);
        registry.announceClaimTopic(9, DATE + 1);
        vm.expectRevert(pending);
        registry.addClaimTopic(9);
        vm.warp(DATE);
        registry.announceClaimTopic(9, DATE + 1);
        vm.expectRevert(abi.encodeWithSelector(ClaimTopicsRegistry.AnnouncementPending.selector, 9, DATE + 1));
        registry.addClaimTopic(8);
        vm.warp(DATE + 1);
        vm.expectRevert(abi.encodeWithSelector(ClaimTopicsRegistry.TopicAlreadyRequired.selector, 8));
        registry.addClaimTopic(8);
    }

    // Who is told, and who decides

    function test_RevertWhen_ARegistryIsToldTwice() public {
        require(registry.tells(address(this)) && !registry.tells(address(1)), "the wrong ones are told");
        vm.expectRevert(abi.encodeWithSelector(RuleSource.RegistryAlreadyTold.selector, address(this)));
        registry.tellRegistry(address(this));
    }

    function test_RevertWhen_SixteenRegistriesAreTold() public {
        for (uint256 i = 1; i < 16; ++i) registry.tellRegistry(address(new EchoContract()));
        address last = address(new EchoContract());
        vm.expectRevert(abi.encodeWithSelector(RuleSource.TooManyRegistriesTold.selector, 16));
        registry.tellRegistry(last);
        registry.stopTelling(address(this));
        vm.expectEmit(true, true, true, true, address(registry));
        emit RuleSource.RegistryTold(last, true);
        registry.tellRegistry(last);
    }

    function test_WhoIsNoLongerToldHearsNothing() public {
        vm.assertEq(started, 1);
        vm.expectEmit(true, true, true, true, address(registry));
        emit RuleSource.RegistryTold(address(this), false);
        registry.stopTelling(address(this));
        require(!registry.tells(address(this)), "still told");
        registry.addClaimTopic(7);
        vm.assertEq(tightened.length, 0);
        vm.expectRevert(abi.encodeWithSelector(RuleSource.RegistryNotTold.selector, address(this)));
        registry.stopTelling(address(this));
        registry.tellRegistry(address(this));
        vm.assertEq(started, 2);
    }

    function test_TheRegistrySaysWhichInterfacesItHas() public view {
        require(registry.supportsInterface(0x10928b13), "not the standard's");
        require(registry.supportsInterface(type(IAnnouncedTopics).interfaceId), "announces nothing");
        require(registry.supportsInterface(0x01ffc9a7), "not ERC-165");
        require(!registry.supportsInterface(0xffffffff), "supports everything");
    }

    function test_RevertWhen_AStrangerDecides() public {
        bytes memory reason = abi.encodeWithSignature("OwnableUnauthorizedAccount(address)", address(1));
        vm.startPrank(address(1));
        vm.expectRevert(reason);
        registry.addClaimTopic(7);
        vm.expectRevert(reason);
        registry.announceClaimTopic(7, DATE);
        vm.expectRevert(reason);
        registry.removeClaimTopic(7);
        vm.expectRevert(reason);
        registry.tellRegistry(address(1));
        vm.expectRevert(reason);
        registry.stopTelling(address(this));
        vm.stopPrank();
    }

    function requireTopics(uint256 last, uint256 count, uint40 date) private view {
        (uint256[] memory upcoming, uint40 from) = registry.upcomingTopics();
        vm.assertEq(upcoming.length, count);
        vm.assertEq(upcoming[count - 1], last);
        vm.assertEq(from, date);
    }

    // What a told registry is told

    function startTold() external {
        ++started;
    }

    function topicsTightened(uint40 from) external {
        tightened.push(from);
    }

    function announcementCancelled() external {
        ++cancelled;
    }

    function issuerAdded(uint256) external pure {
        revert("topics say nothing of issuers");
    }

    function issuerRemoved(uint256) external pure {
        revert("topics say nothing of issuers");
    }
}
