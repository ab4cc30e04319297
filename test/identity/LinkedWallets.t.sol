// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IEligibility, InvestorFacts } from "../../contracts/identity/interfaces/IEligibility.sol";
import { IIdentityRegistry } from "../../contracts/identity/interfaces/IIdentityRegistry.sol";
import { Investor, MORE_WALLETS, US_PERSON } from "../../contracts/identity/types/Investor.sol";
import { IAgentRole } from "../../contracts/token/interfaces/IAgentRole.sol";
import { ContractSigner } from "../mocks/ContractSigners.sol";
import { Evidence } from "../support/Evidence.sol";

/// @notice Several wallets of one identity: linked with the new wallet's signature and the agent's act, one investor.
contract LinkedWalletsTest is Evidence {
    uint256 private constant NEW_KEY = 0x1001;
    address private fresh;

    function setUp() public {
        deployPlatform();
        admit(alice);
        fresh = vm.addr(NEW_KEY);
    }

    // Linking

    function test_ALinkedWalletIsTheSameInvestor() public {
        vm.expectEmit(true, true, true, true, address(registry));
        emit IEligibility.WalletLinked(identityFor(alice), fresh);
        link(alice, NEW_KEY);
        require(isEligible(fresh), "not eligible");
        Investor known = recordOf(alice);
        vm.assertEq(Investor.unwrap(recordOf(fresh)), Investor.unwrap(known));
        require(known.hasMark(MORE_WALLETS), "not marked");
        address[] memory wallets = registry.walletsOf(identityFor(alice));
        vm.assertEq(wallets.length, 2);
        vm.assertEq(wallets[0], alice);
        vm.assertEq(wallets[1], fresh);
    }

    function test_AContractWalletConsentsByItsOwnRule() public {
        address multisig = address(new ContractSigner(vm.addr(NEW_KEY)));
        bytes memory signature = sign(NEW_KEY, hashLink(identityFor(alice), multisig, 0, START));
        registry.linkWallet(alice, multisig, START, signature);
        require(isEligible(multisig), "not eligible");
    }

    function test_RevertWhen_NobodyButAnAgentLinks() public {
        bytes memory signature = sign(NEW_KEY, hashLink(identityFor(alice), fresh, 0, START));
        vm.expectRevert(abi.encodeWithSelector(IAgentRole.NotAgent.selector, alice));
        vm.prank(alice);
        registry.linkWallet(alice, fresh, START, signature);
    }

    function test_RevertWhen_TheNewWalletDidNotSign() public {
        bytes memory signature = sign(ISSUER_KEY, hashLink(identityFor(alice), fresh, 0, START));
        refuseLink(START, signature);
        refuseLink(START, "");
    }

    function test_RevertWhen_TheSignatureIsForAnotherIdentityOrDeadline() public {
        refuseLink(START, sign(NEW_KEY, hashLink(identityFor(bob), fresh, 0, START)));
        refuseLink(START + 1, sign(NEW_KEY, hashLink(identityFor(alice), fresh, 0, START)));
        refuseLink(START, sign(NEW_KEY, hashLink(identityFor(alice), fresh, 1, START)));
    }

    function test_RevertWhen_TheDeadlineHasPassed() public {
        bytes memory signature = sign(NEW_KEY, hashLink(identityFor(alice), fresh, 0, START));
        later(1);
        vm.expectRevert(abi.encodeWithSelector(IEligibility.LinkExpired.selector, START));
        registry.linkWallet(alice, fresh, START, signature);
    }

    function test_RevertWhen_ALinkThatWasUndoneIsReplayed() public {
        bytes memory signature = sign(NEW_KEY, hashLink(identityFor(alice), fresh, 0, START + 1 days));
        registry.linkWallet(alice, fresh, START + 1 days, signature);
        registry.deleteIdentity(fresh);
        vm.assertEq(registry.nonces(fresh), 1);
        refuseLink(START + 1 days, signature);
        link(alice, NEW_KEY);
        require(isEligible(fresh), "not linked with a new signature");
    }

    function test_RevertWhen_TheNewWalletIsSomebodysAlready() public {
        admit(factsOf(fresh));
        bytes memory signature = sign(NEW_KEY, hashLink(identityFor(alice), fresh, 0, START));
        vm.expectRevert(abi.encodeWithSelector(IEligibility.AlreadyRegistered.selector, fresh, identityFor(fresh)));
        registry.linkWallet(alice, fresh, START, signature);
    }

    function test_RevertWhen_TheKnownWalletIsNobodys() public {
        vm.expectRevert(abi.encodeWithSelector(IEligibility.NotRegistered.selector, bob));
        registry.linkWallet(bob, fresh, START, "");
    }

    function test_RevertWhen_AnIdentityHasEightWallets() public {
        for (uint256 i = 0; i < 7; ++i) link(alice, NEW_KEY + i);
        vm.assertEq(registry.walletsOf(identityFor(alice)).length, 8);
        address ninth = vm.addr(NEW_KEY + 7);
        bytes memory signature = sign(NEW_KEY + 7, hashLink(identityFor(alice), ninth, 0, START));
        vm.expectRevert(abi.encodeWithSelector(IEligibility.TooManyWallets.selector, identityFor(alice), 8));
        registry.linkWallet(alice, ninth, START, signature);
        registry.deleteIdentity(vm.addr(NEW_KEY));
        registry.linkWallet(alice, ninth, START, signature);
        require(isEligible(ninth), "no place became free");
    }

    function test_ALinkSignatureIsWorthNothingBeforeASecondWalletsSignature() public {
        link(alice, NEW_KEY);
        link(fresh, NEW_KEY + 1);
        vm.assertEq(registry.walletsOf(identityFor(alice)).length, 3);
        vm.assertEq(registry.identity(vm.addr(NEW_KEY + 1)), identityFor(alice));
    }

    // What belongs to the identity is the same on all of them

    function test_CountryClassAndMarksStayTheSameOnAllWallets() public {
        link(alice, NEW_KEY);
        registry.updateCountry(fresh, 702);
        vm.assertEq(recordOf(alice).countryOf(), 702);
        registry.updateProfile(alice, 3, true, false);
        vm.assertEq(recordOf(fresh).classOf(), 3);
        require(recordOf(fresh).hasMark(US_PERSON), "not marked");
        vm.assertEq(profileOf(fresh), profileOf(alice));
    }

    function test_NewEvidenceOnOneWalletIsEvidenceOnAll() public {
        link(alice, NEW_KEY);
        later(1);
        InvestorFacts memory facts = factsOf(fresh);
        (facts.identity, facts.country) = (identityFor(alice), 702);
        admit(facts);
        vm.assertEq(recordOf(alice).countryOf(), 702);
        vm.assertEq(recordOf(alice).evidenceAtOf(), START + 1);
        revokeAt(alice, block.timestamp);
        require(!isEligible(alice) && !isEligible(fresh), "eligible by the other wallet");
    }

    function test_TheDenyListOfAWalletStaysWithTheWallet() public {
        registry.denyWallets(single(fresh), true);
        link(alice, NEW_KEY);
        later(1);
        admit(alice);
        require(isEligible(alice), "denied for another wallet");
        requireReason(fresh, abi.encodeWithSelector(IEligibility.WalletDenied.selector, fresh));
        registry.denyWallets(single(fresh), false);
        require(isEligible(fresh), "not linked");
    }

    // Unlinking

    function test_DeletingAWalletUnlinksIt() public {
        link(alice, NEW_KEY);
        link(alice, NEW_KEY + 1);
        vm.expectEmit(true, true, true, true, address(registry));
        emit IIdentityRegistry.IdentityRemoved(alice, identityFor(alice));
        registry.deleteIdentity(alice);
        address[] memory wallets = registry.walletsOf(identityFor(alice));
        vm.assertEq(wallets.length, 2);
        require(isEligible(fresh) && !registry.contains(alice), "not unlinked");
        registry.deleteIdentity(fresh);
        address last = vm.addr(NEW_KEY + 1);
        vm.assertEq(registry.walletsOf(identityFor(alice)).length, 0);
        require(isEligible(last) && !recordOf(last).hasMark(MORE_WALLETS), "still one of several");
        registry.deleteIdentity(last);
        require(!registry.contains(last), "not deleted");
    }

    function test_RevertWhen_AWalletNobodyRegisteredIsDeleted() public {
        vm.expectRevert(abi.encodeWithSelector(IEligibility.NotRegistered.selector, bob));
        registry.deleteIdentity(bob);
    }

    /// @dev Linking takes over the identity's evidence, but not its age, if the new wallet remembers younger evidence.
    function test_LinkingAWalletReplaysNothingThatTheWalletHasSeen() public {
        admit(factsOf(fresh));
        later(10);
        registry.deleteIdentity(fresh);
        link(alice, NEW_KEY);
        InvestorFacts memory facts = factsOf(fresh);
        (facts.identity, facts.country) = (identityFor(alice), 702);
        attestAs(ISSUER_KEY, attestationOf(facts, START + 5));
        vm.assertEq(recordOf(fresh).countryOf(), HONG_KONG);
        vm.assertEq(recordOf(fresh).evidenceAtOf(), START + 10);
        require(isEligible(fresh) && isEligible(alice), "ended by linking");
    }

    function refuseLink(uint256 deadline, bytes memory signature) private {
        vm.expectRevert(abi.encodeWithSelector(IEligibility.LinkSignatureInvalid.selector, fresh));
        registry.linkWallet(alice, fresh, deadline, signature);
    }
}
