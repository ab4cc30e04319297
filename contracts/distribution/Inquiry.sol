// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IPayingAgent } from "./interfaces/IPayingAgent.sol";

/// @title Inquiry: one word asked of code that may be hostile, dead or somebody else's
/// @dev The answer's length is looked at, its rest is not: nothing fills our memory. The allowance must be there in
/// full, so that nobody gets another answer by giving little gas.
library Inquiry {
    uint256 internal constant ALLOWANCE = 100_000;

    /// @notice Whether `target` answered at least one word, and that word.
    function word(address target, bytes memory question) internal view returns (bool answered, uint256 answer) {
        // EIP-150 passes on at most 63/64 of what is left.
        require(gasleft() > (ALLOWANCE * 64) / 63 + 5_000, IPayingAgent.CollectNeedsMoreGas(gasleft()));
        uint256 allowance = ALLOWANCE;
        assembly ("memory-safe") {
            answered := staticcall(allowance, target, add(question, 32), mload(question), 0, 32)
            answered := and(answered, gt(returndatasize(), 31))
            if answered {
                answer := mload(0)
            }
        }
    }
}
