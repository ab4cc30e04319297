// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import { IRuleSettings } from "../../contracts/compliance/interfaces/IRuleSettings.sol";
import { Deal } from "../../contracts/deal/Deal.sol";
import { DealClass } from "../../contracts/deal/interfaces/IDeal.sol";
import { Party } from "../../contracts/deal/interfaces/IParties.sol";
import { DealTable, packTable } from "../../contracts/deal/types/DealTable.sol";
import { RedemptionTerms } from "../../contracts/deal/types/DealTerms.sol";
import { InvestorFacts } from "../../contracts/identity/interfaces/IEligibility.sol";
import { IDisclosures, MATTERS } from "../../contracts/oversight/interfaces/IDisclosures.sol";
import { IFilingRegistry } from "../../contracts/oversight/interfaces/IFilingRegistry.sol";
import { ISettlementAssets } from "../../contracts/oversight/interfaces/ISettlementAssets.sol";
import { SecurityToken } from "../../contracts/token/SecurityToken.sol";
import { ISecurityToken } from "../../contracts/token/interfaces/ISecurityToken.sol";
import { AssetGate, DisclosureLog, FilingGate, PayingLog, WaterfallLog } from "../mocks/DealCounterparts.sol";
import { AssetOf } from "../mocks/SettlementAssets.sol";
import { Evidence } from "./Evidence.sol";

/// @title DealCase: a deal of three classes, the last retained by an originator on the mainland
/// @dev The test is the factory. Tokens, registry and compliance are real.
abstract contract DealCase is Evidence {
    uint256 internal constant CLASSES = 3;
    uint256 internal constant DATES = 36;
    uint24 internal constant RECORD_TIME = 36_000;
    uint32 internal constant DELAY = 3 days;
    uint32 internal constant NOTICE = 2 days;
    uint96 internal constant RETAINED = 10_000_000e6;
    uint96 internal constant FLOOR = 5_000_000e6;
    uint16 internal constant MAINLAND = 156;
    uint40 internal constant NEVER = type(uint40).max;

    Deal internal implementation;
    Deal internal deal;
    SecurityToken[] internal tokens;
    WaterfallLog internal waterfall;
    PayingLog internal paying;
    FilingGate internal filings;
    AssetGate internal assets;
    DisclosureLog internal disclosures;
    AssetOf internal money;
    address internal offering;
    bytes[][] internal rules;
    uint256 private _deals;

    function setUp() public virtual {
        deployPlatform();
        money = new AssetOf(6);
        waterfall = new WaterfallLog(IERC20(money));
        paying = new PayingLog();
        filings = new FilingGate();
        assets = new AssetGate();
        assets.approve(address(money), "HKD");
        disclosures = new DisclosureLog();
        // Any contract that is a party to nothing else.
        offering = address(new AssetOf(0));
        implementation = new Deal(
            address(this),
            IFilingRegistry(address(filings)),
            ISettlementAssets(address(assets)),
            IDisclosures(address(disclosures))
        );
        rules = new bytes[][](CLASSES);
        InvestorFacts memory originator = factsOf(who(Party.Originator));
        originator.country = MAINLAND;
        admit(originator);
        createDeal(draft());
    }

    // Creating

    function who(Party party) internal pure returns (address) {
        return walletAt(100 + uint256(party));
    }

    function draft() internal view returns (DealTable memory t) {
        t.termsHash = keccak256("terms");
        t.filing = keccak256("filing");
        t.document = keccak256("document");
        for (uint256 i = 0; i <= uint256(type(Party).max); ++i) t.parties[i] = who(Party(i));
        (t.pool, t.waterfall, t.payingAgent) = (walletAt(900), address(waterfall), address(paying));
        (t.offering, t.proceeds, t.currency) = (offering, walletAt(901), "HKD");
        (t.changeDelay, t.recordNotice, t.recordTime) = (DELAY, NOTICE, RECORD_TIME);
        t.redemption = RedemptionTerms({ cleanUp: 1_000, taxNotice: 30 days, regulatoryNotice: 31 days });
        (t.disclosures.lossThreshold, t.disclosures.cashThreshold) = (1_001, 2_002);
        for (uint256 i = 0; i < MATTERS; ++i) t.disclosures.daysToSubmit[i] = uint8(200 + i);
        for (uint256 i = 0; i < DATES; ++i) t.recordDays = bytes.concat(t.recordDays, bytes2(recordDay(i)));
        t.classes = new DealClass[](CLASSES);
        for (uint256 k = 0; k < CLASSES; ++k) t.classes[k].token = factory.addressOf(address(this), saltOf(_deals, k));
        DealClass memory last = t.classes[CLASSES - 1];
        (last.retainer, last.retainedUnits, last.retainedFloor) = (who(Party.Originator), RETAINED, FLOOR);
        last.retainedUntil = uint40(START + 1_000 days);
    }

    /// @dev Every thirty days, from sixty days after the start.
    function recordDay(uint256 number) internal pure returns (uint16) {
        return uint16(START / 1 days + 60 + 30 * number);
    }

    function recordDate(uint256 number) internal pure returns (uint40) {
        return uint40(uint256(recordDay(number)) * 1 days + RECORD_TIME);
    }

    function cloneDeal(DealTable memory t) internal returns (Deal) {
        return Deal(Clones.cloneWithImmutableArgs(address(implementation), packTable(t)));
    }

    function createDeal(DealTable memory t) internal {
        deal = prepareDeal(t);
        deal.initialize(rules);
    }

    /// @dev All but its initialisation.
    function prepareDeal(DealTable memory t) internal returns (Deal made) {
        made = cloneDeal(t);
        address[] memory agents = new address[](3);
        (agents[0], agents[1], agents[2]) = (address(made), offering, address(paying));
        delete tokens;
        for (uint256 k = 0; k < t.classes.length; ++k) {
            ISecurityToken.TokenTerms memory terms = ISecurityToken.TokenTerms({
                name: "Pearl River Trade 2026-1",
                symbol: "PRT",
                decimals: 6,
                maximumSupply: MAXIMUM,
                inDeal: true,
                owner: address(made),
                onchainID: address(0),
                identityRegistry: address(registry),
                compliance: address(compliance),
                agents: agents
            });
            tokens.push(SecurityToken(factory.create(terms, saltOf(_deals, k))));
        }
        ++_deals;
    }

    function saltOf(uint256 number, uint256 k) private pure returns (bytes32) {
        return keccak256(abi.encode(number, k));
    }

    /// @dev A call of a rule's setter as the terms carry it: the token's word is cut out.
    function cut(bytes memory call_) internal pure returns (bytes memory rule) {
        rule = new bytes(call_.length - 32);
        for (uint256 i = 0; i < rule.length; ++i) rule[i] = call_[i < 4 ? i : i + 32];
    }

    function lotSize(uint96 lot) internal pure returns (bytes memory) {
        return cut(abi.encodeCall(IRuleSettings.setLotSize, (address(0), lot)));
    }

    // Opening

    /// @dev 700 units of A to alice, 300 of B to bob, then open.
    function openDeal() internal {
        admit(alice);
        admit(bob);
        vm.startPrank(offering);
        tokens[0].mint(alice, 700e6);
        tokens[1].mint(bob, 300e6);
        deal.openDeal(minted());
        vm.stopPrank();
    }

    function minted() internal pure returns (uint256[] memory units) {
        units = new uint256[](CLASSES);
        (units[0], units[1]) = (700e6, 300e6);
    }

    function asParty(Party party) internal {
        vm.prank(who(party));
    }
}
