// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Rule } from "../../../contracts/compliance/rules/Rulebook.sol";
import { SupplyLimitRule } from "../../../contracts/compliance/rules/SupplyLimitRule.sol";
import { RuleCase } from "../../support/RuleCase.sol";

contract SupplyLimitRuleTest is RuleCase {
    uint96 private constant LIMIT = 1_500e6;

    function setUp() public override {
        super.setUp();
        compliance.setSupplyLimit(address(token), LIMIT);
    }

    function _above(uint256 wouldBe, uint256 limit) private pure returns (bytes memory) {
        return abi.encodeWithSelector(SupplyLimitRule.SupplyLimitExceeded.selector, wouldBe, limit);
    }

    function test_IsSetByTheTokensOwner() public {
        bytes memory setter = abi.encodeCall(compliance.setSupplyLimit, (address(token), LIMIT));
        assertTokensOwnerSets(setter, Rule.SupplyLimit, abi.encode(LIMIT));
    }

    function test_RevertWhen_AMintLiftsTheSupplyAboveTheLimit() public {
        assertMintRefused(buyer, LIMIT - HELD + 1, _above(LIMIT + 1, LIMIT));
        assertMintPasses(buyer, LIMIT - HELD);
        assertMintRefused(buyer, 1, _above(LIMIT + 1, LIMIT));
    }

    function test_EndsWhenUnitsBurnOrTheLimitIsRaised() public {
        assertMintPasses(buyer, LIMIT - HELD);
        token.burn(seller, 10e6);
        assertMintPasses(buyer, 10e6);
        assertMintRefused(buyer, 5e6, _above(LIMIT + 5e6, LIMIT));
        compliance.setSupplyLimit(address(token), LIMIT + 5e6);
        assertMintPasses(buyer, 5e6);
    }

    function test_RefusesNoSaleAndBarsNoActOfLawEvenWithASupplyAboveTheLimit() public {
        compliance.setSupplyLimit(address(token), 1);
        assertPasses(seller, buyer, 10e6);
        assertPasses(seller, seller, 0);
        token.forcedTransfer(seller, other, 10e6);
        linkTo(other, walletAt(31));
        token.recoveryAddress(other, walletAt(31), identityFor(other));
        token.burn(walletAt(31), 10e6);
        vm.assertEq(token.totalSupply(), HELD - 10e6, "burnt");
    }
}
