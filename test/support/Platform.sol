// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Compliance } from "../../contracts/compliance/Compliance.sol";
import { RecordDates } from "../../contracts/deal/RecordDates.sol";
import { ClaimTopicsRegistry } from "../../contracts/identity/ClaimTopicsRegistry.sol";
import { IdentityRegistry } from "../../contracts/identity/IdentityRegistry.sol";
import { Attestation, InvestorFacts } from "../../contracts/identity/interfaces/IEligibility.sol";
import { TrustedIssuersRegistry } from "../../contracts/identity/TrustedIssuersRegistry.sol";
import { SecurityToken } from "../../contracts/token/SecurityToken.sol";
import { ISecurityToken } from "../../contracts/token/interfaces/ISecurityToken.sol";
import { TokenFactory } from "../../contracts/token/TokenFactory.sol";
import { TestBase } from "./Cheats.sol";

/// @title Platform: one platform, one token, one issuer of attestations, for tests to start from
/// @dev The test contract is owner and agent of everything. Time starts on 2026-04-01, a Wednesday.
abstract contract Platform is TestBase {
    uint256 internal constant START = 1_775_001_600;
    uint96 internal constant MAXIMUM = 100_000_000e6;
    uint256 internal constant ISSUER_KEY = 0xA11CE;
    uint16 internal constant HONG_KONG = 344;
    uint8 internal constant PROFESSIONAL = 2;
    uint256[] internal topics = [1, 2, 3];

    TrustedIssuersRegistry internal trusted;
    ClaimTopicsRegistry internal required;
    IdentityRegistry internal registry;
    Compliance internal compliance;
    TokenFactory internal factory;
    RecordDates internal dates;
    SecurityToken internal token;
    address internal issuer;

    function deployPlatform() internal {
        vm.warp(START);
        issuer = vm.addr(ISSUER_KEY);
        trusted = new TrustedIssuersRegistry(address(this));
        required = new ClaimTopicsRegistry(address(this));
        for (uint256 i = 0; i < topics.length; ++i) required.addClaimTopic(topics[i]);
        trusted.addTrustedIssuer(issuer, topics);
        registry = new IdentityRegistry(address(this), address(trusted), address(required));
        trusted.tellRegistry(address(registry));
        required.tellRegistry(address(registry));
        registry.addAgent(address(this));
        compliance = new Compliance(address(this), false);
        factory = new TokenFactory(address(registry), address(compliance));
        dates = new RecordDates(address(this), 1 days);
        token = deployToken("A");
    }

    function deployToken(string memory symbol) internal returns (SecurityToken created) {
        address[] memory agents = new address[](1);
        agents[0] = address(this);
        ISecurityToken.TokenTerms memory terms = ISecurityToken.TokenTerms({
            name: string.concat("Pearl River Trade 2026-1 ", symbol),
            symbol: symbol,
            decimals: 6,
            maximumSupply: MAXIMUM,
            inDeal: false,
            owner: address(this),
            onchainID: address(0),
            identityRegistry: address(registry),
            compliance: address(compliance),
            agents: agents
        });
        created = SecurityToken(factory.create(terms, keccak256(bytes(symbol))));
        dates.addToken(address(created));
        created.setRecordDates(address(dates));
    }

    /// @dev An identity of an attested investor: a plain address, as a client number would give.
    function identityFor(address wallet) internal pure returns (address) {
        return address(uint160(uint256(keccak256(abi.encode("client", wallet)))));
    }

    function factsOf(address wallet) internal view returns (InvestorFacts memory) {
        return
            InvestorFacts({
                wallet: wallet,
                identity: identityFor(wallet),
                country: HONG_KONG,
                class: PROFESSIONAL,
                usPerson: false,
                connected: false,
                evidenceAt: uint40(block.timestamp),
                validUntil: uint40(block.timestamp + 365 days),
                clients: 0
            });
    }

    /// @dev Attests one wallet, on evidence of this second.
    function admit(address wallet) internal {
        admit(factsOf(wallet));
    }

    function admit(InvestorFacts memory facts) internal {
        InvestorFacts[] memory investors = new InvestorFacts[](1);
        investors[0] = facts;
        attestAs(ISSUER_KEY, Attestation({ topics: topics, investors: investors }));
    }

    function attestAs(uint256 key, Attestation memory attestation) internal {
        address[] memory issuers = new address[](1);
        issuers[0] = vm.addr(key);
        bytes[] memory signatures = new bytes[](1);
        signatures[0] = sign(key, registry.hashAttestation(attestation));
        registry.attest(attestation, issuers, signatures);
    }

    function sign(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    function walletAt(uint256 number) internal pure returns (address) {
        return address(uint160(uint256(keccak256(abi.encode("wallet", number)))));
    }

    function later(uint256 duration) internal {
        vm.warp(block.timestamp + duration);
    }
}
