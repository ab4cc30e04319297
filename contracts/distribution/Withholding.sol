// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import { IIdentityRegistry } from "../identity/interfaces/IIdentityRegistry.sol";
import { IERC3643 } from "../token/interfaces/IERC3643.sol";
import { ISecurityToken } from "../token/interfaces/ISecurityToken.sol";
import { Inquiry } from "./Inquiry.sol";
import { IPayingAgent } from "./interfaces/IPayingAgent.sol";
import { ITaxSource } from "./interfaces/ITaxSource.sol";
import { Payouts } from "./Payouts.sol";
import { TAX_ACCOUNT, TAX_CEILING, tableAddress, tableWord } from "./types/PayingTable.sol";

/// @title Withholding: what of the interest goes to the tax account
abstract contract Withholding is Payouts, ReentrancyGuardTransient {
    /// @dev Rates are in 1e-9.
    uint256 internal constant ONE = 1e9;

    /// @inheritdoc IPayingAgent
    address public taxSource;
    /// @inheritdoc IPayingAgent
    mapping(address asset => uint256 amount) public taxHeld;

    /// @inheritdoc IPayingAgent
    function setTaxSource(address source) external onlyDeal {
        taxSource = source;
        emit TaxSourceSet(source);
    }

    /// @inheritdoc IPayingAgent
    function withdrawTax(address asset) external nonReentrant returns (uint256 amount) {
        address account = tableAddress(TAX_ACCOUNT);
        require(account != address(0), NoTaxAccount());
        amount = taxHeld[asset];
        require(amount != 0, NothingToWithdraw(account, asset));
        taxHeld[asset] = 0;
        emit TaxWithdrawn(asset, amount);
        _payOut(asset, account, amount);
    }

    /// @dev In 1e-9 of interest. Nobody is asked where nothing may be withheld; where nobody answers, the ceiling is.
    function _rateOf(ISecurityToken token, address owner) internal view returns (uint256) {
        uint256 ceiling = tableWord(TAX_CEILING);
        if (ceiling == 0) return 0;
        address source = taxSource;
        if (source == address(0)) return ceiling;
        address registry = IERC3643(address(token)).identityRegistry();
        uint256 identity = _identityOf(registry, owner);
        (bool known, uint256 country) = Inquiry.word(
            registry,
            abi.encodeCall(IIdentityRegistry.investorCountry, (owner))
        );
        if (identity == 0 || identity > type(uint160).max || !known || country > type(uint16).max) return ceiling;
        // Safe casts: just compared.
        bytes memory question = abi.encodeCall(ITaxSource.rateOf, (address(uint160(identity)), uint16(country)));
        (bool answered, uint256 rate) = Inquiry.word(source, question);
        return answered && rate < ceiling ? rate : ceiling;
    }
}
