// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { DealStatus, IDeal } from "../../contracts/deal/interfaces/IDeal.sol";
import { IOrders } from "../../contracts/deal/interfaces/IOrders.sol";
import { Party } from "../../contracts/deal/interfaces/IParties.sol";
import { PolicyKind } from "../../contracts/deal/interfaces/IPolicyChanges.sol";
import { Order, OrderKind } from "../../contracts/deal/types/Order.sol";
import { InvestorFacts } from "../../contracts/identity/interfaces/IEligibility.sol";
import { IAgentRole } from "../../contracts/token/interfaces/IAgentRole.sol";
import { ISecurityToken } from "../../contracts/token/interfaces/ISecurityToken.sol";
import { Keeper } from "../mocks/Keeper.sol";
import { DealCase } from "../support/DealCase.sol";

/// @title Orders: proposed by the transfer agent, confirmed by the trustee
contract OrdersTest is DealCase {
    function setUp() public override {
        super.setUp();
        admit(carol);
        openDeal();
    }

    // What each kind does

    function test_AWalletIsFrozenInOneClassAndReleased() public {
        Order memory o = order(OrderKind.FreezeWallet, address(tokens[0]), alice);
        carryOut(o);
        vm.assertTrue(tokens[0].isFrozen(alice));
        vm.assertFalse(tokens[1].isFrozen(alice));
        o.kind = OrderKind.ReleaseWallet;
        o.reference_ = "2";
        carryOut(o);
        vm.assertFalse(tokens[0].isFrozen(alice));
    }

    function test_AWalletIsFrozenInAllClassesAndReleased() public {
        Order memory o = order(OrderKind.FreezeWallet, address(0), alice);
        carryOut(o);
        for (uint256 k = 0; k < CLASSES; ++k) vm.assertTrue(tokens[k].isFrozen(alice));
        o.kind = OrderKind.ReleaseWallet;
        o.reference_ = "2";
        carryOut(o);
        for (uint256 k = 0; k < CLASSES; ++k) vm.assertFalse(tokens[k].isFrozen(alice));
    }

    function test_UnitsAreFrozenAndReleased() public {
        Order memory o = order(OrderKind.FreezeUnits, address(tokens[0]), alice);
        o.amount = 100e6;
        carryOut(o);
        vm.assertEq(tokens[0].getFrozenTokens(alice), 100e6);
        (o.kind, o.amount, o.reference_) = (OrderKind.ReleaseUnits, 40e6, "2");
        carryOut(o);
        vm.assertEq(tokens[0].getFrozenTokens(alice), 60e6);
    }

    function test_UnitsAreMovedByForce() public {
        Order memory o = order(OrderKind.ForcedTransfer, address(tokens[0]), alice);
        (o.to, o.amount) = (carol, 200e6);
        carryOut(o);
        vm.assertEq(tokens[0].balanceOf(carol), 200e6);
        vm.assertEq(tokens[0].balanceOf(alice), 500e6);
    }

    function test_UnitsUnderLienAreMovedByAnOrderThatNamesTheKeeper() public {
        address keeper = address(new Keeper());
        bytes memory data = abi.encode(keeper, true);
        asParty(Party.Issuer);
        deal.proposePolicy(address(tokens[0]), PolicyKind.LienKeeper, data);
        later(DELAY);
        deal.applyPolicy(address(tokens[0]), PolicyKind.LienKeeper, data);
        vm.prank(alice);
        tokens[0].approve(keeper, 700e6);
        vm.prank(keeper);
        tokens[0].placeLien(alice, 700e6);
        Order memory o = order(OrderKind.ForcedTransfer, address(tokens[0]), alice);
        (o.to, o.amount) = (carol, 200e6);
        propose(o);
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.UnitsUnderLien.selector, alice, 0, 200e6));
        confirm(o);
        (o.kind, o.keeper, o.reference_) = (OrderKind.ForcedTransferOfLien, keeper, "2");
        carryOut(o);
        vm.assertEq(tokens[0].balanceOf(carol), 200e6);
        vm.assertEq(tokens[0].lienOf(alice, keeper), 500e6);
    }

    function test_ALostWalletIsRecoveredInAllClasses() public {
        address replacement = walletAt(77);
        InvestorFacts memory facts = factsOf(replacement);
        facts.identity = registry.identity(alice);
        admit(facts);
        Order memory o = order(OrderKind.Recovery, address(0), alice);
        (o.to, o.keeper) = (replacement, registry.identity(alice));
        carryOut(o);
        vm.assertEq(tokens[0].balanceOf(replacement), 700e6);
        for (uint256 k = 0; k < CLASSES; ++k) vm.assertEq(tokens[k].successorOf(alice), replacement);
    }

    function test_AllClassesArePaused_ThoseThatAreAlreadyStayAsTheyAre() public {
        Order memory o = order(OrderKind.Pause, address(tokens[1]), address(0));
        carryOut(o);
        vm.assertTrue(tokens[1].paused());
        vm.assertFalse(tokens[0].paused());
        (o.token, o.reference_) = (address(0), "2");
        carryOut(o);
        for (uint256 k = 0; k < CLASSES; ++k) vm.assertTrue(tokens[k].paused());
        (o.kind, o.reference_) = (OrderKind.Unpause, "3");
        carryOut(o);
        for (uint256 k = 0; k < CLASSES; ++k) vm.assertFalse(tokens[k].paused());
    }

    function test_WhatAHolderIsOwedIsAttachedAndReleased() public {
        Order memory o = order(OrderKind.Attachment, address(0), alice);
        (o.to, o.amount) = (carol, 50e6);
        carryOut(o);
        vm.assertEq(paying.holder(), alice);
        vm.assertEq(paying.to(), carol);
        vm.assertEq(paying.amount(), 50e6);
        Order memory release = order(OrderKind.ReleaseAttachment, address(0), alice);
        release.reference_ = "2";
        carryOut(release);
        vm.assertEq(paying.holder(), alice);
        vm.assertEq(paying.to(), address(0));
        vm.assertEq(paying.amount(), 0);
    }

    // Two keys

    function test_AProposalIsToldWithAllItSays_AndWaitsThirtyDays() public {
        Order memory o = order(OrderKind.FreezeWallet, address(0), alice);
        bytes32 id = keccak256(abi.encode(o));
        uint40 lapses = uint40(block.timestamp + 30 days);
        vm.expectEmit(address(deal));
        emit IOrders.OrderProposed(id, who(Party.TransferAgent), o, lapses);
        vm.assertEq(propose(o), id);
        vm.assertEq(uint256(deal.orderLapses(id)), lapses);
        vm.assertFalse(tokens[0].isFrozen(alice));
        vm.expectEmit(address(deal));
        emit IOrders.OrderConfirmed(id, who(Party.Trustee));
        confirm(o);
        vm.assertEq(uint256(deal.orderLapses(id)), 0);
    }

    function test_RevertWhen_AnyoneButTheTransferAgentProposes() public {
        Order memory o = order(OrderKind.FreezeWallet, address(0), alice);
        for (uint256 i = 0; i < 10; ++i) {
            if (Party(i) == Party.TransferAgent) continue;
            vm.expectRevert(abi.encodeWithSelector(IOrders.NotTheTransferAgent.selector, who(Party(i))));
            asParty(Party(i));
            deal.proposeOrder(o);
        }
    }

    function test_RevertWhen_AnyoneButTheTrusteeConfirms() public {
        Order memory o = order(OrderKind.FreezeWallet, address(0), alice);
        propose(o);
        for (uint256 i = 0; i < 10; ++i) {
            if (Party(i) == Party.Trustee) continue;
            vm.expectRevert(abi.encodeWithSelector(IDeal.NotTheTrustee.selector, who(Party(i))));
            asParty(Party(i));
            deal.confirmOrder(o);
        }
    }

    /// @dev Another transfer agent took over, then the first became trustee: still one person with both keys.
    function test_RevertWhen_WhoProposedHasBecomeTheTrustee() public {
        address first = who(Party.TransferAgent);
        Order memory o = order(OrderKind.FreezeWallet, address(0), alice);
        propose(o);
        replace(Party.Issuer, Party.TransferAgent, walletAt(7));
        replace(Party.Verifier, Party.Trustee, first);
        vm.expectRevert(abi.encodeWithSelector(IOrders.ProposerMayNotConfirm.selector, first));
        vm.prank(first);
        deal.confirmOrder(o);
    }

    function test_RevertWhen_WhoProposedIsNoLongerTheTransferAgent() public {
        Order memory o = order(OrderKind.FreezeWallet, address(0), alice);
        propose(o);
        replace(Party.Issuer, Party.TransferAgent, walletAt(7));
        vm.expectRevert(abi.encodeWithSelector(IOrders.ProposerReplaced.selector, who(Party.TransferAgent)));
        confirm(o);
        // Its successor withdraws it and proposes it in its own name.
        vm.startPrank(walletAt(7));
        deal.withdrawOrder(o);
        deal.proposeOrder(o);
        vm.stopPrank();
        confirm(o);
        vm.assertTrue(tokens[0].isFrozen(alice));
    }

    function replace(Party by, Party party, address newcomer) private {
        asParty(by);
        deal.proposeParty(party, newcomer, "");
        later(DELAY);
        vm.prank(newcomer);
        deal.acceptParty(party);
    }

    function test_RevertWhen_NothingOfTheKindIsProposed() public {
        Order memory o = order(OrderKind.FreezeWallet, address(0), alice);
        propose(o);
        o.from = bob;
        vm.expectRevert(abi.encodeWithSelector(IOrders.OrderNotProposed.selector, keccak256(abi.encode(o))));
        confirm(o);
    }

    function test_RevertWhen_ItIsConfirmedTwice() public {
        Order memory o = order(OrderKind.ForcedTransfer, address(tokens[0]), alice);
        (o.to, o.amount) = (carol, 200e6);
        carryOut(o);
        vm.expectRevert(abi.encodeWithSelector(IOrders.OrderNotProposed.selector, keccak256(abi.encode(o))));
        confirm(o);
        vm.assertEq(tokens[0].balanceOf(carol), 200e6);
    }

    function test_RevertWhen_TheProposalHasLapsed() public {
        Order memory o = order(OrderKind.FreezeWallet, address(0), alice);
        bytes32 id = propose(o);
        uint40 lapses = uint40(block.timestamp + 30 days);
        vm.warp(lapses);
        vm.expectRevert(abi.encodeWithSelector(IOrders.OrderLapsed.selector, id, lapses));
        confirm(o);
        vm.warp(lapses - 1);
        confirm(o);
        vm.assertTrue(tokens[0].isFrozen(alice));
    }

    // References

    function test_RevertWhen_AReferenceIsUsedAgain() public {
        Order memory o = order(OrderKind.FreezeWallet, address(0), alice);
        bytes32 id = propose(o);
        vm.expectRevert(abi.encodeWithSelector(IOrders.OrderProposedAlready.selector, id));
        propose(o);
        Order memory other = order(OrderKind.FreezeWallet, address(0), bob);
        vm.expectRevert(abi.encodeWithSelector(IOrders.ReferenceUsed.selector, "1"));
        propose(other);
        confirm(o);
        vm.expectRevert(abi.encodeWithSelector(IOrders.ReferenceUsed.selector, "1"));
        propose(other);
        vm.expectRevert(abi.encodeWithSelector(IOrders.ReferenceUsed.selector, "1"));
        propose(o);
    }

    function test_AReferenceIsFreeAgainWhenTheProposalIsWithdrawn() public {
        Order memory o = order(OrderKind.FreezeWallet, address(0), alice);
        bytes32 id = propose(o);
        vm.expectEmit(address(deal));
        emit IOrders.OrderWithdrawn(id, who(Party.Trustee));
        asParty(Party.Trustee);
        deal.withdrawOrder(o);
        vm.expectRevert(abi.encodeWithSelector(IOrders.OrderNotProposed.selector, id));
        confirm(o);
        propose(o);
        asParty(Party.TransferAgent);
        deal.withdrawOrder(o);
        vm.assertEq(uint256(deal.orderLapses(id)), 0);
    }

    function test_RevertWhen_AnyoneElseWithdraws() public {
        Order memory o = order(OrderKind.FreezeWallet, address(0), alice);
        propose(o);
        vm.expectRevert(abi.encodeWithSelector(IOrders.NotTheTransferAgent.selector, who(Party.Issuer)));
        asParty(Party.Issuer);
        deal.withdrawOrder(o);
    }

    function test_RevertWhen_AConfirmedOrderIsWithdrawnToFreeItsReference() public {
        Order memory o = order(OrderKind.FreezeWallet, address(0), alice);
        carryOut(o);
        vm.expectRevert(abi.encodeWithSelector(IOrders.OrderNotProposed.selector, keccak256(abi.encode(o))));
        asParty(Party.TransferAgent);
        deal.withdrawOrder(o);
    }

    /// @dev Authority and reference stand side by side: moving a letter from one to the other is another order.
    function test_TextsDoNotRunIntoEachOther() public {
        Order memory o = order(OrderKind.FreezeWallet, address(0), alice);
        (o.authority, o.reference_) = ("court of first", "instance 7");
        propose(o);
        (o.authority, o.reference_) = ("court of first i", "nstance 7");
        vm.expectRevert(abi.encodeWithSelector(IOrders.OrderNotProposed.selector, keccak256(abi.encode(o))));
        confirm(o);
    }

    // What an order must say

    /// @dev Which fields each kind has: t token needed, a token or all classes, f from, o to, n amount, k keeper.
    function test_EachKindNeedsItsFieldsAndNoOthers() public {
        string[11] memory table = ["af", "af", "tfn", "tfn", "tfon", "tfonk", "afok", "a", "a", "fon", "f"];
        for (uint256 kind = 0; kind < table.length; ++kind) {
            for (uint256 fields = 0; fields < 32; ++fields) {
                Order memory o = order(OrderKind(kind), address(0), address(0));
                if (fields & 1 != 0) o.token = address(tokens[0]);
                if (fields & 2 != 0) o.from = alice;
                if (fields & 4 != 0) o.to = carol;
                if (fields & 8 != 0) o.amount = 5;
                if (fields & 16 != 0) o.keeper = bob;
                tryToPropose(o, _fits(table[kind], fields));
            }
        }
    }

    function _fits(string memory letters, uint256 fields) private pure returns (bool) {
        bool token = fields & 1 != 0;
        if (_has(letters, "t") && !token) return false;
        if (!_has(letters, "t") && !_has(letters, "a") && token) return false;
        return
            _has(letters, "f") == (fields & 2 != 0) &&
            _has(letters, "o") == (fields & 4 != 0) &&
            _has(letters, "n") == (fields & 8 != 0) &&
            _has(letters, "k") == (fields & 16 != 0);
    }

    function _has(string memory letters, bytes1 letter) private pure returns (bool) {
        for (uint256 i = 0; i < bytes(letters).length; ++i) if (bytes(letters)[i] == letter) return true;
        return false;
    }

    function test_RevertWhen_AuthorityReferenceOrEvidenceIsMissing() public {
        Order memory o = order(OrderKind.FreezeWallet, address(0), alice);
        o.authority = "";
        tryToPropose(o, false);
        o = order(OrderKind.FreezeWallet, address(0), alice);
        o.reference_ = "";
        tryToPropose(o, false);
        o = order(OrderKind.FreezeWallet, address(0), alice);
        o.evidence = 0;
        tryToPropose(o, false);
    }

    function test_RevertWhen_TheTokenIsNotTheDeals() public {
        vm.expectRevert(abi.encodeWithSelector(IOrders.NotATokenOfTheDeal.selector, address(token)));
        propose(order(OrderKind.FreezeWallet, address(token), alice));
    }

    function tryToPropose(Order memory o, bool may) private {
        uint256 before = vm.snapshotState();
        if (!may) vm.expectRevert(IOrders.OrderIncomplete.selector);
        propose(o);
        vm.revertToState(before);
    }

    // While the deal is offered, or failed

    function test_RevertWhen_UnitsWouldMoveBeforeTheDealOpens_OrTransfersBegin() public {
        createDeal(draft());
        vm.prank(offering);
        tokens[0].mint(alice, 700e6);
        expectNotYet(DealStatus.Offered);
        vm.prank(offering);
        deal.failDeal();
        expectNotYet(DealStatus.Failed);
    }

    function test_AWalletCanBeFrozenWhileTheDealIsOffered() public {
        createDeal(draft());
        carryOut(order(OrderKind.FreezeWallet, address(0), alice));
        vm.assertTrue(tokens[0].isFrozen(alice));
    }

    function expectNotYet(DealStatus status) private {
        uint256 before = vm.snapshotState();
        Order[3] memory list;
        list[0] = order(OrderKind.ForcedTransfer, address(tokens[0]), alice);
        (list[0].to, list[0].amount) = (carol, 5);
        list[1] = order(OrderKind.Unpause, address(0), address(0));
        list[2] = order(OrderKind.Recovery, address(0), alice);
        (list[2].to, list[2].keeper) = (carol, registry.identity(alice));
        for (uint256 i = 0; i < list.length; ++i) {
            list[i].reference_ = vm.toString(i);
            propose(list[i]);
            vm.expectRevert(abi.encodeWithSelector(IDeal.WrongStatus.selector, status));
            confirm(list[i]);
        }
        vm.revertToState(before);
    }

    /// @dev The deal is the tokens' agent, and has no other way to act as one.
    function test_NoPartyIsAnAgentOfTheTokens() public {
        for (uint256 i = 0; i < 10; ++i) {
            vm.assertFalse(tokens[0].isAgent(who(Party(i))));
            asParty(Party(i));
            vm.expectRevert(abi.encodeWithSelector(IAgentRole.NotAgent.selector, who(Party(i))));
            tokens[0].forcedTransfer(alice, carol, 1);
        }
    }

    // Sentences

    function order(OrderKind kind, address token_, address from) private pure returns (Order memory) {
        return
            Order({
                kind: kind,
                token: token_,
                from: from,
                to: address(0),
                amount: 0,
                keeper: address(0),
                authority: "High Court of Hong Kong",
                reference_: "1",
                evidence: keccak256("order")
            });
    }

    function propose(Order memory o) private returns (bytes32) {
        asParty(Party.TransferAgent);
        return deal.proposeOrder(o);
    }

    function confirm(Order memory o) private {
        asParty(Party.Trustee);
        deal.confirmOrder(o);
    }

    function carryOut(Order memory o) private {
        propose(o);
        confirm(o);
    }
}
