// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IDealFactory } from "../../contracts/deal/interfaces/IDealFactory.sol";
import { Party } from "../../contracts/deal/interfaces/IParties.sol";
import { Disclosures } from "../../contracts/oversight/Disclosures.sol";
import {
    DisclosureTerms,
    Duty,
    IDisclosures,
    MATTERS,
    Matter
} from "../../contracts/oversight/interfaces/IDisclosures.sol";
import { PaperDeal, PaperDealFactory } from "../mocks/PaperDeal.sol";
import { TestBase } from "../support/Cheats.sol";

/// @notice Duties to disclose: raised, due, submitted, overdue.
contract DisclosuresTest is TestBase {
    /// @dev 2026-04-01, noon.
    uint256 private constant START = 1_775_001_600 + 12 hours;
    uint256 private constant TODAY = 20_544;
    address private constant POOL = address(0x9001);
    address private constant STRANGER = address(0xBAD);
    bytes32 private constant DOCUMENT = keccak256("document");
    string private constant PLACE = "https://example.org/notice.pdf";

    PaperDealFactory private factory;
    PaperDeal private deal;
    Disclosures private disclosures;
    /// @dev Issuer, servicer, trustee, filing agent.
    address[4] private heard = [address(0x11), address(0x12), address(0x13), address(0x14)];

    function setUp() public {
        vm.warp(START);
        factory = new PaperDealFactory();
        disclosures = new Disclosures(IDealFactory(address(factory)));
        deal = dealOf();
    }

    /// @dev Matter m is due in m days.
    function dealOf() private returns (PaperDeal made) {
        made = new PaperDeal();
        factory.list(address(made));
        made.take(POOL);
        made.name(Party.Issuer, heard[0]);
        made.name(Party.Servicer, heard[1]);
        made.name(Party.Trustee, heard[2]);
        made.name(Party.FilingAgent, heard[3]);
        made.name(Party.Originator, address(0x15));
        DisclosureTerms memory terms;
        for (uint8 i = 0; i < MATTERS; ++i) terms.daysToSubmit[i] = i;
        made.setDisclosureTerms(terms);
    }

    function raise(address caller, Matter matter, uint64 subject) private returns (uint256) {
        vm.prank(caller);
        return disclosures.raise(address(deal), matter, subject);
    }

    function submit(address caller, uint256 duty) private {
        vm.prank(caller);
        disclosures.submit(address(deal), duty, DOCUMENT, PLACE);
    }

    function overdue() private view returns (uint256[] memory) {
        return disclosures.overdue(address(deal), 0, type(uint256).max);
    }

    // Raising

    function test_AContractOfTheDealRaisesEveryMatterWithTheDaysOfTheTerms() public {
        for (uint256 m = 0; m < MATTERS; ++m) {
            // The whole of the last day is left.
            uint40 due = uint40((TODAY + m + 1) * 1 days);
            vm.expectEmit(address(disclosures));
            emit IDisclosures.DisclosureRaised(address(deal), m, Matter(m), uint64(70 + m), due);
            vm.assertEq(raise(POOL, Matter(m), uint64(70 + m)), m);
            Duty memory duty = disclosures.dutiesOf(address(deal), m, 1)[0];
            vm.assertEq(
                keccak256(abi.encode(duty)),
                keccak256(abi.encode(Duty(Matter(m), uint40(START), due, 0, uint64(70 + m))))
            );
        }
        vm.assertEq(disclosures.dutyCount(address(deal)), MATTERS);
    }

    function test_TheDealItselfRaisesToo() public {
        raise(address(deal), Matter.PartyChanged, 1);
        vm.assertEq(disclosures.dutyCount(address(deal)), 1);
    }

    function test_AnOpenDutyIsNotRaisedAgain() public {
        vm.assertEq(raise(POOL, Matter.CashMissing, 3), 0);
        vm.assertEq(raise(POOL, Matter.CashMissing, 4), 1);
        vm.assertEq(raise(POOL, Matter.ReportMissing, 3), 2);
        vm.warp(START + 100 days);
        vm.assertEq(raise(POOL, Matter.CashMissing, 3), 0);
        vm.assertEq(disclosures.dutyCount(address(deal)), 3);
        vm.assertEq(disclosures.dutiesOf(address(deal), 0, 1)[0].raisedAt, START);
        submit(heard[0], 0);
        vm.assertEq(raise(POOL, Matter.CashMissing, 3), 3);
        vm.assertEq(raise(POOL, Matter.CashMissing, 3), 3);
        vm.assertEq(disclosures.dutiesOf(address(deal), 3, 1)[0].raisedAt, START + 100 days);
    }

    function test_TwoDealsHaveTheirOwnDuties() public {
        raise(POOL, Matter.CashMissing, 3);
        PaperDeal first = deal;
        deal = dealOf();
        vm.assertEq(raise(POOL, Matter.CashMissing, 3), 0);
        submit(heard[0], 0);
        vm.assertEq(disclosures.dutiesOf(address(first), 0, 1)[0].submittedAt, 0);
    }

    function test_APartyRaisesReportsAndOthersAndNothingElse() public {
        for (uint256 i = 0; i < heard.length; ++i) {
            raise(heard[i], Matter.PeriodicReport, uint64(i));
            raise(heard[i], Matter.Other, uint64(i));
            for (uint256 m = 0; m < uint256(Matter.PeriodicReport); ++m) expectNotRaised(heard[i], Matter(m));
        }
        vm.assertEq(disclosures.dutyCount(address(deal)), 8);
    }

    function test_RevertWhen_AStrangerRaises() public {
        address[3] memory callers = [STRANGER, address(0x15), address(this)];
        for (uint256 i = 0; i < callers.length; ++i) {
            expectNotRaised(callers[i], Matter.Other);
            expectNotRaised(callers[i], Matter.CashMissing);
        }
        // Not even what is raised already: nobody learns to think it was taken.
        raise(POOL, Matter.CashMissing, 0);
        expectNotRaised(STRANGER, Matter.CashMissing);
    }

    function expectNotRaised(address caller, Matter matter) private {
        vm.expectRevert(abi.encodeWithSelector(IDisclosures.MayNotRaise.selector, address(deal), caller));
        raise(caller, matter, 0);
    }

    function test_RevertWhen_TheDealIsNoneOfTheFactorys() public {
        deal = new PaperDeal();
        deal.take(POOL);
        vm.expectRevert(abi.encodeWithSelector(IDisclosures.NotADeal.selector, address(deal)));
        raise(POOL, Matter.CashMissing, 0);
    }

    /// @dev A contract of a deal is never refused, whatever it says and whenever.
    function testFuzz_AContractOfADealIsNeverRefused(uint256 matter, uint64 subject, uint40 moment) public {
        vm.warp(moment);
        uint256 duty = raise(POOL, Matter(matter % MATTERS), subject);
        Duty memory kept = disclosures.dutiesOf(address(deal), duty, 1)[0];
        vm.assertEq(kept.subject, subject);
        vm.assertEq(kept.raisedAt, moment);
    }

    function test_RaisingCostsLittle() public {
        raise(POOL, Matter.CashMissing, 1);
        vm.prank(POOL);
        uint256 before = gasleft();
        disclosures.raise(address(deal), Matter.CashMissing, 2);
        vm.assertTrue(before - gasleft() < 100_000);
        vm.prank(POOL);
        before = gasleft();
        disclosures.raise(address(deal), Matter.CashMissing, 2);
        vm.assertTrue(before - gasleft() < 20_000);
    }

    // Submitting

    function test_EachOfTheFourSubmits() public {
        for (uint256 i = 0; i < heard.length; ++i) {
            uint256 duty = raise(POOL, Matter.TriggerBreached, uint64(i));
            vm.expectEmit(address(disclosures));
            emit IDisclosures.DisclosureSubmitted(address(deal), duty, DOCUMENT, PLACE);
            submit(heard[i], duty);
            vm.assertEq(disclosures.dutiesOf(address(deal), duty, 1)[0].submittedAt, START);
        }
    }

    function test_RevertWhen_AStrangerOrAContractSubmits() public {
        uint256 duty = raise(POOL, Matter.TriggerBreached, 1);
        address[3] memory callers = [STRANGER, POOL, address(0x15)];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IDisclosures.MayNotSubmit.selector, address(deal), callers[i]));
            submit(callers[i], duty);
        }
    }

    function test_RevertWhen_ItWasSubmittedOrThereIsNone() public {
        vm.expectRevert(abi.encodeWithSelector(IDisclosures.NoSuchDuty.selector, address(deal), 0));
        submit(heard[0], 0);
        raise(POOL, Matter.TriggerBreached, 1);
        submit(heard[0], 0);
        vm.warp(START + 1);
        vm.expectRevert(abi.encodeWithSelector(IDisclosures.SubmittedAlready.selector, 0, START));
        submit(heard[1], 0);
    }

    function test_RevertWhen_TheDocumentIsMissing() public {
        raise(POOL, Matter.TriggerBreached, 1);
        vm.startPrank(heard[0]);
        vm.expectRevert(IDisclosures.DocumentMissing.selector);
        disclosures.submit(address(deal), 0, 0, PLACE);
        vm.expectRevert(IDisclosures.DocumentMissing.selector);
        disclosures.submit(address(deal), 0, DOCUMENT, "");
        vm.stopPrank();
        vm.assertEq(disclosures.dutiesOf(address(deal), 0, 1)[0].submittedAt, 0);
    }

    // Looking

    function test_WhatIsNotSubmittedInTimeIsOverdueUntilItIs() public {
        raise(POOL, Matter.CashBelowForecast, 1);
        raise(POOL, Matter.IssuanceCompleted, 1);
        uint256 due = (TODAY + uint256(Matter.CashBelowForecast) + 1) * 1 days;
        submit(heard[0], 1);
        vm.warp(due - 1);
        vm.assertEq(overdue().length, 0);
        vm.warp(due);
        vm.assertEq(overdue().length, 1);
        vm.assertEq(overdue()[0], 0);
        submit(heard[0], 0);
        vm.assertEq(overdue().length, 0);
    }

    function testFuzz_PagesHoldEveryDutyOnce(uint256 first, uint256 count) public {
        for (uint64 i = 0; i < 7; ++i) raise(POOL, Matter.BadReceivable, i);
        vm.warp(START + 300 days);
        for (uint256 i = 0; i < 7; i += 3) submit(heard[0], i);
        (first, count) = (first % 2 == 0 ? first % 9 : first, count % 2 == 0 ? count % 9 : count);
        uint256 from = first < 7 ? first : 7;
        uint256 to = count < 7 - from ? from + count : 7;
        Duty[] memory page = disclosures.dutiesOf(address(deal), first, count);
        uint256[] memory late = disclosures.overdue(address(deal), first, count);
        vm.assertEq(page.length, to - from);
        uint256 n;
        for (uint256 i = from; i < to; ++i) {
            vm.assertEq(page[i - from].subject, i);
            if (i % 3 != 0) vm.assertEq(late[n++], i);
        }
        vm.assertEq(late.length, n);
    }
}
