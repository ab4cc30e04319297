// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

import { IOffering } from "./interfaces/IOffering.sol";
import { OfferedClass } from "./types/OfferedClass.sol";
import { ASSET, SCALE, offeringWord } from "./types/OfferingCode.sol";

/// @title Escrow: the subscribers' cash, on books that are never derived from a balance
/// @dev Books are in units of the deal's money, of which each is `scale` units of the asset.
abstract contract Escrow is IOffering {
    using SafeERC20 for IERC20;

    /// @dev A price of par.
    uint256 private constant PAR = 1e9;

    /// @inheritdoc IOffering
    uint256 public booked;

    /// @dev What units cost, rounded up: against who pays. 96 bits times 64.
    function _price(OfferedClass memory c, uint256 units) internal pure returns (uint256) {
        return Math.mulDiv(units, c.price, PAR, Math.Rounding.Ceil);
    }

    /// @dev Last thing in a call. Asset times scale fits: 160 bits of cash times 96.
    function _collect(address from, uint256 cash) internal {
        uint256 scale = offeringWord(SCALE);
        booked += cash;
        IERC20 asset = _asset();
        uint256 here = asset.balanceOf(address(this));
        asset.safeTransferFrom(from, address(this), cash * scale);
        // What was asked for must have come, and all that the books say must be here.
        uint256 expected = Math.max(here + cash * scale, booked * scale);
        uint256 arrived = asset.balanceOf(address(this));
        require(arrived >= expected, LessArrived(expected, arrived));
    }

    /// @dev Last thing in a call, or followed by nothing that relies on the asset.
    function _pay(address to, uint256 cash) internal {
        booked -= cash;
        _asset().safeTransfer(to, cash * offeringWord(SCALE));
    }

    function _asset() internal view returns (IERC20) {
        // Safe cast: the word was encoded from an address.
        return IERC20(address(uint160(offeringWord(ASSET))));
    }
}
