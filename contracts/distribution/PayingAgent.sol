// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ClassPayment, IDeclarations } from "./interfaces/IDeclarations.sol";

/// @title PayingAgent: takes over what a waterfall pays to the classes
/// @notice For now it only receives: it keeps what was declared, and holders can't collect yet.
contract PayingAgent is IDeclarations {
    /// @notice `payments`, one entry a class, are there for the holders at `recordDate`.
    event Declared(uint32 indexed date, uint40 recordDate, ClassPayment[] payments);

    /// @notice The only contract that may declare.
    address public immutable WATERFALL;

    /// @notice The last payment date that was declared; 0 before the first.
    uint32 public lastDate;
    /// @notice All that was declared, in units of the deal's money.
    uint256 public declared;

    constructor(address waterfall) {
        WATERFALL = waterfall;
    }

    /// @inheritdoc IDeclarations
    function declare(uint32 date, uint40 recordDate, ClassPayment[] calldata payments) external {
        require(msg.sender == WATERFALL, NotTheWaterfall(msg.sender));
        require(date > lastDate, DateAlreadyDeclared(lastDate, date));
        lastDate = date;
        uint256 sum;
        for (uint256 k = 0; k < payments.length; ++k) {
            sum += uint256(payments[k].interest) + payments[k].principal + payments[k].residual;
        }
        declared += sum;
        emit Declared(date, recordDate, payments);
    }
}
