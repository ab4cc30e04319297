// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IReceivablesPool } from "./interfaces/IReceivablesPool.sol";
import { CashFlows, PrincipalFlows, Purchase, Report, Standing } from "./types/Report.sol";

/// @title ReportHash: reports as EIP-712 structs
/// @dev The structs inside a report are hashed as they lie in calldata: that each figure is as narrow as its type is
/// asked once, when it is reported.
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

    uint256 private constant PRINCIPAL_WORDS = 11;
    uint256 private constant CASH_WORDS = 15;
    uint256 private constant STANDING_WORDS = 10;

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

    /// @notice Reverts if a figure is wider than its type, which nothing else would see before it is read.
    function requireNarrow(Report calldata report) internal pure {
        PrincipalFlows calldata principal = report.principal;
        CashFlows calldata cash = report.cash;
        Standing calldata standing = report.standing;
        uint256 wide;
        uint256 rest;
        // The words of three structs without a list: amounts of 128 bits, then a rate of 96, two days of 24, an index
        // of 40.
        assembly ("memory-safe") {
            function gathered(place, words) -> bits {
                for {
                    let end := add(place, shl(5, words))
                } lt(place, end) {
                    place := add(place, 32)
                } {
                    bits := or(bits, calldataload(place))
                }
            }
            wide := or(gathered(principal, 11), or(gathered(cash, 11), gathered(standing, 8)))
            rest := shr(96, calldataload(add(cash, 352)))
            rest := or(rest, shr(24, or(calldataload(add(cash, 384)), calldataload(add(cash, 416)))))
            rest := or(rest, shr(40, calldataload(add(standing, 256))))
        }
        require(wide >> 128 == 0 && rest == 0, IReceivablesPool.FigureTooWide());
    }

    function _parts(Report calldata report) private pure returns (bytes memory) {
        PrincipalFlows calldata principal = report.principal;
        CashFlows calldata cash = report.cash;
        Standing calldata standing = report.standing;
        uint256 principalAt;
        uint256 cashAt;
        uint256 standingAt;
        assembly ("memory-safe") {
            principalAt := principal
            cashAt := cash
            standingAt := standing
        }
        return
            abi.encode(
                _hashOf(PRINCIPAL_TYPEHASH, principalAt, PRINCIPAL_WORDS),
                _hashOf(CASH_TYPEHASH, cashAt, CASH_WORDS),
                _hashOf(STANDING_TYPEHASH, standingAt, STANDING_WORDS),
                keccak256(abi.encodePacked(report.inputs)),
                keccak256(abi.encodePacked(report.settled))
            );
    }

    /// @dev Of a struct without lists: its words as they lie in calldata.
    function _hashOf(bytes32 typeHash, uint256 place, uint256 words) private pure returns (bytes32 hash) {
        // Above the free memory pointer, used at once.
        assembly ("memory-safe") {
            let start := mload(0x40)
            mstore(start, typeHash)
            calldatacopy(add(start, 32), place, shl(5, words))
            hash := keccak256(start, add(32, shl(5, words)))
        }
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
