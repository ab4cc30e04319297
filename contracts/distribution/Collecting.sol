// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { TriedCall } from "../compliance/TriedCall.sol";
import { IERC3643 } from "../token/interfaces/IERC3643.sol";
import { ISecurityToken } from "../token/interfaces/ISecurityToken.sol";
import { Holding } from "../token/types/Holding.sol";
import { Attachments } from "./Attachments.sol";
import { ClassPayment } from "./interfaces/IDeclarations.sol";
import { Entitlement, IPayingAgent } from "./interfaces/IPayingAgent.sol";

/// @title Collecting: what each holder of record is owed, and its way to the holder
abstract contract Collecting is Attachments {
    /// @dev Dates of one class and one asset that a holder has not collected; none if `from` > `to`.
    struct Span {
        uint256 from;
        uint256 to;
    }

    /// @dev What a holder is owed for a span. `owner` is the holder, or the wallet that stands for it; zero as long as
    /// nothing was found.
    struct Share {
        Entitlement gross;
        address owner;
        bool frozen;
        uint256 rate;
    }

    /// @dev Dates looked at by one collection, in each asset: it always fits a transaction.
    uint256 internal constant MOST_DATES = 36;
    /// @dev Gas that one of many may use, for itself and for each date: the token's call with a long history, and an
    /// asset that is itself a proxy with lists.
    uint256 private constant PAYEE_GAS = 1_200_000;
    uint256 private constant DATE_GAS = 60_000;
    uint256 private constant REASON_BYTES = 256;

    // One holder

    /// @inheritdoc IPayingAgent
    function collect(uint256 classNumber) external nonReentrant returns (uint256 net) {
        return _collect(msg.sender, classNumber);
    }

    /// @inheritdoc IPayingAgent
    function collectFor(address holder, uint256 classNumber) external nonReentrant returns (uint256 net) {
        return _collect(holder, classNumber);
    }

    /// @dev Assets that were succeeded come first, each by itself: one that is dead holds up only what is owed in it.
    function _collect(address holder, uint256 classNumber) private returns (uint256 net) {
        ISecurityToken token = _tokenOf(classNumber);
        uint256 current = _standing.era;
        bool any;
        for (uint256 e = 0; e < current; ++e) {
            Span memory former = _spanOf(holder, classNumber, e);
            if (former.from > former.to) continue;
            (bool done, uint256 gross, uint256 paid) = _isolated(holder, classNumber, e, former);
            any = any || gross != 0 || (done && former.to < _lastDateOf(_standing, e));
            net += paid;
        }
        Span memory span = _spanOf(holder, classNumber, current);
        if (span.from <= span.to) {
            (uint256 gross, uint256 paid) = _collectSpan(token, holder, classNumber, current, span);
            net += paid;
            // With nothing for the first dates the next call goes on behind them.
            any = any || gross != 0 || span.to < _standing.lastDate;
        }
        bool burned = _burnIfClosed(token, holder, classNumber);
        require(any || burned, NothingToCollect(holder, classNumber));
    }

    // Many

    /// @inheritdoc IPayingAgent
    function collectMany(address[] calldata holders, uint256 classNumber) external nonReentrant {
        ISecurityToken token = _tokenOf(classNumber);
        uint256 current = _standing.era;
        bool closed = isClosed(classNumber);
        for (uint256 i = 0; i < holders.length; ++i) {
            for (uint256 e = 0; e <= current; ++e) {
                Span memory span = _spanOf(holders[i], classNumber, e);
                if (span.from <= span.to) _isolated(holders[i], classNumber, e, span);
            }
            if (closed) _burnIfClosed(token, holders[i], classNumber);
        }
    }

    /// @inheritdoc IPayingAgent
    function collectIn(address holder, uint256 classNumber, uint256 era) external returns (uint256 gross, uint256 net) {
        require(msg.sender == address(this), NotItself(msg.sender));
        Span memory span = _spanOf(holder, classNumber, era);
        return _collectSpan(_tokenOf(classNumber), holder, classNumber, era, span);
    }

    /// @dev A call to ourselves with all the gas it may need, or none at all: nobody starves a payee into failing. Of
    /// an error no more is copied than an event can carry.
    function _isolated(
        address holder,
        uint256 classNumber,
        uint256 era,
        Span memory span
    ) private returns (bool done, uint256 gross, uint256 net) {
        uint256 allowance = PAYEE_GAS + (span.to - span.from + 1) * DATE_GAS;
        // EIP-150 passes on at most 63/64 of what is left.
        require(gasleft() > (allowance * 64) / 63 + 10_000, CollectNeedsMoreGas(gasleft()));
        bytes memory call_ = abi.encodeCall(IPayingAgent.collectIn, (holder, classNumber, era));
        bytes memory answer = new bytes(REASON_BYTES);
        assembly ("memory-safe") {
            done := call(allowance, address(), 0, add(call_, 32), mload(call_), 0, 0)
            let size := returndatasize()
            if lt(size, REASON_BYTES) {
                mstore(answer, size)
            }
            returndatacopy(add(answer, 32), 0, mload(answer))
        }
        if (done) (gross, net) = abi.decode(answer, (uint256, uint256));
        else emit CollectFailed(holder, classNumber, answer);
    }

    // How much

    /// @dev Uncollected dates in one asset, at most as many as one call looks at.
    function _spanOf(address holder, uint256 classNumber, uint256 era) internal view returns (Span memory span) {
        span = _wholeSpanOf(holder, classNumber, era);
        if (span.to + 1 > span.from + MOST_DATES) span.to = span.from + MOST_DATES - 1;
    }

    function _wholeSpanOf(address holder, uint256 classNumber, uint256 era) private view returns (Span memory span) {
        (, , uint256 firstDate) = _eraOf(era);
        uint256 cursor = _cursorOf(holder, era, classNumber);
        span.from = cursor < firstDate ? firstDate : cursor + 1;
        span.to = _lastDateOf(_standing, era);
    }

    /// @dev Shares are rounded down, each amount of each date by itself, and so is the tax: the sum is the same however
    /// many dates are collected at once.
    function _shareOf(
        ISecurityToken token,
        address holder,
        uint256 classNumber,
        Span memory span
    ) private view returns (Share memory share) {
        for (uint256 date = span.from; date <= span.to; ++date) {
            (ClassPayment memory payment, uint40 recordDate) = _paymentOf(classNumber, date);
            if (recordDate == 0) continue;
            (uint256 units, uint256 supply, Holding holding) = token.shareAt(holder, recordDate);
            if (units == 0) continue;
            if (share.owner == address(0)) {
                (share.owner, share.frozen) = _ownerOf(token, holder, holding);
                share.rate = _rateOf(token, share.owner);
            }
            // No overflow: amounts have 128 bits, units 96, and a sum of shares is at most the books.
            unchecked {
                uint256 interest = (uint256(payment.interest) * units) / supply;
                share.gross.interest += interest;
                share.gross.principal += (uint256(payment.principal) * units) / supply;
                share.gross.residual += (uint256(payment.residual) * units) / supply;
                share.gross.tax += (interest * share.rate) / ONE;
            }
        }
    }

    // Paying

    /// @dev All books are written before the asset is called.
    function _collectSpan(
        ISecurityToken token,
        address holder,
        uint256 classNumber,
        uint256 era,
        Span memory span
    ) private returns (uint256 gross, uint256 net) {
        Share memory share = _shareOf(token, holder, classNumber, span);
        require(!share.frozen, HolderFrozen(share.owner));
        _moveCursor(holder, era, classNumber, span.to);
        gross = share.gross.interest + share.gross.principal + share.gross.residual;
        if (gross == 0) return (0, 0);
        (address asset, , ) = _eraOf(era);
        net = gross - share.gross.tax;
        if (share.gross.tax != 0) taxHeld[asset] += share.gross.tax;
        uint256 attached = _attachOf(holder, asset, net);
        if (share.owner != holder) attached += _attachOf(share.owner, asset, net - attached);
        net -= attached;
        address paidTo = _payoutOf(token, share.owner);
        // Safe casts: declared dates have 16 bits.
        emit Collected(holder, classNumber, uint32(span.from), uint32(span.to), asset, share.gross, attached, paidTo);
        if (net != 0) _payOut(asset, paidTo, net);
    }

    /// @dev When a class can never be paid again and its holder has collected, its units go; what a freeze or a lien
    /// holds back stays. A token that refuses keeps nobody from being paid.
    function _burnIfClosed(ISecurityToken token, address holder, uint256 classNumber) private returns (bool burned) {
        if (!isClosed(classNumber)) return false;
        Span memory span = _spanOf(holder, classNumber, _standing.era);
        if (span.from <= span.to || IERC3643(address(token)).isFrozen(holder)) return false;
        uint256 units = token.freeUnitsOf(holder);
        if (units == 0) return false;
        burned = TriedCall.made(address(token), abi.encodeCall(IERC3643.burn, (holder, units)));
        if (burned) emit UnitsBurned(holder, classNumber, units);
    }

    // Views

    /// @inheritdoc IPayingAgent
    function owedTo(
        address holder,
        uint256 classNumber
    ) external view returns (address[] memory assets, Entitlement[] memory amounts, uint32 upTo) {
        ISecurityToken token = _tokenOf(classNumber);
        uint256 eras = uint256(_standing.era) + 1;
        (assets, amounts) = (new address[](eras), new Entitlement[](eras));
        uint256 found;
        for (uint256 e = 0; e < eras; ++e) {
            Entitlement memory gross = _shareOf(token, holder, classNumber, _wholeSpanOf(holder, classNumber, e)).gross;
            if (gross.interest + gross.principal + gross.residual == 0) continue;
            (assets[found], , ) = _eraOf(e);
            amounts[found++] = gross;
        }
        // Shortens both lists to what was found.
        assembly ("memory-safe") {
            mstore(assets, found)
            mstore(amounts, found)
        }
        upTo = _standing.lastDate;
    }

    /// @inheritdoc IPayingAgent
    function collectedUpTo(address holder, uint256 classNumber) external view returns (uint32) {
        uint256 current = _standing.era;
        for (uint256 e = 0; e <= current; ++e) {
            Span memory span = _wholeSpanOf(holder, classNumber, e);
            // Safe casts: declared dates have 16 bits, and a span begins at 1 or later.
            if (span.from <= span.to || e == current) return uint32(span.from - 1);
        }
        return 0;
    }
}
