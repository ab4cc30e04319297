// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";

import { Arrivals } from "./Arrivals.sol";
import { CashBook } from "./CashBook.sol";
import { IWaterfall } from "./interfaces/IWaterfall.sol";
import { Kept, LedgerBook } from "./LedgerBook.sol";
import { DAY_SECONDS, Program, readProgram } from "./Program.sol";
import { BALANCE, CONSTANTS, classCell } from "./types/Cells.sol";
import { OFFERED, OPENED, State, unpackState } from "./types/State.sol";

/// @title Standing: where a waterfall stands, for whoever asks
abstract contract Standing is CashBook, LedgerBook, Arrivals {
    /// @dev A packed {State}.
    uint256 private _state;

    /// @inheritdoc IWaterfall
    function nextDate() external view returns (uint32) {
        // Safe cast: 24 bits.
        return uint32(_read().nextDate);
    }

    /// @inheritdoc IWaterfall
    function datesOf(uint32 date) public view returns (uint40 opens, uint40 recordDate) {
        return _dates(_program(), date);
    }

    /// @inheritdoc IWaterfall
    function program() external view returns (bytes memory) {
        return Clones.fetchCloneArgs(address(this));
    }

    /// @inheritdoc IWaterfall
    function inputCodes() external view returns (bytes memory codes) {
        Program memory p = _program();
        codes = new bytes(p.inputs);
        // Safe cast: a byte each.
        for (uint256 i = 0; i < p.inputs; ++i) codes[i] = bytes1(uint8(p.inputCode(i)));
    }

    /// @inheritdoc IWaterfall
    function cell(uint256 number) external view returns (uint256) {
        return number < CONSTANTS ? _kept()[number] : 0;
    }

    /// @inheritdoc IWaterfall
    function ledger() external view returns (uint256[] memory numbers, uint256[] memory values) {
        uint256[] memory cells = _kept();
        numbers = _keptNumbers(_program());
        values = new uint256[](numbers.length);
        for (uint256 i = 0; i < numbers.length; ++i) values[i] = cells[numbers[i]];
    }

    /// @inheritdoc IWaterfall
    function cash() external view returns (uint256 waiting, uint256 missing) {
        return (_read().waiting, _missingCash());
    }

    /// @inheritdoc IWaterfall
    function outstandingPrincipal(uint256 classNumber) external view returns (uint256) {
        return classNumber < _program().classes ? _kept()[classCell(classNumber, BALANCE)] : 0;
    }

    function _kept() private view returns (uint256[] memory cells) {
        cells = new uint256[](CONSTANTS);
        _loadOrOpen(_program(), _read(), cells);
    }

    function _read() internal view returns (State memory) {
        return unpackState(_state);
    }

    function _keep(State memory state) internal {
        _state = state.pack();
    }

    /// @dev An offered deal has no cash and no dates before it is opened.
    function _readOpen() internal view returns (State memory state) {
        state = _read();
        require(state.has(OPENED) || !state.has(OFFERED), NotOpened());
    }

    function _program() internal view returns (Program memory) {
        return readProgram(Clones.fetchCloneArgs(address(this)));
    }

    /// @dev What the accounts open with: brought here by who issues the deal.
    function _openingCash(Program memory p) internal pure returns (uint256 sum) {
        for (uint256 k = 0; k < p.accounts; ++k) sum += p.accountOpening(k);
    }

    function _requireOpen(Program memory p, State memory state, uint32 date) internal view returns (uint40 recordDate) {
        require(date == state.nextDate, DateOutOfOrder(uint32(state.nextDate), date));
        uint40 opens;
        (opens, recordDate) = _dates(p, date);
        require(block.timestamp >= opens, BeforePaymentDate(date, opens));
    }

    function _requireToCome(Program memory p, State memory state, uint32 date) internal pure {
        require(date >= state.nextDate && date <= p.dates, NotADateToCome(date));
    }

    /// @dev A date opens at 00:00 UTC of its payment day, and never before its record date.
    function _dates(Program memory p, uint32 date) private pure returns (uint40 opens, uint40 recordDate) {
        // Safe cast: dates are counted in two bytes.
        require(date != 0 && date <= p.dates, NoDateLeft(uint32(p.dates)));
        // Safe casts: days of two bytes, seconds of three.
        recordDate = uint40(p.recordDay(date) * DAY_SECONDS + p.recordTime);
        opens = uint40(p.paymentDay(date) * DAY_SECONDS);
        if (opens < recordDate) opens = recordDate;
    }

    function _loadOrOpen(
        Program memory p,
        State memory state,
        uint256[] memory cells
    ) internal view returns (Kept memory) {
        return state.has(OPENED) ? _load(p, cells, state.kept) : _open(p, cells);
    }
}
