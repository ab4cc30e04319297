// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title What an operand of a step may be
library OperandKind {
    /// @dev Must be FFFF.
    uint256 internal constant UNUSED = 0;
    /// @dev Any cell that can be read now.
    uint256 internal constant READ = 1;
    /// @dev The same, or FFFF: no limit.
    uint256 internal constant LIMIT = 2;
    /// @dev A bucket or an account, or FFFF: no further source.
    uint256 internal constant SOURCE = 3;
    /// @dev The deficiency of a class that has a ledger, or FFFF: no limit.
    uint256 internal constant LEDGER = 4;
    /// @dev Kinds up to here may be FFFF.
    uint256 internal constant LAST_OPTIONAL = 4;
    /// @dev A value or memory cell that was not written yet, or a target.
    uint256 internal constant RESULT = 5;
    /// @dev A bucket or an account.
    uint256 internal constant CASH = 6;
    /// @dev The same, or FFFE: from outside.
    uint256 internal constant INFLOW = 7;
    /// @dev A constant above 0.
    uint256 internal constant POSITIVE = 8;
    /// @dev Number of a table.
    uint256 internal constant TABLE = 9;
    /// @dev Balance cell of a class.
    uint256 internal constant CLASS = 10;
    /// @dev Due, or due over cap, of a fee.
    uint256 internal constant FEE = 11;
    /// @dev What `pay` pays, checked with its mask.
    uint256 internal constant CLAIM = 12;
}
