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
/// @param operator who moves: the holder, a spender, an agent
/// @param from the sending wallet; zero for a mint
/// @param to the receiving wallet; zero for a burn
/// @param amount base units
/// @param fromBalance the sender's balance before
/// @param toBalance the receiver's balance before
/// @param supply before; told for mint and burn only
/// @param fromRecord the sender's record
/// @param toRecord the receiver's record
/// @param lastRecordDate the last record date that has come, or 0
/// @param nextRecordDate the first still to come; type(uint40).max if none is known
struct Movement {
    MovementKind kind;
    address operator;
    address from;
    address to;
    uint256 amount;
    uint256 fromBalance;
    uint256 toBalance;
    uint256 supply;
    Investor fromRecord;
    Investor toRecord;
    uint256 lastRecordDate;
    uint256 nextRecordDate;
}

/// @title IMovementGate: how a Sluice token asks a Sluice compliance contract, once a movement
interface IMovementGate {
    /// @notice Checks the movement against the caller's rules and books it. Only a bound token.
    /// @dev Called after balances changed: rules use the balances of the movement and, of other wallets, the token's.
    /// Reverts with the first refusing rule's own error.
    function enforce(Movement calldata movement) external;

    /// @notice Whether `enforce` would pass for the calling token.
    function allows(Movement calldata movement) external view returns (bool);
}
