// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { ERC165Checker } from "@openzeppelin/contracts/utils/introspection/ERC165Checker.sol";

import { IIdentityRegistry } from "../identity/interfaces/IIdentityRegistry.sol";
import { IInvestorRecords } from "../identity/interfaces/IInvestorRecords.sol";
import { Investor } from "../identity/types/Investor.sol";
import { IERC3643 } from "../token/interfaces/IERC3643.sol";
import { Movement, MovementKind } from "./interfaces/IMovementGate.sol";

/// @title TokenRecords: a movement put together by asking the token, where the token did not tell it
/// @dev For the standard's calls and for explanations, of Sluice's tokens and of any other ERC-3643 token.
library TokenRecords {
    /// @notice What the token's registry records of a wallet; of a foreign registry, identity and country only.
    function recordOf(address token, address wallet) internal view returns (Investor record) {
        if (wallet == address(0)) return record;
        address registry = IERC3643(token).identityRegistry();
        if (ERC165Checker.supportsInterface(registry, type(IInvestorRecords).interfaceId)) {
            return IInvestorRecords(registry).recordOf(wallet);
        }
        address identity = IIdentityRegistry(registry).identity(wallet);
        if (identity == address(0)) return record;
        uint256 country = IIdentityRegistry(registry).investorCountry(wallet);
        // ISO 3166-1 ends at 999; anything beyond is no country and would not fit.
        return record.withIdentity(identity).withCountry(country > 999 ? 0 : country);
    }

    /// @notice What the wallet holds of the token.
    function balanceOf(address token, address wallet) internal view returns (uint256) {
        return IERC20(token).balanceOf(wallet);
    }

    /// @notice The movement as it would be, or, with `done`, as it was just made.
    function movement(
        MovementKind kind,
        address token,
        address from,
        address to,
        uint256 amount,
        bool done
    ) internal view returns (Movement memory m) {
        m.kind = kind;
        m.operator = from;
        m.from = from;
        m.to = to;
        m.amount = amount;
        m.fromRecord = recordOf(token, from);
        m.toRecord = recordOf(token, to);
        uint256 moved = done && from != to ? amount : 0;
        if (from != address(0)) m.fromBalance = IERC20(token).balanceOf(from) + moved;
        if (to != address(0)) m.toBalance = IERC20(token).balanceOf(to) - moved;
        if (kind == MovementKind.Mint) m.fromBalance = IERC20(token).totalSupply() - moved;
    }
}
