// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Address } from "@openzeppelin/contracts/utils/Address.sol";

import { Party } from "../deal/interfaces/IParties.sol";
import { IReceivablesPool } from "./interfaces/IReceivablesPool.sol";
import { PoolBook } from "./PoolBook.sol";
import { ReportCheck } from "./ReportCheck.sol";
import { ReportHash } from "./ReportHash.sol";
import { atContract } from "./PeriodInputs.sol";
import { Candidate, ObligationStatus, PoolState, Tape } from "./types/PoolState.sol";
import { Purchase, Report, bytesOf } from "./types/Report.sol";
import { Sums } from "./types/Sums.sol";
import { CONTRACT_RATE, HOLD_HOURS } from "./types/Terms.sol";

/// @title Reporting: what servicer, verifier and trustee say of a period before it is closed
abstract contract Reporting is PoolBook {
    /// @dev Closing settles each, so there is an end to how many.
    uint256 private constant SETTLED_LIMIT = 64;

    /// @inheritdoc IReceivablesPool
    function report(Report calldata report_, bytes calldata signature) external {
        PoolState memory state = _state;
        Candidate memory c = _reportOf(state.period);
        require(report_.period == state.period, ReportOutOfOrder(state.period, report_.period));
        require(report_.version == c.version + 1, VersionOutOfOrder(c.version + 1, report_.version));
        _requireMayRestate(state, c);
        bytes memory raw = bytesOf(report_);
        (bytes32 digest, bool rateOutside) = _checked(raw);
        (address who, bool isBackup) = _signer({
            party: Party.Servicer,
            backup: Party.BackupServicer,
            structHash: digest,
            signature: signature,
            backupIsHeard: _backupReports
        });
        require(
            report_.until > state.until && report_.until <= _today(),
            DayOutOfOrder(state.until, _today(), report_.until)
        );
        require(report_.inputs.length == state.ownInputs, OwnInputsDoNotMatch(state.ownInputs, report_.inputs.length));
        _requireCovered(report_);
        c.period = report_.period;
        c.version = report_.version;
        c.until = report_.until;
        (c.attestedAt, c.voided, c.rateAccepted, c.byBackup) = (0, false, false, isBackup);
        c.rateOutside = rateOutside;
        _candidate = c;
        _digest = digest;
        _emitReported(report_, digest, who, raw);
    }

    /// @dev `READER.check`, which is given the report as it came.
    function _checked(bytes memory raw) private view returns (bytes32 digest, bool rateOutside) {
        // Where the report begins: behind two words.
        bytes memory head = abi.encodeWithSelector(READER.check.selector, uint256(64), _sums);
        return abi.decode(Address.functionStaticCall(address(READER), bytes.concat(head, raw)), (bytes32, bool));
    }

    /// @dev `emit Reported(…)`, with the report as it came: `check` has found each figure as narrow as its type, and
    /// `bytesOf` the lists where an encoder puts them.
    function _emitReported(Report calldata report_, bytes32 digest, address who, bytes memory raw) private {
        // Where the report begins: behind three words.
        bytes memory data = bytes.concat(abi.encode(report_.version, who, uint256(96)), raw);
        bytes32 topic = Reported.selector;
        uint256 period = report_.period;
        assembly ("memory-safe") {
            log3(add(data, 32), mload(data), topic, period, digest)
        }
    }

    /// @dev A valid report stands when the grace days are over, or two parties together could restate for ever.
    function _requireMayRestate(PoolState memory state, Candidate memory c) private view {
        if (!_isValid(c)) return;
        uint40 ends = _graceEnds(state);
        require(block.timestamp < ends, ReportStands(state.period, c.version));
    }

    /// @dev The backup servicer is heard when there was no report in time, the last one is void, or it was its own.
    function _backupReports() private view returns (bool) {
        Candidate memory c = _reportOf(_state.period);
        return (c.version == 0 || c.voided || c.byBackup) && _silenceIsLong();
    }

    /// @dev What it says is settled is open, and its repurchases are enough for that.
    function _requireCovered(Report calldata report_) private view {
        uint256 length = report_.settled.length;
        require(length <= SETTLED_LIMIT, TooManySettled(SETTLED_LIMIT, length));
        uint256 needed;
        for (uint256 i = 0; i < length; ++i) {
            bytes32 key = report_.settled[i];
            require(_obligations[key].status == ObligationStatus.Open, NoOpenObligation(key));
            needed += _obligations[key].amount;
        }
        uint256 repurchased = report_.principal.repurchased;
        require(repurchased >= needed, RepurchasesDoNotCover(needed, repurchased));
    }

    /// @inheritdoc IReceivablesPool
    function attest(uint32 period, uint16 version, bytes calldata signature) external {
        Candidate memory c = _requireCurrent(period, version);
        require(!c.voided, ReportIsVoid(period, version));
        require(c.attestedAt == 0, AttestedAlready(period, version));
        (address who, ) = _signer({
            party: Party.Verifier,
            backup: Party.BackupVerifier,
            structHash: _attestation(period, version),
            signature: signature,
            backupIsHeard: _silenceIsLong
        });
        _candidate.attestedAt = _now();
        emit Attested(period, version, _digest, who);
    }

    /// @inheritdoc IReceivablesPool
    function object(uint32 period, uint16 version, string calldata reason) external onlyTrustee {
        Candidate memory c = _requireCurrent(period, version);
        require(!c.objected, ObjectedAlready(period));
        require(c.attestedAt != 0, NotAttested(period, version));
        uint40 ends = _holdEnds(c);
        require(block.timestamp < ends, HoldIsOver(ends));
        (_candidate.objected, _candidate.voided) = (true, true);
        emit Objected(period, version, reason);
    }

    /// @inheritdoc IReceivablesPool
    function acceptRate(uint32 period, uint16 version) external onlyTrustee {
        _requireCurrent(period, version);
        _candidate.rateAccepted = true;
        emit RateAccepted(period, version);
    }

    /// @inheritdoc IReceivablesPool
    function recordPurchase(
        Purchase calldata purchase,
        bytes calldata servicerSignature,
        bytes calldata verifierSignature
    ) external {
        PoolState memory state = _state;
        require(purchase.period == state.period - 1, ReportOutOfOrder(state.period - 1, purchase.period));
        require(_reportOf(state.period).version == 0, PurchaseAfterReport(state.period));
        bytes32 structHash = ReportHash.purchaseOf(purchase);
        _requireSignedBy(Party.Servicer, structHash, servicerSignature);
        _requireSignedBy(Party.Verifier, structHash, verifierSignature);
        require(
            purchase.day > state.until && purchase.day <= _today(),
            DayOutOfOrder(state.until, _today(), purchase.day)
        );
        ReportCheck.requireCommits(purchase.topHash, purchase.sums, purchase.root);
        uint256 face = _requireBought(purchase.sums);
        _links.bought = 0;
        _accept(purchase.root, purchase.sums, Tape(state.until, purchase.day, purchase.period, _now()));
        emit PurchaseRecorded(purchase.period, purchase.root, face);
    }

    /// @dev Once for what was bought, so that nothing is gained by rounding down in parts.
    function _requireBought(Sums got) private view returns (uint256 face) {
        Sums before = _sums;
        uint256 bought = _links.bought;
        bool grown =
            got.performing() >= before.performing() &&
                got.delinquent() >= before.delinquent() &&
                got.defaulted() == before.defaulted() &&
                got.count() >= before.count();
        require(bought != 0 && grown, PurchaseDoesNotMatch(bought, before, got));
        face = got.principal() - before.principal();
        require(atContract(face, _term(CONTRACT_RATE)) <= bought, PurchaseDoesNotMatch(bought, before, got));
    }

    function _requireCurrent(uint32 period, uint16 version) internal view returns (Candidate memory c) {
        uint32 current = _state.period;
        c = _reportOf(current);
        require(
            period == current && version == c.version && version != 0,
            NotTheReport(current, c.version, period, version)
        );
    }

    function _attestation(uint32 period, uint16 version) internal view returns (bytes32) {
        return ReportHash.attestationOf(address(this), period, version, _digest, _previous);
    }

    function _holdEnds(Candidate memory c) internal view returns (uint40) {
        // Safe cast: a time that has passed and at most 72 hours.
        return uint40(c.attestedAt + _term(HOLD_HOURS) * 1 hours);
    }

    /// @inheritdoc IReceivablesPool
    function hashReport(Report calldata report_) external view returns (bytes32 toSign, bytes32 digest) {
        digest = READER.digestOf(report_);
        toSign = _hashTypedDataV4(digest);
    }

    /// @inheritdoc IReceivablesPool
    function hashAttestation(uint32 period, uint16 version) external view returns (bytes32 toSign) {
        _requireCurrent(period, version);
        return _hashTypedDataV4(_attestation(period, version));
    }

    /// @inheritdoc IReceivablesPool
    function hashPurchase(Purchase calldata purchase) external view returns (bytes32 toSign) {
        return _hashTypedDataV4(ReportHash.purchaseOf(purchase));
    }
}
