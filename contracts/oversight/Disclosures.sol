// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IDeal } from "../deal/interfaces/IDeal.sol";
import { IDealFactory } from "../deal/interfaces/IDealFactory.sol";
import { IParties, Party } from "../deal/interfaces/IParties.sol";
import { Duty, IDisclosures, Matter } from "./interfaces/IDisclosures.sol";

/// @title Disclosures: what the deals of one factory have to disclose, until when, and whether they have
contract Disclosures is IDisclosures {
    uint256 private constant _SUBJECT_BITS = 64;

    /// @notice Tells which contracts are deals.
    IDealFactory public immutable FACTORY;

    mapping(address deal => Duty[] duties) private _duties;
    /// @dev By matter and subject the youngest duty's number plus one: whether it is still open, the duty says.
    mapping(address deal => mapping(uint256 about => uint256 next)) private _youngest;

    constructor(IDealFactory factory) {
        FACTORY = factory;
    }

    /// @inheritdoc IDisclosures
    function raise(address deal, Matter matter, uint64 subject) external returns (uint256 duty) {
        require(FACTORY.isDeal(deal), NotADeal(deal));
        require(_mayRaise(deal, matter), MayNotRaise(deal, msg.sender));
        uint256 about = (uint256(matter) << _SUBJECT_BITS) | subject;
        Duty[] storage duties = _duties[deal];
        uint256 next = _youngest[deal][about];
        if (next != 0 && duties[next - 1].submittedAt == 0) return next - 1;
        duty = duties.length;
        uint256 daysLeft = IDeal(deal).disclosureTerms().daysToSubmit[uint256(matter)];
        // Safe casts: seconds fit 40 bits until the year 36812.
        uint40 due = uint40((block.timestamp / 1 days + daysLeft + 1) * 1 days);
        duties.push(Duty(matter, uint40(block.timestamp), due, 0, subject));
        _youngest[deal][about] = duty + 1;
        emit DisclosureRaised(deal, duty, matter, subject, due);
    }

    /// @inheritdoc IDisclosures
    function submit(address deal, uint256 duty, bytes32 documentHash, string calldata uri) external {
        require(duty < _duties[deal].length, NoSuchDuty(deal, duty));
        require(_isHeard(deal, msg.sender), MayNotSubmit(deal, msg.sender));
        require(documentHash != 0 && bytes(uri).length != 0, DocumentMissing());
        Duty storage its = _duties[deal][duty];
        require(its.submittedAt == 0, SubmittedAlready(duty, its.submittedAt));
        // Safe cast: see above.
        its.submittedAt = uint40(block.timestamp);
        emit DisclosureSubmitted(deal, duty, documentHash, uri);
    }

    /// @inheritdoc IDisclosures
    function dutiesOf(address deal, uint256 first, uint256 count) external view returns (Duty[] memory page) {
        Duty[] storage duties = _duties[deal];
        uint256 end = _endOf(duties.length, first, count);
        if (first >= end) return page;
        page = new Duty[](end - first);
        for (uint256 i = first; i < end; ++i) page[i - first] = duties[i];
    }

    /// @inheritdoc IDisclosures
    function dutyCount(address deal) external view returns (uint256) {
        return _duties[deal].length;
    }

    /// @inheritdoc IDisclosures
    function overdue(address deal, uint256 first, uint256 count) external view returns (uint256[] memory numbers) {
        Duty[] storage duties = _duties[deal];
        uint256 end = _endOf(duties.length, first, count);
        if (first >= end) return numbers;
        numbers = new uint256[](end - first);
        uint256 found;
        for (uint256 i = first; i < end; ++i) {
            Duty memory duty = duties[i];
            if (duty.submittedAt == 0 && block.timestamp >= duty.due) numbers[found++] = i;
        }
        // At most as many as there is room for: only the length shrinks.
        assembly ("memory-safe") {
            mstore(numbers, found)
        }
    }

    /// @dev `first` and `count` may be as large as they like: there is nothing beyond the last.
    function _endOf(uint256 length, uint256 first, uint256 count) private pure returns (uint256) {
        if (first >= length) return length;
        return count < length - first ? first + count : length;
    }

    function _mayRaise(address deal, Matter matter) private view returns (bool) {
        if (msg.sender == deal || IDeal(deal).isPart(msg.sender)) return true;
        return (matter == Matter.PeriodicReport || matter == Matter.Other) && _isHeard(deal, msg.sender);
    }

    function _isHeard(address deal, address caller) private view returns (bool) {
        IParties parties = IParties(deal);
        return
            caller == parties.partyOf(Party.Issuer) ||
            caller == parties.partyOf(Party.Servicer) ||
            caller == parties.partyOf(Party.Trustee) ||
            caller == parties.partyOf(Party.FilingAgent);
    }
}
