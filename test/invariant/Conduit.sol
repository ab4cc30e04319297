// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IDisclosures } from "../../contracts/oversight/interfaces/IDisclosures.sol";
import { ISettlementAssets } from "../../contracts/oversight/interfaces/ISettlementAssets.sol";
import { Party } from "../../contracts/deal/interfaces/IParties.sol";
import { PoolFactory } from "../../contracts/pool/PoolFactory.sol";
import { ReceivablesPool } from "../../contracts/pool/ReceivablesPool.sol";
import { SumTree } from "../../contracts/pool/SumTree.sol";
import { Candidate } from "../../contracts/pool/types/PoolState.sol";
import { PoolTerms } from "../../contracts/pool/types/PoolTerms.sol";
import { Report } from "../../contracts/pool/types/Report.sol";
import { Sums, packSums } from "../../contracts/pool/types/Sums.sol";
import { FuzzSelector, TestBase } from "../support/Cheats.sol";
import { DealCash } from "./DealCash.sol";
import { Dice } from "./Dice.sol";

/// @title Conduit: a real pool that drives a real waterfall: all that its parties and anyone can do, one handler each
/// @dev What the contracts refuse is swallowed. Parties fall silent for good or for a while, and are heard through
/// their backups.
contract Conduit is DealCash {
    error PeriodsApart(uint32 ofPool, uint32 ofWaterfall);

    uint96 private constant _RATE = 1.08e18;
    uint256 private constant _GRACE = 5 days;
    uint256 private constant _HOLD = 48 hours;
    uint256 private constant _SUCCESSION = 3 days;
    uint256 private constant _SERVICER = 0x5E;
    uint256 private constant _VERIFIER = 0x7E;
    uint256 private constant _BACKUP_SERVICER = 0xB5E;
    uint256 private constant _BACKUP_VERIFIER = 0xB7E;

    ReceivablesPool public pool;
    Report private _last;
    uint256 private _ownInputs;
    bool public servicerSilent;
    bool public verifierSilent;
    bool public trusteeSilent;

    /// @notice How often each deed was done, by its name.
    mapping(string deed => uint256 times) public done;

    constructor() {
        parties.name(Party.Servicer, vm.addr(_SERVICER));
        parties.name(Party.Verifier, vm.addr(_VERIFIER));
        parties.name(Party.Trustee, address(0x75));
        parties.name(Party.BackupServicer, vm.addr(_BACKUP_SERVICER));
        parties.name(Party.BackupVerifier, vm.addr(_BACKUP_VERIFIER));
        PoolFactory factory = new PoolFactory(address(this), ISettlementAssets(address(0)), IDisclosures(address(0)));
        PoolTerms memory terms = _terms();
        makeWaterfall(factory.addressOf(terms, bytes32(0)));
        pool = ReceivablesPool(factory.create(terms, parties, waterfall, bytes32(0)));
        bytes memory codes = waterfall.inputCodes();
        for (uint256 i = 0; i < codes.length; ++i) if (codes[i] == 0) ++_ownInputs;
        asset.approve(address(pool), type(uint256).max);
    }

    function _terms() private view returns (PoolTerms memory terms) {
        terms.contractRate = _RATE;
        terms.band = 500;
        terms.holdHours = uint16(_HOLD / 1 hours);
        terms.graceDays = uint16(_GRACE / 1 days);
        terms.successionDays = uint16(_SUCCESSION / 1 days);
        terms.cureDays = 30;
        terms.cutOff = uint24(block.timestamp / 1 days - 1);
        terms.topHash = keccak256("filed");
        terms.sums = packSums(75_000_000e6, 0, 0, 1_000);
    }

    // What can happen

    /// @dev Someone falls silent, or is heard again.
    function fallSilent(uint256 luck) external {
        if (luck % 3 == 0) servicerSilent = !servicerSilent;
        else if (luck % 3 == 1) verifierSilent = !verifierSilent;
        else trusteeSilent = !trusteeSilent;
    }

    /// @dev A report, or the next version of one: sound, or with figures that add up and are absurd.
    function report(uint256 luck) external {
        Dice memory dice = Dice(luck);
        if (dice.oneIn(2)) warpTo(pool.nextPeriod(), servicerSilent ? _SUCCESSION : 0);
        Report memory r = _draw(dice);
        (bytes32 toSign, ) = pool.hashReport(r);
        bytes memory signature = _sign(servicerSilent ? _BACKUP_SERVICER : _SERVICER, toSign);
        if (!_try("report", abi.encodeCall(pool.report, (r, signature)))) return;
        _last = r;
        if (servicerSilent) ++done["backup servicer"];
        if (r.version > 1) ++done["restatement"];
    }

    function attest(uint256) external {
        (Candidate memory c, , ) = pool.candidate();
        uint32 period = pool.nextPeriod();
        if (c.version == 0) return;
        if (verifierSilent) warpTo(period, _SUCCESSION);
        bytes memory signature = _sign(
            verifierSilent ? _BACKUP_VERIFIER : _VERIFIER,
            pool.hashAttestation(period, c.version)
        );
        bool attested = _try("attest", abi.encodeCall(pool.attest, (period, c.version, signature)));
        if (attested && verifierSilent) ++done["backup verifier"];
    }

    /// @dev All that was received, less, more; now, or for a date that is over.
    function fund(uint256 luck) external {
        Dice memory dice = Dice(luck);
        uint256 received = _last.cash.received % 9_000_000e6;
        uint256 amount = dice.oneIn(3) ? received : dice.roll(9_000_000e6);
        uint32 period = pool.nextPeriod() - (dice.oneIn(4) && pool.nextPeriod() > 1 ? 1 : 0);
        asset.mint(address(this), amount);
        if (_try("fund", abi.encodeCall(pool.fund, (period, uint128(amount))))) cameIn += amount;
    }

    function object(uint256) external {
        if (trusteeSilent) return;
        (Candidate memory c, , ) = pool.candidate();
        bytes memory asked = abi.encodeCall(pool.object, (pool.nextPeriod(), c.version, "no"));
        vm.prank(parties.partyOf(Party.Trustee));
        _try("object", asked);
    }

    function acceptRate(uint256) external {
        if (trusteeSilent) return;
        (Candidate memory c, , ) = pool.candidate();
        bytes memory asked = abi.encodeCall(pool.acceptRate, (pool.nextPeriod(), c.version));
        vm.prank(parties.partyOf(Party.Trustee));
        _try("acceptRate", asked);
    }

    function close(uint256) external {
        if (!_isValid()) return;
        _warpToClosing();
        _try("close", abi.encodeCall(pool.close, (_last)));
    }

    function closeEmpty(uint256 luck) external {
        if (luck % 3 == 0) warpTo(pool.nextPeriod(), _GRACE);
        _try("closeEmpty", abi.encodeCall(pool.closeEmpty, (pool.nextPeriod())));
    }

    // What must hold

    /// @notice Pool and waterfall are at the same date, until the fallback takes the waterfall on alone.
    function checkDates() external view {
        if (inFallback) return;
        require(pool.nextPeriod() == waterfall.nextDate(), PeriodsApart(pool.nextPeriod(), waterfall.nextDate()));
    }

    /// @dev A report that is valid is closed when its hold is over, anything else empty after the grace days.
    function closeAlone(uint32 date) internal override returns (bool, bytes memory) {
        if (_isValid()) {
            _warpToClosing();
            return address(pool).call(abi.encodeCall(pool.close, (_last)));
        }
        warpTo(date, _GRACE);
        return address(pool).call(abi.encodeCall(pool.closeEmpty, (date)));
    }

    function _isValid() private view returns (bool) {
        (Candidate memory c, , ) = pool.candidate();
        return c.attestedAt != 0 && !c.voided && (!c.rateOutside || c.rateAccepted);
    }

    function _warpToClosing() private {
        (Candidate memory c, , ) = pool.candidate();
        warpTo(pool.nextPeriod(), 0);
        if (block.timestamp < c.attestedAt + _HOLD) vm.warp(c.attestedAt + _HOLD);
    }

    // Reports

    function _draw(Dice memory dice) private view returns (Report memory r) {
        (, Sums opening, uint24 until) = pool.currentTape();
        (Candidate memory c, , ) = pool.candidate();
        r.period = pool.nextPeriod();
        r.version = c.version + 1;
        uint24 today = uint24(block.timestamp / 1 days);
        r.until = today > until ? today : until + 1;
        r.opening = opening;
        r.inputs = new uint256[](_ownInputs);
        _drawFlows(r, dice);
        if (dice.oneIn(3)) _drawAbsurd(r, dice);
        r.topHash = keccak256(abi.encode(r.period, r.version, dice.word));
        r.root = SumTree.commit(r.topHash, r.closing);
    }

    function _drawFlows(Report memory r, Dice memory dice) private pure {
        uint256 left = r.opening.performing();
        r.principal.scheduled = uint128(dice.roll(left / 10 + 1));
        r.principal.defaulted = uint128(dice.roll(left / 100 + 1));
        r.principal.recovered = uint128(dice.roll(r.opening.defaulted() + 1));
        left -= r.principal.scheduled + r.principal.defaulted;
        uint256 bad = r.opening.defaulted() + r.principal.defaulted - r.principal.recovered;
        // Safe casts: no more than the opening sums.
        r.closing = packSums(uint72(left), uint72(r.opening.delinquent()), uint72(bad), 1_000);
        r.cash.principal = r.principal.scheduled;
        r.cash.recoveries = r.principal.recovered;
        r.cash.interest = uint128(dice.roll(900_000e6));
        r.cash.collected = r.cash.principal + r.cash.interest + r.cash.recoveries;
        r.cash.remitted = r.cash.collected;
        r.cash.rate = dice.oneIn(4) ? _RATE + uint96(dice.roll(0.1e18)) : _RATE;
        r.cash.received = uint128((uint256(r.cash.remitted) * r.cash.rate) / 1e18);
        r.standing.offered = uint128(dice.roll(20_000_000e6));
        r.standing.expensesDue = uint128(dice.roll(20_000e6));
        r.standing.index = uint40(dice.roll(60_000_000));
    }

    /// @dev What adds up and can't be.
    function _drawAbsurd(Report memory r, Dice memory dice) private pure {
        uint128 huge = type(uint128).max >> dice.roll(128);
        (r.principal.correctedUp, r.principal.correctedDown) = (huge / 2, huge / 2);
        (r.principal.cured, r.principal.diluted) = (0, 0);
        (r.cash.principal, r.cash.interest) = (huge / 8, huge / 4);
        r.cash.collected = r.cash.principal + r.cash.interest + r.cash.recoveries;
        (r.cash.remitted, r.cash.received, r.cash.tax) = (huge, huge / 3, huge / 5);
        (r.cash.supportGiven, r.cash.redemptionMoney) = (huge / 7, huge / 9);
        (r.standing.offered, r.standing.expensesDue, r.standing.yieldSupplement) = (huge, huge, huge);
        r.standing.index = type(uint40).max;
    }

    function _sign(uint256 key, bytes32 digest) private pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    function _try(string memory deed, bytes memory asked) private returns (bool ok) {
        (ok, ) = address(pool).call(asked);
        ++done[ok ? deed : "refused"];
    }

    function handlers() external pure returns (bytes4[] memory all) {
        all = new bytes4[](14);
        all[0] = this.passTime.selector;
        all[1] = this.fallSilent.selector;
        all[2] = this.report.selector;
        all[3] = this.attest.selector;
        all[4] = this.fund.selector;
        all[5] = this.object.selector;
        all[6] = this.acceptRate.selector;
        all[7] = this.close.selector;
        all[8] = this.closeEmpty.selector;
        all[9] = this.withdraw.selector;
        all[10] = this.accelerate.selector;
        all[11] = this.waive.selector;
        all[12] = this.callNotes.selector;
        all[13] = this.openFallback.selector;
    }
}

/// @notice A campaign of random calls on the conduit's handlers.
abstract contract InTheConduit is TestBase {
    Conduit internal conduit;

    function setUp() public virtual {
        conduit = new Conduit();
        targetContract(address(conduit));
        targetSelector(FuzzSelector({ addr: address(conduit), selectors: conduit.handlers() }));
    }
}
