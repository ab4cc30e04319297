// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Ownable } from "@openzeppelin/contracts/access/Ownable.sol";
import { Errors } from "@openzeppelin/contracts/utils/Errors.sol";

import { Compliance } from "../../contracts/compliance/Compliance.sol";
import { IModularCompliance } from "../../contracts/compliance/interfaces/ICompliance.sol";
import { Movement, MovementKind } from "../../contracts/compliance/interfaces/IMovementGate.sol";
import { Modules } from "../../contracts/compliance/Modules.sol";
import { LotSizeRule } from "../../contracts/compliance/rules/LotSizeRule.sol";
import { TokenFactory } from "../../contracts/token/TokenFactory.sol";
import { HostileModule, MuteModule } from "../mocks/HostileModule.sol";
import { RuleCase } from "../support/RuleCase.sol";

/// @dev What the contract that hosts does with modules that behave, and whom it lets decide. Hostile ones:
/// HostileModules.t.sol.
contract ModulesTest is RuleCase {
    HostileModule private module;

    function setUp() public override {
        super.setUp();
        compliance = new Compliance(address(this), true);
        token.setCompliance(address(compliance));
        module = new HostileModule();
    }

    function _refused(address by) private pure returns (bytes memory) {
        return abi.encodeWithSelector(Modules.ModuleRefused.selector, by);
    }

    // Who may

    function test_RevertWhen_TheSharedContractIsToHost() public {
        Compliance shared = new Compliance(address(this), false);
        vm.expectRevert(abi.encodeWithSelector(Compliance.HostsNoModules.selector));
        shared.addModule(address(module));
    }

    function test_RevertWhen_AStrangerAddsRemovesOrSets() public {
        bytes memory notOwner = abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, seller);
        vm.expectRevert(notOwner);
        vm.prank(seller);
        compliance.addModule(address(module));
        compliance.addModule(address(module));
        vm.expectRevert(notOwner);
        vm.prank(seller);
        compliance.removeModule(address(module));
        vm.expectRevert(notOwner);
        vm.prank(seller);
        compliance.callModuleFunction(abi.encodeCall(module.setRefuses, (true)), address(module));
    }

    /// @dev A factory was given the contract that hosts as if it were the platform's.
    function test_AHostGivenAsThePlatformsIsAskedLikeAnyOther() public {
        compliance = new Compliance(address(this), true);
        factory = new TokenFactory(address(registry), address(compliance));
        token = deployToken("H");
        token.mint(seller, 10);
        compliance.addModule(address(module));
        compliance.callModuleFunction(abi.encodeCall(module.setRefuses, (true)), address(module));
        vm.assertFalse(token.canTransfer(seller, buyer, 1), "refused beforehand");
        vm.expectRevert(_refused(address(module)));
        vm.prank(seller);
        token.transfer(buyer, 1);
    }

    // Adding and removing

    function test_AModuleIsAddedAndRemovedWithItsEvents() public {
        vm.expectEmit(true, true, true, true, address(compliance));
        emit IModularCompliance.ModuleAdded(address(module));
        compliance.addModule(address(module));
        vm.assertTrue(compliance.isModuleBound(address(module)), "bound");
        vm.expectEmit(true, true, true, true, address(compliance));
        emit IModularCompliance.ModuleRemoved(address(module));
        compliance.removeModule(address(module));
        vm.assertFalse(compliance.isModuleBound(address(module)), "no longer bound");
        vm.assertEq(compliance.getModules().length, 0, "none is left");
    }

    function test_RevertWhen_AModuleIsAddedTwiceOrRemovedOrSetWithoutBeingThere() public {
        bytes memory missing = abi.encodeWithSelector(Modules.ModuleNotBound.selector, address(module));
        vm.expectRevert(missing);
        compliance.removeModule(address(module));
        vm.expectRevert(missing);
        compliance.callModuleFunction(abi.encodeCall(module.setRefuses, (true)), address(module));
        compliance.addModule(address(module));
        vm.expectRevert(abi.encodeWithSelector(Modules.ModuleAlreadyBound.selector, address(module)));
        compliance.addModule(address(module));
    }

    function test_RevertWhen_TheTwentySixthModuleIsAdded() public {
        for (uint256 i = 0; i < 25; ++i) compliance.addModule(address(new HostileModule()));
        vm.expectRevert(abi.encodeWithSelector(Modules.TooManyModules.selector, 25));
        compliance.addModule(address(module));
        assertPasses(seller, buyer, 1e6);
    }

    function test_RevertWhen_TheModuleDoesNotAcceptTheCompliance() public {
        module.setBinding(false, false, true);
        vm.expectRevert(abi.encodeWithSelector(Modules.ModuleRefusesCompliance.selector, address(module)));
        compliance.addModule(address(module));
        module.setBinding(false, true, true);
        compliance.addModule(address(module));
    }

    function test_TheOthersKeepTheirOrderWhenOneIsRemoved() public {
        HostileModule[4] memory all;
        for (uint256 i = 0; i < 4; ++i) {
            all[i] = new HostileModule();
            compliance.addModule(address(all[i]));
        }
        compliance.removeModule(address(all[1]));
        address[] memory left = compliance.getModules();
        vm.assertEq(left.length, 3, "three are left");
        vm.assertEq(left[0], address(all[0]), "first");
        vm.assertEq(left[1], address(all[2]), "second");
        vm.assertEq(left[2], address(all[3]), "third");
    }

    // Settings

    function test_AModuleIsSetThroughItsCompliance() public {
        compliance.addModule(address(module));
        vm.expectEmit(true, true, true, true, address(compliance));
        emit IModularCompliance.ModuleInteraction(address(module), HostileModule.setRefuses.selector);
        compliance.callModuleFunction(abi.encodeCall(module.setRefuses, (true)), address(module));
        vm.assertTrue(module.refuses(), "set");
    }

    function test_RevertWhen_TheModuleRefusesTheSetting() public {
        compliance.addModule(address(module));
        vm.expectRevert(abi.encodeWithSelector(HostileModule.ModuleIsHostile.selector));
        compliance.callModuleFunction(abi.encodeCall(module.failLoudly, ()), address(module));
        vm.expectRevert(abi.encodeWithSelector(Errors.FailedCall.selector));
        compliance.callModuleFunction(abi.encodeCall(module.failSilently, ()), address(module));
    }

    // Asking and telling

    function test_RevertWhen_AModuleRefuses() public {
        compliance.addModule(address(new HostileModule()));
        compliance.addModule(address(module));
        module.setRefuses(true);
        assertRefusedForGood(seller, buyer, 1e6, _refused(address(module)));
        assertRefusedForGood(seller, buyer, 0, _refused(address(module)));
        assertMintRefused(buyer, 1e6, _refused(address(module)));
    }

    function test_AModuleThatCannotAnswerRefuses() public {
        address mute = address(new MuteModule());
        compliance.addModule(mute);
        assertRefusedForGood(seller, buyer, 1e6, _refused(mute));
        assertMintRefused(buyer, 1e6, _refused(mute));
        token.forcedTransfer(seller, buyer, 1e6);
    }

    function test_EndsWhenTheModuleIsRemoved() public {
        compliance.addModule(address(module));
        module.setRefuses(true);
        assertRefusedForGood(seller, buyer, 1e6, _refused(address(module)));
        compliance.removeModule(address(module));
        assertPasses(seller, buyer, 1e6);
    }

    function test_AModuleThatRefusesBarsNoActOfLaw() public {
        compliance.addModule(address(module));
        module.setRefuses(true);
        assertNoBarToActsOfLaw(seller, buyer, 1e6);
        vm.assertEq(module.booked(0), 2, "the forced transfer and the recovery were booked");
        vm.assertEq(module.booked(2), 1, "the burn was booked");
    }

    function test_ModulesAreToldOfEveryMovementOfUnitsAndOfNoOther() public {
        compliance.addModule(address(module));
        assertPasses(seller, buyer, 1e6);
        assertPasses(seller, buyer, 0);
        assertMintPasses(buyer, 1e6);
        vm.assertEq(module.booked(0), 1, "one transfer");
        vm.assertEq(module.booked(1), 1, "one mint");
    }

    function test_NoModuleIsAskedAboutAnActOfLaw() public {
        compliance.addModule(address(module));
        module.setRefuses(true);
        Movement memory m;
        (m.from, m.to, m.amount) = (seller, buyer, 1e6);
        MovementKind[5] memory kinds = [
            MovementKind.Transfer,
            MovementKind.Mint,
            MovementKind.Burn,
            MovementKind.Forced,
            MovementKind.Recovery
        ];
        for (uint256 i = 0; i < kinds.length; ++i) {
            m.kind = kinds[i];
            vm.assertEq(compliance.refusalsOf(address(token), m).length, i < 2 ? 1 : 0, "asked of a sale or mint only");
        }
    }

    function test_RulesAndModulesAreExplainedTogether() public {
        compliance.addModule(address(module));
        module.setRefuses(true);
        compliance.setLotSize(address(token), 10e6);
        vm.assertEq(explain(seller, buyer, 1e6).length, 2, "both reasons");
        vm.assertEq(
            explain(seller, buyer, 1e6)[0].reason,
            abi.encodeWithSelector(LotSizeRule.NotInWholeLots.selector, 1e6, 10e6),
            "the rule's"
        );
        vm.assertEq(explain(seller, buyer, 1e6)[1].reason, _refused(address(module)), "the module's");
    }

    /// @dev I3 with foreign modules: what canTransfer refuses reverts; what it allows may still be refused by a
    /// module's action.
    function testFuzz_WhatCanTransferRefusesReverts(bool refuses, uint8 conduct, uint256 amount, uint64 lot) public {
        compliance.addModule(address(module));
        module.setRefuses(refuses);
        module.setConduct(HostileModule.Conduct(bound(conduct, 0, 4)));
        compliance.setLotSize(address(token), uint64(bound(lot, 1, 3)));
        amount = bound(amount, 0, HELD + 2);
        bool allowed = token.canTransfer(seller, buyer, amount);
        vm.assertTrue(allowed == (explain(seller, buyer, amount).length == 0), "explained exactly then");
        if (allowed) return;
        vm.prank(seller);
        (bool done, ) = address(token).call{ gas: 5_000_000 }(abi.encodeCall(token.transfer, (buyer, amount)));
        vm.assertFalse(done, "reverted");
    }
}
