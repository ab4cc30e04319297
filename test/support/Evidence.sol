// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IClaimTopicsRegistry } from "../../contracts/identity/interfaces/IClaims.sol";
import { Attestation, InvestorFacts } from "../../contracts/identity/interfaces/IEligibility.sol";
import { IIdentityRegistryStorage } from "../../contracts/identity/interfaces/IIdentityRegistryStorage.sol";
import { Investor } from "../../contracts/identity/types/Investor.sol";
import { IAgentRole } from "../../contracts/token/interfaces/IAgentRole.sol";
import { Platform } from "./Platform.sol";

/// @notice What tests do with a real ONCHAINID, of an investor or a claim issuer. The test contract manages them all.
interface IOnchainId {
    function addKey(bytes32 key, uint256 purpose, uint256 keyType) external returns (bool);

    function removeKey(bytes32 key, uint256 purpose) external returns (bool);

    function addClaim(
        uint256 topic,
        uint256 scheme,
        address issuer,
        bytes calldata signature,
        bytes calldata data,
        string calldata uri
    ) external returns (bytes32);

    function removeClaim(bytes32 claimId) external returns (bool);

    function revokeClaimBySignature(bytes calldata signature) external;
}

/// @notice Registries of T-REX have no constructor: the implementation, used without a proxy, is initialised like one.
interface IForeignRegistry {
    function init() external;
}

/// @title Evidence: attestations, revocations, links and claims, for tests of who may hold
abstract contract Evidence is Platform {
    uint256 internal constant OTHER_KEY = 0xB0B;
    uint256 internal constant CLAIM_PURPOSE = 3;
    uint256 internal constant MANAGEMENT_PURPOSE = 1;
    string private constant ONCHAINID = "node_modules/@onchain-id/solidity/artifacts/contracts/";
    string private constant TREX = "node_modules/@tokenysolutions/t-rex/artifacts/contracts/registry/implementation/";
    bytes32 private constant DOMAIN_TYPEHASH = keccak256(
        "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
    );

    address internal alice = walletAt(1);
    address internal bob = walletAt(2);
    address internal carol = walletAt(3);

    // Attestations

    function attestationOf(address wallet, uint256 issuedAt) internal view returns (Attestation memory) {
        return attestationOf(factsOf(wallet), issuedAt);
    }

    function attestationOf(InvestorFacts memory facts, uint256 issuedAt) internal view returns (Attestation memory) {
        InvestorFacts[] memory investors = new InvestorFacts[](1);
        investors[0] = facts;
        facts.evidenceAt = uint40(issuedAt);
        return Attestation({ topics: topics, investors: investors });
    }

    function attestAt(address wallet, uint256 issuedAt) internal {
        attestAs(ISSUER_KEY, attestationOf(wallet, issuedAt));
    }

    /// @dev One or two issuers that are plain wallets sign one attestation.
    function attestAsBoth(uint256 first, uint256 second, Attestation memory attestation) internal {
        address[] memory issuers = pair(vm.addr(first), vm.addr(second));
        bytes[] memory signatures = new bytes[](2);
        bytes32 digest = registry.hashAttestation(attestation);
        (signatures[0], signatures[1]) = (sign(first, digest), sign(second, digest));
        registry.attest(attestation, issuers, signatures);
    }

    /// @dev The signatures are made first, so that a revert that is expected next is that of `attest`.
    function expectAttestToRevert(uint256 key, Attestation memory attestation, bytes memory reason) internal {
        expectAttestToRevert(vm.addr(key), sign(key, registry.hashAttestation(attestation)), attestation, reason);
    }

    function expectAttestToRevert(
        address issuer_,
        bytes memory signature,
        Attestation memory attestation,
        bytes memory reason
    ) internal {
        vm.expectRevert(reason);
        registry.attest(attestation, single(issuer_), single(signature));
    }

    // Revocations and links

    function revokeAt(address wallet, uint256 issuedAt) internal {
        revokeAs(ISSUER_KEY, wallet, issuedAt);
    }

    function revokeAs(uint256 key, address wallet, uint256 issuedAt) internal {
        bytes memory signature = sign(key, hashRevocation(single(wallet), issuedAt));
        registry.revoke(single(wallet), uint40(issuedAt), vm.addr(key), signature);
    }

    function hashRevocation(address[] memory wallets, uint256 issuedAt) internal view returns (bytes32) {
        bytes32 typeHash = keccak256("Revocation(address[] wallets,uint40 issuedAt)");
        return hashTyped(keccak256(abi.encode(typeHash, keccak256(abi.encodePacked(wallets)), issuedAt)));
    }

    function hashLink(
        address identity,
        address wallet,
        uint256 nonce,
        uint256 deadline
    ) internal view returns (bytes32) {
        bytes32 typeHash = keccak256("LinkWallet(address identity,address wallet,uint256 nonce,uint256 deadline)");
        return hashTyped(keccak256(abi.encode(typeHash, identity, wallet, nonce, deadline)));
    }

    function hashTyped(bytes32 message) internal view returns (bytes32) {
        return hashTyped(message, block.chainid, address(registry));
    }

    function hashTyped(bytes32 message, uint256 chain, address verifying) internal pure returns (bytes32) {
        bytes32 name = keccak256("Sluice Identity Registry");
        bytes32 separator = keccak256(abi.encode(DOMAIN_TYPEHASH, name, keccak256("1"), chain, verifying));
        return keccak256(abi.encodePacked("\x19\x01", separator, message));
    }

    /// @dev Links the wallet of `key` to the identity of `known`.
    function link(address known, uint256 key) internal {
        address wallet = vm.addr(key);
        bytes32 digest = hashLink(registry.identity(known), wallet, registry.nonces(wallet), block.timestamp);
        registry.linkWallet(known, wallet, block.timestamp, sign(key, digest));
    }

    // Claims in real ONCHAINIDs

    function newIdentity() internal returns (address) {
        return deployForeign(ONCHAINID, "Identity", abi.encode(address(this), false));
    }

    /// @dev A claim issuer whose claims `key` signs, trusted for these topics.
    function newClaimIssuer(uint256 key, uint256[] memory forTopics) internal returns (address created) {
        created = deployForeign(ONCHAINID, "ClaimIssuer", abi.encode(address(this)));
        IOnchainId(created).addKey(keyOf(vm.addr(key)), CLAIM_PURPOSE, 1);
        if (forTopics.length != 0) trusted.addTrustedIssuer(created, forTopics);
    }

    function giveClaim(address identity, address issuer_, uint256 key, uint256 topic) internal returns (bytes memory) {
        bytes memory signature = signClaim(identity, key, topic);
        IOnchainId(identity).addClaim(topic, 1, issuer_, signature, "passed", "");
        return signature;
    }

    function signClaim(address identity, uint256 key, uint256 topic) internal pure returns (bytes memory) {
        bytes32 claim = keccak256(abi.encode(identity, topic, bytes("passed")));
        return sign(key, keccak256(abi.encodePacked("\x19Ethereum Signed Message:\n32", claim)));
    }

    function keyOf(address holder) internal pure returns (bytes32) {
        return keccak256(abi.encode(holder));
    }

    // Registries of T-REX

    function foreignIssuers() internal returns (address created) {
        created = deployForeign(TREX, "TrustedIssuersRegistry", "");
        IForeignRegistry(created).init();
    }

    /// @dev Asks for topics 1 to `count`.
    function foreignTopics(uint256 count) internal returns (address created) {
        created = deployForeign(TREX, "ClaimTopicsRegistry", "");
        IForeignRegistry(created).init();
        for (uint256 i = 1; i <= count; ++i) IClaimTopicsRegistry(created).addClaimTopic(i);
    }

    /// @dev With our registry bound, so that it may write.
    function foreignStorage() internal returns (IIdentityRegistryStorage created) {
        created = IIdentityRegistryStorage(deployForeign(TREX, "IdentityRegistryStorage", ""));
        IForeignRegistry(address(created)).init();
        created.bindIdentityRegistry(address(registry));
        IAgentRole(address(created)).addAgent(address(this));
    }

    function deployForeign(
        string memory folder,
        string memory name,
        bytes memory arguments
    ) internal returns (address created) {
        string memory path = string.concat(folder, name, ".sol/", name, ".json");
        bytes memory creation = bytes.concat(vm.parseJsonBytes(vm.readFile(path), ".bytecode"), arguments);
        assembly ("memory-safe") {
            created := create(0, add(creation, 32), mload(creation))
        }
        require(created != address(0), "a published contract did not deploy");
    }

    // What is expected

    function refreshOne(address wallet) internal {
        registry.refresh(single(wallet));
    }

    function isEligible(address wallet) internal view returns (bool) {
        return registry.isVerified(wallet);
    }

    /// @dev Country, class and attested marks: what belongs to the identity beside its evidence.
    function profileOf(address wallet) internal view returns (uint256) {
        return (Investor.unwrap(recordOf(wallet)) >> 160) & 0x7fff;
    }

    function recordOf(address wallet) internal view returns (Investor) {
        return registry.recordOf(wallet);
    }

    /// @dev The wallet is not eligible, for this reason and no other.
    function requireReason(address wallet, bytes memory reason) internal view {
        bytes[] memory reasons = registry.explainEligibility(wallet);
        vm.assertEq(reasons.length, 1);
        vm.assertEq(reasons[0], reason);
        require(!isEligible(wallet), "eligible in spite of a reason");
    }

    function requireReasons(address wallet, bytes memory first, bytes memory second) internal view {
        bytes[] memory reasons = registry.explainEligibility(wallet);
        vm.assertEq(reasons.length, 2);
        vm.assertEq(reasons[0], first);
        vm.assertEq(reasons[1], second);
        require(!isEligible(wallet), "eligible in spite of two reasons");
    }

    function single(address one) internal pure returns (address[] memory list) {
        list = new address[](1);
        list[0] = one;
    }

    function pair(address one, address two) internal pure returns (address[] memory list) {
        list = new address[](2);
        (list[0], list[1]) = (one, two);
    }

    function single(bytes memory one) internal pure returns (bytes[] memory list) {
        list = new bytes[](1);
        list[0] = one;
    }

    function single(uint256 one) internal pure returns (uint256[] memory list) {
        list = new uint256[](1);
        list[0] = one;
    }
}
