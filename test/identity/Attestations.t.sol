// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IdentityRegistry } from "../../contracts/identity/IdentityRegistry.sol";
import { Attestation, IEligibility, InvestorFacts } from "../../contracts/identity/interfaces/IEligibility.sol";
import { IIdentityRegistry } from "../../contracts/identity/interfaces/IIdentityRegistry.sol";
import { Investor } from "../../contracts/identity/types/Investor.sol";
import { ContractSigner } from "../mocks/ContractSigners.sol";
import { Evidence, IOnchainId } from "../support/Evidence.sol";

/// @notice EIP-712 attestations: who signs them, for what, and what they may say.
contract AttestationsTest is Evidence {
    uint256 private constant BATCH = 200;
    uint256 private constant HALF_ORDER = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0;
    uint256 private constant ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;

    function setUp() public {
        deployPlatform();
    }

    // One and many

    function test_AnyoneSubmitsAnAttestation() public {
        Attestation memory attestation = attestationOf(alice, START);
        bytes memory signature = sign(ISSUER_KEY, registry.hashAttestation(attestation));
        vm.expectEmit(true, true, true, true, address(registry));
        emit IIdentityRegistry.IdentityRegistered(alice, identityFor(alice));
        vm.prank(carol);
        registry.attest(attestation, single(issuer), single(signature));
        require(isEligible(alice), "not eligible");
    }

    function test_OneSignatureAdmitsTwoHundred() public {
        InvestorFacts[] memory investors = new InvestorFacts[](BATCH);
        for (uint256 i = 0; i < BATCH; ++i) {
            investors[i] = factsOf(walletAt(100 + i));
            investors[i].country = uint16(1 + i);
        }
        attestAs(ISSUER_KEY, Attestation({ topics: topics, investors: investors }));
        for (uint256 i = 0; i < BATCH; ++i) {
            require(isEligible(walletAt(100 + i)), "not eligible");
            vm.assertEq(registry.investorCountry(walletAt(100 + i)), 1 + i);
        }
    }

    function test_AVenueSaysHowManyClientsStandBehindItsWallet() public {
        InvestorFacts memory facts = factsOf(alice);
        (facts.class, facts.clients) = (4, 1_200);
        vm.expectEmit(true, true, true, true, address(registry));
        emit IEligibility.ClientsAttested(alice, 1_200);
        admit(facts);
        vm.assertEq(registry.clientsOf(alice), 1_200);
        later(1);
        facts.evidenceAt += 1;
        facts.clients = 7;
        admit(facts);
        vm.assertEq(registry.clientsOf(alice), 7);
        registry.deleteIdentity(alice);
        vm.assertEq(registry.clientsOf(alice), 0);
    }

    function test_OnlyVenuesHaveClientsAndWhoIsNoVenueAnyMoreHasNone() public {
        InvestorFacts memory facts = factsOf(bob);
        facts.clients = 5;
        admit(facts);
        vm.assertEq(registry.clientsOf(bob), 0);
        later(1);
        facts = factsOf(bob);
        (facts.class, facts.clients) = (4, 5);
        admit(facts);
        vm.assertEq(registry.clientsOf(bob), 5);
        later(1);
        admit(bob);
        vm.assertEq(registry.clientsOf(bob), 0);
    }

    function test_EachInvestorOfABatchHasEvidenceOfItsOwnDate() public {
        later(10);
        InvestorFacts[] memory investors = new InvestorFacts[](2);
        (investors[0], investors[1]) = (factsOf(alice), factsOf(bob));
        investors[0].evidenceAt = uint40(START + 3);
        attestAs(ISSUER_KEY, Attestation({ topics: topics, investors: investors }));
        vm.assertEq(recordOf(alice).evidenceAtOf(), START + 3);
        vm.assertEq(recordOf(bob).evidenceAtOf(), START + 10);
    }

    // Topics, and several issuers

    function test_TwoIssuersTogetherCoverWhatNeitherCoversAlone() public {
        trusted.updateIssuerClaimTopics(issuer, two(1, 2));
        trusted.addTrustedIssuer(vm.addr(OTHER_KEY), single(3));
        Attestation memory attestation = attestationOf(alice, START);
        expectAttestToRevert(ISSUER_KEY, attestation, notCovered(3));
        expectAttestToRevert(OTHER_KEY, attestation, notCovered(1));
        attestAsBoth(ISSUER_KEY, OTHER_KEY, attestation);
        require(isEligible(alice), "not eligible");
        uint256 both = (trusted.indexOf(issuer) << 6) | trusted.indexOf(vm.addr(OTHER_KEY));
        vm.assertEq(recordOf(alice).issuersOf(), both);
    }

    function test_ThreeIssuersAreAsManyAsARecordRestsOn() public {
        uint256[4] memory keys = [ISSUER_KEY, 2, 3, 4];
        for (uint256 i = 1; i < 4; ++i) trusted.addTrustedIssuer(vm.addr(keys[i]), topics);
        Attestation memory attestation = attestationOf(alice, START);
        bytes32 digest = registry.hashAttestation(attestation);
        address[] memory issuers = new address[](4);
        bytes[] memory signatures = new bytes[](4);
        for (uint256 i = 0; i < 4; ++i) (issuers[i], signatures[i]) = (vm.addr(keys[i]), sign(keys[i], digest));
        vm.expectRevert(abi.encodeWithSelector(IEligibility.TooManyIssuersOnRecord.selector, 3));
        registry.attest(attestation, issuers, signatures);
        assembly ("memory-safe") {
            mstore(issuers, 3)
            mstore(signatures, 3)
        }
        registry.attest(attestation, issuers, signatures);
        vm.assertEq(recordOf(alice).issuersOf(), (1 << 12) | (2 << 6) | 3);
        trusted.removeTrustedIssuer(vm.addr(2));
        require(!isEligible(alice), "rests on a removed issuer");
    }

    function test_RevertWhen_TheIssuerIsNotTrustedForATopicItAttests() public {
        trusted.updateIssuerClaimTopics(issuer, two(1, 3));
        expectAttestToRevert(ISSUER_KEY, attestationOf(alice, START), notCovered(2));
    }

    function test_RevertWhen_TheAttestationDoesNotSpeakToATopic() public {
        topics = [uint256(1), 2];
        expectAttestToRevert(ISSUER_KEY, attestationOf(alice, START), notCovered(3));
    }

    function test_TopicsNobodyAsksForAreIgnored() public {
        topics = [uint256(9), 3, 2, 1];
        admit(alice);
        require(isEligible(alice), "not eligible");
    }

    function test_WhereNoTopicIsAskedForATrustedIssuerStillHasToSign() public {
        for (uint256 i = 1; i < 4; ++i) required.removeClaimTopic(i);
        topics = new uint256[](0);
        vm.expectRevert(abi.encodeWithSelector(IEligibility.IssuerNotTrustedHere.selector, address(0)));
        registry.attest(attestationOf(alice, START), new address[](0), new bytes[](0));
        admit(alice);
        require(isEligible(alice), "not eligible");
    }

    // What it may say

    function test_RevertWhen_TheAttestationIsFromTheFuture() public {
        bytes memory reason = abi.encodeWithSelector(IEligibility.EvidenceFromTheFuture.selector, alice, START + 1);
        expectAttestToRevert(ISSUER_KEY, attestationOf(alice, START + 1), reason);
    }

    function test_RevertWhen_TheEvidenceEndsWithinThisHour() public {
        InvestorFacts memory facts = factsOf(alice);
        facts.validUntil = uint40(START + 1 hours - 1);
        refuse(facts, abi.encodeWithSelector(IEligibility.EvidenceExpired.selector, alice, facts.validUntil));
        facts.validUntil = uint40(START + 1 hours);
        admit(facts);
        require(isEligible(alice), "not eligible");
    }

    function testFuzz_RevertWhen_TheClassIsUnknown(uint8 class) public {
        InvestorFacts memory facts = factsOf(alice);
        facts.class = class;
        if (class == 0 || class > 4) {
            refuse(facts, abi.encodeWithSelector(IEligibility.ClassUnknown.selector, class));
        } else {
            admit(facts);
            vm.assertEq(recordOf(alice).classOf(), class);
        }
    }

    function testFuzz_RevertWhen_TheCountryIsUnknown(uint16 country) public {
        InvestorFacts memory facts = factsOf(alice);
        facts.country = country;
        if (country == 0 || country > 999) {
            refuse(facts, abi.encodeWithSelector(IEligibility.CountryUnknown.selector, country));
        } else {
            admit(facts);
            vm.assertEq(recordOf(alice).countryOf(), country);
        }
    }

    function test_RevertWhen_TheIdentityIsZero() public {
        InvestorFacts memory facts = factsOf(alice);
        facts.identity = address(0);
        refuse(facts, abi.encodeWithSelector(IEligibility.NotRegistered.selector, alice));
    }

    function test_RevertWhen_TheWalletBelongsToAnotherIdentity() public {
        admit(alice);
        later(1);
        InvestorFacts memory facts = factsOf(alice);
        facts.identity = identityFor(bob);
        refuse(
            facts,
            abi.encodeWithSelector(IEligibility.IdentityMismatch.selector, alice, identityFor(alice), identityFor(bob))
        );
    }

    function test_OneBadInvestorRefusesTheWholeBatch() public {
        InvestorFacts[] memory investors = new InvestorFacts[](2);
        (investors[0], investors[1]) = (factsOf(alice), factsOf(bob));
        investors[1].country = 0;
        Attestation memory attestation = Attestation({ topics: topics, investors: investors });
        bytes memory reason = abi.encodeWithSelector(IEligibility.CountryUnknown.selector, 0);
        expectAttestToRevert(ISSUER_KEY, attestation, reason);
        require(!registry.contains(alice), "half a batch");
    }

    // Who signs

    function test_AnIssuerSubmitsItsOwnAttestationWithoutASignature() public {
        vm.prank(issuer);
        registry.attest(attestationOf(alice, START), single(issuer), single(bytes("")));
        require(isEligible(alice), "not eligible");
        bytes memory reason = invalid(issuer);
        expectAttestToRevert(issuer, "", attestationOf(bob, START), reason);
    }

    function test_AnIssuerSignsAsAContract() public {
        address custodian = address(new ContractSigner(vm.addr(OTHER_KEY)));
        trusted.addTrustedIssuer(custodian, topics);
        Attestation memory attestation = attestationOf(alice, START);
        bytes memory signature = sign(OTHER_KEY, registry.hashAttestation(attestation));
        registry.attest(attestation, single(custodian), single(signature));
        require(isEligible(alice), "not eligible");
        signature = sign(ISSUER_KEY, registry.hashAttestation(attestationOf(bob, START)));
        expectAttestToRevert(custodian, signature, attestationOf(bob, START), invalid(custodian));
    }

    function test_AnIssuerSignsWithAClaimKeyOfItsOnchainId() public {
        address onchain = newClaimIssuer(OTHER_KEY, topics);
        Attestation memory attestation = attestationOf(alice, START);
        bytes memory signature = sign(OTHER_KEY, registry.hashAttestation(attestation));
        registry.attest(attestation, single(onchain), single(signature));
        require(isEligible(alice), "not eligible");
        IOnchainId(onchain).removeKey(keyOf(vm.addr(OTHER_KEY)), CLAIM_PURPOSE);
        signature = sign(OTHER_KEY, registry.hashAttestation(attestationOf(bob, START)));
        expectAttestToRevert(onchain, signature, attestationOf(bob, START), invalid(onchain));
    }

    function test_RevertWhen_AKeyOfAnotherPurposeOfTheOnchainIdSigns() public {
        address onchain = newClaimIssuer(OTHER_KEY, topics);
        IOnchainId(onchain).addKey(keyOf(vm.addr(0xCAFE)), 2, 1);
        Attestation memory attestation = attestationOf(alice, START);
        bytes memory signature = sign(0xCAFE, registry.hashAttestation(attestation));
        expectAttestToRevert(onchain, signature, attestation, invalid(onchain));
    }

    function test_RevertWhen_SomebodyElseSigns() public {
        Attestation memory attestation = attestationOf(alice, START);
        bytes memory signature = sign(OTHER_KEY, registry.hashAttestation(attestation));
        expectAttestToRevert(issuer, signature, attestation, invalid(issuer));
    }

    function test_RevertWhen_TheSignatureIsOfAnotherAttestation() public {
        bytes memory signature = sign(ISSUER_KEY, registry.hashAttestation(attestationOf(alice, START)));
        expectAttestToRevert(issuer, signature, attestationOf(bob, START), invalid(issuer));
        expectAttestToRevert(issuer, signature, attestationOf(alice, START - 1), invalid(issuer));
        topics = [uint256(1), 2, 3, 4];
        expectAttestToRevert(issuer, signature, attestationOf(alice, START), invalid(issuer));
    }

    /// @dev Each field of the facts is under the signature.
    function testFuzz_RevertWhen_OneFactIsChangedAfterSigning(uint256 which) public {
        bytes memory signature = sign(ISSUER_KEY, registry.hashAttestation(attestationOf(alice, START)));
        InvestorFacts memory facts = factsOf(alice);
        which = bound(which, 0, 8);
        if (which == 0) facts.wallet = bob;
        if (which == 1) facts.identity = identityFor(bob);
        if (which == 2) facts.country = 702;
        if (which == 3) facts.class = 3;
        if (which == 4) facts.usPerson = true;
        if (which == 5) facts.connected = true;
        if (which == 6) facts.validUntil += 1;
        if (which == 7) facts.clients = 1;
        uint256 evidenceAt = which == 8 ? START - 1 : START;
        expectAttestToRevert(issuer, signature, attestationOf(facts, evidenceAt), invalid(issuer));
    }

    function test_RevertWhen_TheSignatureIsMalleated() public {
        Attestation memory attestation = attestationOf(alice, START);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(ISSUER_KEY, registry.hashAttestation(attestation));
        require(uint256(s) <= HALF_ORDER, "not in the lower half");
        bytes memory mirrored = abi.encodePacked(r, bytes32(ORDER - uint256(s)), v == 27 ? uint8(28) : uint8(27));
        expectAttestToRevert(issuer, mirrored, attestation, invalid(issuer));
    }

    function test_RevertWhen_TheSignatureIsCutOrEmpty() public {
        Attestation memory attestation = attestationOf(alice, START);
        (, bytes32 r, bytes32 s) = vm.sign(ISSUER_KEY, registry.hashAttestation(attestation));
        expectAttestToRevert(issuer, abi.encodePacked(r, s), attestation, invalid(issuer));
        expectAttestToRevert(issuer, "", attestation, invalid(issuer));
    }

    function test_RevertWhen_TheSignatureIsForAnotherRegistry() public {
        Attestation memory attestation = attestationOf(alice, START);
        IdentityRegistry another = new IdentityRegistry(address(this), address(trusted), address(required));
        trusted.tellRegistry(address(another));
        required.tellRegistry(address(another));
        bytes memory signature = sign(ISSUER_KEY, another.hashAttestation(attestation));
        expectAttestToRevert(issuer, signature, attestation, invalid(issuer));
        another.attest(attestation, single(issuer), single(signature));
        require(another.isVerified(alice), "the other registry refuses its own");
    }

    function test_RevertWhen_TheSignatureIsForAnotherChain() public {
        bytes32 message = keccak256(
            abi.encode(
                keccak256("Revocation(address[] wallets,uint40 issuedAt)"),
                keccak256(abi.encodePacked(single(alice))),
                START
            )
        );
        bytes memory elsewhere = sign(ISSUER_KEY, hashTyped(message, block.chainid + 1, address(registry)));
        vm.expectRevert(invalid(issuer));
        registry.revoke(single(alice), uint40(START), issuer, elsewhere);
        bytes memory here = sign(ISSUER_KEY, hashTyped(message, block.chainid, address(registry)));
        registry.revoke(single(alice), uint40(START), issuer, here);
        vm.assertEq(recordOf(alice).evidenceAtOf(), START);
    }

    function test_RevertWhen_TheListsDiffer() public {
        vm.expectRevert(abi.encodeWithSelector(IEligibility.BatchLengthMismatch.selector, 1, 0));
        registry.attest(attestationOf(alice, START), single(issuer), new bytes[](0));
    }

    function test_AnAttestationLeavesTheDenyListAlone() public {
        registry.denyWallets(single(alice), true);
        admit(alice);
        requireReason(alice, abi.encodeWithSelector(IEligibility.WalletDenied.selector, alice));
        Investor record = recordOf(alice);
        vm.assertEq(record.identityOf(), identityFor(alice));
    }

    function refuse(InvestorFacts memory facts, bytes memory reason) private {
        expectAttestToRevert(ISSUER_KEY, attestationOf(facts, block.timestamp), reason);
    }

    function invalid(address issuer_) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IEligibility.EvidenceSignatureInvalid.selector, issuer_);
    }

    function notCovered(uint256 topic) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IEligibility.TopicNotCovered.selector, topic);
    }

    function two(uint256 one, uint256 other) private pure returns (uint256[] memory list) {
        list = new uint256[](2);
        (list[0], list[1]) = (one, other);
    }

    // The zero address

    function test_RevertWhen_TheZeroAddressIsAttestedOrRegistered() public {
        bytes memory reason = abi.encodeWithSelector(IEligibility.WalletIsZero.selector);
        InvestorFacts memory facts = factsOf(address(0));
        expectAttestToRevert(ISSUER_KEY, attestationOf(facts, START), reason);
        address identity = newIdentity();
        vm.expectRevert(reason);
        registry.registerIdentity(address(0), identity, HONG_KONG);
        admit(alice);
        vm.expectRevert(abi.encodeWithSelector(IEligibility.NotAWalletOf.selector, identityFor(alice), address(0)));
        registry.recoverWallet(alice, address(0), identityFor(alice));
    }

    // The clients of a venue with several wallets

    function test_EachWalletOfAVenueHasItsOwnClientsFromOneBatch() public {
        InvestorFacts[] memory investors = venue();
        (investors[0].clients, investors[1].clients) = (1_200, 300);
        attestAs(ISSUER_KEY, Attestation({ topics: topics, investors: investors }));
        vm.assertEq(registry.clientsOf(alice), 1_200);
        vm.assertEq(registry.clientsOf(bob), 300);
    }

    function test_WhatWasSaidOfAWalletsClientsIsNotSaidAgainAsOfTheSameSecond() public {
        InvestorFacts[] memory investors = venue();
        (investors[0].clients, investors[1].clients) = (1_200, 300);
        Attestation memory attestation = Attestation({ topics: topics, investors: investors });
        attestAs(ISSUER_KEY, attestation);
        investors[1].clients = 299;
        vm.expectEmit(true, true, true, true, address(registry));
        emit IEligibility.EvidenceSkipped(alice, block.timestamp, block.timestamp);
        vm.expectEmit(true, true, true, true, address(registry));
        emit IEligibility.EvidenceSkipped(bob, block.timestamp, block.timestamp);
        attestAs(ISSUER_KEY, attestation);
        vm.assertEq(registry.clientsOf(bob), 300);
    }

    function test_ClientsAreNotTakenFromOlderEvidenceAnotherIdentityOrOtherIssuers() public {
        InvestorFacts[] memory investors = venue();
        attestAs(ISSUER_KEY, Attestation({ topics: topics, investors: investors }));
        InvestorFacts memory facts = investors[1];
        facts.clients = 300;
        facts.evidenceAt -= 1;
        admit(facts);
        vm.assertEq(registry.clientsOf(bob), 0, "older");
        facts.evidenceAt += 1;
        facts.identity = identityFor(carol);
        admit(facts);
        vm.assertEq(registry.clientsOf(bob), 0, "of another identity");
        facts.identity = identityFor(alice);
        trusted.addTrustedIssuer(vm.addr(OTHER_KEY), topics);
        attestAs(OTHER_KEY, attestationOf(facts, block.timestamp));
        vm.assertEq(registry.clientsOf(bob), 0, "of another issuer");
        admit(facts);
        vm.assertEq(registry.clientsOf(bob), 300, "of the same");
    }

    function test_DeletingAVenuesWalletTellsThatItHasNoClientsAnyMore() public {
        InvestorFacts memory facts = factsOf(alice);
        (facts.class, facts.clients) = (4, 1_200);
        admit(facts);
        vm.expectEmit(true, true, true, true, address(registry));
        emit IEligibility.ClientsAttested(alice, 0);
        registry.deleteIdentity(alice);
    }

    /// @dev Facts of today on the two wallets of one venue, that has them already.
    function venue() private returns (InvestorFacts[] memory investors) {
        investors = new InvestorFacts[](2);
        (investors[0], investors[1]) = (factsOf(alice), factsOf(bob));
        investors[1].identity = identityFor(alice);
        (investors[0].class, investors[1].class) = (4, 4);
        attestAs(ISSUER_KEY, Attestation({ topics: topics, investors: investors }));
        registry.joinTwins(alice, bob);
        later(1);
        (investors[0].evidenceAt, investors[1].evidenceAt) = (uint40(block.timestamp), uint40(block.timestamp));
    }
}
