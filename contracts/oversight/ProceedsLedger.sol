// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";
import { Initializable } from "@openzeppelin/contracts/proxy/utils/Initializable.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import { IParties, Party } from "../deal/interfaces/IParties.sol";
import { IReceivablesPool } from "../pool/interfaces/IReceivablesPool.sol";
import { IWaterfall } from "../waterfall/interfaces/IWaterfall.sol";
import { IProceedsLedger, Purpose } from "./interfaces/IProceedsLedger.sol";
import { ProceedsTable } from "./types/ProceedsTable.sol";

/// @title ProceedsLedger: keeps the proceeds of one deal until they are spent as filed
/// @notice A clone that carries its table in its code.
contract ProceedsLedger is IProceedsLedger, ReentrancyGuardTransient {
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    /// @dev Of one purpose, in units of the deal's money.
    /// @param cash paid out
    /// @param inKind given in units of the retained classes
    /// @param repatriated of the cash, what came home
    struct Spent {
        uint128 cash;
        uint128 inKind;
        uint128 repatriated;
    }

    /// @notice The only contract that may initialise a clone.
    address public immutable FACTORY;

    /// @inheritdoc IProceedsLedger
    address public deal;
    bool private _received;
    uint128 private _cashIn;
    uint128 private _left;
    uint128 private _returned;
    /// @dev What the table's asset and scale have been succeeded by; zero before.
    address private _successor;
    uint96 private _successorScale;
    mapping(uint256 purpose => Spent spent) private _spent;
    /// @dev Evidence that was drawn upon, and references of what came home, by purpose.
    mapping(bytes32 key => bool used) private _used;

    modifier onlyIssuer() {
        require(msg.sender == _partyOf(Party.Issuer), NotTheIssuer(msg.sender));
        _;
    }

    /// @dev The implementation is its own deal: it can't be initialised.
    constructor(address factory) {
        FACTORY = factory;
        deal = address(this);
    }

    /// @inheritdoc IProceedsLedger
    /// @dev The deal's address marks that it was done: a word less than {Initializable} keeps.
    function initialize(address deal_) external {
        require(deal == address(0), Initializable.InvalidInitialization());
        require(msg.sender == FACTORY, NotTheFactory(msg.sender));
        deal = deal_;
    }

    // Cash in

    /// @inheritdoc IProceedsLedger
    function receiveProceeds(uint256 cash, uint256 inKind) external nonReentrant {
        ProceedsTable memory t = table();
        require(msg.sender == t.offering, NotTheOffering(msg.sender));
        require(!_received, ReceivedAlready());
        uint256 arrived = IERC20(t.asset).balanceOf(address(this));
        require(arrived >= cash * t.scale, LessArrived(cash * t.scale, arrived));
        _received = true;
        (_cashIn, _left) = (cash.toUint128(), cash.toUint128());
        emit ProceedsReceived(cash, inKind);
        if (inKind != 0) _bookInKind(t, inKind);
        for (uint256 i = 0; i < t.purposes.length; ++i) {
            Purpose memory own = t.purposes[i];
            if (own.payee == address(0) && own.cap != 0) _pay(t, i, t.waterfall, own.cap, bytes32(0));
        }
    }

    function _bookInKind(ProceedsTable memory t, uint256 inKind) private {
        uint256 purpose = t.inKindPurpose;
        _requireRoom(t, purpose, inKind);
        // Safe cast: at most the purpose's cap.
        _spent[purpose].inKind = uint128(inKind);
        emit PaidInKind(purpose, inKind);
    }

    // Cash out

    /// @inheritdoc IProceedsLedger
    function draw(uint256 purpose, uint256 amount, bytes32 evidence) external nonReentrant onlyIssuer {
        require(amount != 0, NothingDrawn());
        require(evidence != 0, EvidenceMissing());
        ProceedsTable memory t = table();
        _requirePurpose(t, purpose);
        _useUp(keccak256(abi.encode(purpose, evidence)), purpose);
        _pay(t, purpose, t.purposes[purpose].payee, amount, evidence);
    }

    /// @dev Books first, then pays: a payee that comes back finds everything as it will be.
    function _pay(ProceedsTable memory t, uint256 purpose, address payee, uint256 amount, bytes32 evidence) private {
        _requireRoom(t, purpose, amount);
        require(amount <= _left, ProceedsExceeded(_left, amount));
        // Safe casts: at most what is left.
        _left -= uint128(amount);
        _spent[purpose].cash += uint128(amount);
        emit ProceedsDrawn(purpose, payee, amount, evidence);
        IERC20(t.asset).safeTransfer(payee, amount * t.scale);
    }

    /// @inheritdoc IProceedsLedger
    function returnUnspent(uint256 amount) external nonReentrant onlyIssuer {
        require(amount != 0, NothingDrawn());
        require(amount <= _left, ProceedsExceeded(_left, amount));
        ProceedsTable memory t = table();
        IWaterfall to = IWaterfall(t.waterfall);
        require(address(to.asset()) == t.asset, AssetWasSucceeded(t.asset, address(to.asset())));
        // Safe casts: at most what is left.
        _left -= uint128(amount);
        _returned += uint128(amount);
        emit ProceedsReturned(amount);
        IReceivablesPool pool = IReceivablesPool(t.pool);
        IERC20(t.asset).forceApprove(t.pool, amount * t.scale);
        pool.fund(pool.nextPeriod(), uint128(amount));
    }

    /// @inheritdoc IProceedsLedger
    function succeedAsset() external nonReentrant onlyIssuer {
        ProceedsTable memory t = table();
        IWaterfall to = IWaterfall(t.waterfall);
        (IERC20 former, IERC20 next, uint96 scale) = (IERC20(t.asset), to.asset(), to.scale());
        require(address(next) != t.asset, AssetNotSucceeded(t.asset));
        uint256 left = _left;
        (_successor, _successorScale) = (address(next), scale);
        emit ProceedsAssetSucceeded(t.asset, address(next), left);
        uint256 before = next.balanceOf(address(this));
        next.safeTransferFrom(msg.sender, address(this), left * scale);
        uint256 arrived = next.balanceOf(address(this)) - before;
        require(arrived >= left * scale, LessArrived(left * scale, arrived));
        former.safeTransfer(msg.sender, left * t.scale);
    }

    // Cash that came home

    /// @inheritdoc IProceedsLedger
    function recordRepatriation(
        uint256 purpose,
        uint256 amount,
        string calldata bankReference,
        string calldata safeReference,
        bytes32 evidence
    ) external {
        require(
            msg.sender == _partyOf(Party.Issuer) || msg.sender == _partyOf(Party.Originator),
            NotIssuerNorOriginator(msg.sender)
        );
        require(amount != 0, NothingDrawn());
        require(
            evidence != 0 && bytes(bankReference).length != 0 && bytes(safeReference).length != 0,
            EvidenceMissing()
        );
        ProceedsTable memory t = table();
        _requirePurpose(t, purpose);
        // What went to the deal's own accounts went nowhere.
        uint256 drawn = t.purposes[purpose].payee == address(0) ? 0 : _spent[purpose].cash;
        uint256 home = _spent[purpose].repatriated;
        require(amount <= drawn - home, RepatriationExceedsDraws(purpose, drawn, amount));
        _useUp(keccak256(abi.encode(purpose, bankReference)), purpose);
        // Safe cast: at most what was drawn.
        _spent[purpose].repatriated = uint128(home + amount);
        emit Repatriated(purpose, amount, bankReference, safeReference, evidence);
    }

    // Views

    /// @inheritdoc IProceedsLedger
    function table() public view returns (ProceedsTable memory t) {
        t = abi.decode(Clones.fetchCloneArgs(address(this)), (ProceedsTable));
        if (_successor != address(0)) (t.asset, t.scale) = (_successor, _successorScale);
    }

    /// @inheritdoc IProceedsLedger
    function purposes() external view returns (Purpose[] memory) {
        return table().purposes;
    }

    /// @inheritdoc IProceedsLedger
    function spentOn(uint256 purpose) external view returns (uint256 cash, uint256 inKind, uint256 repatriated) {
        _requirePurpose(table(), purpose);
        Spent memory spent = _spent[purpose];
        return (spent.cash, spent.inKind, spent.repatriated);
    }

    /// @inheritdoc IProceedsLedger
    function unspent() external view returns (uint256) {
        return _left;
    }

    /// @inheritdoc IProceedsLedger
    function totals() external view returns (uint256 cashIn, uint256 spent, uint256 returned, uint256 left) {
        (cashIn, returned, left) = (_cashIn, _returned, _left);
        spent = cashIn - returned - left;
    }

    // What the above rests on

    function _partyOf(Party party) private view returns (address) {
        return IParties(deal).partyOf(party);
    }

    function _requirePurpose(ProceedsTable memory t, uint256 purpose) private pure {
        require(purpose < t.purposes.length, NoSuchPurpose(purpose));
    }

    function _requireRoom(ProceedsTable memory t, uint256 purpose, uint256 amount) private view {
        _requirePurpose(t, purpose);
        Spent memory spent = _spent[purpose];
        // Cash and kind together never exceed the cap: both come through here.
        uint256 room = t.purposes[purpose].cap - spent.cash - spent.inKind;
        require(amount <= room, PurposeExceeded(purpose, room, amount));
    }

    /// @dev A command that is sent twice is carried out once.
    function _useUp(bytes32 key, uint256 purpose) private {
        require(!_used[key], RecordedAlready(purpose));
        _used[key] = true;
    }
}
