// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { MaximumPerIdentityRule } from "../../../contracts/compliance/rules/MaximumPerIdentityRule.sol";
import { Rule } from "../../../contracts/compliance/rules/Rulebook.sol";
import { LimitNotRound } from "../../../contracts/compliance/types/Limit.sol";
import { RuleCase } from "../../support/RuleCase.sol";

contract MaximumPerIdentityRuleTest is RuleCase {
    uint96 private constant MOST = 100e6;

    function setUp() public override {
        super.setUp();
        compliance.setMaximumPerIdentity(address(token), MOST);
    }

    function _above(address receiver, uint256 wouldHold) private pure returns (bytes memory) {
        return
            abi.encodeWithSelector(
                MaximumPerIdentityRule.MaximumPerIdentityExceeded.selector,
                receiver,
                wouldHold,
                MOST
            );
    }

    function test_IsSetByTheTokensOwner() public {
        bytes memory setter = abi.encodeCall(compliance.setMaximumPerIdentity, (address(token), MOST));
        assertTokensOwnerSets(setter, Rule.MaximumPerIdentity, abi.encode(MOST));
    }

    function test_RevertWhen_TheMaximumHasMoreThanTwelveSignificantDigits() public {
        vm.expectRevert(abi.encodeWithSelector(LimitNotRound.selector, 8_796_093_022_209));
        compliance.setMaximumPerIdentity(address(token), 8_796_093_022_209);
    }

    function test_TheMaximumItselfMayBeHeld() public {
        assertPasses(seller, buyer, MOST);
        assertMintPasses(other, MOST);
    }

    function test_RevertWhen_TheReceiverWouldHoldMore() public {
        assertRefusedForGood(seller, buyer, MOST + 1, _above(buyer, MOST + 1));
        assertMintRefused(buyer, MOST + 1, _above(buyer, MOST + 1));
        send(seller, buyer, MOST);
        assertRefusedForGood(seller, buyer, 1, _above(buyer, MOST + 1));
        assertPasses(seller, buyer, 0);
    }

    function test_EndsWhenTheReceiverSoldEnough() public {
        send(seller, buyer, MOST);
        assertRefusedForGood(seller, buyer, 10e6, _above(buyer, MOST + 10e6));
        send(buyer, other, 10e6);
        assertPasses(seller, buyer, 10e6);
    }

    function test_RevertWhen_TheWalletsOfOneIdentityWouldHoldMoreTogether() public {
        linkTo(buyer, walletAt(21));
        linkTo(buyer, walletAt(22));
        send(seller, buyer, 40e6);
        send(seller, walletAt(21), 40e6);
        assertRefusedForGood(seller, walletAt(22), 30e6, _above(walletAt(22), 110e6));
        assertMintRefused(walletAt(22), 30e6, _above(walletAt(22), 110e6));
        assertPasses(seller, walletAt(22), 20e6);
    }

    function test_AHolderAboveTheMaximumMovesUnitsBetweenItsWalletsAndSells() public {
        linkTo(seller, walletAt(11));
        assertPasses(seller, walletAt(11), HELD - MOST);
        assertPasses(seller, seller, 1e6);
        assertPasses(walletAt(11), buyer, MOST);
    }

    function test_BarsNoActOfLaw() public {
        assertNoBarToActsOfLaw(seller, buyer, MOST + 1);
    }

    function test_OfAForeignRegistryEachWalletCountsForItself() public {
        moveToForeignRegistry();
        assertRefusedForGood(seller, buyer, MOST + 1, _above(buyer, MOST + 1));
        assertPasses(seller, buyer, MOST);
    }

    function test_TheLargestAmountIsExplainedToo() public {
        token.mint(buyer, 1e6);
        vm.assertTrue(explain(seller, buyer, type(uint256).max).length != 0, "refused with reasons");
    }

    function testFuzz_CountsWhateverTheWalletsHold(uint256[7] memory amounts, uint256 last) public {
        uint256 held;
        for (uint256 i = 0; i < 7; ++i) {
            address wallet = walletAt(200 + i);
            linkTo(buyer, wallet);
            uint256 amount = bound(amounts[i], 0, 14e6);
            if (amount != 0) send(seller, wallet, amount);
            held += amount;
        }
        last = bound(last, 1, MOST);
        vm.assertTrue(token.canTransfer(seller, buyer, last) == (held + last <= MOST), "the sum decides");
    }
}
