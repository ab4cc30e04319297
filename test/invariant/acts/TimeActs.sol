// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { SecurityToken } from "../../../contracts/token/SecurityToken.sol";
import { Dice } from "../Dice.sol";
import { OwnerActs } from "./OwnerActs.sol";

/// @title TimeActs: time passes, record dates are listed, and somebody else keeps the register
/// @dev The register by brute force: when a record date comes, every balance is written down as it stands.
abstract contract TimeActs is OwnerActs {
    /// @dev Sorted.
    uint40[] internal _dates;
    /// @dev How many of them have come.
    uint256 internal _passed;
    mapping(address token => mapping(uint256 date => mapping(address wallet => uint256 units))) internal _register;
    mapping(address token => mapping(uint256 date => uint256 units)) internal _supplyThen;

    function passSeconds(uint256 seed) external {
        _passUntil(block.timestamp + _dice(seed).between(1, 2 minutes));
    }

    /// @dev By then whatever transfers were paused for is over.
    function passDays(uint256 seed) external {
        for (uint256 i = 0; i < 2; ++i) if (tokens[i].paused()) tokens[i].unpause();
        _passUntil(block.timestamp + _dice(seed).between(1 hours, 4 days));
    }

    function passWeeks(uint256 seed) external {
        Dice memory d = _dice(seed);
        if (d.oneIn(3)) _passUntil(block.timestamp + d.between(1 weeks, 5 weeks));
    }

    /// @dev To the very second of the next record date, or the one before or after.
    function passToRecordDate(uint256 seed) external {
        if (_passed == _dates.length) return;
        uint256 moment = _dates[_passed] + _dice(seed).roll(3) - 1;
        if (moment >= block.timestamp) _passUntil(moment);
    }

    /// @dev Before, between and after those listed; too soon, twice or out of order at times.
    function listRecordDate(uint256 seed) external {
        Dice memory d = _dice(seed);
        // Safe cast: a block time.
        uint40 moment = uint40(block.timestamp + d.between(d.oneIn(8) ? 0 : 1 days, d.oneIn(2) ? 3 days : 20 days));
        uint256 place = _placeOf(moment);
        uint40 previous = place == 0 ? 0 : _dates[place - 1];
        if (d.oneIn(10)) previous = d.oneIn(2) ? 0 : moment;
        bytes memory call_ = abi.encodeCall(dates.list, (moment, previous));
        if (!_tell("listRecordDate", address(this), address(dates), call_)) return;
        _dates.push(moment);
        for (uint256 i = _dates.length - 1; i > place; --i) _dates[i] = _dates[i - 1];
        _dates[place] = moment;
    }

    function sync(uint256 seed) external {
        Dice memory d = _dice(seed);
        SecurityToken of_ = _token(d);
        _tell("sync", _anyWallet(d), address(of_), abi.encodeCall(of_.syncRecordDates, ()));
    }

    /// @dev Blocks come at every second between, and in none of them anything changes.
    function _passUntil(uint256 moment) internal override {
        for (; _passed < _dates.length && _dates[_passed] <= moment; ++_passed) _writeDown(_dates[_passed]);
        vm.warp(moment);
        _count("time passed", true);
    }

    function _writeDown(uint256 date) private {
        for (uint256 i = 0; i < 2; ++i) {
            SecurityToken of_ = tokens[i];
            _supplyThen[address(of_)][date] = of_.totalSupply();
            for (uint256 j = 0; j < wallets.length; ++j) {
                _register[address(of_)][date][wallets[j]] = of_.balanceOf(wallets[j]);
            }
        }
    }

    function _placeOf(uint40 moment) private view returns (uint256 place) {
        while (place < _dates.length && _dates[place] < moment) ++place;
    }
}
