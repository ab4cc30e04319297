// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IExplanation, Refusal } from "../../contracts/compliance/interfaces/IRuleSettings.sol";
import { NOT_BY_TIME } from "../../contracts/compliance/rules/Rulebook.sol";
import { ISecurityToken } from "../../contracts/token/interfaces/ISecurityToken.sol";
import { SecurityToken } from "../../contracts/token/SecurityToken.sol";
import { TimeActs } from "./acts/TimeActs.sol";
import { Dice } from "./Dice.sol";

/// @title Questions: what the platform says would happen, held against what does
/// @dev Everything that is tried here is undone.
abstract contract Questions is TimeActs {
    /// @dev How often time was driven to the end of such a refusal.
    mapping(bytes4 reason => uint256 times) public drivenToItsEnd;

    // I2
    error RefusalHasEnded(bytes4 reason, uint256 ends);
    error RefusalEndsEarlier(bytes4 reason, uint256 ends);
    error RefusalOutlivesItsEnd(bytes4 reason, uint256 ends);
    error HolderCannotBeRedeemed(address holder, uint256 units, bytes reason);
    // I3
    error CanTransferIsWrong(address from, address to, uint256 amount, bool said, bool happened);
    error ExplanationIsWrong(address from, address to, uint256 amount, uint256 reasons, bool happened);
    error ReasonIsMissing(bytes reason);

    /// @dev No breach: what `attempt` always ends with.
    error Attempted(bool ok, bytes answer);

    // Handlers

    function askAboutTransfer(uint256 seed) external {
        Dice memory d = _dice(seed);
        SecurityToken of_ = _token(d);
        (address from, address to, uint256 amount) = _question(d, of_);
        bool happens = holdAgainstTransfer(of_, from, to, amount);
        _count("question", happens);
    }

    function waitForRefusals(uint256 seed) external {
        Dice memory d = _dice(seed);
        SecurityToken of_ = _token(d);
        (address from, address to, uint256 amount) = _question(d, of_);
        driveToEnds(of_, from, to, amount);
    }

    function redeemAnyone(uint256 seed) external {
        Dice memory d = _dice(seed);
        SecurityToken of_ = _token(d);
        address holder = _anyWallet(d);
        for (uint256 i = 0; i < wallets.length && of_.balanceOf(holder) == 0; ++i) holder = wallets[i];
        tryToRedeem(of_, holder);
    }

    // Each of them

    /// @notice I3. Ours: said, explained and done are one. With a foreign module or compliance contract a yes may
    /// still fail.
    function holdAgainstTransfer(
        SecurityToken of_,
        address from,
        address to,
        uint256 amount
    ) public returns (bool happened) {
        bool said = of_.canTransfer(from, to, amount);
        Refusal[] memory reasons = _explain(of_, from, to, amount);
        bytes memory answer;
        (happened, answer) = _try(from, address(of_), abi.encodeCall(of_.transfer, (to, amount)));
        bool ours = of_.compliance() == complianceContracts[0] || of_.compliance() == complianceContracts[1];
        require(said == happened || (said && !ours), CanTransferIsWrong(from, to, amount, said, happened));
        require((reasons.length == 0) == said, ExplanationIsWrong(from, to, amount, reasons.length, happened));
        if (!said) _checkNamed(answer, reasons);
    }

    /// @notice I2. A refusal stands until its end and not at its end.
    function driveToEnds(SecurityToken of_, address from, address to, uint256 amount) public {
        Refusal[] memory reasons = _explain(of_, from, to, amount);
        for (uint256 i = 0; i < reasons.length; ++i) {
            uint256 ends = reasons[i].ends;
            if (ends == NOT_BY_TIME) continue;
            bytes4 reason = bytes4(reasons[i].reason);
            require(ends > block.timestamp, RefusalHasEnded(reason, ends));
            uint256 present = block.timestamp;
            vm.warp(ends - 1);
            bool standsBefore = _stands(reason, _explain(of_, from, to, amount));
            vm.warp(ends);
            bool standsThen = _stands(reason, _explain(of_, from, to, amount));
            vm.warp(present);
            require(standsBefore, RefusalEndsEarlier(reason, ends));
            require(!standsThen, RefusalOutlivesItsEnd(reason, ends));
            ++drivenToItsEnd[reason];
        }
    }

    /// @notice I2. Whatever the registry, the rules and the foreign contracts say, units that are not pledged can be
    /// redeemed.
    function tryToRedeem(SecurityToken of_, address holder) public {
        uint256 units = of_.balanceOf(holder) - of_.liensOf(holder);
        if (units == 0) return;
        (bool ok, bytes memory reason) = _try(address(this), address(of_), abi.encodeCall(of_.burn, (holder, units)));
        require(ok, HolderCannotBeRedeemed(holder, units, reason));
    }

    // What they need

    /// @notice Always reverts, and so undoes what it did, with what became of it.
    function attempt(address caller, address target, bytes calldata data) external {
        vm.prank(caller);
        (bool ok, bytes memory answer) = target.call(data);
        revert Attempted(ok, answer);
    }

    function _try(address caller, address target, bytes memory data) private returns (bool ok, bytes memory answer) {
        try this.attempt(caller, target, data) {
            assert(false);
        } catch (bytes memory outcome) {
            assert(bytes4(outcome) == Attempted.selector);
            bytes memory values = new bytes(outcome.length - 4);
            for (uint256 i = 0; i < values.length; ++i) values[i] = outcome[i + 4];
            (ok, answer) = abi.decode(values, (bool, bytes));
        }
    }

    /// @dev Mostly one that could be answered with yes.
    function _question(Dice memory d, SecurityToken of_) private returns (address from, address to, uint256 amount) {
        from = d.oneIn(8) ? _anyWallet(d) : _sender(d, of_);
        to = d.oneIn(8) ? _anyWallet(d) : _receiver(d, of_);
        if (d.oneIn(20)) from = address(0);
        if (d.oneIn(20)) to = address(0);
        if (d.oneIn(12)) to = from;
        uint256 free = of_.freeUnitsOf(from);
        amount = _someOf(d, d.oneIn(6) ? of_.balanceOf(from) : free);
        if (d.oneIn(6)) amount = d.oneIn(2) ? free : free + 1;
    }

    /// @dev The platform's compliance contract explains for every token, whichever it uses.
    function _explain(
        SecurityToken of_,
        address from,
        address to,
        uint256 amount
    ) private view returns (Refusal[] memory) {
        return IExplanation(complianceContracts[0]).explainTransfer(address(of_), from, to, amount);
    }

    function _stands(bytes4 reason, Refusal[] memory refusals) private pure returns (bool) {
        for (uint256 i = 0; i < refusals.length; ++i) if (bytes4(refusals[i].reason) == reason) return true;
        return false;
    }

    /// @dev The error that is thrown is among those named. That a receiver is not eligible is told in the registry's
    /// words.
    function _checkNamed(bytes memory answer, Refusal[] memory reasons) private pure {
        if (bytes4(answer) == ISecurityToken.HolderNotEligible.selector) return;
        for (uint256 i = 0; i < reasons.length; ++i) if (keccak256(reasons[i].reason) == keccak256(answer)) return;
        revert ReasonIsMissing(answer);
    }
}
