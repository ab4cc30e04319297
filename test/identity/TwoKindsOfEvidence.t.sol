// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IEligibility, InvestorFacts } from "../../contracts/identity/interfaces/IEligibility.sol";
import { CLAIMED, Investor } from "../../contracts/identity/types/Investor.sol";
import { Evidence, IOnchainId } from "../support/Evidence.sol";

/// @notice An investor with an ONCHAINID may have both: claims in it and attestations. The younger is what counts.
contract TwoKindsOfEvidenceTest is Evidence {
    uint256 private constant KEY = 0x11;
    uint256 private constant NEW_KEY = 0x4004;
    uint40 private constant DATE = uint40(START + 3 days);
    address private provider;
    address private identity;

    function setUp() public {
        deployPlatform();
        uint256[] memory four = new uint256[](4);
        for (uint256 i = 0; i < 4; ++i) four[i] = i + 1;
        provider = newClaimIssuer(KEY, four);
        trusted.updateIssuerClaimTopics(issuer, four);
        identity = newIdentity();
    }

    // Which of them counts

    function test_AnAttestationOfAnOnchainIdStandsWithoutClaims() public {
        attestIdentity(alice);
        later(30 days);
        require(isEligible(alice), "not eligible");
        require(!recordOf(alice).hasMark(CLAIMED), "rests on claims");
    }

    function test_ARefreshLeavesAGoodAttestationAsItIs() public {
        attestIdentity(alice);
        Investor before = recordOf(alice);
        later(1 days);
        refreshOne(alice);
        vm.assertEq(Investor.unwrap(recordOf(alice)), Investor.unwrap(before));
    }

    function test_ARefreshReadsClaimsWhenTheAttestationHasLapsed() public {
        attestIdentity(alice);
        giveClaims(3);
        later(365 days);
        require(!isEligible(alice), "not lapsed");
        refreshOne(alice);
        require(isEligible(alice) && recordOf(alice).hasMark(CLAIMED), "claims do not count");
        vm.assertEq(recordOf(alice).classOf(), PROFESSIONAL);
    }

    function test_ARefreshOfAnAttestedPlainIdentityChangesNothingEvenWhenItHasLapsed() public {
        admit(alice);
        later(366 days);
        Investor before = recordOf(alice);
        refreshOne(alice);
        vm.assertEq(Investor.unwrap(recordOf(alice)), Investor.unwrap(before));
    }

    function test_AnAttestationReplacesClaimsThatWereReadBefore() public {
        giveClaims(3);
        registry.registerIdentity(alice, identity, HONG_KONG);
        later(1);
        attestIdentity(alice);
        later(30 days);
        require(isEligible(alice), "still as old as the claims");
    }

    function test_AnAttestationSignedBeforeClaimsWereReadIsSkipped() public {
        giveClaims(3);
        later(10);
        registry.registerIdentity(alice, identity, HONG_KONG);
        InvestorFacts memory facts = factsOf(alice);
        facts.identity = identity;
        vm.expectEmit(true, true, true, true, address(registry));
        emit IEligibility.EvidenceSkipped(alice, uint40(START + 5), START + 10);
        attestAs(ISSUER_KEY, attestationOf(facts, START + 5));
    }

    /// @dev What a reading does not find is no evidence: who signed an attestation too revokes both.
    function test_AnAttestationSignedBeforeAClaimWasMissedCountsUnlessItsIssuerRevokesIt() public {
        giveClaims(3);
        registry.registerIdentity(alice, identity, HONG_KONG);
        later(10);
        IOnchainId(identity).removeClaim(keccak256(abi.encode(provider, 1)));
        refreshOne(alice);
        vm.assertEq(recordOf(alice).evidenceAtOf(), START);
        InvestorFacts memory facts = factsOf(alice);
        facts.identity = identity;
        uint256 before = vm.snapshotState();
        attestAs(ISSUER_KEY, attestationOf(facts, START + 5));
        require(isEligible(alice), "does not count");
        vm.revertToState(before);
        revokeAt(alice, START + 10);
        vm.assertEq(recordOf(alice).evidenceAtOf(), START + 10);
        attestAs(ISSUER_KEY, attestationOf(facts, START + 5));
        require(!isEligible(alice), "replayed");
    }

    function test_RefreshingAgainAndAgainKeepsNoAttestationOut() public {
        registry.registerIdentity(alice, identity, HONG_KONG);
        later(10);
        refreshOne(alice);
        attestIdentity(alice);
        require(isEligible(alice), "kept out");
    }

    // Revoked, here or there

    function test_ARevocationHereHasTheClaimsReadAgainEvenOfTheIssuerTheyRestOn() public {
        giveClaims(3);
        registry.registerIdentity(alice, identity, HONG_KONG);
        // To take a claim back the issuer revokes it where it is: the registry reads what the issuer says there.
        later(1);
        vm.prank(provider);
        registry.revoke(single(alice), uint40(START + 1), provider, "");
        require(isEligible(alice), "claims that are valid do not count");
        IOnchainId(identity).removeClaim(keccak256(abi.encode(provider, 1)));
        vm.prank(provider);
        registry.revoke(single(alice), uint40(START + 1), provider, "");
        require(!isEligible(alice), "claims were not read");
    }

    function test_TheRevocationOfAnotherIssuerHasTheClaimsReadAgain() public {
        giveClaims(3);
        registry.registerIdentity(alice, identity, HONG_KONG);
        later(1 days);
        revokeAt(alice, block.timestamp - 1 hours);
        require(isEligible(alice), "ended");
        vm.assertEq(recordOf(alice).evidenceAtOf(), block.timestamp);
        IOnchainId(identity).removeClaim(keccak256(abi.encode(provider, 1)));
        later(1 days);
        revokeAt(alice, block.timestamp);
        require(!isEligible(alice), "claims were not read");
    }

    // A refresh ends no good attestation, whatever else is going on

    function test_ARefreshWhileATopicIsAnnouncedLeavesAGoodAttestationAsItIs() public {
        attestIdentity(alice);
        required.announceClaimTopic(4, DATE);
        refreshOne(alice);
        require(isEligible(alice), "ended before the date by a refresh");
        giveClaims(3);
        refreshOne(alice);
        require(!recordOf(alice).hasMark(CLAIMED), "replaced by claims that are not enough");
        vm.warp(DATE - 1);
        require(isEligible(alice), "ended before the date");
        vm.warp(DATE);
        require(!isEligible(alice), "not ended on the date");
    }

    function test_ClaimsOnTheAnnouncedTopicTakeAnAttestedInvestorOverTheDate() public {
        attestIdentity(alice);
        required.announceClaimTopic(4, DATE);
        giveClaims(4);
        refreshOne(alice);
        vm.warp(DATE);
        require(isEligible(alice), "interrupted");
    }

    function test_ClaimsOnTheAnnouncedTopicTakeAnInvestorWithClaimsOverTheDate() public {
        giveClaims(3);
        registry.registerIdentity(alice, identity, HONG_KONG);
        required.announceClaimTopic(4, DATE);
        refreshOne(alice);
        require(isEligible(alice), "ended by the announcement");
        uint256 before = vm.snapshotState();
        vm.warp(DATE);
        require(!isEligible(alice), "not ended on the date");
        vm.revertToState(before);
        giveClaim(identity, provider, KEY, 4);
        refreshOne(alice);
        vm.warp(DATE);
        require(isEligible(alice), "interrupted");
    }

    function test_RefreshingALostWalletEndsNotTheEvidenceOfItsSuccessor() public {
        attestIdentity(alice);
        link(alice, NEW_KEY);
        registry.recoverWallet(alice, vm.addr(NEW_KEY), identity);
        refreshOne(alice);
        require(isEligible(vm.addr(NEW_KEY)), "ended by the refresh of another wallet");
    }

    function test_RefreshingADeniedWalletEndsNotItsEvidence() public {
        attestIdentity(alice);
        registry.denyWallets(single(alice), true);
        refreshOne(alice);
        registry.denyWallets(single(alice), false);
        require(isEligible(alice), "ended by the refresh of a denied wallet");
    }

    // Linking wallets whose evidence is claims

    function test_LinkingAWalletThatSawYoungerEvidenceHasTheClaimsReadAgain() public {
        giveClaims(3);
        registry.registerIdentity(alice, identity, HONG_KONG);
        later(10);
        revokeAt(vm.addr(NEW_KEY), START + 10);
        link(alice, NEW_KEY);
        require(isEligible(alice) && isEligible(vm.addr(NEW_KEY)), "ended");
        vm.assertEq(recordOf(alice).evidenceAtOf(), START + 10);
    }

    function attestIdentity(address wallet) private {
        InvestorFacts memory facts = factsOf(wallet);
        facts.identity = identity;
        admit(facts);
    }

    function giveClaims(uint256 count) private {
        for (uint256 topic = 1; topic <= count; ++topic) giveClaim(identity, provider, KEY, topic);
    }
}
