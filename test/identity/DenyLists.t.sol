// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IEligibility } from "../../contracts/identity/interfaces/IEligibility.sol";
import { Investor } from "../../contracts/identity/types/Investor.sol";
import { IAgentRole } from "../../contracts/token/interfaces/IAgentRole.sol";
import { Evidence } from "../support/Evidence.sol";

/// @notice What can't wait: wallets and identities denied at once, with or without a record, in every role.
contract DenyListsTest is Evidence {
    function setUp() public {
        deployPlatform();
        admit(alice);
        admit(bob);
        admit(carol);
    }

    // Wallets

    function test_ADeniedWalletMayNotReceiveSendOrOperateAtOnce() public {
        requireRoles(alice, address(0), true);
        vm.expectEmit(true, true, true, true, address(registry));
        emit IEligibility.DenyListed(alice, false, true, 1);
        registry.denyWallets(single(alice), true);
        requireReason(alice, abi.encodeWithSelector(IEligibility.WalletDenied.selector, alice));
        requireRoles(alice, alice, false);
        registry.denyWallets(single(alice), false);
        requireRoles(alice, address(0), true);
    }

    function test_AWalletNobodyRegisteredIsDenied() public {
        address stranger = walletAt(9);
        registry.denyWallets(single(stranger), true);
        requireReasons(
            stranger,
            abi.encodeWithSelector(IEligibility.NotRegistered.selector, stranger),
            abi.encodeWithSelector(IEligibility.WalletDenied.selector, stranger)
        );
        (, , address denied, ) = registry.standing(stranger, alice, bob);
        vm.assertEq(denied, stranger);
    }

    function test_ADenialOutlivesDeletionAndRegistration() public {
        registry.denyWallets(single(alice), true);
        registry.deleteIdentity(alice);
        later(1);
        admit(alice);
        requireReason(alice, abi.encodeWithSelector(IEligibility.WalletDenied.selector, alice));
    }

    // Identities

    function test_ADeniedIdentityTakesAllItsWalletsAlong() public {
        uint256 key = 0x3003;
        link(alice, key);
        vm.expectEmit(true, true, true, true, address(registry));
        emit IEligibility.DenyListed(identityFor(alice), true, true, 1);
        registry.denyIdentities(single(identityFor(alice)), true);
        bytes memory reason = abi.encodeWithSelector(IEligibility.IdentityDenied.selector, identityFor(alice));
        requireReason(alice, reason);
        requireReason(vm.addr(key), reason);
        requireRoles(alice, alice, false);
        requireRoles(vm.addr(key), vm.addr(key), false);
        requireRoles(bob, address(0), true);
        registry.denyIdentities(single(identityFor(alice)), false);
        requireRoles(alice, address(0), true);
    }

    function test_AnIdentityDeniedBeforeItsWalletRegistersIsDenied() public {
        address newcomer = walletAt(9);
        registry.denyIdentities(single(identityFor(newcomer)), true);
        admit(newcomer);
        requireReason(newcomer, abi.encodeWithSelector(IEligibility.IdentityDenied.selector, identityFor(newcomer)));
        requireRoles(newcomer, newcomer, false);
    }

    function test_DeniedIdentitiesAreCountedSoThatNobodyElsePaysForReadingThem() public {
        vm.assertEq(registry.registryState().deniedIdentities(), 0);
        registry.denyIdentities(pair(identityFor(alice), identityFor(bob)), true);
        vm.assertEq(registry.registryState().deniedIdentities(), 2);
        registry.denyIdentities(single(identityFor(alice)), false);
        vm.assertEq(registry.registryState().deniedIdentities(), 1);
        require(isEligible(alice) && !isEligible(bob), "the wrong one");
    }

    // Versions

    function test_EveryChangeHasAVersionAndWhatChangesNothingHasNone() public {
        registry.denyWallets(pair(alice, bob), true);
        vm.assertEq(registry.denyListVersion(), 2);
        registry.denyWallets(pair(alice, bob), true);
        registry.denyIdentities(single(identityFor(alice)), false);
        vm.assertEq(registry.denyListVersion(), 2);
        vm.assertEq(registry.registryState().deniedIdentities(), 0);
        registry.denyIdentities(single(identityFor(alice)), true);
        registry.denyIdentities(single(identityFor(alice)), true);
        vm.assertEq(registry.denyListVersion(), 3);
        registry.denyWallets(single(alice), false);
        vm.assertEq(registry.denyListVersion(), 4);
    }

    // Roles

    function test_OfADeniedOperatorAndADeniedSenderTheOperatorIsNamed() public {
        registry.denyWallets(pair(alice, bob), true);
        (, , address denied, bool eligible) = registry.standing(bob, alice, carol);
        vm.assertEq(denied, bob);
        require(eligible, "the receiver is not denied");
    }

    function test_WhereNobodyOperatesSendsOrReceivesNobodyIsDenied() public view {
        (Investor sender, Investor receiver, address denied, bool eligible) = registry.standing(
            address(0),
            address(0),
            address(0)
        );
        vm.assertEq(Investor.unwrap(sender) | Investor.unwrap(receiver), 0);
        require(denied == address(0) && !eligible, "somebody");
    }

    function test_StandingTellsBothRecords() public view {
        (Investor sender, Investor receiver, , bool eligible) = registry.standing(alice, alice, bob);
        vm.assertEq(Investor.unwrap(sender), Investor.unwrap(recordOf(alice)));
        vm.assertEq(Investor.unwrap(receiver), Investor.unwrap(recordOf(bob)));
        require(eligible, "not eligible");
    }

    function test_ALapsedInvestorStillSends() public {
        later(366 days);
        (, , address denied, bool eligible) = registry.standing(alice, alice, bob);
        vm.assertEq(denied, address(0));
        require(!eligible, "receives");
    }

    /// @dev Everybody without a record has it: to deny it would stop every spender and every contract of a venue.
    function test_RevertWhen_TheZeroIdentityIsDenied() public {
        vm.expectRevert(abi.encodeWithSelector(IEligibility.NoIdentity.selector));
        registry.denyIdentities(single(address(0)), true);
    }

    function test_RevertWhen_NobodyButAnAgentDenies() public {
        vm.expectRevert(abi.encodeWithSelector(IAgentRole.NotAgent.selector, alice));
        vm.prank(alice);
        registry.denyWallets(single(bob), true);
        vm.expectRevert(abi.encodeWithSelector(IAgentRole.NotAgent.selector, alice));
        vm.prank(alice);
        registry.denyIdentities(single(identityFor(bob)), true);
    }

    /// @dev `who` as receiver, sender and operator, beside wallets nothing is wrong with.
    function requireRoles(address who, address denied, bool eligible) private view {
        address partner = who == bob ? carol : bob;
        (, , address found, bool receives) = registry.standing(partner, partner, who);
        vm.assertEq(found, address(0));
        require(receives == eligible && isEligible(who) == eligible, "as a receiver");
        (, , found, ) = registry.standing(who, who, partner);
        vm.assertEq(found, denied);
        (, , found, ) = registry.standing(address(0), who, partner);
        vm.assertEq(found, denied);
        (, , found, ) = registry.standing(who, partner, partner);
        vm.assertEq(found, denied);
    }
}
