// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IDeclarations } from "../../contracts/distribution/interfaces/IDeclarations.sol";
import { InTheChannel } from "./Channel.sol";
import { DealCash } from "./DealCash.sol";

/// @notice I13: from any reachable state, with every privileged party silent and time passing, every later date can be
/// closed and all that is owed can be collected.
contract I13LivenessInvariant is InTheChannel {
    function invariant_I13_LaterDatesCloseAndWhatIsOwedIsCollected() external {
        channel.checkLiveness();
    }
}

/// @notice That the invariant can fail, and that looking changes nothing.
contract I13CanFailTest is InTheChannel {
    function test_ADateThatCanNotBeClosedIsNoticed() external {
        channel.fund(1_000_000e6);
        vm.mockCallRevert(address(channel.paidOver()), abi.encodeWithSelector(IDeclarations.declare.selector), "stuck");
        vm.expectPartialRevert(DealCash.DateCanNotBeClosed.selector);
        channel.checkLiveness();
    }

    function test_LookingChangesNothing() external {
        channel.fund(1_000_000e6);
        channel.checkLiveness();
        vm.assertEq(channel.waterfall().nextDate(), 1);
        vm.assertEq(channel.waterfall().booked(), 1_000_000e6);
    }
}
