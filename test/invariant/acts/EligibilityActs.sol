// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IdentityRegistry } from "../../../contracts/identity/IdentityRegistry.sol";
import { InvestorFacts } from "../../../contracts/identity/interfaces/IEligibility.sol";
import { Dice } from "../Dice.sol";
import { AgentActs } from "./AgentActs.sol";

/// @title EligibilityActs: evidence comes and goes, and so do those who give it
abstract contract EligibilityActs is AgentActs {
    bytes32 private constant REVOCATION_TYPEHASH = keccak256("Revocation(address[] wallets,uint40 issuedAt)");
    /// @dev An index is given to each issuer that is added, and there are 63; epochs end at 127.
    uint256 private constant CHANGES_AT_MOST = 40;

    uint256 private _issuerChanges;
    uint256 private _topicChanges;

    /// @dev Everybody in one statement.
    function renew(uint256 seed) external {
        Dice memory d = _dice(seed);
        _passUntil(block.timestamp + 1);
        _count("renew", _attest(_registry(d), _issuerKey(d), d.between(2 hours, 90 days)));
    }

    function attest(uint256 seed) external {
        Dice memory d = _dice(seed);
        address wallet = parts[d.roll(STRANGER)];
        if (d.oneIn(3)) {
            profiles[wallet].country = _country(d);
            profiles[wallet].class = uint8(d.between(1, 4));
            profiles[wallet].usPerson = d.oneIn(6);
        }
        InvestorFacts[] memory one = new InvestorFacts[](1);
        _passUntil(block.timestamp + 1);
        one[0] = _facts(wallet, d.between(2 hours, 90 days));
        // Safe cast: a block time. Some evidence is old, and some older than what is known.
        if (d.oneIn(6)) one[0].evidenceAt -= uint40(d.roll(1 days));
        _count("attest", _submit(_registry(d), _issuerKey(d), one));
    }

    function revoke(uint256 seed) external {
        Dice memory d = _dice(seed);
        IdentityRegistry in_ = _registry(d);
        uint256 key = _issuerKey(d);
        address[] memory of_ = new address[](1);
        of_[0] = _anyWallet(d);
        // Safe cast: a block time.
        uint40 issuedAt = uint40(block.timestamp - d.roll(2));
        bytes32 message = keccak256(abi.encode(REVOCATION_TYPEHASH, keccak256(abi.encodePacked(of_)), issuedAt));
        bytes memory signature = sign(key, _digest(in_, message));
        bytes memory call_ = abi.encodeCall(in_.revoke, (of_, issuedAt, vm.addr(key), signature));
        _tell("revoke", address(this), address(in_), call_);
    }

    /// @dev The other provider comes and goes; the first one rarely.
    function changeIssuers(uint256 seed) external {
        Dice memory d = _dice(seed);
        address who = d.oneIn(6) ? issuer : otherIssuer;
        if (!trusted.isTrustedIssuer(issuer)) who = issuer;
        if (trusted.isTrustedIssuer(who)) {
            bytes memory call_ = abi.encodeCall(trusted.removeTrustedIssuer, (who));
            _tell("removeIssuer", address(this), address(trusted), call_);
        } else if (_issuerChanges++ < CHANGES_AT_MOST) {
            bytes memory call_ = abi.encodeCall(trusted.addTrustedIssuer, (who, _allTopics()));
            _tell("addIssuer", address(this), address(trusted), call_);
        }
    }

    /// @dev A stricter rule is announced, cancelled, or dropped again.
    function changeTopics(uint256 seed) external {
        Dice memory d = _dice(seed);
        if (_topicChanges++ >= CHANGES_AT_MOST) return;
        uint256 topic = d.between(4, 6);
        if (d.oneIn(2)) {
            // Safe cast: a block time.
            uint40 from = uint40(block.timestamp + d.roll(5 days));
            bytes memory announcement = abi.encodeCall(required.announceClaimTopic, (topic, from));
            _tell("announceTopic", address(this), address(required), announcement);
        } else {
            (uint256[] memory asked, ) = required.upcomingTopics();
            if (asked.length > 3) topic = asked[asked.length - 1];
            _tell("removeTopic", address(this), address(required), abi.encodeCall(required.removeClaimTopic, (topic)));
        }
    }

    function deny(uint256 seed) external {
        Dice memory d = _dice(seed);
        IdentityRegistry in_ = _registry(d);
        address[] memory one = new address[](1);
        one[0] = _anyWallet(d);
        bool denied = d.oneIn(4);
        bool byIdentity = d.oneIn(2);
        if (byIdentity) one[0] = profiles[one[0]].identity;
        bytes memory call_ =
            byIdentity
                ? abi.encodeCall(in_.denyIdentities, (one, denied))
                : abi.encodeCall(in_.denyWallets, (one, denied));
        _tell("deny", address(this), address(in_), call_);
        // Mostly everybody is taken off instead.
        if (!denied) _pardon(in_);
    }

    function _pardon(IdentityRegistry in_) private {
        in_.denyWallets(wallets, false);
        address[] memory one = new address[](1);
        for (uint256 i = 0; i < wallets.length; ++i) {
            one[0] = profiles[wallets[i]].identity;
            if (one[0] != address(0)) in_.denyIdentities(one, false);
        }
    }

    function deleteIdentity(uint256 seed) external {
        Dice memory d = _dice(seed);
        IdentityRegistry in_ = _registry(d);
        address wallet = _anyWallet(d);
        _tell("deleteIdentity", address(this), address(in_), abi.encodeCall(in_.deleteIdentity, (wallet)));
    }

    function updateRecord(uint256 seed) external {
        Dice memory d = _dice(seed);
        IdentityRegistry in_ = _registry(d);
        address wallet = parts[d.roll(PARTS)];
        bytes memory call_ =
            d.oneIn(2)
                ? abi.encodeCall(in_.updateCountry, (wallet, d.oneIn(10) ? 1000 : _country(d)))
                : abi.encodeCall(in_.updateProfile, (wallet, uint8(d.between(1, 4)), d.oneIn(6), d.oneIn(2)));
        _tell("updateRecord", address(this), address(in_), call_);
    }

    /// @dev A stranger's wallet becomes one more of somebody's.
    function linkWallet(uint256 seed) external {
        Dice memory d = _dice(seed);
        IdentityRegistry in_ = _registry(d);
        address known = parts[d.roll(STRANGER)];
        address stranger = parts[STRANGER + d.roll(PARTS - STRANGER)];
        bool ok = _link(in_, known, stranger);
        _count("linkWallet", ok);
        if (ok)
            profiles[stranger] = profiles[known];
            // So that there is somebody to link again.
        else if (d.oneIn(2) && in_.contains(stranger)) in_.deleteIdentity(stranger);
    }

    function joinTwins(uint256 seed) external {
        Dice memory d = _dice(seed);
        IdentityRegistry in_ = _registry(d);
        (address one, address other) = (parts[ERIN], parts[ERIN + 1]);
        if (d.oneIn(8)) other = _anyWallet(d);
        _tell("joinTwins", _anyWallet(d), address(in_), abi.encodeCall(in_.joinTwins, (one, other)));
    }

    /// @dev The one the first token uses, mostly.
    function _registry(Dice memory d) internal view returns (IdentityRegistry) {
        return d.oneIn(4) ? registries[d.roll(2)] : _registryOf(tokens[0]);
    }

    function _issuerKey(Dice memory d) private view returns (uint256) {
        bool other = d.oneIn(3) && (d.oneIn(8) || trusted.isTrustedIssuer(otherIssuer));
        return other ? OTHER_ISSUER_KEY : ISSUER_KEY;
    }

    function _country(Dice memory d) private pure returns (uint16) {
        if (d.oneIn(12)) return MAINLAND_CHINA;
        if (d.oneIn(6)) return UNITED_STATES;
        return d.oneIn(3) ? SINGAPORE : HONG_KONG;
    }
}
