// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Initializable } from "@openzeppelin/contracts/proxy/utils/Initializable.sol";

import { ProceedsLedger } from "../../contracts/oversight/ProceedsLedger.sol";
import { IProceedsLedger } from "../../contracts/oversight/interfaces/IProceedsLedger.sol";
import { ProceedsTable } from "../../contracts/oversight/types/ProceedsTable.sol";
import { IWaterfall } from "../../contracts/waterfall/interfaces/IWaterfall.sol";
import { AssetOf, SilentAsset } from "../mocks/SettlementAssets.sol";
import { ProceedsCase } from "../support/ProceedsCase.sol";

/// @notice Draws again while it is being paid.
contract GreedyAsset is AssetOf(8) {
    ProceedsLedger private _target;

    function aim(ProceedsLedger target) external {
        _target = target;
    }

    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, to, amount);
        if (from != address(0) && from == address(_target)) _target.draw(0, 1, "again");
    }
}

/// @notice The proceeds, and what they were spent for.
contract ProceedsLedgerTest is ProceedsCase {
    function setUp() public {
        deployLedger();
    }

    // How it comes to be

    function test_ItCarriesItsTableAndStartsEmpty() public view {
        vm.assertEq(keccak256(abi.encode(ledger.table())), keccak256(abi.encode(tableOf())));
        vm.assertEq(keccak256(abi.encode(ledger.purposes())), keccak256(abi.encode(tableOf().purposes)));
        vm.assertEq(ledger.deal(), address(parties));
        vm.assertEq(ledger.FACTORY(), address(this));
        assertBalanced(0);
    }

    function test_RevertWhen_ItIsInitialisedByAnotherAgainOrAtTheImplementation() public {
        ProceedsLedger fresh = cloneOf(tableOf());
        vm.expectRevert(abi.encodeWithSelector(IProceedsLedger.NotTheFactory.selector, ISSUER));
        vm.prank(ISSUER);
        fresh.initialize(address(parties));
        fresh.initialize(address(parties));
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        fresh.initialize(address(this));
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        implementation.initialize(address(parties));
    }

    // Cash in

    function test_TheProceedsComeInAndTheAccountsArePaid() public {
        asset.mint(address(ledger), RAISED * SCALE);
        vm.expectEmit(address(ledger));
        emit IProceedsLedger.ProceedsReceived(RAISED, IN_KIND);
        vm.expectEmit(address(ledger));
        emit IProceedsLedger.PaidInKind(PRICE, IN_KIND);
        vm.expectEmit(address(ledger));
        emit IProceedsLedger.ProceedsDrawn(ACCOUNT, address(waterfall), ACCOUNT_CAP, 0);
        vm.prank(OFFERING);
        ledger.receiveProceeds(RAISED, IN_KIND);
        vm.assertEq(asset.balanceOf(address(waterfall)), uint256(ACCOUNT_CAP) * SCALE);
        vm.assertEq(ledger.unspent(), RAISED - ACCOUNT_CAP);
        assertSpent(PRICE, 0, IN_KIND, 0);
        assertSpent(ACCOUNT, ACCOUNT_CAP, 0, 0);
        assertBalanced(RAISED);
    }

    function test_AnAssetThatReturnsNothingWillDo() public {
        SilentAsset silent = new SilentAsset();
        ProceedsTable memory t = tableOf();
        (t.asset, t.scale) = (address(silent), 1);
        ledger = ledgerOf(t);
        silent.mint(address(ledger), RAISED);
        vm.prank(OFFERING);
        ledger.receiveProceeds(RAISED, 0);
        drawAs(ISSUER, COSTS, COSTS_CAP, EVIDENCE);
        vm.assertEq(silent.balanceOf(ISSUER), COSTS_CAP);
    }

    function test_RevertWhen_AnyoneButTheOfferingSaysThereIsCash() public {
        asset.mint(address(ledger), RAISED * SCALE);
        address[3] memory callers = [ISSUER, ORIGINATOR, address(this)];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IProceedsLedger.NotTheOffering.selector, callers[i]));
            vm.prank(callers[i]);
            ledger.receiveProceeds(RAISED, 0);
        }
    }

    function test_RevertWhen_ItComesTwice() public {
        receive_(RAISED, 0);
        asset.mint(address(ledger), RAISED * SCALE);
        vm.expectRevert(IProceedsLedger.ReceivedAlready.selector);
        vm.prank(OFFERING);
        ledger.receiveProceeds(RAISED, 0);
        assertBalanced(RAISED);
    }

    function test_RevertWhen_LessArrivedThanWasSaid() public {
        asset.mint(address(ledger), RAISED * SCALE - 1);
        vm.expectRevert(
            abi.encodeWithSelector(IProceedsLedger.LessArrived.selector, RAISED * SCALE, RAISED * SCALE - 1)
        );
        vm.prank(OFFERING);
        ledger.receiveProceeds(RAISED, 0);
    }

    function test_RevertWhen_TheCashDoesNotOpenTheAccounts() public {
        uint256 little = ACCOUNT_CAP - 1;
        asset.mint(address(ledger), little * SCALE);
        vm.expectRevert(abi.encodeWithSelector(IProceedsLedger.ProceedsExceeded.selector, little, ACCOUNT_CAP));
        vm.prank(OFFERING);
        ledger.receiveProceeds(little, 0);
    }

    function test_RevertWhen_MoreIsInKindThanItsPurposeTakes() public {
        asset.mint(address(ledger), RAISED * SCALE);
        uint256 much = uint256(PRICE_CAP) + 1;
        vm.expectRevert(abi.encodeWithSelector(IProceedsLedger.PurposeExceeded.selector, PRICE, PRICE_CAP, much));
        vm.prank(OFFERING);
        ledger.receiveProceeds(RAISED, much);
        ProceedsTable memory t = tableOf();
        t.inKindPurpose = 3;
        ledger = ledgerOf(t);
        asset.mint(address(ledger), RAISED * SCALE);
        vm.expectRevert(abi.encodeWithSelector(IProceedsLedger.NoSuchPurpose.selector, 3));
        vm.prank(OFFERING);
        ledger.receiveProceeds(RAISED, 1);
    }

    // Draws

    function test_APurposeIsPaidUpToItsCapLessWhatWasInKind() public {
        receive_(RAISED, IN_KIND);
        vm.expectEmit(address(ledger));
        emit IProceedsLedger.ProceedsDrawn(PRICE, ORIGINATOR, 80_000_000e6, EVIDENCE);
        drawAs(ISSUER, PRICE, 80_000_000e6, EVIDENCE);
        vm.assertEq(asset.balanceOf(ORIGINATOR), 80_000_000e6 * uint256(SCALE));
        uint256 room = PRICE_CAP - IN_KIND - 80_000_000e6;
        vm.expectRevert(abi.encodeWithSelector(IProceedsLedger.PurposeExceeded.selector, PRICE, room, room + 1));
        drawAs(ISSUER, PRICE, room + 1, "second");
        drawAs(ISSUER, PRICE, room, "second");
        drawAs(ISSUER, COSTS, COSTS_CAP, EVIDENCE);
        assertSpent(PRICE, PRICE_CAP - IN_KIND, IN_KIND, 0);
        assertSpent(COSTS, COSTS_CAP, 0, 0);
        vm.assertEq(ledger.unspent(), 0);
        assertBalanced(RAISED);
    }

    function test_RevertWhen_MoreIsDrawnThanThereIs() public {
        receive_(ACCOUNT_CAP + 10, 0);
        vm.expectRevert(abi.encodeWithSelector(IProceedsLedger.ProceedsExceeded.selector, 10, 11));
        drawAs(ISSUER, PRICE, 11, EVIDENCE);
        drawAs(ISSUER, PRICE, 10, EVIDENCE);
        vm.expectRevert(abi.encodeWithSelector(IProceedsLedger.ProceedsExceeded.selector, 0, 1));
        drawAs(ISSUER, PRICE, 1, "more");
    }

    function test_RevertWhen_NothingHasComeInYet() public {
        asset.mint(address(ledger), 5 * SCALE);
        vm.expectRevert(abi.encodeWithSelector(IProceedsLedger.ProceedsExceeded.selector, 0, 5));
        drawAs(ISSUER, COSTS, 5, EVIDENCE);
        vm.expectRevert(abi.encodeWithSelector(IProceedsLedger.ProceedsExceeded.selector, 0, 5));
        drawAs(ISSUER, ACCOUNT, 5, EVIDENCE);
    }

    function test_RevertWhen_TheDrawIsOutsideThePurposes() public {
        receive_(RAISED, 0);
        vm.expectRevert(abi.encodeWithSelector(IProceedsLedger.NoSuchPurpose.selector, 3));
        drawAs(ISSUER, 3, 1, EVIDENCE);
        vm.expectRevert(abi.encodeWithSelector(IProceedsLedger.PurposeExceeded.selector, ACCOUNT, 0, 1));
        drawAs(ISSUER, ACCOUNT, 1, EVIDENCE);
        vm.expectRevert(IProceedsLedger.NothingDrawn.selector);
        drawAs(ISSUER, COSTS, 0, EVIDENCE);
        vm.expectRevert(IProceedsLedger.EvidenceMissing.selector);
        drawAs(ISSUER, COSTS, 1, 0);
        vm.expectRevert(abi.encodeWithSelector(IProceedsLedger.NoSuchPurpose.selector, 3));
        ledger.spentOn(3);
    }

    function test_RevertWhen_AnyoneButTheIssuerDraws() public {
        receive_(RAISED, 0);
        address[3] memory callers = [ORIGINATOR, OFFERING, address(this)];
        for (uint256 i = 0; i < callers.length; ++i) {
            bytes memory reason = abi.encodeWithSelector(IProceedsLedger.NotTheIssuer.selector, callers[i]);
            vm.expectRevert(reason);
            drawAs(callers[i], COSTS, 1, EVIDENCE);
            vm.startPrank(callers[i]);
            vm.expectRevert(reason);
            ledger.returnUnspent(1);
            vm.expectRevert(reason);
            ledger.succeedAsset();
            vm.stopPrank();
        }
    }

    /// @dev A command that is sent again after an outage pays once.
    function test_RevertWhen_TheSameEvidenceIsDrawnUponTwice() public {
        receive_(RAISED, 0);
        drawAs(ISSUER, COSTS, 7, EVIDENCE);
        vm.expectRevert(abi.encodeWithSelector(IProceedsLedger.RecordedAlready.selector, COSTS));
        drawAs(ISSUER, COSTS, 7, EVIDENCE);
        drawAs(ISSUER, PRICE, 7, EVIDENCE);
        assertSpent(COSTS, 7, 0, 0);
    }

    function test_RevertWhen_TheAssetComesBackWhileItIsPaid() public {
        GreedyAsset greedy = new GreedyAsset();
        ProceedsTable memory t = tableOf();
        t.asset = address(greedy);
        ledger = ledgerOf(t);
        greedy.mint(address(ledger), RAISED * SCALE);
        vm.prank(OFFERING);
        ledger.receiveProceeds(RAISED, 0);
        greedy.aim(ledger);
        vm.expectRevert(abi.encodeWithSignature("ReentrancyGuardReentrantCall()"));
        drawAs(ISSUER, COSTS, 1, EVIDENCE);
    }

    // What no purpose needed

    function test_WhatIsLeftGoesToTheHoldersThroughThePool() public {
        receive_(RAISED, IN_KIND);
        uint256 before = asset.balanceOf(address(waterfall));
        vm.expectEmit(address(ledger));
        emit IProceedsLedger.ProceedsReturned(4_000e6);
        returnUnspent(4_000e6);
        vm.assertEq(asset.balanceOf(address(waterfall)) - before, 4_000e6 * uint256(SCALE));
        vm.assertEq(waterfall.deposited(), 4_000e6);
        vm.assertEq(asset.allowance(address(ledger), address(pool)), 0);
        assertBalanced(RAISED);
        returnUnspent(ledger.unspent());
        vm.assertEq(asset.balanceOf(address(ledger)), 0);
        assertBalanced(RAISED);
    }

    function test_RevertWhen_MoreIsReturnedThanIsLeft() public {
        receive_(ACCOUNT_CAP + 10, 0);
        vm.expectRevert(abi.encodeWithSelector(IProceedsLedger.ProceedsExceeded.selector, 10, 11));
        returnUnspent(11);
        vm.expectRevert(IProceedsLedger.NothingDrawn.selector);
        returnUnspent(0);
    }

    // Another asset

    function succeedTo(AssetOf next, uint96 scale) private {
        vm.mockCall(address(waterfall), abi.encodeCall(IWaterfall.asset, ()), abi.encode(next));
        vm.mockCall(address(waterfall), abi.encodeCall(IWaterfall.scale, ()), abi.encode(scale));
    }

    function test_AfterASuccessionWhatIsLeftIsTakenOverUnitForUnit() public {
        receive_(ACCOUNT_CAP + 1_000, 0);
        AssetOf next = new AssetOf(6);
        succeedTo(next, 1);
        vm.expectRevert(
            abi.encodeWithSelector(IProceedsLedger.AssetWasSucceeded.selector, address(asset), address(next))
        );
        returnUnspent(1);
        next.mint(ISSUER, 1_000);
        vm.startPrank(ISSUER);
        next.approve(address(ledger), 1_000);
        vm.expectEmit(address(ledger));
        emit IProceedsLedger.ProceedsAssetSucceeded(address(asset), address(next), 1_000);
        ledger.succeedAsset();
        vm.expectRevert(abi.encodeWithSelector(IProceedsLedger.AssetNotSucceeded.selector, address(next)));
        ledger.succeedAsset();
        vm.stopPrank();
        vm.assertEq(asset.balanceOf(ISSUER), 1_000 * uint256(SCALE));
        vm.assertEq(asset.balanceOf(address(ledger)), 0);
        vm.assertEq(ledger.table().asset, address(next));
        assertBalanced(ACCOUNT_CAP + 1_000);
        drawAs(ISSUER, PRICE, 400, EVIDENCE);
        vm.assertEq(next.balanceOf(ORIGINATOR), 400);
        assertBalanced(ACCOUNT_CAP + 1_000);
    }

    function test_RevertWhen_TheIssuerDoesNotBringTheNewAsset() public {
        receive_(ACCOUNT_CAP + 1_000, 0);
        vm.expectRevert(abi.encodeWithSelector(IProceedsLedger.AssetNotSucceeded.selector, address(asset)));
        vm.prank(ISSUER);
        ledger.succeedAsset();
        succeedTo(new AssetOf(6), 1);
        vm.expectPartialRevert(bytes4(keccak256("ERC20InsufficientAllowance(address,uint256,uint256)")));
        vm.prank(ISSUER);
        ledger.succeedAsset();
        vm.assertEq(ledger.table().asset, address(asset));
    }

    // What came home

    function test_RepatriationIsRecordedUpToWhatWasDrawn() public {
        receive_(RAISED, IN_KIND);
        drawAs(ISSUER, PRICE, 1_000, EVIDENCE);
        vm.expectEmit(address(ledger));
        emit IProceedsLedger.Repatriated(PRICE, 600, "BOC-1", "SAFE-1", EVIDENCE);
        repatriate(ISSUER, PRICE, 600, "BOC-1");
        repatriate(ORIGINATOR, PRICE, 400, "BOC-2");
        assertSpent(PRICE, 1_000, IN_KIND, 1_000);
        vm.expectRevert(abi.encodeWithSelector(IProceedsLedger.RepatriationExceedsDraws.selector, PRICE, 1_000, 1));
        repatriate(ISSUER, PRICE, 1, "BOC-3");
        assertBalanced(RAISED);
    }

    function test_RevertWhen_WhatWentToTheAccountsIsSaidToBeHome() public {
        receive_(RAISED, 0);
        vm.expectRevert(abi.encodeWithSelector(IProceedsLedger.RepatriationExceedsDraws.selector, ACCOUNT, 0, 1));
        repatriate(ISSUER, ACCOUNT, 1, "BOC-1");
    }

    function test_RevertWhen_ARepatriationIsNotOne() public {
        receive_(RAISED, 0);
        drawAs(ISSUER, PRICE, 1_000, EVIDENCE);
        vm.expectRevert(abi.encodeWithSelector(IProceedsLedger.NotIssuerNorOriginator.selector, address(this)));
        repatriate(address(this), PRICE, 1, "BOC-1");
        vm.expectRevert(IProceedsLedger.NothingDrawn.selector);
        repatriate(ISSUER, PRICE, 0, "BOC-1");
        vm.expectRevert(IProceedsLedger.EvidenceMissing.selector);
        repatriate(ISSUER, PRICE, 1, "");
        vm.expectRevert(abi.encodeWithSelector(IProceedsLedger.NoSuchPurpose.selector, 3));
        repatriate(ISSUER, 3, 1, "BOC-1");
        vm.startPrank(ISSUER);
        vm.expectRevert(IProceedsLedger.EvidenceMissing.selector);
        ledger.recordRepatriation(PRICE, 1, "BOC-1", "", EVIDENCE);
        vm.expectRevert(IProceedsLedger.EvidenceMissing.selector);
        ledger.recordRepatriation(PRICE, 1, "BOC-1", "SAFE-1", 0);
        vm.stopPrank();
        repatriate(ISSUER, PRICE, 1, "BOC-1");
        vm.expectRevert(abi.encodeWithSelector(IProceedsLedger.RecordedAlready.selector, PRICE));
        repatriate(ORIGINATOR, PRICE, 1, "BOC-1");
    }

    // I5

    /// @dev Draws, returns and repatriations in any order and of any size: after each, the books hold.
    function testFuzz_CashInIsDrawnPlusReturnedPlusLeft(uint256 cash, uint256 inKind, uint256 seed) public {
        cash = bound(cash, ACCOUNT_CAP, 200_000_000e6);
        inKind = bound(inKind, 0, PRICE_CAP);
        receive_(cash, inKind);
        assertBalanced(cash);
        uint256 drawn;
        for (uint256 i = 0; i < 8; ++i) {
            uint256 dice = uint256(keccak256(abi.encode(seed, i)));
            uint256 purpose = (dice >> 8) % 4;
            uint256 amount = (dice >> 16) % (40_000_000e6);
            uint256 before = ledger.unspent();
            bytes memory act =
                dice % 3 == 0
                    ? abi.encodeCall(ledger.returnUnspent, (amount))
                    : abi.encodeCall(ledger.draw, (purpose, amount, bytes32(dice)));
            vm.prank(ISSUER);
            (bool done, ) = address(ledger).call(act);
            vm.assertEq(before - ledger.unspent(), done ? amount : 0);
            if (done && dice % 3 != 0) drawn += amount;
            assertBalanced(cash);
            assertCaps();
        }
        (, uint256 spent, , ) = ledger.totals();
        vm.assertEq(spent, drawn + ACCOUNT_CAP);
        vm.assertEq(asset.balanceOf(ORIGINATOR) + asset.balanceOf(ISSUER), drawn * SCALE);
    }

    function assertCaps() private view {
        for (uint256 i = 0; i < 3; ++i) {
            (uint256 c, uint256 k, uint256 home) = ledger.spentOn(i);
            vm.assertTrue(c + k <= ledger.purposes()[i].cap && home <= c);
        }
    }
}
