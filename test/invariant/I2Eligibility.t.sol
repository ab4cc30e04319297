// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Compliance } from "../../contracts/compliance/Compliance.sol";
import { Refusal } from "../../contracts/compliance/interfaces/IRuleSettings.sol";
import { TransferWindowRule } from "../../contracts/compliance/rules/TransferWindowRule.sol";
import { IInvestorRecords } from "../../contracts/identity/interfaces/IInvestorRecords.sol";
import { SecurityToken } from "../../contracts/token/SecurityToken.sol";
import { TestBase } from "../support/Cheats.sol";
import { AtTheGate, Gate } from "./Gate.sol";
import { Questions } from "./Questions.sol";
import { Deed, Right, Watch } from "./Watch.sol";

/// @notice I2: no wallet that is not eligible ever gains units, by any path. Redemption is open to every holder,
/// always;
/// each rule that can refuse a sale states when the refusal ends.
/// @dev Who gains is watched around every deed; the rest is tried after each.
contract I2EligibilityInvariant is AtTheGate {
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_I2_OnlyTheEligibleGainAndEveryRefusalEndsWhenItSays() external {
        gate.redeemAnyone(0);
        for (uint256 i = 0; i < 3; ++i) gate.waitForRefusals(i);
    }

    function _number() internal pure override returns (uint256) {
        return 2;
    }
}

/// @notice The gate, with a deed that takes more than it claims.
contract PartialGate is Gate {
    constructor() Gate(2) {}

    function mint(address to, uint256 amount) external {
        _claim(Right.Mint, to, to, abi.encodeCall(tokens[0].mint, (to, amount)));
    }

    function forceAsSale(address from, address to, uint256 amount) external {
        _claim(Right.Transfer, from, to, abi.encodeCall(tokens[0].forcedTransfer, (from, to, amount)));
    }

    function _claim(Right right, address holder, address other, bytes memory call_) private {
        _do(Deed("deed", right, tokens[0], address(this), holder, other, address(0), true, call_));
    }
}

/// @notice That the invariant can fail.
contract I2CanFailTest is TestBase {
    PartialGate private _gate;
    SecurityToken private _token;
    Compliance private _compliance;
    address private _holder;
    address private _other;

    function setUp() external {
        _gate = new PartialGate();
        _token = _gate.tokens(0);
        _compliance = Compliance(_gate.complianceContracts(0));
        (_holder, _other) = (_gate.part(0), _gate.part(2));
    }

    function test_UnitsGainedByAWalletThatIsNotEligibleAreNoticed() external {
        address registry = address(_gate.registries(0));
        vm.mockCall(registry, abi.encodeWithSignature("isVerified(address)", _other), abi.encode(false));
        vm.expectRevert(abi.encodeWithSelector(Watch.UnitsGainedWithoutEligibility.selector, bytes32("deed"), _other));
        _gate.mint(_other, 1);
    }

    function test_ASaleToAFrozenWalletIsNoticed() external {
        vm.prank(address(_gate));
        _token.setAddressFrozen(_other, true);
        vm.expectRevert(abi.encodeWithSelector(Watch.UnitsGainedByFrozenWallet.selector, bytes32("deed"), _other));
        _gate.forceAsSale(_holder, _other, 1);
    }

    function test_AHolderWhoCannotBeRedeemedIsNoticed() external {
        bytes memory anyStanding = abi.encodePacked(IInvestorRecords.standing.selector);
        vm.mockCall(address(_gate.registries(0)), anyStanding, "");
        vm.expectRevert(
            abi.encodeWithSelector(Questions.HolderCannotBeRedeemed.selector, _holder, _token.balanceOf(_holder), "")
        );
        _gate.tryToRedeem(_token, _holder);
    }

    function test_ARefusalThatOutlivesItsEndIsNoticed() external {
        uint256 ends = block.timestamp + 1 hours;
        _explainAlways(ends);
        bytes4 reason = TransferWindowRule.OutsideTransferWindow.selector;
        vm.expectRevert(abi.encodeWithSelector(Questions.RefusalOutlivesItsEnd.selector, reason, ends));
        _gate.driveToEnds(_token, _holder, _other, 1);
    }

    function test_ARefusalThatHasEndedIsNoticed() external {
        uint256 ends = block.timestamp;
        _explainAlways(ends);
        bytes4 reason = TransferWindowRule.OutsideTransferWindow.selector;
        vm.expectRevert(abi.encodeWithSelector(Questions.RefusalHasEnded.selector, reason, ends));
        _gate.driveToEnds(_token, _holder, _other, 1);
    }

    /// @dev Whatever the time, this refusal with this end.
    function _explainAlways(uint256 ends) private {
        Refusal[] memory refusals = new Refusal[](1);
        refusals[0] = Refusal(abi.encodeWithSelector(TransferWindowRule.OutsideTransferWindow.selector, 1, 2), ends);
        bytes memory question = abi.encodeCall(_compliance.explainTransfer, (address(_token), _holder, _other, 1));
        vm.mockCall(address(_compliance), question, abi.encode(refusals));
    }
}
