// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IParties } from "../../deal/interfaces/IParties.sol";
import { IWaterfall } from "../../waterfall/interfaces/IWaterfall.sol";

/// @dev What every call reads, in one word.
/// @param period number of the payment date that is closed next
/// @param until last day of the last report that was closed
/// @param silentSince number of the payment date since which no report was closed; 0 if the last date had one
/// @param lossThreshold loss above which is disclosed, in 1/10,000 of the notes outstanding
/// @param ownInputs how many of the program's inputs are the deal's own
struct PoolState {
    IWaterfall waterfall;
    uint24 period;
    uint24 until;
    uint24 silentSince;
    uint16 lossThreshold;
    uint8 ownInputs;
}

/// @dev In one word.
/// @param bought face bought on the last date with a report and not yet recorded in a tape, in units of the notes'
/// currency
/// @param cashThreshold cash below forecast from which it is disclosed, in 1/10,000
struct PoolLinks {
    IParties parties;
    uint80 bought;
    uint16 cashThreshold;
}

/// @notice The report of the period that is closed next, as far as it has come.
/// @param period the payment date it is for; one that was closed leaves it here, to be written over
/// @param version 0: none
/// @param until last day it covers
/// @param attestedAt 0: not attested
/// @param byBackup reported by the backup servicer
/// @param voided the trustee objected to this version
/// @param objected the trustee has objected in this period
/// @param rateOutside the rate is outside the band
/// @param rateAccepted the trustee took the rate
struct Candidate {
    uint32 period;
    uint16 version;
    uint24 until;
    uint40 attestedAt;
    bool byBackup;
    bool voided;
    bool objected;
    bool rateOutside;
    bool rateAccepted;
}

/// @notice A tape that was accepted.
/// @param since the last day that the report before it covered
/// @param until the last day it covers
/// @param period the payment date it came with; 0 for the filed one
/// @param acceptedAt when; 0: not accepted
struct Tape {
    uint24 since;
    uint24 until;
    uint32 period;
    uint40 acceptedAt;
}

enum ObligationStatus {
    None,
    Open,
    Settled,
    SetAside
}

/// @notice To repurchase a receivable that was proven bad.
/// @param amount its outstanding principal in the leaf that was shown, in base units of the pool's currency
/// @param cureEnds until when, in seconds
struct Obligation {
    uint72 amount;
    uint40 cureEnds;
    ObligationStatus status;
}

/// @dev How the pool has done, in two words that {Performance} reads.
struct Track {
    uint256 pool;
    uint256 cash;
}

/// @notice How the pool has done. Ratios are in 1e-9.
/// @param defaulted principal defaulted so far, in base units of the pool's currency
/// @param writtenOff principal written off so far
/// @param cumulativeDefaultRatio `defaulted` of the filed tape's principal
/// @param defaultRatio newly defaulted of opening principal, the mean of the last three reports
/// @param delinquencyRatio delinquent of closing principal, last report
/// @param dilutionRatio diluted of opening principal, last report
/// @param lossRatio `writtenOff` at the contract rate of the notes outstanding
/// @param received cash reported as received so far, in units of the notes' currency
/// @param forecast cash forecast so far
/// @param cashRatio received of forecast on the last date; 1e9 where nothing was forecast
/// @param cumulativeCashRatio `received` of `forecast`
/// @param cashDue reported as received and not funded: due from the servicer
struct PoolMetrics {
    uint256 defaulted;
    uint256 writtenOff;
    uint256 cumulativeDefaultRatio;
    uint256 defaultRatio;
    uint256 delinquencyRatio;
    uint256 dilutionRatio;
    uint256 lossRatio;
    uint256 received;
    uint256 forecast;
    uint256 cashRatio;
    uint256 cumulativeCashRatio;
    uint256 cashDue;
}
