// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ISecurityToken } from "../../contracts/token/interfaces/ISecurityToken.sol";
import { Holders } from "../support/Holders.sol";
import { ObligingRegistry } from "../mocks/ObligingRegistry.sol";
import { ReenteringCompliance } from "../mocks/ReenteringCompliance.sol";

/// @title An owner who replaces registry and compliance with accomplices and names agents: what it still cannot do
contract MaximumSupplyTest is Holders {
    address private constant RAIDER = address(0xBAD);
    /// @dev Whose all wallets are, to the accomplice.
    address private constant IDENTITY = address(0x1D);
    ObligingRegistry private accomplice;
    ReenteringCompliance private lax;

    function setUp() public override {
        super.setUp();
        token.mint(alice, 1_000);
        accomplice = new ObligingRegistry();
        lax = new ReenteringCompliance();
        dates.list(uint40(block.timestamp + 1 days), 0);
        later(2 days);
        token.transferOwnership(RAIDER);
        vm.startPrank(RAIDER);
        token.setIdentityRegistry(address(accomplice));
        token.setCompliance(address(lax));
        token.addAgent(RAIDER);
        token.addAgent(address(accomplice));
        token.addAgent(address(lax));
    }

    function test_RevertWhen_ItMintsAboveTheMaximum() public {
        token.mint(RAIDER, MAXIMUM - 1_000);
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.MaximumSupplyExceeded.selector, MAXIMUM, MAXIMUM, 1));
        token.mint(RAIDER, 1);
    }

    function test_RevertWhen_ItMintsAfterMintingWasClosed() public {
        token.closeMint();
        vm.expectRevert(ISecurityToken.MintIsClosed.selector);
        token.mint(RAIDER, 1);
    }

    function test_MintingAgainWhileItMintsCountsBoth() public {
        lax.arm(address(token), abi.encodeCall(token.mint, (RAIDER, MAXIMUM)));
        token.mint(RAIDER, 1);
        vm.assertFalse(lax.succeeded());
        vm.assertEq(
            keccak256(lax.answer()),
            keccak256(abi.encodeWithSelector(ISecurityToken.MaximumSupplyExceeded.selector, MAXIMUM, 1_001, MAXIMUM))
        );
        vm.assertEq(token.totalSupply(), 1_001);
    }

    function test_RevertWhen_ItGivesUnitsToTheZeroAddressWhereTheSupplysHistoryLies() public {
        expectNotEligible(address(0));
        token.mint(address(0), 1);
        expectNotEligible(address(0));
        token.forcedTransfer(alice, address(0), 1);
        expectNotEligible(address(0));
        token.recoveryAddress(alice, address(0), IDENTITY);
    }

    function test_UnitsMovedWhileTheirWalletIsRecoveredAreNotDoubled() public {
        accomplice.arm(address(token), abi.encodeCall(token.forcedTransfer, (alice, RAIDER, 1_000)));
        token.recoveryAddress(alice, bob, IDENTITY);
        vm.assertTrue(accomplice.succeeded());
        vm.assertEq(token.balanceOf(RAIDER), 1_000);
        vm.assertEq(token.balanceOf(bob), 0);
        vm.assertEq(token.balanceOf(alice), 0);
        vm.assertEq(token.totalSupply(), 1_000);
    }

    function test_RevertWhen_AWalletIsRecoveredToAnotherWhileItIsRecovered() public {
        accomplice.arm(address(token), abi.encodeCall(token.recoveryAddress, (alice, RAIDER, IDENTITY)));
        expectRecovered(alice, RAIDER);
        token.recoveryAddress(alice, bob, IDENTITY);
    }

    function test_RevertWhen_TheReplacementIsRecoveredAwayMeanwhile() public {
        accomplice.arm(address(token), abi.encodeCall(token.recoveryAddress, (bob, RAIDER, IDENTITY)));
        expectRecovered(bob, RAIDER);
        token.recoveryAddress(alice, bob, IDENTITY);
    }

    function test_RevertWhen_ItReplacesTheRecordDates() public {
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.RecordDatesNotAccepted.selector, address(dates)));
        token.setRecordDates(address(dates));
    }

    function test_WhatStoodAtARecordDateStands() public {
        token.forcedTransfer(alice, RAIDER, 1_000);
        token.mint(RAIDER, 5_000);
        token.burn(RAIDER, 2_000);
        vm.assertEq(token.balanceOfAt(alice, START + 1 days), 1_000);
        vm.assertEq(token.balanceOfAt(RAIDER, START + 1 days), 0);
        vm.assertEq(token.totalSupplyAt(START + 1 days), 1_000);
    }
}
