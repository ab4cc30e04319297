// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import { Party } from "../../contracts/deal/interfaces/IParties.sol";
import { ProceedsLedger } from "../../contracts/oversight/ProceedsLedger.sol";
import { Purpose } from "../../contracts/oversight/interfaces/IProceedsLedger.sol";
import { ProceedsTable } from "../../contracts/oversight/types/ProceedsTable.sol";
import { ReceivablesPool } from "../../contracts/pool/ReceivablesPool.sol";
import { IWaterfall } from "../../contracts/waterfall/interfaces/IWaterfall.sol";
import { RecordingWaterfall } from "../mocks/RecordingWaterfall.sol";
import { AssetOf } from "../mocks/SettlementAssets.sol";
import { PoolCase } from "./PoolCase.sol";

/// @title ProceedsCase: a ledger beside a real pool; the test is its factory
/// @dev The deal counts in 6 decimals, its asset in 8. Purposes: 0 purchase price, to the originator, in cash and in
/// kind; 1 the reserve, for the waterfall; 2 costs of the issue, to the issuer.
abstract contract ProceedsCase is PoolCase {
    uint256 internal constant PRICE = 0;
    uint256 internal constant ACCOUNT = 1;
    uint256 internal constant COSTS = 2;
    uint128 internal constant PRICE_CAP = 98_000_000e6;
    uint128 internal constant ACCOUNT_CAP = 500_000e6;
    uint128 internal constant COSTS_CAP = 1_500_000e6;
    uint256 internal constant RAISED = 90_000_000e6;
    uint256 internal constant IN_KIND = 10_000_000e6;
    uint96 internal constant SCALE = 100;
    bytes32 internal constant EVIDENCE = keccak256("invoice");

    address internal constant ISSUER = address(0x155);
    address internal constant ORIGINATOR = address(0x0416);
    address internal constant OFFERING = address(0x0FFE);

    AssetOf internal asset;
    ProceedsLedger internal implementation;
    ProceedsLedger internal ledger;

    function deployLedger() internal {
        deployPool();
        asset = new AssetOf(8);
        waterfall = new RecordingWaterfall(asset, SCALE, uint40(START), CODES);
        pool = makePool();
        parties.name(Party.Issuer, ISSUER);
        parties.name(Party.Originator, ORIGINATOR);
        implementation = new ProceedsLedger(address(this));
        ledger = ledgerOf(tableOf());
    }

    function tableOf() internal view returns (ProceedsTable memory t) {
        t.asset = address(asset);
        t.scale = SCALE;
        t.currency = "HKD";
        t.waterfall = address(waterfall);
        t.pool = address(pool);
        t.offering = OFFERING;
        t.inKindPurpose = uint8(PRICE);
        t.purposes = new Purpose[](3);
        t.purposes[PRICE] = Purpose("purchase price of the receivables", ORIGINATOR, PRICE_CAP);
        t.purposes[ACCOUNT] = Purpose("reserve", address(0), ACCOUNT_CAP);
        t.purposes[COSTS] = Purpose("costs of the issue", ISSUER, COSTS_CAP);
    }

    function ledgerOf(ProceedsTable memory t) internal returns (ProceedsLedger made) {
        made = cloneOf(t);
        made.initialize(address(parties));
    }

    function cloneOf(ProceedsTable memory t) internal returns (ProceedsLedger) {
        return ProceedsLedger(Clones.cloneWithImmutableArgs(address(implementation), abi.encode(t)));
    }

    /// @dev As the offering does it: the cash first, then the word.
    function receive_(uint256 cash, uint256 inKind) internal {
        asset.mint(address(ledger), cash * SCALE);
        vm.prank(OFFERING);
        ledger.receiveProceeds(cash, inKind);
    }

    function drawAs(address caller, uint256 purpose, uint256 amount, bytes32 evidence) internal {
        vm.prank(caller);
        ledger.draw(purpose, amount, evidence);
    }

    function returnUnspent(uint256 amount) internal {
        vm.prank(ISSUER);
        ledger.returnUnspent(amount);
    }

    function repatriate(address caller, uint256 purpose, uint256 amount, string memory bank) internal {
        vm.prank(caller);
        ledger.recordRepatriation(purpose, amount, bank, "SAFE-1", EVIDENCE);
    }

    function assertSpent(uint256 purpose, uint256 cash, uint256 inKind, uint256 home) internal view {
        (uint256 c, uint256 k, uint256 h) = ledger.spentOn(purpose);
        vm.assertEq(c, cash);
        vm.assertEq(k, inKind);
        vm.assertEq(h, home);
    }

    /// @dev I5: cash in = drawn + returned + left, and what is left is here.
    function assertBalanced(uint256 cashIn) internal view {
        (uint256 in_, uint256 spent, uint256 returned, uint256 left) = ledger.totals();
        vm.assertEq(in_, cashIn);
        uint256 sum;
        for (uint256 i = 0; i < ledger.purposes().length; ++i) {
            (uint256 cash, , ) = ledger.spentOn(i);
            sum += cash;
        }
        vm.assertEq(sum, spent);
        vm.assertEq(cashIn, sum + returned + left);
        vm.assertEq(ledger.unspent(), left);
        vm.assertTrue(IERC20(ledger.table().asset).balanceOf(address(ledger)) >= left * ledger.table().scale);
    }

    function makePool() private returns (ReceivablesPool) {
        ReceivablesPool made = ReceivablesPool(
            factory.create(termsOf(), parties, IWaterfall(address(waterfall)), "ledger")
        );
        waterfall.setPool(address(made));
        return made;
    }
}
