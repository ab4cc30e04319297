// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import { Party } from "../../contracts/deal/interfaces/IParties.sol";
import { IDisclosures } from "../../contracts/oversight/interfaces/IDisclosures.sol";
import { PaymentBox } from "../mocks/PaymentBox.sol";
import { WaterfallTerms } from "../../contracts/waterfall/interfaces/IWaterfall.sol";
import { Waterfall } from "../../contracts/waterfall/Waterfall.sol";
import { WaterfallFactory } from "../../contracts/waterfall/WaterfallFactory.sol";
import { PartyBook } from "../mocks/PartyBook.sol";
import { PlainToken } from "../mocks/PlainToken.sol";
import { TestBase } from "./Cheats.sol";
import { Deed } from "./Deed.sol";

/// @title SmallDeal: two classes, a fee, a reserve, three dates; the test itself is the pool
/// @dev Senior A of 1,000 and SUB of 200. Of what is collected the fee takes 10, the reserve is filled to 50, A and
/// then SUB are repaid, SUB has the rest. Accelerated, the reserve repays too. Memory remembers the shortfall.
abstract contract SmallDeal is TestBase {
    uint256 internal constant FEE = 10e6;
    uint256 internal constant RESERVE = 50e6;
    uint256 internal constant A = 1_000e6;
    uint256 internal constant SUB = 200e6;

    uint16 internal constant A_BALANCE = 0x000;
    uint16 internal constant SUB_BALANCE = 0x010;
    uint16 internal constant RESERVE_ACCOUNT = 0x188;
    uint16 internal constant SHORTFALL_MEMORY = 0x1d0;

    // The inputs, in their order.
    uint256 internal constant COLLECTIONS = 0;
    uint256 internal constant ACCELERATED = 1;
    uint256 internal constant SHORTFALL = 2;
    uint256 internal constant WAIVER = 3;
    uint256 internal constant CALLED = 4;

    /// @dev 2026-05-20, a Wednesday, and the same day of the next two months, as days.
    uint32 internal constant FIRST_DAY = 20_593;
    uint40 internal constant LONG_STOP = 60 days;

    WaterfallFactory internal factory;
    PlainToken internal asset;
    PartyBook internal parties;
    PaymentBox internal payingAgent;
    Waterfall internal waterfall;
    address internal trustee = address(0x7001);
    address internal verifier = address(0x7002);
    address internal seller = address(0x7003);
    address internal feePayee = address(0x7004);

    function deploySmallDeal() internal {
        vm.warp(uint256(FIRST_DAY) * 1 days - 30 days);
        factory = new WaterfallFactory(disclosures());
        asset = new PlainToken();
        parties = new PartyBook();
        parties.name(Party.Trustee, trustee);
        parties.name(Party.Verifier, verifier);
        bytes memory program = Deed.bytesOf(smallProgram());
        payingAgent = new PaymentBox(factory.addressOf(address(this), program, bytes32(0)));
        waterfall = Waterfall(factory.create(program, terms(), bytes32(0)));
    }

    /// @dev Where the deals of a test tell what must be disclosed: nowhere, unless it says otherwise.
    function disclosures() internal virtual returns (IDisclosures) {
        return IDisclosures(address(0));
    }

    function terms() internal view virtual returns (WaterfallTerms memory t) {
        t.parties = parties;
        t.pool = address(this);
        t.payingAgent = payingAgent;
        t.asset = IERC20(address(asset));
        t.seller = seller;
        t.feePayees = new address[](1);
        t.feePayees[0] = feePayee;
        t.longStop = LONG_STOP;
    }

    function smallProgram() internal pure virtual returns (Deed.Header memory h) {
        h.classes = 2;
        h.fees = 1;
        h.buckets = 1;
        h.accounts = 1;
        h.memories = 1;
        h.firstDate = 1;
        h.recordTime = 10 hours;
        // collections, accelerated, shortfall, the first waiver, called
        h.inputs = hex"0615174014";
        h.cashOrder = hex"00";
        h.amounts = new uint256[](7);
        (h.amounts[0], h.amounts[1], h.amounts[2], h.amounts[3]) = (A, SUB, A, SUB);
        h.constants = new uint256[](3);
        (h.constants[0], h.constants[1]) = (FEE, RESERVE);
        h.dates = new uint32[](3);
        for (uint32 i = 0; i < 3; ++i) h.dates[i] = ((FIRST_DAY + 30 * i) << 16) | (FIRST_DAY + 30 * i - 2);
        h.steps = bytes.concat(_first(), _then());
    }

    function _first() private pure returns (bytes memory) {
        uint16 none = 0xffff;
        return
            bytes.concat(
                Deed.step(8, 0, none, 0, [0x100, 0x400, none, none, none]),
                Deed.step(1, 0, none, 0, [0x200, 0x401, RESERVE_ACCOUNT, none, none]),
                Deed.step(13, 0, none, 0, [0x180, 0xfffe, none, none, 0x193]),
                Deed.step(14, 0, none, 1, [3, 0x180, none, none, none]),
                Deed.step(13, 0, none, 0, [RESERVE_ACCOUNT, 0x180, none, none, 0x200])
            );
    }

    function _then() private pure returns (bytes memory) {
        uint16 none = 0xffff;
        return
            bytes.concat(
                Deed.step(14, 0, 0x194, 3, [1, RESERVE_ACCOUNT, none, none, none]),
                Deed.step(14, 0, none, 3, [1, 0x180, none, none, none]),
                Deed.step(14, 0, none, 2, [5, 0x180, none, none, none]),
                Deed.step(0, 0, none, 0, [SHORTFALL_MEMORY, 0x195, 0x402, none, none])
            );
    }

    // What the pool does

    function put(uint256 amount) internal {
        asset.mint(address(waterfall), amount);
        waterfall.deposit(amount);
    }

    function collected(uint256 amount) internal pure returns (uint256[] memory inputs) {
        inputs = new uint256[](5);
        inputs[COLLECTIONS] = amount;
    }

    function toDate(uint32 date) internal {
        vm.warp(uint256(FIRST_DAY + 30 * (date - 1)) * 1 days);
    }

    /// @dev Everything was reported and came.
    function runWith(uint32 date, uint256 amount) internal {
        toDate(date);
        put(amount);
        waterfall.run(date, collected(amount));
    }
}
