// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Sums } from "./Sums.sol";

/// @notice What the servicer says of one collection period.
/// @param period number of the payment date it is for
/// @param version 1 for the first report of a period, one more for each restatement
/// @param until the last day it covers, in days since 1970-01-01; the first is the day after the report before
/// @param opening sums of the tape the period began with, purchases of the last payment date included
/// @param closing sums of the tape at the end of `until`
/// @param topHash hash of that tape's top node
/// @param root commits to `topHash` and `closing`
/// @param inputs values of the deal's own inputs, in the order of its program
/// @param settled asset keys of receivables repurchased because of an obligation
struct Report {
    uint32 period;
    uint16 version;
    uint24 until;
    Sums opening;
    Sums closing;
    bytes32 topHash;
    bytes32 root;
    PrincipalFlows principal;
    CashFlows cash;
    Standing standing;
    uint256[] inputs;
    bytes32[] settled;
}

/// @notice How the principal of the pool changed, in base units of the pool's currency.
/// @param scheduled repaid as it fell due
/// @param prepaid repaid before
/// @param repurchased taken out by originator or servicer, substitutions included
/// @param defaulted newly defaulted
/// @param diluted lost to credit notes, set-off, returns
/// @param purchased come in since the opening tape, substitutions included
/// @param cured back from defaulted
/// @param correctedUp what earlier reports said too little
/// @param correctedDown what earlier reports said too much
/// @param recovered defaulted principal that was collected after all
/// @param writtenOff defaulted principal given up
struct PrincipalFlows {
    uint128 scheduled;
    uint128 prepaid;
    uint128 repurchased;
    uint128 defaulted;
    uint128 diluted;
    uint128 purchased;
    uint128 cured;
    uint128 correctedUp;
    uint128 correctedDown;
    uint128 recovered;
    uint128 writtenOff;
}

/// @notice The cash of the period and its way offshore. Up to `remitted` in base units of the pool's currency, from
/// `received` on in units of the notes' currency.
/// @param principal principal in cash: what was set off (substitutions) is not in it
/// @param interest interest in cash
/// @param recoveries cash on defaulted receivables
/// @param revenue revenue of a revenue right
/// @param collected all of it: the four above
/// @param remitted given to the bank for conversion
/// @param received what this comes to offshore, net of deductions: what is to be funded
/// @param tax withheld on the way
/// @param bankCharges taken on the way
/// @param supportGiven by a sponsor, beside the collections
/// @param redemptionMoney for a call, beside the collections
/// @param rate notes currency for one of pool currency at which the bank converted, 1e18
/// @param remittedOn day of the remittance
/// @param receivedOn day it arrived offshore
/// @param rateReference hash of what shows the rate
struct CashFlows {
    uint128 principal;
    uint128 interest;
    uint128 recoveries;
    uint128 revenue;
    uint128 collected;
    uint128 remitted;
    uint128 received;
    uint128 tax;
    uint128 bankCharges;
    uint128 supportGiven;
    uint128 redemptionMoney;
    uint96 rate;
    uint24 remittedOn;
    uint24 receivedOn;
    bytes32 rateReference;
}

/// @notice The state of the pool at the end of the period, in base units of the pool's currency unless said.
/// @param late30 principal 1 to 30 days late
/// @param late60 principal 31 to 60 days late
/// @param late90 principal 61 to 90 days late
/// @param later principal more than 90 days late
/// @param openingYieldSupplement yield supplement at the last report
/// @param yieldSupplement yield supplement now
/// @param offered face for sale to the deal on the payment date
/// @param expensesDue in units of the notes' currency
/// @param index the index of floating coupons, 1e-9 a year
/// @param documents hash of the documents the report rests on
struct Standing {
    uint128 late30;
    uint128 late60;
    uint128 late90;
    uint128 later;
    uint128 openingYieldSupplement;
    uint128 yieldSupplement;
    uint128 offered;
    uint128 expensesDue;
    uint40 index;
    bytes32 documents;
}

/// @notice Receivables bought with the available funds of a payment date, as a tape of their own: the last report's
/// and what was bought.
/// @param period number of the payment date, the last that was closed
/// @param day the day they were bought: their `entered`
/// @param sums of the new tape
/// @param topHash hash of its top node
/// @param root commits to both
struct Purchase {
    uint32 period;
    uint24 day;
    Sums sums;
    bytes32 topHash;
    bytes32 root;
}

/// @dev Words of a report before its two lists: 43 figures and where the lists are.
uint256 constant REPORT_HEAD_BYTES = 45 * 32;

/// @notice The lists of a report lie behind its figures, in their order and without a gap, as every encoder puts them.
error ReportNotCanonical();

/// @notice A report as it came, to be passed on: to encode it again would cost more than to read it. Figures are not
/// looked at.
function bytesOf(Report calldata report) pure returns (bytes calldata raw) {
    uint256[] calldata inputs = report.inputs;
    bytes32[] calldata settled = report.settled;
    bool canonical;
    // Both lists were found to be inside the calldata: lengths and places are small, and so are the sums.
    assembly ("memory-safe") {
        let inputsAt := add(report, add(REPORT_HEAD_BYTES, 32))
        let settledAt := add(add(inputsAt, shl(5, inputs.length)), 32)
        canonical := and(eq(inputs.offset, inputsAt), eq(settled.offset, settledAt))
        raw.offset := report
        raw.length := sub(add(settledAt, shl(5, settled.length)), report)
    }
    require(canonical, ReportNotCanonical());
}
