// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Compliance } from "../../contracts/compliance/Compliance.sol";
import { Refusal } from "../../contracts/compliance/interfaces/IRuleSettings.sol";
import { ISecurityToken } from "../../contracts/token/interfaces/ISecurityToken.sol";
import { SecurityToken } from "../../contracts/token/SecurityToken.sol";
import { TestBase } from "../support/Cheats.sol";
import { AtTheGate, Gate } from "./Gate.sol";
import { Questions } from "./Questions.sol";

/// @notice I3: with our compliance and rules, `canTransfer` is true exactly when `transfer` by the holder succeeds, and
/// `explainTransfer` is empty exactly then. With foreign modules, `canTransfer` false implies revert.
contract I3AnswersInvariant is AtTheGate {
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_I3_WhatIsSaidIsWhatHappens() external {
        for (uint256 i = 0; i < 4; ++i) gate.askAboutTransfer(i);
    }

    function _number() internal pure override returns (uint256) {
        return 3;
    }
}

/// @notice That the invariant can fail, and where it may not.
contract I3CanFailTest is TestBase {
    Gate private _gate;
    SecurityToken private _token;
    Compliance private _compliance;
    address private _holder;
    address private _other;

    error WrongOutcome(bool expected, bool happened);

    function setUp() external {
        _gate = new Gate(3);
        _token = _gate.tokens(0);
        _compliance = Compliance(_gate.complianceContracts(0));
        (_holder, _other) = (_gate.part(0), _gate.part(2));
    }

    function test_ANoToWhatSucceedsIsNoticed() external {
        _say(1, false);
        vm.expectRevert(abi.encodeWithSelector(Questions.CanTransferIsWrong.selector, _holder, _other, 1, false, true));
        _gate.holdAgainstTransfer(_token, _holder, _other, 1);
    }

    function test_AYesToWhatFailsIsNoticed() external {
        uint256 much = _token.balanceOf(_holder) + 1;
        _say(much, true);
        vm.expectRevert(
            abi.encodeWithSelector(Questions.CanTransferIsWrong.selector, _holder, _other, much, true, false)
        );
        _gate.holdAgainstTransfer(_token, _holder, _other, much);
    }

    function test_ARefusalWithoutAReasonIsNoticed() external {
        vm.prank(address(_gate));
        _token.pause();
        _explain(new Refusal[](0));
        vm.expectRevert(abi.encodeWithSelector(Questions.ExplanationIsWrong.selector, _holder, _other, 1, 0, false));
        _gate.holdAgainstTransfer(_token, _holder, _other, 1);
    }

    function test_AReasonThatIsNotNamedIsNoticed() external {
        vm.prank(address(_gate));
        _token.pause();
        Refusal[] memory other = new Refusal[](1);
        other[0].reason = abi.encodeWithSelector(ISecurityToken.WalletFrozen.selector, _holder);
        _explain(other);
        bytes memory missing = abi.encodeWithSelector(ISecurityToken.TransfersPaused.selector);
        vm.expectRevert(abi.encodeWithSelector(Questions.ReasonIsMissing.selector, missing));
        _gate.holdAgainstTransfer(_token, _holder, _other, 1);
    }

    function test_AYesOfAForeignComplianceContractMayFailButItsNoMayNotSucceed() external {
        address foreign = _gate.complianceContracts(3);
        vm.prank(address(_gate));
        _token.setCompliance(foreign);
        uint256[3] memory found;
        for (uint256 amount = 1; amount < 40; ++amount) {
            bool said = _token.canTransfer(_holder, _other, amount);
            bool happened = _gate.holdAgainstTransfer(_token, _holder, _other, amount);
            ++found[said ? (happened ? 2 : 1) : 0];
        }
        for (uint256 i = 0; i < 3; ++i) require(found[i] != 0, WrongOutcome(i > 0, i > 1));
        uint256 fine = 1;
        while (!_gate.holdAgainstTransfer(_token, _holder, _other, fine)) ++fine;
        _say(fine, false);
        vm.expectRevert(
            abi.encodeWithSelector(Questions.CanTransferIsWrong.selector, _holder, _other, fine, false, true)
        );
        _gate.holdAgainstTransfer(_token, _holder, _other, fine);
    }

    function _say(uint256 amount, bool answer) private {
        bytes memory question = abi.encodeCall(_token.canTransfer, (_holder, _other, amount));
        vm.mockCall(address(_token), question, abi.encode(answer));
    }

    function _explain(Refusal[] memory refusals) private {
        bytes memory question = abi.encodeCall(_compliance.explainTransfer, (address(_token), _holder, _other, 1));
        vm.mockCall(address(_compliance), question, abi.encode(refusals));
    }
}
