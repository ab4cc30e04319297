// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Initializable } from "@openzeppelin/contracts/proxy/utils/Initializable.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import { IParties, Party } from "../deal/interfaces/IParties.sol";
import { ClassPayment, IDeclarations } from "../distribution/interfaces/IDeclarations.sol";
import { Raises } from "../oversight/Raises.sol";
import { IDisclosures, Matter } from "../oversight/interfaces/IDisclosures.sol";
import { Fallback } from "./Fallback.sol";
import { FlowTrace } from "./FlowTrace.sol";
import { IDealWaterfall } from "./interfaces/IDealWaterfall.sol";
import { IWaterfall, WaterfallTerms } from "./interfaces/IWaterfall.sol";
import { Interpreter } from "./Interpreter.sol";
import { Kept } from "./LedgerBook.sol";
import { Program } from "./Program.sol";
import { Standing } from "./Standing.sol";
import { Subjects } from "./Subjects.sol";
import {
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
import {
    ACCELERATED,
    ASKED_BY_TRUSTEE,
    ASKED_BY_VERIFIER,
    IN_FALLBACK,
    MISSING,
    OFFERED,
    OPENED,
    State,
    WAIVED
} from "./types/State.sol";

/// @title Waterfall: holds the cash of one deal and runs it down its program
/// @notice A clone that carries its program in its code. See {IWaterfall} and {IDealWaterfall} for what it promises,
/// README for the machine.
contract Waterfall is Standing, Raises, Initializable {
    /// @notice The only contract that may initialise a clone.
    address public immutable FACTORY;

    IDeclarations public payingAgent;
    uint40 public longStop;
    address public pool;
    /// @notice Cells of the triggers whose trip is disclosed, 16 bits each.
    uint96 public breaches;
    IParties public parties;
    mapping(uint256 date => uint256 triggers) private _waived;

    modifier onlyPool() {
        _requirePool();
        _;
    }

    modifier onlyTrustee() {
        require(_is(Party.Trustee), NotTheTrustee(msg.sender));
        _;
    }

    modifier onlyDeal() {
        _requireDeal();
        _;
    }

    constructor(address factory, IDisclosures disclosures) Raises(disclosures) {
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
                address(terms.payingAgent) != address(0),
            ZeroAddress()
        );
        require(terms.feePayees.length == p.fees, FeePayeesDoNotMatch(p.fees, terms.feePayees.length));
        _setAsset(terms.asset, p.decimals);
        _setPayees(terms.seller, terms.feePayees);
        (payingAgent, longStop, parties) = (terms.payingAgent, terms.longStop, terms.parties);
        (pool, breaches) = (terms.pool, terms.breaches);
        Subjects.requireCells(terms.breaches);
        State memory state;
        state.nextDate = p.firstDate;
        if (terms.offered) state.flags = OFFERED;
        _keep(state);
    }

    // The deal

    /// @inheritdoc IDealWaterfall
    function open(uint256[] calldata minted) external onlyDeal nonReentrant {
        State memory state = _read();
        require(!state.has(OPENED), OpenedAlready());
        Program memory p = _program();
        require(minted.length == p.classes, ClassesDoNotMatch(p.classes, minted.length));
        uint256[] memory cells = new uint256[](CONSTANTS);
        Kept memory kept = _open(p, cells);
        uint256[] memory balances = new uint256[](p.classes);
        for (uint256 k = 0; k < p.classes; ++k) {
            if (p.face(k) == 0) continue;
            require(minted[k] <= p.classOpening(k), MintedAboveFace(k, p.classOpening(k), minted[k]));
            _openMinted(cells, k, minted[k]);
            balances[k] = minted[k];
        }
        state.flags |= OPENED;
        state.kept = _save(cells, kept);
        _keep(state);
        emit Opened(balances);
        _book(_openingCash(p));
    }

    /// @inheritdoc IDealWaterfall
    function succeedAsset(IERC20 next, address bringer) external onlyDeal nonReentrant {
        require(_read().has(OPENED), NotOpened());
        _succeed(next, bringer, _program().decimals);
    }

    // Cash in

    /// @inheritdoc IWaterfall
    function deposit(uint256 amount) external onlyPool nonReentrant {
        State memory state = _readOpen();
        uint256 waiting = state.waiting + amount;
        require(amount < CASH_LIMIT && waiting < CASH_LIMIT, TooMuchCash(waiting));
        state.waiting = waiting;
        _keep(state);
        _book(amount);
        emit Deposited(amount);
    }

    // A payment date

    /// @inheritdoc IWaterfall
    function run(uint32 date, uint256[] calldata inputs) external onlyPool nonReentrant returns (uint256 bought) {
        Program memory p = _program();
        State memory state = _readOpen();
        require(!state.has(IN_FALLBACK), InFallback());
        uint40 recordDate = _requireOpen(p, state, date);
        (uint256[] memory cells, Kept memory kept) = _cells(p, state, inputs);
        _openByItself(p, state);
        uint256 available = state.waiting;
        (uint256 before, uint256 missing) = _putArrived(p, cells, available, state.has(MISSING));
        state.flags = missing != 0 ? state.flags | MISSING : state.flags & ~MISSING;
        uint256 breached = _run(p, state, cells, kept);
        if (missing != 0) emit CashMissing(date, missing);
        _payOut(p, cells, date, recordDate);
        _disclose(p, cells, date, breached, missing > before);
        return cells[BOUGHT];
    }

    /// @dev Runs the machine and keeps where it ended.
    /// @return breached the triggers to disclose that were not on before
    function _run(
        Program memory p,
        State memory state,
        uint256[] memory cells,
        Kept memory kept
    ) private returns (uint256 breached) {
        uint256 available = state.waiting;
        (uint256 cashIn, , bytes memory flows) = Interpreter.runProgram(p, cells, available);
        state.kept = _save(cells, kept);
        uint256 tripped = Subjects.tripped(cells, breaches);
        breached = tripped & ~state.tripped;
        state.tripped = tripped;
        emit DateRun(uint32(state.nextDate), available, _inputsOf(p, cells), FlowTrace.pack(flows));
        // No more than was waiting came in.
        state.waiting = available - cashIn;
        ++state.nextDate;
        _keep(state);
    }

    /// @inheritdoc IWaterfall
    function preview(
        uint256[] calldata inputs,
        uint256 available
    ) external view returns (uint256[] memory cells, uint256 cashIn, uint256 cashOut, bytes memory flows) {
        Program memory p = _program();
        (cells, ) = _cells(p, _read(), inputs);
        bytes memory amounts;
        (cashIn, cashOut, amounts) = Interpreter.runProgram(p, cells, available);
        flows = FlowTrace.pack(amounts);
    }

    /// @dev All cells as the next run begins: what was kept, the date's number, what was given, what trustee and deal
    /// have said.
    function _cells(
        Program memory p,
        State memory state,
        uint256[] calldata inputs
    ) private view returns (uint256[] memory cells, Kept memory kept) {
        require(inputs.length == p.inputs, InputsDoNotMatch(p.inputs, inputs.length));
        cells = new uint256[](CONSTANTS + p.constants);
        kept = _loadOrOpen(p, state, cells);
        cells[PERIOD] = state.nextDate;
        _give(cells, inputs);
        uint256 waived = state.has(WAIVED) ? _waived[state.nextDate] : 0;
        _flag(p, cells, state.has(ACCELERATED), state.calledOn == state.nextDate, waived);
    }

    /// @dev What nobody offers opens as the program says.
    function _openByItself(Program memory p, State memory state) private {
        if (state.has(OPENED)) return;
        state.flags |= OPENED;
        _book(_openingCash(p));
    }

    /// @dev The effects first: what is owed here is booked before anyone outside is called.
    function _payOut(Program memory p, uint256[] memory cells, uint32 date, uint40 recordDate) private {
        // At most 16 fees and 16 classes, whose cells have 120 bits: the sums and the casts are safe.
        unchecked {
            uint256[] memory owed = new uint256[](p.fees + 1);
            owed[0] = cells[COST];
            for (uint256 k = 0; k < p.fees; ++k) {
                owed[k + 1] = cells[feeCell(k, PAID)] + cells[feeCell(k, OVER_PAID)];
            }
            _owe(date, owed);
            ClassPayment[] memory payments = new ClassPayment[](p.classes);
            uint256 sum;
            for (uint256 k = 0; k < p.classes; ++k) {
                uint256 interest = cells[classCell(k, INTEREST_PAID)];
                uint256 principal = cells[classCell(k, PRINCIPAL_PAID)];
                uint256 residual = cells[classCell(k, RESIDUAL_PAID)];
                payments[k] = ClassPayment(uint128(interest), uint128(principal), uint128(residual));
                sum += interest + principal + residual;
            }
            _declare(date, recordDate, payments, sum);
        }
    }

    function _declare(uint32 date, uint40 recordDate, ClassPayment[] memory payments, uint256 sum) private {
        IDeclarations to = payingAgent;
        _send(address(to), sum);
        to.declare(date, recordDate, payments);
    }

    /// @dev Last of all, and only where there is something to tell.
    function _disclose(
        Program memory p,
        uint256[] memory cells,
        uint32 date,
        uint256 breached,
        bool newlyMissing
    ) private {
        if (newlyMissing) _tell(Matter.CashMissing, date);
        for (uint256 k = 0; k < p.classes; ++k) {
            if (Subjects.isUnpaid(cells, k)) _tell(Matter.MissedDistribution, Subjects.numbered(date, k));
        }
        for (uint256 k = 0; breached != 0; (breached >>= 1, ++k)) {
            if (breached & 1 == 0) continue;
            _tell(Matter.TriggerBreached, Subjects.numbered(date, Subjects.cellAt(breaches, k)));
        }
    }

    function _tell(Matter matter, uint64 subject) private {
        _raise(address(parties), matter, subject);
    }

    // What trustee and deal say

    /// @inheritdoc IWaterfall
    function accelerate() external onlyTrustee {
        State memory state = _read();
        bool again = state.has(ACCELERATED);
        state.flags |= ACCELERATED;
        _keep(state);
        emit Accelerated();
        // Safe cast: 24 bits.
        if (!again) _tell(Matter.Accelerated, uint64(state.nextDate));
    }

    /// @inheritdoc IWaterfall
    function callNotes(uint32 date) external onlyDeal {
        State memory state = _read();
        _requireToCome(_program(), state, date);
        state.calledOn = date;
        _keep(state);
        emit Called(date);
    }

    /// @inheritdoc IWaterfall
    function waive(uint32 date, uint8 trigger) external onlyTrustee {
        Program memory p = _program();
        State memory state = _read();
        _requireToCome(p, state, date);
        require(_hasWaiver(p, trigger), NoSuchWaiver(trigger));
        _waived[date] |= 1 << trigger;
        state.flags |= WAIVED;
        _keep(state);
        emit Waived(date, trigger);
    }

    // The fallback

    /// @inheritdoc IWaterfall
    function openFallback() external nonReentrant {
        uint256 asker =
            _is(Party.Trustee)
                ? ASKED_BY_TRUSTEE
                : _is(Party.Verifier)
                    ? ASKED_BY_VERIFIER
                    : 0;
        require(asker != 0, NotTrusteeNorVerifier(msg.sender));
        State memory state = _readOpen();
        require(!state.has(IN_FALLBACK), InFallback());
        // Safe cast: 24 bits.
        uint32 date = uint32(state.nextDate);
        (uint40 opens, ) = datesOf(date);
        require(block.timestamp >= opens + longStop, FallbackTooEarly(date, opens + longStop));
        // What was asked for a date that was run after all counts no more.
        if (state.fallbackDate != date) state.flags &= ~(ASKED_BY_TRUSTEE | ASKED_BY_VERIFIER);
        state.fallbackDate = date;
        state.flags |= asker;
        emit FallbackAsked(msg.sender, date);
        bool opened = state.has(ASKED_BY_TRUSTEE) && state.has(ASKED_BY_VERIFIER);
        if (opened) state.flags |= IN_FALLBACK;
        _keep(state);
        if (!opened) return;
        emit FallbackOpened(date);
        _tell(Matter.FallbackOpened, date);
    }

    /// @inheritdoc IWaterfall
    function runFallback() external nonReentrant {
        State memory state = _read();
        require(state.has(IN_FALLBACK), NotInFallback());
        Program memory p = _program();
        // Safe cast: 24 bits.
        uint32 date = uint32(state.nextDate);
        uint40 recordDate = _requireOpen(p, state, date);
        uint256[] memory cells = new uint256[](CONSTANTS);
        Kept memory kept = _loadOrOpen(p, state, cells);
        _openByItself(p, state);
        (ClassPayment[] memory payments, uint256 sum) = Fallback.pay(p, cells, state.waiting);
        state.kept = _save(cells, kept);
        state.waiting = 0;
        ++state.nextDate;
        _keep(state);
        emit FallbackRun(date, sum);
        _declare(date, recordDate, payments, sum);
    }

    function _is(Party party) private view returns (bool) {
        return msg.sender == parties.partyOf(party);
    }

    function _requirePool() private view {
        require(msg.sender == pool, NotThePool(msg.sender));
    }

    function _requireDeal() private view {
        require(msg.sender == address(parties), NotTheDeal(msg.sender));
    }
}
