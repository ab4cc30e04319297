// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Refusal } from "../../compliance/interfaces/IRuleSettings.sol";
import { OfferingTable } from "../types/OfferedClass.sol";

/// @notice How far an offering is.
/// Subscribing → Counting (from the first count after it closed) → Settling (all counted, every minimum reached) →
/// Settled. Failed: a minimum was missed, or it was not settled in time.
enum OfferingStage {
    Subscribing,
    Counting,
    Settling,
    Settled,
    Failed
}

/// @notice One investor's order for one class.
/// @param units ordered; 0 after it was cancelled
/// @param counted units that took part in the allotment; 0 for who was not eligible
/// @param allotted units minted
/// @param refunded whether the rest was taken back
/// @param settled whether the second pass has been here
struct Subscription {
    uint96 units;
    uint96 counted;
    uint96 allotted;
    bool refunded;
    bool settled;
}

/// @title IOffering: sells the classes of a deal
/// @notice Prefunded: an order's whole price is in escrow here. Eligibility is checked when an order is taken and when
/// it is allotted. Closing takes two passes, open to anyone, in as many transactions as it needs: count, then settle.
/// Refunds are by pull. The price of an order is rounded up to the deal's unit, of an allotment too; the refund is the
/// difference, so escrow in = proceeds + refunds, exactly. An order of a wallet that was lost and recovered is its
/// successor's: units and money go there.
///
/// Warning: until the deal opens, units that were minted can't be transferred; if the offering fails they are burned
/// as the money is taken back.
interface IOffering {
    event Subscribed(address indexed investor, uint256 indexed classNumber, uint256 units, uint256 cash, uint256 total);
    event SubscriptionCancelled(address indexed investor, uint256 indexed classNumber, uint256 units, uint256 cash);
    /// @notice An order takes no part: its investor is not eligible now.
    event OrderNotEligible(address indexed investor, uint256 indexed classNumber, uint256 units);
    /// @notice All orders of a class were counted.
    event ClassCounted(uint256 indexed classNumber, uint256 orders, uint256 demand, uint256 face);
    event Allotted(address indexed investor, uint256 indexed classNumber, uint256 units, uint256 cash);
    /// @notice `cash` of the order of `investor` went to `to`: the investor, or who stands for its lost wallet.
    event Refunded(address indexed investor, uint256 indexed classNumber, uint256 cash, address to);
    /// @notice A failed offering took the money back and could not burn so many units: an order of the deal moved them
    /// on, or they are under lien. They are worth nothing.
    event UnitsNotBurned(address indexed holder, uint256 indexed classNumber, uint256 units);
    /// @notice The deal is open. Units sold by class, and their price in units of the deal's money.
    event OfferingSettled(uint256[] minted, uint256 raised);
    event OfferingFailed(string reason);

    error NotTheFactory(address caller);
    error OfferingNotOpen(uint40 opens, uint40 closes);
    error OfferingNotClosed(uint40 closes);
    error WrongStage(OfferingStage stage);
    error NoSuchClass(uint256 classNumber);
    /// @notice The class is retained: it is not sold.
    error ClassNotOffered(uint256 classNumber);
    error BelowDenomination(uint256 units, uint256 denomination);
    error NotAMultipleOfLot(uint256 units, uint256 lot);
    /// @notice All orders of one investor for a class are at most its face.
    error AboveFace(uint256 units, uint256 face);
    /// @notice The investor can't receive units of the class now; every reason.
    error MayNotSubscribe(address investor, Refusal[] reasons);
    error InvestorNotEligible(address investor, bytes[] reasons);
    /// @notice The exemption's limit of offerees is reached.
    error TooManyOfferees(uint256 limit);
    /// @notice Less of the asset is here after a payment than was here and paid, or than the books say; in units of
    /// the asset. A token that takes a fee is no settlement asset.
    error LessArrived(uint256 expected, uint256 arrived);
    error NothingSubscribed(address investor, uint256 classNumber);
    error NothingToRefund(address investor, uint256 classNumber);
    error NotOverdue(uint40 settleBy);
    error SettlementOverdue(uint40 settleBy);
    /// @notice Something was refused with so little gas left that the refusal could be for lack of gas. Give the
    /// transaction more, or take fewer orders at once.
    error RefusalNeedsMoreGas(uint256 left, uint256 needed);
    /// @notice Starts a clone. Only the factory, once; it has found the table sound.
    function initialize(address deal) external;

    /// @notice Orders `units` of a class and pays for them into escrow. The caller is the investor; orders add up, and
    /// what is added is any multiple of the lot. First come, first served: who adds to an order comes anew, at the end.
    /// Needs: the offering open, the filing effective, the asset approved, the investor able to receive the units.
    function subscribe(uint256 classNumber, uint96 units) external;

    /// @notice Takes the caller's order back, whole, before the offering closes. Who ordered stays an offeree.
    function cancel(uint256 classNumber) external;

    /// @notice Counts up to `count` orders, once the offering has closed. Anyone. An order takes part if its units
    /// could be minted to its investor now. When the last is counted: fails if of a class that is sold less than its
    /// minimum, or nothing, is demanded.
    /// @return left entries of the queues still to be counted
    function countOrders(uint256 count) external returns (uint256 left);

    /// @notice Allots and mints up to `count` orders; with the last one the deal opens and the proceeds go to their
    /// ledger, or the offering fails if so many have lapsed since that a minimum is missed. Anyone, before the
    /// settlement's last moment, while the filing is effective. Who could not receive its allotment now gets nothing,
    /// and the whole money back; who could not when it was counted takes no part.
    ///
    /// Pro rata, if demand is above the face: due to all orders up to one, in the order they came, are
    /// ⌊units × face / demand⌋, down to the lot; it gets what is due up to it less what was due before it, or nothing
    /// if that is below the denomination. First come: in full until the face is used up, then the lots that are left.
    /// @return left entries of the queues still to be settled
    function settleOrders(uint256 count) external returns (uint256 left);

    /// @notice Ends an offering that was not settled in time, at whatever stage it is. Anyone.
    function fail() external;

    /// @notice Pays back to `investor` what its order for a class was not allotted, once the offering is settled; the
    /// whole price after a failure, for which its units are burned. Anyone, to the investor alone, or to the wallet
    /// that it was recovered to. A lapsed or frozen investor is paid: it is its own money.
    /// @return cash in units of the deal's money
    function refund(address investor, uint256 classNumber) external returns (uint256 cash);

    /// @notice What `refund` would pay now, in units of the deal's money.
    function refundOf(address investor, uint256 classNumber) external view returns (uint256);

    function deal() external view returns (address);

    function stage() external view returns (OfferingStage);

    function table() external view returns (OfferingTable memory);

    function subscriptionOf(address investor, uint256 classNumber) external view returns (Subscription memory);

    /// @notice Orders of a class in the order they came: investors, `count` from `first`; zero where an order was taken
    /// back or lost its place.
    function subscribersOf(uint256 classNumber, uint256 first, uint256 count) external view returns (address[] memory);

    /// @notice Totals of a class: entries of its queue, units ordered, units counted, units minted.
    function totalsOf(
        uint256 classNumber
    ) external view returns (uint256 orders, uint256 ordered, uint256 counted, uint256 minted);

    /// @notice Entries of the queues that the pass at hand, or the first, still has to go over.
    function ordersLeft() external view returns (uint256);

    /// @notice Investors (identities, over all classes) counted against the exemption's limit; 0 where it has none.
    function offerees() external view returns (uint256);

    /// @notice Cash on the books here, in units of the deal's money: escrow, and refunds not taken.
    function booked() external view returns (uint256);

    /// @notice What `units` of a class cost, in units of the deal's money, rounded up.
    function priceOf(uint256 classNumber, uint256 units) external view returns (uint256);
}
