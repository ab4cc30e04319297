// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { LotSizeRule } from "../../../contracts/compliance/rules/LotSizeRule.sol";
import { Rule } from "../../../contracts/compliance/rules/Rulebook.sol";
import { LimitNotRound } from "../../../contracts/compliance/types/Limit.sol";
import { RuleCase } from "../../support/RuleCase.sol";

contract LotSizeRuleTest is RuleCase {
    uint96 private constant LOT = 10e6;

    function _odd(uint256 amount) private pure returns (bytes memory) {
        return abi.encodeWithSelector(LotSizeRule.NotInWholeLots.selector, amount, LOT);
    }

    function _set(uint96 lot) private {
        compliance.setLotSize(address(token), lot);
    }

    function test_IsSetByTheTokensOwner() public {
        bytes memory setter = abi.encodeCall(compliance.setLotSize, (address(token), LOT));
        assertTokensOwnerSets(setter, Rule.LotSize, abi.encode(LOT));
    }

    function test_RevertWhen_TheLotIsZero() public {
        assertOutOfRange(abi.encodeCall(compliance.setLotSize, (address(token), 0)), Rule.LotSize, 0);
    }

    function test_RevertWhen_TheLotHasMoreThanTwelveSignificantDigits() public {
        uint96 exact = 8_796_093_022_207;
        _set(exact);
        _set(exact * 10);
        vm.expectRevert(abi.encodeWithSelector(LimitNotRound.selector, exact + 1));
        _set(exact + 1);
        _set(79_228_162_514e18);
        vm.expectRevert(abi.encodeWithSelector(LimitNotRound.selector, type(uint96).max));
        _set(type(uint96).max);
    }

    function test_AnyAmountIsAWholeLotOfOne() public {
        _set(1);
        assertPasses(seller, buyer, 7);
    }

    function test_RevertWhen_TheAmountIsNotInWholeLots() public {
        _set(LOT);
        assertRefusedForGood(seller, buyer, LOT + 1, _odd(LOT + 1));
        assertRefusedForGood(seller, seller, LOT - 1, _odd(LOT - 1));
        assertMintRefused(buyer, LOT - 1, _odd(LOT - 1));
    }

    function test_EndsWithAWholeLot() public {
        _set(LOT);
        assertPasses(seller, buyer, LOT);
        assertPasses(seller, buyer, 0);
        assertMintPasses(buyer, 3 * uint256(LOT));
    }

    function test_EndsWithTheWholeHoldingHoweverOddItIs() public {
        _set(LOT);
        token.forcedTransfer(seller, buyer, 7);
        assertRefusedForGood(buyer, other, 6, _odd(6));
        assertPasses(buyer, buyer, 7);
        assertPasses(buyer, other, 7);
    }

    function test_BindsHoldersOfAForeignRegistry() public {
        moveToForeignRegistry();
        _set(LOT);
        assertRefusedForGood(seller, buyer, 1, _odd(1));
    }

    function test_BarsNoActOfLaw() public {
        _set(LOT);
        assertNoBarToActsOfLaw(seller, buyer, LOT + 1);
    }

    function testFuzz_MultiplesAndTheWholeHoldingPassAndNothingElse(uint96 lot, uint256 amount) public {
        lot = uint96(bound(lot, 1, HELD + 1));
        amount = bound(amount, 0, HELD);
        _set(lot);
        vm.assertTrue(token.canTransfer(seller, buyer, amount) == (amount % lot == 0 || amount == HELD), "whole lots");
    }
}
