// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { readNumber } from "./Program.sol";
import { least, lessOrZero, saturated, share } from "./types/Amounts.sol";
import { Run, store } from "./types/Run.sol";
import { Step } from "./types/Step.sol";

/// @title Ops 0 to 7: they calculate, and touch neither claims nor cash
library Calculations {
    function add(uint256[] memory cells, Step step) internal pure {
        // Two numbers below 2^120.
        unchecked {
            store(cells, step, saturated(cells[step.operandA()] + cells[step.operandB()]));
        }
    }

    function less(uint256[] memory cells, Step step) internal pure {
        store(cells, step, lessOrZero(cells[step.operandA()], cells[step.operandB()]));
    }

    function min(uint256[] memory cells, Step step) internal pure {
        store(cells, step, least(cells[step.operandA()], cells[step.operandB()]));
    }

    function max(uint256[] memory cells, Step step) internal pure {
        uint256 a = cells[step.operandA()];
        uint256 b = cells[step.operandB()];
        store(cells, step, a > b ? a : b);
    }

    function part(uint256[] memory cells, Step step) internal pure {
        uint256 a = cells[step.operandA()];
        uint256 b = cells[step.operandB()];
        store(cells, step, share(a, b, cells[step.operandC()], step.mode()));
    }

    function above(uint256[] memory cells, Step step) internal pure {
        store(cells, step, cells[step.operandA()] > cells[step.operandB()] ? 1 : 0);
    }

    function pick(uint256[] memory cells, Step step) internal pure {
        store(cells, step, cells[cells[step.operandA()] != 0 ? step.operandB() : step.operandC()]);
    }

    function look(Run memory r, Step step) internal pure {
        bytes memory code = r.code;
        uint256 table = r.tables[step.operandA()];
        uint256 entry = r.cells[step.operandB()];
        uint256 width = readNumber(code, table, 1);
        uint256 last = readNumber(code, table + 1, 2);
        if (entry > last) entry = last;
        // The entry is at most a number of two bytes, and at least 1 where 1 is subtracted.
        unchecked {
            if (entry != 0) --entry;
            store(r.cells, step, readNumber(code, table + 3 + entry * width, width));
        }
    }
}
