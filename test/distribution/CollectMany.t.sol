// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IPayingAgent } from "../../contracts/distribution/interfaces/IPayingAgent.sol";
import { Trouble, TroubledAsset } from "../mocks/TroubledAsset.sol";
import { PayingCase } from "../support/PayingCase.sol";
import { Vm } from "../support/Cheats.sol";

/// @notice Many are paid in one call, each by itself.
contract CollectManyTest is PayingCase {
    address[] internal all;

    function setUp() public override {
        super.setUp();
        all = [alice, bob, carol];
        paySenior(1_000, 0);
    }

    function test_AllArePaid() public {
        agent.collectMany(all, 0);
        vm.assertEq(cashOf(alice), 600);
        vm.assertEq(cashOf(bob), 300);
        vm.assertEq(cashOf(carol), 100);
        vm.assertEq(agent.booked(address(asset)), 0);
    }

    function test_WhoComesTwiceOrIsOwedNothingIsPassedOver() public {
        address[] memory list = new address[](4);
        (list[0], list[1], list[2], list[3]) = (alice, alice, stranger, address(0));
        vm.recordLogs();
        agent.collectMany(list, 0);
        vm.assertEq(cashOf(alice), 600);
        vm.assertEq(count(IPayingAgent.Collected.selector), 1);
    }

    function test_AFrozenHolderIsReportedAndTheOthersArePaid() public {
        token.setAddressFrozen(alice, true);
        bytes memory reason = abi.encodeWithSelector(IPayingAgent.HolderFrozen.selector, alice);
        vm.expectEmit(address(agent));
        emit IPayingAgent.CollectFailed(alice, 0, reason);
        agent.collectMany(all, 0);
        vm.assertEq(cashOf(bob), 300);
        vm.assertEq(owed(alice).interest, 600);
    }

    function test_APayeeWhomTheAssetRefusesIsReported() public {
        asset.setFrozen(bob, true);
        vm.expectEmit(address(agent));
        emit IPayingAgent.CollectFailed(bob, 0, abi.encodeWithSelector(TroubledAsset.AccountFrozen.selector, bob));
        agent.collectMany(all, 0);
        vm.assertEq(cashOf(alice) + cashOf(carol), 700);
    }

    function test_OneThatBurnsAllItsGasCostsItsAllowanceAndNoMore() public {
        asset.setTrouble(alice, Trouble.BurnsGas);
        uint256 before = gasleft();
        agent.collectMany(all, 0);
        vm.assertTrue(before - gasleft() < 2_000_000);
        vm.assertEq(cashOf(bob) + cashOf(carol), 400);
        vm.assertEq(owed(alice).interest, 600);
    }

    function test_OfAnEndlessReasonTwoHundredAndFiftySixBytesAreReported() public {
        asset.setTrouble(alice, Trouble.ReturnsABomb);
        vm.expectEmit(address(agent));
        emit IPayingAgent.CollectFailed(alice, 0, new bytes(256));
        agent.collectMany(all, 0);
        vm.assertEq(cashOf(bob), 300);
    }

    function test_APayeeThatComesBackGetsNothingMore() public {
        asset.setTrouble(alice, Trouble.ComesBack);
        asset.comeBack(address(agent), abi.encodeCall(agent.collectIn, (bob, 0, 0)));
        agent.collectMany(all, 0);
        vm.assertFalse(asset.cameBack());
        vm.assertEq(asset.answer(), abi.encodeWithSelector(IPayingAgent.NotItself.selector, address(asset)));
        asset.comeBack(address(agent), abi.encodeCall(agent.collectMany, (all, 0)));
        paySenior(10, 0);
        agent.collectMany(all, 0);
        vm.assertEq(asset.answer(), abi.encodeWithSignature("ReentrancyGuardReentrantCall()"));
        vm.assertEq(cashOf(bob), 303);
    }

    function testFuzz_WhateverGasIsGivenNobodyIsStarvedIntoFailing(uint256 gas_) public {
        gas_ = bound(gas_, 30_000, 3_000_000);
        vm.recordLogs();
        (bool done, ) = address(agent).call{ gas: gas_ }(abi.encodeCall(agent.collectMany, (all, 0)));
        vm.assertEq(count(IPayingAgent.CollectFailed.selector), 0);
        vm.assertEq(agent.booked(address(asset)), done ? 0 : 1_000, "all or none");
    }

    function test_MoreThanThirtySixDatesTakeSeveralCalls() public {
        for (uint256 i = 0; i < 40; ++i) paySenior(10, 0);
        agent.collectMany(all, 0);
        vm.assertEq(agent.collectedUpTo(carol, 0), 36);
        agent.collectMany(all, 0);
        vm.assertEq(agent.collectedUpTo(carol, 0), 41);
        vm.assertEq(agent.booked(address(asset)), 0);
    }

    /// @dev Since `recordLogs`; takes the logs.
    function count(bytes32 selector) private returns (uint256 found) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) if (logs[i].topics[0] == selector) ++found;
    }
}
