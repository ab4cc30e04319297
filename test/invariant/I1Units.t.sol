// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { SecurityToken } from "../../contracts/token/SecurityToken.sol";
import { TestBase } from "../support/Cheats.sol";
import { AtTheGate, Gate } from "./Gate.sol";
import { Deed, Right, Watch } from "./Watch.sol";

/// @notice I1: Σ balances = total supply ≤ filed face, per class; frozen units and liens are never lowered without
/// their
/// owner's act or an order.
contract I1UnitsInvariant is AtTheGate {
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_I1_UnitsAddUpAndNothingHeldBackIsLetGo() external view {
        gate.checkUnits();
    }

    function _number() internal pure override returns (uint256) {
        return 1;
    }
}

/// @notice The gate, with deeds that take more than they claim.
contract CarelessGate is Gate {
    constructor() Gate(1) {}

    /// @notice A "transfer" that thaws.
    function thawAsTransfer(address holder, uint256 amount) external {
        bytes memory call_ = abi.encodeCall(tokens[0].unfreezePartialTokens, (holder, amount));
        _do(_claim("transfer", Right.Transfer, holder, call_));
    }

    /// @notice A "release" of a whole wallet, by a forced transfer's right.
    function releaseAsForced(address wallet) external {
        bytes memory call_ = abi.encodeCall(tokens[0].setAddressFrozen, (wallet, false));
        _do(_claim("forcedTransfer", Right.Force, wallet, call_));
    }

    /// @notice A forced transfer that says whose lien it takes, but not that it does.
    function takeLienAsForced(address from, address to, uint256 amount) external {
        bytes memory call_ = abi.encodeCall(tokens[0].forcedTransferOfLien, (from, to, amount, keepers[0]));
        _do(_claim("forcedTransfer", Right.Force, from, call_));
    }

    /// @notice A "freeze" that mints.
    function mintAsFreeze(address to, uint256 amount) external {
        _do(_claim("freeze", Right.Freeze, to, abi.encodeCall(tokens[0].mint, (to, amount))));
    }

    function _claim(bytes32 name, Right right, address holder, bytes memory call_) private view returns (Deed memory) {
        return Deed(name, right, tokens[0], address(this), holder, address(0), address(0), true, call_);
    }
}

/// @notice That the invariant can fail.
contract I1CanFailTest is TestBase {
    CarelessGate private _gate;
    SecurityToken private _token;
    address private _holder;
    address private _other;

    function setUp() external {
        _gate = new CarelessGate();
        _token = _gate.tokens(0);
        (_holder, _other) = (_gate.part(0), _gate.part(2));
    }

    function test_UnitsOutOfNowhereAreNoticed() external {
        uint256 supply = _token.totalSupply();
        vm.mockCall(address(_token), abi.encodeCall(_token.totalSupply, ()), abi.encode(supply - 1));
        vm.expectRevert(
            abi.encodeWithSelector(Gate.SumOfBalancesDiffers.selector, address(_token), supply, supply - 1)
        );
        _gate.checkUnits();
    }

    function test_ASupplyAboveTheMaximumIsNoticed() external {
        uint256 supply = _token.totalSupply();
        uint256 maximum = _token.maximumSupply();
        uint256 much = maximum + 1 - (supply - _token.balanceOf(_holder));
        vm.mockCall(address(_token), abi.encodeCall(_token.totalSupply, ()), abi.encode(maximum + 1));
        vm.mockCall(address(_token), abi.encodeCall(_token.balanceOf, (_holder)), abi.encode(much));
        vm.expectRevert(
            abi.encodeWithSelector(Gate.SupplyAboveMaximum.selector, address(_token), maximum + 1, maximum)
        );
        _gate.checkUnits();
    }

    function test_MoreFrozenThanHeldIsNoticed() external {
        uint256 balance = _token.balanceOf(_holder);
        bytes memory question = abi.encodeCall(_token.getFrozenTokens, (_holder));
        vm.mockCall(address(_token), question, abi.encode(balance + 1));
        vm.expectRevert(abi.encodeWithSelector(Gate.MoreHeldBackThanHeld.selector, _holder, balance, balance + 1, 0));
        _gate.checkUnits();
    }

    function test_AThawThatNobodyHadARightToIsNoticed() external {
        vm.prank(address(_gate));
        _token.freezePartialTokens(_holder, 100);
        vm.expectRevert(abi.encodeWithSelector(Watch.FrozenLoweredWithoutRight.selector, bytes32("transfer"), _holder));
        _gate.thawAsTransfer(_holder, 1);
    }

    function test_AWalletReleasedWithoutRightIsNoticed() external {
        vm.prank(address(_gate));
        _token.setAddressFrozen(_holder, true);
        vm.expectRevert(
            abi.encodeWithSelector(Watch.WalletReleasedWithoutRight.selector, bytes32("forcedTransfer"), _holder)
        );
        _gate.releaseAsForced(_holder);
    }

    function test_ALienTakenWithoutNamingItIsNoticed() external {
        address keeper = _gate.keepers(0);
        vm.prank(_holder);
        _token.approve(keeper, 100);
        vm.prank(keeper);
        _token.placeLien(_holder, 100);
        vm.expectRevert(
            abi.encodeWithSelector(Watch.LienLoweredWithoutRight.selector, bytes32("forcedTransfer"), _holder, keeper)
        );
        _gate.takeLienAsForced(_holder, _other, 1);
    }

    function test_AMintUnderAnotherNameIsNoticed() external {
        uint256 supply = _token.totalSupply();
        vm.expectRevert(
            abi.encodeWithSelector(Watch.SupplyChangedWithoutRight.selector, bytes32("freeze"), supply, supply + 5)
        );
        _gate.mintAsFreeze(_holder, 5);
    }
}
