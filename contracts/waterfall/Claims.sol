// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { least, lessOrZero, saturated, share } from "./types/Amounts.sol";
import { BALANCE, CEILING, DEFICIENCY, INTEREST_DUE, LARGEST, NONE, WRITTEN_OFF, classCell } from "./types/Cells.sol";
import { Run, claim, flow, limited } from "./types/Run.sol";
import { Step } from "./types/Step.sol";

/// @title Ops 8 to 12: they create and extinguish claims, without cash
library Claims {
    function owe(Run memory r, Step step) internal pure {
        uint256 amount = r.cells[step.operandA()];
        claim(r.cells, step.operandD(), amount, 0);
        flow(r, amount, 0, 0);
    }

    function accrue(Run memory r, Step step) internal pure {
        uint256[] memory cells = r.cells;
        uint256 due = step.operandD() + INTEREST_DUE;
        uint256 denominator = cells[step.operandE()];
        uint256 interest = share(cells[step.operandA()], cells[step.operandB()], denominator, step.mode());
        uint256 onUnpaid;
        if (step.operandC() != NONE) onUnpaid = share(cells[due], cells[step.operandC()], denominator, step.mode());
        uint256 accrued = saturated(interest + onUnpaid);
        claim(cells, due, accrued, 0);
        flow(r, accrued, onUnpaid, 0);
    }

    function book(Run memory r, Step step) internal pure {
        uint256 amount = r.cells[step.operandA()];
        bookOnLedgers(r, amount);
        flow(r, amount, 0, 0);
    }

    function write(Run memory r, Step step) internal pure {
        uint256[] memory cells = r.cells;
        uint256 amount = cells[step.operandA()];
        uint256 left = amount;
        bool up = step.mode() != 0;
        // Down the last class comes first, up the first. At most 16 classes.
        unchecked {
            for (uint256 i; i < r.classes; ++i) {
                uint256 k = up ? i : r.classes - 1 - i;
                if ((step.mask() >> k) & 1 == 0) continue;
                uint256 from = classCell(k, up ? WRITTEN_OFF : BALANCE);
                uint256 written = least(left, cells[from]);
                claim(cells, from, 0, written);
                claim(cells, classCell(k, up ? BALANCE : WRITTEN_OFF), written, 0);
                left -= written;
            }
            flow(r, amount - left, 0, 0);
        }
    }

    function capitalise(Run memory r, Step step) internal pure {
        uint256[] memory cells = r.cells;
        uint256 class = step.operandD();
        uint256 amount = limited(cells, cells[class + INTEREST_DUE], step.operandE());
        // A run leaves no balance above its ceiling, so what the ceiling can hold the balance can.
        amount = least(amount, LARGEST - cells[class + CEILING]);
        claim(cells, class + INTEREST_DUE, 0, amount);
        claim(cells, class + BALANCE, amount, 0);
        claim(cells, class + CEILING, amount, 0);
        flow(r, amount, 0, 0);
    }

    /// @dev From the last class with a ledger on, each up to what of its balance no deficiency stands against; the
    /// first takes the rest.
    function bookOnLedgers(Run memory r, uint256 left) internal pure {
        uint256[] memory cells = r.cells;
        uint256 mask = r.ledgerMask;
        for (uint256 k = r.classes; k > 0 && mask != 0;) {
            // At least one class is left.
            unchecked {
                --k;
            }
            if ((mask >> k) & 1 == 0) continue;
            mask ^= 1 << k;
            uint256 deficiency = cells[classCell(k, DEFICIENCY)];
            uint256 booked = mask == 0 ? left : least(left, lessOrZero(cells[classCell(k, BALANCE)], deficiency));
            claim(cells, classCell(k, DEFICIENCY), booked, 0);
            left -= booked;
        }
    }
}
