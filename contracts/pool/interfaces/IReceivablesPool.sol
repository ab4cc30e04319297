// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IParties, Party } from "../../deal/interfaces/IParties.sol";
import { IWaterfall } from "../../waterfall/interfaces/IWaterfall.sol";
import { PoolTerms } from "../types/PoolTerms.sol";
import { Candidate, Obligation, PoolMetrics, Tape } from "../types/PoolState.sol";
import { Purchase, Report } from "../types/Report.sol";
import { Sums } from "../types/Sums.sol";

/// @title IReceivablesPool: what a deal knows of its receivables, period by period
/// @notice The servicer reports, the verifier attests, whoever holds the cash funds, and from the payment date on
/// anyone closes the period, which runs the waterfall. Signatures are EIP-712's, of wallets or contracts (ERC-1271),
/// and anyone may submit them; a party that sends its own transaction gives an empty one. Any of it in one
/// transaction by `multicall`.
///
/// Warning: the pool can't see whether a report is true. It sees whether it adds up, who signed it, and whether a leaf
/// that is shown contradicts it.
interface IReceivablesPool {
    /// @notice `report` is the servicer's word for its period, until it is restated. It is needed again to close.
    event Reported(uint32 indexed period, uint16 version, bytes32 indexed digest, address servicer, Report report);
    event Attested(uint32 indexed period, uint16 version, bytes32 indexed digest, address verifier);
    /// @notice That version is void. Another must be reported and attested; it can't be objected to.
    event Objected(uint32 indexed period, uint16 version, string reason);
    event RateAccepted(uint32 indexed period, uint16 version);
    /// @notice Cash for the collections of `period`, in units of the deal's money.
    event Funded(uint32 indexed period, address indexed payer, uint256 amount);
    event PeriodClosed(uint32 indexed period, bytes32 indexed digest);
    /// @notice The payment date was run without a report. `version` was reported and not attested, or is 0.
    event PeriodClosedEmpty(uint32 indexed period, uint16 version);
    /// @notice The servicer did not bring an attested report by the end of the grace days.
    event ServicerDefaulted(uint32 indexed period, address indexed servicer);
    /// @notice Leaves may be proven against `root` from now on.
    event TapeAccepted(bytes32 indexed root, uint32 indexed period, Sums sums, uint24 until);
    event PurchaseRecorded(uint32 indexed period, bytes32 indexed root, uint256 face);
    /// @notice A receivable should not be in the pool: `amount` is to be repurchased until `cureEnds`.
    event ObligationArose(bytes32 indexed assetKey, bytes32 indexed root, uint256 amount, uint40 cureEnds);
    event ObligationSettled(bytes32 indexed assetKey, uint32 indexed period);
    event ObligationSetAside(bytes32 indexed assetKey, string reason);

    error NotTheFactory(address caller);
    error NotTheTrustee(address caller);
    error NotThePlatform(address caller);
    error NotTheChallenges(address caller);
    error ZeroAddress();
    /// @notice A term of the pool is out of its range.
    error PoolTermOutOfRange(uint256 got, uint256 lowest, uint256 highest);
    /// @notice Whoever signed, it was not this party (nor its backup, where the party has been silent).
    error NotSignedBy(Party party, address who);
    /// @notice One report for each payment date, in order.
    error ReportOutOfOrder(uint32 expected, uint32 got);
    /// @notice Versions of a period count from 1: a report that comes twice is not in order.
    error VersionOutOfOrder(uint16 expected, uint16 got);
    /// @notice After the grace days an attested report stands.
    error ReportStands(uint32 period, uint16 version);
    /// @notice A report covers days after the last one's, up to today at most.
    error DayOutOfOrder(uint24 after_, uint24 today, uint24 got);
    /// @notice A report begins where the last one ended.
    error OpeningDoesNotMatch(Sums expected, Sums got);
    /// @notice A figure of the sums is larger than a tape's can be.
    error SumsOutOfRange(Sums got);
    /// @notice Top hash and sums do not give the root.
    error RootDoesNotMatch(bytes32 expected, bytes32 got);
    /// @notice Opening + purchased + cured + corrected up, against closing + scheduled + prepaid + repurchased +
    /// defaulted + diluted + corrected down. Pool: performing and delinquent principal.
    error PrincipalDoesNotAddUp(uint256 openingAndIn, uint256 closingAndOut);
    /// @notice Opening + newly defaulted, against closing + recovered + written off + cured.
    error DefaultedDoesNotAddUp(uint256 openingAndIn, uint256 closingAndOut);
    /// @notice Principal + interest + recoveries + revenue, against collected.
    error CashDoesNotAddUp(uint256 parts, uint256 collected);
    /// @notice A figure of the report is wider than its type.
    error FigureTooWide();
    error OwnInputsDoNotMatch(uint256 expected, uint256 got);
    error TooManySettled(uint256 limit, uint256 got);
    /// @notice Repurchases of the report are less than the obligations it says are settled.
    error RepurchasesDoNotCover(uint256 needed, uint256 repurchased);
    /// @notice Another version is the one that is reported for the period that is closed next (version 0: none).
    error NotTheReport(uint32 period, uint16 version, uint32 gotPeriod, uint16 gotVersion);
    error AttestedAlready(uint32 period, uint16 version);
    error NotAttested(uint32 period, uint16 version);
    /// @notice The trustee objected to this version: report another.
    error ReportIsVoid(uint32 period, uint16 version);
    /// @notice The trustee objects to one version in a period.
    error ObjectedAlready(uint32 period);
    /// @notice The trustee objects in the hold hours.
    error HoldIsOver(uint40 ended);
    /// @notice An attested report waits for the trustee's objection.
    error InHold(uint40 ends);
    /// @notice Outside the band the trustee accepts the rate before the period is closed.
    error RateNotAccepted(uint256 actual, uint256 lowest, uint256 highest);
    /// @notice What was given is not the report that was accepted.
    error ReportDoesNotMatch(bytes32 expected, bytes32 got);
    /// @notice Without a report a period can be closed after the grace days.
    error InGrace(uint32 period, uint40 ends);
    /// @notice There is an attested report: close with that one.
    error ReportIsValid(uint32 period, uint16 version);
    /// @notice Cash is for a period up to the one that is closed next.
    error PeriodToCome(uint32 next, uint32 got);
    error NothingFunded();
    /// @notice A new tape of purchases is recorded before the next report.
    error PurchaseAfterReport(uint32 period);
    /// @notice A tape of purchases has what the last one had and at most as much more as was bought, in units of the
    /// notes' currency; defaulted receivables are not bought.
    error PurchaseDoesNotMatch(uint256 bought, Sums before, Sums got);
    /// @notice Each receivable is proven bad once.
    error ProvenAlready(bytes32 assetKey);
    error NoOpenObligation(bytes32 assetKey);

    /// @notice Sets up a clone. Only its factory. The waterfall must have been set up before.
    function initialize(IParties parties_, IWaterfall waterfall_) external;

    // A period

    /// @notice Takes a report of the period that is closed next, or restates it. Anyone, with the servicer's
    /// signature of `Report`; after `successionDays` without a valid report the backup servicer's as well.
    function report(Report calldata report_, bytes calldata signature) external;

    /// @notice Takes the verifier's attestation of the current version. Anyone, with the verifier's signature of
    /// `ReportAttestation`; after `successionDays` without an attestation the backup verifier's as well.
    function attest(uint32 period, uint16 version, bytes calldata signature) external;

    /// @notice Voids an attested version. Only the trustee, in the hold hours, once a period.
    function object(uint32 period, uint16 version, string calldata reason) external;

    /// @notice Takes the actual rate of the current version although it is outside the band. Only the trustee.
    function acceptRate(uint32 period, uint16 version) external;

    /// @notice Brings cash of the collections of `period`: all of it, a part, early or late. It is there for the next
    /// date that is run. Anyone, from its own balance of the settlement asset, by approval to this contract.
    /// @param amount units of the deal's money
    function fund(uint32 period, uint128 amount) external;

    /// @notice Runs the payment date on the report that was attested. Anyone, from the payment date on and when the
    /// hold is over.
    /// @param report_ the same report again: only its digest was kept
    function close(Report calldata report_) external;

    /// @notice Runs the payment date without a report, if there is no valid one at the end of the grace days. Anyone.
    function closeEmpty(uint32 period) external;

    /// @notice Takes the tape with what was bought on the last payment date. Anyone, with the signatures of servicer
    /// and verifier of `Purchase`, before the next report.
    function recordPurchase(
        Purchase calldata purchase,
        bytes calldata servicerSignature,
        bytes calldata verifierSignature
    ) external;

    // Obligations

    /// @notice Takes what was proven. Only {IChallenges}.
    /// @param amount outstanding principal of the leaf, in base units of the pool's currency
    function oblige(bytes32 assetKey, bytes32 root, uint72 amount) external;

    /// @notice Sets an obligation aside. Only the trustee.
    function setAside(bytes32 assetKey, string calldata reason) external;

    // Views

    function parties() external view returns (IParties);

    function waterfall() external view returns (IWaterfall);

    function terms() external view returns (PoolTerms memory);

    /// @notice Number of the payment date that is closed next.
    function nextPeriod() external view returns (uint32);

    /// @notice The report of that period, its digest, and the digest of the last report that was closed.
    function candidate() external view returns (Candidate memory state, bytes32 digest, bytes32 previous);

    /// @notice The last accepted tape, purchases included.
    function currentTape() external view returns (bytes32 root, Sums sums, uint24 until);

    /// @notice What is known of a root; all zero if it was never accepted.
    function tapeOf(bytes32 root) external view returns (Tape memory);

    function obligationOf(bytes32 assetKey) external view returns (Obligation memory);

    /// @notice How the pool has done, for triggers and disclosures.
    function metrics() external view returns (PoolMetrics memory);

    /// @notice What the servicer signs, and the digest that is kept of a report.
    function hashReport(Report calldata report_) external view returns (bytes32 toSign, bytes32 digest);

    /// @notice What the verifier signs.
    function hashAttestation(uint32 period, uint16 version) external view returns (bytes32 toSign);

    /// @notice What servicer and verifier sign of a purchase.
    function hashPurchase(Purchase calldata purchase) external view returns (bytes32 toSign);
}
