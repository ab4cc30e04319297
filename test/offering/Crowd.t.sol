// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { OfferingStage } from "../../contracts/offering/interfaces/IOffering.sol";
import { OfferingCase } from "../support/OfferingCase.sol";

/// @notice 300 subscribers, closed in resumed passes: what an order costs, and that a hundred fit one transaction.
contract CrowdTest is OfferingCase {
    uint256 private constant SUBSCRIBERS = 300;
    uint256 private constant AT_ONCE = 100;
    uint256 private constant TRANSACTION_GAS_CAP = 16_777_216;
    // Measured, and a little more; the README tells them.
    uint256 private constant COUNT_GAS = 50_000;
    uint256 private constant SETTLE_GAS = 125_000;
    uint96 private constant MILLION = 1_000_000e6;

    function setUp() public override {
        super.setUp();
        for (uint256 i = 0; i < SUBSCRIBERS; ++i) {
            newcomer(i, i % 3 == 2 ? B : A, i % 3 == 2 ? MILLION / 5 + i : MILLION / 2 + (i % 7) * LOT);
        }
        toClosing();
    }

    function test_ThreeHundredOrdersCloseInBatchesOfAHundred() external {
        for (uint256 left = SUBSCRIBERS; left != 0; left -= AT_ONCE) {
            uint256 before = gasleft();
            vm.assertEq(offering.countOrders(AT_ONCE), left - AT_ONCE);
            requireWithin(before - gasleft(), COUNT_GAS);
        }
        requireStage(OfferingStage.Settling);
        for (uint256 left = SUBSCRIBERS; left != 0; left -= AT_ONCE) {
            uint256 before = gasleft();
            vm.assertEq(offering.settleOrders(AT_ONCE), left - AT_ONCE);
            requireWithin(before - gasleft(), SETTLE_GAS);
        }
        requireStage(OfferingStage.Settled);
        uint256 refunds;
        for (uint256 i = 0; i < SUBSCRIBERS; ++i) refunds += offering.refundOf(walletAt(1_000 + i), i % 3 == 2 ? B : A);
        vm.assertEq(refunds, offering.booked());
        vm.assertEq(tokenB.totalSupply(), FACE_B);
        vm.assertEq(proceeds.cash(), token.totalSupply() + FACE_B);
    }

    function requireWithin(uint256 gasUsed, uint256 perOrder) private pure {
        vm.assertTrue(gasUsed < TRANSACTION_GAS_CAP, "does not fit a transaction");
        vm.assertTrue(gasUsed / AT_ONCE <= perOrder, string.concat("gas per order: ", vm.toString(gasUsed / AT_ONCE)));
    }
}
