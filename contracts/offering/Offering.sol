// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";
import { Initializable } from "@openzeppelin/contracts/proxy/utils/Initializable.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { Multicall } from "@openzeppelin/contracts/utils/Multicall.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import { TriedCall } from "../compliance/TriedCall.sol";
import { IDeal } from "../deal/interfaces/IDeal.sol";
import { IFilingRegistry } from "../oversight/interfaces/IFilingRegistry.sol";
import { IProceedsLedger } from "../oversight/interfaces/IProceedsLedger.sol";
import { ISettlementAssets } from "../oversight/interfaces/ISettlementAssets.sol";
import { IERC3643 } from "../token/interfaces/IERC3643.sol";
import { ISecurityToken } from "../token/interfaces/ISecurityToken.sol";
import { Admission } from "./Admission.sol";
import { Closing } from "./Closing.sol";
import { IOffering, OfferingStage, Subscription } from "./interfaces/IOffering.sol";
import { OfferedClass, OfferingTable } from "./types/OfferedClass.sol";
import { CLASSES, CLOSES, CURRENCY, OPENS, SETTLE_BY, offeredClass, offeringWord } from "./types/OfferingCode.sol";
import { ClassBook, Order, Progress } from "./types/OrderBook.sol";

/// @title Offering: sells the classes of one deal
/// @notice A clone that carries its table in its code. See {IOffering} for what it promises, README for why.
contract Offering is Closing, Initializable, Multicall, ReentrancyGuardTransient {
    /// @notice The only contract that may initialise a clone.
    address public immutable FACTORY;
    /// @notice Says whether units may be offered and minted upon the deal's filing.
    IFilingRegistry public immutable FILINGS;
    /// @notice Says what may be taken as cash.
    ISettlementAssets public immutable ASSETS;

    IDeal private _deal;

    constructor(address factory, IFilingRegistry filings, ISettlementAssets assets) {
        FACTORY = factory;
        FILINGS = filings;
        ASSETS = assets;
        _disableInitializers();
    }

    /// @inheritdoc IOffering
    function initialize(address deal_) external initializer {
        require(msg.sender == FACTORY, NotTheFactory(msg.sender));
        _deal = IDeal(deal_);
    }

    // Subscribing

    /// @inheritdoc IOffering
    function subscribe(uint256 classNumber, uint96 units) external nonReentrant {
        _requireOpen();
        FILINGS.requireEffective(_deal.filing());
        // Safe cast: the word was encoded from a bytes3, which stands at its upper end.
        ASSETS.requireApproved(address(_asset()), bytes3(bytes32(offeringWord(CURRENCY))));
        (uint256 total, uint256 cash) = _addOrder(classNumber, msg.sender, units);
        emit Subscribed(msg.sender, classNumber, units, cash, total);
        _collect(msg.sender, cash);
    }

    /// @inheritdoc IOffering
    function cancel(uint256 classNumber) external nonReentrant {
        _requireOpen();
        address to = Admission.standIn(_classAt(classNumber).token, msg.sender);
        (uint256 units, uint256 cash) = _dropOrder(classNumber, msg.sender);
        emit SubscriptionCancelled(msg.sender, classNumber, units, cash);
        _pay(to, cash);
    }

    function _requireOpen() private view {
        (uint40 opens, uint40 closes) = (_moment(OPENS), _moment(CLOSES));
        require(block.timestamp >= opens && block.timestamp < closes, OfferingNotOpen(opens, closes));
    }

    // Closing

    /// @inheritdoc IOffering
    function countOrders(uint256 count) external nonReentrant returns (uint256 left) {
        uint40 closes = _moment(CLOSES);
        require(block.timestamp >= closes, OfferingNotClosed(closes));
        Progress memory p = _progress;
        if (p.stage == OfferingStage.Subscribing) p.stage = OfferingStage.Counting;
        _requirePass(p, OfferingStage.Counting);
        bool ended = _walk(p, count, _count);
        if (!ended) left = p.entries - p.done;
        else p.stage = OfferingStage.Settling;
        _progress = p;
        if (ended && !_eachClass(_isDemanded)) _fail("a minimum was not subscribed");
    }

    /// @inheritdoc IOffering
    function settleOrders(uint256 count) external nonReentrant returns (uint256 left) {
        Progress memory p = _progress;
        _requirePass(p, OfferingStage.Settling);
        FILINGS.requireEffective(_deal.filing());
        bool ended = _walk(p, count, _settle);
        if (!ended) left = p.entries - p.done;
        _progress = p;
        if (!ended) return left;
        if (_eachClass(_isSold)) _open();
        else _fail("a minimum was not allotted");
    }

    function _requirePass(Progress memory p, OfferingStage needed) private view {
        require(p.stage == needed, WrongStage(p.stage));
        uint40 settleBy = _moment(SETTLE_BY);
        require(block.timestamp < settleBy, SettlementOverdue(settleBy));
    }

    function _eachClass(function(uint256) view returns (bool) holds) private view returns (bool) {
        for (uint256 k = 0; k < offeringWord(CLASSES); ++k) if (!holds(k)) return false;
        return true;
    }

    /// @dev The proceeds first, for the waterfall opens with what its accounts are to have out of them.
    function _open() private {
        uint256 classes = offeringWord(CLASSES);
        uint256[] memory minted = new uint256[](classes);
        uint256 inKind;
        for (uint256 k = 0; k < classes; ++k) {
            minted[k] = _books[k].minted;
            inKind += offeredClass(k).inKind;
        }
        uint256 raised = _raised;
        _progress.stage = OfferingStage.Settled;
        emit OfferingSettled(minted, raised);
        address proceeds = _deal.contracts().proceeds;
        _pay(proceeds, raised);
        IProceedsLedger(proceeds).receiveProceeds(raised, inKind);
        _deal.openDeal(minted);
    }

    // Failing

    /// @inheritdoc IOffering
    function fail() external nonReentrant {
        uint40 settleBy = _moment(SETTLE_BY);
        require(block.timestamp >= settleBy, NotOverdue(settleBy));
        OfferingStage current = _progress.stage;
        require(current != OfferingStage.Settled && current != OfferingStage.Failed, WrongStage(current));
        _fail("it was not settled in time");
    }

    function _fail(string memory reason) private {
        _progress.stage = OfferingStage.Failed;
        emit OfferingFailed(reason);
        _deal.failDeal();
    }

    // Refunds

    /// @inheritdoc IOffering
    function refund(address investor, uint256 classNumber) external nonReentrant returns (uint256 cash) {
        OfferingStage current = _progress.stage;
        bool failed = current == OfferingStage.Failed;
        require(failed || current == OfferingStage.Settled, WrongStage(current));
        OfferedClass memory c = _classAt(classNumber);
        Order memory order = _orders[classNumber][investor];
        cash = _refundOf(c, order, failed);
        require(cash != 0, NothingToRefund(investor, classNumber));
        _orders[classNumber][investor].refunded = true;
        address to = Admission.standIn(c.token, investor);
        emit Refunded(investor, classNumber, cash, to);
        if (failed && order.allotted != 0) _takeBack(c.token, classNumber, to, order.allotted);
        _pay(to, cash);
    }

    function _refundOf(OfferedClass memory c, Order memory order, bool failed) private pure returns (uint256) {
        if (order.refunded) return 0;
        return _price(c, order.units) - (failed ? 0 : _price(c, order.allotted));
    }

    /// @dev Burns what is there of the units that were minted. Units that an order moved on or that are under lien
    /// stay, worth nothing: the deal never opens. Money never waits for units.
    function _takeBack(address token, uint256 classNumber, address holder, uint256 allotted) private {
        uint256 there = IERC20(token).balanceOf(holder) - ISecurityToken(token).liensOf(holder);
        uint256 units = Math.min(allotted, there);
        // With an allowance of gas: a registry or compliance contract that burns what it is given can't keep the money.
        if (units != 0 && TriedCall.made(token, abi.encodeCall(IERC3643.burn, (holder, units)))) allotted -= units;
        if (allotted != 0) emit UnitsNotBurned(holder, classNumber, allotted);
    }

    // Views

    /// @inheritdoc IOffering
    function deal() external view returns (address) {
        return address(_deal);
    }

    /// @inheritdoc IOffering
    function stage() external view returns (OfferingStage) {
        return _progress.stage;
    }

    /// @inheritdoc IOffering
    function table() external view returns (OfferingTable memory) {
        // The clone's code has it as it is returned.
        bytes memory encoded = Clones.fetchCloneArgs(address(this));
        assembly ("memory-safe") {
            return(add(encoded, 32), mload(encoded))
        }
    }

    /// @inheritdoc IOffering
    function subscriptionOf(address investor, uint256 classNumber) external view returns (Subscription memory) {
        Order memory order = _orders[classNumber][investor];
        return
            Subscription({
                units: order.units,
                counted: order.counted ? order.units : 0,
                allotted: order.allotted,
                refunded: order.refunded,
                settled: order.settled
            });
    }

    /// @inheritdoc IOffering
    function refundOf(address investor, uint256 classNumber) external view returns (uint256) {
        OfferingStage current = _progress.stage;
        bool failed = current == OfferingStage.Failed;
        if (!failed && current != OfferingStage.Settled) return 0;
        return _refundOf(_classAt(classNumber), _orders[classNumber][investor], failed);
    }

    /// @inheritdoc IOffering
    function subscribersOf(
        uint256 classNumber,
        uint256 first,
        uint256 count
    ) external view returns (address[] memory investors) {
        address[] storage queue = _books[classNumber].queue;
        first = Math.min(first, queue.length);
        investors = new address[](Math.min(count, queue.length - first));
        for (uint256 i = 0; i < investors.length; ++i) investors[i] = queue[first + i];
    }

    /// @inheritdoc IOffering
    function totalsOf(
        uint256 classNumber
    ) external view returns (uint256 orders, uint256 ordered, uint256 counted, uint256 minted) {
        ClassBook storage book = _books[classNumber];
        return (book.queue.length, book.ordered, book.counted, book.minted);
    }

    /// @inheritdoc IOffering
    function ordersLeft() external view returns (uint256) {
        Progress memory p = _progress;
        return p.stage < OfferingStage.Settled ? p.entries - p.done : 0;
    }

    /// @inheritdoc IOffering
    function offerees() external view returns (uint256) {
        return _progress.offerees;
    }

    /// @inheritdoc IOffering
    function priceOf(uint256 classNumber, uint256 units) external view returns (uint256) {
        return _price(_classAt(classNumber), units);
    }

    function _moment(uint256 word) private view returns (uint40) {
        // Safe cast: the word was encoded from a uint40.
        return uint40(offeringWord(word));
    }
}
