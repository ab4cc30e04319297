// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Claims } from "./Claims.sol";
import { least, lessOrZero } from "./types/Amounts.sol";
import {
    BALANCE,
    BOUGHT,
    COST,
    DUE,
    INTEREST_DUE,
    INTEREST_PAID,
    NONE,
    OUTSIDE,
    OVER,
    OVER_PAID,
    PAID,
    PRINCIPAL_PAID,
    RESIDUAL_PAID,
    TARGET,
    classCell,
    feeCell
} from "./types/Cells.sol";
import { Run, claim, flow, limited, moveCash } from "./types/Run.sol";
import { Step } from "./types/Step.sol";

/// @title Ops 13 to 15: they touch cash
library Payments {
    uint256 private constant _PRO_RATA = 1;
    uint256 private constant _BOOK_C = 2;
    uint256 private constant _BOOK_B = 4;
    uint256 private constant _PRICE_UNIT = 10_000;

    // What `pay` pays: its operand d.
    uint256 private constant _INTEREST = 0;
    uint256 private constant _PRINCIPAL = 1;
    uint256 private constant _PRINCIPAL_TO_TARGET = 2;
    uint256 private constant _FEE = 3;
    uint256 private constant _FEE_OVER_CAP = 4;
    // From here on there is no claim.
    uint256 private constant _RESIDUAL = 5;

    function move(Run memory r, Step step) internal pure {
        uint256[] memory cells = r.cells;
        uint256 source = step.operandA();
        uint256 amount = source == OUTSIDE ? r.deposit : cells[source];
        amount = limited(cells, amount, step.operandE());
        amount = limited(cells, amount, step.operandC());
        moveCash(r, source, step.operandD(), amount);
        if (step.operandC() != NONE) claim(cells, step.operandC(), 0, amount);
        flow(r, amount, 0, 0);
    }

    function pay(Run memory r, Step step) internal pure {
        uint256[] memory cells = r.cells;
        uint256 total = _dues(cells, step);
        uint256 amount = _cash(cells, step.operandA());
        // Three amounts of cash.
        unchecked {
            amount += _cash(cells, step.operandB()) + _cash(cells, step.operandC());
        }
        amount = limited(cells, least(amount, total), step.operandE());
        uint256 fromA = _take(r, step.operandA(), amount);
        uint256 fromB = _take(r, step.operandB(), amount - fromA);
        uint256 fromC = _take(r, step.operandC(), amount - fromA - fromB);
        _give(cells, step, amount, total);
        uint256 booked;
        if (step.mode() & _BOOK_B != 0) booked = fromB;
        if (step.mode() & _BOOK_C != 0) booked += fromC;
        if (booked != 0) Claims.bookOnLedgers(r, booked);
        flow(r, fromA, fromB, fromC);
    }

    function buy(Run memory r, Step step) internal pure {
        uint256[] memory cells = r.cells;
        uint256 money = limited(cells, cells[step.operandA()], step.operandE());
        uint256 price = cells[step.operandB()];
        uint256 onOffer = lessOrZero(cells[step.operandC()], cells[BOUGHT]);
        // Numbers below 2^120, times 10,000 or times each other.
        unchecked {
            uint256 bought = least((money * _PRICE_UNIT) / price, onOffer);
            uint256 cost = (bought * price) / _PRICE_UNIT;
            moveCash(r, step.operandA(), OUTSIDE, cost);
            claim(cells, BOUGHT, bought, 0);
            claim(cells, COST, cost, 0);
            flow(r, cost, bought, 0);
        }
    }

    /// @dev The sum of dues over the mask; without limit where there is no claim. At most 16 numbers below 2^120.
    function _dues(uint256[] memory cells, Step step) private pure returns (uint256 total) {
        if (step.operandD() >= _RESIDUAL) return type(uint256).max;
        unchecked {
            for ((uint256 mask, uint256 k) = (step.mask(), 0); mask != 0; (mask >>= 1, ++k)) {
                if (mask & 1 != 0) total += _due(cells, step.operandD(), k);
            }
        }
    }

    function _due(uint256[] memory cells, uint256 kind, uint256 k) private pure returns (uint256) {
        if (kind == _INTEREST) return cells[classCell(k, INTEREST_DUE)];
        if (kind == _PRINCIPAL) return cells[classCell(k, BALANCE)];
        if (kind == _PRINCIPAL_TO_TARGET) return lessOrZero(cells[classCell(k, BALANCE)], cells[classCell(k, TARGET)]);
        return cells[feeCell(k, kind == _FEE ? DUE : OVER)];
    }

    /// @dev Gives an amount not above the dues to them. Pro rata each gets the difference of two floored shares of
    /// running sums: together exactly the amount, and no one more than is due.
    function _give(uint256[] memory cells, Step step, uint256 amount, uint256 total) private pure {
        if (amount == 0) return;
        uint256 kind = step.operandD();
        bool proRata = step.mode() & _PRO_RATA != 0;
        uint256 given;
        uint256 sum;
        // Sums are below 2^124, cash below 2^120; what is given rises with the sum, up to the amount.
        unchecked {
            for ((uint256 mask, uint256 k) = (step.mask(), 0); mask != 0 && given != amount; (mask >>= 1, ++k)) {
                if (mask & 1 == 0) continue;
                uint256 upTo = amount;
                if (kind < _RESIDUAL) {
                    sum += _due(cells, kind, k);
                    upTo = proRata ? (amount * sum) / total : least(amount, sum);
                }
                _settle(cells, kind, k, upTo - given);
                given = upTo;
            }
        }
    }

    /// @dev One payee gets `amount`: its claim falls by as much, if there is one.
    function _settle(uint256[] memory cells, uint256 kind, uint256 k, uint256 amount) private pure {
        if (kind == _INTEREST) {
            claim(cells, classCell(k, INTEREST_DUE), 0, amount);
            claim(cells, classCell(k, INTEREST_PAID), amount, 0);
        } else if (kind < _FEE) {
            claim(cells, classCell(k, BALANCE), 0, amount);
            claim(cells, classCell(k, PRINCIPAL_PAID), amount, 0);
        } else if (kind == _FEE) {
            claim(cells, feeCell(k, DUE), 0, amount);
            claim(cells, feeCell(k, PAID), amount, 0);
        } else if (kind == _FEE_OVER_CAP) {
            claim(cells, feeCell(k, OVER), 0, amount);
            claim(cells, feeCell(k, OVER_PAID), amount, 0);
        } else {
            claim(cells, kind == _RESIDUAL ? classCell(k, RESIDUAL_PAID) : feeCell(k, PAID), amount, 0);
        }
    }

    /// @dev Takes up to `amount` from a source and pays it out.
    function _take(Run memory r, uint256 source, uint256 amount) private pure returns (uint256 taken) {
        taken = least(amount, _cash(r.cells, source));
        if (taken != 0) moveCash(r, source, OUTSIDE, taken);
    }

    function _cash(uint256[] memory cells, uint256 source) private pure returns (uint256) {
        return source == NONE ? 0 : cells[source];
    }
}
