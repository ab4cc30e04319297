// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IIdentityRegistry } from "../identity/interfaces/IIdentityRegistry.sol";
import { ISecurityToken } from "../token/interfaces/ISecurityToken.sol";
import { IERC3643 } from "../token/interfaces/IERC3643.sol";
import { Holding } from "../token/types/Holding.sol";
import { HolderBook } from "./HolderBook.sol";
import { Inquiry } from "./Inquiry.sol";
import { IPayingAgent } from "./interfaces/IPayingAgent.sol";
import { PaymentBook } from "./PaymentBook.sol";
import { HAS_PAYOUT } from "./types/HolderWord.sol";
import { FIRST_TOKEN, PAYOUT_DELAY, tableAddress, tableWord } from "./types/PayingTable.sol";

/// @title Payouts: where a holder's money is sent
abstract contract Payouts is PaymentBook, HolderBook {
    /// @dev `next` takes the place of `current` from the moment `from` on.
    struct Payout {
        address current;
        address next;
        uint40 from;
    }

    mapping(address holder => Payout payout) private _payouts;

    /// @inheritdoc IPayingAgent
    function setPayoutAddress(address payout) external {
        ISecurityToken token = ISecurityToken(tableAddress(FIRST_TOKEN));
        bool own = payout == msg.sender;
        require(own || _standsFor(token, msg.sender, payout), PayoutNotTheSameIdentity(msg.sender, payout));
        Payout memory known = _payouts[msg.sender];
        if (block.timestamp >= known.from) known.current = known.next;
        // Safe casts: the delay is a uint32, and block times fit 40 bits until the year 36812.
        (known.next, known.from) = (payout, uint40(block.timestamp) + uint40(tableWord(PAYOUT_DELAY)));
        _payouts[msg.sender] = known;
        _mark(msg.sender, HAS_PAYOUT, true);
        emit PayoutAddressSet(msg.sender, payout, known.from);
    }

    /// @inheritdoc IPayingAgent
    function payoutAddressOf(address holder) external view returns (address payout, address next, uint40 from) {
        Payout memory known = _payouts[holder];
        payout = _payoutOf(ISecurityToken(tableAddress(FIRST_TOKEN)), holder);
        return (payout, known.next == address(0) ? holder : known.next, known.from);
    }

    /// @dev The wallet behind a lost one, through all that were lost after it; and whether it is frozen. A wallet that
    /// was recovered never stands for another, so the walk ends.
    function _ownerOf(
        ISecurityToken token,
        address holder,
        Holding holding
    ) internal view returns (address owner, bool frozen) {
        if (!holding.isRecovered()) return (holder, holding.isFrozen());
        address next = token.successorOf(holder);
        while (next != address(0)) (owner, next) = (next, token.successorOf(next));
        frozen = IERC3643(address(token)).isFrozen(owner);
    }

    /// @dev A payout address that no longer is of the holder's identity, or was frozen or lost, is passed over.
    function _payoutOf(ISecurityToken token, address holder) internal view returns (address) {
        if (!_marksOf(holder).hasMark(HAS_PAYOUT)) return holder;
        Payout memory known = _payouts[holder];
        address payout = block.timestamp >= known.from ? known.next : known.current;
        if (payout == address(0) || payout == holder) return holder;
        return _standsFor(token, holder, payout) ? payout : holder;
    }

    /// @dev Whether `other` is a wallet of the holder's identity that is neither frozen nor lost.
    function _standsFor(ISecurityToken token, address holder, address other) private view returns (bool) {
        address registry = IERC3643(address(token)).identityRegistry();
        uint256 identity = _identityOf(registry, holder);
        return
            identity != 0 &&
            _identityOf(registry, other) == identity &&
            !IERC3643(address(token)).isFrozen(other) &&
            token.successorOf(other) == address(0);
    }

    /// @dev 0 if the registry knows none, or doesn't answer.
    function _identityOf(address registry, address wallet) internal view returns (uint256 identity) {
        (, identity) = Inquiry.word(registry, abi.encodeCall(IIdentityRegistry.identity, (wallet)));
    }
}
