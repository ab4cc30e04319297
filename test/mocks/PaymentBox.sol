// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ClassPayment, IDeclarations } from "../../contracts/distribution/interfaces/IDeclarations.sol";
import { IPayingAgent } from "../../contracts/distribution/interfaces/IPayingAgent.sol";
import { IWaterfall } from "../../contracts/waterfall/interfaces/IWaterfall.sol";

/// @title PaymentBox: takes over what a waterfall pays to the classes, for studies without holders
/// @notice Nobody collects here: the cash stays, and what was declared can be read and replayed.
contract PaymentBox is IDeclarations {
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
        emit IPayingAgent.Declared(date, recordDate, address(IWaterfall(msg.sender).asset()), payments);
    }
}
