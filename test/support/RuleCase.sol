// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";

import { IRuleSettings, Refusal } from "../../contracts/compliance/interfaces/IRuleSettings.sol";
import { NOT_BY_TIME, Rule } from "../../contracts/compliance/rules/Rulebook.sol";
import { InvestorFacts } from "../../contracts/identity/interfaces/IEligibility.sol";
import { Platform } from "./Platform.sol";

/// @notice What is asked of the registries of T-REX.
interface ITrexRegistry {
    function init() external;

    function init(address trustedIssuers, address claimTopics, address identityStorage) external;

    function bindIdentityRegistry(address registry) external;

    function addAgent(address agent) external;

    function registerIdentity(address wallet, address identity, uint16 country) external;

    function updateCountry(address wallet, uint16 country) external;
}

/// @title RuleCase: a seller with units, two buyers, and sentences about what a rule does to a transfer
/// @dev Each sentence asks all three who must agree: `explainTransfer`, `canTransfer` and the transfer itself.
abstract contract RuleCase is Platform {
    uint256 internal constant HELD = 1_000e6;

    address internal seller = walletAt(1);
    address internal buyer = walletAt(2);
    address internal other = walletAt(3);

    function setUp() public virtual {
        deployPlatform();
        admit(seller);
        admit(buyer);
        admit(other);
        token.mint(seller, HELD);
    }

    // Transfers

    function send(address from, address to, uint256 amount) internal {
        vm.prank(from);
        token.transfer(to, amount);
    }

    function explain(address from, address to, uint256 amount) internal view returns (Refusal[] memory) {
        return compliance.explainTransfer(address(token), from, to, amount);
    }

    /// @dev The transfer is refused for exactly this reason; the answer is when the refusal ends.
    function assertRefused(
        address from,
        address to,
        uint256 amount,
        bytes memory reason
    ) internal returns (uint256 ends) {
        Refusal[] memory refusals = explain(from, to, amount);
        vm.assertEq(refusals.length, 1, "one reason is given");
        vm.assertEq(refusals[0].reason, reason, "the reason");
        vm.assertFalse(token.canTransfer(from, to, amount), "canTransfer says no");
        vm.expectRevert(reason);
        send(from, to, amount);
        return refusals[0].ends;
    }

    function assertPasses(address from, address to, uint256 amount) internal {
        vm.assertEq(explain(from, to, amount).length, 0, "no reason is given");
        vm.assertTrue(token.canTransfer(from, to, amount), "canTransfer says yes");
        uint256 before = token.balanceOf(to);
        send(from, to, amount);
        vm.assertEq(token.balanceOf(to), from == to ? before : before + amount, "the units arrived");
    }

    /// @dev Refused until somebody acts, whatever the time.
    function assertRefusedForGood(address from, address to, uint256 amount, bytes memory reason) internal {
        vm.assertEq(assertRefused(from, to, amount, reason), NOT_BY_TIME, "does not end by time");
    }

    /// @dev Refused now and up to the second before the moment told, and never from that moment on.
    function assertEndsByItself(address from, address to, uint256 amount, bytes memory reason) internal {
        uint256 ends = assertRefused(from, to, amount, reason);
        vm.assertTrue(ends > block.timestamp && ends != NOT_BY_TIME, "ends at a moment to come");
        vm.warp(ends - 1);
        Refusal[] memory refusals = explain(from, to, amount);
        vm.assertEq(refusals.length, 1, "still refused a second before");
        vm.assertEq(refusals[0].ends, ends, "the end told has not moved");
        vm.assertFalse(token.canTransfer(from, to, amount), "canTransfer still says no");
        vm.expectRevert(refusals[0].reason);
        send(from, to, amount);
        vm.warp(ends);
        assertPasses(from, to, amount);
    }

    function assertMintRefused(address to, uint256 amount, bytes memory reason) internal {
        vm.expectRevert(reason);
        token.mint(to, amount);
    }

    function assertMintPasses(address to, uint256 amount) internal {
        uint256 before = token.balanceOf(to);
        token.mint(to, amount);
        vm.assertEq(token.balanceOf(to), before + amount, "the units were minted");
    }

    /// @dev A transfer that is refused happens all the same as a forced transfer; so do a recovery and a burn.
    function assertNoBarToActsOfLaw(address from, address to, uint256 amount) internal {
        vm.assertFalse(token.canTransfer(from, to, amount), "the transfer is refused");
        uint256 before = token.balanceOf(to);
        token.forcedTransfer(from, to, amount);
        vm.assertEq(token.balanceOf(to), before + amount, "the forced transfer happened");
        address replacement = walletAt(uint256(uint160(to)));
        linkTo(to, replacement);
        token.recoveryAddress(to, replacement, registry.identity(to));
        vm.assertEq(token.balanceOf(replacement), before + amount, "the recovery happened");
        token.burn(replacement, before + amount);
        vm.assertEq(token.balanceOf(replacement), 0, "the burn happened");
    }

    // Settings

    /// @dev Turns the rule on with the event told, only for the token's owner: not for its agents, nor for the owner
    /// of the
    /// compliance contract, both of which this test is.
    function assertTokensOwnerSets(bytes memory setter, Rule rule, bytes memory settings) internal {
        address tokensOwner = walletAt(1_000);
        token.transferOwnership(tokensOwner);
        vm.expectRevert(
            abi.encodeWithSelector(IRuleSettings.NotTheTokensOwner.selector, address(token), address(this))
        );
        call(setter);
        vm.expectEmit(true, true, true, true, address(compliance));
        emit IRuleSettings.RuleChanged(address(token), rule, true, settings);
        vm.prank(tokensOwner);
        call(setter);
        vm.assertTrue(isOn(rule), "the rule is on");
        vm.expectRevert(
            abi.encodeWithSelector(IRuleSettings.NotTheTokensOwner.selector, address(token), address(this))
        );
        compliance.disableRule(address(token), rule);
        vm.expectEmit(true, true, true, true, address(compliance));
        emit IRuleSettings.RuleChanged(address(token), rule, false, "");
        vm.prank(tokensOwner);
        compliance.disableRule(address(token), rule);
        vm.assertFalse(isOn(rule), "the rule is off");
        vm.prank(tokensOwner);
        token.transferOwnership(address(this));
    }

    function assertOutOfRange(bytes memory setter, Rule rule, uint256 value) internal {
        vm.expectRevert(abi.encodeWithSelector(IRuleSettings.SettingOutOfRange.selector, rule, value));
        call(setter);
    }

    function isOn(Rule rule) internal view returns (bool) {
        return compliance.enabledRules(address(token)) & (1 << uint256(rule)) != 0;
    }

    function call(bytes memory data) internal {
        (bool done, bytes memory answer) = address(compliance).call(data);
        if (done) return;
        assembly ("memory-safe") {
            revert(add(answer, 32), mload(answer))
        }
    }

    // Investors

    /// @dev One more wallet of the investor behind `wallet`, with the same facts.
    function linkTo(address wallet, address further) internal {
        InvestorFacts memory facts = factsOf(further);
        facts.identity = registry.identity(wallet);
        facts.country = registry.investorCountry(wallet);
        facts.class = uint8(registry.recordOf(wallet).classOf());
        admit(facts);
        registry.joinTwins(wallet, further);
    }

    function admitFrom(address wallet, uint16 country) internal {
        InvestorFacts memory facts = factsOf(wallet);
        facts.country = country;
        admit(facts);
    }

    function admitAs(address wallet, uint8 class) internal {
        InvestorFacts memory facts = factsOf(wallet);
        facts.class = class;
        admit(facts);
    }

    /// @dev Puts the token on a registry of T-REX as published on npm, in which seller, buyer and other are registered.
    function moveToForeignRegistry() internal returns (ITrexRegistry foreign) {
        ITrexRegistry issuers = _deployTrex("TrustedIssuersRegistry");
        ITrexRegistry claimTopics = _deployTrex("ClaimTopicsRegistry");
        ITrexRegistry identities = _deployTrex("IdentityRegistryStorage");
        issuers.init();
        claimTopics.init();
        identities.init();
        foreign = _deployTrex("IdentityRegistry");
        foreign.init(address(issuers), address(claimTopics), address(identities));
        identities.bindIdentityRegistry(address(foreign));
        foreign.addAgent(address(this));
        foreign.registerIdentity(seller, identityFor(seller), HONG_KONG);
        foreign.registerIdentity(buyer, identityFor(buyer), HONG_KONG);
        foreign.registerIdentity(other, identityFor(other), HONG_KONG);
        token.setIdentityRegistry(address(foreign));
    }

    function _deployTrex(string memory name) private returns (ITrexRegistry) {
        string memory file = string.concat("/", name, ".sol/", name, ".json");
        string memory folder = "node_modules/@tokenysolutions/t-rex/artifacts/contracts/registry/implementation";
        bytes memory code = vm.parseJsonBytes(vm.readFile(string.concat(folder, file)), ".bytecode");
        address implementation;
        assembly ("memory-safe") {
            implementation := create(0, add(code, 32), mload(code))
        }
        return ITrexRegistry(Clones.clone(implementation));
    }
}
