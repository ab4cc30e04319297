// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { PayingTable } from "../types/PayingTable.sol";
import { ClassPayment, IDeclarations } from "./IDeclarations.sol";

/// @notice What one holder is owed or was paid, in units of the deal's money, in one asset.
/// @param tax withheld from interest
struct Entitlement {
    uint256 interest;
    uint256 principal;
    uint256 residual;
    uint256 tax;
}

/// @title IPayingAgent: pays the classes' money to the holders of record, by pull
/// @notice A clone that carries its table in its code. A payment costs the same for one holder and for ten thousand.
/// A holder's share of an amount is ⌊amount × units at the record date / supply at the record date⌋, each of interest,
/// principal and residual; what rounding leaves stays on the books, less than one unit for each holder and amount. In a
/// settlement asset with more decimals than the deal, shares are of the deal's units.
///
/// What a lost wallet is owed is paid to the wallet that stands for it now, by whomever it is collected. Of several
/// settlement assets, one after the other, each is collected by itself: one that no longer pays holds up nothing else.
///
/// Warning: a holder that is frozen, or that the asset refuses, is owed and waits; nobody else does. Of a lost wallet
/// it is the freeze of its successor that counts.
/// Warning: cash that is simply transferred here belongs to nobody's books and stays.
/// Warning: an attachment is of a wallet. What a lost wallet is owed stays attached; for what its successor will be
/// owed by its own holding, an order on the successor is needed.
interface IPayingAgent is IDeclarations {
    /// @notice `payments`, one entry a class, are there for the holders at `recordDate`, in `asset`.
    event Declared(uint32 indexed date, uint40 recordDate, address asset, ClassPayment[] payments);
    /// @notice One holder took what it was owed for the dates `from` to `to`, in one asset. `paidTo` received gross
    /// (interest + principal + residual) less tax less `attached`.
    event Collected(
        address indexed holder,
        uint256 indexed classNumber,
        uint32 from,
        uint32 to,
        address asset,
        Entitlement gross,
        uint256 attached,
        address paidTo
    );
    /// @notice One of many could not be paid; the others were. `reason` is the error, its first 256 bytes.
    event CollectFailed(address indexed holder, uint256 indexed classNumber, bytes reason);
    event PayoutAddressSet(address indexed holder, address indexed payout, uint40 from);
    event TaxSourceSet(address indexed source);
    event TaxWithdrawn(address indexed asset, uint256 amount);
    /// @notice From now on what `holder` is owed goes to `to` first, up to `amount` units; 0 ends it.
    event AttachmentSet(address indexed holder, address indexed to, uint256 amount);
    /// @notice Of what `holder` was owed, `amount` is `to`'s, to be withdrawn; `left` may still be taken.
    event Attached(address indexed holder, address indexed to, address indexed asset, uint256 amount, uint256 left);
    event AttachedWithdrawn(address indexed to, address indexed asset, uint256 amount);
    /// @notice Payments after `lastDate` are in `asset`.
    event AssetSucceeded(address indexed former, address indexed asset, uint32 lastDate);
    /// @notice The class can never be paid again: its units burn as holders collect.
    event ClassClosed(uint256 indexed classNumber);
    event UnitsBurned(address indexed holder, uint256 indexed classNumber, uint256 units);

    error NotTheFactory(address caller);
    error NotTheDeal(address caller);
    /// @notice Only the paying agent itself may ask for this.
    error NotItself(address caller);
    error NoSuchClass(uint256 classNumber);
    /// @notice The holder is frozen: what it is owed is kept for it.
    error HolderFrozen(address holder);
    error NothingToCollect(address holder, uint256 classNumber);
    /// @notice Nothing is there for `payee` to withdraw.
    error NothingToWithdraw(address payee, address asset);
    /// @notice The payout address must be a wallet of the same identity, neither frozen nor lost.
    error PayoutNotTheSameIdentity(address holder, address payout);
    /// @notice No more than the whole interest can be withheld: the ceiling is in 1e-9.
    error TaxAboveCeiling(uint256 ceiling, uint256 rate);
    error NoTaxAccount();
    error ClassClosedAlready(uint256 classNumber);
    error LessArrived(uint256 expected, uint256 arrived);
    /// @notice The settlement asset must count at least as finely as the deal, and by at most 28 decimals more.
    error AssetTooCoarse(uint8 dealDecimals, uint8 assetDecimals);
    /// @notice A deal has at most `limit` classes.
    error TooManyClasses(uint256 limit);
    error ZeroAddress();
    /// @notice Give the transaction more gas: each payee, and each question to a registry or tax source, has an
    /// allowance, and it must be there.
    error CollectNeedsMoreGas(uint256 left);

    /// @notice Sets up a clone. Only its factory, once.
    function initialize(address deal) external;

    /// @notice Pays the caller what it is owed in a class. In each asset at most 36 dates at once; what comes after is
    /// collected by the next call. If the class is closed and nothing is left to collect, the caller's free units burn.
    /// @dev Reverts with HolderFrozen, NothingToCollect, or as the current asset does. An asset that was succeeded and
    /// fails is reported by CollectFailed; what is owed in it waits.
    /// @return net what was paid, in units of the deal, after tax and attachment
    function collect(uint256 classNumber) external returns (uint256 net);

    /// @notice The same for somebody else: to that holder's address, its registered payout address or its successor.
    function collectFor(address holder, uint256 classNumber) external returns (uint256 net);

    /// @notice Pays many; one that can't be paid is skipped and reported, one that is owed nothing is skipped. Each has
    /// its own gas allowance.
    function collectMany(address[] calldata holders, uint256 classNumber) external;

    /// @notice One holder in one asset. Only the paying agent itself, to keep one payee's trouble from the others.
    /// @param era which of the assets, counted from 0
    function collectIn(address holder, uint256 classNumber, uint256 era) external returns (uint256 gross, uint256 net);

    /// @notice Where the caller is paid from now on, after the delay: another wallet of its identity; itself to end it.
    /// @dev Looked at again when it pays: a payout address that is then of another identity, frozen or lost is passed
    /// over, and the holder's own address is paid.
    function setPayoutAddress(address payout) external;

    /// @notice Where the rate of withholding of an identity is asked; zero for nowhere. Only the deal, with its delay.
    /// @dev Where the terms allow withholding and no good answer comes (no source, no identity, a failure, a rate above
    /// the ceiling), the ceiling is withheld: relief is the exception that somebody must vouch for, and what was
    /// withheld too much can be claimed back, what was withheld too little is owed by the issuer.
    function setTaxSource(address source) external;

    /// @notice Sends what was withheld to the tax account. Anyone.
    function withdrawTax(address asset) external returns (uint256 amount);

    /// @notice Attaches what `holder` is and will be owed, in place of an earlier attachment. Only the deal, on an
    /// order. It is taken after tax, from what the holder collects, and `to` withdraws it: a payee that reverts
    /// keeps nobody from collecting.
    function setAttachment(address holder, address to, uint256 amount) external;

    /// @notice Sends what was attached for `to` to it. Anyone.
    function withdrawAttached(address to, address asset) external returns (uint256 amount);

    /// @notice Closes a class that can never be paid again. Only the deal.
    function closeClass(uint256 classNumber) external;

    /// @notice From the next declaration on, payments are in the waterfall's new asset. Only the deal.
    function succeedAsset(address asset) external;

    /// @notice What `holder` is owed in a class now, in each asset in which it is owed something, and the last date
    /// that includes. Exactly what collecting until nothing is left pays, before attachment; a freeze changes nothing
    /// in it.
    function owedTo(
        address holder,
        uint256 classNumber
    ) external view returns (address[] memory assets, Entitlement[] memory amounts, uint32 upTo);

    /// @notice What was declared for a class on a date; all zero if the class was paid nothing.
    function paymentOf(
        uint256 classNumber,
        uint32 date
    ) external view returns (ClassPayment memory payment, uint40 recordDate);

    /// @notice The last payment date that was declared; 0 before the first.
    function lastDate() external view returns (uint32);

    /// @notice The last date up to which `holder` has collected everything in a class.
    function collectedUpTo(address holder, uint256 classNumber) external view returns (uint32);

    /// @notice All that is somebody's here in `asset`, in the deal's units: declared, not collected; tax and what was
    /// attached, not withdrawn. The balance is never less, unless the asset took it.
    function booked(address asset) external view returns (uint256);

    /// @notice Part of the books: tax withheld in `asset`, not withdrawn.
    function taxHeld(address asset) external view returns (uint256);

    /// @notice Part of the books: what was attached for `to` in `asset`, not withdrawn.
    function attachedFor(address to, address asset) external view returns (uint256);

    function attachmentOf(address holder) external view returns (address to, uint256 left);

    /// @notice Where `holder` is paid now (its own address unless it named another), and where from `from` on.
    function payoutAddressOf(address holder) external view returns (address payout, address next, uint40 from);

    function taxSource() external view returns (address);

    function isClosed(uint256 classNumber) external view returns (bool);

    /// @notice The settlement assets, in their order, each with the number of its first date.
    function assets() external view returns (address[] memory list, uint32[] memory firstDates);

    /// @notice Whom this paying agent obeys.
    function deal() external view returns (address);

    function table() external view returns (PayingTable memory);
}
