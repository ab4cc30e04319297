// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { TriedCall } from "../../contracts/compliance/TriedCall.sol";
import { IERC3643 } from "../../contracts/token/interfaces/IERC3643.sol";
import { ISecurityToken } from "../../contracts/token/interfaces/ISecurityToken.sol";
import { StandardCalls } from "../../contracts/token/StandardCalls.sol";
import { Holders } from "../support/Holders.sol";
import { ForeignCompliance } from "../mocks/ForeignCompliance.sol";
import { ForeignRegistry } from "../mocks/ForeignRegistry.sol";

/// @title Counterparts that speak ERC-3643 only: what they may refuse, and what they cannot stop
contract ForeignTest is Holders {
    ForeignCompliance private foreign;

    function setUp() public override {
        super.setUp();
        foreign = new ForeignCompliance();
        token.mint(alice, 100);
        token.setCompliance(address(foreign));
    }

    // Compliance, willing

    function test_ReplacingComplianceUnbindsTheOldAndBindsTheNew() public {
        vm.assertFalse(compliance.isTokenBound(address(token)));
        expectTold(abi.encodeWithSignature("bindToken(address)", address(token)));
        vm.expectEmit(address(token));
        emit IERC3643.ComplianceAdded(address(compliance));
        token.setCompliance(address(compliance));
        vm.assertTrue(compliance.isTokenBound(address(token)));
        expectTold(abi.encodeWithSignature("unbindToken(address)", address(token)));
    }

    function test_SettingTheSameComplianceAgainBindsNothingTwice() public {
        token.setCompliance(address(compliance));
        token.setCompliance(address(compliance));
        vm.assertTrue(compliance.isTokenBound(address(token)));
        send(alice, bob, 1);
    }

    function test_EachMovementIsToldInTheStandardsWords() public {
        send(alice, bob, 10);
        expectTold(abi.encodeWithSignature("transferred(address,address,uint256)", alice, bob, 10));
        token.mint(carol, 20);
        expectTold(abi.encodeWithSignature("created(address,uint256)", carol, 20));
        token.burn(carol, 5);
        expectTold(abi.encodeWithSignature("destroyed(address,uint256)", carol, 5));
        token.forcedTransfer(carol, bob, 15);
        expectTold(abi.encodeWithSignature("transferred(address,address,uint256)", carol, bob, 15));
        token.recoveryAddress(alice, aliceAgain, identityFor(alice));
        expectTold(abi.encodeWithSignature("transferred(address,address,uint256)", alice, aliceAgain, 90));
    }

    function test_NothingIsToldOfZeroUnits() public {
        foreign.forget();
        send(alice, bob, 0);
        vm.assertEq(foreign.lastCall().length, 0);
    }

    function test_RevertWhen_ItSaysNoToATransferOrAMint() public {
        foreign.setRefuses(true);
        vm.assertFalse(token.canTransfer(alice, bob, 1));
        bytes memory refused = abi.encodeWithSelector(
            StandardCalls.ForeignComplianceRefused.selector,
            address(foreign)
        );
        vm.expectRevert(refused);
        send(alice, bob, 1);
        vm.expectRevert(refused);
        token.mint(alice, 1);
    }

    function test_ItIsNotAskedAboutActsOfLaw() public {
        foreign.setRefuses(true);
        token.forcedTransfer(alice, bob, 10);
        token.burn(bob, 10);
        token.recoveryAddress(alice, aliceAgain, identityFor(alice));
        vm.assertEq(token.balanceOf(aliceAgain), 90);
    }

    // Compliance, hostile

    function test_RevertWhen_ItDoesNotAnswer() public {
        foreign.setMood(ForeignCompliance.Mood.Reverting);
        vm.assertFalse(token.canTransfer(alice, bob, 1));
        vm.expectRevert(abi.encodeWithSelector(StandardCalls.ForeignComplianceRefused.selector, address(foreign)));
        send(alice, bob, 1);
    }

    function test_RevertWhen_ItFailsToBookATransferOrAMint() public {
        foreign.setMood(ForeignCompliance.Mood.RevertingWhenTold);
        vm.expectRevert(ForeignCompliance.NotToday.selector);
        send(alice, bob, 1);
        vm.expectRevert(ForeignCompliance.NotToday.selector);
        token.mint(alice, 1);
    }

    function test_ActsOfLawGoOnWhenItReverts() public {
        actsOfLawGoOn(ForeignCompliance.Mood.Reverting);
    }

    function test_ActsOfLawGoOnWhenItBurnsAllItsGas() public {
        actsOfLawGoOn(ForeignCompliance.Mood.BurningGas);
    }

    function test_ActsOfLawGoOnWhenItAnswersTooMuchToCopy() public {
        actsOfLawGoOn(ForeignCompliance.Mood.AnsweringTooMuch);
    }

    function test_RevertWhen_TooLittleGasIsGivenToBookAnActOfLaw() public {
        vm.expectPartialRevert(TriedCall.BookingNeedsMoreGas.selector);
        token.forcedTransfer{ gas: 450_000 }(alice, bob, 40);
        token.forcedTransfer{ gas: 1_200_000 }(alice, bob, 40);
        expectTold(abi.encodeWithSignature("transferred(address,address,uint256)", alice, bob, 40));
    }

    function test_AComplianceThatDoesNotLetGoIsLeftAllTheSame() public {
        foreign.setMood(ForeignCompliance.Mood.Reverting);
        token.setCompliance(address(compliance));
        send(alice, bob, 1);
        vm.assertEq(token.balanceOf(bob), 1);
    }

    function test_RevertWhen_ComplianceOrRegistryIsNoContract() public {
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.NotAContract.selector, bob));
        token.setCompliance(bob);
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.NotAContract.selector, bob));
        token.setIdentityRegistry(bob);
    }

    function test_RevertWhen_ARegistryDoesNotEvenAnswerIsVerified() public {
        vm.expectRevert();
        token.setIdentityRegistry(address(foreign));
        vm.assertEq(token.identityRegistry(), address(registry));
    }

    function test_RevertWhen_OneWhoIsNotTheOwnerReplacesThem() public {
        vm.startPrank(bob);
        expectOnlyOwner(bob);
        token.setCompliance(address(compliance));
        expectOnlyOwner(bob);
        token.setIdentityRegistry(address(registry));
        vm.stopPrank();
    }

    // Registry

    function test_AForeignRegistryDecidesWhoReceives() public {
        ForeignRegistry list = useForeignRegistry();
        list.register(bob, address(0xB0), HONG_KONG, true);
        vm.assertTrue(token.canReceive(bob));
        vm.assertFalse(token.canReceive(carol));
        send(alice, bob, 10);
        expectNotEligible(carol);
        send(alice, carol, 1);
        expectNotEligible(address(0));
        token.forcedTransfer(alice, address(0), 1);
    }

    function test_RulesSeeTheCountriesOfAForeignRegistry() public {
        ForeignRegistry list = useForeignRegistry();
        token.setCompliance(address(compliance));
        list.register(bob, address(0xB0), 156, true);
        vm.expectRevert(abi.encodeWithSignature("MainlandChinaClosed(address)", bob));
        send(alice, bob, 1);
        // No country of ISO 3166-1: read as none at all, and not as another's bits.
        list.register(bob, address(0xB0), 1024 + 156, true);
        send(alice, bob, 1);
        vm.assertEq(token.balanceOf(bob), 1);
    }

    function test_ARecoveryOnAForeignRegistryNeedsBothWalletsThere() public {
        ForeignRegistry list = useForeignRegistry();
        list.register(alice, address(0xA1), HONG_KONG, false);
        bytes memory notTheSame = abi.encodeWithSelector(
            ISecurityToken.NotTheSameIdentity.selector,
            alice,
            aliceAgain,
            address(0xA1)
        );
        vm.expectRevert(notTheSame);
        token.recoveryAddress(alice, aliceAgain, address(0xA1));
        list.register(aliceAgain, address(0xA2), HONG_KONG, true);
        vm.expectRevert(notTheSame);
        token.recoveryAddress(alice, aliceAgain, address(0xA1));
        list.register(aliceAgain, address(0xA1), HONG_KONG, true);
        token.recoveryAddress(alice, aliceAgain, address(0xA1));
        vm.assertEq(token.balanceOf(aliceAgain), 100);
    }

    function test_ABurnGoesOnWhereTheRegistryFailsInTheMiddleOfItsAnswers() public {
        ForeignRegistry list = useForeignRegistry();
        vm.mockCallRevert(address(list), abi.encodeCall(list.investorCountry, (alice)), "");
        token.burn(alice, 1);
        vm.mockCall(address(list), abi.encodeCall(list.identity, (alice)), abi.encode(type(uint256).max));
        token.burn(alice, 1);
        vm.mockCall(address(list), abi.encodeCall(list.identity, (alice)), "");
        token.burn(alice, 1);
        vm.assertEq(token.balanceOf(alice), 97);
    }

    function test_ABurnGoesOnWhereTheRegistryKnowsNobodyAnyMore() public {
        ForeignRegistry list = useForeignRegistry();
        vm.etch(address(list), address(foreign).code);
        token.burn(alice, 40);
        vm.assertEq(token.balanceOf(alice), 60);
    }

    function actsOfLawGoOn(ForeignCompliance.Mood mood) private {
        foreign.setMood(mood);
        expectBookingFailed(alice, bob, 40);
        token.forcedTransfer{ gas: 1_200_000 }(alice, bob, 40);
        expectBookingFailed(bob, address(0), 30);
        token.burn{ gas: 1_200_000 }(bob, 30);
        expectBookingFailed(alice, aliceAgain, 60);
        token.recoveryAddress{ gas: 1_200_000 }(alice, aliceAgain, identityFor(alice));
        vm.assertEq(token.balanceOf(bob), 10);
        vm.assertEq(token.balanceOf(aliceAgain), 60);
        vm.assertEq(token.totalSupply(), 70);
    }

    function expectBookingFailed(address from, address to, uint256 amount) private {
        vm.expectEmit(address(token));
        emit StandardCalls.ForeignBookingFailed(address(foreign), from, to, amount);
    }

    function expectTold(bytes memory call) private view {
        vm.assertEq(keccak256(foreign.lastCall()), keccak256(call));
    }

    function useForeignRegistry() private returns (ForeignRegistry list) {
        list = new ForeignRegistry();
        vm.expectEmit(address(token));
        emit IERC3643.IdentityRegistryAdded(address(list));
        token.setIdentityRegistry(address(list));
    }
}
