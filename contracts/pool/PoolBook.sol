// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { EIP712 } from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import { SignatureChecker } from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

import { Party } from "../deal/interfaces/IParties.sol";
import { Raises } from "../oversight/Raises.sol";
import { IDisclosures, Matter } from "../oversight/interfaces/IDisclosures.sol";
import { ReportReader } from "./ReportReader.sol";
import { IReceivablesPool } from "./interfaces/IReceivablesPool.sol";
import { Candidate, Obligation, PoolLinks, PoolState, Tape, Track } from "./types/PoolState.sol";
import { Sums } from "./types/Sums.sol";
import { GRACE_DAYS, SUCCESSION_DAYS, termOf } from "./types/Terms.sol";

/// @title PoolBook: what a pool keeps, and who may sign for whom
abstract contract PoolBook is IReceivablesPool, EIP712, Raises {
    uint256 internal constant DAY_SECONDS = 1 days;

    PoolState internal _state;
    PoolLinks internal _links;
    Candidate internal _candidate;
    /// @dev Of the candidate, while it has a version.
    bytes32 internal _digest;
    /// @dev Of the last report that was closed.
    bytes32 internal _previous;
    Sums internal _sums;
    bytes32 internal _root;
    Track internal _track;
    /// @dev Codes of the program's inputs: up to 31 of them in one word, which is a fraction of asking the waterfall.
    bytes internal _codes;
    mapping(bytes32 root => Tape tape) internal _tapes;
    mapping(bytes32 assetKey => Obligation obligation) internal _obligations;

    modifier onlyTrustee() {
        require(msg.sender == _partyOf(Party.Trustee), NotTheTrustee(msg.sender));
        _;
    }

    /// @notice Reads the figures of reports.
    ReportReader public immutable READER;

    constructor(
        ReportReader reader,
        IDisclosures disclosures
    ) EIP712("Sluice Receivables Pool", "1") Raises(disclosures) {
        READER = reader;
    }

    function _term(uint256 index) internal view returns (uint256) {
        return termOf(address(this), index);
    }

    function _partyOf(Party party) internal view returns (address) {
        return _links.parties.partyOf(party);
    }

    /// @dev The report of this period. That of a period that was closed is no report: leaving it where it was costs
    /// less than clearing its slot for the next to fill.
    function _reportOf(uint32 period) internal view returns (Candidate memory c) {
        c = _candidate;
        if (c.period != period) delete c;
    }

    function _tell(Matter matter, uint64 subject) internal {
        _raise(address(_links.parties), matter, subject);
    }

    /// @dev Makes a root the current one. A root that comes again keeps the days it first came with.
    function _accept(bytes32 root, Sums sums, Tape memory tape) internal {
        _root = root;
        _sums = sums;
        if (_tapes[root].acceptedAt == 0) _tapes[root] = tape;
        emit TapeAccepted(root, tape.period, sums, tape.until);
    }

    function _requireSignedBy(Party party, bytes32 structHash, bytes calldata signature) internal view {
        address who = _partyOf(party);
        require(_signed(who, _hashTypedDataV4(structHash), signature), NotSignedBy(party, who));
    }

    /// @dev By a party, or by its backup where that one is heard.
    /// @param backupIsHeard asked only if it was not the party
    /// @return who signed, and whether it was the backup
    function _signer(
        Party party,
        Party backup,
        bytes32 structHash,
        bytes calldata signature,
        function() view returns (bool) backupIsHeard
    ) internal view returns (address who, bool isBackup) {
        bytes32 digest = _hashTypedDataV4(structHash);
        who = _partyOf(party);
        if (_signed(who, digest, signature)) return (who, false);
        address other = _partyOf(backup);
        require(_signed(other, digest, signature) && backupIsHeard(), NotSignedBy(party, who));
        return (other, true);
    }

    /// @dev Whoever sends the transaction need not sign. A party that there is not, the zero address, signs nothing.
    function _signed(address who, bytes32 digest, bytes calldata signature) private view returns (bool) {
        if (signature.length == 0) return msg.sender == who;
        return SignatureChecker.isValidSignatureNow(who, digest, signature);
    }

    /// @dev The party was silent for the days of the terms, counted from the first payment date without a report.
    function _silenceIsLong() internal view returns (bool) {
        PoolState memory state = _state;
        (uint40 since, ) = state.waterfall.datesOf(state.silentSince == 0 ? state.period : state.silentSince);
        return block.timestamp >= since + _term(SUCCESSION_DAYS) * DAY_SECONDS;
    }

    /// @dev When the days run out in which only a report closes the period.
    function _graceEnds(PoolState memory state) internal view returns (uint40) {
        (uint40 opens, ) = state.waterfall.datesOf(state.period);
        // Safe cast: a day number of 16 bits and at most 180 years.
        return uint40(opens + _term(GRACE_DAYS) * DAY_SECONDS);
    }

    /// @dev Attested, not void, its rate in the band or accepted: the hold is all it may still wait for.
    function _isValid(Candidate memory c) internal pure returns (bool) {
        return c.attestedAt != 0 && !c.voided && (!c.rateOutside || c.rateAccepted);
    }

    function _today() internal view returns (uint24) {
        // Safe cast: days fit 24 bits for 45,000 years.
        return uint24(block.timestamp / DAY_SECONDS);
    }

    function _now() internal view returns (uint40) {
        // Safe cast: seconds fit 40 bits until the year 36812.
        return uint40(block.timestamp);
    }
}
