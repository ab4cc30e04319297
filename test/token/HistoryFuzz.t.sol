// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ISecurityToken } from "../../contracts/token/interfaces/ISecurityToken.sol";
import { HistoryBook } from "../support/HistoryBook.sol";

/// @title History against brute force: whatever happens, in whatever order, on whatever second
contract HistoryFuzzTest is HistoryBook {
    uint256 private constant STEPS = 24;

    uint40[] private listed;
    /// @dev Wallets 4 and 5 are further wallets of the identities of 0 and 1, to which those are recovered.
    bool[WALLETS] private lost;
    uint256 private dice;

    function setUp() public override {
        super.setUp();
        for (uint256 i = 0; i < WALLETS; ++i) {
            wallets[i] = walletAt(10 + i);
            admitFor(wallets[i], identityFor(walletAt(10 + (i % 4))));
        }
        writeDown();
    }

    function testFuzz_EveryBalanceAtEveryRecordDateIsWhatBruteForceSays(uint256 seed) public {
        dice = seed;
        for (uint256 i = 0; i < STEPS; ++i) {
            passTime(roll(8));
            if (roll(4) == 0) listADate();
            if (roll(8) == 0) token.syncRecordDates();
            act(roll(8));
            assertAsTheBookSaysNow();
            writeDown();
            if (i == STEPS / 2) compareAllDates();
        }
        compareAllDates();
        later(30 days);
        compareAllDates();
    }

    function compareAllDates() private {
        for (uint256 i = 0; i < listed.length; ++i) {
            if (listed[i] <= block.timestamp) {
                assertAsTheBookSays(listed[i]);
                assertRefused(listed[i] + 1);
            } else {
                assertRefused(listed[i]);
            }
        }
    }

    function assertRefused(uint256 moment) private {
        if (moment <= block.timestamp && dates.isListed(uint40(moment))) return;
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.NotAPastRecordDate.selector, moment));
        token.balanceOfAt(wallets[0], moment);
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.NotAPastRecordDate.selector, moment));
        token.totalSupplyAt(moment);
    }

    // Time and dates

    function passTime(uint256 how) private {
        uint256 next = nextDate();
        if (how < 3) return;
        if (how == 3) later(1);
        if (how == 4) later(6 hours);
        if (how == 5) vm.warp(next);
        if (how == 6) vm.warp(next > block.timestamp && roll(2) == 0 ? next - 1 : next + 1);
        if (how == 7) later(roll(12) * 1 days);
    }

    /// @dev The first listed date still to come, or else now.
    function nextDate() private view returns (uint256) {
        for (uint256 i = 0; i < listed.length; ++i) if (listed[i] > block.timestamp) return listed[i];
        return block.timestamp;
    }

    function listADate() private {
        uint40 moment = uint40(block.timestamp + 1 days + roll(20) * 6 hours);
        if (dates.isListed(moment)) return;
        uint256 place = listed.length;
        while (place > 0 && listed[place - 1] > moment) --place;
        dates.list(moment, place == 0 ? 0 : listed[place - 1]);
        listed.push(moment);
        for (uint256 i = listed.length - 1; i > place; --i) listed[i] = listed[i - 1];
        listed[place] = moment;
    }

    // Movements

    function act(uint256 what) private {
        uint256 from = roll(WALLETS);
        uint256 to = roll(WALLETS);
        if (lost[to]) to += 4;
        if (what == 0) return;
        if (what == 1 || what == 2) return mint(to);
        if (what == 3) return burn(from);
        if (what == 4) return recover(roll(2));
        if (what == 5) return force(from, to);
        transfer(from, to);
        // Several changes in one second; the last one may send to itself.
        if (what == 7) transfer(to, from == to || lost[from] ? to : from);
    }

    function mint(uint256 to) private {
        uint256 amount = 1 + roll(1_000);
        token.mint(wallets[to], amount);
        held[to] += amount;
        out += amount;
    }

    function burn(uint256 from) private {
        uint256 amount = part(from);
        if (amount == 0) return;
        token.burn(wallets[from], amount);
        held[from] -= amount;
        out -= amount;
    }

    function force(uint256 from, uint256 to) private {
        uint256 amount = part(from);
        if (amount == 0 || from == to) return;
        token.forcedTransfer(wallets[from], wallets[to], amount);
        move(from, to, amount);
    }

    function transfer(uint256 from, uint256 to) private {
        uint256 amount = part(from);
        send(wallets[from], wallets[to], amount);
        move(from, to, amount);
    }

    function recover(uint256 number) private {
        if (lost[number]) return;
        token.recoveryAddress(wallets[number], wallets[number + 4], identityFor(wallets[number]));
        lost[number] = true;
        move(number, number + 4, held[number]);
    }

    function move(uint256 from, uint256 to, uint256 amount) private {
        held[from] -= amount;
        held[to] += amount;
    }

    /// @dev Nothing, some or all of what a wallet holds.
    function part(uint256 number) private returns (uint256) {
        return (held[number] * roll(4)) / 3;
    }

    function roll(uint256 sides) private returns (uint256) {
        dice = uint256(keccak256(abi.encode(dice)));
        return dice % sides;
    }
}
