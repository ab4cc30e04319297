// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ClassPayment, IDeclarations } from "../../contracts/distribution/interfaces/IDeclarations.sol";
import { IPayingAgent } from "../../contracts/distribution/interfaces/IPayingAgent.sol";
import { PayingTable } from "../../contracts/distribution/types/PayingTable.sol";
import { PayingCase } from "../support/PayingCase.sol";

/// @notice How payments come onto the books, and what a clone is made of.
contract DeclaringTest is PayingCase {
    function test_ADeclarationIsToldAndKeptWordForWord() public {
        uint40 recordDate = pass();
        ClassPayment[] memory payments = both(ClassPayment(11, 22, 33), ClassPayment(0, 0, 7));
        asset.mint(address(agent), 73 * SCALE);
        vm.expectEmit(address(agent));
        emit IPayingAgent.Declared(3, recordDate, address(asset), payments);
        agent.declare(3, recordDate, payments);
        (ClassPayment memory kept, uint40 moment) = agent.paymentOf(0, 3);
        assertPayment(kept, payments[0]);
        vm.assertEq(moment, recordDate);
        (kept, moment) = agent.paymentOf(1, 3);
        assertPayment(kept, payments[1]);
        vm.assertEq(moment, recordDate);
        vm.assertEq(agent.lastDate(), 3);
        vm.assertEq(agent.booked(address(asset)), 73);
        (, moment) = agent.paymentOf(0, 65_539);
        vm.assertEq(moment, 0, "a number that no date can have is no other date");
    }

    function testFuzz_AmountsOfAnySizeAreKept(uint128 interest, uint128 principal, uint128 residual) public {
        ClassPayment memory given = ClassPayment(interest % 2 ** 100, principal % 2 ** 100, residual % 2 ** 100);
        given.interest >>= uint8(principal);
        given.principal >>= uint8(residual);
        pay(both(given, ClassPayment(0, 0, 0)), pass());
        (ClassPayment memory kept, ) = agent.paymentOf(0, 1);
        assertPayment(kept, given);
    }

    function test_TheLargestNarrowAndTheSmallestWideAmountAreKept() public {
        uint128 most = 2 ** 72 - 1;
        pay(both(ClassPayment(most, most, most), ClassPayment(most + 1, 1, 0)), pass());
        (ClassPayment memory kept, uint40 moment) = agent.paymentOf(0, 1);
        assertPayment(kept, ClassPayment(most, most, most));
        (kept, moment) = agent.paymentOf(1, 1);
        assertPayment(kept, ClassPayment(most + 1, 1, 0));
        vm.assertEq(moment, lastListed);
        vm.prank(bob);
        vm.assertEq(agent.collect(1), uint256(most) + 2);
    }

    function test_RevertWhen_SomebodyElseDeclares() public {
        vm.expectRevert(abi.encodeWithSelector(IDeclarations.NotTheWaterfall.selector, alice));
        vm.prank(alice);
        agent.declare(1, 1, new ClassPayment[](0));
    }

    function test_RevertWhen_ADateComesTwiceOrAnEarlierOneComes() public {
        ClassPayment[] memory nothing = new ClassPayment[](2);
        agent.declare(5, 1, nothing);
        vm.expectRevert(abi.encodeWithSelector(IDeclarations.DateAlreadyDeclared.selector, 5, 5));
        agent.declare(5, 1, nothing);
        vm.expectRevert(abi.encodeWithSelector(IDeclarations.DateAlreadyDeclared.selector, 5, 4));
        agent.declare(4, 1, nothing);
    }

    function test_RevertWhen_LessArrivedThanWasDeclared() public {
        paySenior(100, 0);
        asset.mint(address(agent), 10 * SCALE - 1);
        vm.expectRevert(abi.encodeWithSelector(IPayingAgent.LessArrived.selector, 110 * SCALE, 110 * SCALE - 1));
        agent.declare(2, lastListed, both(senior(10), senior(0)));
    }

    function test_ADateWithoutCashClosesThoughTheAssetTookWhatWasHere() public {
        paySenior(100, 0);
        asset.destroy(address(agent), 100 * SCALE);
        agent.declare(2, lastListed, new ClassPayment[](2));
        vm.assertEq(agent.lastDate(), 2);
    }

    // The clone

    function test_TheTableIsReadFromTheCode() public view {
        PayingTable memory t = agent.table();
        vm.assertEq(t.waterfall, address(this));
        vm.assertEq(t.asset, address(asset));
        vm.assertEq(t.scale, SCALE);
        vm.assertEq(t.terms.payoutDelay, DELAY);
        vm.assertEq(t.terms.taxAccount, taxAccount);
        vm.assertEq(t.tokens.length, 2);
        vm.assertEq(t.tokens[1], address(junior));
        vm.assertEq(agent.deal(), address(this));
    }

    function test_RevertWhen_InitialisedTwiceOrByAnotherOrNotAClone() public {
        vm.expectRevert(abi.encodeWithSignature("InvalidInitialization()"));
        agent.initialize(address(this));
        vm.expectRevert(abi.encodeWithSignature("InvalidInitialization()"));
        implementation.initialize(address(this));
        IPayingAgent fresh = cloneWith(tableWith(0));
        vm.expectRevert(abi.encodeWithSelector(IPayingAgent.NotTheFactory.selector, alice));
        vm.prank(alice);
        fresh.initialize(alice);
        vm.expectRevert(IPayingAgent.ZeroAddress.selector);
        fresh.initialize(address(0));
    }

    function test_RevertWhen_ThereAreMoreClassesThanAProgramCanHave() public {
        PayingTable memory t = tableWith(0);
        t.tokens = new address[](17);
        IPayingAgent fresh = cloneWith(t);
        vm.expectRevert(abi.encodeWithSelector(IPayingAgent.TooManyClasses.selector, 16));
        fresh.initialize(address(this));
    }

    function test_TheLastOfSixteenClassesIsCollectedLikeTheFirst() public {
        PayingTable memory t = tableWith(0);
        t.tokens = new address[](16);
        for (uint256 k = 0; k < 16; ++k) t.tokens[k] = address(token);
        agent = cloneWith(t);
        agent.initialize(address(this));
        ClassPayment[] memory payments = new ClassPayment[](16);
        for (uint128 k = 0; k < 16; ++k) payments[k] = ClassPayment(1_000 * (k + 1), 0, 0);
        agent.setAttachment(alice, carol, 1);
        pay(payments, pass());
        vm.startPrank(alice);
        for (uint256 k = 16; k > 0; --k) vm.assertEq(agent.collect(k - 1), 600 * k - (k == 16 ? 1 : 0));
        for (uint256 k = 0; k < 16; ++k) vm.assertEq(agent.collectedUpTo(alice, k), 1);
    }

    function assertPayment(ClassPayment memory got, ClassPayment memory expected) private pure {
        vm.assertEq(got.interest, expected.interest);
        vm.assertEq(got.principal, expected.principal);
        vm.assertEq(got.residual, expected.residual);
    }
}
