// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {
    IAnnouncedTopics,
    IClaimHolder,
    IClaimIssuer,
    IClaimTopicsRegistry,
    IIssuerIndex,
    ITrustedIssuersRegistry
} from "./interfaces/IClaims.sol";
import { IEligibility } from "./interfaces/IEligibility.sol";

/// @notice Where claims are asked for and whose count.
/// @param topics the claim topics registry
/// @param issuers the trusted issuers registry
/// @param announces whether `topics` is Sluice's and may have an announced topic
/// @param indexes whether `issuers` is Sluice's and gives indexes
struct ClaimRules {
    address topics;
    address issuers;
    bool announces;
    bool indexes;
}

/// @notice What the claims of an identity amount to.
/// @param enough every topic in force is covered
/// @param enoughLater the announced topic is covered as well
/// @param issuers up to three indexes of the issuers it rests on, 6 bits each
/// @param none nothing is asked for at all
struct ClaimFinding {
    bool enough;
    bool enoughLater;
    uint256 issuers;
    bool none;
}

/// @title ClaimReader: reads claims (ERC-735) out of contracts that investors own
/// @dev Warning: an investor's identity contract may revert, burn gas, return rubbish or answer each caller otherwise.
/// Each
/// call has a gas allowance that must be there in full (or the caller is asked for more gas: nobody can make a reading
/// fail by
/// starving it), returns at most a bounded number of bytes, and one call that fails ends the reading of that identity.
/// An
/// answer by itself proves nothing: the issuer, whom we trust, is asked whether the signature in it is valid.
library ClaimReader {
    uint256 private constant CLAIM_GAS = 150_000;
    uint256 private constant VALID_GAS = 300_000;
    uint256 private constant CLAIM_BYTES = 4_096;
    uint256 private constant MANAGEMENT_KEY = 1;
    uint256 private constant CLAIM_KEY = 3;
    uint256 private constant ISSUERS_ON_RECORD = 3;

    /// @notice What the claims of `identity` amount to under the rules.
    function read(ClaimRules memory rules, address identity) external view returns (ClaimFinding memory finding) {
        (uint256[] memory topics, uint256 inForce) = _topics(rules);
        finding.none = topics.length == 0;
        finding.enough = true;
        finding.enoughLater = true;
        for (uint256 i = 0; i < topics.length; ++i) {
            (bool found, uint256 issuers, bool broken) = _covered(rules, identity, topics[i], finding.issuers);
            finding.issuers = issuers;
            if (found) continue;
            finding.enoughLater = false;
            if (i < inForce) finding.enough = false;
            if (broken || i < inForce) break;
        }
    }

    /// @notice The topics in force that no valid claim covers.
    function missing(ClaimRules memory rules, address identity) external view returns (uint256[] memory topics) {
        (uint256[] memory required, uint256 inForce) = _topics(rules);
        topics = new uint256[](inForce);
        uint256 count;
        uint256 issuers;
        for (uint256 i = 0; i < inForce; ++i) {
            bool found;
            (found, issuers, ) = _covered(rules, identity, required[i], issuers);
            if (!found) topics[count++] = required[i];
        }
        // Shortens the array; its memory stays allocated.
        assembly ("memory-safe") {
            mstore(topics, count)
        }
    }

    /// @notice Whether `wallet` is a management key of the contract `identity` (ERC-734).
    function isManagedBy(address identity, address wallet) external view returns (bool) {
        return _hasKey(identity, wallet, MANAGEMENT_KEY);
    }

    /// @notice Whether `wallet` is a claim signing key of the issuer's contract (ONCHAINID, ERC-734).
    function signsClaimsFor(address issuer, address wallet) external view returns (bool) {
        return _hasKey(issuer, wallet, CLAIM_KEY);
    }

    /// @notice Topics in force, then the announced one.
    /// @return topics all of them
    /// @return inForce how many of them are in force now
    function _topics(ClaimRules memory rules) private view returns (uint256[] memory topics, uint256 inForce) {
        if (!rules.announces) {
            topics = IClaimTopicsRegistry(rules.topics).getClaimTopics();
            return (topics, topics.length);
        }
        uint40 from;
        (topics, from) = IAnnouncedTopics(rules.topics).upcomingTopics();
        inForce = from == 0 ? topics.length : topics.length - 1;
    }

    /// @dev Issuers the record rests on already are asked first, so that it rests on few.
    function _covered(
        ClaimRules memory rules,
        address identity,
        uint256 topic,
        uint256 restsOn
    ) private view returns (bool found, uint256 issuers, bool broken) {
        address[] memory trusted = ITrustedIssuersRegistry(rules.issuers).getTrustedIssuersForClaimTopic(topic);
        issuers = restsOn;
        for (uint256 pass = 0; pass < 2; ++pass) {
            for (uint256 i = 0; i < trusted.length; ++i) {
                uint256 index = rules.indexes ? IIssuerIndex(rules.issuers).indexOf(trusted[i]) : 0;
                bool already = _includes(restsOn, index);
                if (already != (pass == 0)) continue;
                if (!already && _isFull(restsOn)) return (false, issuers, false);
                (found, broken) = _hasValidClaim(identity, trusted[i], topic);
                if (broken) return (false, issuers, true);
                if (found) return (true, already ? issuers : (issuers << 6) | index, false);
            }
        }
    }

    /// @dev Index 0 (a registry without indexes) is always included: there is nothing to remember.
    function _includes(uint256 issuers, uint256 index) private pure returns (bool) {
        for (uint256 i = 0; i < ISSUERS_ON_RECORD; ++i) {
            if ((issuers >> (6 * i)) & 63 == index) return true;
        }
        return index == 0;
    }

    function _isFull(uint256 issuers) private pure returns (bool) {
        return issuers >> 12 != 0;
    }

    function _hasValidClaim(
        address identity,
        address issuer,
        uint256 topic
    ) private view returns (bool valid, bool broken) {
        bytes32 claimId = keccak256(abi.encode(issuer, topic));
        bytes memory answer;
        (valid, answer) = _ask(identity, CLAIM_GAS, abi.encodeCall(IClaimHolder.getClaim, (claimId)));
        if (!valid) return (false, true);
        (bool readable, bytes memory signature, bytes memory data) = _parseClaim(answer, topic);
        if (!readable) return (false, false);
        (valid, answer) = _ask(
            issuer,
            VALID_GAS,
            abi.encodeCall(IClaimIssuer.isClaimValid, (identity, topic, signature, data))
        );
        return (valid && _isTrue(answer), false);
    }

    /// @dev The answer of `getClaim`, taken apart by hand: `abi.decode` reverts on rubbish, and then rubbish could
    /// stop a batch.
    /// Words: topic, scheme, issuer, offset of signature, offset of data, offset of uri.
    function _parseClaim(
        bytes memory answer,
        uint256 topic
    ) private pure returns (bool readable, bytes memory signature, bytes memory data) {
        if (answer.length < 192 || _word(answer, 0) != topic) return (false, signature, data);
        bool whole;
        (readable, signature) = _slice(answer, _word(answer, 96));
        (whole, data) = _slice(answer, _word(answer, 128));
        readable = readable && whole;
    }

    function _slice(bytes memory answer, uint256 offset) private pure returns (bool whole, bytes memory part) {
        // No overflow in what follows: everything compared is at most CLAIM_BYTES.
        if (offset > answer.length - 32) return (false, part);
        uint256 length = _word(answer, offset);
        if (length > answer.length - 32 - offset) return (false, part);
        part = new bytes(length);
        assembly ("memory-safe") {
            mcopy(add(part, 32), add(add(answer, 64), offset), length)
        }
        return (true, part);
    }

    function _hasKey(address holder, address wallet, uint256 purpose) private view returns (bool) {
        if (holder.code.length == 0) return false;
        bytes32 key = keccak256(abi.encode(wallet));
        (bool answered, bytes memory answer) = _ask(
            holder,
            VALID_GAS,
            abi.encodeCall(IClaimHolder.keyHasPurpose, (key, purpose))
        );
        return answered && _isTrue(answer);
    }

    function _isTrue(bytes memory answer) private pure returns (bool) {
        return answer.length >= 32 && _word(answer, 0) == 1;
    }

    /// @dev `offset` + 32 ≤ length is the caller's to know.
    function _word(bytes memory answer, uint256 offset) private pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := mload(add(add(answer, 32), offset))
        }
    }

    /// @dev A static call with an allowance of gas and of bytes. EIP-150 passes on at most 63/64 of what is left.
    function _ask(
        address target,
        uint256 allowance,
        bytes memory question
    ) private view returns (bool answered, bytes memory answer) {
        require(gasleft() > (allowance * 64) / 63 + 10_000, IEligibility.RefreshNeedsMoreGas(gasleft()));
        uint256 most = CLAIM_BYTES;
        assembly ("memory-safe") {
            answered := staticcall(allowance, target, add(question, 32), mload(question), 0, 0)
            let size := returndatasize()
            if gt(size, most) {
                size := most
            }
            answer := mload(0x40)
            mstore(0x40, add(add(answer, 32), and(add(size, 31), not(31))))
            mstore(answer, size)
            returndatacopy(add(answer, 32), 0, size)
        }
    }
}
