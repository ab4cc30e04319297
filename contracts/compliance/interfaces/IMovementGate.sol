// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Investor } from "../../identity/types/Investor.sol";

/// @notice Under which authority units move. Which rules bind each is said in `Compliance`.
enum MovementKind {
    Transfer,
    Mint,
    Burn,
    Forced,
    Recovery
}

/// @notice One movement of units, as its token tells it.
/// @param kind under which authority
/// @param operator who moves: the holder, a spender; zero where an agent does
/// @param from the sending wallet; zero for a mint
/// @param to the receiving wallet; zero for a burn
/// @param amount base units
/// @param fromBalance the sender's balance before; of a mint, the supply before
/// @param toBalance the receiver's balance before
/// @param fromRecord the sender's record
/// @param toRecord the receiver's record
struct Movement {
    MovementKind kind;
    address operator;
    address from;
    address to;
    uint256 amount;
    uint256 fromBalance;
    uint256 toBalance;
    Investor fromRecord;
    Investor toRecord;
}

/// @title IRuleFollower: what a compliance contract calls when a token's rules were turned on or off
interface IRuleFollower {
    /// @notice Reads again whether the rules are quiet. Anyone may call.
    function syncRules() external;
}

/// @title IModuleHost: whether a compliance contract may host modules
interface IModuleHost {
    /// @notice Whether it may; then it serves one token, which asks it before balances change.
    function HOSTS_MODULES() external view returns (bool);
}

/// @title IMovementGate: how a Sluice token asks a Sluice compliance contract, once a movement
interface IMovementGate {
    /// @notice Checks the movement against the caller's rules and books it. Only a bound token.
    /// @dev Called after balances changed: rules use the balances of the movement and, of other wallets, the token's.
    /// Reverts with the first refusing rule's own error.
    /// @return rules the rules that bound it, as bits: an answer, so that an address without code is not taken for a
    /// gate
    function enforce(Movement calldata movement) external returns (uint256 rules);

    /// @notice Reverts with the first refusal of rules and modules. Asked before balances change, by tokens that use a
    /// compliance
    /// contract of their own: external modules look at the token's balances and supply.
    function requireAllowed(Movement calldata movement) external view;

    /// @notice Whether no rule of `token` is on but the closure of mainland China: then it need be asked only about
    /// receivers
    /// there.
    function isQuiet(address token) external view returns (bool);

    /// @notice Whether `enforce` would pass for the calling token.
    function allows(Movement calldata movement) external view returns (bool);
}
