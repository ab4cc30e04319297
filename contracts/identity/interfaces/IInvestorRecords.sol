// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Investor } from "../types/Investor.sol";

/// @title IInvestorRecords: what a Sluice token and compliance ask the identity registry, one call a transfer
interface IInvestorRecords {
    /// @notice Records of both sides of a movement and what they may do now.
    /// @param operator who moves the units: the holder, a spender; zero where nobody asks (mint, forced)
    /// @param from the sending wallet, or zero
    /// @param to the receiving wallet, or zero
    /// @return fromRecord the sender's record
    /// @return toRecord the receiver's record
    /// @return denied the first of operator and sender who is on a deny-list; zero if none is
    /// @return eligible whether `to` may receive
    function standing(
        address operator,
        address from,
        address to
    ) external view returns (Investor fromRecord, Investor toRecord, address denied, bool eligible);

    /// @notice Records of the receivers of a batch, so that they are asked for once.
    /// @param from the sending wallet, which moves the units itself
    /// @param toList the receiving wallets, each an address in a word: so a token passes its list on in one copy
    /// @return fromRecord the sender's record
    /// @return toRecords the receivers' records, from the first on, up to the first who may not receive or whose claims
    /// are read live; none if the sender is on a deny-list
    function standings(
        address from,
        bytes32[] calldata toList
    ) external view returns (Investor fromRecord, Investor[] memory toRecords);

    /// @notice A wallet's record as it is stored, good or not.
    function recordOf(address wallet) external view returns (Investor);

    /// @notice The wallets linked to `identity`; empty for an identity with a single wallet.
    function walletsOf(address identity) external view returns (address[] memory);

    /// @notice Makes `newWallet` stand for `lostWallet`, both of `identity`: the lost one never becomes eligible again.
    /// @dev Idempotent, so that several tokens on one registry can each recover. `newWallet` must be registered to
    /// `identity`, or be a management key of the identity contract and then is linked here. Only an agent.
    function recoverWallet(address lostWallet, address newWallet, address identity) external;
}
