// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IDeal } from "../../contracts/deal/interfaces/IDeal.sol";
import { Party } from "../../contracts/deal/interfaces/IParties.sol";
import { IRecordDates } from "../../contracts/deal/interfaces/IRecordDates.sol";
import { DealTable } from "../../contracts/deal/types/DealTable.sol";
import { ISecurityToken } from "../../contracts/token/interfaces/ISecurityToken.sol";
import { DATES_IN_CODE } from "../../contracts/token/types/TokenState.sol";
import { DealCase } from "../support/DealCase.sol";

/// @title Record dates of a deal: the schedule in its code, and what was inserted
contract RecordScheduleTest is DealCase {
    uint40[] private model;

    function setUp() public override {
        super.setUp();
        openDeal();
        for (uint256 i = 0; i < DATES; ++i) model.push(recordDate(i));
    }

    // The schedule

    function test_TheScheduleIsWalkedDateByDate() public {
        expectAround(0, 0, recordDate(0));
        for (uint256 i = 0; i < DATES; ++i) {
            vm.assertEq(uint256(deal.recordDateOf(uint32(i + 1))), recordDate(i));
            vm.assertTrue(deal.isListed(recordDate(i)));
            vm.assertFalse(deal.isListed(recordDate(i) + 1));
            uint40 before = i == 0 ? 0 : recordDate(i - 1);
            vm.warp(recordDate(i) - 1);
            expectAround(before, before, recordDate(i));
            vm.warp(recordDate(i));
            uint40 after_ = i == DATES - 1 ? NEVER : recordDate(i + 1);
            expectAround(before, recordDate(i), after_);
            expectAround(recordDate(i), recordDate(i), after_);
            expectAround(0, recordDate(i), after_);
        }
    }

    function test_ADateToComeIsFollowedByTheNext() public view {
        expectAround(recordDate(3), recordDate(3), recordDate(4));
        expectAround(recordDate(DATES - 1), recordDate(DATES - 1), NEVER);
    }

    function test_NeitherTheBeginningNorTheEndIsADate() public {
        vm.assertFalse(deal.isListed(0));
        vm.assertFalse(deal.isListed(NEVER));
        uint40 moment = uint40(block.timestamp + 10 days);
        add(moment, 0);
        vm.assertFalse(deal.isListed(0));
        vm.assertFalse(deal.isListed(NEVER));
    }

    function test_RevertWhen_ThePaymentDateIsBeyondTheSchedule() public {
        vm.expectRevert(abi.encodeWithSelector(IDeal.NoSuchPaymentDate.selector, 0));
        deal.recordDateOf(0);
        vm.expectRevert(abi.encodeWithSelector(IDeal.NoSuchPaymentDate.selector, DATES + 1));
        deal.recordDateOf(uint32(DATES + 1));
    }

    function test_TwoPaymentDatesMayShareARecordDate_AndADealMayHaveNone() public {
        DealTable memory t = draft();
        uint16 day = recordDay(0);
        t.recordDays = abi.encodePacked(day, day, day + 1);
        createDeal(t);
        vm.warp(recordDate(0));
        (uint40 last, uint40 next) = deal.around(0);
        vm.assertEq(uint256(last), recordDate(0));
        vm.assertEq(uint256(next), recordDate(0) + 1 days);
        t = draft();
        t.recordDays = "";
        createDeal(t);
        (last, next) = deal.around(0);
        vm.assertEq(uint256(last), 0);
        vm.assertEq(uint256(next), NEVER);
        vm.assertFalse(deal.isListed(recordDate(0)));
    }

    // Inserted dates

    function test_AnInsertedDateIsTold_AndTheTokensKnowIt() public {
        uint40 moment = uint40(block.timestamp + NOTICE);
        vm.expectEmit(address(deal));
        emit IRecordDates.RecordDateListed(moment);
        add(moment, 0);
        vm.assertTrue(deal.isListed(moment));
        expectAround(0, 0, moment);
        expectAround(moment, moment, recordDate(0));
        for (uint256 k = 0; k < CLASSES; ++k) {
            vm.assertEq(tokens[k].state().nextRecordDate(), moment);
            vm.assertFalse(tokens[k].state().has(DATES_IN_CODE));
        }
        vm.warp(moment);
        expectAround(0, moment, recordDate(0));
    }

    function test_TheTrusteeInsertsToo() public {
        asParty(Party.Trustee);
        deal.addRecordDate(recordDate(0) + 5, recordDate(0));
        vm.assertTrue(deal.isListed(recordDate(0) + 5));
    }

    /// @dev Up to twelve dates at random places, then every moment around every date is asked about.
    function testFuzz_InsertedAndScheduledDatesAreOneList(uint256 seed, uint8 count) public {
        uint256 many = bound(count, 1, 12);
        for (uint256 i = 0; i < many; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            // Close together, so that several hang on one scheduled date.
            uint40 moment = uint40(block.timestamp + NOTICE + (seed % 200) * 12 hours + i);
            uint256 place = model.length;
            while (place > 0 && model[place - 1] > moment) --place;
            add(moment, place == 0 ? 0 : model[place - 1]);
            model.push(0);
            for (uint256 j = model.length - 1; j > place; --j) model[j] = model[j - 1];
            model[place] = moment;
        }
        for (uint256 i = 0; i < model.length; ++i) {
            uint40 after_ = i + 1 == model.length ? NEVER : model[i + 1];
            expectAround(model[i], model[i], after_);
            vm.assertTrue(deal.isListed(model[i]));
        }
        for (uint256 i = 0; i < model.length; ++i) {
            vm.warp(model[i]);
            uint40 after_ = i + 1 == model.length ? NEVER : model[i + 1];
            expectAround(0, model[i], after_);
            expectAround(i == 0 ? 0 : model[i - 1], model[i], after_);
            expectAround(model[i], model[i], after_);
        }
    }

    function test_RevertWhen_TheDateComesBeforeTheNotice() public {
        uint40 earliest = uint40(block.timestamp + NOTICE);
        expectTooSoon(earliest - 1, earliest);
        add(earliest - 1, 0);
        expectTooSoon(NEVER, earliest);
        add(NEVER, recordDate(DATES - 1));
        add(earliest, 0);
    }

    function test_RevertWhen_TheDateIsListedAlready() public {
        expectListed(recordDate(0));
        add(recordDate(0), 0);
        add(recordDate(0) - 5, 0);
        expectListed(recordDate(0));
        add(recordDate(0), recordDate(0) - 5);
        expectListed(recordDate(0) - 5);
        add(recordDate(0) - 5, 0);
    }

    function test_RevertWhen_TheDateNamedBeforeItIsNotTheOneBefore() public {
        uint40 moment = recordDate(1) + 5;
        expectNotPrevious(0, moment);
        add(moment, 0);
        expectNotPrevious(recordDate(0), moment);
        add(moment, recordDate(0));
        expectNotPrevious(recordDate(1) + 1, moment);
        add(moment, recordDate(1) + 1);
        expectNotPrevious(recordDate(2), moment);
        add(moment, recordDate(2));
        expectNotPrevious(NEVER, moment);
        add(moment, NEVER);
        add(moment, recordDate(1));
        expectNotPrevious(recordDate(1), moment + 1);
        add(moment + 1, recordDate(1));
        add(moment + 1, moment);
    }

    function test_RevertWhen_AHundredWereInserted() public {
        for (uint40 i = 1; i <= 100; ++i) add(recordDate(0) + i, recordDate(0) + i - 1);
        vm.expectRevert(abi.encodeWithSelector(IRecordDates.TooManyRecordDates.selector, 100));
        add(recordDate(0) + 101, recordDate(0) + 100);
        vm.warp(recordDate(0) + 100);
        expectAround(0, recordDate(0) + 100, recordDate(1));
    }

    function test_RevertWhen_AnyoneElseInserts() public {
        for (uint256 i = 0; i < 10; ++i) {
            if (Party(i) == Party.Issuer || Party(i) == Party.Trustee) continue;
            vm.expectRevert(abi.encodeWithSelector(IDeal.NotTrusteeNorIssuer.selector, who(Party(i))));
            asParty(Party(i));
            deal.addRecordDate(recordDate(0) + 5, recordDate(0));
        }
    }

    // The tokens

    function test_AHoldersBalanceAtEachRecordDateIsKept() public {
        vm.assertTrue(tokens[0].state().has(DATES_IN_CODE));
        vm.warp(recordDate(0));
        send(alice, bob, 100e6);
        vm.warp(recordDate(2) - 1);
        admit(alice);
        admit(bob);
        send(alice, bob, 50e6);
        vm.warp(recordDate(2));
        send(alice, bob, 25e6);
        vm.assertEq(tokens[0].balanceOfAt(alice, recordDate(0)), 700e6);
        vm.assertEq(tokens[0].balanceOfAt(alice, recordDate(1)), 600e6);
        vm.assertEq(tokens[0].balanceOfAt(alice, recordDate(2)), 550e6);
        vm.assertEq(tokens[0].balanceOfAt(bob, recordDate(2)), 150e6);
        vm.assertEq(tokens[0].totalSupplyAt(recordDate(1)), 700e6);
        expectNoPastDate(recordDate(1) + 1);
        expectNoPastDate(recordDate(3));
        expectNoPastDate(0);
    }

    /// @dev One is inserted between two scheduled ones, after one of which nothing had moved.
    function test_HistoryGoesOnOverAnInsertedDate() public {
        vm.warp(recordDate(0) + 1);
        uint40 moment = recordDate(0) + 10 days;
        add(moment, recordDate(0));
        send(alice, bob, 100e6);
        vm.warp(moment - 1);
        send(alice, bob, 100e6);
        vm.warp(moment);
        send(alice, bob, 100e6);
        vm.warp(recordDate(1));
        send(alice, bob, 100e6);
        vm.assertEq(tokens[0].balanceOfAt(alice, recordDate(0)), 700e6);
        vm.assertEq(tokens[0].balanceOfAt(alice, moment), 500e6);
        vm.assertEq(tokens[0].balanceOfAt(alice, recordDate(1)), 400e6);
        expectNoPastDate(moment + 1);
    }

    function test_AnyoneMaySyncATokenAndItStillReadsTheCode() public {
        vm.warp(recordDate(1) + 1);
        vm.prank(carol);
        tokens[0].syncRecordDates();
        vm.assertTrue(tokens[0].state().has(DATES_IN_CODE));
        vm.assertEq(tokens[0].state().lastRecordDate(), recordDate(1));
        vm.assertEq(tokens[0].state().nextRecordDate(), recordDate(2));
    }

    function send(address from, address to, uint256 amount) private {
        vm.prank(from);
        tokens[0].transfer(to, amount);
    }

    function add(uint40 moment, uint40 previous) private {
        asParty(Party.Issuer);
        deal.addRecordDate(moment, previous);
    }

    function expectAround(uint40 known, uint40 last, uint40 next) private view {
        (uint40 toldLast, uint40 toldNext) = deal.around(known);
        vm.assertEq(uint256(toldLast), last);
        vm.assertEq(uint256(toldNext), next);
    }

    function expectTooSoon(uint40 moment, uint40 earliest) private {
        vm.expectRevert(abi.encodeWithSelector(IRecordDates.RecordDateTooSoon.selector, moment, earliest));
    }

    function expectListed(uint40 moment) private {
        vm.expectRevert(abi.encodeWithSelector(IRecordDates.RecordDateAlreadyListed.selector, moment));
    }

    function expectNotPrevious(uint40 previous, uint40 moment) private {
        vm.expectRevert(abi.encodeWithSelector(IRecordDates.NotThePreviousDate.selector, previous, moment));
    }

    function expectNoPastDate(uint40 moment) private {
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.NotAPastRecordDate.selector, moment));
        tokens[0].balanceOfAt(alice, moment);
    }
}
