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
/// Warning: a holder that is frozen, or that the asset refuses, is owed and waits; nobody else does.
/// Warning: cash that is simply transferred here belongs to nobody's books and stays.
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
    /// @notice One of many could not be paid; the others were.
    event CollectFailed(address indexed holder, uint256 indexed classNumber, bytes reason);
    event PayoutAddressSet(address indexed holder, address indexed payout, uint40 from);
    event TaxSourceSet(address indexed source);
    event TaxWithdrawn(address indexed asset, uint256 amount);
    /// @notice From now on what `holder` is owed goes to `to` first, up to `amount` units; 0 ends it.
    event AttachmentSet(address indexed holder, address indexed to, uint256 amount);
    /// @notice The class can never be paid again: its units burn as holders collect.
    event ClassClosed(uint256 indexed classNumber);
    event UnitsBurned(address indexed holder, uint256 indexed classNumber, uint256 units);

    error NotTheFactory(address caller);
    error NotTheDeal(address caller);
    error NoSuchClass(uint256 classNumber);
    /// @notice The holder is frozen: what it is owed is kept for it.
    error HolderFrozen(address holder);
    error NothingToCollect(address holder, uint256 classNumber);
    /// @notice The payout address must be a wallet of the same identity.
    error NotTheSameIdentity(address holder, address payout);
    error TaxAboveCeiling(uint256 ceiling, uint256 rate);
    error NoTaxAccount();
    error ClassClosedAlready(uint256 classNumber);
    error LessArrived(uint256 expected, uint256 arrived);

    function initialize(address deal) external;

    /// @notice Pays the caller all it is owed in a class, of all dates up to the last declared. Units of the deal.
    function collect(uint256 classNumber) external returns (uint256 net);

    /// @notice The same for somebody else: to that holder's address, its registered payout address or its successor.
    function collectFor(address holder, uint256 classNumber) external returns (uint256 net);

    /// @notice Pays many; one that can't be paid is skipped and reported. Each has its own gas allowance.
    function collectMany(address[] calldata holders, uint256 classNumber) external;

    /// @notice Where the caller is paid from now on, after the delay: another wallet of its identity; itself to end it.
    function setPayoutAddress(address payout) external;

    /// @notice Where the rate of withholding of an identity is asked. Only the deal, with its delay.
    function setTaxSource(address source) external;

    /// @notice Sends what was withheld to the tax account. Anyone.
    function withdrawTax(address asset) external returns (uint256 amount);

    /// @notice Attaches what `holder` is and will be owed. Only the deal, on an order.
    function attach(address holder, address to, uint256 amount) external;

    /// @notice Closes a class that can never be paid again. Only the deal.
    function closeClass(uint256 classNumber) external;

    /// @notice From the next declaration on, payments are in the waterfall's new asset. Only the deal.
    function succeedAsset(address asset) external;

    /// @notice What `holder` could collect of a class now, in each asset there is, and the last date it includes.
    function owedTo(
        address holder,
        uint256 classNumber
    ) external view returns (address[] memory assets, Entitlement[] memory amounts, uint32 upTo);

    /// @notice What was declared for a class on a date.
    function paymentOf(
        uint256 classNumber,
        uint32 date
    ) external view returns (ClassPayment memory payment, uint40 recordDate);

    /// @notice The last payment date that was declared; 0 before the first.
    function lastDate() external view returns (uint32);

    /// @notice The last date `holder` has collected in a class.
    function collectedUpTo(address holder, uint256 classNumber) external view returns (uint32);

    /// @notice All that is somebody's here in `asset`, in the deal's units: declared, not collected; tax not withdrawn.
    function booked(address asset) external view returns (uint256);

    function attachmentOf(address holder) external view returns (address to, uint256 left);

    function table() external view returns (PayingTable memory);
}
