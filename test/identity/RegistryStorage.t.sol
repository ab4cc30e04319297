// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IdentityRegistry } from "../../contracts/identity/IdentityRegistry.sol";
import { IEligibility } from "../../contracts/identity/interfaces/IEligibility.sol";
import { IIdentityRegistry } from "../../contracts/identity/interfaces/IIdentityRegistry.sol";
import { IIdentityRegistryStorage } from "../../contracts/identity/interfaces/IIdentityRegistryStorage.sol";
import { IInvestorRecords } from "../../contracts/identity/interfaces/IInvestorRecords.sol";
import { Registration } from "../../contracts/identity/Registration.sol";
import { IAgentRole } from "../../contracts/token/interfaces/IAgentRole.sol";
import { Evidence } from "../support/Evidence.sol";

/// @notice The registry is its own storage, and others'; and it can use T-REX' storage instead of its own.
contract RegistryStorageTest is Evidence {
    uint256 private constant KEY = 0x11;
    address private provider;
    address private identity;
    IIdentityRegistryStorage private foreign;

    function setUp() public {
        deployPlatform();
        provider = newClaimIssuer(KEY, topics);
        identity = withClaims();
        foreign = foreignStorage();
    }

    // The standard's surface

    function test_TheRegistryAnswersForTheInterfacesItHas() public view {
        bytes4[6] memory ids = [
            bytes4(0x8ff89f73),
            bytes4(0x57defe0d),
            bytes4(0x0cba0fa8),
            bytes4(0x01ffc9a7),
            type(IInvestorRecords).interfaceId,
            type(IEligibility).interfaceId
        ];
        for (uint256 i = 0; i < ids.length; ++i) require(registry.supportsInterface(ids[i]), "not supported");
        require(!registry.supportsInterface(0xffffffff), "supports everything");
        require(type(IIdentityRegistry).interfaceId == bytes4(0x8ff89f73), "not the standard's registry");
        require(type(IIdentityRegistryStorage).interfaceId == bytes4(0x57defe0d), "not the standard's storage");
    }

    function test_TheRegistryIsItsOwnStorage() public {
        vm.assertEq(registry.identityStorage(), address(registry));
        registry.registerIdentity(alice, identity, HONG_KONG);
        vm.assertEq(registry.storedIdentity(alice), identity);
        vm.assertEq(registry.storedInvestorCountry(alice), HONG_KONG);
        vm.assertEq(registry.identity(alice), identity);
        vm.assertEq(registry.investorCountry(alice), HONG_KONG);
        require(registry.contains(alice) && !registry.contains(bob), "contains");
    }

    function test_TheStandardsEventsAreEmitted() public {
        expectFromRegistry();
        emit IIdentityRegistry.IdentityRegistered(alice, identity);
        registry.registerIdentity(alice, identity, HONG_KONG);
        expectFromRegistry();
        emit IIdentityRegistry.CountryUpdated(alice, 702);
        registry.updateCountry(alice, 702);
        expectFromRegistry();
        emit IIdentityRegistry.IdentityRemoved(alice, identity);
        registry.deleteIdentity(alice);
    }

    function test_TheRegistryChangesHandsOnlyWhenTheNewOwnerAccepts() public {
        registry.transferOwnership(alice);
        vm.assertEq(registry.owner(), address(this));
        vm.prank(alice);
        registry.acceptOwnership();
        vm.assertEq(registry.owner(), alice);
    }

    // Storage for a registry of somebody else

    function test_ABoundRegistryStoresAndItsInvestorsAreReadHere() public {
        expectFromRegistry();
        emit IIdentityRegistryStorage.IdentityRegistryBound(carol);
        registry.bindIdentityRegistry(carol);
        require(registry.isAgent(carol), "not an agent");
        vm.assertEq(registry.linkedIdentityRegistries()[0], carol);
        vm.startPrank(carol);
        expectFromRegistry();
        emit IIdentityRegistryStorage.IdentityStored(alice, identity);
        registry.addIdentityToStorage(alice, identity, HONG_KONG);
        require(isEligible(alice), "claims were not read");
        expectFromRegistry();
        emit IIdentityRegistryStorage.CountryModified(alice, 702);
        registry.modifyStoredInvestorCountry(alice, 702);
        vm.assertEq(registry.storedInvestorCountry(alice), 702);
        vm.stopPrank();
        address another = withClaims();
        vm.startPrank(carol);
        expectFromRegistry();
        emit IIdentityRegistryStorage.IdentityModified(identity, another);
        registry.modifyStoredIdentity(alice, another);
        vm.assertEq(registry.storedIdentity(alice), another);
        expectFromRegistry();
        emit IIdentityRegistryStorage.IdentityUnstored(alice, another);
        registry.removeIdentityFromStorage(alice);
        vm.stopPrank();
        require(!registry.contains(alice), "still stored");
    }

    function test_AnUnboundRegistryStoresNoMore() public {
        registry.bindIdentityRegistry(bob);
        registry.bindIdentityRegistry(carol);
        expectFromRegistry();
        emit IIdentityRegistryStorage.IdentityRegistryUnbound(bob);
        registry.unbindIdentityRegistry(bob);
        vm.assertEq(registry.linkedIdentityRegistries().length, 1);
        vm.assertEq(registry.linkedIdentityRegistries()[0], carol);
        bytes memory reason = abi.encodeWithSelector(IAgentRole.NotAgent.selector, bob);
        vm.startPrank(bob);
        vm.expectRevert(reason);
        registry.addIdentityToStorage(alice, identity, HONG_KONG);
        vm.expectRevert(reason);
        registry.removeIdentityFromStorage(alice);
        vm.expectRevert(reason);
        registry.modifyStoredInvestorCountry(alice, HONG_KONG);
        vm.expectRevert(reason);
        registry.modifyStoredIdentity(alice, identity);
        vm.stopPrank();
    }

    function test_ARegistryThatLostItsRoleCanStillBeUnbound() public {
        registry.bindIdentityRegistry(bob);
        registry.removeAgent(bob);
        registry.unbindIdentityRegistry(bob);
        vm.assertEq(registry.linkedIdentityRegistries().length, 0);
    }

    function test_RevertWhen_ARegistryIsBoundTwiceOrUnboundUnbound() public {
        registry.bindIdentityRegistry(bob);
        vm.expectRevert(abi.encodeWithSelector(IAgentRole.AgentUnchanged.selector, bob));
        registry.bindIdentityRegistry(bob);
        vm.expectRevert(abi.encodeWithSelector(IdentityRegistry.RegistryNotBound.selector, carol));
        registry.unbindIdentityRegistry(carol);
    }

    function test_RevertWhen_ThreeHundredRegistriesAreBound() public {
        for (uint256 i = 0; i < 300; ++i) registry.bindIdentityRegistry(walletAt(100 + i));
        vm.expectRevert(abi.encodeWithSelector(IdentityRegistry.TooManyRegistries.selector, 300));
        registry.bindIdentityRegistry(alice);
    }

    function test_RevertWhen_AStrangerBinds() public {
        bytes memory reason = abi.encodeWithSignature("OwnableUnauthorizedAccount(address)", alice);
        vm.startPrank(alice);
        vm.expectRevert(reason);
        registry.bindIdentityRegistry(alice);
        vm.expectRevert(reason);
        registry.unbindIdentityRegistry(alice);
        vm.expectRevert(reason);
        registry.setIdentityRegistryStorage(address(foreign));
        vm.stopPrank();
    }

    // T-REX' storage instead of its own

    function test_WithAForeignStorageIdentityAndCountryAreWrittenAndReadThere() public {
        useForeign();
        registry.registerIdentity(alice, identity, HONG_KONG);
        vm.assertEq(foreign.storedIdentity(alice), identity);
        vm.assertEq(foreign.storedInvestorCountry(alice), HONG_KONG);
        require(isEligible(alice), "not eligible");
        registry.updateCountry(alice, 702);
        vm.assertEq(foreign.storedInvestorCountry(alice), 702);
        vm.assertEq(registry.investorCountry(alice), 702);
        address another = withClaims();
        registry.updateIdentity(alice, another);
        vm.assertEq(foreign.storedIdentity(alice), another);
        registry.deleteIdentity(alice);
        vm.assertEq(foreign.storedIdentity(alice), address(0));
        require(!registry.contains(alice) && !isEligible(alice), "not deleted");
    }

    function test_AnInvestorOfTheForeignStorageEntersByARefresh() public {
        useForeign();
        foreign.addIdentityToStorage(alice, identity, 702);
        require(registry.contains(alice) && !isEligible(alice), "eligible unread");
        refreshOne(alice);
        require(isEligible(alice), "not eligible");
        vm.assertEq(recordOf(alice).countryOf(), 702);
        vm.assertEq(recordOf(alice).classOf(), 1);
    }

    function test_AnInvestorOfTheForeignStorageWithoutClaimsIsExplainedAfterARefresh() public {
        useForeign();
        foreign.addIdentityToStorage(alice, newIdentity(), 702);
        refreshOne(alice);
        vm.assertEq(registry.explainEligibility(alice).length, 4);
        foreign.modifyStoredInvestorCountry(alice, 36);
        refreshOne(alice);
        vm.assertEq(recordOf(alice).countryOf(), 36);
    }

    function test_WhatChangesInTheForeignStorageIsSeenAtTheNextRefresh() public {
        useForeign();
        registry.registerIdentity(alice, identity, HONG_KONG);
        registry.updateProfile(alice, 2, false, false);
        foreign.modifyStoredInvestorCountry(alice, 702);
        refreshOne(alice);
        vm.assertEq(recordOf(alice).countryOf(), 702);
        vm.assertEq(recordOf(alice).classOf(), 2);
        address another = newIdentity();
        foreign.modifyStoredIdentity(alice, another);
        refreshOne(alice);
        vm.assertEq(recordOf(alice).identityOf(), another);
        vm.assertEq(recordOf(alice).classOf(), 1);
        require(!isEligible(alice), "eligible by claims of another identity");
    }

    function test_WhoLeavesTheForeignStorageIsEndedAtTheNextRefresh() public {
        useForeign();
        registry.registerIdentity(alice, identity, HONG_KONG);
        foreign.removeIdentityFromStorage(alice);
        require(isEligible(alice), "seen without a refresh");
        refreshOne(alice);
        requireReason(alice, abi.encodeWithSelector(IEligibility.NotRegistered.selector, alice));
        refreshOne(bob);
        requireReason(bob, abi.encodeWithSelector(IEligibility.NotRegistered.selector, bob));
    }

    function test_TwoWalletsOfOneIdentityInTheForeignStorageCanBeJoined() public {
        useForeign();
        foreign.addIdentityToStorage(alice, identity, HONG_KONG);
        foreign.addIdentityToStorage(bob, identity, HONG_KONG);
        registry.refresh(pair(alice, bob));
        registry.joinTwins(alice, bob);
        vm.assertEq(registry.walletsOf(identity).length, 2);
    }

    function test_AnInvestorOfACountryNobodyKnowsIsPassedOverInABatch() public {
        useForeign();
        foreign.addIdentityToStorage(alice, newIdentity(), 1_000);
        foreign.addIdentityToStorage(carol, newIdentity(), 0);
        foreign.addIdentityToStorage(bob, identity, HONG_KONG);
        address[] memory wallets = new address[](3);
        (wallets[0], wallets[1], wallets[2]) = (alice, carol, bob);
        registry.refresh(wallets);
        require(isEligible(bob), "stopped");
        requireReason(alice, abi.encodeWithSelector(IEligibility.NotRegistered.selector, alice));
        requireReason(carol, abi.encodeWithSelector(IEligibility.NotRegistered.selector, carol));
    }

    function test_AnAttestationIsGoodForWhomTheForeignStorageHas() public {
        useForeign();
        foreign.addIdentityToStorage(alice, identityFor(alice), HONG_KONG);
        admit(alice);
        require(isEligible(alice) && registry.contains(alice), "not eligible");
    }

    function test_RevertWhen_AnAttestationContradictsTheForeignStorage() public {
        useForeign();
        bytes4 mismatch = IEligibility.IdentityMismatch.selector;
        bytes memory reason = abi.encodeWithSelector(mismatch, alice, address(0), identityFor(alice));
        expectAttestToRevert(ISSUER_KEY, attestationOf(alice, START), reason);
        foreign.addIdentityToStorage(alice, identity, HONG_KONG);
        reason = abi.encodeWithSelector(mismatch, alice, identity, identityFor(alice));
        expectAttestToRevert(ISSUER_KEY, attestationOf(alice, START), reason);
    }

    function test_TheRegistryGoesBackToItsOwnStorage() public {
        registry.registerIdentity(alice, identity, HONG_KONG);
        useForeign();
        vm.assertEq(registry.identity(alice), address(0));
        require(isEligible(alice), "a record ended by the change of storage");
        expectFromRegistry();
        emit IIdentityRegistry.IdentityStorageSet(address(registry));
        registry.setIdentityRegistryStorage(address(0));
        vm.assertEq(registry.identity(alice), identity);
        useForeign();
        registry.setIdentityRegistryStorage(address(registry));
        vm.assertEq(registry.identityStorage(), address(registry));
    }

    function test_RevertWhen_TheForeignStorageHasNoCode() public {
        vm.expectRevert(abi.encodeWithSelector(Registration.NotAContract.selector, alice));
        registry.setIdentityRegistryStorage(alice);
    }

    function useForeign() private {
        expectFromRegistry();
        emit IIdentityRegistry.IdentityStorageSet(address(foreign));
        registry.setIdentityRegistryStorage(address(foreign));
        vm.assertEq(registry.identityStorage(), address(foreign));
    }

    function withClaims() private returns (address created) {
        created = newIdentity();
        for (uint256 topic = 1; topic <= 3; ++topic) giveClaim(created, provider, KEY, topic);
    }

    function expectFromRegistry() private {
        vm.expectEmit(true, true, true, true, address(registry));
    }
}
