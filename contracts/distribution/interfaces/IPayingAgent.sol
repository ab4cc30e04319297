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

/// @title IPayingAgent: where the waterfall puts what the holders are owed
interface IPayingAgent {
    /// @notice Takes over what was paid on payment date `date`, one entry a class, in class order. Only the waterfall,
    /// which has transferred the sum before it calls.
    /// @param date number of the payment date, from 1
    /// @param recordDate the moment whose holders are paid
    function declare(uint32 date, uint40 recordDate, ClassPayment[] calldata payments) external;
}
