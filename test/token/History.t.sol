// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ISecurityToken } from "../../contracts/token/interfaces/ISecurityToken.sol";
import { SecurityToken } from "../../contracts/token/SecurityToken.sol";
import { Holders } from "../support/Holders.sol";

/// @title History, boundary by boundary: a record date means the balance before the first block at or after it
contract HistoryTest is Holders {
    uint256 private constant FIRST = START + 10 days;
    uint256 private constant SECOND = START + 20 days;

    function setUp() public override {
        super.setUp();
        dates.list(uint40(FIRST), 0);
        dates.list(uint40(SECOND), uint40(FIRST));
        token.mint(alice, 100);
    }

    // Seconds

    function test_AChangeASecondBeforeCounts() public {
        vm.warp(FIRST - 1);
        send(alice, bob, 30);
        vm.warp(FIRST);
        expectAt(FIRST, 70, 30);
    }

    function test_AChangeAtTheVerySecondDoesNot() public {
        vm.warp(FIRST);
        send(alice, bob, 30);
        expectAt(FIRST, 100, 0);
        vm.warp(SECOND);
        expectAt(SECOND, 70, 30);
    }

    function test_AChangeASecondAfterDoesNot() public {
        vm.warp(FIRST + 1);
        send(alice, bob, 30);
        expectAt(FIRST, 100, 0);
    }

    function test_OfSeveralChangesInOneSecondTheLastStandsAtTheNextDate() public {
        vm.warp(FIRST);
        send(alice, bob, 30);
        send(bob, carol, 20);
        send(alice, alice, 70);
        send(carol, alice, 5);
        expectAt(FIRST, 100, 0);
        vm.warp(SECOND);
        expectAt(SECOND, 75, 10);
        vm.assertEq(token.balanceOfAt(carol, SECOND), 15);
    }

    // Wallets that come and go

    function test_AWalletFirstFundedBetweenTwoDatesIsOwedNothingAtTheFirst() public {
        vm.warp(FIRST + 1);
        send(alice, bob, 30);
        vm.warp(SECOND + 1);
        send(bob, carol, 30);
        expectAt(FIRST, 100, 0);
        expectAt(SECOND, 70, 30);
        vm.assertEq(token.balanceOfAt(carol, SECOND), 0);
    }

    function test_AWalletEmptiedAndFundedAgainHeldNothingInBetween() public {
        vm.warp(FIRST - 1);
        send(alice, bob, 100);
        vm.warp(SECOND + 1);
        send(bob, alice, 100);
        expectAt(FIRST, 0, 100);
        expectAt(SECOND, 0, 100);
        dates.list(uint40(SECOND + 5 days), uint40(SECOND));
        vm.warp(SECOND + 6 days);
        send(alice, bob, 1);
        vm.assertEq(token.balanceOfAt(alice, SECOND + 5 days), 100);
        expectAt(SECOND, 0, 100);
    }

    function test_AWalletThatNeverHeldIsReadAsZero() public {
        vm.warp(SECOND);
        vm.assertEq(token.balanceOfAt(stranger, FIRST), 0);
        vm.assertEq(token.balanceOfAt(address(0), FIRST), 0);
    }

    function test_TwoDatesThatPassedUnnoticedAreBothAnswered() public {
        vm.warp(SECOND + 1);
        expectAt(FIRST, 100, 0);
        expectAt(SECOND, 100, 0);
        send(alice, bob, 100);
        expectAt(FIRST, 100, 0);
        expectAt(SECOND, 100, 0);
    }

    // Dates on the way

    function test_ADateInsertedBeforeTheOneAwaitedIsKept() public {
        send(alice, bob, 10);
        uint256 inserted = FIRST - 3 days;
        dates.list(uint40(inserted), 0);
        vm.warp(inserted + 1);
        send(alice, bob, 10);
        vm.warp(FIRST + 1);
        send(alice, bob, 10);
        expectAt(inserted, 90, 10);
        expectAt(FIRST, 80, 20);
    }

    function test_ADateInsertedBetweenTwoIsKept() public {
        uint256 inserted = FIRST + 5 days;
        vm.warp(FIRST);
        send(alice, bob, 10);
        dates.list(uint40(inserted), uint40(FIRST));
        vm.warp(inserted);
        send(alice, bob, 10);
        vm.warp(SECOND);
        send(alice, bob, 10);
        expectAt(FIRST, 100, 0);
        expectAt(inserted, 90, 10);
        expectAt(SECOND, 80, 20);
    }

    function test_TheStateTellsTheDatesAroundNow() public {
        vm.assertEq(token.state().lastRecordDate(), 0);
        vm.assertEq(token.state().nextRecordDate(), FIRST);
        vm.warp(FIRST);
        vm.assertEq(token.state().lastRecordDate(), FIRST);
        vm.assertEq(token.state().nextRecordDate(), SECOND);
        vm.warp(SECOND + 1);
        vm.assertEq(token.state().lastRecordDate(), SECOND);
        vm.assertEq(token.state().nextRecordDate(), type(uint40).max);
        dates.list(uint40(SECOND + 5 days), uint40(SECOND));
        vm.assertEq(token.state().nextRecordDate(), SECOND + 5 days);
    }

    // Every way a balance changes

    function test_MintAndBurnWriteTheHistoryOfHolderAndSupply() public {
        vm.warp(FIRST);
        token.mint(alice, 11);
        vm.warp(SECOND);
        token.burn(alice, 100);
        vm.assertEq(token.totalSupplyAt(FIRST), 100);
        vm.assertEq(token.totalSupplyAt(SECOND), 111);
        expectAt(FIRST, 100, 0);
        expectAt(SECOND, 111, 0);
    }

    function test_AForcedTransferWritesTheHistoryOfBoth() public {
        vm.warp(FIRST);
        token.forcedTransfer(alice, bob, 40);
        vm.warp(SECOND);
        token.forcedTransfer(bob, alice, 40);
        expectAt(FIRST, 100, 0);
        expectAt(SECOND, 60, 40);
    }

    function test_ATransferToOneselfWritesNothing() public {
        vm.warp(FIRST + 1);
        send(alice, alice, 100);
        vm.warp(SECOND + 1);
        expectAt(FIRST, 100, 0);
        expectAt(SECOND, 100, 0);
    }

    function test_MintingAfterADateLeavesItsSupplyAtNothing() public {
        SecurityToken other = deployToken("B");
        vm.warp(FIRST + 1);
        other.mint(alice, 5);
        vm.assertEq(other.totalSupplyAt(FIRST), 0);
        vm.assertEq(other.balanceOfAt(alice, FIRST), 0);
    }

    // What is refused

    function test_RevertWhen_TheDateHasNotCome() public {
        vm.warp(FIRST - 1);
        expectNotADate(FIRST);
        token.balanceOfAt(alice, FIRST);
        expectNotADate(FIRST);
        token.totalSupplyAt(FIRST);
        vm.warp(FIRST);
        vm.assertEq(token.balanceOfAt(alice, FIRST), 100);
    }

    function test_RevertWhen_TheMomentIsNotListed() public {
        vm.warp(SECOND);
        uint256[4] memory moments = [FIRST - 1, FIRST + 1, 0, START];
        for (uint256 i = 0; i < moments.length; ++i) {
            expectNotADate(moments[i]);
            token.balanceOfAt(alice, moments[i]);
        }
    }

    function testFuzz_RevertWhen_TheMomentOnlyEndsInTheBitsOfADate(uint256 above) public {
        vm.warp(SECOND);
        uint256 moment = (bound(above, 1, type(uint256).max >> 40) << 40) | FIRST;
        expectNotADate(moment);
        token.balanceOfAt(alice, moment);
    }

    function expectAt(uint256 recordDate, uint256 ofAlice, uint256 ofBob) private view {
        vm.assertEq(token.balanceOfAt(alice, recordDate), ofAlice);
        vm.assertEq(token.balanceOfAt(bob, recordDate), ofBob);
    }

    function expectNotADate(uint256 moment) private {
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.NotAPastRecordDate.selector, moment));
    }
}
