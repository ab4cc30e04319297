// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Matter } from "../../contracts/oversight/interfaces/IDisclosures.sol";

/// @notice Remembers what it was told.
contract RecordingRegister {
    struct Told {
        address deal;
        Matter matter;
        uint64 subject;
    }

    Told[] public told;

    function raise(address deal, Matter matter, uint64 subject) public virtual returns (uint256 duty) {
        told.push(Told(deal, matter, subject));
        return told.length - 1;
    }

    function count() external view returns (uint256) {
        return told.length;
    }
}

/// @notice Refuses, burns all gas it is given, or answers with more than a caller's memory should hold.
contract HostileRegister is RecordingRegister {
    enum Manner {
        Refuse,
        Burn,
        Flood
    }

    Manner public manner;

    function become(Manner manner_) external {
        manner = manner_;
    }

    function raise(address, Matter, uint64) public view override returns (uint256) {
        if (manner == Manner.Refuse) revert("no");
        if (manner == Manner.Burn) {
            assembly ("memory-safe") {
                invalid()
            }
        }
        // 96,000 bytes cost most of the allowance; to copy them would cost the caller as much again.
        assembly {
            revert(0, 96000)
        }
    }
}
