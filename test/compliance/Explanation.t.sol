// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import { Refusal } from "../../contracts/compliance/interfaces/IRuleSettings.sol";
import { LotSizeRule } from "../../contracts/compliance/rules/LotSizeRule.sol";
import { MainlandChinaRule } from "../../contracts/compliance/rules/MainlandChinaRule.sol";
import { NOT_BY_TIME } from "../../contracts/compliance/rules/Rulebook.sol";
import { TransferWindowRule } from "../../contracts/compliance/rules/TransferWindowRule.sol";
import { IEligibility } from "../../contracts/identity/interfaces/IEligibility.sol";
import { ISecurityToken } from "../../contracts/token/interfaces/ISecurityToken.sol";
import { StandardCalls } from "../../contracts/token/StandardCalls.sol";
import { ForeignCompliance } from "../mocks/ForeignCompliance.sol";
import { ForeignRegistry } from "../mocks/ForeignRegistry.sol";
import { RuleCase } from "../support/RuleCase.sol";

/// @dev Every reason at once, of the token, of the registry and of the rules.
contract ExplanationTest is RuleCase {
    uint40 private constant OPENS = uint40(START + 10 days);
    uint40 private constant CLOSES = uint40(START + 20 days);

    function _deny(address wallet) private {
        address[] memory wallets = new address[](1);
        wallets[0] = wallet;
        registry.denyWallets(wallets, true);
    }

    function _assertReason(Refusal memory refusal, bytes memory reason, uint256 ends) private pure {
        vm.assertEq(refusal.reason, reason, "the reason");
        vm.assertEq(refusal.ends, ends, "its end");
    }

    function test_NothingIsSaidAgainstATransferThatPasses() public {
        assertPasses(seller, buyer, HELD);
    }

    function test_ATransferBrokenInNineWaysIsToldAllNine() public {
        registry.updateCountry(buyer, 156);
        compliance.setLotSize(address(token), 10e6);
        compliance.setTransferWindow(address(token), OPENS, CLOSES);
        token.freezePartialTokens(seller, HELD - 1e6);
        token.setAddressFrozen(seller, true);
        token.setAddressFrozen(buyer, true);
        token.pause();
        _deny(seller);
        _deny(buyer);
        Refusal[] memory all = explain(seller, buyer, 15e6);
        vm.assertEq(all.length, 9, "nine reasons");
        _assertReason(all[0], abi.encodeWithSelector(ISecurityToken.TransfersPaused.selector), NOT_BY_TIME);
        _assertReason(all[1], abi.encodeWithSelector(ISecurityToken.WalletFrozen.selector, seller), NOT_BY_TIME);
        _assertReason(all[2], abi.encodeWithSelector(ISecurityToken.WalletFrozen.selector, buyer), NOT_BY_TIME);
        bytes memory reason = abi.encodeWithSelector(ISecurityToken.FreeUnitsExceeded.selector, seller, 1e6, 15e6);
        _assertReason(all[3], reason, NOT_BY_TIME);
        _assertReason(all[4], abi.encodeWithSelector(ISecurityToken.HolderDenied.selector, seller), NOT_BY_TIME);
        _assertReason(all[5], abi.encodeWithSelector(IEligibility.WalletDenied.selector, buyer), NOT_BY_TIME);
        reason = abi.encodeWithSelector(MainlandChinaRule.MainlandChinaClosed.selector, buyer);
        _assertReason(all[6], reason, NOT_BY_TIME);
        reason = abi.encodeWithSelector(LotSizeRule.NotInWholeLots.selector, 15e6, 10e6);
        _assertReason(all[7], reason, NOT_BY_TIME);
        reason = abi.encodeWithSelector(TransferWindowRule.OutsideTransferWindow.selector, OPENS, CLOSES);
        _assertReason(all[8], reason, OPENS);
    }

    function test_EveryReasonFallsAwayByItself() public {
        test_ATransferBrokenInNineWaysIsToldAllNine();
        token.unpause();
        token.setAddressFrozen(seller, false);
        vm.assertEq(explain(seller, buyer, 15e6).length, 7, "seven are left");
        token.setAddressFrozen(buyer, false);
        token.unfreezePartialTokens(seller, HELD - 1e6);
        address[] memory wallets = new address[](2);
        (wallets[0], wallets[1]) = (seller, buyer);
        registry.denyWallets(wallets, false);
        vm.assertEq(explain(seller, buyer, 15e6).length, 3, "the rules' are left");
        registry.updateCountry(buyer, HONG_KONG);
        vm.warp(OPENS);
        assertPasses(seller, buyer, 20e6);
    }

    function test_NobodySendsAndNobodyReceives() public view {
        Refusal[] memory all = explain(address(0), buyer, 0);
        vm.assertEq(all.length, 1, "no sender");
        _assertReason(
            all[0],
            abi.encodeWithSelector(IERC20Errors.ERC20InvalidSender.selector, address(0)),
            NOT_BY_TIME
        );
        all = explain(seller, address(0), 1e6);
        vm.assertEq(all.length, 1, "no receiver");
        bytes memory reason = abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, address(0));
        _assertReason(all[0], reason, NOT_BY_TIME);
    }

    function test_AWalletThatWasRecoveredNamesItsSuccessor() public {
        linkTo(buyer, walletAt(21));
        token.recoveryAddress(buyer, walletAt(21), identityFor(buyer));
        bytes memory reason = abi.encodeWithSelector(ISecurityToken.WalletRecovered.selector, buyer, walletAt(21));
        assertRefusedForGood(seller, buyer, 1e6, reason);
    }

    function test_AFrozenWalletThatSendsToItselfIsToldOnce() public {
        token.setAddressFrozen(seller, true);
        bytes memory reason = abi.encodeWithSelector(ISecurityToken.WalletFrozen.selector, seller);
        assertRefusedForGood(seller, seller, 1e6, reason);
    }

    function test_AReceiverWhomAForeignRegistryDoesNotKnowIsNotEligible() public {
        moveToForeignRegistry();
        bytes memory reason = abi.encodeWithSelector(ISecurityToken.HolderNotEligible.selector, walletAt(77));
        assertRefusedForGood(seller, walletAt(77), 1e6, reason);
    }

    function test_TheRulesAloneSayNothingOfTokenAndRegistry() public {
        token.pause();
        _deny(buyer);
        compliance.setLotSize(address(token), 10e6);
        Refusal[] memory all = compliance.rulesAgainst(address(token), seller, buyer, HELD + 1e6);
        vm.assertEq(all.length, 1, "more than the whole holding is not the whole holding");
        bytes memory odd = abi.encodeWithSelector(LotSizeRule.NotInWholeLots.selector, HELD + 1e6, 10e6);
        _assertReason(all[0], odd, NOT_BY_TIME);
        all = compliance.rulesAgainst(address(token), seller, buyer, HELD + 10e6);
        vm.assertEq(all.length, 0, "that the seller has not enough is the token's to say");
        all = compliance.rulesAgainst(address(token), seller, buyer, 1e6);
        vm.assertEq(all.length, 1, "the lot only");
        _assertReason(all[0], abi.encodeWithSelector(LotSizeRule.NotInWholeLots.selector, 1e6, 10e6), NOT_BY_TIME);
    }

    function test_AForeignComplianceThatCannotAnswerRefuses() public {
        ForeignCompliance foreign = new ForeignCompliance();
        token.setCompliance(address(foreign));
        assertPasses(seller, buyer, 1e6);
        foreign.setMood(ForeignCompliance.Mood.Reverting);
        bytes memory reason = abi.encodeWithSelector(StandardCalls.ForeignComplianceRefused.selector, address(foreign));
        Refusal[] memory all = explain(seller, buyer, 1e6);
        vm.assertEq(all.length, 1, "one reason");
        _assertReason(all[0], reason, NOT_BY_TIME);
        vm.assertFalse(token.canTransfer(seller, buyer, 1e6), "canTransfer says no");
    }

    function test_WhomAForeignRegistryCannotAnswerForIsNotEligible() public {
        token.setIdentityRegistry(address(new ForeignRegistry()));
        address registry_ = token.identityRegistry();
        bytes memory reason = abi.encodeWithSelector(ISecurityToken.HolderNotEligible.selector, buyer);
        ForeignRegistry(registry_).register(seller, identityFor(seller), HONG_KONG, true);
        ForeignRegistry(registry_).register(buyer, identityFor(buyer), HONG_KONG, true);
        assertPasses(seller, buyer, 1e6);
        vm.mockCallRevert(registry_, abi.encodeCall(ForeignRegistry(registry_).isVerified, (buyer)), "");
        assertRefusedForGood(seller, buyer, 1e6, reason);
    }
}
