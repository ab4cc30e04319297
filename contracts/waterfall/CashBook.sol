// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IERC20Metadata } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import { IDealWaterfall } from "./interfaces/IDealWaterfall.sol";
import { IWaterfall } from "./interfaces/IWaterfall.sol";

/// @title CashBook: the cash on the books, in which asset it is, and who of those paid by pull is owed how much
abstract contract CashBook is IWaterfall, IDealWaterfall, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    struct FormerDebt {
        address bringer;
        uint256 amount;
    }

    uint256 private constant _OWED_BITS = 128;
    uint256 private constant _FINEST = 28;

    /// @dev All cash that is somebody's: waiting, in accounts, owed. In the deal's units.
    uint256 private _booked;
    /// @inheritdoc IWaterfall
    IERC20 public asset;
    /// @inheritdoc IWaterfall
    uint96 public scale;
    /// @dev The seller, then the payee of each fee.
    address[] private _payees;
    /// @dev What each payee is owed, in their order, two to a word: a date reads no address.
    mapping(uint256 pair => uint256 amounts) private _owedPairs;
    mapping(IERC20 asset => FormerDebt debt) private _former;

    function _setPayees(address seller_, address[] calldata feePayees) internal {
        _addPayee(seller_);
        for (uint256 k = 0; k < feePayees.length; ++k) _addPayee(feePayees[k]);
    }

    function _addPayee(address payee) private {
        require(payee != address(0), ZeroAddress());
        _payees.push(payee);
    }

    function _setAsset(IERC20 asset_, uint256 decimals) internal {
        uint8 its = IERC20Metadata(address(asset_)).decimals();
        // Safe casts: the deal's decimals are a byte, and ten to the difference fits 96 bits up to 28.
        require(its >= decimals && its - decimals <= _FINEST, AssetTooCoarse(uint8(decimals), its));
        (asset, scale) = (asset_, uint96(10 ** (its - decimals)));
    }

    /// @dev What is on the books is here, in the settlement asset.
    function _book(uint256 amount) internal {
        uint256 sum = _booked + amount;
        _booked = sum;
        _requireHere(sum * scale);
    }

    /// @dev Off the books and out.
    function _send(address to, uint256 amount) internal {
        if (amount == 0) return;
        _booked -= amount;
        asset.safeTransfer(to, amount * scale);
    }

    /// @param amounts to the seller and to each fee's payee; it is cash of this deal, so the sum of a payee's stays
    /// below 2^128: below 2^100 a date, of at most 2^16 dates
    function _owe(uint32 date, uint256[] memory amounts) internal {
        uint256 sum;
        // Places below the length, amounts as above.
        unchecked {
            for (uint256 i = 0; i < amounts.length; i += 2) {
                uint256 pair = amounts[i];
                if (i + 1 < amounts.length) pair |= amounts[i + 1] << _OWED_BITS;
                sum |= pair;
                if (pair != 0) _owedPairs[i >> 1] += pair;
            }
        }
        if (sum != 0) emit Owed(date, amounts);
    }

    /// @inheritdoc IWaterfall
    function withdraw(address payee) external nonReentrant returns (uint256 amount) {
        for (uint256 i = 0; i < _payees.length; ++i) {
            if (_payees[i] != payee) continue;
            uint256 owed = _owedOf(i);
            amount += owed;
            // What was read is in there.
            _owedPairs[i >> 1] -= owed << _shiftOf(i);
        }
        require(amount != 0, NothingOwed(payee));
        emit Withdrawn(payee, amount);
        _send(payee, amount);
    }

    /// @inheritdoc IWaterfall
    function owedTo(address payee) external view returns (uint256 amount) {
        for (uint256 i = 0; i < _payees.length; ++i) if (_payees[i] == payee) amount += _owedOf(i);
    }

    function _owedOf(uint256 i) private view returns (uint256) {
        // The cast keeps the lower of what is left.
        return uint128(_owedPairs[i >> 1] >> _shiftOf(i));
    }

    function _shiftOf(uint256 i) private pure returns (uint256) {
        return (i & 1) * _OWED_BITS;
    }

    // Succession of the asset

    /// @dev The books do not change: they are in the deal's units. The new asset comes before the former goes.
    function _succeed(IERC20 next, address bringer, uint256 decimals) internal {
        IERC20 former = asset;
        uint256 amount = _booked;
        uint256 goes = amount * scale;
        require(address(next) != address(former), SameAsset(next));
        // What is here of it must be the deal's alone.
        require(_former[next].amount == 0, FormerAssetStillOwed(next, _former[next].bringer));
        _setAsset(next, decimals);
        emit AssetSucceeded(former, next, bringer, amount);
        if (amount == 0) return;
        uint256 comes = amount * scale;
        uint256 expected = next.balanceOf(address(this)) + comes;
        next.safeTransferFrom(bringer, address(this), comes);
        _requireHere(expected);
        if (former.trySafeTransfer(bringer, goes)) return;
        _former[former] = FormerDebt(bringer, goes);
        emit FormerAssetOwed(former, bringer, goes);
    }

    function _requireHere(uint256 expected) private view {
        uint256 held = asset.balanceOf(address(this));
        require(held >= expected, LessArrived(expected, held));
    }

    /// @inheritdoc IDealWaterfall
    function withdrawFormer(IERC20 former) external nonReentrant returns (uint256 amount) {
        address bringer;
        (bringer, amount) = formerOwed(former);
        require(amount != 0, NothingOwed(bringer));
        delete _former[former];
        emit FormerAssetWithdrawn(former, bringer, amount);
        former.safeTransfer(bringer, amount);
    }

    /// @inheritdoc IDealWaterfall
    function formerOwed(IERC20 former) public view returns (address bringer, uint256 amount) {
        return (_former[former].bringer, _former[former].amount);
    }

    /// @inheritdoc IWaterfall
    function booked() external view returns (uint256) {
        return _booked;
    }

    /// @notice Is paid for receivables bought.
    function seller() external view returns (address) {
        return _payees[0];
    }
}
