// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { RecordDateBlackoutRule } from "../../../contracts/compliance/rules/RecordDateBlackoutRule.sol";
import { Rule } from "../../../contracts/compliance/rules/Rulebook.sol";
import { RecordDates } from "../../../contracts/deal/RecordDates.sol";
import { RuleCase } from "../../support/RuleCase.sol";

contract RecordDateBlackoutRuleTest is RuleCase {
    uint32 private constant BEFORE = 2 days;
    uint32 private constant AFTER = 1 days;
    uint40 private constant FIRST = uint40(START + 10 days);

    function setUp() public override {
        super.setUp();
        compliance.setRecordDateBlackout(address(token), BEFORE, AFTER);
        dates.list(FIRST, 0);
    }

    function _near(uint256 recordDate, uint256 until) private pure returns (bytes memory) {
        return abi.encodeWithSelector(RecordDateBlackoutRule.RecordDateNear.selector, recordDate, until);
    }

    // Settings

    function test_IsSetByTheTokensOwner() public {
        bytes memory setter = abi.encodeCall(compliance.setRecordDateBlackout, (address(token), BEFORE, AFTER));
        assertTokensOwnerSets(setter, Rule.RecordDateBlackout, abi.encode(BEFORE, AFTER));
    }

    function test_TheLongestBlackoutIsTaken() public {
        compliance.setRecordDateBlackout(address(token), type(uint32).max, type(uint32).max);
        uint256 until = uint256(FIRST) + type(uint32).max;
        vm.assertEq(assertRefused(seller, buyer, 1e6, _near(FIRST, until)), until, "136 years");
    }

    // One date

    function test_PassesUntilTheBlackoutBegins() public {
        assertPasses(seller, buyer, 1e6);
        vm.warp(FIRST - BEFORE - 1);
        assertPasses(seller, buyer, 1e6);
        vm.warp(FIRST - BEFORE);
        assertRefused(seller, buyer, 1e6, _near(FIRST, FIRST + AFTER));
    }

    function test_EndsAfterTheDate() public {
        vm.warp(FIRST - 1);
        assertEndsByItself(seller, buyer, 1e6, _near(FIRST, FIRST + AFTER));
    }

    function test_StandsOnTheDateItselfAndAfterIt() public {
        vm.warp(FIRST);
        assertRefused(seller, buyer, 0, _near(FIRST, FIRST + AFTER));
        later(1 hours);
        assertRefused(seller, seller, 1e6, _near(FIRST, FIRST + AFTER));
        assertEndsByItself(seller, buyer, 1e6, _near(FIRST, FIRST + AFTER));
    }

    function test_OnlyBefore() public {
        compliance.setRecordDateBlackout(address(token), BEFORE, 0);
        vm.warp(FIRST - BEFORE);
        assertEndsByItself(seller, buyer, 1e6, _near(FIRST, FIRST));
    }

    function test_OnlyAfter() public {
        compliance.setRecordDateBlackout(address(token), 0, AFTER);
        vm.warp(FIRST - 1);
        assertPasses(seller, buyer, 1e6);
        vm.warp(FIRST);
        assertEndsByItself(seller, buyer, 1e6, _near(FIRST, FIRST + AFTER));
    }

    function test_NeitherBeforeNorAfterIsNoBlackout() public {
        compliance.setRecordDateBlackout(address(token), 0, 0);
        vm.warp(FIRST);
        assertPasses(seller, buyer, 1e6);
    }

    // Several dates

    function test_BlackoutsThatTouchEndAsOne() public {
        uint40 second = FIRST + AFTER + BEFORE;
        dates.list(second, FIRST);
        vm.warp(FIRST + 1);
        assertRefused(seller, buyer, 1e6, _near(FIRST, second + AFTER));
        vm.warp(FIRST + AFTER);
        assertEndsByItself(seller, buyer, 1e6, _near(second, second + AFTER));
    }

    function test_ASecondBetweenTwoBlackoutsIsOpen() public {
        uint40 second = FIRST + AFTER + BEFORE + 1;
        dates.list(second, FIRST);
        vm.warp(FIRST - 1);
        assertEndsByItself(seller, buyer, 1e6, _near(FIRST, FIRST + AFTER));
        later(1);
        assertEndsByItself(seller, buyer, 1e6, _near(second, second + AFTER));
    }

    function test_AChainOfBlackoutsEndsWithItsLastFromWhereverItIsSeen() public {
        uint40 step = AFTER + BEFORE - 1 hours;
        for (uint40 i = 1; i < 4; ++i) dates.list(FIRST + i * step, FIRST + (i - 1) * step);
        uint40 far = FIRST + 30 days;
        dates.list(far, FIRST + 3 * step);
        uint256 until = FIRST + 3 * step + AFTER;
        vm.warp(FIRST - BEFORE);
        vm.assertEq(assertRefused(seller, buyer, 1e6, _near(FIRST, until)), until, "before the first");
        vm.warp(FIRST + step + 1);
        vm.assertEq(assertRefused(seller, buyer, 1e6, _near(FIRST + step, until)), until, "after the second");
        assertEndsByItself(seller, buyer, 1e6, _near(FIRST + step, until));
    }

    function test_ADateListedLaterProlongs() public {
        vm.warp(FIRST - BEFORE);
        uint256 until = assertRefused(seller, buyer, 1e6, _near(FIRST, FIRST + AFTER));
        dates.list(uint40(until) + 1 days, FIRST);
        assertEndsByItself(seller, buyer, 1e6, _near(FIRST, until + 1 days + AFTER));
    }

    // Whom it binds

    function test_BarsNoMintAndNoActOfLaw() public {
        vm.warp(FIRST);
        assertMintPasses(buyer, 1e6);
        assertNoBarToActsOfLaw(seller, other, 1e6);
    }

    function test_ATokenWhoseListIsEmptyHasNoBlackout() public {
        dates = new RecordDates(address(this), 1 days);
        token = deployToken("B");
        token.mint(seller, 2e6);
        compliance.setRecordDateBlackout(address(token), BEFORE, AFTER);
        assertPasses(seller, buyer, 1e6);
        vm.warp(FIRST);
        assertPasses(seller, buyer, 1e6);
    }

    function test_BindsHoldersOfAForeignRegistry() public {
        moveToForeignRegistry();
        vm.warp(FIRST);
        assertEndsByItself(seller, buyer, 1e6, _near(FIRST, FIRST + AFTER));
    }

    /// @dev Against the distance to every date.
    function testFuzz_RefusedExactlyNearADate(
        uint32 before,
        uint32 afterwards,
        uint40[4] memory gaps,
        uint256 moment
    ) public {
        before = uint32(bound(before, 0, 5 days));
        afterwards = uint32(bound(afterwards, 0, 5 days));
        compliance.setRecordDateBlackout(address(token), before, afterwards);
        uint40[5] memory listed;
        listed[0] = FIRST;
        for (uint256 i = 0; i < 4; ++i) {
            listed[i + 1] = listed[i] + 1 + uint40(bound(gaps[i], 0, 12 days));
            dates.list(listed[i + 1], listed[i]);
        }
        vm.warp(bound(moment, START, FIRST + 60 days));
        bool near = _isNear(listed, block.timestamp, before, afterwards);
        vm.assertTrue(token.canTransfer(seller, buyer, 1e6) == !near, "near a date");
        if (!near) return;
        uint256 ends = explain(seller, buyer, 1e6)[0].ends;
        vm.assertTrue(_isNear(listed, ends - 1, before, afterwards), "near until the end");
        vm.assertFalse(_isNear(listed, ends, before, afterwards), "no longer near at the end");
        vm.warp(ends);
        assertPasses(seller, buyer, 1e6);
    }

    function _isNear(
        uint40[5] memory listed,
        uint256 moment,
        uint256 before,
        uint256 afterwards
    ) private pure returns (bool) {
        for (uint256 i = 0; i < 5; ++i) {
            if (listed[i] <= moment + before && moment < listed[i] + afterwards) return true;
        }
        return false;
    }
}
