// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Flaw, IMachine } from "../../contracts/waterfall/interfaces/IMachine.sol";
import { MachineBench } from "../mocks/MachineBench.sol";
import { TestBase } from "../support/Cheats.sol";
import {
    ACCRUE,
    ADD,
    BOOK,
    BUY,
    CAPITALISE,
    FROM_OUTSIDE,
    LOOK,
    MOVE,
    NO,
    OWE,
    PART,
    PAY,
    ProgramDraft,
    WRITE,
    makeFullStep,
    makeStep
} from "../support/ProgramDraft.sol";

/// @title A program that is accepted, and for each flaw the same program with that flaw
contract ProgramFlawsTest is TestBase {
    uint256 private constant NO_STEP = 0xffff;

    // Cells of the program.
    uint16 private constant BALANCE = 0x000;
    uint16 private constant DEFICIENCY = 0x002;
    uint16 private constant TARGET = 0x004;
    uint16 private constant FEE = 0x100;
    uint16 private constant BUCKET = 0x180;
    uint16 private constant ACCOUNT = 0x188;
    uint16 private constant MEMORY = 0x1d0;
    uint16 private constant VALUE = 0x200;
    uint16 private constant TEN = 0x400;
    uint16 private constant ZERO = 0x401;

    // What a pay pays.
    uint16 private constant INTEREST = 0;
    uint16 private constant PRINCIPAL = 1;
    uint16 private constant OF_FEE = 3;
    uint16 private constant RESIDUAL = 5;
    uint16 private constant REST = 6;

    MachineBench private bench;

    function setUp() public {
        bench = new MachineBench();
    }

    // the program

    /// @dev One of everything: class, ledger, fee, bucket, account, memory cell, table; two inputs, two constants.
    function sound() private pure returns (ProgramDraft memory p) {
        p.decimals = 6;
        p.classes = 1;
        p.fees = 1;
        p.buckets = 1;
        p.accounts = 1;
        p.memories = 1;
        p.tableCount = 1;
        p.constants = 2;
        p.firstDate = 1;
        p.ledgerMask = 1;
        p.recordTime = 36_000;
        p.width = 1;
        // The deal's own, and collections.
        p.inputs = hex"0006";
        p.cashOrder = hex"01";
        // Face, opening, fee, account, memory, ten and zero.
        p.amounts = hex"64640005000a00";
        p.dates = hex"4e204e1d4e3e4e3b";
        p.tables = hex"0100021e1f";
        p.shown = abi.encodePacked(VALUE);
        p.checks = abi.encodePacked(VALUE);
        p.steps = bytes.concat(opening(), closing());
    }

    /// @dev Steps 0 to 2: cash comes in, a value is written, a fee falls due.
    function opening() private pure returns (bytes memory) {
        return
            bytes.concat(
                makeStep(MOVE, BUCKET, FROM_OUTSIDE, NO, NO, NO),
                makeStep(ADD, VALUE, BALANCE, TEN, NO, NO),
                makeStep(OWE, FEE, VALUE, NO, NO, NO)
            );
    }

    /// @dev The last two: principal from the account, and the bucket's rest.
    function closing() private pure returns (bytes memory) {
        return bytes.concat(payStep(PRINCIPAL, BUCKET, ACCOUNT, NO), payStep(RESIDUAL, BUCKET, NO, NO));
    }

    function payStep(uint16 claim, uint16 a, uint16 b, uint16 c) private pure returns (bytes memory) {
        return makeFullStep(PAY, 0, NO, 1, abi.encodePacked(claim, a, b, c, NO));
    }

    /// @dev The program with one step more, the third.
    function withStep(bytes memory step) private pure returns (ProgramDraft memory p) {
        p = sound();
        p.steps = bytes.concat(opening(), step, closing());
    }

    function assertRefused(bytes memory code, uint256 step, Flaw flaw) private {
        vm.expectRevert(abi.encodeWithSelector(IMachine.InvalidProgram.selector, step, flaw));
        bench.validate(code);
    }

    function assertRefused(ProgramDraft memory p, Flaw flaw) private {
        assertRefused(p.encode(), NO_STEP, flaw);
    }

    function assertStepRefused(bytes memory step, Flaw flaw) private {
        assertRefused(withStep(step).encode(), 3, flaw);
    }

    function assertStepAccepted(bytes memory step) private view {
        bench.validate(withStep(step).encode());
    }

    function test_AProgramWithOneOfEverythingIsAccepted() public view {
        bench.validate(sound().encode());
    }

    // header and sections

    function test_RevertWhen_TheBytesAreNoProgram() public {
        assertRefused("", NO_STEP, Flaw.Magic);
        assertRefused("SLW1", NO_STEP, Flaw.Magic);
        bytes memory code = sound().encode();
        code[3] = "2";
        assertRefused(code, NO_STEP, Flaw.Magic);
    }

    function test_RevertWhen_ACountIsOutOfItsRange() public {
        // Offset in the header, and a number too large there or, the second time, too small.
        uint8[11] memory offsets = [4, 5, 5, 6, 7, 7, 8, 9, 10, 11, 20];
        uint8[11] memory numbers = [19, 17, 0, 17, 9, 0, 9, 62, 3, 49, 1];
        for (uint256 i; i < offsets.length; ++i) {
            bytes memory code = sound().encode();
            code[offsets[i]] = bytes1(numbers[i]);
            assertRefused(code, NO_STEP, Flaw.Count);
        }
        ProgramDraft memory p = sound();
        p.constants = 1025;
        assertRefused(p, Flaw.Count);
        p = sound();
        p.firstDate = 0;
        assertRefused(p, Flaw.Count);
        p.firstDate = 3;
        assertRefused(p, Flaw.Count);
        p = sound();
        p.recordTime = 86_400;
        assertRefused(p, Flaw.Count);
        p = sound();
        p.steps = new bytes(16 * 513);
        assertRefused(p, Flaw.Count);
    }

    function test_RevertWhen_TheSectionsAreShorterOrLonger() public {
        assertRefused(bytes.concat(sound().encode(), hex"00"), NO_STEP, Flaw.Length);
        ProgramDraft memory p = sound();
        p.tables = hex"0100021e";
        assertRefused(p, Flaw.Length);
        p = sound();
        p.constants = 1024;
        assertRefused(p, Flaw.Length);
        p = sound();
        p.tables = hex"01ffff1e1f";
        assertRefused(p, Flaw.Length);
    }

    function test_RevertWhen_AmountsAreNotAsWideAsTheyMustBe() public {
        ProgramDraft memory p = sound();
        p.width = 0;
        assertRefused(p, Flaw.Width);
        p.width = 16;
        assertRefused(p, Flaw.Width);
        p.width = 2;
        p.amounts = hex"00640064000000050000000a0000";
        assertRefused(p, Flaw.Width);
        p.amounts = hex"01640064000000050000000a0000";
        bench.validate(p.encode());
    }

    function test_RevertWhen_ALedgerIsForNoClass() public {
        ProgramDraft memory p = sound();
        p.ledgerMask = 2;
        assertRefused(p, Flaw.LedgerMask);
    }

    function test_RevertWhen_AnInputHasNoGoodCode() public {
        bytes[6] memory wrong = [
            bytes(hex"0506"),
            hex"1a06",
            hex"3f06",
            hex"0606",
            // A waiver whose predecessor is missing.
            hex"4106",
            hex"4006"
        ];
        for (uint256 i; i < 5; ++i) {
            ProgramDraft memory p = sound();
            p.inputs = wrong[i];
            assertRefused(p, Flaw.InputCode);
        }
        ProgramDraft memory first = sound();
        first.inputs = wrong[5];
        bench.validate(first.encode());
    }

    function test_RevertWhen_TheCashOrderNamesNoCash() public {
        ProgramDraft memory p = sound();
        p.cashOrder = hex"02";
        assertRefused(p, Flaw.CashOrder);
        p.cashOrder = hex"0101";
        assertRefused(p, Flaw.CashOrder);
        p.cashOrder = hex"01";
        p.inputs = hex"0002";
        assertRefused(p, Flaw.CashOrder);
        p.cashOrder = hex"00";
        bench.validate(p.encode());
    }

    function test_RevertWhen_AnOpeningIsTooHigh() public {
        ProgramDraft memory p = sound();
        p.amounts = hex"64650005000a00";
        assertRefused(p, Flaw.Opening);
        p.width = 13;
        uint104 most = 1 << 100;
        p.amounts = abi.encodePacked(most, uint104(100), uint104(0), most, uint104(0), uint104(10), uint104(0));
        assertRefused(p, Flaw.Opening);
        p.amounts = abi.encodePacked(most, uint104(100), uint104(0), most - 1, uint104(0), uint104(10), uint104(0));
        bench.validate(p.encode());
    }

    function test_RevertWhen_DatesAreOutOfOrder() public {
        bytes[3] memory wrong = [bytes(hex"4e204e1d4e204e1d"), hex"4e204e214e3e4e3b", hex"4e204e1d4e1f4e1d"];
        for (uint256 i; i < wrong.length; ++i) {
            ProgramDraft memory p = sound();
            p.dates = wrong[i];
            assertRefused(p, Flaw.Dates);
        }
    }

    function test_RevertWhen_ATableIsEmptyOrTooWide() public {
        bytes[4] memory wrong = [bytes(hex"010000"), hex"0000021e1f", hex"1000011e1f", hex"020001001f"];
        for (uint256 i; i < wrong.length; ++i) {
            ProgramDraft memory p = sound();
            p.tables = wrong[i];
            assertRefused(p, Flaw.Table);
        }
    }

    // steps

    function test_RevertWhen_AnOpIsUnknown() public {
        assertStepRefused(makeStep(16, NO, NO, NO, NO, NO), Flaw.Op);
        assertStepRefused(makeStep(255, NO, NO, NO, NO, NO), Flaw.Op);
    }

    function test_RevertWhen_AnOpHasNoSuchMode() public {
        bytes memory ofTwo = abi.encodePacked(VALUE + 1, TEN, TEN, NO, NO);
        assertStepRefused(makeFullStep(ADD, 1, NO, 0, ofTwo), Flaw.Mode);
        assertStepRefused(makeFullStep(PART, 3, NO, 0, abi.encodePacked(VALUE + 1, TEN, TEN, TEN, NO)), Flaw.Mode);
        assertStepRefused(makeFullStep(WRITE, 2, NO, 1, abi.encodePacked(NO, TEN, NO, NO, NO)), Flaw.Mode);
        assertStepRefused(makeFullStep(PAY, 8, NO, 1, abi.encodePacked(INTEREST, BUCKET, NO, NO, NO)), Flaw.Mode);
        // Booked is what is taken, and pro rata goes by claims.
        assertStepRefused(makeFullStep(PAY, 2, NO, 1, abi.encodePacked(INTEREST, BUCKET, ACCOUNT, NO, NO)), Flaw.Mode);
        assertStepRefused(makeFullStep(PAY, 4, NO, 1, abi.encodePacked(INTEREST, BUCKET, NO, ACCOUNT, NO)), Flaw.Mode);
        assertStepRefused(makeFullStep(PAY, 1, NO, 1, abi.encodePacked(RESIDUAL, BUCKET, NO, NO, NO)), Flaw.Mode);
    }

    function test_RevertWhen_AGateIsWhereNoneMayBe() public {
        bytes memory ofTwo = abi.encodePacked(VALUE + 1, TEN, TEN, NO, NO);
        assertStepRefused(makeFullStep(ADD, 0, TEN, 0, ofTwo), Flaw.Gate);
        assertStepRefused(makeFullStep(OWE, 0, VALUE + 1, 0, abi.encodePacked(FEE, TEN, NO, NO, NO)), Flaw.Gate);
        assertStepAccepted(makeFullStep(OWE, 0, VALUE, 0, abi.encodePacked(FEE, TEN, NO, NO, NO)));
    }

    function test_RevertWhen_AMaskNamesNoOneOrTooMany() public {
        bytes memory written = abi.encodePacked(NO, TEN, NO, NO, NO);
        assertStepRefused(makeFullStep(WRITE, 0, NO, 0, written), Flaw.Mask);
        assertStepRefused(makeFullStep(WRITE, 0, NO, 2, written), Flaw.Mask);
        assertStepRefused(makeFullStep(BOOK, 0, NO, 1, written), Flaw.Mask);
        assertStepRefused(makeFullStep(PAY, 0, NO, 0, abi.encodePacked(OF_FEE, BUCKET, NO, NO, NO)), Flaw.Mask);
        assertStepRefused(makeFullStep(PAY, 0, NO, 2, abi.encodePacked(OF_FEE, BUCKET, NO, NO, NO)), Flaw.Mask);
        ProgramDraft memory p = withStep(makeFullStep(PAY, 0, NO, 3, abi.encodePacked(RESIDUAL, BUCKET, NO, NO, NO)));
        p.classes = 2;
        p.amounts = hex"640064000005000a00";
        assertRefused(p.encode(), 3, Flaw.Mask);
    }

    function test_RevertWhen_AnUnusedOperandIsNotEmpty() public {
        assertStepRefused(makeStep(ADD, VALUE + 1, TEN, TEN, 0, NO), Flaw.UnusedOperand);
        assertStepRefused(makeStep(OWE, FEE, TEN, NO, NO, TEN), Flaw.UnusedOperand);
        assertStepRefused(makeStep(BUY, BUCKET, BUCKET, TEN, VALUE, NO), Flaw.UnusedOperand);
    }

    function test_RevertWhen_ACellCanNotBeRead() public {
        // Not yet written, itself, not a field, and what the header does not have of everything.
        uint16[14] memory wrong = [
            VALUE + 1,
            VALUE + 2,
            0x009,
            0x010,
            0x104,
            0x108,
            0x181,
            0x189,
            0x195,
            0x1d1,
            0x402,
            0x800,
            FROM_OUTSIDE,
            NO
        ];
        for (uint256 i; i < wrong.length; ++i) {
            assertStepRefused(makeStep(ADD, VALUE + 1, TEN, wrong[i], NO, NO), Flaw.UnreadableCell);
        }
        assertStepRefused(makeStep(CAPITALISE, BALANCE, NO, NO, NO, VALUE + 1), Flaw.UnreadableCell);
    }

    function test_RevertWhen_ACellMayNotBeWritten() public {
        // Written already, claims, paid, cash, inputs, constants, and what the header does not have.
        uint16[12] memory wrong = [VALUE, BALANCE, 0x006, 0x014, FEE, BUCKET, ACCOUNT, 0x190, 0x193, 0x1d1, TEN, NO];
        for (uint256 i; i < wrong.length; ++i) {
            assertStepRefused(makeStep(ADD, wrong[i], TEN, TEN, NO, NO), Flaw.UnwritableCell);
        }
        assertStepAccepted(makeStep(ADD, TARGET, TEN, TEN, NO, NO));
        bytes memory remembered = makeStep(ADD, MEMORY, TEN, TEN, NO, NO);
        assertStepAccepted(remembered);
        assertRefused(withStep(bytes.concat(remembered, remembered)).encode(), 4, Flaw.UnwritableCell);
    }

    function test_RevertWhen_CashIsNotCash() public {
        assertStepRefused(makeStep(MOVE, ACCOUNT, BALANCE, NO, NO, NO), Flaw.NotCash);
        assertStepRefused(makeStep(MOVE, FROM_OUTSIDE, ACCOUNT, NO, NO, NO), Flaw.NotCash);
        assertStepRefused(makeStep(MOVE, 0x189, ACCOUNT, NO, NO, NO), Flaw.NotCash);
        assertStepRefused(payStep(INTEREST, FROM_OUTSIDE, NO, NO), Flaw.NotCash);
        assertStepRefused(payStep(INTEREST, BUCKET, VALUE, NO), Flaw.NotCash);
        assertStepRefused(payStep(INTEREST, BUCKET, NO, TEN), Flaw.NotCash);
        assertStepRefused(makeStep(BUY, NO, VALUE, TEN, VALUE, NO), Flaw.NotCash);
    }

    function test_RevertWhen_AClassIsNotAClass() public {
        uint16[4] memory wrong = [DEFICIENCY, 0x010, FEE, NO];
        for (uint256 i; i < wrong.length; ++i) {
            assertStepRefused(makeStep(CAPITALISE, wrong[i], NO, NO, NO, NO), Flaw.NotAClass);
            assertStepRefused(makeStep(ACCRUE, wrong[i], TEN, TEN, NO, TEN), Flaw.NotAClass);
        }
    }

    function test_RevertWhen_AFeeIsNotAFee() public {
        uint16[4] memory wrong = [0x102, 0x108, BALANCE, NO];
        for (uint256 i; i < wrong.length; ++i) {
            assertStepRefused(makeStep(OWE, wrong[i], TEN, NO, NO, NO), Flaw.NotAFee);
        }
        assertStepAccepted(makeStep(OWE, FEE + 1, TEN, NO, NO, NO));
    }

    function test_RevertWhen_ThereIsNoLedger() public {
        assertStepRefused(makeStep(MOVE, BUCKET, ACCOUNT, NO, BALANCE, NO), Flaw.NotALedger);
        assertStepAccepted(makeStep(MOVE, BUCKET, ACCOUNT, NO, DEFICIENCY, NO));
        bytes[3] memory booking = [
            makeStep(MOVE, BUCKET, ACCOUNT, NO, DEFICIENCY, NO),
            makeStep(BOOK, NO, TEN, NO, NO, NO),
            makeFullStep(PAY, 4, NO, 1, abi.encodePacked(INTEREST, BUCKET, ACCOUNT, NO, NO))
        ];
        for (uint256 i; i < booking.length; ++i) {
            ProgramDraft memory p = withStep(booking[i]);
            bench.validate(p.encode());
            p.ledgerMask = 0;
            assertRefused(p.encode(), 3, Flaw.NotALedger);
        }
    }

    function test_RevertWhen_ThereIsNoTable() public {
        assertStepRefused(makeStep(LOOK, VALUE + 1, 1, TEN, NO, NO), Flaw.NotATable);
        assertStepAccepted(makeStep(LOOK, VALUE + 1, 0, TEN, NO, NO));
    }

    function test_RevertWhen_ADenominatorOrPriceMayBeZero() public {
        uint16[4] memory wrong = [ZERO, VALUE, 0x402, NO];
        for (uint256 i; i < wrong.length; ++i) {
            assertStepRefused(makeStep(ACCRUE, BALANCE, TEN, TEN, NO, wrong[i]), Flaw.NotPositive);
            assertStepRefused(makeStep(BUY, NO, BUCKET, wrong[i], VALUE, NO), Flaw.NotPositive);
        }
        assertStepAccepted(makeStep(ACCRUE, BALANCE, TEN, TEN, NO, TEN));
        assertStepAccepted(makeStep(BUY, NO, BUCKET, TEN, VALUE, NO));
    }

    function test_RevertWhen_AClaimIsUnknown() public {
        assertStepRefused(payStep(7, BUCKET, NO, NO), Flaw.NotAClaim);
        assertStepRefused(payStep(NO, BUCKET, NO, NO), Flaw.NotAClaim);
    }

    function test_RevertWhen_ASourceComesTwice() public {
        assertStepRefused(payStep(INTEREST, BUCKET, BUCKET, NO), Flaw.RepeatedSource);
        assertStepRefused(payStep(INTEREST, BUCKET, NO, BUCKET), Flaw.RepeatedSource);
        assertStepRefused(payStep(INTEREST, BUCKET, ACCOUNT, ACCOUNT), Flaw.RepeatedSource);
        assertStepRefused(makeStep(MOVE, ACCOUNT, ACCOUNT, NO, NO, NO), Flaw.RepeatedSource);
    }

    function test_RevertWhen_CashComesInTooLate() public {
        bytes memory late = makeStep(MOVE, ACCOUNT, FROM_OUTSIDE, NO, NO, NO);
        assertStepAccepted(late);
        // An account was always there; a bucket is what the outside gives.
        assertStepAccepted(bytes.concat(makeStep(MOVE, BUCKET, ACCOUNT, NO, NO, NO), late));
        bytes memory drawn = payStep(INTEREST, ACCOUNT, BUCKET, NO);
        assertRefused(withStep(bytes.concat(drawn, late)).encode(), 4, Flaw.LateCash);
    }

    function test_RevertWhen_TheMasksNameMoreThanARunHasGasFor() public {
        ProgramDraft memory p = sound();
        p.classes = 16;
        p.ledgerMask = 0xffff;
        bytes memory none = new bytes(15);
        p.amounts = abi.encodePacked(hex"64", none, hex"64", none, hex"0005000a00");
        bytes memory booked = makeFullStep(PAY, 4, NO, 0xffff, abi.encodePacked(INTEREST, BUCKET, ACCOUNT, NO, NO));
        bytes memory many = opening();
        for (uint256 i; i < 127; ++i) {
            many = bytes.concat(many, booked);
        }
        p.steps = bytes.concat(many, closing());
        bench.validate(p.encode());
        // 128 times 32, and one more.
        p.steps = bytes.concat(many, booked, closing());
        assertRefused(p.encode(), 131, Flaw.TooMuchWork);
    }

    // after the last step

    function test_RevertWhen_AShownCellCanNotBeRead() public {
        ProgramDraft memory p = sound();
        p.shown = abi.encodePacked(VALUE + 1);
        assertRefused(p, Flaw.Shown);
        p.shown = abi.encodePacked(NO);
        assertRefused(p, Flaw.Shown);
        p.shown = abi.encodePacked(TEN);
        bench.validate(p.encode());
    }

    function test_RevertWhen_ACheckIsOnNoValue() public {
        uint16[4] memory wrong = [VALUE + 1, TEN, MEMORY, NO];
        for (uint256 i; i < wrong.length; ++i) {
            ProgramDraft memory p = sound();
            p.checks = abi.encodePacked(wrong[i]);
            assertRefused(p, Flaw.Check);
        }
    }

    function test_RevertWhen_ABucketIsLeftOpen() public {
        bytes memory principal = payStep(PRINCIPAL, BUCKET, ACCOUNT, NO);
        bytes[6] memory open = [
            bytes(""),
            // Gated, limited, by a claim, as the second source, and filled again.
            makeFullStep(PAY, 0, VALUE, 1, abi.encodePacked(RESIDUAL, BUCKET, NO, NO, NO)),
            makeFullStep(PAY, 0, NO, 1, abi.encodePacked(REST, BUCKET, NO, NO, VALUE)),
            makeStep(MOVE, ACCOUNT, BUCKET, NO, DEFICIENCY, NO),
            payStep(RESIDUAL, ACCOUNT, BUCKET, NO),
            bytes.concat(payStep(RESIDUAL, BUCKET, NO, NO), makeStep(MOVE, BUCKET, ACCOUNT, NO, NO, NO))
        ];
        for (uint256 i; i < open.length; ++i) {
            ProgramDraft memory p = sound();
            p.steps = bytes.concat(opening(), principal, open[i]);
            assertRefused(p, Flaw.BucketLeftOpen);
            p.steps = bytes.concat(opening(), principal, open[i], payStep(REST, BUCKET, NO, NO));
            bench.validate(p.encode());
        }
    }

    function test_RevertWhen_AClassIsNeverRepaid() public {
        ProgramDraft memory p = sound();
        p.steps = bytes.concat(opening(), payStep(RESIDUAL, ACCOUNT, NO, NO), payStep(RESIDUAL, BUCKET, NO, NO));
        assertRefused(p, Flaw.ClassNeverRepaid);
        // Without a face it needs no repayment, but for its capitalised interest.
        p.amounts = hex"00000005000a00";
        bench.validate(p.encode());
        p.steps = bytes.concat(makeStep(CAPITALISE, BALANCE, NO, NO, NO, NO), p.steps);
        assertRefused(p, Flaw.ClassNeverRepaid);
    }

    function test_RevertWhen_AnAccountIsNeverDrawn() public {
        ProgramDraft memory p = sound();
        p.steps = bytes.concat(opening(), payStep(PRINCIPAL, BUCKET, NO, NO), payStep(RESIDUAL, BUCKET, NO, NO));
        assertRefused(p, Flaw.AccountNeverDrawn);
    }
}
