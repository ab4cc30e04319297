// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Rule } from "../../../contracts/compliance/rules/Rulebook.sol";
import { VolumeWindowRule } from "../../../contracts/compliance/rules/VolumeWindowRule.sol";
import { LimitNotRound } from "../../../contracts/compliance/types/Limit.sol";
import { RuleCase } from "../../support/RuleCase.sol";

contract VolumeWindowRuleTest is RuleCase {
    uint96 private constant LIMIT = 100e6;
    uint32 private constant DAY = 1 days;

    function setUp() public override {
        super.setUp();
        compliance.setVolumeWindow(address(token), LIMIT, DAY);
    }

    function _exceeded(address sender, uint256 used, uint256 amount) private pure returns (bytes memory) {
        return abi.encodeWithSelector(VolumeWindowRule.VolumeExceeded.selector, sender, used, amount, LIMIT);
    }

    // Settings

    function test_IsSetByTheTokensOwner() public {
        bytes memory setter = abi.encodeCall(compliance.setVolumeWindow, (address(token), LIMIT, DAY));
        assertTokensOwnerSets(setter, Rule.VolumeWindow, abi.encode(LIMIT, DAY));
    }

    function test_RevertWhen_TheWindowIsZero() public {
        bytes memory setter = abi.encodeCall(compliance.setVolumeWindow, (address(token), LIMIT, 0));
        assertOutOfRange(setter, Rule.VolumeWindow, 0);
    }

    function test_RevertWhen_TheLimitHasMoreThanTwelveSignificantDigits() public {
        vm.expectRevert(abi.encodeWithSelector(LimitNotRound.selector, 8_796_093_022_209));
        compliance.setVolumeWindow(address(token), 8_796_093_022_209, DAY);
    }

    function test_ALimitOfZeroStopsEverySaleForGood() public {
        compliance.setVolumeWindow(address(token), 0, DAY);
        bytes memory reason = abi.encodeWithSelector(VolumeWindowRule.VolumeExceeded.selector, seller, 0, 1, 0);
        assertRefusedForGood(seller, buyer, 1, reason);
        assertPasses(seller, buyer, 0);
    }

    // The window

    function test_TheLimitMayBeUsedInParts() public {
        assertPasses(seller, buyer, 60e6);
        assertPasses(seller, other, 40e6);
        assertRefused(seller, buyer, 1, _exceeded(seller, LIMIT, 1));
    }

    function test_EndsWithTheWindow() public {
        send(seller, buyer, 60e6);
        later(6 hours);
        assertPasses(seller, buyer, 30e6);
        vm.assertEq(
            assertRefused(seller, buyer, 20e6, _exceeded(seller, 90e6, 20e6)),
            START + DAY,
            "end of the window"
        );
        assertEndsByItself(seller, buyer, 20e6, _exceeded(seller, 90e6, 20e6));
        assertPasses(seller, buyer, 80e6);
    }

    function test_AnAmountAboveTheLimitIsRefusedForGood() public {
        assertRefusedForGood(seller, buyer, LIMIT + 1, _exceeded(seller, 0, LIMIT + 1));
        send(seller, buyer, 1e6);
        assertRefusedForGood(seller, buyer, LIMIT + 1, _exceeded(seller, 1e6, LIMIT + 1));
    }

    function test_ALongerWindowAndALowerLimitCountWhatWasSoldBefore() public {
        send(seller, buyer, 60e6);
        compliance.setVolumeWindow(address(token), 50e6, 2 * DAY);
        bytes memory reason = abi.encodeWithSelector(VolumeWindowRule.VolumeExceeded.selector, seller, 60e6, 1e6, 50e6);
        assertPasses(seller, buyer, 0);
        vm.assertEq(assertRefused(seller, buyer, 1e6, reason), START + 2 * DAY, "the longer window");
        assertEndsByItself(seller, buyer, 1e6, reason);
    }

    // Who and what counts

    function test_TheWalletsOfOneIdentityShareTheLimit() public {
        linkTo(seller, walletAt(11));
        assertPasses(seller, walletAt(11), 500e6);
        assertPasses(seller, seller, 200e6);
        assertPasses(seller, buyer, 60e6);
        assertEndsByItself(walletAt(11), buyer, 41e6, _exceeded(walletAt(11), 60e6, 41e6));
    }

    function test_EachIdentityHasItsOwnLimit() public {
        token.mint(other, LIMIT);
        assertPasses(seller, buyer, LIMIT);
        assertPasses(other, buyer, LIMIT);
    }

    function test_MintsForcedTransfersRecoveriesAndBurnsCountForNobody() public {
        assertMintPasses(seller, 10 * LIMIT);
        send(seller, buyer, LIMIT);
        assertNoBarToActsOfLaw(seller, other, 500e6);
        assertRefused(seller, buyer, 1, _exceeded(seller, LIMIT, 1));
        later(DAY);
        token.forcedTransfer(seller, buyer, 500e6);
        assertPasses(seller, buyer, LIMIT);
    }

    function test_OfAForeignRegistryIdentitiesShareTheLimitToo() public {
        moveToForeignRegistry().registerIdentity(walletAt(11), identityFor(seller), HONG_KONG);
        assertPasses(seller, walletAt(11), 500e6);
        assertPasses(seller, buyer, LIMIT);
        assertEndsByItself(walletAt(11), buyer, 1, _exceeded(walletAt(11), LIMIT, 1));
    }

    function test_AHolderWhomTheRegistryForgotHasALimitOfItsOwn() public {
        registry.deleteIdentity(seller);
        assertPasses(seller, buyer, LIMIT);
        assertEndsByItself(seller, buyer, 1, _exceeded(seller, LIMIT, 1));
    }

    function test_TheLargestAmountIsExplainedToo() public {
        send(seller, buyer, 1e6);
        vm.assertTrue(explain(seller, buyer, type(uint256).max).length != 0, "refused with reasons");
    }

    /// @dev Against a list of what was sold, for a window that starts with a sale.
    function testFuzz_NeverMoreThanTheLimitInAWindow(uint256[12] memory amounts, uint256[12] memory pauses) public {
        uint256 since;
        uint256 used;
        for (uint256 i = 0; i < amounts.length; ++i) {
            uint256 amount = bound(amounts[i], 0, 60e6);
            later(bound(pauses[i], 0, DAY / 2));
            if (since == 0 || block.timestamp >= since + DAY) (since, used) = (0, 0);
            bool fits = amount == 0 || used + amount <= LIMIT;
            vm.assertTrue(token.canTransfer(seller, buyer, amount) == fits, "as counted by hand");
            if (!fits || amount == 0) continue;
            send(seller, buyer, amount);
            if (since == 0) since = block.timestamp;
            used += amount;
        }
    }
}
