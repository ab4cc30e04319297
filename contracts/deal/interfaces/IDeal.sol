// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IClassPrincipal } from "../../token/interfaces/ISecurityToken.sol";
import { DisclosureTerms, Matter } from "../../oversight/interfaces/IDisclosures.sol";
import { RedemptionTerms } from "../types/DealTerms.sol";
import { IDocuments } from "./IDocuments.sol";
import { IOrders } from "./IOrders.sol";
import { IPartyChanges } from "./IPartyChanges.sol";
import { IPolicyChanges } from "./IPolicyChanges.sol";
import { IRecordDates } from "./IRecordDates.sol";

/// @notice Where a deal stands.
enum DealStatus {
    Offered,
    Live,
    Failed,
    Closed
}

/// @notice The contracts of a deal.
struct DealContracts {
    address pool;
    address waterfall;
    address payingAgent;
    address offering;
    address proceeds;
    address[] tokens;
}

/// @notice What the deal itself keeps of a class.
/// @param retainer holds the whole class from the opening; zero for a class that is sold
/// @param retainedUnits units minted to it
/// @param retainedFloor units it may not fall below
/// @param retainedUntil the moment from which it may; 0 for never
struct DealClass {
    address token;
    address retainer;
    uint96 retainedUnits;
    uint96 retainedFloor;
    uint40 retainedUntil;
}

/// @title IDeal: parties, orders, status, schedule and documents of one deal
/// @notice A clone that carries its table (terms hash, filing, first parties, contracts, record dates) in its code. It
/// owns the tokens; their agents are this contract, the offering and the paying agent, for good.
///
/// Warning: two keys, transfer agent and trustee together, can freeze, move and attach what holders have. Each act has
/// its authority, reference and evidence on chain, and no key can do it alone.
interface IDeal is IPartyChanges, IOrders, IPolicyChanges, IDocuments, IRecordDates, IClassPrincipal {
    /// @notice The offering settled: tokens can be transferred, minting is over, payment dates can be run.
    event DealOpened(uint256[] minted);
    /// @notice The offering failed: everyone takes the whole money back.
    event DealFailed();
    /// @notice All classes are closed and all units burned or being burned.
    event DealClosed();
    /// @notice The register of disclosures did not take the duty: raise it there by hand. What happened stands.
    event DisclosureFailed(Matter indexed matter, uint64 subject);

    error NotTheFactory(address caller);
    error InitializedAlready();
    error NotTheOffering(address caller);
    error NotTheIssuer(address caller);
    error NotTheTrustee(address caller);
    error NotTrusteeNorIssuer(address caller);
    /// @notice One entry for each class.
    error LengthMismatch(uint256 first, uint256 other);
    /// @notice Record date `number` of the schedule, counted from 1, comes before the one before it.
    error RecordDatesFall(uint256 number, uint40 moment);
    /// @notice The schedule has no payment date of this number.
    error NoSuchPaymentDate(uint32 date);
    error WrongStatus(DealStatus status);

    /// @notice Judges the table (parties, dates), gives the tokens their record dates and rules, and stops transfers
    /// until the deal opens. Only the factory, once, in the transaction that creates the deal.
    /// @param rules by class: calls of {IRuleSettings} out of which the 32 bytes of the first argument, the token, were
    /// cut; offsets of lists stay as they are in the whole call
    function initialize(bytes[][] calldata rules) external;

    /// @notice The offering is settled: gives the retained classes to their retainers, opens the waterfall at what was
    /// minted, closes minting for good and lets transfers begin. Only the offering, once, while the filing is
    /// effective. A retainer must be registered and eligible by then: the rule of its class is set before it gets its
    /// units.
    /// @param minted units of each class that were sold, in class order; what is said of a retained class is not read
    function openDeal(uint256[] calldata minted) external;

    /// @notice The offering failed. Only the offering.
    function failDeal() external;

    /// @notice Adds a record date beyond the schedule, after the notice. Only issuer and trustee.
    /// @param previous the last listed date before it, or 0
    function addRecordDate(uint40 moment, uint40 previous) external;

    function status() external view returns (DealStatus);

    /// @notice Hash of the terms, as filed.
    function termsHash() external view returns (bytes32);

    /// @notice The filing the deal was issued upon.
    function filing() external view returns (bytes32);

    /// @notice Hash of the deal file's canonical form.
    function document() external view returns (bytes32);

    /// @notice ISO 4217 code of the notes.
    function currency() external view returns (bytes3);

    function contracts() external view returns (DealContracts memory);

    function classes() external view returns (DealClass[] memory);

    function redemptionTerms() external view returns (RedemptionTerms memory);

    function disclosureTerms() external view returns (DisclosureTerms memory);

    /// @notice Whether `account` is a contract of this deal.
    function isPart(address account) external view returns (bool);

    /// @notice The record date of payment date `date`, counted from 1.
    function recordDateOf(uint32 date) external view returns (uint40);

    /// @notice Seconds a change waits.
    function changeDelay() external view returns (uint32);
}
