// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ClaimTopicsRegistry } from "../../contracts/identity/ClaimTopicsRegistry.sol";
import { Attestation, IEligibility } from "../../contracts/identity/interfaces/IEligibility.sol";
import { IIdentityRegistry } from "../../contracts/identity/interfaces/IIdentityRegistry.sol";
import { Registration } from "../../contracts/identity/Registration.sol";
import { TrustedIssuersRegistry } from "../../contracts/identity/TrustedIssuersRegistry.sol";
import { RegistryState } from "../../contracts/identity/types/RegistryState.sol";
import { Evidence } from "../support/Evidence.sol";

/// @notice A stricter rule moves the epoch on an announced date; dropping a topic ends nobody.
contract StricterRulesTest is Evidence {
    uint40 private constant DATE = uint40(START + 10 days);
    uint256[] private four = [1, 2, 3, 4];

    function setUp() public {
        deployPlatform();
        trusted.updateIssuerClaimTopics(issuer, four);
    }

    // Topics in force at once

    function test_DroppingATopicEndsNobody() public {
        admit(alice);
        required.removeClaimTopic(2);
        require(isEligible(alice), "ended");
        topics = [uint256(1), 3];
        attestAt(bob, START);
        require(isEligible(bob), "the dropped topic is still asked for");
    }

    function test_ATopicAddedAtOnceEndsWhatWasMadeWithoutIt() public {
        admit(alice);
        uint256 epoch = recordOf(alice).epochOf();
        vm.expectEmit(true, true, true, true, address(registry));
        emit IEligibility.EpochAnnounced(epoch + 1, START);
        required.addClaimTopic(4);
        requireReason(alice, abi.encodeWithSelector(IEligibility.RuleTightened.selector, epoch, epoch + 1));
    }

    function test_ATopicAddedAtOnceIsMetByEvidenceOnIt() public {
        admit(alice);
        required.addClaimTopic(4);
        later(1);
        bytes memory reason = abi.encodeWithSelector(IEligibility.TopicNotCovered.selector, 4);
        expectAttestToRevert(ISSUER_KEY, attestationOf(alice, START + 1), reason);
        topics = four;
        admit(alice);
        require(isEligible(alice), "not eligible");
    }

    function test_ATopicAddedAndDroppedLeavesEndedWhatItEnded() public {
        admit(alice);
        required.addClaimTopic(4);
        required.removeClaimTopic(4);
        require(!isEligible(alice), "revived");
    }

    // Announced topics

    function test_WhoBringsNoEvidenceIsEndedExactlyOnTheDate() public {
        admit(alice);
        uint256 epoch = recordOf(alice).epochOf();
        vm.expectEmit(true, true, true, true, address(registry));
        emit IEligibility.EpochAnnounced(epoch + 1, DATE);
        required.announceClaimTopic(4, DATE);
        require(isEligible(alice), "ended by the announcement");
        vm.warp(DATE - 1);
        require(isEligible(alice), "ended before the date");
        vm.warp(DATE);
        requireReason(alice, abi.encodeWithSelector(IEligibility.RuleTightened.selector, epoch, epoch + 1));
    }

    function test_WhoBringsEvidenceBeforeTheDateIsNotInterrupted() public {
        admit(alice);
        required.announceClaimTopic(4, DATE);
        later(1);
        topics = four;
        admit(alice);
        uint256[3] memory moments = [uint256(DATE) - 1, DATE, DATE + 30 days];
        for (uint256 i = 0; i < moments.length; ++i) {
            vm.warp(moments[i]);
            require(isEligible(alice), "interrupted");
        }
    }

    function test_EvidenceOnTheOldTopicsStillAdmitsUntilTheDate() public {
        required.announceClaimTopic(4, DATE);
        admit(alice);
        vm.warp(DATE - 1);
        require(isEligible(alice), "not admitted");
        vm.warp(DATE);
        require(!isEligible(alice), "not ended");
        expectAttestToRevert(
            ISSUER_KEY,
            attestationOf(bob, DATE),
            abi.encodeWithSelector(IEligibility.TopicNotCovered.selector, 4)
        );
    }

    function test_AnAnnouncedTopicCountsOnlyIfTheIssuerIsTrustedForIt() public {
        trusted.updateIssuerClaimTopics(issuer, single(1));
        trusted.updateIssuerClaimTopics(issuer, topics);
        required.announceClaimTopic(4, DATE);
        topics = four;
        admit(alice);
        require(isEligible(alice), "not admitted");
        vm.warp(DATE);
        require(!isEligible(alice), "not ended");
    }

    function test_ACancelledAnnouncementEndsNobody() public {
        admit(alice);
        required.announceClaimTopic(4, DATE);
        later(1);
        topics = four;
        admit(bob);
        required.removeClaimTopic(4);
        vm.warp(DATE + 1);
        require(isEligible(alice) && isEligible(bob), "ended");
    }

    function test_EvidenceForACancelledAnnouncementIsNotTakenForTheNextOne() public {
        required.announceClaimTopic(4, DATE);
        topics = four;
        admit(alice);
        required.removeClaimTopic(4);
        required.announceClaimTopic(5, DATE);
        vm.warp(DATE - 1);
        require(isEligible(alice), "ended before the date");
        vm.warp(DATE);
        require(!isEligible(alice), "not ended");
    }

    function test_CancellingAnAnnouncementWhoseDateHasPassedRevivesNobody() public {
        admit(alice);
        required.announceClaimTopic(4, DATE);
        vm.warp(DATE);
        required.removeClaimTopic(4);
        require(!isEligible(alice), "revived");
        admit(alice);
        require(isEligible(alice), "three topics are not enough again");
    }

    function test_TwoAnnouncementsOneAfterTheOtherEachEndOnItsDate() public {
        required.announceClaimTopic(4, DATE);
        topics = four;
        admit(alice);
        vm.warp(DATE);
        required.announceClaimTopic(5, DATE + 10 days);
        require(isEligible(alice), "ended by the second announcement");
        vm.warp(DATE + 10 days);
        require(!isEligible(alice), "not ended");
    }

    function test_AChangeAtOnceWhileAnotherIsAnnouncedEndsAllAndKeepsTheDate() public {
        required.announceClaimTopic(4, DATE);
        topics = four;
        admit(alice);
        TrustedIssuersRegistry another = new TrustedIssuersRegistry(address(this));
        another.addTrustedIssuer(issuer, four);
        another.tellRegistry(address(registry));
        registry.setTrustedIssuersRegistry(address(another));
        require(!isEligible(alice), "not ended by the change at once");
        later(1);
        admit(alice);
        topics = [uint256(1), 2, 3];
        admit(bob);
        vm.warp(DATE - 1);
        require(isEligible(alice) && isEligible(bob), "ended before the date");
        vm.warp(DATE);
        require(isEligible(alice), "interrupted");
        require(!isEligible(bob), "not ended");
    }

    // A new registry of topics

    function test_ANewRegistryOfTopicsEndsEveryRecordUntilEvidenceIsBroughtAgain() public {
        admit(alice);
        ClaimTopicsRegistry another = topicsOnly(1);
        vm.expectEmit(true, true, true, true, address(registry));
        emit IIdentityRegistry.ClaimTopicsRegistrySet(address(another));
        registry.setClaimTopicsRegistry(address(another));
        vm.assertEq(registry.topicsRegistry(), address(another));
        require(!isEligible(alice), "not ended");
        later(1);
        topics = [uint256(1)];
        admit(alice);
        require(isEligible(alice), "not eligible");
    }

    function test_ANewRegistryOfTopicsBringsItsOwnAnnouncementAndDropsTheOldOne() public {
        required.announceClaimTopic(4, DATE);
        ClaimTopicsRegistry another = topicsOnly(1);
        another.announceClaimTopic(4, DATE + 1 days);
        registry.setClaimTopicsRegistry(address(another));
        vm.assertEq(registry.registryState().epochAt(), DATE + 1 days);
        topics = [uint256(1)];
        admit(alice);
        topics = [uint256(1), 4];
        admit(bob);
        vm.warp(DATE);
        require(isEligible(alice), "ended by what the old registry announced");
        vm.warp(DATE + 1 days);
        require(!isEligible(alice), "not ended");
        require(isEligible(bob), "interrupted");
    }

    function test_ANewRegistryOfTopicsWithoutAnAnnouncementDropsTheOldOne() public {
        required.announceClaimTopic(4, DATE);
        registry.setClaimTopicsRegistry(address(topicsOnly(1)));
        admit(alice);
        vm.warp(DATE);
        require(isEligible(alice), "ended");
    }

    function test_ForeignRegistriesOfTopicsCount() public {
        address foreign = foreignTopics(4);
        registry.setClaimTopicsRegistry(foreign);
        bytes memory reason = abi.encodeWithSelector(IEligibility.TopicNotCovered.selector, 4);
        expectAttestToRevert(ISSUER_KEY, attestationOf(alice, START), reason);
        topics = four;
        admit(alice);
        require(isEligible(alice), "not eligible");
    }

    // Bounds and who says so

    function test_RevertWhen_AllEpochsAreUsedUp() public {
        uint256 left = 126 - registry.registryState().lastEpoch();
        for (uint256 i = 0; i < left; ++i) registry.setTrustedIssuersRegistry(address(trusted));
        vm.assertEq(registry.registryState().lastEpoch(), 126);
        Attestation memory last = attestationOf(alice, START);
        attestAs(ISSUER_KEY, last);
        require(isEligible(alice), "the last epoch does not count");
        vm.expectRevert(abi.encodeWithSelector(IEligibility.EpochsUsedUp.selector));
        registry.setTrustedIssuersRegistry(address(trusted));
        vm.expectRevert(abi.encodeWithSelector(IEligibility.EpochsUsedUp.selector));
        required.addClaimTopic(4);
    }

    function test_NobodyElseIsHeardOnTopics() public {
        required.announceClaimTopic(4, DATE);
        RegistryState before = registry.registryState();
        address[2] memory speakers = [address(this), address(trusted)];
        for (uint256 i = 0; i < speakers.length; ++i) {
            vm.startPrank(speakers[i]);
            registry.topicsTightened(uint40(START));
            registry.announcementCancelled();
            vm.stopPrank();
        }
        registry.startTold();
        vm.assertEq(RegistryState.unwrap(registry.registryState()), RegistryState.unwrap(before));
    }

    function test_RevertWhen_EvidenceRestsOnARegistryOfTopicsThatTellsNothing() public {
        required.stopTelling(address(registry));
        bytes memory reason = abi.encodeWithSelector(IEligibility.NotTold.selector, address(required));
        expectAttestToRevert(ISSUER_KEY, attestationOf(alice, START), reason);
        vm.expectRevert(reason);
        refreshOne(alice);
    }

    function test_ARegistryThatIsToldAgainEndsWhatWasBeforeAndTakesOverWhatIsAnnounced() public {
        admit(alice);
        required.stopTelling(address(registry));
        required.announceClaimTopic(4, DATE);
        vm.assertEq(registry.registryState().epochAt(), 0);
        required.tellRegistry(address(registry));
        require(!isEligible(alice), "what was missed is not known");
        vm.assertEq(registry.registryState().epochAt(), DATE);
        later(1);
        admit(alice);
        require(isEligible(alice), "not eligible");
        vm.warp(DATE);
        require(!isEligible(alice), "not ended on the date");
    }

    function test_RevertWhen_TheRegistryOfTopicsHasNoCode() public {
        vm.expectRevert(abi.encodeWithSelector(Registration.NotAContract.selector, alice));
        registry.setClaimTopicsRegistry(alice);
    }

    function test_RevertWhen_AStrangerSetsTheRegistryOfTopics() public {
        vm.expectRevert(abi.encodeWithSignature("OwnableUnauthorizedAccount(address)", alice));
        vm.prank(alice);
        registry.setClaimTopicsRegistry(address(required));
    }

    function topicsOnly(uint256 topic) private returns (ClaimTopicsRegistry another) {
        another = new ClaimTopicsRegistry(address(this));
        another.addClaimTopic(topic);
        another.tellRegistry(address(registry));
    }
}
