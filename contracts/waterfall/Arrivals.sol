// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Program } from "./Program.sol";
import { LARGEST, OWN_INPUTS } from "./types/Cells.sol";

/// @title Arrivals: what a run is told, and which of the cash it is told of has arrived
abstract contract Arrivals {
    // Codes of inputs; see the README.
    uint256 private constant _CALLED = 20;
    uint256 private constant _ACCELERATED = 21;
    uint256 private constant _SHORTFALL = 23;
    uint256 private constant _FIRST_WAIVER = 64;

    /// @dev What was reported in an input that the funds draw on and has not arrived.
    mapping(uint256 input => uint256 amount) private _missing;
    uint256 private _missingSum;

    function _missingCash() internal view returns (uint256) {
        return _missingSum;
    }

    /// @dev Figures as given; a cell holds at most 2^120 − 1.
    function _give(uint256[] memory cells, uint256[] calldata inputs) internal pure {
        // A program has at most 61 inputs, here and below.
        unchecked {
            for (uint256 i = 0; i < inputs.length; ++i) cells[OWN_INPUTS + i] = _capped(inputs[i]);
        }
    }

    /// @dev Sets what trustee and deal have said to 1, and leaves alone what they have not.
    function _flag(
        Program memory p,
        uint256[] memory cells,
        bool accelerated,
        bool called,
        uint256 waived
    ) internal pure {
        if (!accelerated && !called && waived == 0) return;
        for (uint256 i = 0; i < p.inputs; ++i) {
            uint256 code = p.inputCode(i);
            bool on =
                (code == _ACCELERATED && accelerated) ||
                    (code == _CALLED && called) ||
                    (code >= _FIRST_WAIVER && (waived >> (code - _FIRST_WAIVER)) & 1 == 1);
            if (on) cells[OWN_INPUTS + i] = 1;
        }
    }

    /// @dev Puts `available` cash to the inputs that the funds draw on, in the program's order, up to what was reported
    /// and what was missing before; keeps what is missing still, and tells it in `shortfall`.
    /// @param known whether something was missing before
    /// @return before what was missing before
    /// @return sum what is missing now
    function _putArrived(
        Program memory p,
        uint256[] memory cells,
        uint256 available,
        bool known
    ) internal returns (uint256 before, uint256 sum) {
        if (known) before = _missingSum;
        // Amounts of at most 2^120, at most 61 of them.
        unchecked {
            for (uint256 i = 0; i < p.cashInputs; ++i) {
                uint256 input = p.cashInput(i);
                uint256 was = known ? _missing[input] : 0;
                uint256 asked = _capped(cells[OWN_INPUTS + input] + was);
                uint256 arrived = asked < available ? asked : available;
                cells[OWN_INPUTS + input] = arrived;
                available -= arrived;
                uint256 still = asked - arrived;
                sum += still;
                if (still != was) _missing[input] = still;
            }
            if (sum != before) _missingSum = sum;
            if (sum == 0) return (before, 0);
            for (uint256 i = 0; i < p.inputs; ++i) {
                uint256 number = OWN_INPUTS + i;
                if (p.inputCode(i) == _SHORTFALL) cells[number] = _capped(cells[number] + sum);
            }
        }
    }

    /// @dev The inputs as the run saw them.
    function _inputsOf(Program memory p, uint256[] memory cells) internal pure returns (uint256[] memory inputs) {
        inputs = new uint256[](p.inputs);
        unchecked {
            for (uint256 i = 0; i < p.inputs; ++i) inputs[i] = cells[OWN_INPUTS + i];
        }
    }

    /// @dev Whether some input is the waiver of this trigger.
    function _hasWaiver(Program memory p, uint256 trigger) internal pure returns (bool) {
        for (uint256 i = 0; i < p.inputs; ++i) if (p.inputCode(i) == _FIRST_WAIVER + trigger) return true;
        return false;
    }

    function _capped(uint256 value) private pure returns (uint256) {
        return value < LARGEST ? value : LARGEST;
    }
}
