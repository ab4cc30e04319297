// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { InvestorFacts } from "../../contracts/identity/interfaces/IEligibility.sol";
import { ISecurityToken } from "../../contracts/token/interfaces/ISecurityToken.sol";
import { Platform } from "./Platform.sol";

/// @title Holders: a platform with three admitted wallets, a second wallet of the first one, and a stranger
abstract contract Holders is Platform {
    address internal alice;
    address internal bob;
    address internal carol;
    /// @dev Admitted, of alice's identity, holding nothing.
    address internal aliceAgain;
    /// @dev Nobody admitted it.
    address internal stranger;

    function setUp() public virtual {
        deployPlatform();
        (alice, bob, carol, stranger, aliceAgain) = (walletAt(1), walletAt(2), walletAt(3), walletAt(4), walletAt(5));
        admit(alice);
        admit(bob);
        admit(carol);
        admitFor(aliceAgain, identityFor(alice));
    }

    /// @dev A further wallet of an identity that has one.
    function admitFor(address wallet, address identity) internal {
        InvestorFacts memory facts = factsOf(wallet);
        facts.identity = identity;
        admit(facts);
    }

    function send(address from, address to, uint256 amount) internal {
        vm.prank(from);
        token.transfer(to, amount);
    }

    /// @dev Whether the call succeeds; what it did stays.
    function tryTransfer(address from, address to, uint256 amount) internal returns (bool success) {
        vm.prank(from);
        (success, ) = address(token).call(abi.encodeCall(token.transfer, (to, amount)));
    }

    function only(address wallet) internal pure returns (address[] memory list) {
        list = new address[](1);
        list[0] = wallet;
    }

    function only(uint256 amount) internal pure returns (uint256[] memory list) {
        list = new uint256[](1);
        list[0] = amount;
    }

    function pair(address first, address second) internal pure returns (address[] memory list) {
        list = new address[](2);
        (list[0], list[1]) = (first, second);
    }

    function pair(uint256 first, uint256 second) internal pure returns (uint256[] memory list) {
        list = new uint256[](2);
        (list[0], list[1]) = (first, second);
    }

    // Refusals that many tests expect

    function expectNotEligible(address wallet) internal {
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.HolderNotEligible.selector, wallet));
    }

    function expectFrozen(address wallet) internal {
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.WalletFrozen.selector, wallet));
    }

    function expectRecovered(address wallet, address successor) internal {
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.WalletRecovered.selector, wallet, successor));
    }

    function expectTooFewFree(address holder, uint256 free, uint256 needed) internal {
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.FreeUnitsExceeded.selector, holder, free, needed));
    }

    function expectUnderLien(address holder, uint256 movable, uint256 needed) internal {
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.UnitsUnderLien.selector, holder, movable, needed));
    }

    function expectLengths(uint256 first, uint256 other) internal {
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.LengthMismatch.selector, first, other));
    }

    function expectOnlyOwner(address caller) internal {
        vm.expectRevert(abi.encodeWithSignature("OwnableUnauthorizedAccount(address)", caller));
    }

    function expectOnlyAgent(address caller) internal {
        vm.expectRevert(abi.encodeWithSignature("NotAgent(address)", caller));
    }

    function expectNothingToMove() internal {
        vm.expectRevert(ISecurityToken.NothingToMove.selector);
    }
}
