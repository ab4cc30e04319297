// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { OfferedClass } from "./types/OfferedClass.sol";

/// @title Allotment: how many units an order gets
/// @dev Units of an order are a multiple of the lot and at least the denomination, and so is what it gets, or it gets
/// nothing.
library Allotment {
    /// @notice Pro rata: all of it while demand is not above the face; else its part of the face, in whole lots.
    /// @dev The parts telescope: an order gets what is due to all orders up to it, down to the lot, less what was due
    /// to those before it. So rounding moves an allotment by less than a lot, no part is above its order, and together
    /// the parts are the face to the last whole lot: an offering whose minimum is its face is not lost to rounding.
    /// @param units of the order
    /// @param passed units of the orders before it that take part
    /// @param demand units of all orders that take part
    function proRata(
        OfferedClass memory c,
        uint256 units,
        uint256 passed,
        uint256 demand
    ) internal pure returns (uint256) {
        if (demand <= c.face) return units;
        return _orNothing(c, _due(c, passed + units, demand) - _due(c, passed, demand));
    }

    /// @notice First come: all of it while the face lasts; the order at the margin gets whole lots of what is left.
    /// @param minted units minted to the orders before it, at most the face
    function firstCome(OfferedClass memory c, uint256 units, uint256 minted) internal pure returns (uint256) {
        uint256 left = c.face - minted;
        return _orNothing(c, units <= left ? units : left - (left % c.lot));
    }

    /// @dev `units` are at most `demand`, which fits 128 bits; the face fits 96: no overflow.
    function _due(OfferedClass memory c, uint256 units, uint256 demand) private pure returns (uint256 due) {
        due = (units * c.face) / demand;
        due -= due % c.lot;
    }

    function _orNothing(OfferedClass memory c, uint256 units) private pure returns (uint256) {
        return units < c.denomination ? 0 : units;
    }
}
