// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Party } from "../../contracts/deal/interfaces/IParties.sol";
import { Challenges } from "../../contracts/pool/Challenges.sol";
import { PoolFactory } from "../../contracts/pool/PoolFactory.sol";
import { ReceivablesPool } from "../../contracts/pool/ReceivablesPool.sol";
import { SumTree } from "../../contracts/pool/SumTree.sol";
import { Candidate } from "../../contracts/pool/types/PoolState.sol";
import { Eligibility, PoolTerms } from "../../contracts/pool/types/PoolTerms.sol";
import { Purchase, Report } from "../../contracts/pool/types/Report.sol";
import { Sums, packSums } from "../../contracts/pool/types/Sums.sol";
import { IDisclosures } from "../../contracts/oversight/interfaces/IDisclosures.sol";
import { ISettlementAssets } from "../../contracts/oversight/interfaces/ISettlementAssets.sol";
import { IWaterfall } from "../../contracts/waterfall/interfaces/IWaterfall.sol";
import { PartyBook } from "../mocks/PartyBook.sol";
import { PlainToken } from "../mocks/PlainToken.sol";
import { RecordingWaterfall } from "../mocks/RecordingWaterfall.sol";
import { TestBase } from "./Cheats.sol";

/// @title PoolCase: a pool of CNY receivables behind HKD notes, its parties' keys, and reports that add up
/// @dev Time starts on 2026-04-01; payment date n is 30·n days later, and report n runs to the day before it.
abstract contract PoolCase is TestBase {
    uint256 internal constant START = 1_775_001_600;
    uint24 internal constant START_DAY = 20_544;
    uint256 internal constant MONTH = 30 days;
    uint256 internal constant UNIT = 1e6;
    uint96 internal constant RATE = 1.08e18;

    uint256 internal constant SERVICER = 0x5E;
    uint256 internal constant VERIFIER = 0x7E;
    uint256 internal constant TRUSTEE = 0x75;
    uint256 internal constant BACKUP_SERVICER = 0xB5E;
    uint256 internal constant BACKUP_VERIFIER = 0xB7E;
    uint256 internal constant STRANGER = 0xBAD;

    /// @dev openingPool, pool, interest, principal, recoveries, defaulted, diluted, losses, delinquent, offered,
    /// expensesDue, index, noReport, fxGain, fxLoss, own, own.
    bytes internal constant CODES =
        hex"0102070809"
        hex"0d0e0f1011"
        hex"12131618190000";

    PlainToken internal money;
    PartyBook internal parties;
    PoolFactory internal factory;
    Challenges internal challenges;
    RecordingWaterfall internal waterfall;
    ReceivablesPool internal pool;

    function deployPool() internal {
        vm.warp(START);
        money = new PlainToken();
        parties = new PartyBook();
        parties.name(Party.Servicer, vm.addr(SERVICER));
        parties.name(Party.Verifier, vm.addr(VERIFIER));
        parties.name(Party.Trustee, vm.addr(TRUSTEE));
        parties.name(Party.BackupServicer, vm.addr(BACKUP_SERVICER));
        parties.name(Party.BackupVerifier, vm.addr(BACKUP_VERIFIER));
        prepare();
        factory = new PoolFactory(address(this), assets(), disclosures());
        challenges = Challenges(factory.CHALLENGES());
        (pool, waterfall) = poolOf(termsOf(), "first");
    }

    /// @dev What a test does once the parties are named, before there is a pool.
    function prepare() internal virtual {}

    /// @dev Which assets may be taken, and where the pool tells what must be disclosed: all and nowhere, unless a test
    /// says otherwise.
    function assets() internal virtual returns (ISettlementAssets) {
        return ISettlementAssets(address(0));
    }

    function disclosures() internal virtual returns (IDisclosures) {
        return IDisclosures(address(0));
    }

    function poolOf(PoolTerms memory terms, bytes32 salt) internal returns (ReceivablesPool made, RecordingWaterfall) {
        return poolOf(terms, salt, CODES);
    }

    function poolOf(
        PoolTerms memory terms,
        bytes32 salt,
        bytes memory codes
    ) internal returns (ReceivablesPool made, RecordingWaterfall its) {
        its = new RecordingWaterfall(money, 1, uint40(START), codes);
        made = ReceivablesPool(factory.create(terms, parties, IWaterfall(address(its)), salt));
        its.setPool(address(made));
    }

    function termsOf() internal pure virtual returns (PoolTerms memory) {
        return
            PoolTerms({
                contractRate: RATE,
                band: 500,
                holdHours: 48,
                graceDays: 5,
                successionDays: 3,
                cureDays: 30,
                cutOff: START_DAY - 1,
                topHash: keccak256("filed"),
                sums: packSums(uint72(100_000 * UNIT), 0, 0, 100),
                eligibility: eligibilityOf(),
                forecast: abi.encodePacked(uint128(12_000 * UNIT), uint128(13_000 * UNIT), uint128(14_000 * UNIT))
            });
    }

    function termsHolding(uint16 hours_) internal pure returns (PoolTerms memory terms) {
        terms = termsOf();
        terms.holdHours = hours_;
    }

    function eligibilityOf() internal pure returns (Eligibility memory) {
        return
            Eligibility({
                performed: true,
                notABill: true,
                transferable: true,
                kind: 1,
                currency: "CNY",
                tenorFrom: 1,
                tenorTo: 180,
                overdue: 30
            });
    }

    // Reports

    /// @dev The report of the next period: 10,000 scheduled, 500 prepaid, 500 newly defaulted; 800 of interest;
    /// converted at the contract rate, 24 taken on the way.
    function nextReport() internal view returns (Report memory r) {
        (, Sums opening, ) = pool.currentTape();
        (Candidate memory c, , ) = pool.candidate();
        r.period = pool.nextPeriod();
        r.version = c.version + 1;
        r.until = START_DAY + uint24(r.period) * 30 - 1;
        r.opening = opening;
        r.principal.scheduled = uint128(10_000 * UNIT);
        r.principal.prepaid = uint128(500 * UNIT);
        r.principal.defaulted = uint128(500 * UNIT);
        r.cash.principal = uint128(10_500 * UNIT);
        r.cash.interest = uint128(800 * UNIT);
        r.cash.rate = RATE;
        convert(r, RATE);
        r.standing.offered = uint128(1_000 * UNIT);
        r.standing.expensesDue = uint128(7 * UNIT);
        r.standing.index = 35_000_000;
        r.inputs = new uint256[](2);
        (r.inputs[0], r.inputs[1]) = (11, 22);
        close_(
            r,
            packSums(
                uint72(opening.performing() - 12_000 * UNIT + opening.delinquent()),
                uint72(1_000 * UNIT),
                uint72(opening.defaulted() + 500 * UNIT),
                100
            )
        );
    }

    /// @dev Everything collected is converted at `rate`, less 20 of tax and 4 of charges.
    function convert(Report memory r, uint96 rate) internal pure {
        r.cash.collected = r.cash.principal + r.cash.interest + r.cash.recoveries + r.cash.revenue;
        r.cash.remitted = r.cash.collected;
        r.cash.rate = rate;
        (r.cash.tax, r.cash.bankCharges) = (uint128(20 * UNIT), uint128(4 * UNIT));
        r.cash.received = uint128((uint256(r.cash.remitted) * rate) / 1e18 - 24 * UNIT);
    }

    function close_(Report memory r, Sums closing) internal pure {
        r.closing = closing;
        r.topHash = keccak256(abi.encode("tape", r.period, r.version));
        r.root = SumTree.commit(r.topHash, closing);
    }

    // Signatures

    function sign(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    function signedReport(uint256 key, Report memory r) internal view returns (bytes memory) {
        (bytes32 toSign, ) = pool.hashReport(r);
        return sign(key, toSign);
    }

    function signedAttestation(uint256 key) internal view returns (bytes memory) {
        (Candidate memory c, , ) = pool.candidate();
        return sign(key, pool.hashAttestation(pool.nextPeriod(), c.version));
    }

    // Acts

    function report(Report memory r) internal {
        pool.report(r, signedReport(SERVICER, r));
    }

    function attest() internal {
        (Candidate memory c, , ) = pool.candidate();
        pool.attest(pool.nextPeriod(), c.version, signedAttestation(VERIFIER));
    }

    function reportAndAttest(Report memory r) internal {
        vmWarpTo(r);
        report(r);
        attest();
    }

    /// @dev Not before the first moment after the days it covers.
    function vmWarpTo(Report memory r) internal {
        uint256 after_ = (uint256(r.until) + 1) * 1 days;
        if (block.timestamp < after_) vm.warp(after_);
    }

    /// @dev The next period from report to close.
    function closeNext() internal returns (Report memory r) {
        r = nextReport();
        closeWith(r);
    }

    function closeWith(Report memory r) internal {
        reportAndAttest(r);
        vm.warp(block.timestamp + 48 hours);
        pool.close(r);
    }

    function opens(uint32 period) internal pure returns (uint256) {
        return START + period * MONTH;
    }

    function signedPurchase(uint256 key, Purchase memory p) internal view returns (bytes memory) {
        return sign(key, pool.hashPurchase(p));
    }

    /// @dev The value the waterfall got for the first input of this code.
    function given(uint8 code) internal view returns (uint256) {
        return given(waterfall, code);
    }

    function given(RecordingWaterfall to, uint8 code) internal view returns (uint256) {
        bytes memory codes = to.inputCodes();
        for (uint256 i = 0; i < codes.length; ++i) if (uint8(codes[i]) == code) return to.inputs(i);
        revert("no such input");
    }
}
