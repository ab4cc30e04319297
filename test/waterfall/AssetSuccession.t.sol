// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import { IDealWaterfall } from "../../contracts/waterfall/interfaces/IDealWaterfall.sol";
import { IWaterfall, WaterfallTerms } from "../../contracts/waterfall/interfaces/IWaterfall.sol";
import { FeeTakingAsset, RefusingAsset } from "../mocks/RefusingAsset.sol";
import { AssetOf } from "../mocks/SettlementAssets.sol";
import { SmallDeal } from "../support/SmallDeal.sol";

/// @notice The settlement asset is succeeded while the books hold a reserve of 50, a fee owed of 10 and 300 that wait.
contract AssetSuccessionTest is SmallDeal {
    uint256 internal constant BOOKS = 360e6;

    RefusingAsset internal former;
    AssetOf internal fine;
    address internal bringer = address(0xB21);

    function setUp() public {
        former = new RefusingAsset();
        fine = new AssetOf(18);
        deploySmallDeal();
        deposit(400e6);
        toDate(1);
        waterfall.run(1, collected(400e6));
        deposit(300e6);
    }

    function terms() internal view override returns (WaterfallTerms memory t) {
        t = super.terms();
        t.asset = IERC20(address(former));
    }

    function deposit(uint256 amount) internal {
        former.mint(address(waterfall), amount);
        waterfall.deposit(amount);
    }

    function bring(AssetOf next, uint256 amount) internal {
        next.mint(bringer, amount);
        vm.prank(bringer);
        next.approve(address(waterfall), amount);
    }

    function succeed(AssetOf next) internal {
        vm.prank(address(parties));
        waterfall.succeedAsset(IERC20(address(next)), bringer);
    }

    function test_TheBooksStayAndWhatIsOwedIsPaidInTheNewAsset() public {
        bring(fine, 360e18);
        vm.expectEmit(true, true, true, true, address(waterfall));
        emit IDealWaterfall.AssetSucceeded(IERC20(address(former)), IERC20(address(fine)), bringer, BOOKS);
        succeed(fine);
        vm.assertEq(address(waterfall.asset()), address(fine));
        vm.assertEq(waterfall.scale(), 1e12);
        vm.assertEq(waterfall.booked(), BOOKS);
        vm.assertEq(fine.balanceOf(address(waterfall)), 360e18);
        vm.assertEq(former.balanceOf(bringer), BOOKS);
        vm.assertEq(former.balanceOf(address(waterfall)), 0);
        waterfall.withdraw(feePayee);
        vm.assertEq(fine.balanceOf(feePayee), 10e18);
        toDate(2);
        waterfall.run(2, collected(300e6));
        vm.assertEq(fine.balanceOf(address(payingAgent)), 290e18);
        vm.assertEq(fine.balanceOf(address(waterfall)), waterfall.booked() * 1e12);
    }

    function test_AFormerAssetThatRefusesIsOwedToTheBringer() public {
        RefusingAsset.Manner[3] memory manners = [
            RefusingAsset.Manner.Revert,
            RefusingAsset.Manner.SayNo,
            RefusingAsset.Manner.ComeBack
        ];
        for (uint256 i = 0; i < manners.length; ++i) {
            uint256 before = vm.snapshotState();
            refused(manners[i]);
            vm.revertToState(before);
        }
    }

    /// @dev What it burns of the transaction's gas, the 64th part that is left is enough to book the debt.
    function test_AFormerAssetThatBurnsGasIsOwedToTheBringer() public {
        bring(fine, 360e18);
        former.become(RefusingAsset.Manner.Burn);
        vm.prank(address(parties));
        waterfall.succeedAsset{ gas: 15_000_000 }(IERC20(address(fine)), bringer);
        (, uint256 amount) = waterfall.formerOwed(IERC20(address(former)));
        vm.assertEq(amount, BOOKS);
    }

    function refused(RefusingAsset.Manner manner) private {
        bring(fine, 360e18);
        former.become(manner);
        vm.expectEmit(true, true, true, true, address(waterfall));
        emit IDealWaterfall.FormerAssetOwed(IERC20(address(former)), bringer, BOOKS);
        succeed(fine);
        (address to, uint256 amount) = waterfall.formerOwed(IERC20(address(former)));
        vm.assertEq(to, bringer);
        vm.assertEq(amount, BOOKS);
        vm.assertEq(fine.balanceOf(address(waterfall)), 360e18);
        // It can't come back while it is owed: its balance here is the bringer's.
        bring(former, BOOKS);
        vm.prank(address(parties));
        vm.expectRevert(abi.encodeWithSelector(IDealWaterfall.FormerAssetStillOwed.selector, address(former), bringer));
        waterfall.succeedAsset(IERC20(address(former)), bringer);
        former.become(RefusingAsset.Manner.Honest);
        uint256 had = former.balanceOf(bringer);
        vm.assertEq(waterfall.withdrawFormer(IERC20(address(former))), BOOKS);
        vm.assertEq(former.balanceOf(bringer), had + BOOKS);
        vm.expectRevert(abi.encodeWithSelector(IWaterfall.NothingOwed.selector, address(0)));
        waterfall.withdrawFormer(IERC20(address(former)));
        // Now it can.
        succeed(former);
        vm.assertEq(waterfall.scale(), 1);
        vm.assertEq(former.balanceOf(address(waterfall)), BOOKS);
        vm.assertEq(fine.balanceOf(bringer), 360e18);
    }

    function test_WithEmptyBooksNothingMoves() public {
        deploySmallDeal();
        vm.prank(address(parties));
        vm.expectRevert(abi.encodeWithSelector(IDealWaterfall.NotOpened.selector));
        waterfall.succeedAsset(IERC20(address(fine)), bringer);
        toDate(1);
        waterfall.run(1, collected(0));
        succeed(fine);
        vm.assertEq(address(waterfall.asset()), address(fine));
        fine.mint(address(waterfall), 5e18);
        waterfall.deposit(5e6);
        vm.assertEq(waterfall.booked(), 5e6);
    }

    function test_RevertWhen_TheBringerBringsLess() public {
        bring(fine, 360e18 - 1);
        vm.prank(address(parties));
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientAllowance.selector,
                address(waterfall),
                360e18 - 1,
                360e18
            )
        );
        waterfall.succeedAsset(IERC20(address(fine)), bringer);
        vm.assertEq(address(waterfall.asset()), address(former));
    }

    function test_RevertWhen_TheNewAssetTakesAFee() public {
        FeeTakingAsset taking = new FeeTakingAsset();
        bring(taking, BOOKS);
        // What lies here already does not count.
        taking.mint(address(waterfall), 7e6);
        vm.prank(address(parties));
        vm.expectRevert(
            abi.encodeWithSelector(IWaterfall.LessArrived.selector, 7e6 + BOOKS, 7e6 + BOOKS - BOOKS / 100)
        );
        waterfall.succeedAsset(IERC20(address(taking)), bringer);
    }

    function test_RevertWhen_ItIsTheAssetAlreadyOrTooCoarse() public {
        AssetOf coarse = new AssetOf(2);
        vm.startPrank(address(parties));
        vm.expectRevert(abi.encodeWithSelector(IDealWaterfall.SameAsset.selector, address(former)));
        waterfall.succeedAsset(IERC20(address(former)), bringer);
        vm.expectRevert(abi.encodeWithSelector(IWaterfall.AssetTooCoarse.selector, 6, 2));
        waterfall.succeedAsset(IERC20(address(coarse)), bringer);
        vm.stopPrank();
    }

    function test_RevertWhen_AnyoneButTheDealAsks() public {
        vm.expectRevert(abi.encodeWithSelector(IWaterfall.NotTheDeal.selector, address(this)));
        waterfall.succeedAsset(IERC20(address(fine)), bringer);
    }
}
