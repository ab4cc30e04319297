// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import { SupplyLimitRule } from "../../contracts/compliance/rules/SupplyLimitRule.sol";
import { IERC3643 } from "../../contracts/token/interfaces/IERC3643.sol";
import { IERC7943Fungible } from "../../contracts/token/interfaces/IERC7943.sol";
import { ISecurityToken } from "../../contracts/token/interfaces/ISecurityToken.sol";
import { Holders } from "../support/Holders.sol";

/// @title Minting up to the maximum and not beyond, and burning whatever is not under lien
contract MintAndBurnTest is Holders {
    // Mint

    function test_AMintCreatesUnitsAndSaysSo() public {
        vm.expectEmit(address(token));
        emit IERC20.Transfer(address(0), alice, 700);
        token.mint(alice, 700);
        vm.assertEq(token.balanceOf(alice), 700);
        vm.assertEq(token.totalSupply(), 700);
    }

    function test_AMintWorksWhilePaused() public {
        token.pause();
        token.mint(alice, 1);
        vm.assertEq(token.balanceOf(alice), 1);
    }

    function test_TheMaximumCanBeMintedToTheLastUnit() public {
        token.mint(alice, MAXIMUM - 1);
        token.mint(bob, 1);
        vm.assertEq(token.totalSupply(), token.maximumSupply());
    }

    function test_RevertWhen_OneUnitMoreThanTheMaximumIsMinted() public {
        token.mint(alice, MAXIMUM - 1);
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.MaximumSupplyExceeded.selector, MAXIMUM, MAXIMUM - 1, 2));
        token.mint(bob, 2);
    }

    function testFuzz_RevertWhen_AnyAmountBeyondTheMaximumIsMinted(uint96 outstanding, uint256 amount) public {
        outstanding = uint96(bound(outstanding, 1, MAXIMUM));
        token.mint(alice, outstanding);
        vm.assume(amount > MAXIMUM - outstanding);
        vm.expectRevert(
            abi.encodeWithSelector(ISecurityToken.MaximumSupplyExceeded.selector, MAXIMUM, outstanding, amount)
        );
        token.mint(bob, amount);
    }

    function test_WhatWasBurntCanBeMintedAgain() public {
        token.mint(alice, MAXIMUM);
        token.burn(alice, 10);
        token.mint(bob, 10);
        vm.assertEq(token.totalSupply(), MAXIMUM);
    }

    function test_RevertWhen_NothingIsMinted() public {
        expectNothingToMove();
        token.mint(alice, 0);
    }

    function test_RevertWhen_MintedToTheZeroAddress() public {
        expectNotEligible(address(0));
        token.mint(address(0), 1);
    }

    function test_RevertWhen_MintedToAStranger() public {
        expectNotEligible(stranger);
        token.mint(stranger, 1);
    }

    function test_RevertWhen_MintedToAFrozenWallet() public {
        token.setAddressFrozen(alice, true);
        expectFrozen(alice);
        token.mint(alice, 1);
    }

    function test_RevertWhen_MintedToARecoveredWallet() public {
        token.recoveryAddress(alice, aliceAgain, identityFor(alice));
        expectRecovered(alice, aliceAgain);
        token.mint(alice, 1);
    }

    function test_RevertWhen_ARuleRefusesTheMint() public {
        compliance.setSupplyLimit(address(token), 100);
        vm.expectRevert(abi.encodeWithSelector(SupplyLimitRule.SupplyLimitExceeded.selector, 101, 100));
        token.mint(alice, 101);
        token.mint(alice, 100);
    }

    function test_MintIsClosedForGood() public {
        vm.expectEmit(address(token));
        emit ISecurityToken.MintClosed();
        token.closeMint();
        vm.assertTrue(token.mintClosed());
        vm.expectRevert(ISecurityToken.MintIsClosed.selector);
        token.mint(alice, 1);
        vm.expectRevert(ISecurityToken.MintIsClosed.selector);
        token.closeMint();
    }

    function test_ABatchMintsEachItem() public {
        token.batchMint(pair(alice, bob), pair(3, 4));
        vm.assertEq(token.balanceOf(alice), 3);
        vm.assertEq(token.balanceOf(bob), 4);
        vm.assertEq(token.totalSupply(), 7);
    }

    function test_RevertWhen_ABatchOfMintsHasListsOfTwoLengths() public {
        expectLengths(1, 2);
        token.batchMint(only(alice), pair(3, 4));
    }

    // Burn

    function test_ABurnDestroysUnitsAndSaysSo() public {
        token.mint(alice, 100);
        vm.expectEmit(address(token));
        emit IERC20.Transfer(alice, address(0), 40);
        token.burn(alice, 40);
        vm.assertEq(token.balanceOf(alice), 60);
        vm.assertEq(token.totalSupply(), 60);
    }

    function test_ABurnTakesFrozenUnitsLast() public {
        token.mint(alice, 100);
        token.freezePartialTokens(alice, 70);
        token.burn(alice, 30);
        vm.assertEq(token.getFrozenTokens(alice), 70);
        vm.expectEmit(address(token));
        emit IERC3643.TokensUnfrozen(alice, 20);
        vm.expectEmit(address(token));
        emit IERC7943Fungible.Frozen(alice, 50);
        token.burn(alice, 20);
        vm.assertEq(token.getFrozenTokens(alice), 50);
        vm.assertEq(token.balanceOf(alice), 50);
    }

    function test_ABurnWorksWhilePausedFrozenDeniedAndDeleted() public {
        token.mint(alice, 100);
        token.pause();
        token.setAddressFrozen(alice, true);
        registry.denyWallets(only(alice), true);
        registry.deleteIdentity(alice);
        token.burn(alice, 100);
        vm.assertEq(token.totalSupply(), 0);
    }

    function test_RevertWhen_MoreIsBurntThanThereIs() public {
        token.mint(alice, 100);
        expectUnderLien(alice, 100, 101);
        token.burn(alice, 101);
    }

    function test_RevertWhen_NothingIsBurnt() public {
        token.mint(alice, 100);
        expectNothingToMove();
        token.burn(alice, 0);
    }

    function test_ABatchBurnsEachItem() public {
        token.batchMint(pair(alice, bob), pair(3, 4));
        token.batchBurn(pair(alice, bob), pair(1, 4));
        vm.assertEq(token.balanceOf(alice), 2);
        vm.assertEq(token.totalSupply(), 2);
    }

    function test_RevertWhen_ABatchOfBurnsHasListsOfTwoLengths() public {
        expectLengths(2, 1);
        token.batchBurn(pair(alice, bob), only(1));
    }

    // Only agents, and for the closing only the owner

    function test_RevertWhen_OneWhoIsNoAgentMintsOrBurns() public {
        token.mint(alice, 10);
        vm.startPrank(alice);
        expectOnlyAgent(alice);
        token.mint(alice, 1);
        expectOnlyAgent(alice);
        token.burn(alice, 1);
        expectOnlyAgent(alice);
        token.batchMint(only(alice), only(1));
        expectOnlyAgent(alice);
        token.batchBurn(only(alice), only(1));
        expectOnlyOwner(alice);
        token.closeMint();
        vm.stopPrank();
    }

    function test_RevertWhen_TheOwnerMintsWithoutBeingAgent() public {
        token.removeAgent(address(this));
        expectOnlyAgent(address(this));
        token.mint(alice, 1);
    }
}
