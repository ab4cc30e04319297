// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Movement } from "../interfaces/IMovementGate.sol";
import { InvestorHoldings } from "./InvestorHoldings.sol";
import { NOT_BY_TIME, Rulebook, VolumeUsed } from "./Rulebook.sol";

/// @title VolumeWindowRule: how much one investor may transfer to others in a window of time
/// @notice The window starts with a transfer and is over `volumeWindow` seconds later; transfers between wallets of one
/// identity do not count.
/// @dev The refusal ends with the window; an amount above the limit itself is refused for good.
library VolumeWindowRule {
    /// @notice The investor transferred `used` of its `limit` in this window.
    error VolumeExceeded(address sender, uint256 used, uint256 amount, uint256 limit);

    function refusal(
        Movement memory m,
        Rulebook storage book
    ) internal view returns (bytes memory reason, uint256 ends) {
        if (InvestorHoldings.isWithinIdentity(m)) return (reason, ends);
        uint256 limit = book.volumeLimit;
        (uint256 since, uint256 used) = _current(m, book);
        // No overflow: both are at most the supply, a uint96.
        if (used + m.amount <= limit) return (reason, ends);
        reason = abi.encodeWithSelector(VolumeExceeded.selector, m.from, used, m.amount, limit);
        ends = m.amount > limit ? NOT_BY_TIME : since + book.volumeWindow;
    }

    function record(Movement memory m, Rulebook storage book) internal {
        if (m.amount == 0 || InvestorHoldings.isWithinIdentity(m)) return;
        (uint256 since, uint256 used) = _current(m, book);
        // Safe casts: a block time; used + amount is at most the limit, a uint96, for it was just checked.
        book.volumes[InvestorHoldings.investorOf(m.from, m.fromRecord)] = VolumeUsed({
            since: uint40(since),
            amount: uint96(used + m.amount)
        });
    }

    function _current(Movement memory m, Rulebook storage book) private view returns (uint256 since, uint256 used) {
        VolumeUsed memory last = book.volumes[InvestorHoldings.investorOf(m.from, m.fromRecord)];
        if (block.timestamp >= last.since + uint256(book.volumeWindow)) return (block.timestamp, 0);
        return (last.since, last.amount);
    }
}
