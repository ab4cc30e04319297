// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IDisclosures, Matter } from "./interfaces/IDisclosures.sol";
import { IRaises } from "./interfaces/IRaises.sol";

/// @title Raises: tells the register of disclosures, which may not stop what tells it
abstract contract Raises is IRaises {
    /// @dev Twice what a duty costs. A date raises at most 25 of them, which fits into a transaction (EIP-7825) beside
    /// the dearest program.
    uint256 private constant _ALLOWANCE = 200_000;

    /// @notice The register of disclosures; zero where nothing is disclosed.
    IDisclosures public immutable DISCLOSURES;

    constructor(IDisclosures disclosures) {
        DISCLOSURES = disclosures;
    }

    /// @dev The allowance must be there in full, so nobody silences a disclosure by giving little gas; the answer is
    /// not looked at, so it can fill no memory.
    function _raise(address deal, Matter matter, uint64 subject) internal {
        address to = address(DISCLOSURES);
        if (to == address(0)) return;
        // EIP-150 passes on at most 63/64 of what is left.
        require(gasleft() > (_ALLOWANCE * 64) / 63 + 10_000, DisclosureNeedsMoreGas(gasleft()));
        bytes memory asked = abi.encodeCall(IDisclosures.raise, (deal, matter, subject));
        uint256 allowance = _ALLOWANCE;
        bool done;
        assembly ("memory-safe") {
            done := call(allowance, to, 0, add(asked, 32), mload(asked), 0, 0)
        }
        if (!done) emit DisclosureFailed(matter, subject);
    }
}
