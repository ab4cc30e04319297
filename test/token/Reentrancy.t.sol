// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ISecurityToken } from "../../contracts/token/interfaces/ISecurityToken.sol";
import { Holders } from "../support/Holders.sol";
import { Keeper } from "../mocks/Keeper.sol";
import { ReenteringCompliance } from "../mocks/ReenteringCompliance.sol";

/// @title A compliance contract that calls back while it is asked finds the books already written
contract ReentrancyTest is Holders {
    ReenteringCompliance private hostile;

    function setUp() public override {
        super.setUp();
        token.mint(alice, 100);
        hostile = new ReenteringCompliance();
        token.setCompliance(address(hostile));
    }

    // While a movement is enforced

    function test_TheSameUnitsAreNotSentTwice() public {
        vm.prank(alice);
        token.approve(address(hostile), type(uint256).max);
        arm(abi.encodeCall(token.transferFrom, (alice, carol, 100)));
        send(alice, bob, 100);
        expectAnswer(abi.encodeWithSelector(ISecurityToken.FreeUnitsExceeded.selector, alice, 0, 100));
        vm.assertEq(token.balanceOf(bob), 100);
        vm.assertEq(token.balanceOf(carol), 0);
    }

    function test_ATransferWithinATransferMovesWhatIsLeft() public {
        vm.prank(alice);
        token.approve(address(hostile), 40);
        arm(abi.encodeCall(token.transferFrom, (alice, carol, 40)));
        send(alice, bob, 60);
        vm.assertTrue(hostile.succeeded());
        vm.assertEq(token.balanceOf(alice), 0);
        vm.assertEq(token.balanceOf(bob), 60);
        vm.assertEq(token.balanceOf(carol), 40);
    }

    function test_TheSameUnitsAreNotBurntTwice() public {
        token.addAgent(address(hostile));
        arm(abi.encodeCall(token.burn, (alice, 100)));
        token.burn(alice, 100);
        expectAnswer(abi.encodeWithSelector(ISecurityToken.UnitsUnderLien.selector, alice, 0, 100));
        vm.assertEq(token.totalSupply(), 0);
    }

    function test_TheSameUnitsAreNotForcedTwice() public {
        token.addAgent(address(hostile));
        token.freezePartialTokens(alice, 100);
        arm(abi.encodeCall(token.forcedTransfer, (alice, carol, 100)));
        token.forcedTransfer(alice, bob, 100);
        expectAnswer(abi.encodeWithSelector(ISecurityToken.UnitsUnderLien.selector, alice, 0, 100));
        vm.assertEq(token.getFrozenTokens(alice), 0);
    }

    function test_AnAllowanceIsNotSpentTwice() public {
        vm.prank(alice);
        token.approve(address(hostile), 50);
        arm(abi.encodeCall(token.transferFrom, (alice, carol, 50)));
        vm.prank(address(hostile));
        token.transferFrom(alice, bob, 50);
        vm.assertFalse(hostile.succeeded());
        vm.assertEq(token.allowance(alice, address(hostile)), 0);
        vm.assertEq(token.balanceOf(alice), 50);
    }

    function test_ALienIsNotEnforcedTwice() public {
        token.setLienKeeper(address(hostile), true);
        vm.prank(alice);
        token.approve(address(hostile), 60);
        vm.prank(address(hostile));
        token.placeLien(alice, 60);
        arm(abi.encodeCall(token.enforceLien, (alice, carol, 60)));
        vm.prank(address(hostile));
        token.enforceLien(alice, bob, 60);
        expectAnswer(abi.encodeWithSelector(ISecurityToken.LienExceeded.selector, alice, address(hostile), 0, 60));
        vm.assertEq(token.balanceOf(alice), 40);
    }

    function test_LiensFollowARecoveryBeforeAnyoneCanComeBack() public {
        address keeper = address(new Keeper());
        token.setLienKeeper(keeper, true);
        vm.prank(alice);
        token.approve(keeper, 60);
        vm.prank(keeper);
        token.placeLien(alice, 60);
        token.addAgent(address(hostile));
        arm(abi.encodeCall(token.forcedTransfer, (aliceAgain, carol, 100)));
        token.recoveryAddress(alice, aliceAgain, identityFor(alice));
        expectAnswer(abi.encodeWithSelector(ISecurityToken.UnitsUnderLien.selector, aliceAgain, 40, 100));
        vm.assertEq(token.lienOf(aliceAgain, keeper), 60);
        vm.assertEq(token.freeUnitsOf(aliceAgain), 40);
        vm.assertEq(token.freeUnitsOf(alice), 0);
    }

    function test_ComplianceReplacedWithinATransferHoldsForTheNext() public {
        token.transferOwnership(address(hostile));
        arm(abi.encodeCall(token.setCompliance, (address(compliance))));
        send(alice, bob, 10);
        vm.assertTrue(hostile.succeeded());
        vm.assertEq(token.compliance(), address(compliance));
        vm.assertEq(token.balanceOf(bob), 10);
        send(alice, bob, 10);
        vm.assertEq(token.balanceOf(bob), 20);
    }

    function test_OneWhoIsNotTheOwnerReplacesNothing() public {
        arm(abi.encodeCall(token.setCompliance, (address(compliance))));
        send(alice, bob, 10);
        expectAnswer(abi.encodeWithSignature("OwnableUnauthorizedAccount(address)", address(hostile)));
        vm.assertEq(token.compliance(), address(hostile));
    }

    // While it is bound

    function test_MintingWhileBeingBoundStaysUnderTheMaximum() public {
        ReenteringCompliance next = new ReenteringCompliance();
        token.addAgent(address(next));
        next.arm(address(token), abi.encodeCall(token.mint, (alice, MAXIMUM)));
        token.setCompliance(address(next));
        vm.assertFalse(next.succeeded());
        vm.assertEq(token.totalSupply(), 100);
    }

    function test_TheOneBeingBoundIsNotAskedBeforeItIs() public {
        token.setCompliance(address(compliance));
        // A rule that says nothing here, so that the old one is asked at all.
        compliance.setUsPersons(address(token));
        ReenteringCompliance next = new ReenteringCompliance();
        vm.prank(alice);
        token.approve(address(next), 10);
        next.arm(address(token), abi.encodeCall(token.transferFrom, (alice, bob, 10)));
        token.setCompliance(address(next));
        // The old one is asked, and has let go already.
        vm.assertFalse(next.succeeded());
        vm.assertEq(
            keccak256(next.answer()),
            keccak256(abi.encodeWithSignature("TokenNotBound(address)", address(token)))
        );
    }

    function test_AnOwnerWhoComesBackWhileBindingLeavesOneComplianceNotHalfOfTwo() public {
        ReenteringCompliance next = new ReenteringCompliance();
        next.arm(address(token), abi.encodeCall(token.setCompliance, (address(compliance))));
        token.transferOwnership(address(next));
        vm.prank(address(next));
        token.setCompliance(address(next));
        vm.assertTrue(next.succeeded());
        vm.assertEq(token.compliance(), address(next));
        send(alice, bob, 10);
        vm.assertEq(token.balanceOf(bob), 10);
    }

    function test_TheOldOneComingBackWhileLetGoGainsNothing() public {
        token.addAgent(address(hostile));
        arm(abi.encodeCall(token.mint, (alice, MAXIMUM)));
        token.setCompliance(address(compliance));
        vm.assertFalse(hostile.succeeded());
        vm.assertEq(token.compliance(), address(compliance));
        vm.assertEq(token.totalSupply(), 100);
    }

    function arm(bytes memory payload) private {
        hostile.arm(address(token), payload);
    }

    /// @dev The call back was made, and failed for this reason.
    function expectAnswer(bytes memory reason) private view {
        vm.assertFalse(hostile.armed());
        vm.assertFalse(hostile.succeeded());
        vm.assertEq(keccak256(hostile.answer()), keccak256(reason));
    }
}
