// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { InTheChannel } from "./Channel.sol";
import { DealCash } from "./DealCash.sol";

/// @notice I9: per class, principal paid + outstanding + written off = original face + capitalised interest.
contract I9PrincipalInvariant is InTheChannel {
    function invariant_I9_PrincipalIsPaidOutstandingOrWrittenOff() external view {
        channel.checkPrincipal();
    }
}

/// @notice That the invariant can fail.
contract I9CanFailTest is InTheChannel {
    function test_PrincipalThatIsForgottenIsNoticed() external {
        channel.fund(5_000_000e6);
        channel.runDate(2);
        channel.checkPrincipal();
        uint256 outstanding = channel.waterfall().outstandingPrincipal(1);
        vm.mockCall(
            address(channel.waterfall()),
            abi.encodeCall(channel.waterfall().outstandingPrincipal, (1)),
            abi.encode(outstanding - 1)
        );
        vm.expectPartialRevert(DealCash.PrincipalDiffers.selector);
        channel.checkPrincipal();
    }
}
