// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { TriedCall } from "../compliance/TriedCall.sol";
import { IERC3643 } from "../token/interfaces/IERC3643.sol";
import { ISecurityToken } from "../token/interfaces/ISecurityToken.sol";
import { Holding } from "../token/types/Holding.sol";
import { Attachments } from "./Attachments.sol";
import { Entitlement, IPayingAgent } from "./interfaces/IPayingAgent.sol";
import { HolderWord, pageOf } from "./types/HolderWord.sol";
import { Standing } from "./types/Standing.sol";

/// @title Collecting: what each holder of record is owed, and its way to the holder
abstract contract Collecting is Attachments {
    /// @dev What a holder has not collected of one class in one asset: the dates `from` to `to` (none if `from` >
    /// `to`), and what it is owed for them. `owner` is the holder, or the wallet that stands for it; zero as long as
    /// nothing was found.
    struct Claim {
        ISecurityToken token;
        address holder;
        uint256 classNumber;
        uint256 era;
        uint256 from;
        uint256 to;
        uint256 key;
        HolderWord word;
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
        Standing standing = _standing;
        bool any;
        if (standing.eraOf() != 0) {
            (any, net) = _collectFormer(token, holder, classNumber, standing);
            standing = _standing;
        }
        Claim memory claim = _claimOf(token, holder, classNumber, standing, standing.eraOf());
        if (claim.from <= claim.to) {
            bool more = _limit(claim);
            (uint256 gross, uint256 paid) = _pay(claim);
            net += paid;
            // With nothing for the first dates the next call goes on behind them.
            any = any || gross != 0 || more;
        }
        if (standing.isClosed(classNumber) && _burn(token, holder, classNumber)) any = true;
        require(any, NothingToCollect(holder, classNumber));
    }

    function _collectFormer(
        ISecurityToken token,
        address holder,
        uint256 classNumber,
        Standing standing
    ) private returns (bool any, uint256 net) {
        for (uint256 e = 0; e < standing.eraOf(); ++e) {
            Claim memory claim = _claimOf(token, holder, classNumber, standing, e);
            if (claim.from > claim.to) continue;
            bool more = _limit(claim);
            (bool done, uint256 gross, uint256 paid) = _isolated(claim);
            any = any || gross != 0 || (done && more);
            net += paid;
        }
    }

    // Many

    /// @inheritdoc IPayingAgent
    function collectMany(address[] calldata holders, uint256 classNumber) external nonReentrant {
        ISecurityToken token = _tokenOf(classNumber);
        Standing standing = _standing;
        bool closed = standing.isClosed(classNumber);
        for (uint256 i = 0; i < holders.length; ++i) {
            for (uint256 e = 0; e <= standing.eraOf(); ++e) {
                Claim memory claim = _claimOf(token, holders[i], classNumber, standing, e);
                if (claim.from > claim.to) continue;
                _limit(claim);
                _isolated(claim);
            }
            if (closed) _burn(token, holders[i], classNumber);
        }
    }

    /// @inheritdoc IPayingAgent
    function collectIn(address holder, uint256 classNumber, uint256 era) external returns (uint256 gross, uint256 net) {
        require(msg.sender == address(this), NotItself(msg.sender));
        Claim memory claim = _claimOf(_tokenOf(classNumber), holder, classNumber, _standing, era);
        _limit(claim);
        return _pay(claim);
    }

    /// @dev A call to ourselves with all the gas it may need, or none at all: nobody starves a payee into failing. Of
    /// an error no more is copied than an event can carry.
    function _isolated(Claim memory claim) private returns (bool done, uint256 gross, uint256 net) {
        uint256 allowance = PAYEE_GAS + (claim.to - claim.from + 1) * DATE_GAS;
        // EIP-150 passes on at most 63/64 of what is left.
        require(gasleft() > (allowance * 64) / 63 + 10_000, CollectNeedsMoreGas(gasleft()));
        bytes memory call_ = abi.encodeCall(IPayingAgent.collectIn, (claim.holder, claim.classNumber, claim.era));
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
        else emit CollectFailed(claim.holder, claim.classNumber, answer);
    }

    // How much

    /// @dev All dates that were declared in the asset and not collected.
    function _claimOf(
        ISecurityToken token,
        address holder,
        uint256 classNumber,
        Standing standing,
        uint256 era
    ) private view returns (Claim memory claim) {
        (claim.token, claim.holder, claim.classNumber, claim.era) = (token, holder, classNumber, era);
        claim.key = _keyOf(holder, pageOf(era, classNumber));
        claim.word = _wordAt(claim.key);
        claim.from = claim.word.cursorOf(classNumber) + 1;
        claim.to = _lastDateIn(standing, era);
        if (era == 0) return claim;
        (, , uint256 firstDate) = _assetOf(era);
        if (claim.from < firstDate) claim.from = firstDate;
    }

    /// @dev To as many dates as one call looks at. Returns whether there are more.
    function _limit(Claim memory claim) private pure returns (bool more) {
        // No overflow: dates have 16 bits.
        unchecked {
            uint256 last = claim.from + MOST_DATES - 1;
            more = claim.to > last;
            if (more) claim.to = last;
        }
    }

    /// @dev Shares are rounded down, each amount of each date by itself, and so is the tax: the sum is the same however
    /// many dates are collected at once.
    function _find(Claim memory claim) private view {
        Entitlement memory gross = claim.gross;
        // No overflow: dates have 16 bits, amounts 128, units 96, and a sum of shares is at most the books.
        unchecked {
            for (uint256 date = claim.from; date <= claim.to; ++date) {
                (uint256 interest, uint256 principal, uint256 residual, uint256 recordDate) = _paymentOf(
                    claim.classNumber,
                    date
                );
                if (recordDate == 0) continue;
                (uint256 units, uint256 supply, Holding holding) = claim.token.shareAt(claim.holder, recordDate);
                if (units == 0) continue;
                if (claim.owner == address(0)) _findOwner(claim, holding);
                if (interest != 0) {
                    interest = (interest * units) / supply;
                    gross.interest += interest;
                    if (claim.rate != 0) gross.tax += (interest * claim.rate) / ONE;
                }
                if (principal != 0) gross.principal += (principal * units) / supply;
                if (residual != 0) gross.residual += (residual * units) / supply;
            }
        }
    }

    function _findOwner(Claim memory claim, Holding holding) private view {
        (claim.owner, claim.frozen) = _ownerOf(claim.token, claim.holder, holding);
        claim.rate = _rateOf(claim.token, claim.owner);
    }

    // Paying

    /// @dev All books are written before the asset is called.
    function _pay(Claim memory claim) private returns (uint256 total, uint256 net) {
        _find(claim);
        require(!claim.frozen, HolderFrozen(claim.owner));
        _setWord(claim.key, claim.word.withCursor(claim.classNumber, claim.to));
        Entitlement memory gross = claim.gross;
        // No overflow: at most the books.
        unchecked {
            total = gross.interest + gross.principal + gross.residual;
        }
        if (total == 0) return (0, 0);
        (address asset, , ) = _assetOf(claim.era);
        uint256 attached;
        (net, attached) = _takeOff(claim, asset, total);
        address paidTo = _payoutOf(claim.token, claim.owner);
        // Safe casts: declared dates have 16 bits.
        emit Collected({
            holder: claim.holder,
            classNumber: claim.classNumber,
            from: uint32(claim.from),
            to: uint32(claim.to),
            asset: asset,
            gross: gross,
            attached: attached,
            paidTo: paidTo
        });
        if (net != 0) _payOut(asset, paidTo, net);
    }

    /// @dev Tax first, then what is attached: what the holder was owed, then what its successor is.
    function _takeOff(
        Claim memory claim,
        address asset,
        uint256 total
    ) private returns (uint256 net, uint256 attached) {
        uint256 tax = claim.gross.tax;
        if (tax != 0) taxHeld[asset] += tax;
        net = total - tax;
        attached = _attachOf(claim.holder, asset, net);
        if (claim.owner != claim.holder) attached += _attachOf(claim.owner, asset, net - attached);
        net -= attached;
    }

    /// @dev When a class can never be paid again and its holder has collected, its units go; what a freeze or a lien
    /// holds back stays. A token that refuses keeps nobody from being paid.
    function _burn(ISecurityToken token, address holder, uint256 classNumber) private returns (bool burned) {
        Standing standing = _standing;
        Claim memory claim = _claimOf(token, holder, classNumber, standing, standing.eraOf());
        if (claim.from <= claim.to || IERC3643(address(token)).isFrozen(holder)) return false;
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
    ) external view returns (address[] memory list, Entitlement[] memory amounts, uint32 upTo) {
        ISecurityToken token = _tokenOf(classNumber);
        Standing standing = _standing;
        uint256 eras = standing.eraOf() + 1;
        (list, amounts) = (new address[](eras), new Entitlement[](eras));
        uint256 found;
        for (uint256 e = 0; e < eras; ++e) {
            Claim memory claim = _claimOf(token, holder, classNumber, standing, e);
            _find(claim);
            Entitlement memory gross = claim.gross;
            if (gross.interest + gross.principal + gross.residual == 0) continue;
            (list[found], , ) = _assetOf(e);
            amounts[found++] = gross;
        }
        // Shortens both lists to what was found.
        assembly ("memory-safe") {
            mstore(list, found)
            mstore(amounts, found)
        }
        // Safe cast: 16 bits.
        upTo = uint32(standing.lastDateOf());
    }

    /// @inheritdoc IPayingAgent
    function collectedUpTo(address holder, uint256 classNumber) external view returns (uint32) {
        ISecurityToken token = _tokenOf(classNumber);
        Standing standing = _standing;
        for (uint256 e = 0; ; ++e) {
            Claim memory claim = _claimOf(token, holder, classNumber, standing, e);
            // Safe cast: declared dates have 16 bits, and a claim begins at 1 or later.
            if (claim.from <= claim.to || e == standing.eraOf()) return uint32(claim.from - 1);
        }
        return 0;
    }
}
