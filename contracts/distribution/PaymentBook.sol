// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IERC20Metadata } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import { ISecurityToken } from "../token/interfaces/ISecurityToken.sol";
import { ClassPayment, IDeclarations } from "./interfaces/IDeclarations.sol";
import { IPayingAgent } from "./interfaces/IPayingAgent.sol";
import { CLASS_LIMIT } from "./types/HolderWord.sol";
import { PaymentWord, WIDE, fitsNarrow, paymentWord } from "./types/PaymentWord.sol";
import {
    FIRST_ASSET,
    FIRST_SCALE,
    FIRST_TOKEN,
    PayingTable,
    WATERFALL,
    tableAddress,
    tableWord
} from "./types/PayingTable.sol";
import { Standing } from "./types/Standing.sol";

/// @title PaymentBook: what was declared, in which asset, and how much of it is still somebody's
abstract contract PaymentBook is IPayingAgent {
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    /// @dev A settlement asset after the first, which is in the code.
    /// @param digits decimals the asset has beyond the deal's
    /// @param firstDate the first date that is or will be paid in it
    struct Era {
        address asset;
        uint8 digits;
        uint16 firstDate;
    }

    struct WidePayment {
        uint128 interest;
        uint128 principal;
        uint128 residual;
        uint40 recordDate;
    }

    uint256 private constant _MOST_DIGITS = 28;

    /// @inheritdoc IPayingAgent
    address public deal;
    Standing internal _standing;
    mapping(uint256 number => Era era) private _eras;
    /// @dev By class and date, see `_key`.
    mapping(uint256 key => PaymentWord word) private _payments;
    mapping(uint256 key => WidePayment payment) private _widePayments;
    /// @dev The books of assets that are not the current one.
    mapping(address asset => uint256 amount) private _bookedBefore;

    modifier onlyDeal() {
        require(msg.sender == deal, NotTheDeal(msg.sender));
        _;
    }

    // Declaring

    /// @inheritdoc IDeclarations
    function declare(uint32 date, uint40 recordDate, ClassPayment[] calldata payments) external {
        require(msg.sender == tableAddress(WATERFALL), NotTheWaterfall(msg.sender));
        Standing standing = _standing;
        // Safe cast: 16 bits.
        require(date > standing.lastDateOf(), DateAlreadyDeclared(uint32(standing.lastDateOf()), date));
        uint256 sum;
        for (uint256 k = 0; k < payments.length; ++k) sum += _write(_key(k, date), recordDate, payments[k]);
        uint256 total = standing.bookedOf() + sum;
        // A program counts its dates in two bytes, and the sum of all it ever pays stays below 2^128.
        _standing = standing.withLastDate(uint256(date).toUint16()).withBooked(total.toUint128());
        (address asset, uint256 scale, ) = _assetOf(standing.eraOf());
        emit Declared(date, recordDate, asset, payments);
        // Nothing came, so nothing need be here: a date without cash always closes.
        if (sum != 0) _requireHere(asset, total * scale);
    }

    /// @dev Nothing is written for a class that is paid nothing.
    function _write(uint256 key, uint40 recordDate, ClassPayment calldata payment) private returns (uint256) {
        (uint256 interest, uint256 principal, uint256 residual) = (
            payment.interest,
            payment.principal,
            payment.residual
        );
        // No overflow: three amounts of 128 bits.
        uint256 sum = interest + principal + residual;
        if (sum == 0) return 0;
        if (fitsNarrow(interest, principal, residual)) {
            _payments[key] = paymentWord(interest, principal, residual, recordDate);
        } else {
            _payments[key] = WIDE;
            _widePayments[key] = WidePayment(payment.interest, payment.principal, payment.residual, recordDate);
        }
        return sum;
    }

    function _requireHere(address asset, uint256 expected) private view {
        uint256 held = IERC20(asset).balanceOf(address(this));
        require(held >= expected, LessArrived(expected, held));
    }

    /// @dev A record date of 0: the class was paid nothing.
    function _paymentOf(
        uint256 classNumber,
        uint256 date
    ) internal view returns (uint256 interest, uint256 principal, uint256 residual, uint256 recordDate) {
        uint256 key = _key(classNumber, date);
        PaymentWord word = _payments[key];
        if (!word.isWide()) return (word.interestOf(), word.principalOf(), word.residualOf(), word.recordDateOf());
        WidePayment memory wide = _widePayments[key];
        return (wide.interest, wide.principal, wide.residual, wide.recordDate);
    }

    /// @dev Dates have 16 bits.
    function _key(uint256 classNumber, uint256 date) private pure returns (uint256) {
        return (classNumber << 16) | date;
    }

    // Assets

    /// @inheritdoc IPayingAgent
    function succeedAsset(address asset) external onlyDeal {
        uint8 dealDecimals = IERC20Metadata(tableAddress(FIRST_TOKEN)).decimals();
        uint8 assetDecimals = IERC20Metadata(asset).decimals();
        require(
            assetDecimals >= dealDecimals && assetDecimals - dealDecimals <= _MOST_DIGITS,
            AssetTooCoarse(dealDecimals, assetDecimals)
        );
        Standing standing = _standing;
        (address former, , ) = _assetOf(standing.eraOf());
        _bookedBefore[former] = standing.bookedOf();
        uint256 era = uint256(standing.eraOf() + 1).toUint16();
        // The books of an asset that comes back go on.
        _standing = standing.withEra(era).withBooked(_bookedBefore[asset]);
        _eras[era] = Era(asset, assetDecimals - dealDecimals, (standing.lastDateOf() + 1).toUint16());
        // Safe cast: 16 bits.
        emit AssetSucceeded(former, asset, uint32(standing.lastDateOf()));
    }

    /// @dev The assets' first dates never fall; two are equal where nothing was declared in between.
    function _assetOf(uint256 number) internal view returns (address asset, uint256 scale, uint256 firstDate) {
        if (number == 0) return (tableAddress(FIRST_ASSET), tableWord(FIRST_SCALE), 1);
        Era memory era = _eras[number];
        return (era.asset, 10 ** era.digits, era.firstDate);
    }

    /// @dev The last date paid in the asset, so far.
    function _lastDateIn(Standing standing, uint256 era) internal view returns (uint256) {
        return era == standing.eraOf() ? standing.lastDateOf() : uint256(_eras[era + 1].firstDate) - 1;
    }

    /// @dev Takes `amount` off the books and sends it, in an asset with books.
    function _payOut(address asset, address to, uint256 amount) internal {
        Standing standing = _standing;
        (address current, uint256 scale, ) = _assetOf(standing.eraOf());
        if (asset == current) {
            _standing = standing.withBooked(standing.bookedOf() - amount);
        } else {
            _bookedBefore[asset] -= amount;
            scale = _scaleOf(standing.eraOf(), asset);
        }
        IERC20(asset).safeTransfer(to, amount * scale);
    }

    /// @dev Only of an asset with books: it is one of them.
    function _scaleOf(uint256 eras, address asset) private view returns (uint256) {
        for (uint256 e = eras; ; --e) {
            (address one, uint256 scale, ) = _assetOf(e);
            if (one == asset) return scale;
        }
        return 0;
    }

    // Classes

    /// @inheritdoc IPayingAgent
    function closeClass(uint256 classNumber) external onlyDeal {
        _tokenOf(classNumber);
        require(!isClosed(classNumber), ClassClosedAlready(classNumber));
        _standing = _standing.withClosed(classNumber);
        emit ClassClosed(classNumber);
    }

    function _tokenOf(uint256 classNumber) internal view returns (ISecurityToken) {
        // Behind the last token the code ends, and reads as zero.
        address token = classNumber < CLASS_LIMIT ? tableAddress(FIRST_TOKEN + classNumber) : address(0);
        require(token != address(0), NoSuchClass(classNumber));
        return ISecurityToken(token);
    }

    // Views

    /// @inheritdoc IPayingAgent
    function isClosed(uint256 classNumber) public view returns (bool) {
        return classNumber < CLASS_LIMIT && _standing.isClosed(classNumber);
    }

    /// @inheritdoc IPayingAgent
    function paymentOf(
        uint256 classNumber,
        uint32 date
    ) external view returns (ClassPayment memory payment, uint40 recordDate) {
        _tokenOf(classNumber);
        // A date that no program can have was never declared.
        if (date > type(uint16).max) return (payment, 0);
        (uint256 interest, uint256 principal, uint256 residual, uint256 moment) = _paymentOf(classNumber, date);
        // Safe casts: they were written from these types.
        return (ClassPayment(uint128(interest), uint128(principal), uint128(residual)), uint40(moment));
    }

    /// @inheritdoc IPayingAgent
    function lastDate() external view returns (uint32) {
        // Safe cast: 16 bits.
        return uint32(_standing.lastDateOf());
    }

    /// @inheritdoc IPayingAgent
    function booked(address asset) external view returns (uint256) {
        (address current, , ) = _assetOf(_standing.eraOf());
        return asset == current ? _standing.bookedOf() : _bookedBefore[asset];
    }

    /// @inheritdoc IPayingAgent
    function assets() external view returns (address[] memory list, uint32[] memory firstDates) {
        uint256 count = _standing.eraOf() + 1;
        (list, firstDates) = (new address[](count), new uint32[](count));
        for (uint256 e = 0; e < count; ++e) {
            uint256 first;
            (list[e], , first) = _assetOf(e);
            // Safe cast: 16 bits.
            firstDates[e] = uint32(first);
        }
    }

    /// @inheritdoc IPayingAgent
    function table() external view returns (PayingTable memory) {
        return abi.decode(Clones.fetchCloneArgs(address(this)), (PayingTable));
    }
}
