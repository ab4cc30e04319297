// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IEligibility, InvestorFacts } from "../../contracts/identity/interfaces/IEligibility.sol";
import { MORE_WALLETS } from "../../contracts/identity/types/Investor.sol";
import { Evidence } from "../support/Evidence.sol";

/// @notice Two wallets attested to one identity without linking are seen as one investor as soon as anyone joins them.
contract TwinsTest is Evidence {
    uint256 private constant LINKED_KEY = 0x2002;

    function setUp() public {
        deployPlatform();
        admit(alice);
    }

    function test_AnyoneJoinsTwoTwinsThatAreNotListed() public {
        admitTwin(bob, 702);
        vm.prank(carol);
        registry.joinTwins(alice, bob);
        requireWallets(alice, bob, 2);
    }

    function test_ATwinJoinsTheListOfTheFirst() public {
        link(alice, LINKED_KEY);
        admitTwin(bob, 702);
        registry.joinTwins(alice, bob);
        requireWallets(alice, vm.addr(LINKED_KEY), 3);
        require(recordOf(bob).hasMark(MORE_WALLETS), "not marked");
    }

    function test_ATwinJoinsTheListOfTheSecond() public {
        link(alice, LINKED_KEY);
        admitTwin(bob, 702);
        registry.joinTwins(bob, alice);
        requireWallets(alice, vm.addr(LINKED_KEY), 3);
        require(recordOf(bob).hasMark(MORE_WALLETS), "not marked");
    }

    function test_RevertWhen_BothAreListed() public {
        link(alice, LINKED_KEY);
        refuse(alice, vm.addr(LINKED_KEY));
    }

    function test_RevertWhen_TheTwinsAreOneWallet() public {
        refuse(alice, alice);
    }

    function test_RevertWhen_TheyBelongToTwoIdentities() public {
        admit(bob);
        refuse(alice, bob);
    }

    function test_RevertWhen_OneOfThemIsNobodys() public {
        vm.expectRevert(abi.encodeWithSelector(IEligibility.NotRegistered.selector, bob));
        registry.joinTwins(alice, bob);
        vm.expectRevert(abi.encodeWithSelector(IEligibility.NotRegistered.selector, bob));
        registry.joinTwins(bob, alice);
    }

    function test_RevertWhen_TheIdentityHasEightWallets() public {
        for (uint256 i = 0; i < 7; ++i) link(alice, LINKED_KEY + i);
        admitTwin(bob, 702);
        vm.expectRevert(abi.encodeWithSelector(IEligibility.TooManyWallets.selector, identityFor(alice), 8));
        registry.joinTwins(alice, bob);
    }

    function test_TheYoungerEvidenceIsTheIdentitysWhicheverIsNamedFirst() public {
        later(1);
        admitTwin(bob, 702);
        uint256 before = vm.snapshotState();
        registry.joinTwins(alice, bob);
        vm.assertEq(recordOf(alice).countryOf(), 702);
        vm.assertEq(profileOf(alice), profileOf(bob));
        vm.revertToState(before);
        registry.joinTwins(bob, alice);
        vm.assertEq(recordOf(alice).countryOf(), 702);
    }

    /// @dev Joined, the twin that is good would revive it.
    function test_RevertWhen_TheEvidenceOfOneOfThemWasEnded() public {
        admitTwin(bob, HONG_KONG);
        revokeAt(bob, START);
        refuse(alice, bob);
        refuse(bob, alice);
        require(isEligible(alice) && !isEligible(bob), "a refused twin changed something");
    }

    function test_RevertWhen_AWalletIsLinkedToATwinThatIsNotJoined() public {
        link(alice, LINKED_KEY);
        admitTwin(bob, HONG_KONG);
        address further = vm.addr(LINKED_KEY + 1);
        bytes memory signature = sign(LINKED_KEY + 1, hashLink(identityFor(alice), further, 0, START));
        vm.expectRevert(abi.encodeWithSelector(IEligibility.NotTwins.selector, bob, further));
        registry.linkWallet(bob, further, START, signature);
    }

    function test_EachTwinKeepsItsOwnDenial() public {
        admitTwin(bob, HONG_KONG);
        registry.denyWallets(single(alice), true);
        registry.joinTwins(alice, bob);
        require(!isEligible(alice) && isEligible(bob), "a denial moved");
    }

    function admitTwin(address wallet, uint16 country) private {
        InvestorFacts memory facts = factsOf(wallet);
        (facts.identity, facts.country) = (identityFor(alice), country);
        admit(facts);
    }

    function requireWallets(address first, address second, uint256 count) private view {
        address[] memory wallets = registry.walletsOf(identityFor(alice));
        vm.assertEq(wallets.length, count);
        vm.assertEq(wallets[0], first);
        vm.assertEq(wallets[1], second);
        vm.assertEq(profileOf(wallets[0]), profileOf(wallets[count - 1]));
    }

    function refuse(address first, address second) private {
        vm.expectRevert(abi.encodeWithSelector(IEligibility.NotTwins.selector, first, second));
        registry.joinTwins(first, second);
    }
}
