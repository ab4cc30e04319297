// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ClaimReader, ClaimRules } from "./ClaimReader.sol";
import { IIssuerIndex } from "./interfaces/IClaims.sol";
import { IEligibility } from "./interfaces/IEligibility.sol";
import { CLAIMED, DENIED, Investor, RETIRED } from "./types/Investor.sol";
import { RegistryState } from "./types/RegistryState.sol";

/// @title EligibilityReasons: a record that is not good, told reason by reason
/// @dev Deployed once and linked. Each reason is an encoded error of {IEligibility}.
library EligibilityReasons {
    /// @dev The standard allows fifteen topics; a foreign registry that has more is told no further.
    uint256 private constant TOPIC_LIMIT = 15;
    /// @dev Seven reasons of the record, three issuers, the topics.
    uint256 private constant REASONS_LIMIT = 7 + 3 + TOPIC_LIMIT;

    /// @notice Every reason why the record does not make its wallet eligible now.
    function list(
        address wallet,
        Investor record,
        RegistryState state,
        ClaimRules memory rules,
        bool identityDenied
    ) external view returns (bytes[] memory reasons) {
        reasons = new bytes[](REASONS_LIMIT);
        uint256 count;
        address identity = record.identityOf();
        if (identity == address(0)) {
            reasons[count++] = abi.encodeWithSelector(IEligibility.NotRegistered.selector, wallet);
        }
        if (record.hasMark(DENIED))
            reasons[count++] = abi.encodeWithSelector(IEligibility.WalletDenied.selector, wallet);
        if (identityDenied) reasons[count++] = abi.encodeWithSelector(IEligibility.IdentityDenied.selector, identity);
        if (record.hasMark(RETIRED)) {
            reasons[count++] = abi.encodeWithSelector(IEligibility.WalletWasLost.selector, wallet);
        }
        if (identity != address(0)) count = _ofEvidence(reasons, count, wallet, record, state, rules);
        // Shortens the array; its memory stays allocated.
        assembly ("memory-safe") {
            mstore(reasons, count)
        }
    }

    function _ofEvidence(
        bytes[] memory reasons,
        uint256 count,
        address wallet,
        Investor record,
        RegistryState state,
        ClaimRules memory rules
    ) private view returns (uint256) {
        uint256 until = record.validUntilOf();
        if (block.timestamp >= until) {
            reasons[count++] = abi.encodeWithSelector(IEligibility.EvidenceExpired.selector, wallet, until);
        }
        uint256 epoch = state.epochInForce(block.timestamp);
        if (record.epochOf() < epoch) {
            reasons[count++] = abi.encodeWithSelector(IEligibility.RuleTightened.selector, record.epochOf(), epoch);
        }
        uint256 age = state.maxAge();
        // Claims that were not enough when they were read have no age: reading them again is not what is missing.
        if (record.hasMark(CLAIMED) && until != 0 && age != 0 && block.timestamp >= record.evidenceAtOf() + age) {
            reasons[count++] = abi.encodeWithSelector(
                IEligibility.ClaimsNeedRefresh.selector,
                record.evidenceAtOf(),
                age
            );
        }
        count = _ofIssuers(reasons, count, record.issuersOf(), state, rules);
        if (!record.hasMark(CLAIMED)) return count;
        uint256[] memory topics = ClaimReader.missing(rules, record.identityOf());
        for (uint256 i = 0; i < topics.length && i < TOPIC_LIMIT; ++i) {
            reasons[count++] = abi.encodeWithSelector(IEligibility.ClaimMissing.selector, topics[i]);
        }
        return count;
    }

    function _ofIssuers(
        bytes[] memory reasons,
        uint256 count,
        uint256 issuers,
        RegistryState state,
        ClaimRules memory rules
    ) private view returns (uint256) {
        if (!rules.indexes) return count;
        for (; issuers != 0; issuers >>= 6) {
            if (state.trusts(issuers & 63)) continue;
            address issuer = IIssuerIndex(rules.issuers).issuerAt(issuers & 63);
            reasons[count++] = abi.encodeWithSelector(IEligibility.IssuerNoLongerTrusted.selector, issuer);
        }
        return count;
    }
}
