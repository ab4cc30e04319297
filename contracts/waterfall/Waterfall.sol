// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";
import { Initializable } from "@openzeppelin/contracts/proxy/utils/Initializable.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IERC20Metadata } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import { IParties, Party } from "../deal/interfaces/IParties.sol";
import { ClassPayment, IDeclarations } from "../distribution/interfaces/IDeclarations.sol";
import { Arrivals } from "./Arrivals.sol";
import { Fallback } from "./Fallback.sol";
import { FlowTrace } from "./FlowTrace.sol";
import { IWaterfall, WaterfallTerms } from "./interfaces/IWaterfall.sol";
import { Interpreter } from "./Interpreter.sol";
import { LedgerBook } from "./LedgerBook.sol";
import { DAY_SECONDS, Program, readProgram } from "./Program.sol";
import {
    BALANCE,
    BOUGHT,
    CASH_LIMIT,
    CONSTANTS,
    COST,
    INTEREST_PAID,
    OVER_PAID,
    PAID,
    PERIOD,
    PRINCIPAL_PAID,
    RESIDUAL_PAID,
    classCell,
    feeCell
} from "./types/Cells.sol";

/// @title Waterfall: holds the cash of one deal and runs it down its program
/// @notice A clone that carries its program in its code. See {IWaterfall} for what it promises, README for the machine.
contract Waterfall is IWaterfall, LedgerBook, Arrivals, Initializable, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    /// @dev Read and written by every run, in one word.
    /// @param waiting cash for the next date, below 2^100
    /// @param calledOn the date of the call, 0 for none
    /// @param fallbackDate the date the fallback was asked for
    /// @param asked bit 0: the trustee asked for it, bit 1: the verifier
    struct State {
        uint104 waiting;
        uint32 nextDate;
        uint32 calledOn;
        uint32 fallbackDate;
        uint8 asked;
        bool inFallback;
        bool accelerated;
    }

    uint8 private constant _TRUSTEE = 1;
    uint8 private constant _VERIFIER = 2;

    /// @notice The only contract that may initialise a clone.
    address public immutable FACTORY;

    State private _state;
    /// @dev All cash that is somebody's: waiting, in accounts, owed. In the deal's units.
    uint256 private _booked;
    /// @inheritdoc IWaterfall
    IERC20 public asset;
    /// @inheritdoc IWaterfall
    uint96 public scale;
    IDeclarations public payingAgent;
    uint40 public longStop;
    address public pool;
    address public seller;
    IParties public parties;
    address[] private _feePayees;
    mapping(address payee => uint256 amount) private _owed;
    mapping(uint32 date => uint256 triggers) private _waived;

    modifier onlyPool() {
        require(msg.sender == pool, NotThePool(msg.sender));
        _;
    }

    modifier onlyTrustee() {
        require(msg.sender == parties.partyOf(Party.Trustee), NotTheTrustee(msg.sender));
        _;
    }

    constructor(address factory) {
        FACTORY = factory;
        _disableInitializers();
    }

    /// @notice Sets up a clone. Only its factory, which has validated the program.
    function initialize(WaterfallTerms calldata terms) external initializer {
        require(msg.sender == FACTORY, NotTheFactory(msg.sender));
        Program memory p = _program();
        require(
            address(terms.parties) != address(0) &&
                terms.pool != address(0) &&
                address(terms.payingAgent) != address(0) &&
                terms.seller != address(0),
            ZeroAddress()
        );
        require(terms.feePayees.length == p.fees, FeePayeesDoNotMatch(p.fees, terms.feePayees.length));
        uint8 decimals = IERC20Metadata(address(terms.asset)).decimals();
        // Safe casts: the deal's decimals are a byte, and ten to the difference fits 96 bits up to 28.
        require(decimals >= p.decimals && decimals - p.decimals <= 28, AssetTooCoarse(uint8(p.decimals), decimals));
        scale = uint96(10 ** (decimals - p.decimals));
        (asset, payingAgent, longStop) = (terms.asset, terms.payingAgent, terms.longStop);
        (pool, seller, parties) = (terms.pool, terms.seller, terms.parties);
        for (uint256 k = 0; k < p.fees; ++k) {
            require(terms.feePayees[k] != address(0), ZeroAddress());
            _feePayees.push(terms.feePayees[k]);
        }
        // Safe cast: two bytes of the header.
        _state.nextDate = uint32(p.firstDate);
    }

    // Cash in

    /// @inheritdoc IWaterfall
    function deposit(uint256 amount) external onlyPool nonReentrant {
        uint256 waiting = _state.waiting + amount;
        require(amount < CASH_LIMIT && waiting < CASH_LIMIT, TooMuchCash(waiting));
        // Safe cast: below 2^100.
        _state.waiting = uint104(waiting);
        _book(amount);
        emit Deposited(amount);
    }

    /// @dev What is on the books is here, in the settlement asset.
    function _book(uint256 amount) private {
        _booked += amount;
        uint256 expected = _booked * scale;
        uint256 held = asset.balanceOf(address(this));
        require(held >= expected, LessArrived(expected, held));
    }

    // A payment date

    /// @inheritdoc IWaterfall
    function run(uint32 date, uint256[] calldata inputs) external onlyPool nonReentrant returns (uint256 bought) {
        State memory state = _state;
        Program memory p = _program();
        require(!state.inFallback, InFallback());
        uint40 recordDate = _requireOpen(p, state, date);
        (uint256[] memory cells, uint256[] memory numbers, uint256[] memory pairs) = _cells(p, inputs, date);
        _say(p, state, cells);
        if (date == p.firstDate) _book(_openingCash(p));
        uint256 available = state.waiting;
        _putArrived(p, cells, available);
        (uint256 cashIn, , bytes memory flows) = Interpreter.run(p.code, cells, available);
        _save(cells, numbers, pairs);
        // Safe casts: no more than was waiting, and dates are numbers of two bytes.
        state.waiting = uint104(available - cashIn);
        state.nextDate = date + 1;
        _state = state;
        emit DateRun(date, available, _inputsOf(p, cells), FlowTrace.pack(flows));
        if (_missingCash() != 0) emit CashMissing(date, _missingCash());
        _payOut(p, cells, date, recordDate);
        return cells[BOUGHT];
    }

    /// @inheritdoc IWaterfall
    function preview(
        uint256[] calldata inputs,
        uint256 available
    ) external view returns (uint256[] memory cells, uint256 cashIn, uint256 cashOut, bytes memory flows) {
        State memory state = _state;
        Program memory p = _program();
        (cells, , ) = _cells(p, inputs, state.nextDate);
        _say(p, state, cells);
        bytes memory amounts;
        (cashIn, cashOut, amounts) = Interpreter.run(p.code, cells, available);
        flows = FlowTrace.pack(amounts);
    }

    /// @dev All cells as a run begins: what was kept, the date's number, what was given.
    function _cells(
        Program memory p,
        uint256[] calldata inputs,
        uint32 date
    ) private view returns (uint256[] memory cells, uint256[] memory numbers, uint256[] memory pairs) {
        require(inputs.length == p.inputs, InputsDoNotMatch(p.inputs, inputs.length));
        cells = new uint256[](CONSTANTS + p.constants);
        (numbers, pairs) = _load(p, cells, date == p.firstDate);
        cells[PERIOD] = date;
        _give(cells, inputs);
    }

    /// @dev What trustee and deal have said counts beside what the pool gives.
    function _say(Program memory p, State memory state, uint256[] memory cells) private view {
        _flag(p, cells, state.accelerated, state.calledOn == state.nextDate, _waived[state.nextDate]);
    }

    /// @dev The effects first: what is owed here is booked before anyone outside is called.
    function _payOut(Program memory p, uint256[] memory cells, uint32 date, uint40 recordDate) private {
        for (uint256 k = 0; k < p.fees; ++k) {
            _owe(_feePayees[k], cells[feeCell(k, PAID)] + cells[feeCell(k, OVER_PAID)]);
        }
        _owe(seller, cells[COST]);
        ClassPayment[] memory payments = new ClassPayment[](p.classes);
        uint256 sum;
        for (uint256 k = 0; k < p.classes; ++k) {
            uint256 interest = cells[classCell(k, INTEREST_PAID)];
            uint256 principal = cells[classCell(k, PRINCIPAL_PAID)];
            uint256 residual = cells[classCell(k, RESIDUAL_PAID)];
            // Safe casts: cells have 120 bits.
            payments[k] = ClassPayment(uint128(interest), uint128(principal), uint128(residual));
            sum += interest + principal + residual;
        }
        _declare(date, recordDate, payments, sum);
    }

    function _declare(uint32 date, uint40 recordDate, ClassPayment[] memory payments, uint256 sum) private {
        _booked -= sum;
        if (sum != 0) asset.safeTransfer(address(payingAgent), sum * scale);
        payingAgent.declare(date, recordDate, payments);
    }

    function _owe(address payee, uint256 amount) private {
        if (amount == 0) return;
        _owed[payee] += amount;
        emit Owed(payee, amount);
    }

    /// @inheritdoc IWaterfall
    function withdraw(address payee) external nonReentrant returns (uint256 amount) {
        amount = _owed[payee];
        require(amount != 0, NothingOwed(payee));
        _owed[payee] = 0;
        _booked -= amount;
        emit Withdrawn(payee, amount);
        asset.safeTransfer(payee, amount * scale);
    }

    // What trustee and deal say

    /// @inheritdoc IWaterfall
    function accelerate() external onlyTrustee {
        _state.accelerated = true;
        emit Accelerated();
    }

    /// @inheritdoc IWaterfall
    function callNotes(uint32 date) external {
        require(msg.sender == address(parties), NotTheDeal(msg.sender));
        _requireToCome(_program(), date);
        _state.calledOn = date;
        emit Called(date);
    }

    /// @inheritdoc IWaterfall
    function waive(uint32 date, uint8 trigger) external onlyTrustee {
        Program memory p = _program();
        _requireToCome(p, date);
        require(_hasWaiver(p, trigger), NoSuchWaiver(trigger));
        _waived[date] |= 1 << trigger;
        emit Waived(date, trigger);
    }

    // The fallback

    /// @inheritdoc IWaterfall
    function openFallback() external nonReentrant {
        uint8 asker =
            msg.sender == parties.partyOf(Party.Trustee)
                ? _TRUSTEE
                : msg.sender == parties.partyOf(Party.Verifier)
                    ? _VERIFIER
                    : 0;
        require(asker != 0, NotTrusteeNorVerifier(msg.sender));
        State memory state = _state;
        require(!state.inFallback, InFallback());
        (uint40 opens, ) = datesOf(state.nextDate);
        require(block.timestamp >= opens + longStop, FallbackTooEarly(state.nextDate, opens + longStop));
        // What was asked for a date that was run after all counts no more.
        if (state.fallbackDate != state.nextDate) state.asked = 0;
        state.fallbackDate = state.nextDate;
        state.asked |= asker;
        emit FallbackAsked(msg.sender, state.nextDate);
        state.inFallback = state.asked == _TRUSTEE | _VERIFIER;
        _state = state;
        if (state.inFallback) emit FallbackOpened(state.nextDate);
    }

    /// @inheritdoc IWaterfall
    function runFallback() external nonReentrant {
        State memory state = _state;
        require(state.inFallback, NotInFallback());
        Program memory p = _program();
        uint32 date = state.nextDate;
        uint40 recordDate = _requireOpen(p, state, date);
        uint256[] memory cells = new uint256[](CONSTANTS);
        (uint256[] memory numbers, uint256[] memory pairs) = _load(p, cells, date == p.firstDate);
        if (date == p.firstDate) _book(_openingCash(p));
        (ClassPayment[] memory payments, uint256 sum) = Fallback.pay(p, cells, state.waiting);
        _save(cells, numbers, pairs);
        state.waiting = 0;
        state.nextDate = date + 1;
        _state = state;
        emit FallbackRun(date, sum);
        _declare(date, recordDate, payments, sum);
    }

    // Views

    /// @inheritdoc IWaterfall
    function nextDate() external view returns (uint32) {
        return _state.nextDate;
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
        return (_state.waiting, _missingCash());
    }

    /// @inheritdoc IWaterfall
    function owedTo(address payee) external view returns (uint256) {
        return _owed[payee];
    }

    /// @inheritdoc IWaterfall
    function outstandingPrincipal(uint256 classNumber) external view returns (uint256) {
        return classNumber < _program().classes ? _kept()[classCell(classNumber, BALANCE)] : 0;
    }

    /// @inheritdoc IWaterfall
    function booked() external view returns (uint256) {
        return _booked;
    }

    function _kept() private view returns (uint256[] memory cells) {
        cells = new uint256[](CONSTANTS);
        Program memory p = _program();
        _load(p, cells, _state.nextDate == p.firstDate);
    }

    function _program() private view returns (Program memory) {
        return readProgram(Clones.fetchCloneArgs(address(this)));
    }

    /// @dev What the accounts open with: brought here by who issues the deal.
    function _openingCash(Program memory p) private pure returns (uint256 sum) {
        for (uint256 k = 0; k < p.accounts; ++k) sum += p.accountOpening(k);
    }

    function _requireOpen(Program memory p, State memory state, uint32 date) private view returns (uint40 recordDate) {
        require(date == state.nextDate, DateOutOfOrder(state.nextDate, date));
        uint40 opens;
        (opens, recordDate) = _dates(p, date);
        require(block.timestamp >= opens, BeforePaymentDate(date, opens));
    }

    function _requireToCome(Program memory p, uint32 date) private view {
        require(date >= _state.nextDate && date <= p.dates, NotADateToCome(date));
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
}
