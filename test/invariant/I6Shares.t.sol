// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { PayingAgent } from "../../contracts/distribution/PayingAgent.sol";
import { TroubledAsset } from "../mocks/TroubledAsset.sol";
import { InTheOffice, Office } from "./Office.sol";

/// @notice I5 and I6 of the paying agent: the books and the cash agree; everyone is paid its shares, once.
contract I6SharesInvariant is InTheOffice {
    function invariant_I5_WhatWasDeclaredWasPaidOrIsBookedAndHere() external view {
        office.checkCash();
    }

    function invariant_I6_EveryWalletIsPaidItsSharesOnce() external view {
        office.checkShares();
    }

    function invariant_I6_WhenAllHaveCollectedLessThanAUnitEachRemains() external {
        office.checkEnd();
    }
}

/// @notice That the invariants can fail, and that the handlers reach what they are about.
contract I6CanFailTest is InTheOffice {
    PayingAgent private _agent;

    function setUp() public override {
        super.setUp();
        office.comeDate();
        office.declare(1_000, 50, 7, 60);
        office.comeDate();
        office.declare(1_000, 50, 7, 60);
        office.collect(0);
        office.checkCash();
        office.checkShares();
        _agent = office.payingAgent();
    }

    function test_CashThatLeftTheBooksIsNoticed() external {
        address asset = office.assetNow();
        uint256 booked = _agent.booked(asset);
        vm.mockCall(address(_agent), abi.encodeCall(_agent.booked, (asset)), abi.encode(booked - 1));
        vm.expectPartialRevert(Office.BooksDiffer.selector);
        office.checkCash();
    }

    function test_CashThatIsNotHereIsNoticed() external {
        TroubledAsset(office.assetNow()).destroy(address(_agent), 1);
        vm.expectPartialRevert(Office.NotAllHere.selector);
        office.checkCash();
    }

    function test_AShareThatIsOwedTwiceIsNoticed() external {
        address wallet = office.wallets(0);
        vm.mockCall(
            address(_agent),
            abi.encodeCall(_agent.owedTo, (wallet, 0)),
            abi.encode(new address[](0), new uint256[](0), 2)
        );
        office.collectFor(0);
        office.checkShares();
        office.comeDate();
        office.declare(1_000, 50, 7, 60);
        vm.expectPartialRevert(Office.PaidDiffers.selector);
        office.checkShares();
    }

    function test_EveryKindOfTroubleIsReached() external {
        office.recoverWallet(1);
        office.succeed(1);
        office.comeDate();
        office.declare(2 ** 99, 2 ** 98, 1, 100);
        office.troubleAgent(0, true);
        office.attach(2, 3, 40);
        office.collectMany(1, 6);
        office.collect(2);
        office.withdraw(1, 3);
        vm.assertEq(office.recoveries() + office.successions(), 2);
        vm.assertTrue(office.collections() >= 3);
        office.checkCash();
        office.checkShares();
        office.checkEnd();
    }
}
