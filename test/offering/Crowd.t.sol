// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

import { OfferingStage } from "../../contracts/offering/interfaces/IOffering.sol";
import { OfferingTable } from "../../contracts/offering/types/OfferedClass.sol";
import { OfferingCase } from "../support/OfferingCase.sol";

/// @notice 300 subscribers, closed in resumed passes: what an order costs, and that a hundred fit one transaction.
contract CrowdTest is OfferingCase {
    uint256 private constant SUBSCRIBERS = 300;
    uint256 private constant AT_ONCE = 100;
    uint256 private constant TRANSACTION_GAS_CAP = 16_777_216;
    // Measured, and a little more; the README tells them.
    uint256 private constant COUNT_GAS = 45_000;
    uint256 private constant SETTLE_GAS = 80_000;
    uint96 private constant MILLION = 1_000_000e6;

    function setUp() public override {
        super.setUp();
        OfferingTable memory t = soundTable();
        t.classes[A].denomination = 100_000e6;
        use(t);
        for (uint256 i = 0; i < SUBSCRIBERS; ++i) {
            newcomer(i, i % 3 == 2 ? B : A, i % 3 == 2 ? MILLION / 5 + i : MILLION / 2 + (i % 7) * LOT);
        }
        toClosing();
    }

    function test_ThreeHundredOrdersCloseInBatchesOfAHundred() external {
        uint256 most;
        for (uint256 left = SUBSCRIBERS; left != 0; left -= AT_ONCE) {
            uint256 before = gasleft();
            vm.assertEq(offering.countOrders(AT_ONCE), left - AT_ONCE);
            most = Math.max(most, before - gasleft());
        }
        requireStage(OfferingStage.Settling);
        uint256 mostSettling;
        for (uint256 left = SUBSCRIBERS; left != 0; left -= AT_ONCE) {
            uint256 before = gasleft();
            vm.assertEq(offering.settleOrders(AT_ONCE), left - AT_ONCE);
            mostSettling = Math.max(mostSettling, before - gasleft());
        }
        requireStage(OfferingStage.Settled);
        requireEveryUnit();
        vm.assertTrue(mostSettling < TRANSACTION_GAS_CAP, "does not fit a transaction");
        string memory found = string.concat(vm.toString(most / AT_ONCE), ", ", vm.toString(mostSettling / AT_ONCE));
        vm.assertTrue(
            most <= COUNT_GAS * AT_ONCE && mostSettling <= SETTLE_GAS * AT_ONCE,
            string.concat("gas to count and to settle an order: ", found)
        );
    }

    function requireEveryUnit() private view {
        uint256 refunds;
        for (uint256 i = 0; i < SUBSCRIBERS; ++i) refunds += offering.refundOf(walletAt(1_000 + i), i % 3 == 2 ? B : A);
        vm.assertEq(refunds, offering.booked());
        vm.assertEq(token.totalSupply(), FACE_A);
        vm.assertEq(tokenB.totalSupply(), FACE_B);
        vm.assertEq(proceeds.cash(), FACE_A + FACE_B);
    }
}
