// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IEligibility } from "../../contracts/identity/interfaces/IEligibility.sol";
import { RETIRED } from "../../contracts/identity/types/Investor.sol";
import { IERC3643 } from "../../contracts/token/interfaces/IERC3643.sol";
import { IERC7943Fungible } from "../../contracts/token/interfaces/IERC7943.sol";
import { ISecurityToken } from "../../contracts/token/interfaces/ISecurityToken.sol";
import { SecurityToken } from "../../contracts/token/SecurityToken.sol";
import { Holders } from "../support/Holders.sol";
import { Keeper } from "../mocks/Keeper.sol";

/// @title Recovery: what a lost wallet held goes to another wallet of the same identity; what it earned stays written
contract RecoveryTest is Holders {
    address private identity;

    function setUp() public override {
        super.setUp();
        identity = identityFor(alice);
        token.mint(alice, 100);
    }

    // What moves

    function test_TheBalanceMovesAndASuccessorIsNamed() public {
        vm.expectEmit(address(token));
        emit ISecurityToken.SuccessorSet(alice, aliceAgain);
        vm.expectEmit(address(token));
        emit IERC3643.RecoverySuccess(alice, aliceAgain, identity);
        vm.assertTrue(recover());
        vm.assertEq(token.balanceOf(alice), 0);
        vm.assertEq(token.balanceOf(aliceAgain), 100);
        vm.assertEq(token.totalSupply(), 100);
        vm.assertEq(token.successorOf(alice), aliceAgain);
    }

    function test_TheFrozenPartMovesAndIsTold() public {
        token.mint(aliceAgain, 20);
        token.freezePartialTokens(aliceAgain, 5);
        token.freezePartialTokens(alice, 30);
        vm.expectEmit(address(token));
        emit IERC3643.TokensUnfrozen(alice, 30);
        vm.expectEmit(address(token));
        emit IERC7943Fungible.Frozen(alice, 0);
        vm.expectEmit(address(token));
        emit IERC3643.TokensFrozen(aliceAgain, 30);
        vm.expectEmit(address(token));
        emit IERC7943Fungible.Frozen(aliceAgain, 35);
        recover();
        vm.assertEq(token.getFrozenTokens(alice), 0);
        vm.assertEq(token.getFrozenTokens(aliceAgain), 35);
        vm.assertEq(token.freeUnitsOf(aliceAgain), 85);
    }

    function test_AFrozenWalletsReplacementIsFrozenToo() public {
        token.setAddressFrozen(alice, true);
        vm.expectEmit(address(token));
        emit IERC3643.AddressFrozen(aliceAgain, true, address(this));
        recover();
        vm.assertTrue(token.isFrozen(aliceAgain));
        vm.assertTrue(token.isFrozen(alice));
        expectFrozen(aliceAgain);
        send(aliceAgain, bob, 1);
    }

    function test_AFrozenReplacementStaysFrozen() public {
        token.setAddressFrozen(aliceAgain, true);
        recover();
        vm.assertTrue(token.isFrozen(aliceAgain));
        vm.assertEq(token.balanceOf(aliceAgain), 100);
    }

    function test_AllLiensMoveEvenOfAKeeperNoLongerAllowed() public {
        address[4] memory keepers;
        for (uint256 i = 0; i < 4; ++i) {
            keepers[i] = address(new Keeper());
            token.setLienKeeper(keepers[i], true);
            place(keepers[i], alice, 10 + i);
        }
        token.mint(aliceAgain, 50);
        place(keepers[3], aliceAgain, 7);
        token.setLienKeeper(keepers[1], false);
        token.setLienKeeper(keepers[3], false);
        recover();
        vm.assertEq(token.liensOf(alice), 0);
        vm.assertEq(token.freeUnitsOf(alice), 0);
        for (uint256 i = 0; i < 3; ++i) vm.assertEq(token.lienOf(aliceAgain, keepers[i]), 10 + i);
        vm.assertEq(token.lienOf(aliceAgain, keepers[3]), 20);
        vm.assertEq(token.liensOf(aliceAgain), 53);
        vm.assertEq(token.freeUnitsOf(aliceAgain), 97);
        vm.assertEq(token.lienKeepers().length, 4);
        vm.prank(keepers[1]);
        token.releaseLien(aliceAgain, 11);
        vm.assertEq(token.lienKeepers().length, 3);
    }

    function test_HistoryStaysWithTheWalletThatMadeIt() public {
        dates.list(uint40(START + 1 days), 0);
        dates.list(uint40(START + 3 days), uint40(START + 1 days));
        later(2 days);
        recover();
        later(2 days);
        vm.assertEq(token.balanceOfAt(alice, START + 1 days), 100);
        vm.assertEq(token.balanceOfAt(aliceAgain, START + 1 days), 0);
        vm.assertEq(token.balanceOfAt(alice, START + 3 days), 0);
        vm.assertEq(token.balanceOfAt(aliceAgain, START + 3 days), 100);
        vm.assertEq(token.totalSupplyAt(START + 1 days), 100);
    }

    function test_AnEmptyWalletIsRecoveredToo() public {
        token.burn(alice, 100);
        recover();
        vm.assertEq(token.successorOf(alice), aliceAgain);
        expectNotReceiving();
    }

    function test_ItWorksWhilePausedAndOnADeniedOrLapsedWallet() public {
        token.pause();
        registry.denyWallets(only(alice), true);
        later(366 days);
        admitFor(aliceAgain, identity);
        recover();
        vm.assertEq(token.balanceOf(aliceAgain), 100);
    }

    // Again and further

    function test_TheSameRecoveryAgainChangesNothing() public {
        token.freezePartialTokens(alice, 30);
        recover();
        send(aliceAgain, bob, 10);
        vm.recordLogs();
        vm.assertTrue(recover());
        vm.assertEq(vm.getRecordedLogs().length, 0);
        vm.assertEq(token.balanceOf(aliceAgain), 90);
        vm.assertEq(token.getFrozenTokens(aliceAgain), 30);
    }

    function test_TheReplacementCanBeLostInItsTurn() public {
        address third = walletAt(6);
        admitFor(third, identity);
        recover();
        token.recoveryAddress(aliceAgain, third, identity);
        vm.assertEq(token.balanceOf(third), 100);
        vm.assertEq(token.successorOf(alice), aliceAgain);
        vm.assertEq(token.successorOf(aliceAgain), third);
    }

    // What is refused

    function test_ARecoveredWalletNeverReceivesByAnyPath() public {
        token.mint(bob, 10);
        recover();
        expectNotReceiving();
        vm.assertFalse(token.canReceive(alice));
        vm.assertFalse(token.canTransfer(bob, alice, 1));
        expectRecovered(alice, aliceAgain);
        token.recoveryAddress(aliceAgain, alice, identity);
        // Not even after new evidence, nor on release of a freeze.
        later(1 days);
        admit(alice);
        token.setAddressFrozen(alice, false);
        expectNotReceiving();
    }

    function test_RevertWhen_ARecoveredWalletIsRecoveredToYetAnother() public {
        address third = walletAt(6);
        admitFor(third, identity);
        recover();
        expectRecovered(alice, aliceAgain);
        token.recoveryAddress(alice, third, identity);
    }

    function test_RevertWhen_TheReplacementIsOfAnotherIdentity() public {
        expectNotTheSame(bob, identity);
        token.recoveryAddress(alice, bob, identity);
        expectNotTheSame(bob, identityFor(bob));
        token.recoveryAddress(alice, bob, identityFor(bob));
    }

    function test_RevertWhen_TheIdentityNamedIsAnothersOrNone() public {
        expectNotTheSame(aliceAgain, identityFor(bob));
        token.recoveryAddress(alice, aliceAgain, identityFor(bob));
        registry.deleteIdentity(alice);
        registry.deleteIdentity(aliceAgain);
        expectNotTheSame(aliceAgain, address(0));
        token.recoveryAddress(alice, aliceAgain, address(0));
    }

    function test_RevertWhen_TheReplacementIsNotEligible() public {
        registry.denyWallets(only(aliceAgain), true);
        expectNotEligible(aliceAgain);
        recover();
    }

    function test_RevertWhen_AWalletWouldReplaceItself() public {
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.SameWallet.selector, alice));
        token.recoveryAddress(alice, alice, identity);
    }

    function test_RevertWhen_TheReplacementIsTheZeroAddress() public {
        expectNotTheSame(address(0), identity);
        token.recoveryAddress(alice, address(0), identity);
    }

    function test_RevertWhen_OneWhoIsNoAgentRecovers() public {
        expectOnlyAgent(alice);
        vm.prank(alice);
        token.recoveryAddress(alice, aliceAgain, identity);
    }

    // With the registry

    function test_ATokenThatIsNoAgentOfTheRegistryRetiresNobodyThere() public {
        recover();
        vm.assertTrue(registry.isVerified(alice));
        expectNotReceiving();
    }

    function test_ATokenThatIsAgentOfTheRegistryRetiresTheLostWalletThere() public {
        registry.addAgent(address(token));
        recover();
        vm.assertTrue(registry.recordOf(alice).hasMark(RETIRED));
        vm.assertFalse(registry.isVerified(alice));
        later(1 days);
        admit(alice);
        vm.assertFalse(registry.isVerified(alice));
        vm.assertTrue(registry.isVerified(aliceAgain));
        expectNotReceiving();
    }

    function test_RevertWhen_TheRegistryKnowsTheReplacementAsAnothers() public {
        registry.addAgent(address(token));
        vm.expectRevert(
            abi.encodeWithSelector(IEligibility.IdentityMismatch.selector, bob, identityFor(bob), identity)
        );
        token.recoveryAddress(alice, bob, identity);
    }

    function test_RevertWhen_NobodyVouchesForANewReplacement() public {
        registry.addAgent(address(token));
        vm.expectRevert(abi.encodeWithSelector(IEligibility.NotAWalletOf.selector, identity, stranger));
        token.recoveryAddress(alice, stranger, identity);
    }

    function test_TwoTokensOnOneRegistryRecoverInEitherOrder() public {
        SecurityToken other = deployToken("B");
        other.mint(alice, 7);
        registry.addAgent(address(token));
        registry.addAgent(address(other));
        uint256 fresh = vm.snapshotState();
        recover();
        other.recoveryAddress(alice, aliceAgain, identity);
        expectBothMoved(other);
        vm.revertToState(fresh);
        other.recoveryAddress(alice, aliceAgain, identity);
        recover();
        expectBothMoved(other);
    }

    function test_ASecondTokenWithoutTheAgentsRoleRecoversAfterTheFirstRetiredTheWallet() public {
        SecurityToken other = deployToken("B");
        other.mint(alice, 7);
        registry.addAgent(address(token));
        recover();
        expectNotEligible(alice);
        other.mint(alice, 1);
        other.recoveryAddress(alice, aliceAgain, identity);
        expectBothMoved(other);
    }

    function recover() private returns (bool) {
        return token.recoveryAddress(alice, aliceAgain, identity);
    }

    function expectBothMoved(SecurityToken other) private view {
        vm.assertEq(token.balanceOf(aliceAgain), 100);
        vm.assertEq(other.balanceOf(aliceAgain), 7);
        vm.assertEq(other.balanceOf(alice), 0);
        vm.assertEq(other.successorOf(alice), aliceAgain);
    }

    function expectNotReceiving() private {
        token.mint(bob, 1);
        expectRecovered(alice, aliceAgain);
        send(bob, alice, 1);
        expectRecovered(alice, aliceAgain);
        token.mint(alice, 1);
        expectRecovered(alice, aliceAgain);
        token.forcedTransfer(bob, alice, 1);
    }

    function expectNotTheSame(address replacement, address named) private {
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.NotTheSameIdentity.selector, alice, replacement, named));
    }

    function place(address keeper, address holder, uint256 amount) private {
        vm.prank(holder);
        token.approve(keeper, amount);
        vm.prank(keeper);
        token.placeLien(holder, amount);
    }
}
