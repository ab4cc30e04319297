// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Compliance } from "../../contracts/compliance/Compliance.sol";
import { IdentityRegistry } from "../../contracts/identity/IdentityRegistry.sol";
import { Attestation, InvestorFacts } from "../../contracts/identity/interfaces/IEligibility.sol";
import { SecurityToken } from "../../contracts/token/SecurityToken.sol";
import { VenueList } from "../../contracts/venue/VenueList.sol";
import { CapriciousCompliance } from "../mocks/CapriciousCompliance.sol";
import { CapriciousModule } from "../mocks/CapriciousModule.sol";
import { Platform } from "../support/Platform.sol";
import { Dice } from "./Dice.sol";

/// @title Cast: who takes part, and where they start
/// @dev Two classes of one deal on one platform. This contract is owner and agent of everything, and hostile at times.
/// A part is a person or a firm; the wallet that plays it changes when it is recovered.
abstract contract Cast is Platform {
    uint256 internal constant OTHER_ISSUER_KEY = 0xB0B;
    uint256 internal constant WALLET_KEYS = 0x1000;
    uint256 internal constant WALLETS_AT_MOST = 22;
    uint16 internal constant SINGAPORE = 702;
    uint16 internal constant UNITED_STATES = 840;
    uint16 internal constant MAINLAND_CHINA = 156;
    uint8 internal constant RETAIL = 1;
    uint8 internal constant INSTITUTIONAL = 3;
    uint8 internal constant VENUE = 4;

    // Parts. Dan has two linked wallets, Erin two that were attested apart; the last two are nobody.
    uint256 internal constant DAN = 3;
    uint256 internal constant ERIN = 5;
    uint256 internal constant THE_VENUE = 7;
    uint256 internal constant STRANGER = 10;
    uint256 internal constant PARTS = 12;
    bytes32 private constant LINK_TYPEHASH = keccak256(
        "LinkWallet(address identity,address wallet,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant DOMAIN_TYPEHASH = keccak256(
        "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
    );

    struct Profile {
        address identity;
        uint16 country;
        uint8 class;
        bool usPerson;
    }

    SecurityToken[2] public tokens;
    IdentityRegistry[2] public registries;
    /// @dev The platform's, another of the same kind, one with a module, one that is not Sluice's.
    address[4] public complianceContracts;
    address[2] public keepers;
    VenueList internal venues;
    address internal otherIssuer;
    address internal rogue;

    /// @dev Every wallet that ever held or could.
    address[] public wallets;
    address[PARTS] internal parts;
    mapping(address wallet => uint256 key) internal keyOf;
    mapping(address wallet => Profile profile) internal profiles;

    /// @dev Whoever lets time pass writes down what stands at the record dates that come.
    function _passUntil(uint256 moment) internal virtual;

    function _open() internal {
        deployPlatform();
        uint256[] memory more = _allTopics();
        trusted.updateIssuerClaimTopics(issuer, more);
        otherIssuer = vm.addr(OTHER_ISSUER_KEY);
        trusted.addTrustedIssuer(otherIssuer, more);
        registries = [registry, new IdentityRegistry(address(this), address(trusted), address(required))];
        trusted.tellRegistry(address(registries[1]));
        required.tellRegistry(address(registries[1]));
        registries[1].addAgent(address(this));
        tokens = [token, deployToken("B")];
        // Recoveries of A retire the lost wallet in the first registry; those of B do not.
        registry.addAgent(address(token));
        Compliance hosting = new Compliance(address(this), true);
        hosting.addModule(address(new CapriciousModule()));
        complianceContracts[0] = address(compliance);
        complianceContracts[1] = address(new Compliance(address(this), false));
        complianceContracts[2] = address(hosting);
        complianceContracts[3] = address(new CapriciousCompliance());
        venues = new VenueList(address(this));
        // Any two contracts: what they say is said for them.
        keepers = [address(new VenueList(address(this))), address(new VenueList(address(this)))];
        rogue = walletAt(666);
        _castParts();
        _fund();
    }

    function _castParts() private {
        Profile memory profile = Profile(address(0), HONG_KONG, PROFESSIONAL, false);
        for (uint256 i = 0; i < PARTS; ++i) {
            parts[i] = _newWallet();
            profile.identity = i == DAN + 1 || i == ERIN + 1 ? identityFor(parts[i - 1]) : identityFor(parts[i]);
            if (i < STRANGER) profiles[parts[i]] = profile;
        }
        profiles[parts[1]].country = SINGAPORE;
        profiles[parts[1]].class = INSTITUTIONAL;
        profiles[parts[2]].class = RETAIL;
        profiles[parts[THE_VENUE]].class = VENUE;
        (profiles[parts[8]].country, profiles[parts[8]].usPerson) = (UNITED_STATES, true);
        profiles[parts[9]].country = MAINLAND_CHINA;
        Profile memory dans = profiles[parts[DAN + 1]];
        delete profiles[parts[DAN + 1]];
        for (uint256 i = 0; i < 2; ++i) {
            _attest(registries[i], ISSUER_KEY, 365 days);
            _link(registries[i], parts[DAN], parts[DAN + 1]);
        }
        profiles[parts[DAN + 1]] = dans;
        venues.setVenue(parts[THE_VENUE], true);
    }

    function _fund() private {
        for (uint256 i = 0; i < 2; ++i) {
            for (uint256 part = 0; part < STRANGER - 2; part += 2) tokens[i].mint(parts[part], MAXIMUM / 20);
            tokens[i].mint(parts[DAN], MAXIMUM / 20);
            for (uint256 j = 0; j < 2; ++j) tokens[i].setLienKeeper(keepers[j], true);
        }
    }

    function _newWallet() internal returns (address wallet) {
        uint256 key = WALLET_KEYS + wallets.length;
        wallet = vm.addr(key);
        keyOf[wallet] = key;
        wallets.push(wallet);
    }

    function _allTopics() internal pure returns (uint256[] memory all) {
        all = new uint256[](6);
        for (uint256 i = 0; i < 6; ++i) all[i] = i + 1;
    }

    // Choosing

    function _token(Dice memory d) internal view returns (SecurityToken) {
        return tokens[d.oneIn(4) ? 1 : 0];
    }

    function _registryOf(SecurityToken of_) internal view returns (IdentityRegistry) {
        return IdentityRegistry(of_.identityRegistry());
    }

    function _anyWallet(Dice memory d) internal view returns (address) {
        return wallets[d.roll(wallets.length)];
    }

    /// @dev Somebody who may receive now, mostly: if there is nobody, evidence is renewed.
    function _receiver(Dice memory d, SecurityToken of_) internal returns (address wallet) {
        if (d.oneIn(16)) return _anyWallet(d);
        for (uint256 i = 0; i < 12; ++i) {
            wallet = parts[d.roll(PARTS)];
            if (of_.canReceive(wallet)) return wallet;
            if (i != 5) continue;
            _passUntil(block.timestamp + 1);
            _attest(_registryOf(of_), trusted.isTrustedIssuer(issuer) ? ISSUER_KEY : OTHER_ISSUER_KEY, 30 days);
        }
    }

    /// @dev Somebody with free units, if there is anybody.
    function _sender(Dice memory d, SecurityToken of_) internal view returns (address wallet) {
        uint256 start = d.roll(wallets.length);
        for (uint256 i = 0; i < wallets.length; ++i) {
            wallet = wallets[(start + i) % wallets.length];
            if (of_.freeUnitsOf(wallet) != 0 && (d.oneIn(8) || of_.canSend(wallet))) return wallet;
        }
    }

    /// @dev Part of `most`, in whole units mostly; beyond every bound at times.
    function _someOf(Dice memory d, uint256 most) internal pure returns (uint256 amount) {
        if (d.oneIn(20)) {
            uint256[5] memory odd = [0, most + 1, most, uint256(type(uint96).max) + 1, type(uint256).max];
            return odd[d.roll(5)];
        }
        if (most == 0) return 1e6;
        amount = d.between(1, d.oneIn(3) ? most : most / 8 + 1);
        if (amount > 1e6 && !d.oneIn(4)) amount -= amount % 1e6;
    }

    // Evidence

    function _facts(address wallet, uint256 validFor) internal view returns (InvestorFacts memory facts) {
        Profile memory profile = profiles[wallet];
        facts = factsOf(wallet);
        facts.identity = profile.identity;
        (facts.country, facts.class, facts.usPerson) = (profile.country, profile.class, profile.usPerson);
        // Safe cast: a block time.
        facts.validUntil = uint40(block.timestamp + validFor);
        facts.clients = profile.class == VENUE ? 40 : 0;
    }

    /// @dev Everybody who has a profile, with one signature.
    function _attest(IdentityRegistry in_, uint256 key, uint256 validFor) internal returns (bool) {
        InvestorFacts[] memory investors = new InvestorFacts[](wallets.length);
        uint256 count;
        for (uint256 i = 0; i < wallets.length; ++i) {
            if (profiles[wallets[i]].identity != address(0)) investors[count++] = _facts(wallets[i], validFor);
        }
        assembly ("memory-safe") {
            mstore(investors, count)
        }
        return _submit(in_, key, investors);
    }

    function _submit(IdentityRegistry in_, uint256 key, InvestorFacts[] memory investors) internal returns (bool done) {
        Attestation memory attestation = Attestation({ topics: _allTopics(), investors: investors });
        address[] memory issuers = new address[](1);
        issuers[0] = vm.addr(key);
        bytes[] memory signatures = new bytes[](1);
        signatures[0] = sign(key, in_.hashAttestation(attestation));
        (done, ) = address(in_).call(abi.encodeCall(in_.attest, (attestation, issuers, signatures)));
    }

    /// @dev By the agent, with the signature of the wallet that joins.
    function _link(IdentityRegistry in_, address known, address wallet) internal returns (bool done) {
        bytes32 message = keccak256(
            abi.encode(LINK_TYPEHASH, in_.identity(known), wallet, in_.nonces(wallet), block.timestamp)
        );
        bytes memory signature = sign(keyOf[wallet], _digest(in_, message));
        (done, ) = address(in_).call(abi.encodeCall(in_.linkWallet, (known, wallet, block.timestamp, signature)));
    }

    function _digest(IdentityRegistry in_, bytes32 message) internal view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                DOMAIN_TYPEHASH,
                keccak256("Sluice Identity Registry"),
                keccak256("1"),
                block.chainid,
                address(in_)
            )
        );
        return keccak256(abi.encodePacked("\x19\x01", domain, message));
    }
}
