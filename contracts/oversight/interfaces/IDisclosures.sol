// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice What must be disclosed.
enum Matter {
    IssuanceCompleted,
    LossAboveThreshold,
    CashBelowForecast,
    CashMissing,
    ReportMissing,
    MissedDistribution,
    TriggerBreached,
    BadReceivable,
    PartyChanged,
    Accelerated,
    FallbackOpened,
    PeriodicReport,
    Other
}

uint256 constant MATTERS = 13;

/// @notice A deal's own thresholds and days; sources in the regulation's words are the deal file's business.
/// @param lossThreshold loss against outstanding principal, in 1/10,000, above which it is disclosed
/// @param cashThreshold cash below forecast, in 1/10,000, from which it is disclosed
/// @param daysToSubmit by {Matter}: days from the event to the day the disclosure is due
struct DisclosureTerms {
    uint16 lossThreshold;
    uint16 cashThreshold;
    uint8[MATTERS] daysToSubmit;
}

/// @notice One duty to disclose.
/// @param raisedAt when
/// @param due first moment at which it is overdue
/// @param submittedAt when the disclosure was made; 0 before
/// @param subject period, class or other number the matter is about
struct Duty {
    Matter matter;
    uint40 raisedAt;
    uint40 due;
    uint40 submittedAt;
    uint64 subject;
}

/// @title IDisclosures: duties to disclose, with their due dates
/// @notice One register for all deals. Material events are raised by the deals' own contracts; what only people know
/// is raised by the deal's parties. An overdue duty is visible to anyone and never stops a payment.
interface IDisclosures {
    event DisclosureRaised(
        address indexed deal,
        uint256 indexed duty,
        Matter indexed matter,
        uint64 subject,
        uint40 due
    );
    event DisclosureSubmitted(address indexed deal, uint256 indexed duty, bytes32 documentHash, string uri);

    /// @notice Neither a contract of the deal nor one of its parties.
    error MayNotRaise(address deal, address caller);
    error MayNotSubmit(address deal, address caller);
    error NotADeal(address deal);
    error NoSuchDuty(address deal, uint256 duty);
    error SubmittedAlready(uint256 duty, uint40 submittedAt);
    error DocumentMissing();

    /// @notice Raises a matter, due at the end of the day (UTC) that comes the terms' days after today. By a contract
    /// of the deal: any matter; by issuer, servicer, trustee or filing agent: `PeriodicReport` and `Other`. A duty for
    /// the same matter and subject that is still open is not raised again: its number is returned. For a contract of a
    /// deal it never reverts.
    /// @return duty its number within the deal, from 0
    function raise(address deal, Matter matter, uint64 subject) external returns (uint256 duty);

    /// @notice The disclosure was made: its document's hash and where it is, both needed. Issuer, servicer, trustee,
    /// filing agent. Once: a correction is a new duty (`Other`).
    function submit(address deal, uint256 duty, bytes32 documentHash, string calldata uri) external;

    /// @notice `count` duties from `first`; fewer where there are no more.
    function dutiesOf(address deal, uint256 first, uint256 count) external view returns (Duty[] memory);

    function dutyCount(address deal) external view returns (uint256);

    /// @notice Numbers of the duties that are overdue, among `count` from `first`.
    function overdue(address deal, uint256 first, uint256 count) external view returns (uint256[] memory);
}
