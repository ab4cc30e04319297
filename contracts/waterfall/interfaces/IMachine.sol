// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice What is wrong with a program. The order is that of `FLAWS` in `sdk/engine/validate.ts`.
/// @dev Flaws of header and sections come first, then those of a step, then those seen only after the last step.
enum Flaw {
    /// The bytes do not begin with `SLW1` and a whole header.
    Magic,
    /// A number of the header is out of its range.
    Count,
    /// The sections are shorter or longer than the header says.
    Length,
    /// Amounts are not 1 to 15 bytes wide, or wider than the largest of them needs.
    Width,
    /// A ledger is for a class that there is not.
    LedgerMask,
    /// An input's code is unknown, comes twice, or a waiver's number is missing before it.
    InputCode,
    /// The cash order names an input that there is not, one twice, or one that is never cash.
    CashOrder,
    /// A class opens above its face, or an account with 2^100 or more.
    Opening,
    /// Payment days do not rise, or a record day is after its payment day.
    Dates,
    /// A table has no entry, or its width is not 1 to 15 bytes and the least that holds its entries.
    Table,
    /// There is no such op.
    Op,
    /// The op has no such mode, or a `pay` books what it does not take.
    Mode,
    /// A step that only calculates has a gate, or the gate's cell can't be read.
    Gate,
    /// The mask is empty where it is needed, not 0 where it is not, or names a class or fee that there is not; or
    /// more than one payee where there is no claim.
    Mask,
    /// An operand that the op does not use is not FFFF.
    UnusedOperand,
    /// A cell to read is not there, or its value was not written yet.
    UnreadableCell,
    /// A cell to write may not be written, or was already.
    UnwritableCell,
    /// Not a bucket or an account.
    NotCash,
    /// Not the balance cell of a class.
    NotAClass,
    /// Not the due, or the due over cap, of a fee.
    NotAFee,
    /// Not the deficiency of a class that has a ledger; or there is no ledger at all to book on.
    NotALedger,
    /// Not a table.
    NotATable,
    /// A denominator or price is not a constant above 0.
    NotPositive,
    /// `pay` does not know this kind of claim.
    NotAClaim,
    /// A cell is twice the source of a `pay`, or both source and target of a `move`.
    RepeatedSource,
    /// Cash comes in after cash was taken from a bucket.
    LateCash,
    /// The masks of the steps up to this one, and the ledgers they book on, name more than 4,096 classes and fees: a
    /// run must fit into one transaction.
    TooMuchWork,
    /// A cell to show can't be read, or was not written.
    Shown,
    /// A check is not on a value that was written.
    Check,
    /// A bucket is not taken whole after the last that comes into it.
    BucketLeftOpen,
    /// A class with a face, or with capitalised interest, is in no payment of principal.
    ClassNeverRepaid,
    /// No step takes from an account.
    AccountNeverDrawn
}

/// @title What the machine refuses
interface IMachine {
    /// @notice The bytes are no program that can be trusted with cash. `step` counts from 0; it is 65535 where the
    /// flaw is not one step's.
    error InvalidProgram(uint256 step, Flaw flaw);
    /// @notice A date's deposit must stay below 2^100.
    error DepositTooLarge(uint256 deposit);
    /// @notice The run ended with other cash than it began with: `before + cashIn ≠ cashOut + afterwards`. It can't
    /// happen to a program that was accepted.
    error CashNotConserved(uint256 before, uint256 cashIn, uint256 cashOut, uint256 afterwards);
    /// @notice A bucket was left with cash. It can't happen to a program that was accepted.
    error BucketNotEmpty(uint256 bucket, uint256 cash);
    /// @notice A class ended with more than its face and capitalised interest. It can't happen to a program that was
    /// accepted.
    error ClassAboveCeiling(uint256 class, uint256 balance, uint256 writtenOff, uint256 ceiling);
}
