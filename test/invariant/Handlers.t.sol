// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { LockUpRule } from "../../contracts/compliance/rules/LockUpRule.sol";
import { RecordDateBlackoutRule } from "../../contracts/compliance/rules/RecordDateBlackoutRule.sol";
import { RiskRetentionRule } from "../../contracts/compliance/rules/RiskRetentionRule.sol";
import { TransferWindowRule } from "../../contracts/compliance/rules/TransferWindowRule.sol";
import { VolumeWindowRule } from "../../contracts/compliance/rules/VolumeWindowRule.sol";
import { Rule } from "../../contracts/compliance/rules/Rulebook.sol";
import { TestBase } from "../support/Cheats.sol";
import { Gate } from "./Gate.sol";

/// @notice A campaign whose calls mostly fail proves little: on walks of the same kind with fixed numbers, what should
/// succeed
/// does, each in a good share, and what should fail does too.
contract HandlersTest is TestBase {
    uint256 private constant WALKS = 5;
    uint256 private constant STEPS = 200;
    /// @dev Never allowed: it is there to be refused.
    bytes32 private constant REFUSED = "replaceRecordDates";
    uint256 private constant DEEDS = 42;

    mapping(bytes32 deed => uint256 times) private _tried;
    mapping(bytes32 deed => uint256 times) private _done;
    bytes32[] private _names;
    uint256 private _dates;

    error TriedTooRarely(bytes32 deed, uint256 tried);
    error DoneTooRarely(bytes32 deed, uint256 done, uint256 tried);
    error WrongNumberOfDeeds(uint256 expected, uint256 got);
    error TooFewRecordDates(uint256 passed);

    function setUp() external {
        for (uint256 i = 0; i < WALKS; ++i) _walk(i);
    }

    function test_EveryDeedIsTriedAndSucceedsAtTimesButOne() external view {
        require(_names.length == DEEDS, WrongNumberOfDeeds(DEEDS, _names.length));
        for (uint256 i = 0; i < _names.length; ++i) {
            bytes32 name = _names[i];
            bool asExpected = name == REFUSED ? _done[name] == 0 : _done[name] != 0;
            require(asExpected, DoneTooRarely(name, _done[name], _tried[name]));
        }
    }

    function test_MostDeedsSucceedAndSomeFail() external view {
        uint256 tried;
        uint256 done;
        for (uint256 i = 0; i < _names.length; ++i) {
            (tried, done) = (tried + _tried[_names[i]], done + _done[_names[i]]);
        }
        require(done * 5 >= tried * 3 && done * 10 <= tried * 9, DoneTooRarely("all", done, tried));
    }

    function test_EveryWayThatUnitsMoveSucceedsOftenEnough() external view {
        bytes32[11] memory ways = [
            bytes32("transfer"),
            "transferFrom",
            "batchTransfer",
            "mint",
            "burn",
            "forcedTransfer",
            "forcedTransferOfLien",
            "enforceLien",
            "recover",
            "freeze",
            "placeLien"
        ];
        for (uint256 i = 0; i < ways.length; ++i) {
            bytes32 name = ways[i];
            require(_done[name] * 3 >= _tried[name], DoneTooRarely(name, _done[name], _tried[name]));
            require(_tried[name] >= 2 * WALKS, TriedTooRarely(name, _tried[name]));
        }
    }

    function test_RecordDatesCome() external view {
        require(_dates > WALKS, TooFewRecordDates(_dates));
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

/// @notice The gate, with one rule turned on at will.
contract GateOfOneRule is Gate {
    constructor() Gate(7) {}

    function turnOn(Rule rule) external {
        (bool ok, ) = complianceContracts[0].call(_setting(rule, address(tokens[0]), _dice(0)));
        _count("turnRuleOn", ok);
    }
}

/// @notice Each refusal that ends by time comes up, and is driven to its end as I2 does it.
contract RefusalsThatEndTest is TestBase {
    uint256 private constant PATIENCE = 36;

    GateOfOneRule private _gate;

    error NeverDrivenToItsEnd(bytes4 reason);

    function setUp() external {
        _gate = new GateOfOneRule();
    }

    function test_AVolumeWindowIsDrivenToItsEnd() external {
        _drive(Rule.VolumeWindow, VolumeWindowRule.VolumeExceeded.selector);
    }

    function test_ALockUpIsDrivenToItsEnd() external {
        _drive(Rule.LockUp, LockUpRule.UnitsLockedUp.selector);
    }

    function test_AWaitForTheTransferWindowIsDrivenToItsEnd() external {
        _drive(Rule.TransferWindow, TransferWindowRule.OutsideTransferWindow.selector);
    }

    function test_ARecordDateBlackoutIsDrivenToItsEnd() external {
        _drive(Rule.RecordDateBlackout, RecordDateBlackoutRule.RecordDateNear.selector);
    }

    function test_ARetentionIsDrivenToItsEnd() external {
        _drive(Rule.RiskRetention, RiskRetentionRule.BelowRetainedFloor.selector);
    }

    /// @dev Sales, questions, and another setting now and then.
    function _drive(Rule rule, bytes4 reason) private {
        for (uint256 i = 0; i < PATIENCE && _gate.drivenToItsEnd(reason) == 0; ++i) {
            if (i % 6 == 0) _gate.turnOn(rule);
            if (i % 6 == 1) _gate.listRecordDate(i);
            if (i % 12 == 11) _gate.passToRecordDate(i);
            for (uint256 j = 0; j < 4; ++j) _gate.transfer(j);
            for (uint256 j = 0; j < 8; ++j) _gate.waitForRefusals(j);
        }
        require(_gate.drivenToItsEnd(reason) != 0, NeverDrivenToItsEnd(reason));
    }
}
