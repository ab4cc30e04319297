// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { LockUpRule } from "../../../contracts/compliance/rules/LockUpRule.sol";
import { Rule } from "../../../contracts/compliance/rules/Rulebook.sol";
import { RuleCase } from "../../support/RuleCase.sol";

contract LockUpRuleTest is RuleCase {
    uint32 private constant PERIOD = 40 days;

    function setUp() public override {
        super.setUp();
        compliance.setLockUp(address(token), PERIOD);
    }

    function _locked(address sender, uint256 free, uint256 amount, uint256 until) private pure returns (bytes memory) {
        return abi.encodeWithSelector(LockUpRule.UnitsLockedUp.selector, sender, free, amount, until);
    }

    // Settings

    function test_IsSetByTheTokensOwner() public {
        bytes memory setter = abi.encodeCall(compliance.setLockUp, (address(token), PERIOD));
        assertTokensOwnerSets(setter, Rule.LockUp, abi.encode(PERIOD));
    }

    function test_APeriodOfZeroLocksNothing() public {
        compliance.setLockUp(address(token), 0);
        assertPasses(seller, buyer, 10e6);
        assertPasses(buyer, other, 10e6);
    }

    function test_APeriodLongerThanTimeItselfLocksEverything() public {
        compliance.setLockUp(address(token), type(uint32).max);
        send(seller, buyer, 10e6);
        uint256 until = START + type(uint32).max;
        vm.assertEq(assertRefused(buyer, other, 1, _locked(buyer, 0, 1, until)), until, "136 years");
    }

    function test_TheNewPeriodCountsForUnitsAcquiredBefore() public {
        send(seller, buyer, 10e6);
        later(10 days);
        compliance.setLockUp(address(token), 20 days);
        assertEndsByItself(buyer, other, 10e6, _locked(buyer, 0, 10e6, START + 20 days));
    }

    // Acquisitions

    function test_UnitsHeldBeforeTheRuleAreFree() public {
        assertPasses(seller, buyer, HELD);
    }

    function test_EndsAPeriodAfterTheUnitsWereBought() public {
        send(seller, buyer, 10e6);
        assertEndsByItself(buyer, other, 10e6, _locked(buyer, 0, 10e6, START + PERIOD));
    }

    function test_EndsAPeriodAfterTheUnitsWereMinted() public {
        later(5 days);
        token.mint(buyer, 10e6);
        assertEndsByItself(buyer, other, 1, _locked(buyer, 0, 1, START + 5 days + PERIOD));
    }

    function test_EndsAPeriodAfterTheUnitsWereForcedUponTheHolder() public {
        token.forcedTransfer(seller, buyer, 10e6);
        assertEndsByItself(buyer, other, 10e6, _locked(buyer, 0, 10e6, START + PERIOD));
    }

    function test_EachAmountEndsWithTheAcquisitionItNeeds() public {
        for (uint256 i = 0; i < 3; ++i) {
            token.mint(buyer, 10e6);
            later(1 days);
        }
        assertRefused(buyer, other, 10e6, _locked(buyer, 0, 10e6, START + PERIOD));
        assertRefused(buyer, other, 10e6 + 1, _locked(buyer, 0, 10e6 + 1, START + PERIOD + 1 days));
        assertRefused(buyer, other, 30e6, _locked(buyer, 0, 30e6, START + PERIOD + 2 days));
        vm.warp(START + PERIOD);
        assertPasses(buyer, other, 10e6);
        assertEndsByItself(buyer, other, 15e6, _locked(buyer, 0, 15e6, START + PERIOD + 2 days));
    }

    function test_WhatIsSoldIsTheOldest() public {
        token.mint(seller, 50e6);
        assertPasses(seller, buyer, HELD);
        assertRefused(seller, buyer, 1, _locked(seller, 0, 1, START + PERIOD));
        later(1 days);
        token.mint(seller, 20e6);
        token.burn(seller, 60e6);
        assertEndsByItself(seller, other, 10e6, _locked(seller, 0, 10e6, START + 1 days + PERIOD));
    }

    function test_NothingAndToOneselfIsNeverLocked() public {
        token.mint(buyer, 10e6);
        assertPasses(buyer, other, 0);
        assertPasses(buyer, buyer, 10e6);
    }

    function test_WhatIsAcquiredWhileTheRuleIsOffIsFree() public {
        compliance.disableRule(address(token), Rule.LockUp);
        token.mint(buyer, 10e6);
        compliance.setLockUp(address(token), PERIOD);
        assertPasses(buyer, other, 10e6);
    }

    function test_MoreThanIsHeldEndsWithNoTime() public {
        token.mint(buyer, 10e6);
        linkTo(buyer, walletAt(21));
        vm.assertEq(explain(buyer, other, 11e6).length, 2, "not enough units, and locked ones");
        vm.assertEq(explain(buyer, other, 11e6)[1].ends, START + PERIOD, "as if the holder had just enough");
        vm.assertTrue(explain(seller, buyer, type(uint256).max).length != 0, "the largest amount is explained too");
    }

    // One investor, several wallets

    function test_MovingUnitsBetweenOnesWalletsKeepsTheirDates() public {
        token.mint(buyer, 10e6);
        linkTo(buyer, walletAt(21));
        later(10 days);
        assertPasses(buyer, walletAt(21), 10e6);
        assertEndsByItself(walletAt(21), other, 10e6, _locked(walletAt(21), 0, 10e6, START + PERIOD));
    }

    function test_TheOldestUnitsOfAllWalletsAreSoldFirst() public {
        token.mint(buyer, 10e6);
        linkTo(buyer, walletAt(21));
        later(10 days);
        token.mint(walletAt(21), 10e6);
        vm.warp(START + PERIOD);
        assertPasses(walletAt(21), other, 6e6);
        bytes memory reason = _locked(buyer, 4e6, 10e6, START + 10 days + PERIOD);
        assertEndsByItself(buyer, other, 10e6, reason);
    }

    function test_ARecoveryKeepsTheDates() public {
        token.mint(buyer, 10e6);
        later(10 days);
        linkTo(buyer, walletAt(21));
        token.recoveryAddress(buyer, walletAt(21), identityFor(buyer));
        assertEndsByItself(walletAt(21), other, 10e6, _locked(walletAt(21), 0, 10e6, START + PERIOD));
    }

    function test_ARecoveryOfFreeUnitsLeavesThemFree() public {
        linkTo(seller, walletAt(11));
        token.recoveryAddress(seller, walletAt(11), identityFor(seller));
        assertPasses(walletAt(11), buyer, HELD);
    }

    function test_BarsNoMintAndNoActOfLaw() public {
        assertMintPasses(buyer, 10e6);
        assertNoBarToActsOfLaw(buyer, other, 10e6);
    }

    function test_OfAForeignRegistryWalletsOfOneIdentityShareDates() public {
        moveToForeignRegistry().registerIdentity(walletAt(21), identityFor(buyer), HONG_KONG);
        token.mint(buyer, 10e6);
        assertPasses(buyer, walletAt(21), 10e6);
        assertEndsByItself(walletAt(21), other, 10e6, _locked(walletAt(21), 0, 10e6, START + PERIOD));
    }
}
