// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Purchase, Report } from "./types/Report.sol";

/// @title ReportHash: reports as EIP-712 structs
/// @dev Encoding a struct from calldata reads every field, so a figure wider than its type is refused here already and
/// can't make a later call revert.
library ReportHash {
    bytes private constant PRINCIPAL =
        "PrincipalFlows(uint128 scheduled,uint128 prepaid,uint128 repurchased,uint128 defaulted,uint128 diluted,"
        "uint128 purchased,uint128 cured,uint128 correctedUp,uint128 correctedDown,uint128 recovered,"
        "uint128 writtenOff)";
    bytes private constant CASH =
        "CashFlows(uint128 principal,uint128 interest,uint128 recoveries,uint128 revenue,uint128 collected,"
        "uint128 remitted,uint128 received,uint128 tax,uint128 bankCharges,uint128 supportGiven,"
        "uint128 redemptionMoney,uint96 rate,uint24 remittedOn,uint24 receivedOn,bytes32 rateReference)";
    bytes private constant STANDING =
        "Standing(uint128 late30,uint128 late60,uint128 late90,uint128 later,uint128 openingYieldSupplement,"
        "uint128 yieldSupplement,uint128 offered,uint128 expensesDue,uint40 index,bytes32 documents)";
    bytes private constant REPORT =
        "Report(uint32 period,uint16 version,uint24 until,uint256 opening,uint256 closing,bytes32 topHash,"
        "bytes32 root,PrincipalFlows principal,CashFlows cash,Standing standing,uint256[] inputs,bytes32[] settled)";

    bytes32 private constant PRINCIPAL_TYPEHASH = keccak256(PRINCIPAL);
    bytes32 private constant CASH_TYPEHASH = keccak256(CASH);
    bytes32 private constant STANDING_TYPEHASH = keccak256(STANDING);
    // The types it is made of follow in the order of their names.
    bytes32 private constant REPORT_TYPEHASH = keccak256(abi.encodePacked(REPORT, CASH, PRINCIPAL, STANDING));
    bytes32 private constant ATTESTATION_TYPEHASH = keccak256(
        "ReportAttestation(address pool,uint32 period,uint16 version,bytes32 report,bytes32 previous)"
    );
    bytes32 private constant PURCHASE_TYPEHASH = keccak256(
        "Purchase(uint32 period,uint24 day,uint256 sums,bytes32 topHash,bytes32 root)"
    );

    function digestOf(Report calldata report) internal pure returns (bytes32) {
        bytes memory head = abi.encode(
            REPORT_TYPEHASH,
            report.period,
            report.version,
            report.until,
            report.opening,
            report.closing,
            report.topHash,
            report.root
        );
        return keccak256(bytes.concat(head, _parts(report)));
    }

    function _parts(Report calldata report) private pure returns (bytes memory) {
        return
            abi.encode(
                keccak256(abi.encode(PRINCIPAL_TYPEHASH, report.principal)),
                keccak256(abi.encode(CASH_TYPEHASH, report.cash)),
                keccak256(abi.encode(STANDING_TYPEHASH, report.standing)),
                keccak256(abi.encodePacked(report.inputs)),
                keccak256(abi.encodePacked(report.settled))
            );
    }

    /// @param previous digest of the last report that was closed
    function attestationOf(
        address pool,
        uint32 period,
        uint16 version,
        bytes32 report,
        bytes32 previous
    ) internal pure returns (bytes32) {
        return keccak256(abi.encode(ATTESTATION_TYPEHASH, pool, period, version, report, previous));
    }

    function purchaseOf(Purchase calldata purchase) internal pure returns (bytes32) {
        return keccak256(abi.encode(PURCHASE_TYPEHASH, purchase));
    }
}
