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
        uint256 length = _fill(trace, flows);
        // Shortens the array; its memory stays allocated.
        assembly ("memory-safe") {
            mstore(trace, length)
        }
    }

    /// @dev An amount is the upper half of a word that begins with it. Written as that word, its lower half is
    /// overwritten by the next, or lies behind the end. Reads end at most 16 bytes behind the flows, in memory that
    /// the trace has.
    function _fill(bytes memory trace, bytes memory flows) private pure returns (uint256 length) {
        assembly ("memory-safe") {
            let read := add(flows, 32)
            let end := add(read, mload(flows))
            let start := add(trace, 32)
            let place := start
            for {} lt(read, end) {
                read := add(read, 48)
            } {
                let both := mload(read)
                let second := shl(128, both)
                let third := mload(add(read, 32))
                let mask := 0
                let next := add(place, 1)
                if shr(128, both) {
                    mask := 1
                    mstore(next, both)
                    next := add(next, 16)
                }
                if second {
                    mask := or(mask, 2)
                    mstore(next, second)
                    next := add(next, 16)
                }
                if shr(128, third) {
                    mask := or(mask, 4)
                    mstore(next, third)
                    next := add(next, 16)
                }
                mstore8(place, mask)
                place := next
            }
            length := sub(place, start)
        }
    }
}
