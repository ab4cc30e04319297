// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title TriedCall: telling foreign code of something it may not stop
/// @dev A call with an allowance of gas that must be there in full, whose answer is not looked at: so the called
/// contract can
/// neither burn the caller's gas nor fill its memory, and nobody makes a booking fail by giving little gas.
library TriedCall {
    /// @dev Twenty-five of them stay below the gas cap of a transaction (EIP-7825).
    uint256 private constant ALLOWANCE = 500_000;

    /// @notice Give the transaction more gas: each booking has an allowance, and it must be there.
    error BookingNeedsMoreGas(uint256 left);

    /// @notice Whether the call went through.
    function made(address target, bytes memory call_) internal returns (bool done) {
        // EIP-150 passes on at most 63/64 of what is left.
        require(gasleft() > (ALLOWANCE * 64) / 63 + 10_000, BookingNeedsMoreGas(gasleft()));
        uint256 allowance = ALLOWANCE;
        assembly ("memory-safe") {
            done := call(allowance, target, 0, add(call_, 32), mload(call_), 0, 0)
        }
    }
}
