// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title FlowTrace: the flows of a run as they are logged
/// @notice Of each step from op 8 on, in order: one byte, bit i set where amount i is not 0, then these amounts, 16
/// bytes each. Most are 0: this is a quarter of what the flows themselves would cost.
library FlowTrace {
    uint256 private constant _AMOUNTS = 3;
    uint256 private constant _AMOUNT_BYTES = 16;

    /// @param flows three amounts of 16 bytes for each step
    function pack(bytes memory flows) internal pure returns (bytes memory trace) {
        // At most a mask byte more for each step, and a word that the last amount may be written into.
        trace = new bytes(flows.length + flows.length / (_AMOUNTS * _AMOUNT_BYTES) + 32);
        uint256 length;
        uint256 read;
        // Places below the lengths of the two arrays.
        unchecked {
            while (read < flows.length) {
                uint256 mask;
                uint256 next = length + 1;
                for (uint256 k = 0; k < _AMOUNTS; ++k) {
                    uint256 amount;
                    // An amount is the upper half of the word that begins with it; written as one, the lower half is
                    // 0, and the next write overlaps it.
                    assembly ("memory-safe") {
                        amount := shr(128, mload(add(add(flows, 32), read)))
                    }
                    read += _AMOUNT_BYTES;
                    if (amount == 0) continue;
                    mask |= 1 << k;
                    assembly ("memory-safe") {
                        mstore(add(add(trace, 32), next), shl(128, amount))
                    }
                    next += _AMOUNT_BYTES;
                }
                assembly ("memory-safe") {
                    mstore8(add(add(trace, 32), length), mask)
                }
                length = next;
            }
        }
        // Shortens the array; its memory stays allocated.
        assembly ("memory-safe") {
            mstore(trace, length)
        }
    }
}
