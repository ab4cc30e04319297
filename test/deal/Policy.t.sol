// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import { Compliance } from "../../contracts/compliance/Compliance.sol";
import { IRuleSettings } from "../../contracts/compliance/interfaces/IRuleSettings.sol";
import { Rule } from "../../contracts/compliance/rules/Rulebook.sol";
import { IDeal } from "../../contracts/deal/interfaces/IDeal.sol";
import { IOrders } from "../../contracts/deal/interfaces/IOrders.sol";
import { Party } from "../../contracts/deal/interfaces/IParties.sol";
import { IPolicyChanges, PolicyKind } from "../../contracts/deal/interfaces/IPolicyChanges.sol";
import { DealTable } from "../../contracts/deal/types/DealTable.sol";
import { IdentityRegistry } from "../../contracts/identity/IdentityRegistry.sol";
import { IAgentRole } from "../../contracts/token/interfaces/IAgentRole.sol";
import { IERC3643 } from "../../contracts/token/interfaces/IERC3643.sol";
import { ISecurityToken } from "../../contracts/token/interfaces/ISecurityToken.sol";
import { Keeper } from "../mocks/Keeper.sol";
import { ReenteringCompliance } from "../mocks/ReenteringCompliance.sol";
import { DealCase } from "../support/DealCase.sol";

/// @title Policy: proposed by the issuer, public for the delay, cancelled by the trustee, carried out by anyone
contract PolicyTest is DealCase {
    address private first;
    uint40 private from;

    function setUp() public override {
        super.setUp();
        openDeal();
        first = address(tokens[0]);
        from = uint40(block.timestamp + DELAY);
    }

    // What each kind does

    function test_ARuleIsSetForOneClass() public {
        carryOut(first, PolicyKind.Rule, lotSize(10e6));
        vm.assertTrue(isOn(first, Rule.LotSize));
        vm.assertFalse(isOn(address(tokens[1]), Rule.LotSize));
    }

    function test_ARuleIsTurnedOff() public {
        carryOut(first, PolicyKind.Rule, lotSize(10e6));
        bytes memory off = cut(abi.encodeCall(IRuleSettings.disableRule, (address(0), Rule.LotSize)));
        carryOut(first, PolicyKind.Rule, off);
        vm.assertFalse(isOn(first, Rule.LotSize));
    }

    function test_ATransferIsApprovedWhereEachNeedsIt() public {
        carryOut(first, PolicyKind.Rule, cut(abi.encodeCall(IRuleSettings.setPreApproval, (address(0)))));
        vm.assertFalse(tokens[0].canTransfer(alice, bob, 5));
        bytes memory approval = abi.encodeCall(IRuleSettings.approveTransfer, (address(0), alice, bob, 5, 1));
        carryOut(first, PolicyKind.Rule, cut(approval));
        vm.assertTrue(tokens[0].canTransfer(alice, bob, 5));
    }

    function test_TheIdentityRegistryIsReplaced() public {
        IdentityRegistry other = new IdentityRegistry(address(this), address(trusted), address(required));
        carryOut(first, PolicyKind.IdentityRegistry, abi.encode(other));
        vm.assertEq(tokens[0].identityRegistry(), address(other));
        vm.assertEq(tokens[1].identityRegistry(), address(registry));
    }

    function test_TheComplianceContractIsReplaced_AndRulesAreSetInTheNewOne() public {
        Compliance other = new Compliance(address(this), false);
        carryOut(first, PolicyKind.Compliance, abi.encode(other));
        vm.assertEq(tokens[0].compliance(), address(other));
        carryOut(first, PolicyKind.Rule, lotSize(10e6));
        vm.assertTrue(other.enabledRules(first) & (1 << uint256(Rule.LotSize)) != 0);
        vm.assertFalse(isOn(first, Rule.LotSize));
    }

    function test_AKeeperOfLiensIsAllowedAndDismissed() public {
        address keeper = address(new Keeper());
        carryOut(first, PolicyKind.LienKeeper, abi.encode(keeper, true));
        vm.assertEq(tokens[0].lienKeepers().length, 1);
        carryOut(first, PolicyKind.LienKeeper, abi.encode(keeper, false));
        vm.assertEq(tokens[0].lienKeepers().length, 0);
    }

    // What was filed stays

    function test_TheRetentionGoesAlongToANewComplianceContract() public {
        Compliance other = new Compliance(address(this), false);
        address retained = address(tokens[2]);
        carryOut(retained, PolicyKind.Compliance, abi.encode(other));
        vm.assertTrue(other.enabledRules(retained) & (1 << uint256(Rule.RiskRetention)) != 0);
        vm.assertFalse(tokens[2].canTransfer(who(Party.Originator), alice, RETAINED - FLOOR + 1));
        vm.assertTrue(tokens[2].canTransfer(who(Party.Originator), alice, RETAINED - FLOOR));
    }

    function test_RevertWhen_ANewComplianceContractCanNotRetain() public {
        address other = address(new ReenteringCompliance());
        propose(address(tokens[2]), PolicyKind.Compliance, abi.encode(other));
        vm.warp(from);
        vm.expectRevert();
        deal.applyPolicy(address(tokens[2]), PolicyKind.Compliance, abi.encode(other));
        vm.assertEq(tokens[2].compliance(), address(compliance));
        // Of a class that was sold it may be replaced by it.
        carryOut(first, PolicyKind.Compliance, abi.encode(other));
        vm.assertEq(tokens[0].compliance(), other);
    }

    function test_WhenTheRetentionIsOverAnyComplianceContractWillDo() public {
        vm.warp(START + 1_000 days);
        address other = address(new ReenteringCompliance());
        carryOut(address(tokens[2]), PolicyKind.Compliance, abi.encode(other));
        vm.assertEq(tokens[2].compliance(), other);
    }

    function test_RevertWhen_TheRuleIsFiled() public {
        bytes memory retention = abi.encodeCall(IRuleSettings.setRiskRetention, (address(0), alice, 1, 0));
        expectNotPolicy(cut(retention), IRuleSettings.setRiskRetention.selector);
        bytes memory off = abi.encodeCall(IRuleSettings.disableRule, (address(0), Rule.RiskRetention));
        expectNotPolicy(cut(off), IRuleSettings.disableRule.selector);
        off = abi.encodeCall(IRuleSettings.disableRule, (address(0), Rule.MainlandChina));
        expectNotPolicy(cut(off), IRuleSettings.disableRule.selector);
    }

    // Nothing else can be reached

    function test_RevertWhen_TheCallSetsNoRule() public {
        bytes4[9] memory others = [
            IAgentRole.addAgent.selector,
            IAgentRole.removeAgent.selector,
            bytes4(keccak256("transferOwnership(address)")),
            IERC3643.mint.selector,
            IERC3643.burn.selector,
            ISecurityToken.setRecordDates.selector,
            IRuleSettings.recount.selector,
            bytes4(keccak256("unbindToken(address)")),
            bytes4(0)
        ];
        for (uint256 i = 0; i < others.length; ++i) {
            expectNotPolicy(abi.encodePacked(others[i], abi.encode(1)), others[i]);
        }
    }

    function test_RevertWhen_TheDataIsNotOfTheKind() public {
        expectMalformed(PolicyKind.IdentityRegistry, "");
        expectMalformed(PolicyKind.IdentityRegistry, abi.encode(registry, true));
        expectMalformed(PolicyKind.Compliance, abi.encodePacked(address(compliance)));
        expectMalformed(PolicyKind.LienKeeper, abi.encode(address(paying)));
        expectMalformed(PolicyKind.Rule, "abc");
        expectMalformed(PolicyKind.Rule, abi.encodePacked(IRuleSettings.disableRule.selector));
        expectMalformed(PolicyKind.Rule, abi.encodePacked(IRuleSettings.disableRule.selector, abi.encode(1, 2)));
    }

    function test_RevertWhen_TheTokenIsNotTheDeals() public {
        vm.expectRevert(abi.encodeWithSelector(IOrders.NotATokenOfTheDeal.selector, address(token)));
        propose(address(token), PolicyKind.Rule, lotSize(1));
    }

    function test_RevertWhen_TheRuleIsRefused() public {
        propose(first, PolicyKind.Rule, lotSize(0));
        vm.warp(from);
        bytes memory reason = abi.encodeWithSelector(IRuleSettings.SettingOutOfRange.selector, Rule.LotSize, 0);
        vm.expectRevert(abi.encodeWithSelector(IPolicyChanges.RuleRefused.selector, reason));
        deal.applyPolicy(first, PolicyKind.Rule, lotSize(0));
    }

    // Who and when

    function test_AChangeIsToldAndPublicForTheDelay() public {
        bytes32 change = keccak256(abi.encode(first, PolicyKind.Rule, lotSize(10e6)));
        vm.expectEmit(address(deal));
        emit IPolicyChanges.PolicyChangeProposed(change, first, PolicyKind.Rule, lotSize(10e6), from);
        vm.assertEq(propose(first, PolicyKind.Rule, lotSize(10e6)), change);
        vm.assertEq(uint256(deal.policyFrom(change)), from);
        vm.warp(from - 1);
        vm.expectRevert(abi.encodeWithSelector(IPolicyChanges.PolicyChangeTooEarly.selector, from));
        deal.applyPolicy(first, PolicyKind.Rule, lotSize(10e6));
        vm.warp(from);
        vm.expectEmit(address(deal));
        emit IPolicyChanges.PolicyChanged(change, first, PolicyKind.Rule);
        deal.applyPolicy(first, PolicyKind.Rule, lotSize(10e6));
        vm.assertEq(uint256(deal.policyFrom(change)), 0);
    }

    function test_RevertWhen_AnyoneButTheIssuerProposes() public {
        for (uint256 i = 0; i < 10; ++i) {
            if (Party(i) == Party.Issuer) continue;
            vm.expectRevert(abi.encodeWithSelector(IDeal.NotTheIssuer.selector, who(Party(i))));
            asParty(Party(i));
            deal.proposePolicy(first, PolicyKind.Rule, lotSize(10e6));
        }
    }

    function test_RevertWhen_AnyoneButTheTrusteeCancels() public {
        bytes32 change = propose(first, PolicyKind.Rule, lotSize(10e6));
        for (uint256 i = 0; i < 10; ++i) {
            if (Party(i) == Party.Trustee) continue;
            vm.expectRevert(abi.encodeWithSelector(IDeal.NotTheTrustee.selector, who(Party(i))));
            asParty(Party(i));
            deal.cancelPolicy(change);
        }
    }

    function test_RevertWhen_ACancelledChangeIsCarriedOut_UntilItIsAnnouncedAgain() public {
        bytes32 change = propose(first, PolicyKind.Rule, lotSize(10e6));
        vm.expectEmit(address(deal));
        emit IPolicyChanges.PolicyChangeCancelled(change);
        asParty(Party.Trustee);
        deal.cancelPolicy(change);
        vm.warp(from);
        expectUnknown(change);
        vm.expectRevert(abi.encodeWithSelector(IPolicyChanges.PolicyChangeUnknown.selector, change));
        asParty(Party.Trustee);
        deal.cancelPolicy(change);
        propose(first, PolicyKind.Rule, lotSize(10e6));
        vm.expectRevert(abi.encodeWithSelector(IPolicyChanges.PolicyChangeTooEarly.selector, from + DELAY));
        deal.applyPolicy(first, PolicyKind.Rule, lotSize(10e6));
    }

    function test_RevertWhen_AChangeIsCarriedOutTwice() public {
        carryOut(first, PolicyKind.Rule, lotSize(10e6));
        expectUnknown(keccak256(abi.encode(first, PolicyKind.Rule, lotSize(10e6))));
    }

    function test_RevertWhen_AChangeIsProposedTwice() public {
        bytes32 change = propose(first, PolicyKind.Rule, lotSize(10e6));
        vm.expectRevert(abi.encodeWithSelector(IPolicyChanges.PolicyChangeKnown.selector, change));
        propose(first, PolicyKind.Rule, lotSize(10e6));
    }

    function test_RevertWhen_AForgottenChangeIsCarriedOut() public {
        propose(first, PolicyKind.Rule, lotSize(10e6));
        vm.warp(from + 30 days);
        vm.expectRevert(abi.encodeWithSelector(IPolicyChanges.PolicyChangeLapsed.selector, from + 30 days));
        deal.applyPolicy(first, PolicyKind.Rule, lotSize(10e6));
        carryOut(first, PolicyKind.Rule, lotSize(10e6));
        vm.assertTrue(isOn(first, Rule.LotSize));
    }

    /// @dev The same bytes under another kind are another change.
    function test_AChangeIsOfOneKindAndOneClass() public {
        propose(first, PolicyKind.IdentityRegistry, abi.encode(registry));
        vm.warp(from);
        bytes32 other = keccak256(abi.encode(first, PolicyKind.Compliance, abi.encode(registry)));
        vm.expectRevert(abi.encodeWithSelector(IPolicyChanges.PolicyChangeUnknown.selector, other));
        deal.applyPolicy(first, PolicyKind.Compliance, abi.encode(registry));
        other = keccak256(abi.encode(tokens[1], PolicyKind.IdentityRegistry, abi.encode(registry)));
        vm.expectRevert(abi.encodeWithSelector(IPolicyChanges.PolicyChangeUnknown.selector, other));
        deal.applyPolicy(address(tokens[1]), PolicyKind.IdentityRegistry, abi.encode(registry));
    }

    // Coming back

    /// @dev A hostile compliance contract, put there by policy, is bound and comes back with another change.
    function test_RevertWhen_AHostileComplianceContractComesBack() public {
        ReenteringCompliance hostile = new ReenteringCompliance();
        propose(first, PolicyKind.Rule, lotSize(10e6));
        bytes memory rule = abi.encodeCall(IPolicyChanges.applyPolicy, (first, PolicyKind.Rule, lotSize(10e6)));
        hostile.arm(address(deal), rule);
        carryOut(first, PolicyKind.Compliance, abi.encode(hostile));
        vm.assertFalse(hostile.succeeded());
        vm.assertEq(
            hostile.answer(),
            abi.encodeWithSelector(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector)
        );
    }

    /// @dev Nor does it get in where the deal is opened.
    function test_RevertWhen_AHostileComplianceContractComesBackAtTheOpening() public {
        DealTable memory t = draft();
        t.classes[2].retainer = address(0);
        createDeal(t);
        ReenteringCompliance hostile = new ReenteringCompliance();
        carryOut(address(tokens[0]), PolicyKind.Compliance, abi.encode(hostile));
        hostile.arm(address(deal), abi.encodeCall(IDeal.openDeal, (minted())));
        vm.prank(offering);
        tokens[0].mint(alice, 700e6);
        vm.assertFalse(hostile.succeeded());
        vm.assertEq(hostile.answer(), abi.encodeWithSelector(IDeal.NotTheOffering.selector, address(hostile)));
    }

    function propose(address token_, PolicyKind kind, bytes memory data) private returns (bytes32) {
        asParty(Party.Issuer);
        return deal.proposePolicy(token_, kind, data);
    }

    function carryOut(address token_, PolicyKind kind, bytes memory data) private {
        propose(token_, kind, data);
        later(DELAY);
        deal.applyPolicy(token_, kind, data);
    }

    function isOn(address token_, Rule rule) private view returns (bool) {
        return compliance.enabledRules(token_) & (1 << uint256(rule)) != 0;
    }

    function expectNotPolicy(bytes memory data, bytes4 selector) private {
        vm.expectRevert(abi.encodeWithSelector(IPolicyChanges.NotPolicy.selector, selector));
        propose(first, PolicyKind.Rule, data);
    }

    function expectMalformed(PolicyKind kind, bytes memory data) private {
        vm.expectRevert(abi.encodeWithSelector(IPolicyChanges.PolicyMalformed.selector, kind));
        propose(first, kind, data);
    }

    function expectUnknown(bytes32 change) private {
        vm.expectRevert(abi.encodeWithSelector(IPolicyChanges.PolicyChangeUnknown.selector, change));
        deal.applyPolicy(first, PolicyKind.Rule, lotSize(10e6));
    }
}
