// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Refusal } from "../../contracts/compliance/interfaces/IRuleSettings.sol";
import { MaximumPerIdentityRule } from "../../contracts/compliance/rules/MaximumPerIdentityRule.sol";
import { MinimumHoldingRule } from "../../contracts/compliance/rules/MinimumHoldingRule.sol";
import { VolumeWindowRule } from "../../contracts/compliance/rules/VolumeWindowRule.sol";
import { Compliance } from "../../contracts/compliance/Compliance.sol";
import { ISecurityToken } from "../../contracts/token/interfaces/ISecurityToken.sol";
import { Platform } from "../support/Platform.sol";

/// @notice Amounts near 2^256 are asked about too, by mistake or malice, and get an answer instead of an overflow.
contract HugeAmountsTest is Platform {
    address private _holder = walletAt(1);
    address private _buyer = walletAt(2);

    error WrongNumberOfReasons(uint256 expected, uint256 got);
    error ReasonDiffers(uint256 number, bytes4 expected, bytes4 got);
    error AllowedTooMuch();

    function setUp() external {
        deployPlatform();
        admit(_holder);
        admit(_buyer);
        token.mint(_holder, 1_000e6);
        token.mint(_buyer, 1_000e6);
    }

    function test_ExplainTransferNamesEveryReasonAgainstTheLargestNumber() external {
        compliance.setMaximumPerIdentity(address(token), 5_000e6);
        compliance.setVolumeWindow(address(token), 5_000e6, 1 days);
        compliance.setMinimumHolding(address(token), 10e6);
        compliance.setLockUp(address(token), 1 days);
        vm.prank(_holder);
        token.transfer(_buyer, 0);
        Refusal[] memory reasons = compliance.explainTransfer(address(token), _holder, _buyer, type(uint256).max);
        require(reasons.length == 3, WrongNumberOfReasons(3, reasons.length));
        _requireReason(reasons, 0, ISecurityToken.FreeUnitsExceeded.selector);
        _requireReason(reasons, 1, MaximumPerIdentityRule.MaximumPerIdentityExceeded.selector);
        _requireReason(reasons, 2, VolumeWindowRule.VolumeExceeded.selector);
    }

    function test_ExplainTransferFindsNoMinimumInTheWayOfTheLargestNumber() external {
        compliance.setMinimumHolding(address(token), 10e6);
        Refusal[] memory reasons = compliance.explainTransfer(address(token), _holder, _buyer, type(uint256).max);
        require(reasons.length == 1, WrongNumberOfReasons(1, reasons.length));
        _requireReason(reasons, 0, ISecurityToken.FreeUnitsExceeded.selector);
        reasons = compliance.explainTransfer(address(token), _holder, _buyer, 999e6);
        require(reasons.length == 1, WrongNumberOfReasons(1, reasons.length));
        _requireReason(reasons, 0, MinimumHoldingRule.BelowMinimumHolding.selector);
    }

    function test_TheStandardsQuestionAboutAMintOfTheLargestNumberIsAnsweredNo() external {
        Compliance ofOneToken = new Compliance(address(this), true);
        token.setCompliance(address(ofOneToken));
        ofOneToken.setSupplyLimit(address(token), MAXIMUM);
        bool allowed = ofOneToken.canTransfer(address(0), _buyer, type(uint256).max);
        require(!allowed, AllowedTooMuch());
    }

    function _requireReason(Refusal[] memory reasons, uint256 number, bytes4 expected) private pure {
        bytes4 got = bytes4(reasons[number].reason);
        require(got == expected, ReasonDiffers(number, expected, got));
    }
}
