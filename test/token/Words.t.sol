// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { HistoryEntry, historyEntry } from "../../contracts/token/types/HistoryEntry.sol";
import { HAS_LIENS, Holding, WALLET_FROZEN, WAS_RECOVERED } from "../../contracts/token/types/Holding.sol";
import {
    IN_DEAL,
    MINT_CLOSED,
    NATIVE_COMPLIANCE,
    NATIVE_REGISTRY,
    PAUSED,
    PLATFORM_COMPLIANCE,
    PLATFORM_REGISTRY,
    QUIET_RULES,
    TokenState
} from "../../contracts/token/types/TokenState.sol";
import { TestBase } from "../support/Cheats.sol";

/// @title The packed words of the token: each setter writes its field to the last bit and nothing else
contract WordsTest is TestBase {
    // Holding: balance:96 | frozen:96 | changedAt:40 | entries:16 | flags:8

    function testFuzz_HoldingReadsEachFieldWhereItLies(uint256 raw) public pure {
        Holding holding = Holding.wrap(raw);
        vm.assertEq(holding.balance(), field(raw, 0, 96));
        vm.assertEq(holding.frozen(), field(raw, 96, 96));
        vm.assertEq(holding.changedAt(), field(raw, 192, 40));
        vm.assertEq(holding.entries(), field(raw, 232, 16));
        vm.assertEq(holding.isFrozen(), field(raw, 248, 1) == 1);
        vm.assertEq(holding.hasLiens(), field(raw, 249, 1) == 1);
        vm.assertEq(holding.isRecovered(), field(raw, 250, 1) == 1);
        vm.assertEq(holding.isOpen(), !holding.isFrozen() && !holding.isRecovered());
    }

    function testFuzz_WithBalanceChangesTheBalanceOnly(uint256 raw, uint96 amount) public pure {
        Holding changed = Holding.wrap(raw).withBalance(amount);
        vm.assertEq(changed.balance(), amount);
        assertOnlyChanged(raw, Holding.unwrap(changed), 0, 96);
    }

    function testFuzz_WithFrozenChangesTheFrozenAmountOnly(uint256 raw, uint96 amount) public pure {
        Holding changed = Holding.wrap(raw).withFrozen(amount);
        vm.assertEq(changed.frozen(), amount);
        assertOnlyChanged(raw, Holding.unwrap(changed), 96, 96);
    }

    function testFuzz_StampedChangesTheMomentOnly(uint256 raw, uint40 moment) public pure {
        Holding changed = Holding.wrap(raw).stamped(moment);
        vm.assertEq(changed.changedAt(), moment);
        assertOnlyChanged(raw, Holding.unwrap(changed), 192, 40);
    }

    function testFuzz_WithEntryCountsOneAndChangesNothingElse(uint256 raw) public view {
        uint256 before = field(raw, 232, 16);
        vm.assume(before != type(uint16).max);
        Holding changed = this.addEntry(Holding.wrap(raw));
        vm.assertEq(changed.entries(), before + 1);
        assertOnlyChanged(raw, Holding.unwrap(changed), 232, 16);
    }

    function testFuzz_RevertWhen_TheLastEntryIsUsedUp(uint256 raw) public {
        Holding full = Holding.wrap(raw | (uint256(type(uint16).max) << 232));
        vm.assertEq(full.entries(), 65_535);
        vm.expectRevert(abi.encodeWithSignature("Panic(uint256)", 0x01));
        this.addEntry(full);
    }

    function test_TheEntryBeforeTheLastIsStillWritten() public view {
        Holding holding = Holding.wrap(uint256(type(uint16).max - 1) << 232);
        vm.assertEq(this.addEntry(holding).entries(), 65_535);
    }

    function testFuzz_AHoldersFlagChangesAlone(uint256 raw, uint256 which, bool on) public pure {
        uint256[3] memory flags = [WALLET_FROZEN, HAS_LIENS, WAS_RECOVERED];
        uint256 number = bound(which, 0, 2);
        Holding changed = Holding.wrap(raw).withFlag(flags[number], on);
        bool[3] memory read = [changed.isFrozen(), changed.hasLiens(), changed.isRecovered()];
        vm.assertEq(read[number], on);
        assertOnlyChanged(raw, Holding.unwrap(changed), 248 + number, 1);
    }

    function test_TheLargestHoldingKeepsEveryField() public view {
        Holding largest = Holding
            .wrap(0)
            .withBalance(type(uint96).max)
            .withFrozen(type(uint96).max)
            .stamped(type(uint40).max)
            .withFlag(WALLET_FROZEN, true);
        for (uint256 i = 0; i < 3; ++i) largest = this.addEntry(largest);
        vm.assertEq(largest.balance(), type(uint96).max);
        vm.assertEq(largest.frozen(), type(uint96).max);
        vm.assertEq(largest.changedAt(), type(uint40).max);
        vm.assertEq(largest.entries(), 3);
        vm.assertTrue(largest.isFrozen());
        vm.assertFalse(largest.hasLiens());
        vm.assertFalse(largest.isRecovered());
    }

    // HistoryEntry: balance:96 | from:40 | until:40

    function testFuzz_HistoryEntryGivesBackWhatItWasMadeOf(uint96 amount, uint40 from, uint40 until) public pure {
        HistoryEntry entry = historyEntry(amount, from, until);
        vm.assertEq(entry.entryBalance(), amount);
        vm.assertEq(entry.entryFrom(), from);
        vm.assertEq(entry.entryUntil(), until);
    }

    function testFuzz_HistoryEntryReadsEachFieldWhereItLies(uint256 raw) public pure {
        HistoryEntry entry = HistoryEntry.wrap(raw);
        vm.assertEq(entry.entryBalance(), field(raw, 0, 96));
        vm.assertEq(entry.entryFrom(), field(raw, 96, 40));
        vm.assertEq(entry.entryUntil(), field(raw, 136, 40));
    }

    function test_TheLargestHistoryEntryFits() public pure {
        HistoryEntry entry = historyEntry(type(uint96).max, type(uint40).max, type(uint40).max);
        vm.assertEq(HistoryEntry.unwrap(entry), type(uint176).max);
    }

    // TokenState: list of record dates:160 | last record date:40 | next record date:40 | flags:16

    function testFuzz_TokenStateReadsEachFieldWhereItLies(uint256 raw) public pure {
        TokenState state = TokenState.wrap(raw);
        vm.assertEq(uint160(state.recordDates()), field(raw, 0, 160));
        vm.assertEq(state.lastRecordDate(), field(raw, 160, 40));
        vm.assertEq(state.nextRecordDate(), field(raw, 200, 40));
        for (uint256 i = 0; i < 8; ++i) vm.assertEq(state.has(stateFlag(i)), field(raw, 240 + i, 1) == 1);
    }

    function testFuzz_WithRecordDateListChangesTheListOnly(uint256 raw, address list) public pure {
        TokenState changed = TokenState.wrap(raw).withRecordDateList(list);
        vm.assertEq(changed.recordDates(), list);
        assertOnlyChanged(raw, TokenState.unwrap(changed), 0, 160);
    }

    function testFuzz_ATokenHasAllFlagsWhenItHasEach(uint256 raw, uint256 one, uint256 other) public pure {
        TokenState state = TokenState.wrap(raw);
        (one, other) = (stateFlag(bound(one, 0, 7)), stateFlag(bound(other, 0, 7)));
        vm.assertEq(state.hasAll(one | other), state.has(one) && state.has(other));
    }

    function testFuzz_WithRecordDatesChangesBothDatesOnly(uint256 raw, uint40 last, uint40 next) public pure {
        TokenState changed = TokenState.wrap(raw).withRecordDates(last, next);
        vm.assertEq(changed.lastRecordDate(), last);
        vm.assertEq(changed.nextRecordDate(), next);
        assertOnlyChanged(raw, TokenState.unwrap(changed), 160, 80);
    }

    function testFuzz_ATokensFlagChangesAlone(uint256 raw, uint256 which, bool on) public pure {
        uint256 number = bound(which, 0, 7);
        TokenState changed = TokenState.wrap(raw).withStateFlag(stateFlag(number), on);
        vm.assertEq(changed.has(stateFlag(number)), on);
        assertOnlyChanged(raw, TokenState.unwrap(changed), 240 + number, 1);
    }

    // How the tests look at a word

    function addEntry(Holding holding) external pure returns (Holding) {
        return holding.withEntry();
    }

    function stateFlag(uint256 number) private pure returns (uint256) {
        uint256[8] memory flags = [
            PAUSED,
            NATIVE_REGISTRY,
            NATIVE_COMPLIANCE,
            PLATFORM_COMPLIANCE,
            IN_DEAL,
            MINT_CLOSED,
            QUIET_RULES,
            PLATFORM_REGISTRY
        ];
        return flags[number];
    }

    function field(uint256 raw, uint256 shift, uint256 bits) private pure returns (uint256) {
        return (raw >> shift) & ((1 << bits) - 1);
    }

    function assertOnlyChanged(uint256 raw, uint256 changed, uint256 shift, uint256 bits) private pure {
        uint256 outside = ~(((uint256(1) << bits) - 1) << shift);
        vm.assertEq(changed & outside, raw & outside);
    }
}
