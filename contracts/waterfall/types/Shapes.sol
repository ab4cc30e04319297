// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title What the operands of each op may be
/// @notice A shape is `mode:4 | d:4 | a:4 | b:4 | c:4 | e:4`, from the highest bit down: the highest mode, and for each
/// operand an `OperandKind`.
library Shapes {
    /// @dev look, pick, above, part, max, min, less, add: op 0 stands lowest.
    uint256 private constant _CALCULATING = 0x059100_051110_051100_251110_051100_051100_051100_051100;
    /// @dev buy, pay, move, capitalise, write, book, accrue, owe.
    uint256 private constant _ACTING = 0x006812_7c6332_067042_0a0002_101000_001000_2a1128_0b1000;

    /// @param op Below 16.
    function shapeOf(uint256 op) internal pure returns (uint256) {
        // A shift of at most 168.
        unchecked {
            return ((op < 8 ? _CALCULATING : _ACTING) >> (24 * (op & 7))) & 0xffffff;
        }
    }

    function highestMode(uint256 shape) internal pure returns (uint256) {
        return shape >> 20;
    }
}
