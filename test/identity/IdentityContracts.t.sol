// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IEligibility, InvestorFacts } from "../../contracts/identity/interfaces/IEligibility.sol";
import { IIdentityRegistry } from "../../contracts/identity/interfaces/IIdentityRegistry.sol";
import { DENIED, Investor, MORE_WALLETS, RETIRED } from "../../contracts/identity/types/Investor.sol";
import { IAgentRole } from "../../contracts/token/interfaces/IAgentRole.sol";
import { Evidence, IOnchainId } from "../support/Evidence.sol";

/// @notice An identity contract has one wallet unless more are linked; what changes it, and what if it is lost.
contract IdentityContractsTest is Evidence {
    uint256 private constant KEY = 0x11;
    uint256 private constant NEW_KEY = 0x5005;
    address private provider;
    address private identity;

    function setUp() public {
        deployPlatform();
        provider = newClaimIssuer(KEY, topics);
        identity = newIdentity();
        giveClaims(identity);
        registry.registerIdentity(alice, identity, HONG_KONG);
    }

    // One wallet unless linked

    function test_RevertWhen_AFurtherWalletRegistersInsteadOfBeingLinked() public {
        refuse(bob, alice);
    }

    function test_AFurtherWalletThatAnIssuerAttestsIsATwinAndCanBeJoined() public {
        later(1);
        InvestorFacts memory facts = factsOf(bob);
        facts.identity = identity;
        admit(facts);
        vm.assertEq(registry.walletsOf(identity).length, 0);
        registry.joinTwins(alice, bob);
        vm.assertEq(registry.walletsOf(identity).length, 2);
        vm.assertEq(recordOf(alice).classOf(), PROFESSIONAL);
    }

    function test_AnotherWalletRegistersOnceTheOnlyOneIsDeleted() public {
        registry.deleteIdentity(alice);
        registry.registerIdentity(bob, identity, HONG_KONG);
        require(isEligible(bob), "not eligible");
        refuse(alice, bob);
    }

    function test_RevertWhen_AWalletRegistersAfterTheFirstOfTwoWasDeleted() public {
        link(alice, NEW_KEY);
        registry.deleteIdentity(alice);
        refuse(bob, vm.addr(NEW_KEY));
    }

    function test_RevertWhen_AWalletRegistersAfterTheFirstOfThreeWasDeleted() public {
        link(alice, NEW_KEY);
        link(alice, NEW_KEY + 1);
        registry.deleteIdentity(alice);
        refuse(bob, registry.walletsOf(identity)[0]);
    }

    function test_RevertWhen_AWalletRegistersAfterAllButTheLastLinkedOneWereDeleted() public {
        link(alice, NEW_KEY);
        link(alice, NEW_KEY + 1);
        registry.deleteIdentity(alice);
        registry.deleteIdentity(vm.addr(NEW_KEY));
        refuse(bob, vm.addr(NEW_KEY + 1));
        registry.deleteIdentity(vm.addr(NEW_KEY + 1));
        registry.registerIdentity(bob, identity, HONG_KONG);
        require(isEligible(bob), "not eligible");
    }

    // Another identity

    function test_UpdatingTheIdentityReadsTheClaimsOfTheNewOne() public {
        registry.updateProfile(alice, 3, true, false);
        address another = newIdentity();
        giveClaims(another);
        later(1);
        vm.expectEmit(true, true, true, true, address(registry));
        emit IIdentityRegistry.IdentityUpdated(identity, another);
        registry.updateIdentity(alice, another);
        require(isEligible(alice), "not eligible");
        vm.assertEq(registry.identity(alice), another);
        vm.assertEq(recordOf(alice).countryOf(), HONG_KONG);
        vm.assertEq(recordOf(alice).classOf(), 1);
        vm.assertEq(recordOf(alice).evidenceAtOf(), START + 1);
        registry.registerIdentity(bob, identity, HONG_KONG);
    }

    function test_UpdatingTheIdentityOfALinkedWalletUnlinksIt() public {
        link(alice, NEW_KEY);
        address another = newIdentity();
        registry.updateIdentity(alice, another);
        vm.assertEq(registry.walletsOf(identity).length, 0);
        require(!recordOf(alice).hasMark(MORE_WALLETS), "still one of several");
        require(!isEligible(alice) && isEligible(vm.addr(NEW_KEY)), "the wrong claims");
    }

    function test_UpdatingTheIdentityTakesNoDenialOff() public {
        registry.denyWallets(single(alice), true);
        registry.updateIdentity(alice, identity);
        require(recordOf(alice).hasMark(DENIED) && !isEligible(alice), "not denied any more");
    }

    function test_RevertWhen_TheNewIdentityHasAWalletOrIsNoContract() public {
        address another = newIdentity();
        registry.registerIdentity(bob, another, HONG_KONG);
        vm.expectRevert(abi.encodeWithSelector(IEligibility.IdentityHasWallet.selector, another, bob));
        registry.updateIdentity(alice, another);
        vm.expectRevert(abi.encodeWithSelector(IEligibility.IdentityHasNoCode.selector, carol));
        registry.updateIdentity(alice, carol);
        vm.expectRevert(abi.encodeWithSelector(IEligibility.NotRegistered.selector, carol));
        registry.updateIdentity(carol, another);
    }

    function test_TheProfileIsTheAgentsWordWhereClaimsDoNotTellIt() public {
        registry.updateProfile(alice, 2, false, true);
        vm.assertEq(recordOf(alice).classOf(), 2);
        refreshOne(alice);
        vm.assertEq(recordOf(alice).classOf(), 2);
        vm.expectRevert(abi.encodeWithSelector(IEligibility.ClassUnknown.selector, 5));
        registry.updateProfile(alice, 5, false, false);
        vm.expectRevert(abi.encodeWithSelector(IEligibility.ClassUnknown.selector, 0));
        registry.updateProfile(alice, 0, false, false);
        vm.expectRevert(abi.encodeWithSelector(IEligibility.NotRegistered.selector, bob));
        registry.updateProfile(bob, 1, false, false);
    }

    // A lost wallet

    function test_AManagementKeyOfTheIdentityTakesTheLostWalletsPlace() public {
        IOnchainId(identity).addKey(keyOf(bob), MANAGEMENT_PURPOSE, 1);
        vm.expectEmit(true, true, true, true, address(registry));
        emit IEligibility.WalletLinked(identity, bob);
        vm.expectEmit(true, true, true, true, address(registry));
        emit IEligibility.WalletRetired(alice, bob);
        registry.recoverWallet(alice, bob, identity);
        require(isEligible(bob), "not eligible");
        requireReason(alice, abi.encodeWithSelector(IEligibility.WalletWasLost.selector, alice));
        vm.assertEq(registry.identity(alice), identity);
    }

    function test_ALinkedWalletTakesTheLostWalletsPlace() public {
        link(alice, NEW_KEY);
        registry.recoverWallet(alice, vm.addr(NEW_KEY), identity);
        require(isEligible(vm.addr(NEW_KEY)) && !isEligible(alice), "not recovered");
        vm.assertEq(registry.walletsOf(identity).length, 2);
    }

    function test_RecoveringTwiceChangesNothing() public {
        link(alice, NEW_KEY);
        registry.recoverWallet(alice, vm.addr(NEW_KEY), identity);
        (Investor lost, Investor fresh) = (recordOf(alice), recordOf(vm.addr(NEW_KEY)));
        later(1);
        vm.recordLogs();
        registry.recoverWallet(alice, vm.addr(NEW_KEY), identity);
        vm.assertEq(vm.getRecordedLogs().length, 0);
        vm.assertEq(Investor.unwrap(recordOf(alice)), Investor.unwrap(lost));
        vm.assertEq(Investor.unwrap(recordOf(vm.addr(NEW_KEY))), Investor.unwrap(fresh));
    }

    function test_ALostWalletNeverBecomesEligibleAgain() public {
        link(alice, NEW_KEY);
        registry.recoverWallet(alice, vm.addr(NEW_KEY), identity);
        later(1);
        refreshOne(alice);
        require(!isEligible(alice), "by a refresh");
        registry.deleteIdentity(alice);
        later(1);
        admit(alice);
        require(recordOf(alice).hasMark(RETIRED), "forgotten");
        requireReason(alice, abi.encodeWithSelector(IEligibility.WalletWasLost.selector, alice));
    }

    function test_AnAttestedInvestorRecoversToAWalletAttestedToTheSameIdentity() public {
        admit(bob);
        InvestorFacts memory facts = factsOf(carol);
        facts.identity = identityFor(bob);
        admit(facts);
        registry.recoverWallet(bob, carol, identityFor(bob));
        require(isEligible(carol) && !isEligible(bob), "not recovered");
    }

    function test_RevertWhen_TheNewWalletIsNeitherRegisteredNorAManagementKey() public {
        IOnchainId(identity).addKey(keyOf(bob), 2, 1);
        vm.expectRevert(abi.encodeWithSelector(IEligibility.NotAWalletOf.selector, identity, bob));
        registry.recoverWallet(alice, bob, identity);
        admit(carol);
        bytes memory reason = abi.encodeWithSelector(IEligibility.NotAWalletOf.selector, identityFor(carol), bob);
        vm.expectRevert(reason);
        registry.recoverWallet(carol, bob, identityFor(carol));
    }

    function test_RevertWhen_TheNewWalletIsTheLostOneOrWasLostItself() public {
        vm.expectRevert(abi.encodeWithSelector(IEligibility.NotAWalletOf.selector, identity, alice));
        registry.recoverWallet(alice, alice, identity);
        link(alice, NEW_KEY);
        registry.recoverWallet(alice, vm.addr(NEW_KEY), identity);
        vm.expectRevert(abi.encodeWithSelector(IEligibility.NotAWalletOf.selector, identity, alice));
        registry.recoverWallet(vm.addr(NEW_KEY), alice, identity);
    }

    function test_RevertWhen_TheNewWalletBelongsToAnotherIdentity() public {
        admit(bob);
        vm.expectRevert(
            abi.encodeWithSelector(IEligibility.IdentityMismatch.selector, bob, identityFor(bob), identity)
        );
        registry.recoverWallet(alice, bob, identity);
    }

    function test_RevertWhen_TheLostWalletBelongsToAnotherIdentityOrToNobody() public {
        vm.expectRevert(abi.encodeWithSelector(IEligibility.IdentityMismatch.selector, alice, identity, carol));
        registry.recoverWallet(alice, bob, carol);
        vm.expectRevert(abi.encodeWithSelector(IEligibility.NotRegistered.selector, bob));
        registry.recoverWallet(bob, alice, identity);
    }

    function test_RevertWhen_NobodyButAnAgentRecovers() public {
        vm.expectRevert(abi.encodeWithSelector(IAgentRole.NotAgent.selector, alice));
        vm.prank(alice);
        registry.recoverWallet(alice, bob, identity);
    }

    function refuse(address wallet, address holder) private {
        vm.expectRevert(abi.encodeWithSelector(IEligibility.IdentityHasWallet.selector, identity, holder));
        registry.registerIdentity(wallet, identity, HONG_KONG);
    }

    function giveClaims(address to) private {
        for (uint256 topic = 1; topic <= 3; ++topic) giveClaim(to, provider, KEY, topic);
    }
}
