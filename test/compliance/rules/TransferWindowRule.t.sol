// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Rule } from "../../../contracts/compliance/rules/Rulebook.sol";
import { TransferWindowRule } from "../../../contracts/compliance/rules/TransferWindowRule.sol";
import { RuleCase } from "../../support/RuleCase.sol";

contract TransferWindowRuleTest is RuleCase {
    uint40 private constant OPENS = uint40(START + 10 days);
    uint40 private constant CLOSES = uint40(START + 20 days);

    function setUp() public override {
        super.setUp();
        compliance.setTransferWindow(address(token), OPENS, CLOSES);
    }

    function _outside(uint40 opens, uint40 closes) private pure returns (bytes memory) {
        return abi.encodeWithSelector(TransferWindowRule.OutsideTransferWindow.selector, opens, closes);
    }

    function test_IsSetByTheTokensOwner() public {
        bytes memory setter = abi.encodeCall(compliance.setTransferWindow, (address(token), OPENS, CLOSES));
        assertTokensOwnerSets(setter, Rule.TransferWindow, abi.encode(OPENS, CLOSES));
    }

    function test_RevertWhen_TheWindowClosesNoLaterThanItOpens() public {
        bytes memory setter = abi.encodeCall(compliance.setTransferWindow, (address(token), OPENS, OPENS));
        assertOutOfRange(setter, Rule.TransferWindow, OPENS);
        setter = abi.encodeCall(compliance.setTransferWindow, (address(token), OPENS, OPENS - 1));
        assertOutOfRange(setter, Rule.TransferWindow, OPENS - 1);
    }

    function test_EndsWithTheOpening() public {
        vm.assertEq(assertRefused(seller, buyer, 1e6, _outside(OPENS, CLOSES)), OPENS, "the opening");
        assertEndsByItself(seller, buyer, 1e6, _outside(OPENS, CLOSES));
    }

    function test_RevertWhen_NothingOrToOneselfOutsideTheWindow() public {
        assertEndsByItself(seller, buyer, 0, _outside(OPENS, CLOSES));
        vm.warp(START);
        assertEndsByItself(seller, seller, 1e6, _outside(OPENS, CLOSES));
    }

    function test_PassesUpToTheLastSecondAndThenNotUntilANewWindow() public {
        vm.warp(CLOSES - 1);
        assertPasses(seller, buyer, 1e6);
        vm.warp(CLOSES);
        assertRefusedForGood(seller, buyer, 1e6, _outside(OPENS, CLOSES));
        compliance.setTransferWindow(address(token), CLOSES + 1 days, CLOSES + 2 days);
        assertEndsByItself(seller, buyer, 1e6, _outside(CLOSES + 1 days, CLOSES + 2 days));
    }

    function test_BarsNoMintAndNoActOfLaw() public {
        assertMintPasses(buyer, 1e6);
        assertNoBarToActsOfLaw(seller, other, 1e6);
    }

    function test_BindsHoldersOfAForeignRegistry() public {
        moveToForeignRegistry();
        assertEndsByItself(seller, buyer, 1e6, _outside(OPENS, CLOSES));
    }

    function testFuzz_OpenFromOpeningToClosing(uint40 opens, uint40 closes, uint40 moment) public {
        opens = uint40(bound(opens, START, START + 100 days));
        closes = uint40(bound(closes, opens + 1, START + 101 days));
        compliance.setTransferWindow(address(token), opens, closes);
        vm.warp(bound(moment, START, START + 102 days));
        bool open = opens <= block.timestamp && block.timestamp < closes;
        vm.assertTrue(token.canTransfer(seller, buyer, 1e6) == open, "open");
    }
}
