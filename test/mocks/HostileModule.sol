// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @notice A compliance module that does, when told of a movement, what it was told to do.
/// @dev Answers as `IModule` does, without being one: what it answers changes.
contract HostileModule {
    enum Conduct {
        Obey,
        Revert,
        RevertWithoutReason,
        BurnGas,
        ReturnBomb,
        Reenter
    }

    Conduct public conduct;
    bool public refuses;
    bool public isPlugAndPlay = true;
    bool public canBind = true;
    bool public unbindable = true;
    /// @notice Movements booked: transfers, forced transfers and recoveries; mints; burns.
    uint256[3] public booked;

    address private _token;
    address private _receiver;
    uint256 private _amount;

    error ModuleIsHostile();
    error ModuleStays();

    function setConduct(Conduct conduct_) external {
        conduct = conduct_;
    }

    function setRefuses(bool refuses_) external {
        refuses = refuses_;
    }

    function setBinding(bool isPlugAndPlay_, bool canBind_, bool unbindable_) external {
        (isPlugAndPlay, canBind, unbindable) = (isPlugAndPlay_, canBind_, unbindable_);
    }

    /// @notice Once, in the midst of the next movement, sends units of its own.
    function reenterWith(address token, address receiver, uint256 amount) external {
        (conduct, _token, _receiver, _amount) = (Conduct.Reenter, token, receiver, amount);
    }

    function bindCompliance(address) external {}

    function unbindCompliance(address) external view {
        require(unbindable, ModuleStays());
    }

    function moduleTransferAction(address, address, uint256) external {
        _book(0);
    }

    function moduleMintAction(address, uint256) external {
        _book(1);
    }

    function moduleBurnAction(address, uint256) external {
        _book(2);
    }

    function moduleCheck(address, address, uint256, address) external view returns (bool) {
        return !refuses;
    }

    function isComplianceBound(address) external pure returns (bool) {
        return true;
    }

    function canComplianceBind(address) external view returns (bool) {
        return canBind;
    }

    /// @notice Fails without a word.
    function failSilently() external pure {
        assembly ("memory-safe") {
            revert(0, 0)
        }
    }

    /// @notice Fails with a reason.
    function failLoudly() external pure {
        revert ModuleIsHostile();
    }

    function name() external pure returns (string memory) {
        return "HostileModule";
    }

    function _book(uint256 kind) private {
        require(conduct != Conduct.Revert, ModuleIsHostile());
        if (conduct == Conduct.RevertWithoutReason) {
            assembly ("memory-safe") {
                revert(0, 0)
            }
        }
        if (conduct == Conduct.BurnGas) {
            assembly ("memory-safe") {
                invalid()
            }
        }
        if (conduct == Conduct.ReturnBomb) _explode();
        ++booked[kind];
        if (conduct != Conduct.Reenter) return;
        conduct = Conduct.Obey;
        require(IERC20(_token).transfer(_receiver, _amount), ModuleIsHostile());
    }

    /// @dev Spends nearly all its gas on memory, and leaves its caller to copy it with what is left.
    function _explode() private view {
        // Memory of n words costs n²/512 and 3n gas.
        uint256 words;
        while (((words + 1_000) * (words + 1_000)) / 512 + 3 * (words + 1_000) < (gasleft() * 9) / 10) words += 1_000;
        assembly ("memory-safe") {
            revert(0, mul(words, 32))
        }
    }
}

/// @notice A compliance module that lets itself be bound and answers nothing else.
contract MuteModule {
    function bindCompliance(address) external {}

    function isPlugAndPlay() external pure returns (bool) {
        return true;
    }
}
