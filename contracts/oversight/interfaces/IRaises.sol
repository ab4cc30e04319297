// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Matter } from "./IDisclosures.sol";

/// @title IRaises: a contract of a deal that tells the register of disclosures what must be disclosed
/// @notice Telling never stops a payment: a register that refuses, or burns the gas it is given, is noted and left.
interface IRaises {
    /// @notice The register did not take it. What happened is in this contract's other events.
    event DisclosureFailed(Matter indexed matter, uint64 subject);

    /// @notice Give the transaction more gas: the register has an allowance, and it must be there.
    error DisclosureNeedsMoreGas(uint256 left);
}
