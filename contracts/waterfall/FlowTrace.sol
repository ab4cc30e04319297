// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title FlowTrace: the flows of a run as they are logged
/// @notice Of each step from op 8 on, in order: one byte, bit i set where amount i is not 0, then these amounts, 15
/// bytes each. Most are 0: this is a quarter of what an array would cost.
library FlowTrace {
    uint256 private constant _AMOUNTS = 3;
    uint256 private constant _AMOUNT_BYTES = 15;

    /// @param flows three amounts for each step
    function pack(uint256[] memory flows) internal pure returns (bytes memory trace) {
        // A mask byte for three amounts, the amounts, and a word that the last amount may be written into.
        trace = new bytes(flows.length / _AMOUNTS + flows.length * _AMOUNT_BYTES + 32);
        uint256 length;
        // Below the length just allocated.
        unchecked {
            for (uint256 i = 0; i < flows.length; i += _AMOUNTS) {
                uint256 mask;
                uint256 next = length + 1;
                for (uint256 k = 0; k < _AMOUNTS; ++k) {
                    uint256 amount = flows[i + k];
                    if (amount == 0) continue;
                    mask |= 1 << k;
                    // Left-aligned in its word: amounts have 120 bits. The next write overlaps the zeros.
                    assembly ("memory-safe") {
                        mstore(add(add(trace, 32), next), shl(136, amount))
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
