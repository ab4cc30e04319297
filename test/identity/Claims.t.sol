// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IEligibility } from "../../contracts/identity/interfaces/IEligibility.sol";
import { IIdentityRegistry } from "../../contracts/identity/interfaces/IIdentityRegistry.sol";
import { CLAIMED, Investor } from "../../contracts/identity/types/Investor.sol";
import { IAgentRole } from "../../contracts/token/interfaces/IAgentRole.sol";
import { Evidence, IOnchainId } from "../support/Evidence.sol";

/// @notice Claims in real ONCHAINIDs: read when a wallet registers or is refreshed, good for `maxAge`, or read live.
contract ClaimsTest is Evidence {
    address[3] private providers;
    uint256[3] private keys = [uint256(0x11), 0x12, 0x13];
    bytes[3] private signatures;
    address private identity;

    function setUp() public {
        deployPlatform();
        identity = newIdentity();
        for (uint256 i = 0; i < 3; ++i) {
            providers[i] = newClaimIssuer(keys[i], single(i + 1));
            signatures[i] = giveClaim(identity, providers[i], keys[i], i + 1);
        }
    }

    // Registering

    function test_ClaimsOnThreeTopicsByThreeIssuersAreReadWhenTheWalletRegisters() public {
        vm.expectEmit(true, true, true, true, address(registry));
        emit IIdentityRegistry.IdentityRegistered(alice, identity);
        registry.registerIdentity(alice, identity, HONG_KONG);
        require(isEligible(alice), "not eligible");
        Investor record = recordOf(alice);
        require(record.hasMark(CLAIMED), "not marked");
        vm.assertEq(record.identityOf(), identity);
        vm.assertEq(record.countryOf(), HONG_KONG);
        vm.assertEq(record.classOf(), 1);
        vm.assertEq(record.evidenceAtOf(), START);
        vm.assertEq(record.issuersOf(), (2 << 12) | (3 << 6) | 4);
    }

    function test_WithoutAClaimTheWalletRegistersAndIsNotEligibleUntilItHasOne() public {
        IOnchainId(identity).removeClaim(claimId(2));
        registry.registerIdentity(alice, identity, HONG_KONG);
        requireReasons(alice, expired(alice), missing(2));
        giveClaim(identity, providers[1], keys[1], 2);
        require(!isEligible(alice), "read without a refresh");
        refreshOne(alice);
        require(isEligible(alice), "not eligible");
    }

    function test_AnIssuerThatCoversSeveralTopicsIsPutOnTheRecordOnce() public {
        trusted.updateIssuerClaimTopics(providers[0], topics);
        giveClaim(identity, providers[0], keys[0], 2);
        giveClaim(identity, providers[0], keys[0], 3);
        registry.registerIdentity(alice, identity, HONG_KONG);
        require(isEligible(alice), "not eligible");
        vm.assertEq(recordOf(alice).issuersOf(), trusted.indexOf(providers[0]));
    }

    function test_MoreThanThreeIssuersAreTooManyForARecord() public {
        required.addClaimTopic(4);
        giveClaim(identity, newClaimIssuer(0x14, single(4)), 0x14, 4);
        registry.registerIdentity(alice, identity, HONG_KONG);
        requireReasons(alice, expired(alice), missing(4));
    }

    function test_WhereNothingIsAskedForARegisteredWalletIsEligibleWithoutAnEnd() public {
        for (uint256 i = 1; i < 4; ++i) required.removeClaimTopic(i);
        registry.registerIdentity(alice, newIdentity(), HONG_KONG);
        later(365 days);
        require(isEligible(alice), "ended");
        require(!recordOf(alice).hasMark(CLAIMED), "rests on claims");
    }

    function test_ABatchRegistersMany() public {
        uint16[] memory countries = new uint16[](2);
        (countries[0], countries[1]) = (344, 702);
        registry.batchRegisterIdentity(pair(alice, bob), pair(identity, newIdentity()), countries);
        require(isEligible(alice) && !isEligible(bob), "not as their claims say");
        vm.assertEq(registry.investorCountry(bob), 702);
        vm.expectRevert(abi.encodeWithSelector(IEligibility.BatchLengthMismatch.selector, 2, 1));
        registry.batchRegisterIdentity(pair(alice, bob), single(identity), countries);
        vm.expectRevert(abi.encodeWithSelector(IEligibility.BatchLengthMismatch.selector, 1, 2));
        registry.batchRegisterIdentity(single(alice), single(identity), countries);
    }

    function test_RevertWhen_TheWalletIsRegistered() public {
        registry.registerIdentity(alice, identity, HONG_KONG);
        vm.expectRevert(abi.encodeWithSelector(IEligibility.AlreadyRegistered.selector, alice, identity));
        registry.registerIdentity(alice, identity, HONG_KONG);
    }

    function test_RevertWhen_TheIdentityIsAPlainAddress() public {
        vm.expectRevert(abi.encodeWithSelector(IEligibility.IdentityHasNoCode.selector, bob));
        registry.registerIdentity(alice, bob, HONG_KONG);
    }

    function testFuzz_RevertWhen_TheCountryIsUnknown(uint16 country) public {
        country = country == 0 ? 0 : uint16(bound(country, 1_000, type(uint16).max));
        vm.expectRevert(abi.encodeWithSelector(IEligibility.CountryUnknown.selector, country));
        registry.registerIdentity(alice, identity, country);
        registry.registerIdentity(alice, identity, 999);
        vm.expectRevert(abi.encodeWithSelector(IEligibility.CountryUnknown.selector, country));
        registry.updateCountry(alice, country);
    }

    function test_RevertWhen_AStrangerRegistersUpdatesOrDeletes() public {
        bytes memory reason = abi.encodeWithSelector(IAgentRole.NotAgent.selector, bob);
        vm.startPrank(bob);
        vm.expectRevert(reason);
        registry.registerIdentity(alice, identity, HONG_KONG);
        vm.expectRevert(reason);
        registry.deleteIdentity(alice);
        vm.expectRevert(reason);
        registry.updateIdentity(alice, identity);
        vm.expectRevert(reason);
        registry.updateCountry(alice, HONG_KONG);
        vm.expectRevert(reason);
        registry.updateProfile(alice, 2, false, false);
        vm.stopPrank();
    }

    // Refreshing

    function test_ARevocationInOnchainIdIsSeenAtTheNextRefresh() public {
        registry.registerIdentity(alice, identity, HONG_KONG);
        later(1 days);
        IOnchainId(providers[1]).revokeClaimBySignature(signatures[1]);
        require(isEligible(alice), "seen without a refresh");
        vm.prank(carol);
        refreshOne(alice);
        requireReasons(alice, expired(alice), missing(2));
    }

    function test_ARevocationInOnchainIdIsSeenAfterMaxAgeAtTheLatest() public {
        registry.registerIdentity(alice, identity, HONG_KONG);
        IOnchainId(providers[1]).revokeClaimBySignature(signatures[1]);
        later(7 days - 1);
        require(isEligible(alice), "ended early");
        later(1);
        bytes memory old = abi.encodeWithSelector(IEligibility.ClaimsNeedRefresh.selector, START, 7 days);
        requireReasons(alice, old, missing(2));
    }

    function test_ARefreshStartsMaxAgeAgain() public {
        registry.registerIdentity(alice, identity, HONG_KONG);
        later(7 days);
        requireReason(alice, abi.encodeWithSelector(IEligibility.ClaimsNeedRefresh.selector, START, 7 days));
        refreshOne(alice);
        later(7 days - 1);
        require(isEligible(alice), "not refreshed");
    }

    function test_AClaimRemovedFromTheIdentityIsMissedAtTheNextRefresh() public {
        registry.registerIdentity(alice, identity, HONG_KONG);
        IOnchainId(identity).removeClaim(claimId(3));
        require(isEligible(alice), "seen without a refresh");
        refreshOne(alice);
        requireReasons(alice, expired(alice), missing(3));
    }

    function test_AKeyTakenFromItsIssuerSignsNoMore() public {
        registry.registerIdentity(alice, identity, HONG_KONG);
        IOnchainId(providers[0]).removeKey(keyOf(vm.addr(keys[0])), CLAIM_PURPOSE);
        refreshOne(alice);
        requireReasons(alice, expired(alice), missing(1));
    }

    function test_AClaimByAnIssuerNobodyTrustsIsNoClaim() public {
        IOnchainId(identity).removeClaim(claimId(1));
        address stranger = newClaimIssuer(0x15, new uint256[](0));
        giveClaim(identity, stranger, 0x15, 1);
        registry.registerIdentity(alice, identity, HONG_KONG);
        requireReasons(alice, expired(alice), missing(1));
        trusted.addTrustedIssuer(stranger, single(1));
        refreshOne(alice);
        require(isEligible(alice), "not eligible");
    }

    function test_AnIssuersClaimOnATopicItIsNotTrustedForIsNoClaim() public {
        IOnchainId(identity).removeClaim(claimId(2));
        giveClaim(identity, providers[0], keys[0], 2);
        registry.registerIdentity(alice, identity, HONG_KONG);
        requireReasons(alice, expired(alice), missing(2));
    }

    function test_RemovingAnIssuerEndsARecordOfClaimsUntilAnotherIssuersAreRead() public {
        registry.registerIdentity(alice, identity, HONG_KONG);
        giveClaim(identity, newClaimIssuer(0x14, single(2)), 0x14, 2);
        trusted.removeTrustedIssuer(providers[1]);
        requireReason(alice, abi.encodeWithSelector(IEligibility.IssuerNoLongerTrusted.selector, providers[1]));
        refreshOne(alice);
        require(isEligible(alice), "not eligible");
        vm.assertEq(recordOf(alice).issuersOf(), (2 << 12) | (5 << 6) | 4);
    }

    function test_AWalletNobodyRegisteredIsPassedOverInABatch() public {
        registry.registerIdentity(alice, identity, HONG_KONG);
        later(1 days);
        registry.refresh(pair(bob, alice));
        vm.assertEq(Investor.unwrap(recordOf(bob)), 0);
        vm.assertEq(recordOf(alice).evidenceAtOf(), START + 1 days);
    }

    // Read live

    function test_WhereClaimsAreReadLiveARevocationIsSeenAtOnce() public {
        registry.setMaxAge(0);
        registry.registerIdentity(alice, identity, HONG_KONG);
        later(100 days);
        require(isEligible(alice), "aged");
        IOnchainId(providers[1]).revokeClaimBySignature(signatures[1]);
        requireReason(alice, missing(2));
    }

    function test_WhereClaimsAreReadLiveAClaimThatComesBackCounts() public {
        registry.setMaxAge(0);
        registry.registerIdentity(alice, identity, HONG_KONG);
        IOnchainId(identity).removeClaim(claimId(2));
        require(!isEligible(alice), "eligible");
        giveClaim(identity, providers[1], keys[1], 2);
        require(isEligible(alice), "not eligible");
    }

    function test_WhereClaimsAreReadLiveAnAttestationIsStillGood() public {
        registry.setMaxAge(0);
        admit(alice);
        require(isEligible(alice), "not eligible");
    }

    // Many receivers at once

    function standingsOf(address[3] memory toList) private view returns (Investor fromRecord, Investor[] memory found) {
        bytes32[] memory words = new bytes32[](3);
        for (uint256 i = 0; i < 3; ++i) words[i] = bytes32(uint256(uint160(toList[i])));
        return registry.standings(carol, words);
    }

    function test_ReceiversAreToldUpToTheFirstWhoMayNotReceive() public {
        registry.registerIdentity(alice, identity, HONG_KONG);
        admit(bob);
        admit(carol);
        (Investor fromRecord, Investor[] memory found) = standingsOf([alice, bob, walletAt(9)]);
        vm.assertEq(Investor.unwrap(fromRecord), Investor.unwrap(recordOf(carol)));
        vm.assertEq(found.length, 2);
        vm.assertEq(Investor.unwrap(found[0]), Investor.unwrap(recordOf(alice)));
        vm.assertEq(Investor.unwrap(found[1]), Investor.unwrap(recordOf(bob)));
        registry.denyIdentities(single(identity), true);
        (, found) = standingsOf([bob, alice, carol]);
        vm.assertEq(found.length, 1);
    }

    function test_ReceiversWhoseClaimsAreReadLiveAreNotToldInAdvance() public {
        registry.registerIdentity(alice, identity, HONG_KONG);
        admit(bob);
        registry.setMaxAge(0);
        (, Investor[] memory found) = standingsOf([bob, alice, bob]);
        vm.assertEq(found.length, 1);
    }

    function test_NoReceiversAreToldToADeniedSender() public {
        admit(bob);
        address[] memory wallets = new address[](1);
        wallets[0] = carol;
        registry.denyWallets(wallets, true);
        (, Investor[] memory found) = standingsOf([bob, bob, bob]);
        vm.assertEq(found.length, 0);
    }

    function test_WhereClaimsAreReadLiveADenialIsSeenAsWell() public {
        registry.setMaxAge(0);
        registry.registerIdentity(alice, identity, HONG_KONG);
        registry.denyIdentities(single(identity), true);
        requireReason(alice, abi.encodeWithSelector(IEligibility.IdentityDenied.selector, identity));
    }

    // The age of claims

    function test_ClaimsCountForSevenDaysUnlessTheOwnerSaysOtherwise() public view {
        vm.assertEq(registry.registryState().maxAge(), 7 days);
    }

    function testFuzz_TheAgeOfClaimsIsWholeHoursUpToThirtyDays(uint256 age) public {
        age = bound(age, 0, 40 days);
        if (age > 30 days || age % 1 hours != 0) {
            vm.expectRevert(abi.encodeWithSelector(IEligibility.MaxAgeOutOfRange.selector, age));
            registry.setMaxAge(age);
            age = ((age % (30 days + 1)) / 1 hours) * 1 hours;
        }
        vm.expectEmit(true, true, true, true, address(registry));
        emit IEligibility.MaxAgeSet(age);
        registry.setMaxAge(age);
        vm.assertEq(registry.registryState().maxAge(), age);
        registry.registerIdentity(alice, identity, HONG_KONG);
        if (age == 0) return;
        later(age - 1);
        require(isEligible(alice), "ended early");
        later(1);
        require(!isEligible(alice), "ended late");
    }

    function test_RevertWhen_TheAgeIsMoreThanThirtyDays() public {
        registry.setMaxAge(30 days);
        vm.expectRevert(abi.encodeWithSelector(IEligibility.MaxAgeOutOfRange.selector, 30 days + 1 hours));
        registry.setMaxAge(30 days + 1 hours);
    }

    function test_RevertWhen_AStrangerSetsTheAge() public {
        vm.expectRevert(abi.encodeWithSignature("OwnableUnauthorizedAccount(address)", bob));
        vm.prank(bob);
        registry.setMaxAge(1 hours);
    }

    function claimId(uint256 topic) private view returns (bytes32) {
        return keccak256(abi.encode(providers[topic - 1], topic));
    }

    function missing(uint256 topic) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IEligibility.ClaimMissing.selector, topic);
    }

    function expired(address wallet) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IEligibility.EvidenceExpired.selector, wallet, 0);
    }
}
