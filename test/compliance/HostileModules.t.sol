// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Errors } from "@openzeppelin/contracts/utils/Errors.sol";

import { Compliance } from "../../contracts/compliance/Compliance.sol";
import { IModularCompliance } from "../../contracts/compliance/interfaces/ICompliance.sol";
import { MovementKind } from "../../contracts/compliance/interfaces/IMovementGate.sol";
import { Modules } from "../../contracts/compliance/Modules.sol";
import { HolderLimitRule } from "../../contracts/compliance/rules/HolderLimitRule.sol";
import { TriedCall } from "../../contracts/compliance/TriedCall.sol";
import { HostileModule } from "../mocks/HostileModule.sol";
import { RuleCase } from "../support/RuleCase.sol";

/// @dev A module is foreign code the owner chose: it can refuse sales, and nothing else.
contract HostileModulesTest is RuleCase {
    /// @dev The cap of a transaction (EIP-7825).
    uint256 private constant TRANSACTION_GAS = 16_777_216;

    HostileModule private module;

    function setUp() public override {
        super.setUp();
        compliance = new Compliance(address(this), true);
        token.setCompliance(address(compliance));
        module = new HostileModule();
        compliance.addModule(address(module));
        linkTo(other, walletAt(31));
    }

    function _expectBookingFailed(MovementKind kind) private {
        vm.expectEmit(true, true, true, true, address(compliance));
        emit Modules.ModuleBookingFailed(address(module), kind);
    }

    function _forceRecoverAndBurn() private {
        token.forcedTransfer{ gas: TRANSACTION_GAS }(seller, other, 10e6);
        token.recoveryAddress{ gas: TRANSACTION_GAS }(other, walletAt(31), identityFor(other));
        token.burn{ gas: TRANSACTION_GAS }(walletAt(31), 10e6);
        vm.assertEq(token.totalSupply(), HELD - 10e6, "forced, recovered and burnt");
    }

    // A module that fails

    function test_RevertWhen_TheModuleRevertsOnASaleOrAMint() public {
        module.setConduct(HostileModule.Conduct.Revert);
        bytes memory reason = abi.encodeWithSelector(HostileModule.ModuleIsHostile.selector);
        vm.expectRevert(reason);
        send(seller, buyer, 1e6);
        vm.expectRevert(reason);
        token.mint(buyer, 1e6);
    }

    function test_RevertWhen_TheModuleRevertsWithoutAReason() public {
        module.setConduct(HostileModule.Conduct.RevertWithoutReason);
        bytes memory reason = abi.encodeWithSelector(Errors.FailedCall.selector);
        vm.expectRevert(reason);
        send(seller, buyer, 1e6);
        vm.expectRevert(reason);
        token.mint(buyer, 1e6);
    }

    function test_AFailureToBookAnActOfLawIsToldAndStopsNothing() public {
        module.setConduct(HostileModule.Conduct.Revert);
        _expectBookingFailed(MovementKind.Forced);
        token.forcedTransfer(seller, other, 10e6);
        _expectBookingFailed(MovementKind.Recovery);
        token.recoveryAddress(other, walletAt(31), identityFor(other));
        _expectBookingFailed(MovementKind.Burn);
        token.burn(walletAt(31), 10e6);
        vm.assertEq(token.totalSupply(), HELD - 10e6, "forced, recovered and burnt");
    }

    function test_ActsOfLawHappenWhateverTwentyFiveModulesDo() public {
        HostileModule.Conduct[4] memory conducts = [
            HostileModule.Conduct.Revert,
            HostileModule.Conduct.RevertWithoutReason,
            HostileModule.Conduct.BurnGas,
            HostileModule.Conduct.ReturnBomb
        ];
        module.setConduct(HostileModule.Conduct.BurnGas);
        for (uint256 i = 1; i < 25; ++i) {
            HostileModule next = new HostileModule();
            next.setConduct(conducts[i % 4]);
            next.setRefuses(true);
            compliance.addModule(address(next));
        }
        _forceRecoverAndBurn();
    }

    function test_AModuleThatBurnsAllGasStopsNoActOfLaw() public {
        module.setConduct(HostileModule.Conduct.BurnGas);
        _expectBookingFailed(MovementKind.Forced);
        token.forcedTransfer{ gas: 2_000_000 }(seller, other, 10e6);
        _forceRecoverAndBurn();
    }

    function test_AModuleThatAnswersTooMuchStopsNoActOfLaw() public {
        module.setConduct(HostileModule.Conduct.ReturnBomb);
        _expectBookingFailed(MovementKind.Forced);
        token.forcedTransfer{ gas: 2_000_000 }(seller, other, 10e6);
        _forceRecoverAndBurn();
    }

    function test_RevertWhen_TooLittleGasIsGivenForTheBooking() public {
        module.setConduct(HostileModule.Conduct.BurnGas);
        vm.expectPartialRevert(TriedCall.BookingNeedsMoreGas.selector);
        token.forcedTransfer{ gas: 500_000 }(seller, other, 10e6);
    }

    // A module that comes back

    function test_AModuleThatSellsInTheMidstOfASaleLeavesTheBooksRight() public {
        compliance.setHolderLimit(address(token), 0);
        admit(address(module));
        token.mint(address(module), 5e6);
        module.reenterWith(address(token), other, 5e6);
        send(seller, buyer, HELD);
        vm.assertEq(token.balanceOf(buyer), HELD, "the outer sale");
        vm.assertEq(token.balanceOf(other), 5e6, "the inner sale");
        vm.assertEq(token.balanceOf(seller) + token.balanceOf(address(module)), 0, "both sold out");
        vm.assertEq(token.totalSupply(), HELD + 5e6, "the supply is what is held");
        compliance.setHolderLimit(address(token), 2);
        admit(walletAt(77));
        bytes memory full = abi.encodeWithSelector(HolderLimitRule.HolderLimitReached.selector, 2);
        assertRefusedForGood(buyer, walletAt(77), 1, full);
        compliance.setHolderLimit(address(token), 3);
        assertPasses(buyer, walletAt(77), 1);
    }

    function test_RevertWhen_TheModuleSellsWhatTheSaleItselfMoves() public {
        admit(address(module));
        token.mint(address(module), 5e6);
        module.reenterWith(address(token), seller, 6e6);
        vm.prank(seller);
        (bool done, ) = address(token).call(abi.encodeCall(token.transfer, (buyer, 1e6)));
        vm.assertFalse(done, "no more than the module has");
        vm.assertEq(token.balanceOf(buyer), 0, "nothing moved");
    }

    // A module that will not go

    function test_AModuleThatRefusesToUnbindIsRemoved() public {
        module.setBinding(true, true, false);
        module.setRefuses(true);
        vm.expectEmit(true, true, true, true, address(compliance));
        emit IModularCompliance.ModuleRemoved(address(module));
        compliance.removeModule(address(module));
        vm.assertFalse(compliance.isModuleBound(address(module)), "gone");
        assertPasses(seller, buyer, 1e6);
    }
}
