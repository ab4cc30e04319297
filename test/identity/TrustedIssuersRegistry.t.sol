// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IIssuerIndex, IRuleChanges, ITrustedIssuersRegistry } from "../../contracts/identity/interfaces/IClaims.sol";
import { RuleSource } from "../../contracts/identity/RuleSource.sol";
import { TrustedIssuersRegistry } from "../../contracts/identity/TrustedIssuersRegistry.sol";
import { TestBase } from "../support/Cheats.sol";

/// @notice Whose word counts on which topics, by which index, and who is told. The test is a told registry.
contract TrustedIssuersRegistryTest is TestBase, IRuleChanges {
    uint256 private constant ISSUERS = 50;
    uint256 private constant INDEXES = 63;
    uint256 private constant TOPICS = 15;

    TrustedIssuersRegistry private registry;
    address private one = issuerOf(1);
    address private two = issuerOf(2);
    uint256[] private added;
    uint256[] private removed;
    uint256 private started;

    function setUp() public {
        registry = new TrustedIssuersRegistry(address(this));
        registry.tellRegistry(address(this));
    }

    // Adding

    function test_AnAddedIssuerHasTopicsAndAnIndexAndIsTold() public {
        vm.expectEmit(true, true, true, true, address(registry));
        emit ITrustedIssuersRegistry.TrustedIssuerAdded(one, count(3));
        registry.addTrustedIssuer(one, count(3));
        registry.addTrustedIssuer(two, count(2));
        require(registry.isTrustedIssuer(one) && !registry.isTrustedIssuer(issuerOf(3)), "trust");
        vm.assertEq(registry.getTrustedIssuerClaimTopics(one).length, 3);
        require(registry.hasClaimTopic(two, 2) && !registry.hasClaimTopic(two, 3), "topics");
        vm.assertEq(registry.indexOf(two), 2);
        vm.assertEq(registry.issuerAt(2), two);
        vm.assertEq(registry.trustedBits(), 6);
        vm.assertEq(added.length, 2);
        vm.assertEq(added[1], 2);
    }

    function test_IssuersAreFoundByTopic() public {
        registry.addTrustedIssuer(one, count(3));
        registry.addTrustedIssuer(two, count(2));
        vm.assertEq(registry.getTrustedIssuers().length, 2);
        vm.assertEq(registry.getTrustedIssuersForClaimTopic(2).length, 2);
        address[] memory third = registry.getTrustedIssuersForClaimTopic(3);
        vm.assertEq(third.length, 1);
        vm.assertEq(third[0], one);
        vm.assertEq(registry.getTrustedIssuersForClaimTopic(4).length, 0);
    }

    function test_RevertWhen_TheIssuerIsZeroOrTrustedAlready() public {
        vm.expectRevert(abi.encodeWithSelector(TrustedIssuersRegistry.IssuerIsZero.selector));
        registry.addTrustedIssuer(address(0), count(1));
        registry.addTrustedIssuer(one, count(1));
        vm.expectRevert(abi.encodeWithSelector(TrustedIssuersRegistry.IssuerAlreadyTrusted.selector, one));
        registry.addTrustedIssuer(one, count(1));
    }

    function test_RevertWhen_AnIssuerHasNoTopicsOrMoreThanFifteen() public {
        bytes4 selector = TrustedIssuersRegistry.TopicCountOutOfRange.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, 0, TOPICS));
        registry.addTrustedIssuer(one, count(0));
        vm.expectRevert(abi.encodeWithSelector(selector, 16, TOPICS));
        registry.addTrustedIssuer(one, count(16));
        registry.addTrustedIssuer(one, count(15));
        vm.expectRevert(abi.encodeWithSelector(selector, 16, TOPICS));
        registry.updateIssuerClaimTopics(one, count(16));
        vm.expectRevert(abi.encodeWithSelector(selector, 0, TOPICS));
        registry.updateIssuerClaimTopics(one, count(0));
    }

    function test_RevertWhen_ThereAreFiftyIssuers() public {
        for (uint256 i = 1; i <= ISSUERS; ++i) registry.addTrustedIssuer(issuerOf(i), count(1));
        vm.expectRevert(abi.encodeWithSelector(TrustedIssuersRegistry.TooManyIssuers.selector, ISSUERS));
        registry.addTrustedIssuer(issuerOf(51), count(1));
        registry.removeTrustedIssuer(one);
        registry.addTrustedIssuer(issuerOf(51), count(1));
        vm.assertEq(registry.getTrustedIssuers().length, ISSUERS);
    }

    function test_RevertWhen_AllIndexesOfTheRegistrysLifeWereGiven() public {
        for (uint256 i = 1; i < INDEXES; ++i) {
            registry.addTrustedIssuer(one, count(2));
            registry.removeTrustedIssuer(one);
        }
        registry.addTrustedIssuer(one, count(2));
        vm.assertEq(registry.indexOf(one), INDEXES);
        vm.assertEq(registry.trustedBits(), 1 << INDEXES);
        vm.expectRevert(abi.encodeWithSelector(TrustedIssuersRegistry.IssuerIndexesUsedUp.selector));
        registry.addTrustedIssuer(two, count(2));
        vm.expectRevert(abi.encodeWithSelector(TrustedIssuersRegistry.IssuerIndexesUsedUp.selector));
        registry.updateIssuerClaimTopics(one, count(1));
        registry.updateIssuerClaimTopics(one, count(3));
        registry.removeTrustedIssuer(one);
        vm.assertEq(registry.trustedBits(), 0);
    }

    // Removing

    function test_ARemovedIssuerIsForgottenButItsIndexIsNotGivenAgain() public {
        for (uint256 i = 1; i < 4; ++i) registry.addTrustedIssuer(issuerOf(i), count(i));
        vm.expectEmit(true, true, true, true, address(registry));
        emit ITrustedIssuersRegistry.TrustedIssuerRemoved(one);
        registry.removeTrustedIssuer(one);
        address[] memory left = registry.getTrustedIssuers();
        vm.assertEq(left.length, 2);
        vm.assertEq(left[0], issuerOf(3));
        vm.assertEq(left[1], two);
        require(!registry.isTrustedIssuer(one) && !registry.hasClaimTopic(one, 1), "not forgotten");
        vm.assertEq(registry.trustedBits(), 12);
        vm.assertEq(registry.issuerAt(1), one);
        vm.assertEq(removed.length, 1);
        vm.assertEq(removed[0], 1);
        registry.addTrustedIssuer(one, count(1));
        vm.assertEq(registry.indexOf(one), 4);
        vm.assertEq(added[3], 4);
    }

    function test_RevertWhen_AnIssuerNobodyTrustsIsRemovedUpdatedOrAsked() public {
        bytes memory reason = abi.encodeWithSelector(TrustedIssuersRegistry.IssuerNotTrusted.selector, one);
        vm.expectRevert(reason);
        registry.removeTrustedIssuer(one);
        vm.expectRevert(reason);
        registry.updateIssuerClaimTopics(one, count(1));
        vm.expectRevert(reason);
        registry.getTrustedIssuerClaimTopics(one);
    }

    // Topics

    function test_ATopicMoreKeepsTheIndex() public {
        registry.addTrustedIssuer(one, count(2));
        vm.expectEmit(true, true, true, true, address(registry));
        emit ITrustedIssuersRegistry.ClaimTopicsUpdated(one, count(3));
        registry.updateIssuerClaimTopics(one, count(3));
        vm.assertEq(registry.indexOf(one), 1);
        vm.assertEq(removed.length, 0);
        require(registry.hasClaimTopic(one, 3), "not added");
    }

    function test_ATopicLessTakesANewIndexAndIsTold() public {
        registry.addTrustedIssuer(one, count(3));
        registry.updateIssuerClaimTopics(one, count(1));
        vm.assertEq(registry.indexOf(one), 2);
        vm.assertEq(registry.trustedBits(), 4);
        vm.assertEq(removed[0], 1);
        vm.assertEq(added[1], 2);
        require(!registry.hasClaimTopic(one, 2), "not dropped");
        vm.assertEq(registry.getTrustedIssuers().length, 1);
    }

    function test_OneTopicForAnotherTakesANewIndex() public {
        registry.addTrustedIssuer(one, count(1));
        uint256[] memory another = new uint256[](1);
        another[0] = 9;
        registry.updateIssuerClaimTopics(one, another);
        vm.assertEq(registry.indexOf(one), 2);
    }

    function test_TheSameTopicsInAnotherOrderKeepTheIndex() public {
        registry.addTrustedIssuer(one, count(2));
        uint256[] memory turned = new uint256[](2);
        (turned[0], turned[1]) = (2, 1);
        registry.updateIssuerClaimTopics(one, turned);
        vm.assertEq(registry.indexOf(one), 1);
    }

    // Who decides

    function test_RevertWhen_AStrangerDecides() public {
        registry.addTrustedIssuer(one, count(1));
        bytes memory reason = abi.encodeWithSignature("OwnableUnauthorizedAccount(address)", two);
        vm.startPrank(two);
        vm.expectRevert(reason);
        registry.addTrustedIssuer(two, count(1));
        vm.expectRevert(reason);
        registry.removeTrustedIssuer(one);
        vm.expectRevert(reason);
        registry.updateIssuerClaimTopics(one, count(1));
        vm.expectRevert(reason);
        registry.tellRegistry(two);
        vm.stopPrank();
    }

    function test_TheRegistryChangesHandsOnlyWhenTheNewOwnerAccepts() public {
        registry.transferOwnership(two);
        vm.assertEq(registry.owner(), address(this));
        vm.prank(two);
        registry.acceptOwnership();
        vm.assertEq(registry.owner(), two);
        vm.expectRevert(abi.encodeWithSignature("OwnableUnauthorizedAccount(address)", address(this)));
        registry.tellRegistry(one);
    }

    function test_RevertWhen_ARegistryIsToldTwice() public {
        vm.expectRevert(abi.encodeWithSelector(RuleSource.RegistryAlreadyTold.selector, address(this)));
        registry.tellRegistry(address(this));
    }

    function test_WhoIsNoLongerToldHearsNothing() public {
        vm.assertEq(started, 1);
        registry.stopTelling(address(this));
        registry.addTrustedIssuer(one, count(1));
        vm.assertEq(added.length, 0);
    }

    function test_TheRegistrySaysWhichInterfacesItHas() public view {
        require(registry.supportsInterface(0xb0f773b8), "not the standard's");
        require(registry.supportsInterface(type(IIssuerIndex).interfaceId), "gives no indexes");
        require(registry.supportsInterface(0x01ffc9a7), "not ERC-165");
        require(!registry.supportsInterface(0xffffffff), "supports everything");
    }

    function issuerOf(uint256 number) private pure returns (address) {
        return address(uint160(uint256(keccak256(abi.encode("issuer", number)))));
    }

    /// @dev Topics 1 to `number`.
    function count(uint256 number) private pure returns (uint256[] memory list) {
        list = new uint256[](number);
        for (uint256 i = 0; i < number; ++i) list[i] = i + 1;
    }

    // What a told registry is told

    function startTold() external {
        ++started;
    }

    function issuerAdded(uint256 index) external {
        added.push(index);
    }

    function issuerRemoved(uint256 index) external {
        removed.push(index);
    }

    function topicsTightened(uint40) external pure {
        revert("issuers say nothing of topics");
    }

    function announcementCancelled() external pure {
        revert("issuers say nothing of topics");
    }
}
