// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Allotment } from "../../contracts/offering/Allotment.sol";
import { OfferingStage } from "../../contracts/offering/interfaces/IOffering.sol";
import { OfferedClass, OfferingTable } from "../../contracts/offering/types/OfferedClass.sol";
import { AssetOf } from "../mocks/SettlementAssets.sol";
import { OfferingCase } from "../support/OfferingCase.sol";
import { TestBase } from "../support/Cheats.sol";

/// @notice Whatever is ordered, allotments are lots, at least the denomination, and together at most the face.
contract AllotmentTest is TestBase {
    uint256 private constant _ORDERS = 12;

    function testFuzz_ProRataPartsAreWholeLotsAndTogetherTheFace(uint256 luck) external pure {
        OfferedClass memory c = classFrom(luck);
        (uint256[] memory orders, uint256 demand) = ordersFrom(luck, c);
        uint256 passed;
        uint256 sum;
        bool zeroed;
        for (uint256 i = 0; i < _ORDERS; ++i) {
            uint256 units = Allotment.proRata(c, orders[i], passed, demand);
            passed += orders[i];
            sum += units;
            requireWhole(c, units, orders[i]);
            uint256 exact = demand <= c.face ? orders[i] : (orders[i] * c.face) / demand;
            zeroed = zeroed || units == 0;
            if (units != 0) vm.assertTrue(units <= exact + c.lot && exact <= units + c.lot, "a lot off");
            else vm.assertTrue(exact < uint256(c.denomination) + c.lot, "nothing for a part that is large enough");
        }
        vm.assertTrue(sum <= c.face, "above the face");
        // What is lost is what was below the denomination, and what of the face is no lot.
        if (!zeroed) vm.assertEq(sum, demand <= c.face ? demand : c.face - (c.face % c.lot));
    }

    function testFuzz_ProRataEqualOrdersDifferByALotAtMost(uint256 luck) external pure {
        OfferedClass memory c = classFrom(luck);
        c.denomination = c.lot;
        uint256 units = c.lot * (1 + (luck % 1_000));
        uint256 demand = units * _ORDERS;
        (uint256 least, uint256 most) = (type(uint256).max, 0);
        for (uint256 i = 0; i < _ORDERS; ++i) {
            uint256 part = Allotment.proRata(c, units, units * i, demand);
            (least, most) = (part < least ? part : least, part > most ? part : most);
        }
        vm.assertTrue(most - least <= c.lot);
    }

    function testFuzz_FirstComeFillsInOrderAndNeverBeyondTheFace(uint256 luck) external pure {
        OfferedClass memory c = classFrom(luck);
        (uint256[] memory orders, uint256 demand) = ordersFrom(luck, c);
        uint256 minted;
        bool cut;
        for (uint256 i = 0; i < _ORDERS; ++i) {
            uint256 units = Allotment.firstCome(c, orders[i], minted);
            requireWhole(c, units, orders[i]);
            if (units == orders[i]) vm.assertTrue(units <= c.face - minted);
            else vm.assertTrue(orders[i] > c.face - minted, "cut while there was enough");
            cut = cut || units != orders[i];
            minted += units;
        }
        vm.assertTrue(minted <= c.face);
        if (demand <= c.face) vm.assertFalse(cut);
    }

    function test_TheLargestAmountsDoNotOverflow() external pure {
        OfferedClass memory c;
        (c.face, c.lot, c.denomination) = (type(uint96).max, 1, 1);
        uint256 demand = uint256(type(uint96).max) << 32;
        vm.assertEq(Allotment.proRata(c, c.face, demand - c.face, demand), (uint256(1) << 64));
    }

    function requireWhole(OfferedClass memory c, uint256 units, uint256 ordered) private pure {
        vm.assertTrue(units <= ordered, "more than ordered");
        vm.assertEq(units % c.lot, 0, "no whole lots");
        vm.assertTrue(units == 0 || units >= c.denomination, "below the denomination");
    }

    function classFrom(uint256 luck) private pure returns (OfferedClass memory c) {
        c.lot = uint96(bound(luck >> 8, 1, 50_000));
        c.denomination = uint96(bound(luck >> 40, 1, 500_000));
        c.face = uint96(bound(luck >> 80, c.denomination, 20_000_000));
        if (luck % 7 == 0) c.face = uint96(bound(luck >> 80, type(uint96).max >> 2, type(uint96).max));
    }

    /// @dev Multiples of the lot from the denomination to the face, where there is one.
    function ordersFrom(
        uint256 luck,
        OfferedClass memory c
    ) private pure returns (uint256[] memory orders, uint256 demand) {
        orders = new uint256[](_ORDERS);
        for (uint256 i = 0; i < _ORDERS; ++i) {
            uint256 least = ((uint256(c.denomination) + c.lot - 1) / c.lot) * c.lot;
            uint256 most = c.face - (c.face % c.lot);
            uint256 draw = uint256(keccak256(abi.encode(luck, i)));
            orders[i] = most <= least ? least : least + ((draw % (most - least)) / c.lot) * c.lot;
            // Some small, some large.
            if (draw >> 255 == 0 && most > least) orders[i] = least;
            demand += orders[i];
        }
    }
}

/// @notice I5 for one offering at a time, at any price, scale and lot: what came in is proceeds, refunds and books.
contract OfferingMoneyTest is OfferingCase {
    uint256 private constant _INVESTORS = 5;

    function setUp() public override {
        super.setUp();
        for (uint256 i = 0; i < _INVESTORS; ++i) admit(walletAt(100 + i));
    }

    function testFuzz_EveryUnitOfMoneyIsProceedsOrRefundedOrBooked(uint256 luck) external {
        OfferingTable memory t = tableFrom(luck);
        asset = AssetOf(t.asset);
        use(t);
        uint256 paid;
        for (uint256 i = 0; i < _INVESTORS; ++i) {
            for (uint256 k = A; k <= B; ++k) paid += orderSome(walletAt(100 + i), k, draw(luck, 2 * i + k));
        }
        vm.assertEq(offering.booked(), paid);
        countAll();
        if (luck % 3 == 0) registry.deleteIdentity(walletAt(100 + (luck % _INVESTORS)));
        if (offering.stage() == OfferingStage.Settling) offering.settleOrders(luck % 20);
        if (offering.stage() == OfferingStage.Settling && luck % 5 != 0) offering.settleOrders(20);
        vm.warp(SETTLING);
        if (offering.stage() < OfferingStage.Settled) offering.fail();
        vm.assertEq(proceeds.cash() + offering.booked(), paid, "before the refunds");
        requireProceedsOfAllotments();
        refundAll();
        vm.assertEq(offering.booked(), 0, "left on the books");
        vm.assertEq(asset.balanceOf(address(offering)), 0, "left in escrow");
        requireAllotmentsOnly();
    }

    function tableFrom(uint256 luck) private returns (OfferingTable memory t) {
        t = soundTable();
        t.asset = address(new AssetOf(6));
        t.scale = uint96(bound(luck >> 16, 1, 1e12));
        t.terms.firstCome = luck % 2 == 0;
        for (uint256 k = A; k <= B; ++k) {
            uint256 own = draw(luck, 50 + k);
            t.classes[k].lot = uint96(bound(own, 1, 10_000));
            t.classes[k].denomination = uint96(bound(own >> 32, 1, 100_000));
            t.classes[k].face = uint96(bound(own >> 64, 200_000, 9_000_000));
            t.classes[k].price = uint64(bound(own >> 96, 1, 2e9));
            t.classes[k].minimum = own % 4 == 0 ? t.classes[k].face / 2 : 0;
        }
    }

    /// @dev Once or twice, by chance. Returns what it took.
    function orderSome(address investor, uint256 k, uint256 own) private returns (uint256) {
        OfferedClass memory c = offering.table().classes[k];
        uint256 before = asset.balanceOf(address(offering));
        uint256 units = uint256(c.denomination) + (own % (c.face / 2));
        units += (c.lot - (units % c.lot)) % c.lot;
        if (units <= c.face) order(investor, k, units);
        if (own % 3 == 0 && units + c.lot <= c.face) order(investor, k, c.lot);
        uint256 came = asset.balanceOf(address(offering)) - before;
        vm.assertEq(came % offering.table().scale, 0);
        return came / offering.table().scale;
    }

    function refundAll() private {
        for (uint256 i = 0; i < _INVESTORS; ++i) {
            for (uint256 k = A; k <= B; ++k) {
                if (offering.refundOf(walletAt(100 + i), k) != 0) offering.refund(walletAt(100 + i), k);
            }
        }
    }

    function requireProceedsOfAllotments() private view {
        if (offering.stage() != OfferingStage.Settled) return vm.assertEq(proceeds.calls(), 0);
        uint256 sum;
        for (uint256 i = 0; i < _INVESTORS; ++i) {
            for (uint256 k = A; k <= B; ++k) sum += offering.priceOf(k, allottedOf(walletAt(100 + i), k));
        }
        vm.assertEq(proceeds.cash(), sum);
        vm.assertEq(cashOf(address(proceeds)), sum);
    }

    /// @dev Holders have what was allotted to them, or nothing at all after a failure.
    function requireAllotmentsOnly() private view {
        bool failed = offering.stage() == OfferingStage.Failed;
        for (uint256 i = 0; i < _INVESTORS; ++i) {
            address investor = walletAt(100 + i);
            vm.assertEq(token.balanceOf(investor), failed ? 0 : allottedOf(investor, A));
            vm.assertEq(tokenB.balanceOf(investor), failed ? 0 : allottedOf(investor, B));
        }
        vm.assertTrue(token.totalSupply() <= offering.table().classes[A].face);
        vm.assertTrue(tokenB.totalSupply() <= offering.table().classes[B].face);
    }

    function draw(uint256 luck, uint256 number) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(luck, number)));
    }
}
