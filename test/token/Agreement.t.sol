// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Holders } from "../support/Holders.sol";
import { Keeper } from "../mocks/Keeper.sol";

/// @title What the token says may happen is what happens: canTransfer, canSend and canReceive against real transfers
contract AgreementTest is Holders {
    Keeper private keeper;

    function setUp() public override {
        super.setUp();
        keeper = new Keeper();
        token.setLienKeeper(address(keeper), true);
        token.mint(alice, 1_000);
        token.mint(bob, 50);
        token.mint(carol, 50);
        vm.prank(alice);
        token.approve(address(keeper), 400);
    }

    /// @dev None, one or two things stand in the way, so that some transfers pass and others do not.
    function testFuzz_CanTransferIsTrueExactlyWhenATransferSucceeds(
        uint8 first,
        uint8 second,
        uint256 fromNumber,
        uint256 toNumber,
        uint256 amount
    ) public {
        address from = walletOf(fromNumber);
        address to = walletOf(toNumber);
        putInTheWay(uint16((1 << (first % 26)) | (1 << (second % 26))), from, to);
        amount = amount % 4 == 0 ? token.freeUnitsOf(from) : bound(amount, 0, 1_100);
        bool foretold = token.canTransfer(from, to, amount);
        vm.assertEq(tryTransfer(from, to, amount), foretold);
    }

    function testFuzz_CanSendIsTrueExactlyWhenASoundReceiverCanBeSentTo(uint16 obstacles, uint256 number) public {
        address holder = walletOf(number);
        // Nothing of the token as a whole, and nothing against the receiver.
        putInTheWay(obstacles & SENDER_ONLY, holder, carol);
        vm.assume(holder != carol);
        bool foretold = token.canSend(holder);
        vm.assertEq(tryTransfer(holder, carol, 0), foretold);
    }

    function testFuzz_CanReceiveIsTrueExactlyWhenASoundSenderCanSendThere(uint16 obstacles, uint256 number) public {
        address holder = walletOf(number);
        vm.assume(holder != carol);
        putInTheWay(obstacles & RECEIVER_ONLY, carol, holder);
        bool foretold = token.canReceive(holder);
        vm.assertEq(tryTransfer(carol, holder, 1), foretold);
    }

    function test_NothingIsForetoldForTheZeroAddress() public view {
        vm.assertFalse(token.canTransfer(address(0), bob, 0));
        vm.assertFalse(token.canTransfer(alice, address(0), 0));
        vm.assertFalse(token.canReceive(address(0)));
    }

    function test_CanTransferIsTrueOverARecordDateNobodyNoticed() public {
        dates.list(uint40(block.timestamp + 1 days), 0);
        later(2 days);
        vm.assertTrue(token.canTransfer(alice, bob, 1_000));
        vm.assertTrue(tryTransfer(alice, bob, 1_000));
    }

    function test_CanTransferAsksTheRulesOfTheToken() public {
        compliance.setLotSize(address(token), 10);
        vm.assertFalse(token.canTransfer(alice, bob, 15));
        vm.assertFalse(tryTransfer(alice, bob, 15));
        vm.assertTrue(token.canTransfer(alice, bob, 20));
        vm.assertTrue(tryTransfer(alice, bob, 20));
    }

    uint16 private constant SENDER_ONLY = 0x1 | 0x4 | 0x10 | 0x40;
    uint16 private constant RECEIVER_ONLY = 0x2 | 0x8 | 0x20 | 0x100 | 0x200;

    /// @dev Each bit of `obstacles` from the lowest to the thirteenth is one.
    function putInTheWay(uint16 obstacles, address from, address to) private {
        // Liens and recovery first: the wallets must still be good for them.
        if (obstacles & 0x800 != 0) {
            vm.prank(address(keeper));
            token.placeLien(alice, 400);
        }
        if (obstacles & 0x200 != 0 && to == alice) token.recoveryAddress(alice, aliceAgain, identityFor(alice));
        if (obstacles & 0x1 != 0) token.setAddressFrozen(from, true);
        if (obstacles & 0x2 != 0) token.setAddressFrozen(to, true);
        if (obstacles & 0x4 != 0) registry.denyWallets(only(from), true);
        if (obstacles & 0x8 != 0) registry.denyWallets(only(to), true);
        if (obstacles & 0x10 != 0) registry.denyIdentities(only(identityFor(from)), true);
        if (obstacles & 0x20 != 0) registry.denyIdentities(only(identityFor(to)), true);
        if (obstacles & 0x40 != 0 && from != stranger) registry.deleteIdentity(from);
        if (obstacles & 0x80 != 0) token.pause();
        if (obstacles & 0x100 != 0 && registry.contains(to)) registry.deleteIdentity(to);
        if (obstacles & 0x400 != 0) token.freezePartialTokens(from, token.freeUnitsOf(from) / 2);
        if (obstacles & 0x1000 != 0) compliance.setLotSize(address(token), 7);
    }

    function walletOf(uint256 number) private view returns (address) {
        address[4] memory wallets = [alice, bob, carol, stranger];
        return wallets[number % 4];
    }
}
