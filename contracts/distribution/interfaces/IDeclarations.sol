// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice What one class is paid on one date, in units of the deal's money.
/// @param interest interest, unpaid interest of earlier dates included
/// @param principal principal
/// @param residual what is paid on the class without reducing a claim
struct ClassPayment {
    uint128 interest;
    uint128 principal;
    uint128 residual;
}

/// @title IDeclarations: what the waterfall tells who pays the classes
interface IDeclarations {
    error NotTheWaterfall(address caller);
    /// @notice Dates rise: each is declared once.
    error DateAlreadyDeclared(uint32 last, uint32 got);

    /// @notice Takes over what was paid on payment date `date`, one entry a class, in class order. Only the waterfall,
    /// which has transferred the sum before it calls.
    /// @param date number of the payment date, from 1
    /// @param recordDate the moment whose holders are paid
    function declare(uint32 date, uint40 recordDate, ClassPayment[] calldata payments) external;
}
