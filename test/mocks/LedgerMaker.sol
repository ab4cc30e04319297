// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";

import { ProceedsLedger } from "../../contracts/oversight/ProceedsLedger.sol";

/// @notice Makes proceeds ledgers for deals that there are not.
contract LedgerMaker {
    event Made(address ledger);

    address public immutable IMPLEMENTATION = address(new ProceedsLedger(address(this)));

    function make(bytes calldata table, address deal) external {
        address ledger = Clones.cloneWithImmutableArgs(IMPLEMENTATION, table);
        ProceedsLedger(ledger).initialize(deal);
        emit Made(ledger);
    }
}
