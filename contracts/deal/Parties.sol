// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Matter } from "../oversight/interfaces/IDisclosures.sol";
import { DealBook } from "./DealBook.sol";
import { IParties, Party } from "./interfaces/IParties.sol";
import { IPartyChanges } from "./interfaces/IPartyChanges.sol";
import { PARTIES } from "./types/DealTerms.sol";
import { CHANGE_DELAY_AT, uint32At } from "./types/DealTable.sol";

/// @title Parties: who is who in a deal, and how that changes
abstract contract Parties is IPartyChanges, DealBook {
    /// @param from the first moment of acceptance; 0 if nothing is proposed
    /// @param isClaim a backup claims to succeed, and may propose nobody else
    struct PartyChange {
        address newcomer;
        uint40 from;
        bool isClaim;
        address proposer;
    }

    /// @dev How long a newcomer may hesitate: then the office is open to another proposal.
    uint40 private constant ACCEPTANCE = 30 days;

    uint256 private constant ISSUER = 1 << uint256(Party.Issuer);
    uint256 private constant SERVICER = 1 << uint256(Party.Servicer);
    uint256 private constant VERIFIER = 1 << uint256(Party.Verifier);
    uint256 private constant TRUSTEE = 1 << uint256(Party.Trustee);
    uint256 private constant TRANSFER_AGENT = 1 << uint256(Party.TransferAgent);
    uint256 private constant FILING_AGENT = 1 << uint256(Party.FilingAgent);
    uint256 private constant REQUIRED = (1 << uint256(Party.BackupServicer)) - 1;

    mapping(Party party => PartyChange change) private _changes;

    /// @inheritdoc IParties
    function partyOf(Party party) public view returns (address) {
        return _partyOf(party);
    }

    /// @inheritdoc IPartyChanges
    function changeOf(Party party) external view returns (address newcomer, uint40 from, address proposer) {
        PartyChange storage change = _changes[party];
        return (change.newcomer, change.from, change.proposer);
    }

    /// @inheritdoc IPartyChanges
    function proposeParty(Party party, address newcomer, string calldata reason) external {
        (bool may, bool isClaim) = _mayPropose(party, msg.sender, newcomer);
        require(may, MayNotPropose(party, msg.sender));
        require(newcomer != address(0), PartyMissing(party));
        require(!_is(newcomer, party), SameParty(party, newcomer));
        PartyChange memory change = _changes[party];
        require(!_waits(party, change), ChangeProposedAlready(party, change.newcomer));
        _requireDistinct(party, newcomer);
        uint40 from = _now() + uint32At(address(this), CHANGE_DELAY_AT);
        _changes[party] = PartyChange({ newcomer: newcomer, from: from, isClaim: isClaim, proposer: msg.sender });
        emit PartyChangeProposed(party, newcomer, msg.sender, from, reason);
    }

    /// @inheritdoc IPartyChanges
    function cancelParty(Party party) external {
        PartyChange memory change = _changes[party];
        require(change.from != 0, NoChangeProposed(party));
        bool may =
            msg.sender == change.proposer ||
                _is(msg.sender, party == Party.Trustee ? Party.Verifier : Party.Trustee) ||
                (change.isClaim && _is(msg.sender, party));
        require(may, MayNotCancel(party, msg.sender));
        delete _changes[party];
        emit PartyChangeCancelled(party, change.newcomer, msg.sender);
    }

    /// @inheritdoc IPartyChanges
    function acceptParty(Party party) external {
        PartyChange memory change = _changes[party];
        require(change.from != 0, NoChangeProposed(party));
        require(msg.sender == change.newcomer, NotTheNewcomer(change.newcomer, msg.sender));
        require(block.timestamp >= change.from, ChangeTooEarly(change.from));
        require(block.timestamp < change.from + ACCEPTANCE, ChangeLapsed(change.from + ACCEPTANCE));
        // As the offices are now: who proposed may have left its own, and the newcomer may have entered another.
        (bool may, ) = _mayPropose(party, change.proposer, change.newcomer);
        require(may, MayNotPropose(party, change.proposer));
        _requireDistinct(party, change.newcomer);
        address former = _partyOf(party);
        delete _changes[party];
        _successors[party] = change.newcomer;
        // Safe cast: at most ten bits.
        _deal.replaced |= uint16(1 << uint256(party));
        emit PartyChanged(party, former, change.newcomer);
        _disclose(Matter.PartyChanged, uint64(uint256(party)));
    }

    /// @dev The first parties: all are there but backups, and those are different that must be.
    function _requireSoundParties() internal view {
        for (uint256 i = 0; i < PARTIES; ++i) {
            Party party = Party(i);
            address who = _partyOf(party);
            if (who != address(0)) _requireDistinct(party, who);
            else require((REQUIRED >> i) & 1 == 0, PartyMissing(party));
        }
    }

    /// @dev Whether a proposal still stands in the way of another one.
    function _waits(Party party, PartyChange memory change) private view returns (bool may) {
        if (block.timestamp >= change.from + ACCEPTANCE) return false;
        (may, ) = _mayPropose(party, change.proposer, change.newcomer);
    }

    /// @return may whether `proposer` holds an office that lets it propose `newcomer` as `party`
    /// @return isClaim whether it is only because it is the backup
    function _mayPropose(
        Party party,
        address proposer,
        address newcomer
    ) private view returns (bool may, bool isClaim) {
        uint256 proposers = _proposersOf(party);
        for (uint256 i = 0; i < PARTIES; ++i) {
            if ((proposers >> i) & 1 == 1 && _is(proposer, Party(i))) return (true, false);
        }
        bool hasBackup = (1 << uint256(party)) & (SERVICER | VERIFIER | TRUSTEE) != 0;
        isClaim = hasBackup && proposer == newcomer && _is(proposer, _backupOf(party));
        may = isClaim;
    }

    /// @dev Beside the backup of a party: itself, and the offices of the table in {IPartyChanges}, as bits.
    function _proposersOf(Party party) private pure returns (uint256) {
        uint256 itself = 1 << uint256(party);
        if (party == Party.Originator || party == Party.Issuer) return itself;
        if (party == Party.Servicer) return itself | TRUSTEE;
        if (party == Party.Verifier) return itself | ISSUER | TRUSTEE;
        if (party == Party.Trustee) return itself | VERIFIER;
        return itself | ISSUER;
    }

    /// @dev Of servicer, verifier and trustee, which stand in the order of their backups.
    function _backupOf(Party party) private pure returns (Party) {
        return Party(uint256(party) + uint256(Party.BackupServicer) - uint256(Party.Servicer));
    }

    /// @dev Those whom one address may not be beside `party`, as bits.
    function _othersThan(Party party) private pure returns (uint256) {
        uint256 four = SERVICER | VERIFIER | TRUSTEE | FILING_AGENT;
        uint256 itself = 1 << uint256(party);
        if (party == Party.Trustee) return (four | TRANSFER_AGENT | ISSUER) & ~itself;
        if (four & itself != 0) return four & ~itself;
        return itself & (TRANSFER_AGENT | ISSUER) != 0 ? TRUSTEE : 0;
    }

    function _requireDistinct(Party party, address who) private view {
        uint256 others = _othersThan(party);
        for (uint256 i = 0; i < PARTIES; ++i) {
            if ((others >> i) & 1 == 0) continue;
            require(!_is(who, Party(i)), PartiesNotDistinct(party, Party(i), who));
        }
    }
}
