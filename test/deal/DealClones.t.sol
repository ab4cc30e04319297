// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IRuleSettings, Refusal } from "../../contracts/compliance/interfaces/IRuleSettings.sol";
import { CountryRule } from "../../contracts/compliance/rules/CountryRule.sol";
import { Rule } from "../../contracts/compliance/rules/Rulebook.sol";
import { Deal } from "../../contracts/deal/Deal.sol";
import { DealClass, DealContracts, DealStatus, IDeal } from "../../contracts/deal/interfaces/IDeal.sol";
import { IOrders } from "../../contracts/deal/interfaces/IOrders.sol";
import { Party } from "../../contracts/deal/interfaces/IParties.sol";
import { IPartyChanges } from "../../contracts/deal/interfaces/IPartyChanges.sol";
import { IPolicyChanges } from "../../contracts/deal/interfaces/IPolicyChanges.sol";
import { DealTable } from "../../contracts/deal/types/DealTable.sol";
import { RedemptionTerms } from "../../contracts/deal/types/DealTerms.sol";
import { DisclosureTerms, MATTERS } from "../../contracts/oversight/interfaces/IDisclosures.sol";
import { ISecurityToken } from "../../contracts/token/interfaces/ISecurityToken.sol";
import { DealCase } from "../support/DealCase.sol";

/// @title How a deal comes into being, and what its table says
contract DealClonesTest is DealCase {
    error None();

    // The table

    function test_TheHashesAreThoseOfTheTable() public view {
        vm.assertEq(deal.termsHash(), keccak256("terms"));
        vm.assertEq(deal.filing(), keccak256("filing"));
        vm.assertEq(deal.document(), keccak256("document"));
        vm.assertEq(bytes32(deal.currency()), bytes32(bytes3("HKD")));
        vm.assertEq(uint256(deal.changeDelay()), DELAY);
        vm.assertEq(uint256(deal.status()), uint256(DealStatus.Offered));
    }

    function test_ThePartiesAreThoseOfTheTable() public view {
        for (uint256 i = 0; i <= uint256(type(Party).max); ++i) {
            vm.assertEq(deal.partyOf(Party(i)), who(Party(i)));
        }
    }

    function test_TheContractsAreThoseOfTheTable() public view {
        DealContracts memory all = deal.contracts();
        vm.assertEq(all.pool, walletAt(900));
        vm.assertEq(all.waterfall, address(waterfall));
        vm.assertEq(all.payingAgent, address(paying));
        vm.assertEq(all.offering, offering);
        vm.assertEq(all.proceeds, walletAt(901));
        vm.assertEq(all.tokens.length, CLASSES);
        for (uint256 k = 0; k < CLASSES; ++k) vm.assertEq(all.tokens[k], address(tokens[k]));
    }

    function test_TheClassesAreThoseOfTheTable() public view {
        DealClass[] memory all = deal.classes();
        DealTable memory t = draft();
        vm.assertEq(all.length, CLASSES);
        for (uint256 k = 0; k < CLASSES; ++k) {
            vm.assertEq(all[k].token, address(tokens[k]));
            vm.assertEq(all[k].retainer, t.classes[k].retainer);
            vm.assertEq(uint256(all[k].retainedUnits), t.classes[k].retainedUnits);
            vm.assertEq(uint256(all[k].retainedFloor), t.classes[k].retainedFloor);
            vm.assertEq(uint256(all[k].retainedUntil), t.classes[k].retainedUntil);
        }
    }

    function test_TheTermsOfRedemptionAndDisclosureAreThoseOfTheTable() public view {
        RedemptionTerms memory calls = deal.redemptionTerms();
        vm.assertEq(uint256(calls.cleanUp), 1_000);
        vm.assertEq(uint256(calls.taxNotice), 30 days);
        vm.assertEq(uint256(calls.regulatoryNotice), 31 days);
        DisclosureTerms memory duties = deal.disclosureTerms();
        vm.assertEq(uint256(duties.lossThreshold), 1_001);
        vm.assertEq(uint256(duties.cashThreshold), 2_002);
        for (uint256 i = 0; i < MATTERS; ++i) vm.assertEq(uint256(duties.daysToSubmit[i]), 200 + i);
    }

    function test_ItsContractsArePartsOfIt_AndNobodyElseIs() public view {
        DealContracts memory all = deal.contracts();
        vm.assertTrue(deal.isPart(address(deal)));
        vm.assertTrue(deal.isPart(all.pool));
        vm.assertTrue(deal.isPart(all.waterfall));
        vm.assertTrue(deal.isPart(all.payingAgent));
        vm.assertTrue(deal.isPart(all.offering));
        vm.assertTrue(deal.isPart(all.proceeds));
        for (uint256 k = 0; k < CLASSES; ++k) vm.assertTrue(deal.isPart(address(tokens[k])));
        vm.assertFalse(deal.isPart(address(token)));
        vm.assertFalse(deal.isPart(who(Party.Issuer)));
        vm.assertFalse(deal.isPart(address(0)));
        vm.assertFalse(deal.isPart(address(implementation)));
    }

    function test_TheTableCostsLittleOfTheCode() public view {
        // Three classes and 36 dates: at 200 gas a byte.
        vm.assertEq(address(deal).code.length, 45 + 440 + 2 * DATES + 69 * CLASSES);
    }

    // Initialisation

    function test_TheTokensAreTheDeals_PausedAndWithItsRecordDates() public view {
        for (uint256 k = 0; k < CLASSES; ++k) {
            vm.assertEq(tokens[k].owner(), address(deal));
            vm.assertTrue(tokens[k].paused());
            vm.assertEq(tokens[k].recordDates(), address(deal));
            vm.assertTrue(deal.tells(address(tokens[k])));
            vm.assertEq(tokens[k].state().nextRecordDate(), recordDate(0));
        }
        vm.assertFalse(deal.tells(address(token)));
    }

    function test_TheOfferingMintsWhileTransfersAreStopped() public {
        admit(alice);
        admit(bob);
        vm.prank(offering);
        tokens[0].mint(alice, 5);
        vm.expectRevert(ISecurityToken.TransfersPaused.selector);
        vm.prank(alice);
        tokens[0].transfer(bob, 1);
    }

    function test_EachClassHasItsRules_ListsAmongThem() public {
        uint16[] memory countries = new uint16[](2);
        (countries[0], countries[1]) = (344, 702);
        rules[0].push(lotSize(10e6));
        rules[0].push(cut(abi.encodeCall(IRuleSettings.setAllowedCountries, (address(0), countries, true))));
        rules[1].push(cut(abi.encodeCall(IRuleSettings.setInvestorClasses, (address(0), 0x0c))));
        createDeal(draft());
        uint256 mainland = 1 << uint256(Rule.MainlandChina);
        uint256 first = mainland | (1 << uint256(Rule.LotSize)) | (1 << uint256(Rule.CountryAllow));
        vm.assertEq(compliance.enabledRules(address(tokens[0])), first);
        vm.assertEq(compliance.enabledRules(address(tokens[1])), mainland | (1 << uint256(Rule.InvestorClass)));
        vm.assertEq(compliance.enabledRules(address(tokens[2])), mainland);
        openDeal();
        Refusal[] memory refusals = compliance.explainTransfer(address(tokens[0]), alice, bob, 10e6);
        vm.assertEq(refusals.length, 0);
        refusals = compliance.explainTransfer(address(tokens[0]), alice, who(Party.Originator), 10e6);
        vm.assertEq(refusals.length, 2);
        vm.assertEq(bytes32(bytes4(refusals[1].reason)), bytes32(CountryRule.CountryNotAllowed.selector));
    }

    function test_RevertWhen_ARuleIsNoRule() public {
        bytes memory call_ = abi.encodeCall(IRuleSettings.recount, (address(0), new address[](0)));
        rules[1].push(cut(call_));
        Deal other = prepareDeal(draft());
        vm.expectRevert(abi.encodeWithSelector(IPolicyChanges.NotPolicy.selector, IRuleSettings.recount.selector));
        other.initialize(rules);
    }

    function test_RevertWhen_ARuleIsRefused() public {
        rules[1].push(lotSize(0));
        Deal other = prepareDeal(draft());
        bytes memory reason = abi.encodeWithSelector(IRuleSettings.SettingOutOfRange.selector, Rule.LotSize, 0);
        vm.expectRevert(abi.encodeWithSelector(IPolicyChanges.RuleRefused.selector, reason));
        other.initialize(rules);
    }

    function test_RevertWhen_RulesAreNotOneEntryAClass() public {
        Deal other = prepareDeal(draft());
        vm.expectRevert(abi.encodeWithSelector(IDeal.LengthMismatch.selector, CLASSES, 2));
        other.initialize(new bytes[][](2));
    }

    function test_RevertWhen_AnybodyElseInitialises() public {
        Deal other = prepareDeal(draft());
        vm.prank(who(Party.Issuer));
        vm.expectRevert(abi.encodeWithSelector(IDeal.NotTheFactory.selector, who(Party.Issuer)));
        other.initialize(rules);
    }

    function test_RevertWhen_ItIsInitialisedTwice() public {
        vm.expectRevert(IDeal.InitializedAlready.selector);
        deal.initialize(rules);
    }

    function test_RevertWhen_TheImplementationIsInitialised() public {
        vm.expectRevert(IDeal.InitializedAlready.selector);
        implementation.initialize(rules);
    }

    function test_AStrangersCloneWithTheSameTableHasNoPowerOverTheTokens() public {
        Deal fake = cloneDeal(_tableOfTheDeal());
        vm.expectRevert();
        fake.initialize(rules);
        vm.prank(offering);
        vm.expectRevert();
        fake.openDeal(minted());
        vm.assertEq(tokens[0].owner(), address(deal));
        vm.assertTrue(tokens[0].paused());
    }

    function test_ADealMayHaveNoBackups() public {
        DealTable memory t = draft();
        for (uint256 i = uint256(Party.BackupServicer); i <= uint256(Party.BackupTrustee); ++i) {
            t.parties[i] = address(0);
        }
        createDeal(t);
        vm.assertEq(deal.partyOf(Party.BackupTrustee), address(0));
    }

    function test_RevertWhen_APartyIsMissing() public {
        for (uint256 i = 0; i < uint256(Party.BackupServicer); ++i) {
            DealTable memory t = draft();
            t.parties[i] = address(0);
            expectInitializeReverts(t, abi.encodeWithSelector(IPartyChanges.PartyMissing.selector, Party(i)));
        }
    }

    /// @dev The pairs that must differ, written out: the first is where the check finds it.
    function test_RevertWhen_TwoThatMustDifferAreOne_AndOnlyThen() public {
        string[10] memory table = [
            //O I S V T A F s v t
            "..........", // originator
            "....x.....", // issuer
            "...xx.x...", // servicer
            "..x.x.x...", // verifier
            ".xxx.xx...", // trustee
            "....x.....", // transfer agent
            "..xxx.....", // filing agent
            "..........", // backups
            "..........",
            ".........."
        ];
        for (uint256 first = 0; first < 10; ++first) {
            for (uint256 other = first + 1; other < 10; ++other) {
                DealTable memory t = draft();
                t.parties[other] = t.parties[first];
                Deal made = cloneDeal(t);
                bool differ = bytes(table[first])[other] == "x";
                vm.assertEq(differ, bytes(table[other])[first] == "x");
                bytes memory reason = abi.encodeWithSelector(
                    IPartyChanges.PartiesNotDistinct.selector,
                    Party(first),
                    Party(other),
                    t.parties[first]
                );
                // A table that passes fails later: these tokens are another deal's.
                vm.expectRevert(differ ? reason : abi.encodeWithSelector(None.selector));
                this.initializeUntilTheTokens(made);
            }
        }
    }

    /// @dev With a wrong number of rules, which is what is looked at after the table.
    function initializeUntilTheTokens(Deal made) external {
        try made.initialize(new bytes[][](0)) {
            revert("initialised without rules");
        } catch (bytes memory reason) {
            if (bytes4(reason) == IDeal.LengthMismatch.selector) revert None();
            assembly ("memory-safe") {
                revert(add(reason, 32), mload(reason))
            }
        }
    }

    function test_RevertWhen_RecordDatesFall() public {
        DealTable memory t = draft();
        t.recordDays = abi.encodePacked(uint16(20_600), uint16(20_600), uint16(20_599));
        bytes memory reason = abi.encodeWithSelector(
            IDeal.RecordDatesFall.selector,
            3,
            uint40(20_599) * 1 days + RECORD_TIME
        );
        expectInitializeReverts(t, reason);
    }

    function test_RevertWhen_ATokenThatIsNotOfTheDealIsAskedAbout() public {
        vm.expectRevert(abi.encodeWithSelector(IOrders.NotATokenOfTheDeal.selector, address(token)));
        deal.principalOf(address(token));
    }

    function expectInitializeReverts(DealTable memory t, bytes memory reason) private {
        Deal made = cloneDeal(t);
        vm.expectRevert(reason);
        made.initialize(rules);
    }

    function _tableOfTheDeal() private view returns (DealTable memory t) {
        t = draft();
        for (uint256 k = 0; k < CLASSES; ++k) t.classes[k].token = address(tokens[k]);
    }
}
