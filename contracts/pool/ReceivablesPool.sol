// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";
import { Initializable } from "@openzeppelin/contracts/proxy/utils/Initializable.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { Address } from "@openzeppelin/contracts/utils/Address.sol";
import { Multicall } from "@openzeppelin/contracts/utils/Multicall.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import { IDeal } from "../deal/interfaces/IDeal.sol";
import { IParties, Party } from "../deal/interfaces/IParties.sol";
import { DisclosureTerms, IDisclosures, Matter } from "../oversight/interfaces/IDisclosures.sol";
import { ISettlementAssets } from "../oversight/interfaces/ISettlementAssets.sol";
import { IWaterfall } from "../waterfall/interfaces/IWaterfall.sol";
import { IReceivablesPool } from "./interfaces/IReceivablesPool.sol";
import { Performance } from "./Performance.sol";
import { PoolBook } from "./PoolBook.sol";
import { ReportReader } from "./ReportReader.sol";
import { Reporting } from "./Reporting.sol";
import { SumTree } from "./SumTree.sol";
import { Candidate, Obligation, ObligationStatus, PoolMetrics, PoolState, Tape, Track } from "./types/PoolState.sol";
import { PoolTerms } from "./types/PoolTerms.sol";
import { Report, bytesOf } from "./types/Report.sol";
import { Sums } from "./types/Sums.sol";
import { CURE_DAYS, CUT_OFF, TOP_HASH, filedSums } from "./types/Terms.sol";

/// @title ReceivablesPool: one deal's receivables, known by their tapes' roots
/// @notice A clone that carries its terms in its code. See {IReceivablesPool} for what it promises, README for why.
contract ReceivablesPool is Reporting, Initializable, Multicall, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    /// @notice The only contract that may initialise a clone.
    address public immutable FACTORY;
    /// @notice Where bad leaves are proven.
    address public immutable CHALLENGES;

    /// @notice Which assets may be taken as cash; zero where all are.
    ISettlementAssets public immutable ASSETS;

    constructor(
        address factory,
        address challenges,
        ReportReader reader,
        ISettlementAssets assets,
        IDisclosures disclosures
    ) PoolBook(reader, disclosures) {
        FACTORY = factory;
        CHALLENGES = challenges;
        ASSETS = assets;
        _disableInitializers();
    }

    /// @inheritdoc IReceivablesPool
    function initialize(IParties parties_, IWaterfall waterfall_) external initializer {
        require(msg.sender == FACTORY, NotTheFactory(msg.sender));
        require(address(parties_) != address(0) && address(waterfall_) != address(0), ZeroAddress());
        // Safe casts: the terms were encoded from these types.
        uint24 cutOff = uint24(_term(CUT_OFF));
        Sums filed = filedSums(address(this));
        _links.parties = parties_;
        _codes = waterfall_.inputCodes();
        PoolState memory state;
        (state.waterfall, state.until) = (waterfall_, cutOff);
        // Safe casts: dates are counted in two bytes, a program has at most 61 inputs.
        state.period = uint24(waterfall_.nextDate());
        state.ownInputs = uint8(READER.ownInputs(_codes));
        if (address(DISCLOSURES) != address(0)) {
            DisclosureTerms memory its = IDeal(address(parties_)).disclosureTerms();
            (state.lossThreshold, _links.cashThreshold) = (its.lossThreshold, its.cashThreshold);
        }
        _state = state;
        Tape memory tape = Tape({ since: 0, until: cutOff, period: 0, acceptedAt: _now() });
        _accept(SumTree.commit(bytes32(_term(TOP_HASH)), filed), filed, tape);
    }

    // Cash

    /// @inheritdoc IReceivablesPool
    function fund(uint32 period, uint128 amount) external nonReentrant {
        PoolState memory state = _state;
        require(period <= state.period, PeriodToCome(state.period, period));
        require(amount != 0, NothingFunded());
        IWaterfall to = state.waterfall;
        IERC20 money = to.asset();
        if (address(ASSETS) != address(0)) ASSETS.requireApproved(address(money), 0);
        // 128 bits times 96.
        money.safeTransferFrom(msg.sender, address(to), uint256(amount) * to.scale());
        to.deposit(amount);
        emit Funded(period, msg.sender, amount);
    }

    // The payment date

    /// @inheritdoc IReceivablesPool
    function close(Report calldata report_) external nonReentrant {
        PoolState memory state = _state;
        require(report_.period == state.period, ReportOutOfOrder(state.period, report_.period));
        (bytes32 digest, uint256[] memory inputs, Track memory track) = _figuresOf(report_);
        _requireClosable(report_, digest);
        _settle(report_);
        (_previous, _track) = (digest, track);
        _accept(report_.root, report_.closing, Tape(state.until, report_.until, state.period, _now()));
        _advance(state, report_.until, 0);
        emit PeriodClosed(report_.period, digest);
        // What an earlier date bought and nobody recorded was for this report to say.
        uint256 bought = state.waterfall.run(report_.period, inputs);
        // Safe cast: held to the largest. Less only narrows what may be recorded.
        _links.bought = bought < type(uint80).max ? uint80(bought) : type(uint80).max;
        if (report_.principal.writtenOff != 0) _discloseLoss(state, track);
        _discloseCash(report_.period, track);
    }

    /// @dev `READER.read`, which is given the report as it came.
    function _figuresOf(
        Report calldata report_
    ) private view returns (bytes32 digest, uint256[] memory inputs, Track memory track) {
        bytes calldata raw = bytesOf(report_);
        bytes memory codes = _codes;
        // Where the report begins, behind four words, and the codes behind it.
        bytes memory head = abi.encodeWithSelector(READER.read.selector, uint256(128), 128 + raw.length, _track);
        bytes memory asked = bytes.concat(head, raw, bytes32(codes.length), codes);
        return abi.decode(Address.functionStaticCall(address(READER), asked), (bytes32, uint256[], Track));
    }

    /// @dev Asked only on a date that something was written off: what is lost grows then.
    function _discloseLoss(PoolState memory state, Track memory track) private {
        if (address(DISCLOSURES) == address(0)) return;
        if (!READER.lossIsAbove(state.lossThreshold, track, state.waterfall)) return;
        _tell(Matter.LossAboveThreshold, state.period);
    }

    function _discloseCash(uint32 period, Track memory track) private {
        uint256 shortfall = Performance.shortfallOf(track);
        uint256 threshold = _links.cashThreshold * Performance.RATIOS_IN_BASIS_POINT;
        if (shortfall != 0 && shortfall >= threshold) _tell(Matter.CashBelowForecast, period);
    }

    function _requireClosable(Report calldata report_, bytes32 digest) private view {
        Candidate memory c = _reportOf(report_.period);
        require(c.version != 0 && digest == _digest, ReportDoesNotMatch(c.version == 0 ? bytes32(0) : _digest, digest));
        require(!c.voided, ReportIsVoid(report_.period, c.version));
        require(c.attestedAt != 0, NotAttested(report_.period, c.version));
        uint40 ends = _holdEnds(c);
        require(block.timestamp >= ends, InHold(ends));
        if (!c.rateOutside || c.rateAccepted) return;
        (uint256 lowest, uint256 highest) = READER.band();
        revert RateNotAccepted(report_.cash.rate, lowest, highest);
    }

    /// @dev What was set aside since the report is no longer open, and no concern of it.
    function _settle(Report calldata report_) private {
        for (uint256 i = 0; i < report_.settled.length; ++i) {
            bytes32 key = report_.settled[i];
            if (_obligations[key].status != ObligationStatus.Open) continue;
            _obligations[key].status = ObligationStatus.Settled;
            emit ObligationSettled(key, report_.period);
        }
    }

    /// @inheritdoc IReceivablesPool
    function closeEmpty(uint32 period) external nonReentrant {
        PoolState memory state = _state;
        Candidate memory c = _reportOf(state.period);
        require(period == state.period, ReportOutOfOrder(state.period, period));
        require(!_isValid(c), ReportIsValid(period, c.version));
        uint40 ends = _graceEnds(state);
        require(block.timestamp >= ends, InGrace(period, ends));
        (uint256[] memory inputs, Track memory track) = READER.readNone(_sums, _codes, _track);
        _track = track;
        _advance(state, state.until, state.silentSince == 0 ? state.period : state.silentSince);
        emit PeriodClosedEmpty(period, c.version);
        emit ServicerDefaulted(period, _partyOf(Party.Servicer));
        state.waterfall.run(period, inputs);
        _tell(Matter.ReportMissing, period);
        _discloseCash(period, track);
    }

    /// @dev To the next period, which has no report yet.
    function _advance(PoolState memory state, uint24 until, uint24 silentSince) private {
        // Safe: dates are counted in two bytes.
        _state = PoolState(state.waterfall, state.period + 1, until, silentSince, state.lossThreshold, state.ownInputs);
    }

    // Obligations

    /// @inheritdoc IReceivablesPool
    function oblige(bytes32 assetKey, bytes32 root, uint72 amount) external {
        require(msg.sender == CHALLENGES, NotTheChallenges(msg.sender));
        require(_obligations[assetKey].status == ObligationStatus.None, ProvenAlready(assetKey));
        // Safe cast: a time of 40 bits and at most 180 years.
        uint40 ends = uint40(block.timestamp + _term(CURE_DAYS) * DAY_SECONDS);
        _obligations[assetKey] = Obligation(amount, ends, ObligationStatus.Open);
        emit ObligationArose(assetKey, root, amount, ends);
        // The first eight bytes are enough to find it by.
        _tell(Matter.BadReceivable, uint64(bytes8(assetKey)));
    }

    /// @inheritdoc IReceivablesPool
    function setAside(bytes32 assetKey, string calldata reason) external onlyTrustee {
        require(_obligations[assetKey].status == ObligationStatus.Open, NoOpenObligation(assetKey));
        _obligations[assetKey].status = ObligationStatus.SetAside;
        emit ObligationSetAside(assetKey, reason);
    }

    // Views

    /// @inheritdoc IReceivablesPool
    function parties() external view returns (IParties) {
        return _links.parties;
    }

    /// @inheritdoc IReceivablesPool
    function waterfall() external view returns (IWaterfall) {
        return _state.waterfall;
    }

    /// @inheritdoc IReceivablesPool
    function terms() external view returns (PoolTerms memory) {
        // The clone's code has them as they are returned.
        bytes memory encoded = Clones.fetchCloneArgs(address(this));
        assembly ("memory-safe") {
            return(add(encoded, 32), mload(encoded))
        }
    }

    /// @inheritdoc IReceivablesPool
    function nextPeriod() external view returns (uint32) {
        return _state.period;
    }

    /// @inheritdoc IReceivablesPool
    function candidate() external view returns (Candidate memory state, bytes32 digest, bytes32 previous) {
        state = _reportOf(_state.period);
        return (state, state.version == 0 ? bytes32(0) : _digest, _previous);
    }

    /// @inheritdoc IReceivablesPool
    function currentTape() external view returns (bytes32 root, Sums sums, uint24 until) {
        return (_root, _sums, _tapes[_root].until);
    }

    /// @inheritdoc IReceivablesPool
    function tapeOf(bytes32 root) external view returns (Tape memory) {
        return _tapes[root];
    }

    /// @inheritdoc IReceivablesPool
    function obligationOf(bytes32 assetKey) external view returns (Obligation memory) {
        return _obligations[assetKey];
    }

    /// @inheritdoc IReceivablesPool
    function metrics() external view returns (PoolMetrics memory) {
        return READER.metricsOf(_track, _state.waterfall);
    }
}
