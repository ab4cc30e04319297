// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Attestation, IEligibility, InvestorFacts } from "../../contracts/identity/interfaces/IEligibility.sol";
import { Investor } from "../../contracts/identity/types/Investor.sol";
import { Evidence } from "../support/Evidence.sol";

/// @notice Evidence never replaces younger evidence, a revocation is evidence, and nothing can be replayed.
contract EvidenceOrderTest is Evidence {
    function setUp() public {
        deployPlatform();
        trusted.addTrustedIssuer(vm.addr(OTHER_KEY), topics);
    }

    // Arrival

    function test_EvidenceIsOneWordThatSaysAllOfIt() public {
        InvestorFacts memory facts = factsOf(alice);
        (facts.usPerson, facts.connected, facts.class) = (true, true, 3);
        admit(facts);
        Investor record = recordOf(alice);
        vm.assertEq(record.identityOf(), identityFor(alice));
        vm.assertEq(record.countryOf(), HONG_KONG);
        vm.assertEq(record.classOf(), 3);
        vm.assertEq(record.validUntilOf(), START + 365 days);
        vm.assertEq(record.evidenceAtOf(), START);
        vm.assertEq(record.issuersOf(), trusted.indexOf(issuer));
        vm.assertEq(record.epochOf(), registry.registryState().epochInForce(START));
        require(isEligible(alice), "not eligible");
    }

    function test_TheEndOfEvidenceIsFlooredToTheHour() public {
        InvestorFacts memory facts = factsOf(alice);
        facts.validUntil = uint40(START + 2 hours + 59 minutes);
        admit(facts);
        vm.warp(START + 2 hours - 1);
        require(isEligible(alice), "ended early");
        vm.warp(START + 2 hours);
        requireReason(alice, abi.encodeWithSelector(IEligibility.EvidenceExpired.selector, alice, START + 2 hours));
    }

    // Younger evidence

    function test_YoungerEvidenceReplacesOlder() public {
        admit(alice);
        later(1);
        InvestorFacts memory facts = factsOf(alice);
        (facts.country, facts.class) = (702, 3);
        admit(facts);
        vm.assertEq(recordOf(alice).countryOf(), 702);
        vm.assertEq(recordOf(alice).classOf(), 3);
    }

    function test_OlderEvidenceIsSkippedAndSaidSo() public {
        admit(alice);
        Investor before = recordOf(alice);
        vm.expectEmit(true, true, true, true, address(registry));
        emit IEligibility.EvidenceSkipped(alice, uint40(START - 1), START);
        attestAt(alice, START - 1);
        requireSame(alice, before);
    }

    function test_EvidenceOfTheSameSecondIsSkipped() public {
        admit(alice);
        Investor before = recordOf(alice);
        InvestorFacts memory facts = factsOf(alice);
        facts.country = 702;
        vm.expectEmit(true, true, true, true, address(registry));
        emit IEligibility.EvidenceSkipped(alice, uint40(START), START);
        admit(facts);
        requireSame(alice, before);
    }

    function test_OneSkippedInvestorOfABatchStopsNoOther() public {
        admit(alice);
        InvestorFacts[] memory investors = new InvestorFacts[](2);
        (investors[0], investors[1]) = (factsOf(alice), factsOf(bob));
        attestAs(ISSUER_KEY, Attestation({ topics: topics, investors: investors }));
        require(isEligible(bob), "not eligible");
    }

    /// @dev Whatever attestations and revocations arrive, in any order: the youngest decides. Of the same second it
    /// is a revocation, of two attestations the one that came first.
    function testFuzz_TheYoungestEvidenceDecides(uint256 seed) public {
        uint256 latest;
        uint256 country;
        bool good;
        vm.warp(START + 100);
        for (uint256 i = 0; i < 6; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint256 issuedAt = START + (seed % 5);
            if ((seed >> 64) % 3 == 0) {
                revokeAt(alice, issuedAt);
                if (issuedAt < latest) continue;
                (latest, good) = (issuedAt, false);
            } else {
                InvestorFacts memory facts = factsOf(alice);
                facts.country = uint16(1 + i);
                attestAs(ISSUER_KEY, attestationOf(facts, issuedAt));
                if (issuedAt <= latest) continue;
                (latest, good, country) = (issuedAt, true, 1 + i);
            }
        }
        require(isEligible(alice) == good, "not the youngest");
        vm.assertEq(recordOf(alice).evidenceAtOf(), latest);
        vm.assertEq(recordOf(alice).countryOf(), country);
    }

    // A revocation is evidence

    function test_ARevocationEndsTheRecordAtOnceAndSaysWhose() public {
        admit(alice);
        later(1);
        vm.expectEmit(true, true, true, true, address(registry));
        emit IEligibility.EvidenceRevoked(alice, issuer, uint40(START + 1));
        revokeAt(alice, START + 1);
        requireReason(alice, abi.encodeWithSelector(IEligibility.EvidenceExpired.selector, alice, 0));
        vm.assertEq(registry.identity(alice), identityFor(alice));
    }

    function test_ARevocationOfTheSameSecondWins() public {
        admit(alice);
        revokeAt(alice, START);
        require(!isEligible(alice), "eligible");
    }

    function test_ARevocationOlderThanTheEvidenceIsSkipped() public {
        admit(alice);
        Investor before = recordOf(alice);
        vm.expectEmit(true, true, true, true, address(registry));
        emit IEligibility.EvidenceSkipped(alice, uint40(START - 1), START);
        revokeAt(alice, START - 1);
        requireSame(alice, before);
    }

    function test_ARevocationEndsWhatSeveralIssuersSigned() public {
        attestAsBoth(ISSUER_KEY, OTHER_KEY, attestationOf(alice, START));
        revokeAs(OTHER_KEY, alice, START);
        require(!isEligible(alice), "eligible");
        attestAsBoth(OTHER_KEY, ISSUER_KEY, attestationOf(bob, START));
        revokeAs(OTHER_KEY, bob, START);
        require(!isEligible(bob), "eligible");
    }

    function test_TheRevocationOfAnotherIssuerEndsNothingButWhatWasSignedBefore() public {
        admit(alice);
        later(10);
        revokeAs(OTHER_KEY, alice, START + 10);
        require(isEligible(alice), "ended");
        vm.assertEq(recordOf(alice).evidenceAtOf(), START + 10);
        attestAs(OTHER_KEY, attestationOf(alice, START + 9));
        vm.assertEq(recordOf(alice).issuersOf(), trusted.indexOf(issuer));
    }

    function test_EvidenceAfterARevocationCounts() public {
        admit(alice);
        revokeAt(alice, START);
        later(1);
        admit(alice);
        require(isEligible(alice), "not eligible");
    }

    function test_TheIssuerItselfSendsItsRevocationWithoutASignature() public {
        admit(alice);
        vm.prank(issuer);
        registry.revoke(single(alice), uint40(START), issuer, "");
        require(!isEligible(alice), "eligible");
    }

    // Nothing can be replayed

    function test_AnAttestationIsNotReplayedAfterItsRevocation() public {
        Attestation memory signed = attestationOf(alice, START);
        attestAs(ISSUER_KEY, signed);
        later(10);
        revokeAt(alice, START + 10);
        attestAs(ISSUER_KEY, signed);
        require(!isEligible(alice), "replayed");
    }

    function test_AnAttestationSignedBeforeARevocationButNeverSubmittedIsWorthNothing() public {
        admit(alice);
        Attestation memory kept = attestationOf(alice, START + 5);
        later(10);
        revokeAt(alice, START + 10);
        attestAs(ISSUER_KEY, kept);
        require(!isEligible(alice), "replayed");
    }

    function test_AnAttestationOfAWalletRevokedBeforeItRegisteredIsWorthNothing() public {
        later(10);
        revokeAt(alice, START + 10);
        attestAt(alice, START + 5);
        requireReason(alice, abi.encodeWithSelector(IEligibility.NotRegistered.selector, alice));
        attestAt(alice, START + 10);
        requireReason(alice, abi.encodeWithSelector(IEligibility.NotRegistered.selector, alice));
    }

    function test_ARevocationIsNotReplayedAfterNewEvidence() public {
        admit(alice);
        revokeAt(alice, START);
        later(1);
        admit(alice);
        revokeAt(alice, START);
        require(isEligible(alice), "replayed");
    }

    function test_AnAttestationIsNotReplayedAfterADeletion() public {
        Attestation memory signed = attestationOf(alice, START);
        attestAs(ISSUER_KEY, signed);
        later(10);
        Attestation memory kept = attestationOf(alice, START + 5);
        Attestation memory ofThisSecond = attestationOf(alice, START + 10);
        registry.deleteIdentity(alice);
        attestAs(ISSUER_KEY, signed);
        attestAs(ISSUER_KEY, kept);
        attestAs(ISSUER_KEY, ofThisSecond);
        requireReason(alice, abi.encodeWithSelector(IEligibility.NotRegistered.selector, alice));
    }

    function test_AnAttestationIsNotReplayedAfterADeletionAndANewRegistration() public {
        Attestation memory signed = attestationOf(alice, START);
        attestAs(ISSUER_KEY, signed);
        later(10);
        registry.deleteIdentity(alice);
        later(1);
        InvestorFacts memory facts = factsOf(alice);
        facts.country = 702;
        admit(facts);
        revokeAt(alice, block.timestamp);
        attestAs(ISSUER_KEY, signed);
        require(!isEligible(alice), "replayed");
        vm.assertEq(recordOf(alice).countryOf(), 702);
    }

    function test_ARevocationBeforeADeletionIsNotForgottenByIt() public {
        admit(alice);
        later(10);
        revokeAt(alice, START + 10);
        registry.deleteIdentity(alice);
        attestAt(alice, START + 9);
        requireReason(alice, abi.encodeWithSelector(IEligibility.NotRegistered.selector, alice));
    }

    // Who may revoke

    function test_RevertWhen_ARevocationIsFromTheFuture() public {
        bytes memory signature = sign(ISSUER_KEY, hashRevocation(single(alice), START + 1));
        vm.expectRevert(abi.encodeWithSelector(IEligibility.EvidenceFromTheFuture.selector, address(0), START + 1));
        registry.revoke(single(alice), uint40(START + 1), issuer, signature);
    }

    function test_RevertWhen_ARevocationIsOfAnIssuerNobodyTrusts() public {
        address stranger = vm.addr(0xDEAD);
        bytes memory signature = sign(0xDEAD, hashRevocation(single(alice), START));
        vm.expectRevert(abi.encodeWithSelector(IEligibility.IssuerNotTrustedHere.selector, stranger));
        registry.revoke(single(alice), uint40(START), stranger, signature);
    }

    function test_RevertWhen_ARevocationIsSignedByAnotherIssuer() public {
        bytes memory signature = sign(OTHER_KEY, hashRevocation(single(alice), START));
        vm.expectRevert(abi.encodeWithSelector(IEligibility.EvidenceSignatureInvalid.selector, issuer));
        registry.revoke(single(alice), uint40(START), issuer, signature);
    }

    function test_RevertWhen_ARevocationIsTurnedAgainstAnotherWalletOrDate() public {
        bytes memory signature = sign(ISSUER_KEY, hashRevocation(single(alice), START));
        vm.expectRevert(abi.encodeWithSelector(IEligibility.EvidenceSignatureInvalid.selector, issuer));
        registry.revoke(single(bob), uint40(START), issuer, signature);
        vm.expectRevert(abi.encodeWithSelector(IEligibility.EvidenceSignatureInvalid.selector, issuer));
        registry.revoke(single(alice), uint40(START - 1), issuer, signature);
        vm.expectRevert(abi.encodeWithSelector(IEligibility.EvidenceSignatureInvalid.selector, issuer));
        registry.revoke(pair(alice, bob), uint40(START), issuer, signature);
    }

    function test_OneRevocationEndsManyWallets() public {
        admit(alice);
        admit(bob);
        bytes memory signature = sign(ISSUER_KEY, hashRevocation(pair(alice, bob), START));
        registry.revoke(pair(alice, bob), uint40(START), issuer, signature);
        require(!isEligible(alice) && !isEligible(bob), "eligible");
    }

    function requireSame(address wallet, Investor before) private view {
        vm.assertEq(Investor.unwrap(recordOf(wallet)), Investor.unwrap(before));
    }
}
