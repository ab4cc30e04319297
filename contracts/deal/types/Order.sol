// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice What an order does.
enum OrderKind {
    FreezeWallet,
    ReleaseWallet,
    FreezeUnits,
    ReleaseUnits,
    ForcedTransfer,
    ForcedTransferOfLien,
    Recovery,
    Pause,
    Unpause,
    Attachment,
    ReleaseAttachment
}

/// @notice An act upon a holder, on somebody's authority. Proposed by the transfer agent, confirmed by the trustee.
/// @param kind what it does
/// @param token the class; zero for all classes, where the kind is about a wallet or about the deal
/// @param from the wallet it is about; zero in Pause and Unpause
/// @param to who receives: forced transfer, recovery, attachment; zero otherwise
/// @param amount units of FreezeUnits, ReleaseUnits and the forced transfers; of an attachment the most that is taken,
/// in units of the deal's money; 0 otherwise
/// @param keeper whose lien a ForcedTransferOfLien takes from; the identity of a Recovery; zero otherwise
/// @param authority who ordered it: a court, the transfer agent itself, …
/// @param reference_ its number there; works once in a deal
/// @param evidence hash of the document
struct Order {
    OrderKind kind;
    address token;
    address from;
    address to;
    uint256 amount;
    address keeper;
    string authority;
    string reference_;
    bytes32 evidence;
}
