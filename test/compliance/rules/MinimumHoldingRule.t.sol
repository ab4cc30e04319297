// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { MinimumHoldingRule } from "../../../contracts/compliance/rules/MinimumHoldingRule.sol";
import { Rule } from "../../../contracts/compliance/rules/Rulebook.sol";
import { RuleCase } from "../../support/RuleCase.sol";

contract MinimumHoldingRuleTest is RuleCase {
    uint96 private constant LEAST = 100e6;

    function setUp() public override {
        super.setUp();
        compliance.setMinimumHolding(address(token), LEAST);
    }

    function _below(address wallet, uint256 units) private pure returns (bytes memory) {
        return abi.encodeWithSelector(MinimumHoldingRule.BelowMinimumHolding.selector, wallet, units, LEAST);
    }

    function test_IsSetByTheTokensOwner() public {
        bytes memory setter = abi.encodeCall(compliance.setMinimumHolding, (address(token), LEAST));
        assertTokensOwnerSets(setter, Rule.MinimumHolding, abi.encode(LEAST));
    }

    function test_RevertWhen_TheReceiverWouldHoldLess() public {
        assertRefusedForGood(seller, buyer, LEAST - 1, _below(buyer, LEAST - 1));
        assertMintRefused(buyer, LEAST - 1, _below(buyer, LEAST - 1));
    }

    function test_EndsWithTheMinimumOrMore() public {
        assertPasses(seller, buyer, LEAST);
        assertPasses(seller, buyer, 1);
        assertMintPasses(other, LEAST);
    }

    function test_RevertWhen_TheSenderWouldKeepLess() public {
        assertRefusedForGood(seller, buyer, HELD - LEAST + 1, _below(seller, LEAST - 1));
    }

    function test_TheSenderKeepsTheMinimumOrSellsAll() public {
        assertPasses(seller, buyer, HELD - LEAST);
        assertPasses(seller, buyer, LEAST);
        vm.assertEq(token.balanceOf(seller), 0, "sold out");
    }

    function test_ZeroAndSelfTransfersAreFreeEvenBelowTheMinimum() public {
        token.forcedTransfer(seller, buyer, 1e6);
        assertPasses(buyer, other, 0);
        assertPasses(buyer, buyer, 1e6);
        assertPasses(seller, buyer, 0);
        assertPasses(buyer, seller, 1e6);
    }

    function test_RevertWhen_AWalletOfTheSameIdentityWouldHoldLess() public {
        linkTo(seller, walletAt(11));
        assertRefusedForGood(seller, walletAt(11), 1e6, _below(walletAt(11), 1e6));
    }

    function test_BarsNoActOfLaw() public {
        assertNoBarToActsOfLaw(seller, buyer, 1e6);
    }

    function test_BindsHoldersOfAForeignRegistry() public {
        moveToForeignRegistry();
        assertRefusedForGood(seller, buyer, 1e6, _below(buyer, 1e6));
        assertPasses(seller, buyer, LEAST);
    }

    function test_TheLargestAmountIsExplainedToo() public {
        token.mint(buyer, LEAST);
        vm.assertTrue(explain(seller, buyer, type(uint256).max).length != 0, "refused with reasons");
    }

    function testFuzz_NobodyIsLeftWithSomeButLess(uint256 first, uint256 second) public {
        (first, second) = (bound(first, 0, HELD), bound(second, 0, HELD));
        if (token.canTransfer(seller, buyer, first)) send(seller, buyer, first);
        if (token.canTransfer(buyer, seller, second)) send(buyer, seller, second);
        address[2] memory holders = [seller, buyer];
        for (uint256 i = 0; i < 2; ++i) {
            uint256 units = token.balanceOf(holders[i]);
            vm.assertTrue(units == 0 || units >= LEAST, "nothing or at least the minimum");
        }
    }
}
