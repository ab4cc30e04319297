// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { EIP712 } from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import { ECDSA } from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import { SignatureChecker } from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import { Nonces } from "@openzeppelin/contracts/utils/Nonces.sol";

import {
    IAnnouncedTopics,
    IClaimTopicsRegistry,
    IIssuerIndex,
    ITrustedIssuersRegistry
} from "./interfaces/IClaims.sol";
import { Attestation, IEligibility, InvestorFacts } from "./interfaces/IEligibility.sol";
import { IIdentityRegistry } from "./interfaces/IIdentityRegistry.sol";
import { ClaimReader } from "./ClaimReader.sol";
import { Records } from "./Records.sol";
import { CLAIMED, CONNECTED_PERSON, Investor, InvestorClass, US_PERSON } from "./types/Investor.sol";

/// @title Attestations: signed evidence, and signed consent to link a wallet
abstract contract Attestations is Records, EIP712, Nonces {
    bytes32 private constant FACTS_TYPEHASH = keccak256(
        "Investor(address wallet,address identity,uint16 country,uint8 class,bool usPerson,bool connected,"
        "uint40 evidenceAt,uint40 validUntil,uint32 clients)"
    );
    bytes32 private constant ATTESTATION_TYPEHASH = keccak256(
        "Attestation(uint256[] topics,Investor[] investors)"
        "Investor(address wallet,address identity,uint16 country,uint8 class,bool usPerson,bool connected,"
        "uint40 evidenceAt,uint40 validUntil,uint32 clients)"
    );
    bytes32 private constant REVOCATION_TYPEHASH = keccak256("Revocation(address[] wallets,uint40 issuedAt)");
    bytes32 private constant LINK_TYPEHASH = keccak256(
        "LinkWallet(address identity,address wallet,uint256 nonce,uint256 deadline)"
    );

    /// @dev A record rests on at most three issuers, 6 bits each.
    uint256 private constant ISSUERS_ON_RECORD = 3;

    constructor() EIP712("Sluice Identity Registry", "1") {}

    /// @inheritdoc IEligibility
    function attest(
        Attestation calldata attestation,
        address[] calldata issuers,
        bytes[] calldata signatures
    ) external {
        _requireSameLength(issuers.length, signatures.length);
        _requireTold();
        uint256 restsOn = _signers(hashAttestation(attestation), issuers, signatures);
        uint256 epoch = _epochCovered(attestation.topics, issuers);
        InvestorFacts[] calldata investors = attestation.investors;
        if (_state.foreignStorage()) _requireStored(investors);
        for (uint256 i = 0; i < investors.length; ++i) _record(investors[i], epoch, restsOn);
    }

    /// @inheritdoc IEligibility
    function revoke(address[] calldata wallets, uint40 issuedAt, address issuer, bytes calldata signature) external {
        require(issuedAt <= block.timestamp, EvidenceFromTheFuture(address(0), issuedAt));
        uint256 index = _indexOf(issuer);
        bytes32 message = keccak256(abi.encode(REVOCATION_TYPEHASH, keccak256(abi.encodePacked(wallets)), issuedAt));
        _requireSigned(issuer, _hashTypedDataV4(message), signature);
        for (uint256 i = 0; i < wallets.length; ++i) _revoke(wallets[i], issuedAt, issuer, index);
    }

    /// @inheritdoc IEligibility
    function hashAttestation(Attestation calldata attestation) public view returns (bytes32) {
        InvestorFacts[] calldata investors = attestation.investors;
        bytes32[] memory hashes = new bytes32[](investors.length);
        for (uint256 i = 0; i < hashes.length; ++i) hashes[i] = _hashFacts(investors[i]);
        bytes32 hashed;
        // The array's words where they lie: its length, then 32 bytes each. Packing them would copy them one by one.
        assembly ("memory-safe") {
            hashed := keccak256(add(hashes, 32), shl(5, mload(hashes)))
        }
        bytes32 topics = keccak256(abi.encodePacked(attestation.topics));
        return _hashTypedDataV4(keccak256(abi.encode(ATTESTATION_TYPEHASH, topics, hashed)));
    }

    /// @dev The struct's fields are all static, so its encoding (EIP-712) is its calldata, word by word. What is dirty
    /// in a word is
    /// refused when the field is read.
    function _hashFacts(InvestorFacts calldata facts) private pure returns (bytes32 hashed) {
        bytes32 typeHash = FACTS_TYPEHASH;
        assembly ("memory-safe") {
            let start := mload(0x40)
            mstore(start, typeHash)
            calldatacopy(add(start, 32), facts, 288)
            hashed := keccak256(start, 320)
        }
    }

    /// @dev Each field is read once: reading one also checks it.
    function _record(InvestorFacts calldata facts, uint256 epoch, uint256 restsOn) private {
        address wallet = facts.wallet;
        uint256 evidenceAt = facts.evidenceAt;
        Investor old = recordOf(wallet);
        if (evidenceAt <= old.evidenceAtOf()) return _skip(facts, old, restsOn);
        if (evidenceAt > block.timestamp) revert EvidenceFromTheFuture(wallet, evidenceAt);
        uint256 class = facts.class;
        Investor fresh = _profiled(old, class, facts);
        uint256 validUntil = facts.validUntil;
        if (validUntil / 1 hours <= block.timestamp / 1 hours) revert EvidenceExpired(wallet, validUntil);
        _identify(wallet, old.identityOf(), fresh.identityOf());
        _store(wallet, fresh.withEvidence(validUntil, evidenceAt, epoch, restsOn));
        // Only venues have clients; others are not asked for what they had.
        uint256 venue = uint256(InvestorClass.Venue);
        if (class == venue || old.classOf() == venue) _setClients(wallet, facts.clients);
    }

    /// @dev Evidence that is not younger changes nothing. But a venue's further wallet may have its evidence from the
    /// venue's first one in the same batch: what the same issuers say of its clients as of the same second is taken,
    /// once.
    function _skip(InvestorFacts calldata facts, Investor old, uint256 restsOn) private {
        (address wallet, uint256 evidenceAt, uint32 clients) = (facts.wallet, facts.evidenceAt, facts.clients);
        if (
            clients != 0 &&
            clientsOf[wallet] == 0 &&
            old.classOf() == uint256(InvestorClass.Venue) &&
            evidenceAt == old.evidenceAtOf() &&
            restsOn == old.issuersOf() &&
            facts.identity == old.identityOf()
        ) _setClients(wallet, clients);
        else emit EvidenceSkipped(wallet, evidenceAt, old.evidenceAtOf());
    }

    /// @dev What the facts say of the investor, beside what belongs to the wallet.
    function _profiled(Investor old, uint256 class, InvestorFacts calldata facts) private pure returns (Investor) {
        uint256 country = facts.country;
        _requireCountry(country);
        _requireClass(class);
        uint256 marks = (facts.usPerson ? US_PERSON : 0) | (facts.connected ? CONNECTED_PERSON : 0);
        return old.attested(facts.identity, country, class, marks);
    }

    /// @dev A wallet keeps its identity; one that nobody registered gets it.
    function _identify(address wallet, address registered, address identity) private {
        if (identity == address(0)) revert NotRegistered(wallet);
        if (registered == address(0)) {
            if (wallet == address(0)) revert WalletIsZero();
            emit IIdentityRegistry.IdentityRegistered(wallet, identity);
        } else {
            _requireSame(wallet, registered, identity);
        }
    }

    function _requireSame(address wallet, address registered, address given) internal pure {
        require(registered == given, IdentityMismatch(wallet, registered, given));
    }

    /// @dev Reverts while a source of rules does not tell this registry of its changes.
    function _requireTold() internal view virtual;

    /// @dev Reverts unless the foreign storage has each wallet under the identity it is attested for.
    function _requireStored(InvestorFacts[] calldata investors) internal view virtual;

    /// @dev Ends the record if it rests on the issuer; in any case nothing the issuer signed before counts any more.
    function _revoke(address wallet, uint40 issuedAt, address issuer, uint256 index) private {
        Investor record = recordOf(wallet);
        uint256 latest = record.evidenceAtOf();
        if (issuedAt < latest) {
            emit EvidenceSkipped(wallet, issuedAt, latest);
            return;
        }
        uint256 restsOn = record.issuersOf();
        bool ends = restsOn & 63 == index || (restsOn >> 6) & 63 == index || restsOn >> 12 == index;
        // Claims are read again: to take one back, its issuer revokes it where it is.
        bool over = ends && !record.hasMark(CLAIMED);
        _store(wallet, over ? record.withEvidence(0, issuedAt, record.epochOf(), restsOn) : _since(record, issuedAt));
        emit EvidenceRevoked(wallet, issuer, issuedAt);
    }

    // Who signs, and for what

    /// @dev A registry of others gives no indexes, and so nothing that a record could rest on.
    function _indexOf(address issuer) private view returns (uint256 index) {
        require(_rules.indexes, IssuersHaveNoIndex(_rules.issuers));
        index = IIssuerIndex(_rules.issuers).indexOf(issuer);
        require(index != 0, IssuerNotTrustedHere(issuer));
    }

    function _signers(
        bytes32 digest,
        address[] calldata issuers,
        bytes[] calldata signatures
    ) private view returns (uint256 restsOn) {
        require(issuers.length <= ISSUERS_ON_RECORD, TooManyIssuersOnRecord(ISSUERS_ON_RECORD));
        for (uint256 i = 0; i < issuers.length; ++i) {
            uint256 index = _indexOf(issuers[i]);
            _requireSigned(issuers[i], digest, signatures[i]);
            restsOn = (restsOn << 6) | index;
        }
        require(restsOn != 0, IssuerNotTrustedHere(address(0)));
    }

    /// @dev The epoch that evidence on `topics` by `issuers` is good for: the one in force, or the announced one if it
    /// covers
    /// that one's topic as well. Reverts with the first topic in force that it does not cover.
    function _epochCovered(uint256[] calldata topics, address[] calldata issuers) private view returns (uint256 epoch) {
        epoch = _state.epochInForce(block.timestamp);
        uint256[] memory required = IClaimTopicsRegistry(_rules.topics).getClaimTopics();
        for (uint256 i = 0; i < required.length; ++i) {
            require(_speaksTo(topics, issuers, required[i]), TopicNotCovered(required[i]));
        }
        if (!_epochIsPending()) return epoch;
        (required, ) = IAnnouncedTopics(_rules.topics).upcomingTopics();
        if (_speaksTo(topics, issuers, required[required.length - 1])) epoch = _state.lastEpoch();
    }

    function _speaksTo(
        uint256[] calldata topics,
        address[] calldata issuers,
        uint256 required
    ) private view returns (bool) {
        for (uint256 i = 0; i < topics.length; ++i) {
            if (topics[i] != required) continue;
            for (uint256 j = 0; j < issuers.length; ++j) {
                if (ITrustedIssuersRegistry(_rules.issuers).hasClaimTopic(issuers[j], required)) return true;
            }
        }
        return false;
    }

    /// @dev An issuer signs with its wallet, as a contract (ERC-1271), or with a claim key of its ONCHAINID.
    function _requireSigned(address issuer, bytes32 digest, bytes calldata signature) private view {
        if (msg.sender == issuer && signature.length == 0) return;
        if (SignatureChecker.isValidSignatureNow(issuer, digest, signature)) return;
        (address signer, ECDSA.RecoverError failure, ) = ECDSA.tryRecover(digest, signature);
        require(
            failure == ECDSA.RecoverError.NoError && ClaimReader.signsClaimsFor(issuer, signer),
            EvidenceSignatureInvalid(issuer)
        );
    }

    /// @dev Uses up the wallet's nonce, so that a link that was undone is not done again with the same signature.
    function _requireLinkSigned(address identity, address wallet, uint256 deadline, bytes calldata signature) internal {
        require(block.timestamp <= deadline, LinkExpired(deadline));
        bytes32 message = keccak256(abi.encode(LINK_TYPEHASH, identity, wallet, _useNonce(wallet), deadline));
        require(
            SignatureChecker.isValidSignatureNow(wallet, _hashTypedDataV4(message), signature),
            LinkSignatureInvalid(wallet)
        );
    }

    function _requireSameLength(uint256 first, uint256 other) internal pure {
        require(first == other, BatchLengthMismatch(first, other));
    }

    function _requireCountry(uint256 country) internal pure {
        require(country != 0 && country <= 999, CountryUnknown(country));
    }

    function _requireClass(uint256 class) internal pure {
        require(class != 0 && class <= uint256(type(InvestorClass).max), ClassUnknown(class));
    }
}
