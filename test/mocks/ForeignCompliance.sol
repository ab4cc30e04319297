// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice A compliance contract that speaks ERC-3643 and no more, and can be told to fail in several ways.
contract ForeignCompliance {
    enum Mood {
        Willing,
        Reverting,
        RevertingWhenTold,
        BurningGas,
        AnsweringTooMuch
    }

    Mood public mood;
    bool public refuses;
    bytes public lastCall;

    error NotToday();

    function setMood(Mood mood_) external {
        mood = mood_;
    }

    function setRefuses(bool refuses_) external {
        refuses = refuses_;
    }

    function forget() external {
        delete lastCall;
    }

    function bindToken(address) external {
        lastCall = msg.data;
    }

    function unbindToken(address) external {
        _act();
    }

    function transferred(address, address, uint256) external {
        _act();
    }

    function created(address, uint256) external {
        _act();
    }

    function destroyed(address, uint256) external {
        _act();
    }

    function canTransfer(address, address, uint256) external view returns (bool) {
        if (mood == Mood.Reverting) revert NotToday();
        return !refuses;
    }

    function _act() private {
        if (mood == Mood.Reverting || mood == Mood.RevertingWhenTold) revert NotToday();
        if (mood == Mood.BurningGas) {
            assembly ("memory-safe") {
                invalid()
            }
        }
        if (mood == Mood.AnsweringTooMuch) {
            assembly ("memory-safe") {
                revert(0, 1000000)
            }
        }
        lastCall = msg.data;
    }
}
