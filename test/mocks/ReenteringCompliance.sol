// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IMovementGate, Movement } from "../../contracts/compliance/interfaces/IMovementGate.sol";

/// @notice A compliance contract that passes for Sluice's own, allows everything, and calls back while it is asked.
contract ReenteringCompliance {
    address public aim;
    bytes public payload;
    bool public armed;
    /// @notice How the call back ended, and what it answered.
    bool public succeeded;
    bytes public answer;

    /// @notice Calls `target_` with `payload_` the next time a token speaks to this contract.
    function arm(address target_, bytes calldata payload_) external {
        (aim, payload, armed, succeeded) = (target_, payload_, true, false);
    }

    function enforce(Movement calldata) external returns (uint256) {
        _comeBack();
        return 0;
    }

    function bindToken(address) external {
        _comeBack();
    }

    function unbindToken(address) external {
        _comeBack();
    }

    // solhint-disable-next-line no-empty-blocks
    function requireAllowed(Movement calldata) external pure {}

    function allows(Movement calldata) external pure returns (bool) {
        return true;
    }

    function supportsInterface(bytes4 id) external pure returns (bool) {
        return id == 0x01ffc9a7 || id == type(IMovementGate).interfaceId;
    }

    function _comeBack() private {
        if (!armed) return;
        armed = false;
        (succeeded, answer) = aim.call(payload);
    }
}
