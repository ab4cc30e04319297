// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import { Compliance } from "../../contracts/compliance/Compliance.sol";
import { IOffering, OfferingStage } from "../../contracts/offering/interfaces/IOffering.sol";
import { OfferingTable } from "../../contracts/offering/types/OfferedClass.sol";
import { FeeAsset, MuteAsset, ReturningCoin, ThirstyModule } from "../mocks/OfferingCounterparts.sol";
import { AssetOf } from "../mocks/SettlementAssets.sol";
import { OfferingCase } from "../support/OfferingCase.sol";

/// @notice Assets that misbehave, and callers who give too little gas.
contract OfferingAttacksTest is OfferingCase {
    uint96 private constant MILLION = 1_000_000e6;

    // Assets

    function test_AnAssetThatComesBackFindsEveryDoorShut() external {
        ReturningCoin coin = new ReturningCoin();
        useAsset(address(coin));
        admit(address(coin));
        bytes[] memory calls = new bytes[](6);
        calls[0] = abi.encodeCall(offering.subscribe, (B, MILLION));
        calls[1] = abi.encodeCall(offering.cancel, (B));
        calls[2] = abi.encodeCall(offering.refund, (alice, A));
        calls[3] = abi.encodeCall(offering.countOrders, (1));
        calls[4] = abi.encodeCall(offering.settleOrders, (1));
        calls[5] = abi.encodeCall(offering.fail, ());
        for (uint256 i = 0; i < calls.length; ++i) {
            coin.aim(offering, calls[i]);
            order(alice, B, MILLION);
            requireShut(coin, 2 * i + 1);
            vm.prank(alice);
            offering.cancel(B);
            requireShut(coin, 2 * i + 2);
        }
        vm.assertEq(offering.booked(), 0);
    }

    function test_AnAssetThatComesBackWhileItIsPaidOutGainsNothing() external {
        ReturningCoin coin = new ReturningCoin();
        useAsset(address(coin));
        order(alice, A, 78 * MILLION);
        order(bob, A, 78 * MILLION);
        order(carol, B, MILLION);
        coin.aim(offering, abi.encodeCall(offering.refund, (bob, A)));
        closeAll();
        requireShut(coin, 1);
        offering.refund(bob, A);
        requireShut(coin, 2);
        vm.assertEq(offering.booked(), 39 * MILLION);
    }

    function test_RevertWhen_TheAssetTakesAFee() external {
        FeeAsset fee = new FeeAsset();
        useAsset(address(fee));
        fund(alice, MILLION);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IOffering.LessArrived.selector, MILLION, MILLION - MILLION / 100));
        offering.subscribe(A, MILLION);
    }

    function test_RevertWhen_TheAssetTakesAFee_EvenIfSomebodyGaveMore() external {
        FeeAsset fee = new FeeAsset();
        useAsset(address(fee));
        fee.mint(address(offering), MILLION);
        fund(alice, MILLION);
        vm.prank(alice);
        vm.expectPartialRevert(IOffering.LessArrived.selector);
        offering.subscribe(A, MILLION);
    }

    function test_RevertWhen_AnAssetThatLostSomethingIsPaidIn() external {
        order(alice, A, MILLION);
        vm.prank(address(offering));
        asset.transfer(address(0xBAD), 1);
        fund(bob, MILLION);
        vm.prank(bob);
        vm.expectRevert(
            abi.encodeWithSelector(IOffering.LessArrived.selector, 200 * uint256(MILLION), 200 * uint256(MILLION) - 1)
        );
        offering.subscribe(A, MILLION);
    }

    function test_AnAssetThatReturnsNothingIsFine() external {
        useAsset(address(new MuteAsset()));
        order(alice, A, 78 * MILLION);
        order(bob, A, 78 * MILLION);
        order(carol, B, MILLION);
        vm.prank(carol);
        offering.cancel(B);
        order(carol, B, MILLION);
        closeAll();
        vm.assertEq(offering.refund(alice, A), 39 * MILLION);
        vm.assertEq(offering.booked(), 39 * MILLION);
        vm.assertEq(asset.balanceOf(address(proceeds)), 79 * MILLION);
    }

    function test_RevertWhen_TheMoneyIsNotThere() external {
        vm.prank(alice);
        vm.expectPartialRevert(bytes4(keccak256("ERC20InsufficientAllowance(address,uint256,uint256)")));
        offering.subscribe(A, MILLION);
        vm.assertEq(subscription(alice, A).units, 0);
    }

    // Gas

    function test_NobodyTakesAnAllotmentByGivingLittleGas() external {
        order(alice, A, 78 * MILLION);
        order(bob, B, MILLION);
        toClosing();
        tryAllGas(abi.encodeCall(offering.countOrders, (1)), 20_000, 400_000, 2_500);
        offering.countOrders(2);
        tryAllGas(abi.encodeCall(offering.settleOrders, (1)), 20_000, 500_000, 2_500);
    }

    function test_NobodyTakesAnAllotmentByStarvingAModule() external {
        order(alice, A, 78 * MILLION);
        order(bob, B, MILLION);
        Compliance own = new Compliance(address(this), true);
        token.setCompliance(address(own));
        own.addModule(address(new ThirstyModule()));
        toClosing();
        tryAllGas(abi.encodeCall(offering.countOrders, (1)), 300_000, 1_200_000, 1_000);
        offering.countOrders(2);
        tryAllGas(abi.encodeCall(offering.settleOrders, (1)), 300_000, 2_400_000, 2_500);
        offering.settleOrders(2);
        vm.assertEq(allottedOf(alice, A), 78 * MILLION);
    }

    function test_RevertWhen_ARefusalCouldBeForLackOfGas() external {
        order(alice, A, 78 * MILLION);
        order(bob, B, MILLION);
        registry.deleteIdentity(alice);
        toClosing();
        (bool done, bytes memory answer) = address(offering).call{ gas: 1_000_000 }(
            abi.encodeCall(offering.countOrders, (1))
        );
        vm.assertFalse(done);
        vm.assertEq(bytes32(bytes4(answer)), bytes32(IOffering.RefusalNeedsMoreGas.selector));
        offering.countOrders(1);
        vm.assertEq(subscription(alice, A).counted, 0);
    }

    // What it does to itself

    function test_TheOfferingsOwnMoneyCanNotBeOrderedWith() external {
        // A wallet that owns nothing subscribes with the escrow of others only if the offering let itself be spent.
        order(alice, A, 78 * MILLION);
        vm.assertEq(asset.allowance(address(offering), bob), 0);
        vm.assertEq(asset.allowance(address(offering), address(offering)), 0);
        admit(address(offering));
        vm.prank(address(offering));
        vm.expectPartialRevert(bytes4(keccak256("ERC20InsufficientAllowance(address,uint256,uint256)")));
        offering.subscribe(A, MILLION);
    }

    function test_RevertWhen_AnybodyElseClosesTheDeal() external {
        vm.expectRevert(abi.encodeWithSignature("NotTheOffering()"));
        deal.failDeal();
    }

    /// @dev Whatever gas is given: the call reverts, or alice's order goes on as it should.
    function tryAllGas(bytes memory call_, uint256 from, uint256 to, uint256 step) private {
        uint256 before = vm.snapshotState();
        uint256 passed;
        for (uint256 gas_ = from; gas_ < to; gas_ += step) {
            (bool done, ) = address(offering).call{ gas: gas_ }(call_);
            if (done) {
                ++passed;
                if (offering.stage() == OfferingStage.Counting) {
                    vm.assertEq(countedOf(), 78 * MILLION, "robbed of taking part");
                } else {
                    vm.assertEq(allottedOf(alice, A), 78 * MILLION, "robbed of the allotment");
                }
            }
            vm.revertToState(before);
            before = vm.snapshotState();
        }
        vm.assertTrue(passed != 0, "never enough gas");
    }

    function countedOf() private view returns (uint256) {
        return subscription(alice, A).counted;
    }

    function requireShut(ReturningCoin coin, uint256 returns_) private view {
        vm.assertEq(coin.returns_(), returns_, "did not come back");
        vm.assertFalse(coin.passed());
        vm.assertEq(coin.answer(), abi.encodePacked(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector));
    }

    function useAsset(address given) private {
        OfferingTable memory t = soundTable();
        (t.asset, t.scale) = (given, 1);
        use(t);
        asset = AssetOf(given);
    }
}
