// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Exhibit, IChallenges } from "./interfaces/IChallenges.sol";
import { IReceivablesPool } from "./interfaces/IReceivablesPool.sol";
import { SumTree } from "./SumTree.sol";
import { Tape } from "./types/PoolState.sol";
import { Criterion, Eligibility } from "./types/PoolTerms.sol";
import { DEFAULTED, ReceivableTerms } from "./types/Receivable.sol";

/// @title IPoolList: who knows which pools are pools
interface IPoolList {
    /// @notice Whether this factory made `pool`.
    function isPool(address pool) external view returns (bool);
}

/// @title Challenges: whoever holds a bad leaf can prove it
/// @notice One for all pools of a factory. It keeps nothing: it judges what is shown against the tapes that a pool has
/// accepted, and tells the pool.
contract Challenges is IChallenges {
    uint256 private constant ANY_OVERDUE = type(uint16).max;

    IPoolList public immutable FACTORY;

    constructor(IPoolList factory) {
        FACTORY = factory;
    }

    /// @inheritdoc IChallenges
    function proveIneligible(IReceivablesPool pool, Exhibit calldata exhibit, Criterion criterion) external {
        Tape memory tape = _shown(pool, exhibit);
        _requireEntry(exhibit, tape);
        _requireOutstanding(exhibit);
        bytes32 key = exhibit.leaf.assetKey;
        bool fails = _fails(exhibit.leaf.terms, tape.until, criterion, pool.terms().eligibility);
        require(fails, LeafEligible(key, criterion));
        emit IneligibleProven(address(pool), key, criterion);
        _oblige(pool, exhibit);
    }

    /// @inheritdoc IChallenges
    function proveDoubleAssignment(
        IReceivablesPool pool,
        Exhibit calldata own,
        IReceivablesPool other,
        Exhibit calldata others
    ) external {
        require(address(pool) != address(other), NotAPoolOfThisFactory(address(other)));
        _requireLater(pool, own, other, others);
        emit DoubleAssignmentProven(address(pool), own.leaf.assetKey, address(other), others.root);
        _oblige(pool, own);
    }

    /// @dev The accepted tape of `pool` that has the leaf.
    function _shown(IReceivablesPool pool, Exhibit calldata exhibit) private view returns (Tape memory tape) {
        require(FACTORY.isPool(address(pool)), NotAPoolOfThisFactory(address(pool)));
        tape = pool.tapeOf(exhibit.root);
        require(tape.acceptedAt != 0, RootNotAccepted(exhibit.root));
        SumTree.requireInTape(exhibit.root, exhibit.leaf, exhibit.proof);
    }

    function _oblige(IReceivablesPool pool, Exhibit calldata exhibit) private {
        // Safe cast: the leaf has 72 bits for it.
        pool.oblige(exhibit.leaf.assetKey, exhibit.root, uint72(exhibit.leaf.amounts.outstanding()));
    }

    /// @dev Reverts unless the exhibit's tape is the one its receivable came with: it entered after the tape before
    /// ended. What entered after this tape's own last day, or on no day, was in it all the same.
    function _requireEntry(Exhibit calldata exhibit, Tape memory tape) private pure {
        uint256 entered = exhibit.leaf.terms.entered();
        require(
            entered == 0 || entered > tape.since || tape.period == 0,
            NotTheEntryTape(exhibit.root, entered, tape.since)
        );
    }

    /// @dev Whether a receivable did not satisfy a criterion on the day it entered; `until`: last day of its tape.
    function _fails(
        ReceivableTerms terms,
        uint256 until,
        Criterion criterion,
        Eligibility memory asked
    ) private pure returns (bool) {
        if (criterion == Criterion.Performed) return asked.performed && !terms.performed();
        if (criterion == Criterion.NotABill) return asked.notABill && terms.bill();
        if (criterion == Criterion.Transferable) return asked.transferable && !terms.transferable();
        if (criterion == Criterion.Kind) return asked.kind != 0 && terms.kind() != asked.kind;
        if (criterion == Criterion.Currency) return asked.currency != 0 && terms.currency() != asked.currency;
        if (criterion == Criterion.Tenor) return _tenorFails(terms, asked);
        return asked.overdue != ANY_OVERDUE && _overdueAtEntry(terms, until) > asked.overdue;
    }

    function _tenorFails(ReceivableTerms terms, Eligibility memory asked) private pure returns (bool) {
        uint256 start = terms.start();
        uint256 due = terms.due();
        uint256 tenor = due > start ? due - start : 0;
        return tenor < asked.tenorFrom || (asked.tenorTo != 0 && tenor > asked.tenorTo);
    }

    /// @dev The leaf says how late it was at the end of the tape's last day; the days since it entered are not the
    /// seller's.
    function _overdueAtEntry(ReceivableTerms terms, uint256 until) private pure returns (uint256) {
        uint256 late = terms.daysPastDue();
        uint256 entered = terms.entered();
        if (entered == 0 || entered >= until) return late;
        uint256 since = until - entered;
        return late > since ? late - since : 0;
    }

    /// @dev Reverts unless both exhibits show the same receivable outstanding in two deals at one time, and `pool` is
    /// the later assignee.
    function _requireLater(
        IReceivablesPool pool,
        Exhibit calldata own,
        IReceivablesPool other,
        Exhibit calldata others
    ) private view {
        bytes32 key = own.leaf.assetKey;
        require(key == others.leaf.assetKey, DifferentAssets(key, others.leaf.assetKey));
        Tape memory tape = _shown(pool, own);
        Tape memory otherTape = _shown(other, others);
        _requireOutstanding(own);
        _requireOutstanding(others);
        uint256 entered = _enteredBy(own, tape);
        uint256 otherEntered = _enteredBy(others, otherTape);
        require(entered >= otherEntered, OtherPoolIsLiable(address(other)));
        require(otherTape.until >= entered, NotAtTheSameTime(otherTape.until, entered));
        if (entered > otherEntered) return;
        // Of the same day: by when their tapes were accepted. Only the tapes they came with count, or whoever shows
        // later ones could choose who is liable.
        _requireEntry(own, tape);
        _requireEntry(others, otherTape);
        bool later =
            tape.acceptedAt == otherTape.acceptedAt
                ? address(pool) > address(other)
                : tape.acceptedAt > otherTape.acceptedAt;
        require(later, OtherPoolIsLiable(address(other)));
    }

    /// @dev If nothing is left of the receivable there is nothing to repurchase.
    function _requireOutstanding(Exhibit calldata exhibit) private pure {
        require(
            exhibit.leaf.amounts.outstanding() != 0 && exhibit.leaf.terms.status() <= DEFAULTED,
            NothingOutstanding(exhibit.leaf.assetKey)
        );
    }

    /// @dev The day it says, but not later than the tape that has it.
    function _enteredBy(Exhibit calldata exhibit, Tape memory tape) private pure returns (uint256) {
        uint256 entered = exhibit.leaf.terms.entered();
        return entered > tape.until ? tape.until : entered;
    }
}
