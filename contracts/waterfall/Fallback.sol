// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ClassPayment } from "../distribution/interfaces/IDeclarations.sol";
import { Program } from "./Program.sol";
import { ACCOUNTS, BALANCE, classCell } from "./types/Cells.sol";

/// @title Fallback: cash in hand to the classes in order of seniority, and nothing else
library Fallback {
    /// @notice Pays principal to one class after the other and what is left to the last; empties the accounts.
    /// @param cells the kept cells; balances and accounts are changed
    /// @param waiting cash that waits for the next date
    /// @return payments one entry a class
    /// @return sum all of the cash
    function pay(
        Program memory p,
        uint256[] memory cells,
        uint256 waiting
    ) internal pure returns (ClassPayment[] memory payments, uint256 sum) {
        sum = waiting;
        // Cash of a deal is far below 2^128, at most 24 cells of it; a class is paid at most what is left.
        unchecked {
            for (uint256 k = 0; k < p.accounts; ++k) {
                sum += cells[ACCOUNTS + k];
                cells[ACCOUNTS + k] = 0;
            }
            payments = new ClassPayment[](p.classes);
            uint256 left = sum;
            for (uint256 k = 0; k < p.classes; ++k) {
                uint256 balance = cells[classCell(k, BALANCE)];
                uint256 paid = left < balance ? left : balance;
                cells[classCell(k, BALANCE)] = balance - paid;
                left -= paid;
                // Safe casts: cells have 120 bits.
                payments[k].principal = uint128(paid);
            }
            // Safe cast: cash of a deal is far below 2^128. Every program has a class.
            payments[p.classes - 1].residual = uint128(left);
        }
    }
}
