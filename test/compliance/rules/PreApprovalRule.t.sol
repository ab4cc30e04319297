// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IRuleSettings } from "../../../contracts/compliance/interfaces/IRuleSettings.sol";
import { PreApprovalRule } from "../../../contracts/compliance/rules/PreApprovalRule.sol";
import { Rule } from "../../../contracts/compliance/rules/Rulebook.sol";
import { RuleCase } from "../../support/RuleCase.sol";

contract PreApprovalRuleTest is RuleCase {
    function setUp() public override {
        super.setUp();
        compliance.setPreApproval(address(token));
    }

    function _not(address from, address to, uint256 amount) private pure returns (bytes memory) {
        return abi.encodeWithSelector(PreApprovalRule.NotPreApproved.selector, from, to, amount);
    }

    function _approve(address from, address to, uint256 amount, uint256 times) private {
        compliance.approveTransfer(address(token), from, to, amount, times);
    }

    // Settings

    function test_IsSetByTheTokensOwner() public {
        bytes memory setter = abi.encodeCall(compliance.setPreApproval, (address(token)));
        assertTokensOwnerSets(setter, Rule.PreApproval, "");
    }

    function test_RevertWhen_WhoApprovesIsNotAnAgentNotEvenTheOwner() public {
        token.removeAgent(address(this));
        vm.expectRevert(
            abi.encodeWithSelector(IRuleSettings.NotTheTokensAgent.selector, address(token), address(this))
        );
        _approve(seller, buyer, 1e6, 1);
        vm.expectRevert(abi.encodeWithSelector(IRuleSettings.NotTheTokensAgent.selector, address(token), seller));
        vm.prank(seller);
        compliance.approveTransfer(address(token), seller, buyer, 1e6, 1);
    }

    function test_AnApprovalIsTold() public {
        vm.expectEmit(true, true, true, true, address(compliance));
        emit IRuleSettings.TransferApproved(address(token), seller, buyer, 1e6, 3);
        _approve(seller, buyer, 1e6, 3);
    }

    // Approvals

    function test_RevertWhen_ExactlyThisTransferIsNotApproved() public {
        _approve(seller, buyer, 1e6, 1);
        assertRefusedForGood(seller, buyer, 2e6, _not(seller, buyer, 2e6));
        assertRefusedForGood(seller, other, 1e6, _not(seller, other, 1e6));
        assertRefusedForGood(seller, buyer, 0, _not(seller, buyer, 0));
        assertRefusedForGood(seller, seller, 1e6, _not(seller, seller, 1e6));
    }

    function test_EndsWithAnApprovalThatIsUsedUp() public {
        assertRefusedForGood(seller, buyer, 1e6, _not(seller, buyer, 1e6));
        _approve(seller, buyer, 1e6, 2);
        assertPasses(seller, buyer, 1e6);
        assertPasses(seller, buyer, 1e6);
        assertRefusedForGood(seller, buyer, 1e6, _not(seller, buyer, 1e6));
    }

    function test_ATransferOfNothingUsesUpItsOwnApproval() public {
        _approve(seller, buyer, 0, 1);
        assertPasses(seller, buyer, 0);
        assertRefusedForGood(seller, buyer, 0, _not(seller, buyer, 0));
    }

    function test_ALaterApprovalReplacesTheEarlierAndZeroTakesItBack() public {
        _approve(seller, buyer, 1e6, 5);
        _approve(seller, buyer, 1e6, 1);
        assertPasses(seller, buyer, 1e6);
        assertRefusedForGood(seller, buyer, 1e6, _not(seller, buyer, 1e6));
        _approve(seller, buyer, 1e6, 1);
        _approve(seller, buyer, 1e6, 0);
        assertRefusedForGood(seller, buyer, 1e6, _not(seller, buyer, 1e6));
    }

    function test_WalletsOfOneIdentityNeedApprovalToo() public {
        linkTo(seller, walletAt(11));
        assertRefusedForGood(seller, walletAt(11), 1e6, _not(seller, walletAt(11), 1e6));
    }

    function test_BarsNoMintAndNoActOfLawWhichUseUpNothing() public {
        assertMintPasses(buyer, 1e6);
        assertNoBarToActsOfLaw(seller, other, 1e6);
        _approve(seller, buyer, 1e6, 1);
        token.forcedTransfer(seller, buyer, 1e6);
        assertPasses(seller, buyer, 1e6);
    }

    function test_WhileTheRuleIsOffNothingIsUsedUp() public {
        _approve(seller, buyer, 1e6, 1);
        compliance.disableRule(address(token), Rule.PreApproval);
        assertPasses(seller, buyer, 1e6);
        compliance.setPreApproval(address(token));
        assertPasses(seller, buyer, 1e6);
    }

    function test_BindsHoldersOfAForeignRegistry() public {
        moveToForeignRegistry();
        assertRefusedForGood(seller, buyer, 1e6, _not(seller, buyer, 1e6));
    }

    function testFuzz_AsManyTransfersAsApproved(uint8 times) public {
        times = uint8(bound(times, 0, 12));
        _approve(seller, buyer, 1e6, times);
        for (uint256 i = 0; i < times; ++i) assertPasses(seller, buyer, 1e6);
        assertRefusedForGood(seller, buyer, 1e6, _not(seller, buyer, 1e6));
    }
}
