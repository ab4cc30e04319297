// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import { InvestorFacts } from "../../contracts/identity/interfaces/IEligibility.sol";
import { OfferingTerms } from "../../contracts/deal/types/DealTerms.sol";
import { OfferingStage, Subscription } from "../../contracts/offering/interfaces/IOffering.sol";
import { Offering } from "../../contracts/offering/Offering.sol";
import { OfferedClass, OfferingTable } from "../../contracts/offering/types/OfferedClass.sol";
import { IFilingRegistry } from "../../contracts/oversight/interfaces/IFilingRegistry.sol";
import { ISettlementAssets } from "../../contracts/oversight/interfaces/ISettlementAssets.sol";
import { SecurityToken } from "../../contracts/token/SecurityToken.sol";
import { CurrencyList, StatedFiling, RecordingDeal, RecordingProceeds } from "../mocks/OfferingCounterparts.sol";
import { AssetOf } from "../mocks/SettlementAssets.sol";
import { Evidence } from "./Evidence.sol";

/// @title OfferingCase: two classes that are sold, A and B, and one that is retained, on the real token and registry
/// @dev The test is the factory of offerings, and owner and agent of the tokens. Money and tokens have 6 decimals, the
/// asset 8. Transfers are paused, as they are until a deal opens.
abstract contract OfferingCase is Evidence {
    uint256 internal constant A = 0;
    uint256 internal constant B = 1;
    uint256 internal constant SUB = 2;
    uint96 internal constant FACE_A = 78_000_000e6;
    uint96 internal constant FACE_B = 12_000_000e6;
    uint96 internal constant RETAINED = 10_000_000e6;
    uint96 internal constant MINIMUM_A = 60_000_000e6;
    uint96 internal constant DENOMINATION = 500_000e6;
    uint96 internal constant LOT = 10_000e6;
    uint64 internal constant PAR = 1e9;
    bytes3 internal constant HKD = "HKD";
    uint40 internal constant OPENING = uint40(START + 1 days);
    uint40 internal constant CLOSING = uint40(START + 12 days);
    uint40 internal constant SETTLING = uint40(START + 15 days);

    RecordingDeal internal deal;
    RecordingProceeds internal proceeds;
    StatedFiling internal filings;
    CurrencyList internal assets;
    AssetOf internal asset;
    Offering internal offering;
    SecurityToken internal tokenB;

    function setUp() public virtual {
        deployOffering();
    }

    function deployOffering() internal {
        deployPlatform();
        tokenB = deployToken("B");
        (deal, proceeds, filings, assets) = (
            new RecordingDeal(),
            new RecordingProceeds(),
            new StatedFiling(),
            new CurrencyList()
        );
        asset = new AssetOf(8);
        use(soundTable());
        token.pause();
        tokenB.pause();
        for (uint256 i = 1; i <= 3; ++i) admit(walletAt(i));
    }

    function soundTable() internal view returns (OfferingTable memory t) {
        t.terms = OfferingTerms({
            opens: OPENING,
            closes: CLOSING,
            settleBy: SETTLING,
            firstCome: false,
            offerees: 0,
            exemption: keccak256("professional investors")
        });
        (t.asset, t.currency, t.scale) = (address(asset), HKD, 100);
        t.classes = new OfferedClass[](3);
        t.classes[A] = OfferedClass(address(token), FACE_A, PAR, MINIMUM_A, DENOMINATION, LOT, 0);
        t.classes[B] = OfferedClass(address(tokenB), FACE_B, PAR, 0, 1e6, 1, 0);
        t.classes[SUB] = OfferedClass(address(0x5B), RETAINED, 0, 0, 0, 0, RETAINED);
    }

    /// @dev Makes an offering of this table the one that the test talks about.
    function use(OfferingTable memory table) internal {
        offering = create(table);
        offering.initialize(address(deal));
        deal.wire(address(offering), address(proceeds), IERC20(table.asset));
        assets.set(table.asset, table.currency);
        asset = AssetOf(table.asset);
        token.addAgent(address(offering));
        tokenB.addAgent(address(offering));
        vm.warp(table.terms.opens);
    }

    function create(OfferingTable memory table) internal returns (Offering) {
        Offering implementation = new Offering(
            address(this),
            IFilingRegistry(address(filings)),
            ISettlementAssets(address(assets))
        );
        return Offering(Clones.cloneWithImmutableArgs(address(implementation), abi.encode(table)));
    }

    // What investors do

    /// @dev The asset is there, and may be taken.
    function fund(address investor, uint256 cash) internal {
        uint256 amount = cash * offering.table().scale;
        asset.mint(investor, amount);
        vm.prank(investor);
        asset.approve(address(offering), amount);
    }

    function order(address investor, uint256 classNumber, uint256 units) internal {
        fund(investor, offering.priceOf(classNumber, units) + 1);
        vm.prank(investor);
        offering.subscribe(classNumber, uint96(units));
    }

    /// @dev A new investor, admitted, with an order.
    function newcomer(uint256 number, uint256 classNumber, uint256 units) internal returns (address investor) {
        investor = walletAt(1_000 + number);
        admit(investor);
        order(investor, classNumber, units);
    }

    /// @dev `wallet` becomes one more wallet of the identity of `known`.
    function admitAs(address wallet, address known) internal {
        if (registry.identity(wallet) != address(0)) registry.deleteIdentity(wallet);
        later(1);
        InvestorFacts memory facts = factsOf(wallet);
        facts.identity = identityFor(known);
        admit(facts);
    }

    // What anyone does

    function toClosing() internal {
        vm.warp(CLOSING);
    }

    function countAll() internal {
        if (block.timestamp < CLOSING) toClosing();
        offering.countOrders(type(uint256).max);
    }

    function closeAll() internal {
        countAll();
        offering.settleOrders(type(uint256).max);
    }

    // What is expected

    function requireStage(OfferingStage expected) internal view {
        vm.assertEq(uint256(offering.stage()), uint256(expected), "stage");
    }

    function subscription(address investor, uint256 classNumber) internal view returns (Subscription memory) {
        return offering.subscriptionOf(investor, classNumber);
    }

    function allottedOf(address investor, uint256 classNumber) internal view returns (uint256) {
        return subscription(investor, classNumber).allotted;
    }

    /// @dev In units of the deal's money; nothing is lost in between.
    function cashOf(address holder) internal view returns (uint256 cash) {
        uint256 scale = offering.table().scale;
        cash = asset.balanceOf(holder);
        vm.assertEq(cash % scale, 0, "a part of a unit of the deal's money");
        cash /= scale;
    }

    function expectWrongStage(OfferingStage stage) internal {
        vm.expectRevert(abi.encodeWithSignature("WrongStage(uint8)", uint8(stage)));
    }
}
