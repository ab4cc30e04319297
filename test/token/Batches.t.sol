// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import { Compliance } from "../../contracts/compliance/Compliance.sol";
import { MaximumPerIdentityRule } from "../../contracts/compliance/rules/MaximumPerIdentityRule.sol";
import { IdentityRegistry } from "../../contracts/identity/IdentityRegistry.sol";
import { InvestorFacts } from "../../contracts/identity/interfaces/IEligibility.sol";
import { IInvestorRecords } from "../../contracts/identity/interfaces/IInvestorRecords.sol";
import { ISecurityToken } from "../../contracts/token/interfaces/ISecurityToken.sol";
import { TokenFactory } from "../../contracts/token/TokenFactory.sol";
import { Keeper } from "../mocks/Keeper.sol";
import { ObligingRegistry } from "../mocks/ObligingRegistry.sol";
import { Holders } from "../support/Holders.sol";
import { Vm } from "../support/Cheats.sol";

/// @title A batch of transfers is the same transfers, one after the other: results, reasons, events, books
contract BatchesTest is Holders {
    uint256 private constant WALLETS = 9;
    address[WALLETS] private pool;
    Compliance private rules;
    address private bobAgain;
    bool private minted;

    struct Outcome {
        bool done;
        bytes answer;
        bytes32 told;
        bytes32 state;
    }

    function setUp() public override {
        super.setUp();
        bobAgain = walletAt(6);
        admitFor(bobAgain, identityFor(bob));
        address frozen = walletAt(7);
        admit(frozen);
        token.setAddressFrozen(frozen, true);
        InvestorFacts memory mainland = factsOf(walletAt(8));
        mainland.country = 156;
        admit(mainland);
        pool = [bob, carol, bobAgain, alice, aliceAgain, stranger, frozen, walletAt(8), address(0)];
        rules = compliance;
        token.mint(alice, 200);
        token.mint(bob, 20);
    }

    function batch(address[] memory toList, uint256[] memory amounts) private {
        vm.prank(alice);
        token.batchTransfer(toList, amounts);
    }

    // What a batch must not get wrong

    function test_TheSameReceiverTwiceGetsBoth() public {
        batch(pair(bob, bob), pair(30, 5));
        vm.assertEq(token.balanceOf(bob), 55);
        vm.assertEq(token.balanceOf(alice), 165);
    }

    function test_AnItemToOneselfMovesNothingAndTheRestGoes() public {
        batch(pair(alice, bob), pair(150, 200));
        vm.assertEq(token.balanceOf(bob), 220);
        vm.assertEq(token.balanceOf(alice), 0);
    }

    function test_TheSumIsWhatTheSenderHas() public {
        batch(pair(bob, carol), pair(120, 80));
        vm.assertEq(token.balanceOf(alice), 0);
    }

    function test_RevertWhen_TheSumIsMoreThanTheSenderHas() public {
        expectTooFewFree(alice, 80, 81);
        batch(pair(bob, carol), pair(120, 81));
    }

    function test_RevertWhen_TheSumReachesIntoFrozenUnits() public {
        token.freezePartialTokens(alice, 150);
        expectTooFewFree(alice, 20, 21);
        batch(pair(bob, carol), pair(30, 21));
    }

    function test_RevertWhen_TheSumReachesIntoUnitsUnderLien() public {
        placeLien(alice, 150);
        expectTooFewFree(alice, 20, 21);
        batch(pair(bob, carol), pair(30, 21));
    }

    function test_TwoWalletsOfOneInvestorCountTogether() public {
        registry.joinTwins(bob, bobAgain);
        compliance.setMaximumPerIdentity(address(token), 60);
        vm.expectRevert(
            abi.encodeWithSelector(MaximumPerIdentityRule.MaximumPerIdentityExceeded.selector, bobAgain, 61, 60)
        );
        batch(pair(bob, bobAgain), pair(20, 21));
        batch(pair(bob, bobAgain), pair(20, 20));
        vm.assertEq(token.balanceOf(bobAgain), 20);
    }

    function test_TheFirstReasonIsGivenThoughALaterItemFailsToo() public {
        compliance.setMaximumPerIdentity(address(token), 60);
        vm.expectRevert(
            abi.encodeWithSelector(MaximumPerIdentityRule.MaximumPerIdentityExceeded.selector, bob, 61, 60)
        );
        batch(pair(bob, stranger), pair(41, 1));
    }

    function test_AnEmptyBatchPassesEvenWhilePausedOrFrozen() public {
        token.pause();
        token.setAddressFrozen(alice, true);
        batch(new address[](0), new uint256[](0));
    }

    function test_RevertWhen_TheSenderIsDenied() public {
        registry.denyWallets(only(alice), true);
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.HolderDenied.selector, alice));
        batch(only(bob), only(1));
    }

    function test_ABatchWritesTheHistoryOfBothSidesOnce() public {
        uint40 moment = uint40(block.timestamp + 2 days);
        dates.list(moment, 0);
        vm.warp(moment);
        batch(pair(bob, bob), pair(30, 5));
        vm.assertEq(token.balanceOfAt(alice, moment), 200);
        vm.assertEq(token.balanceOfAt(bob, moment), 20);
        vm.assertEq(token.totalSupplyAt(moment), 220);
    }

    function test_TheRegistryIsAskedOnceForAll() public {
        vm.mockCall(address(registry), abi.encodePacked(IInvestorRecords.standing.selector), "");
        batch(pair(bob, carol), pair(30, 5));
        vm.assertEq(token.balanceOf(carol), 5);
    }

    function test_ARegistryOfItsOwnIsAskedItemByItem() public {
        token.setCompliance(address(new Compliance(address(this), true)));
        vm.mockCall(address(registry), abi.encodePacked(IInvestorRecords.standings.selector), "");
        batch(pair(bob, carol), pair(30, 5));
        vm.assertEq(token.balanceOf(carol), 5);
    }

    // Against transfers one by one

    function testFuzz_ABatchIsItsTransfersOneAfterTheOther(uint256 seed) public {
        arrange(seed);
        uint256 count = 1 + roll(seed, 90, 5);
        address[] memory toList = new address[](count);
        uint256[] memory amounts = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) {
            // Mostly those who may receive, so that many batches pass.
            toList[i] = pool[roll(seed, 100 + i, roll(seed, 110 + i, 4) == 0 ? WALLETS : 5)];
            amounts[i] = roll(seed, 120 + i, 12) * 5 + (roll(seed, 130 + i, 8) == 0 ? 1 : 0);
        }
        uint256 before = vm.snapshotState();
        Outcome memory single = outcome(address(this), abi.encodeCall(this.oneByOne, (toList, amounts)));
        vm.revertToState(before);
        vm.prank(alice);
        Outcome memory together = outcome(address(token), abi.encodeCall(token.batchTransfer, (toList, amounts)));
        vm.assertTrue(single.done == together.done, "both pass or neither does");
        vm.assertEq(single.answer, together.answer, "for the same reason");
        vm.assertEq(single.told, together.told);
        vm.assertEq(single.state, together.state);
    }

    function oneByOne(address[] calldata toList, uint256[] calldata amounts) external {
        for (uint256 i = 0; i < toList.length; ++i) send(alice, toList[i], amounts[i]);
    }

    function outcome(address target, bytes memory call_) private returns (Outcome memory result) {
        vm.recordLogs();
        (result.done, result.answer) = target.call(call_);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        if (result.done) result.told = keccak256(abi.encode(logs));
        // What a book remembers shows in what it says against an amount that nobody can have.
        later(1);
        bytes memory seen;
        for (uint256 i = 0; i < 5; ++i) {
            seen = abi.encode(seen, token.balanceOf(pool[i]), token.balanceOfAt(pool[i], START + 2 days));
            seen = abi.encode(seen, rules.explainTransfer(address(token), pool[i], carol, type(uint96).max));
            seen = abi.encode(seen, rules.explainTransfer(address(token), pool[i], walletAt(20), 5));
        }
        result.state = keccak256(seen);
    }

    function arrange(uint256 seed) private {
        admit(walletAt(20));
        dates.list(uint40(START + 2 days), 0);
        if (roll(seed, 0, 4) == 0) {
            rules = new Compliance(address(this), true);
            token.setCompliance(address(rules));
        }
        if (roll(seed, 1, 2) == 0) registry.joinTwins(bob, bobAgain);
        if (roll(seed, 2, 2) == 0) registry.joinTwins(alice, aliceAgain);
        if (roll(seed, 3, 3) == 0) token.freezePartialTokens(alice, 100);
        if (roll(seed, 4, 4) == 0) placeLien(alice, 60);
        if (roll(seed, 5, 4) == 0) placeLien(bob, 10);
        if (roll(seed, 6, 16) == 0) registry.denyWallets(only(alice), true);
        if (roll(seed, 7, 16) == 0) token.setAddressFrozen(alice, true);
        if (roll(seed, 8, 16) == 0) token.pause();
        setRules(address(token), seed);
        // The first change after a record date, or, if rules allow it, one within the second of a mint.
        vm.warp(START + 2 days + roll(seed, 9, 2));
        if (roll(seed, 10, 2) == 0) minted = tryMint(alice, 10);
    }

    function tryMint(address to, uint256 amount) private returns (bool success) {
        (success, ) = address(token).call(abi.encodeCall(token.mint, (to, amount)));
    }

    function setRules(address of_, uint256 seed) private {
        if (roll(seed, 20, 3) == 0) rules.setLotSize(of_, 5);
        if (roll(seed, 21, 3) == 0) rules.setMaximumPerIdentity(of_, 70);
        if (roll(seed, 22, 3) == 0) rules.setVolumeWindow(of_, 120, 1 days);
        if (roll(seed, 23, 3) == 0) rules.setInvestorClasses(of_, 4);
        if (roll(seed, 24, 6) == 0) rules.setHolderLimit(of_, 3);
        if (roll(seed, 24, 6) == 0) rules.recount(of_, pair(alice, bob));
        if (roll(seed, 25, 6) == 0) rules.setMinimumHolding(of_, 10);
        if (roll(seed, 26, 6) == 0) rules.setLockUp(of_, 1 days);
        if (roll(seed, 27, 6) == 0) rules.setRiskRetention(of_, identityFor(alice), 90, 0);
        if (roll(seed, 28, 6) == 0) rules.setDenyList(of_, only(carol), true);
        if (roll(seed, 29, 8) == 0) rules.setPreApproval(of_);
        if (roll(seed, 29, 8) == 0) rules.approveTransfer(of_, alice, bob, 10, 1);
    }

    /// @dev Below `faces`; the same for the same seed and place.
    function roll(uint256 seed, uint256 place, uint256 faces) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(seed, place))) % faces;
    }

    function placeLien(address holder, uint256 amount) private {
        Keeper keeper = new Keeper();
        token.setLienKeeper(address(keeper), true);
        vm.prank(holder);
        token.approve(address(keeper), amount);
        vm.prank(address(keeper));
        token.placeLien(holder, amount);
    }

    function test_RevertWhen_ABatchGoesToNobodyWhateverThePlatformsRegistrySays() public {
        registry = IdentityRegistry(address(new ObligingRegistry()));
        factory = new TokenFactory(address(registry), address(compliance));
        token = deployToken("L");
        token.mint(alice, 10);
        batch(pair(bob, carol), pair(1, 2));
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, address(0)));
        batch(pair(bob, address(0)), pair(3, 4));
        vm.assertEq(token.balanceOf(alice), 7, "nothing of the second batch went");
    }
}
