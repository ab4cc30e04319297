// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Movement, MovementKind } from "../../contracts/compliance/interfaces/IMovementGate.sol";
import { Rules } from "../../contracts/compliance/Rules.sol";
import { Rule } from "../../contracts/compliance/rules/Rulebook.sol";
import { RuleSet } from "../../contracts/compliance/types/RuleSet.sol";
import { Investor } from "../../contracts/identity/types/Investor.sol";
import { TestBase } from "../support/Cheats.sol";

contract OpenRules is Rules {
    function binding(Movement calldata m, RuleSet set) external pure returns (uint256) {
        return _bindingRules(m, set);
    }

    function common() external pure returns (uint256) {
        return COMMON;
    }
}

/// @title Which rules bind which movement: the constants, written out in the contract, against the enumeration
contract BindingRulesTest is TestBase {
    uint256 private constant RULES = uint256(type(Rule).max) + 1;
    RuleSet private constant ALL_ON = RuleSet.wrap((1 << RULES) - 1);

    OpenRules private open = new OpenRules();

    function bit(Rule rule) private pure returns (uint256) {
        return 1 << uint256(rule);
    }

    function movement(MovementKind kind) private pure returns (Movement memory m) {
        (m.kind, m.from, m.to, m.amount) = (kind, address(1), address(2), 1);
    }

    function test_ATransferIsBoundByAllButTheSupplyLimit() public view {
        uint256 all = RuleSet.unwrap(ALL_ON);
        vm.assertEq(open.binding(movement(MovementKind.Transfer), ALL_ON), all & ~bit(Rule.SupplyLimit));
    }

    function test_AMintIsBoundByTheRulesOnWhoReceivesAndHowMuch() public view {
        uint256 expected =
            bit(Rule.MainlandChina) |
                bit(Rule.LotSize) |
                bit(Rule.InvestorClass) |
                bit(Rule.UsPersons) |
                bit(Rule.MaximumPerIdentity);
        expected |=
            bit(Rule.CountryAllow) |
            bit(Rule.CountryDeny) |
            bit(Rule.MinimumHolding) |
            bit(Rule.HolderLimit) |
            bit(Rule.SupplyLimit) |
            bit(Rule.DenyList);
        vm.assertEq(open.binding(movement(MovementKind.Mint), ALL_ON), expected);
    }

    function test_AnActOfLawIsBoundByNone() public view {
        vm.assertEq(open.binding(movement(MovementKind.Burn), ALL_ON), 0);
        vm.assertEq(open.binding(movement(MovementKind.Forced), ALL_ON), 0);
        vm.assertEq(open.binding(movement(MovementKind.Recovery), ALL_ON), 0);
    }

    function testFuzz_ARuleThatIsOffBindsNothing(uint256 enabled, uint8 kind) public view {
        Movement memory m = movement(MovementKind(bound(kind, 0, 4)));
        uint256 binding = open.binding(m, RuleSet.wrap(enabled & RuleSet.unwrap(ALL_ON)));
        vm.assertEq(binding, open.binding(m, ALL_ON) & enabled);
    }

    function test_WhatChangesHandsForNobodyIsNoMatterOfMaximumAndVolume() public view {
        uint256 perInvestor = bit(Rule.MaximumPerIdentity) | bit(Rule.VolumeWindow);
        Movement memory m = movement(MovementKind.Transfer);
        uint256 binding = open.binding(m, ALL_ON);
        m.amount = 0;
        vm.assertEq(open.binding(m, ALL_ON), binding & ~perInvestor, "nothing moves");
        m.amount = 1;
        m.to = m.from;
        vm.assertEq(open.binding(m, ALL_ON), binding & ~perInvestor, "to oneself");
        m.to = address(2);
        (m.fromRecord, m.toRecord) = (Investor.wrap(77), Investor.wrap(77 | (1 << 160)));
        vm.assertEq(open.binding(m, ALL_ON), binding & ~perInvestor, "within one identity");
        m.toRecord = Investor.wrap(78);
        vm.assertEq(open.binding(m, ALL_ON), binding, "from one to another");
    }

    function test_TheCommonRulesAreThoseUpToTheVolumeWindow() public view {
        vm.assertEq(open.common(), 2 * bit(Rule.VolumeWindow) - 1);
    }
}
