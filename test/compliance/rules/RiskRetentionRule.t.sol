// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { RiskRetentionRule } from "../../../contracts/compliance/rules/RiskRetentionRule.sol";
import { Rule } from "../../../contracts/compliance/rules/Rulebook.sol";
import { RuleCase } from "../../support/RuleCase.sol";

contract RiskRetentionRuleTest is RuleCase {
    uint96 private constant FLOOR = 50e6;
    uint40 private constant UNTIL = uint40(START + 100 days);

    function _retain(address identity, uint40 until) private {
        compliance.setRiskRetention(address(token), identity, FLOOR, until);
    }

    function _below(address holder, uint256 wouldHold) private pure returns (bytes memory) {
        return abi.encodeWithSelector(RiskRetentionRule.BelowRetainedFloor.selector, holder, wouldHold, FLOOR);
    }

    function test_IsSetByTheTokensOwner() public {
        bytes memory setter = abi.encodeCall(compliance.setRiskRetention, (address(token), seller, FLOOR, UNTIL));
        assertTokensOwnerSets(setter, Rule.RiskRetention, abi.encode(seller, FLOOR, UNTIL));
    }

    function test_RevertWhen_NobodyIsNamed() public {
        bytes memory setter = abi.encodeCall(compliance.setRiskRetention, (address(token), address(0), FLOOR, 0));
        assertOutOfRange(setter, Rule.RiskRetention, 0);
    }

    function test_RevertWhen_TheRetainerWouldFallBelowTheFloor() public {
        _retain(identityFor(seller), 0);
        assertRefusedForGood(seller, buyer, HELD - FLOOR + 1, _below(seller, FLOOR - 1));
        assertPasses(seller, buyer, HELD - FLOOR);
        assertRefusedForGood(seller, buyer, 1, _below(seller, FLOOR - 1));
        assertPasses(seller, buyer, 0);
        assertPasses(seller, seller, FLOOR);
    }

    function test_NobodyElseIsBound() public {
        _retain(identityFor(seller), 0);
        token.mint(buyer, 10e6);
        assertPasses(buyer, other, 10e6);
    }

    function test_EndsOnItsDate() public {
        _retain(identityFor(seller), UNTIL);
        vm.assertEq(assertRefused(seller, buyer, HELD, _below(seller, 0)), UNTIL, "the date");
        assertEndsByItself(seller, buyer, HELD, _below(seller, 0));
    }

    function test_EndsWhenTheHolderBuysEnough() public {
        _retain(identityFor(seller), 0);
        assertRefusedForGood(seller, buyer, HELD, _below(seller, 0));
        token.mint(seller, FLOOR);
        assertPasses(seller, buyer, HELD);
    }

    function test_TheFloorIsKeptOverAllWalletsOfTheIdentityNamed() public {
        linkTo(seller, walletAt(11));
        _retain(identityFor(seller), 0);
        assertPasses(seller, walletAt(11), HELD);
        assertRefusedForGood(walletAt(11), buyer, HELD - 40e6, _below(walletAt(11), 40e6));
        assertPasses(walletAt(11), buyer, HELD - FLOOR);
    }

    function test_BarsNoMintAndNoActOfLaw() public {
        _retain(identityFor(seller), 0);
        assertMintPasses(seller, 1e6);
        assertNoBarToActsOfLaw(seller, buyer, HELD);
    }

    function test_OfAForeignRegistryEachWalletOfTheRetainerKeepsTheFloor() public {
        moveToForeignRegistry().registerIdentity(walletAt(11), identityFor(seller), HONG_KONG);
        _retain(identityFor(seller), 0);
        assertPasses(seller, walletAt(11), 100e6);
        assertRefusedForGood(walletAt(11), buyer, 51e6, _below(walletAt(11), 49e6));
        assertRefusedForGood(seller, buyer, HELD - 100e6, _below(seller, 0));
    }

    function test_AHolderWhomTheRegistryForgotIsNotTakenForTheRetainer() public {
        _retain(identityFor(seller), 0);
        token.mint(buyer, 1e6);
        registry.deleteIdentity(buyer);
        assertPasses(buyer, other, 1e6);
    }

    function testFuzz_TheSumOfTheWalletsDecides(uint256 there, uint256 amount) public {
        linkTo(seller, walletAt(11));
        _retain(identityFor(seller), 0);
        there = bound(there, 0, HELD);
        amount = bound(amount, 1, HELD);
        send(seller, walletAt(11), there);
        bool allowed = amount <= HELD - there && HELD - amount >= FLOOR;
        vm.assertTrue(token.canTransfer(seller, buyer, amount) == allowed, "the sum decides");
    }
}
