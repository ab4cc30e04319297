// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IDeclarations } from "../../contracts/distribution/interfaces/IDeclarations.sol";
import { Conduit, InTheConduit } from "./Conduit.sol";
import { DealCash } from "./DealCash.sol";

/// @notice I5, I9 and I13 where a real pool drives a real waterfall: reports sound and absurd, short and late cash,
/// parties that fall silent.
contract PoolAndWaterfallInvariant is InTheConduit {
    function invariant_I5_CashInIsCashPaidAndCashOnTheBooks() external view {
        conduit.checkCash();
        conduit.checkDates();
    }

    function invariant_I9_PrincipalIsPaidOutstandingOrWrittenOff() external view {
        conduit.checkPrincipal();
    }

    function invariant_I13_LaterDatesCloseAndWhatIsOwedIsCollected() external {
        conduit.checkLiveness();
    }
}

/// @notice That the handlers get where the invariants are about, and that these can fail.
contract PoolAndWaterfallCanFailTest is InTheConduit {
    function _act(bytes4 handler, uint256 luck) private {
        (bool ok, bytes memory reason) = address(conduit).call(abi.encodeWithSelector(handler, luck));
        // Handlers of the trustee revert where it is refused; a campaign ends the same way.
        if (!ok && reason.length == 0) revert("a handler failed without a reason");
    }

    function setUp() public override {
        super.setUp();
        bytes4[] memory handlers = conduit.handlers();
        for (uint256 i = 0; i < 900; ++i) {
            uint256 luck = uint256(keccak256(abi.encode("walk", i)));
            bytes4 handler = handlers[luck % (handlers.length - 1)];
            // Periods are what it is about.
            if (luck % 3 == 0) handler = handlers[2 + ((luck >> 8) % 3)];
            if (luck % 5 == 0) handler = conduit.close.selector;
            if (luck % 4 == 0) handler = conduit.object.selector;
            _act(handler, luck >> 16);
        }
    }

    function test_EachDeedIsDone() external view {
        _wasDone("report");
        _wasDone("restatement");
        _wasDone("backup servicer");
        _wasDone("attest");
        _wasDone("backup verifier");
        _wasDone("fund");
        _wasDone("object");
        _wasDone("acceptRate");
        _wasDone("close");
        _wasDone("closeEmpty");
        _wasDone("refused");
        vm.assertTrue(conduit.paidOver().all() > 0);
        conduit.checkCash();
        conduit.checkDates();
        conduit.checkPrincipal();
    }

    function _wasDone(string memory deed) private view {
        require(conduit.done(deed) > 2, deed);
    }

    function test_AfterTheWalkLaterDatesClose() external {
        conduit.checkLiveness();
    }

    function test_TheFallbackIsReachedAndPays() external {
        conduit.openFallback(16);
        conduit.runFallback(0);
        vm.assertEq(conduit.fallbacksRun(), 1);
        conduit.checkCash();
        conduit.checkLiveness();
    }

    function test_ADateThatTheAgentBlocksIsNoticed() external {
        vm.mockCallRevert(address(conduit.paidOver()), abi.encodeWithSelector(IDeclarations.declare.selector), "stuck");
        vm.expectPartialRevert(DealCash.DateCanNotBeClosed.selector);
        conduit.checkLiveness();
    }

    function test_CashThatNobodyBookedIsNoticed() external {
        conduit.asset().mint(address(conduit.waterfall()), 1);
        vm.expectPartialRevert(DealCash.NotAllHere.selector);
        conduit.checkCash();
    }

    function test_PeriodsThatComeApartAreNoticed() external {
        uint32 date = conduit.waterfall().nextDate();
        vm.mockCall(
            address(conduit.waterfall()),
            abi.encodeCall(conduit.waterfall().nextDate, ()),
            abi.encode(date + 1)
        );
        vm.expectPartialRevert(Conduit.PeriodsApart.selector);
        conduit.checkDates();
    }
}
