// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";

import { ClassPayment } from "../../contracts/distribution/interfaces/IDeclarations.sol";
import { PayingAgent } from "../../contracts/distribution/PayingAgent.sol";
import { PayingTable } from "../../contracts/distribution/types/PayingTable.sol";

/// @notice Factory, deal and waterfall of one paying agent: declares and orders whatever it is asked to, and keeps what
/// was declared.
contract PayingDeal {
    PayingAgent public agent;
    uint32 public declarations;

    /// @param given its waterfall is replaced by this contract
    function create(PayingTable memory given) external {
        given.waterfall = address(this);
        PayingAgent implementation = new PayingAgent(address(this));
        agent = PayingAgent(Clones.cloneWithImmutableArgs(address(implementation), abi.encode(given)));
        agent.initialize(address(this));
    }

    function declare(uint32 date, uint40 recordDate, ClassPayment[] calldata payments) external {
        ++declarations;
        agent.declare(date, recordDate, payments);
    }

    function attachTo(address holder, address to, uint256 amount) external {
        agent.setAttachment(holder, to, amount);
    }

    function close(uint256 classNumber) external {
        agent.closeClass(classNumber);
    }
}
