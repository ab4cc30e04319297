// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { LockUpRule } from "../../contracts/compliance/rules/LockUpRule.sol";
import { RecordDateBlackoutRule } from "../../contracts/compliance/rules/RecordDateBlackoutRule.sol";
import { RiskRetentionRule } from "../../contracts/compliance/rules/RiskRetentionRule.sol";
import { TransferWindowRule } from "../../contracts/compliance/rules/TransferWindowRule.sol";
import { VolumeWindowRule } from "../../contracts/compliance/rules/VolumeWindowRule.sol";
import { TestBase } from "../support/Cheats.sol";
import { Gate } from "./Gate.sol";

/// @notice A campaign whose calls mostly fail proves little: on walks of the same kind with fixed numbers, what should succeed
/// does, each in a good share, and what should fail does too.
contract HandlersTest is TestBase {
    uint256 private constant WALKS = 5;
    uint256 private constant STEPS = 200;
    /// @dev Never allowed: they are there to be refused.
    bytes32 private constant REFUSED = "replaceRecordDates";
    uint256 private constant DEEDS = 41;

    mapping(bytes32 deed => uint256 times) private _tried;
    mapping(bytes32 deed => uint256 times) private _done;
    bytes32[] private _names;
    uint256 private _dates;

    error TriedTooRarely(bytes32 deed, uint256 tried);
    error DoneTooRarely(bytes32 deed, uint256 done, uint256 tried);
    error WrongNumberOfDeeds(uint256 expected, uint256 got);
    error NeverDrivenToItsEnd(bytes4 reason);
    error TooFewRecordDates(uint256 passed);

    function test_MostDeedsSucceedAndAllAreTried() external {
        for (uint256 i = 0; i < WALKS; ++i) _walk(i);
        require(_names.length == DEEDS, WrongNumberOfDeeds(DEEDS, _names.length));
        uint256 tried;
        uint256 done;
        for (uint256 i = 0; i < _names.length; ++i) {
            bytes32 name = _names[i];
            require(_tried[name] > 1, TriedTooRarely(name, _tried[name]));
            bool enough = name == REFUSED ? _done[name] == 0 : _done[name] != 0;
            require(enough, DoneTooRarely(name, _done[name], _tried[name]));
            (tried, done) = (tried + _tried[name], done + _done[name]);
        }
        require(done * 3 > tried * 2 && done < tried, DoneTooRarely("all", done, tried));
        _requireShares();
        require(_dates > 20, TooFewRecordDates(_dates));
    }

    /// @dev Holds for campaigns on which I2 rests: every reason that ends by time came up.
    function test_EveryRefusalThatEndsByTimeIsDrivenThere() external {
        bytes4[5] memory reasons = [
            VolumeWindowRule.VolumeExceeded.selector,
            LockUpRule.UnitsLockedUp.selector,
            TransferWindowRule.OutsideTransferWindow.selector,
            RecordDateBlackoutRule.RecordDateNear.selector,
            RiskRetentionRule.BelowRetainedFloor.selector
        ];
        Gate gate = new Gate(7);
        for (uint256 i = 0; i < 400; ++i) {
            gate.turnRuleOn(i);
            gate.turnRuleOff(i);
            gate.transfer(i);
            if (i % 8 == 0) gate.replaceCompliance(i);
            if (i % 8 == 1) gate.listRecordDate(i);
            if (i % 8 == 2) gate.passSeconds(i);
            if (i % 16 == 3) gate.passToRecordDate(i);
            for (uint256 j = 0; j < 3; ++j) gate.waitForRefusals(j);
        }
        for (uint256 i = 0; i < reasons.length; ++i) {
            require(gate.drivenToItsEnd(reasons[i]) != 0, NeverDrivenToItsEnd(reasons[i]));
        }
    }

    function _requireShares() private view {
        bytes32[10] memory chief = [
            bytes32("transfer"),
            "transferFrom",
            "batchTransfer",
            "mint",
            "burn",
            "forcedTransfer",
            "recover",
            "freeze",
            "placeLien",
            "listRecordDate"
        ];
        for (uint256 i = 0; i < chief.length; ++i) {
            bytes32 name = chief[i];
            require(_done[name] * 2 >= _tried[name], DoneTooRarely(name, _done[name], _tried[name]));
        }
    }

    /// @dev A breach reverts, and so fails the test.
    function _walk(uint256 number) private {
        Gate gate = new Gate(100 + number);
        bytes4[] memory handlers = gate.handlers();
        uint256 word = number;
        for (uint256 i = 0; i < STEPS; ++i) {
            word = uint256(keccak256(abi.encode(word)));
            (bool ok, bytes memory reason) = address(gate).call(
                abi.encodeWithSelector(handlers[word % handlers.length], word)
            );
            if (!ok) {
                assembly ("memory-safe") {
                    revert(add(reason, 32), mload(reason))
                }
            }
        }
        gate.checkUnits();
        gate.checkHistory();
        _add(gate);
    }

    function _add(Gate gate) private {
        bytes32[] memory names = gate.names();
        for (uint256 i = 0; i < names.length; ++i) {
            if (_tried[names[i]] == 0) _names.push(names[i]);
            _tried[names[i]] += gate.tried(names[i]);
            _done[names[i]] += gate.done(names[i]);
        }
        _dates += gate.recordDatesPassed();
    }
}
