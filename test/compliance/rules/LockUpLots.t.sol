// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { LockUpRule } from "../../../contracts/compliance/rules/LockUpRule.sol";
import { RuleCase } from "../../support/RuleCase.sol";

/// @dev The lock-up rule against a plain list of lots: each acquisition is one, and whatever leaves comes from the
/// oldest.
contract LockUpLotsTest is RuleCase {
    struct Lot {
        uint256 amount;
        uint256 acquired;
    }

    uint32 private constant PERIOD = 20 days;

    /// @dev An investor with three wallets and one with a single wallet. Units of the first day are free.
    address[4] private wallets = [walletAt(2), walletAt(21), walletAt(22), walletAt(3)];
    mapping(address investor => Lot[]) private _lots;

    function setUp() public override {
        super.setUp();
        linkTo(wallets[0], wallets[1]);
        linkTo(wallets[0], wallets[2]);
        token.mint(wallets[0], 50e6);
        _lots[_investor(wallets[0])].push(Lot(50e6, 0));
        _lots[_investor(seller)].push(Lot(HELD, 0));
        compliance.setLockUp(address(token), PERIOD);
    }

    function testFuzz_FreeAndEndAreThoseOfTheLots(uint256[20] memory seeds, uint256 wallet, uint256 amount) public {
        for (uint256 i = 0; i < seeds.length; ++i) {
            later((seeds[i] >> 128) % 3 days);
            _act(seeds[i]);
        }
        address sender = wallets[wallet % 4];
        uint256 units = token.balanceOf(sender);
        if (units == 0) return;
        amount = bound(amount, 1, units);
        _assertAsTheLotsSay(sender, amount);
        _assertAsTheLotsSay(sender, units);
    }

    function _assertAsTheLotsSay(address sender, uint256 amount) private {
        (uint256 free, uint256 until) = _read(_investor(sender), amount);
        vm.assertTrue(token.canTransfer(sender, seller, amount) == (amount <= free), "free");
        if (amount <= free) return;
        bytes memory reason = abi.encodeWithSelector(LockUpRule.UnitsLockedUp.selector, sender, free, amount, until);
        uint256 now_ = block.timestamp;
        vm.assertEq(assertRefused(sender, seller, amount, reason), until, "the end");
        vm.warp(until - 1);
        vm.assertFalse(token.canTransfer(sender, seller, amount), "a second before");
        vm.warp(until);
        vm.assertTrue(token.canTransfer(sender, seller, amount), "at the end");
        vm.warp(now_);
    }

    function _act(uint256 seed) private {
        address from = wallets[(seed >> 8) % 4];
        address to = wallets[(seed >> 16) % 4];
        uint256 units = token.balanceOf(from);
        uint256 amount = units == 0 ? 0 : 1 + ((seed >> 24) % units);
        uint256 kind = seed % 6;
        if (kind <= 1) {
            amount = 1 + ((seed >> 24) % 20e6);
            token.mint(to, amount);
            _lots[_investor(to)].push(Lot(amount, block.timestamp));
        } else if (kind == 2 && amount != 0 && from != to) {
            token.forcedTransfer(from, to, amount);
            _move(from, to, amount);
        } else if (kind == 3 && amount != 0) {
            token.burn(from, amount);
            _take(_investor(from), amount);
        } else if (kind >= 4 && token.canTransfer(from, to, amount)) {
            send(from, to, amount);
            _move(from, to, amount);
        }
    }

    function _move(address from, address to, uint256 amount) private {
        if (_investor(from) == _investor(to)) return;
        _take(_investor(from), amount);
        _lots[_investor(to)].push(Lot(amount, block.timestamp));
    }

    /// @dev First in, first out.
    function _take(address investor, uint256 amount) private {
        Lot[] storage lots = _lots[investor];
        for (uint256 i = 0; amount != 0; ++i) {
            uint256 taken = amount < lots[i].amount ? amount : lots[i].amount;
            lots[i].amount -= taken;
            amount -= taken;
        }
    }

    /// @dev What is free now, and when `amount` will be.
    function _read(address investor, uint256 amount) private view returns (uint256 free, uint256 until) {
        Lot[] storage lots = _lots[investor];
        uint256 sum;
        for (uint256 i = 0; i < lots.length; ++i) {
            if (lots[i].acquired + PERIOD <= block.timestamp) free += lots[i].amount;
            if (sum < amount && lots[i].amount != 0) until = lots[i].acquired + PERIOD;
            sum += lots[i].amount;
        }
    }

    function _investor(address wallet) private view returns (address) {
        return registry.identity(wallet);
    }
}
