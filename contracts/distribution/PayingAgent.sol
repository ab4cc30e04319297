// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Initializable } from "@openzeppelin/contracts/proxy/utils/Initializable.sol";

import { Collecting } from "./Collecting.sol";
import { IPayingAgent } from "./interfaces/IPayingAgent.sol";
import { CLASS_LIMIT } from "./types/HolderWord.sol";
import { TAX_ACCOUNT, TAX_CEILING, TOKEN_COUNT, tableWord } from "./types/PayingTable.sol";

/// @title PayingAgent: pays the classes' money to the holders of record, by pull
/// @notice A clone of one locked implementation that carries its table in its code. See {IPayingAgent} for what it
/// promises, README for how it is built.
contract PayingAgent is Collecting, Initializable {
    /// @notice The only contract that may initialise a clone.
    address public immutable FACTORY;

    constructor(address factory) {
        FACTORY = factory;
        _disableInitializers();
    }

    /// @inheritdoc IPayingAgent
    function initialize(address deal_) external initializer {
        require(msg.sender == FACTORY, NotTheFactory(msg.sender));
        require(deal_ != address(0), ZeroAddress());
        require(tableWord(TOKEN_COUNT) <= CLASS_LIMIT, TooManyClasses(CLASS_LIMIT));
        uint256 ceiling = tableWord(TAX_CEILING);
        require(ceiling <= ONE, TaxAboveCeiling(ONE, ceiling));
        require(ceiling == 0 || tableWord(TAX_ACCOUNT) != 0, NoTaxAccount());
        deal = deal_;
    }
}
