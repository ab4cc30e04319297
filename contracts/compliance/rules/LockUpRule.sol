// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Checkpoints } from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";

import { Movement, MovementKind } from "../interfaces/IMovementGate.sol";
import { InvestorHoldings } from "./InvestorHoldings.sol";
import { Rulebook } from "./Rulebook.sol";

/// @title LockUpRule: units are sold only when they were held for the lock-up period
/// @notice First in, first out, per investor: of what it holds, all it acquired within the last `lockUp` seconds is
/// locked.
/// Moving units between wallets of one identity is neither a sale nor an acquisition; so a recovery keeps the dates.
/// @dev Keeps the sum acquired so far at each acquisition; two binary searches answer everything. Units acquired while
/// the
/// rule was off are free. The refusal ends when enough acquisitions are old enough.
library LockUpRule {
    using Checkpoints for Checkpoints.Trace208;

    /// @notice Only `free` of the investor's units were held long enough.
    error UnitsLockedUp(address sender, uint256 free, uint256 amount, uint256 until);

    function refusal(
        address token,
        Movement calldata m,
        Rulebook storage book
    ) internal view returns (bytes memory reason, uint256 ends) {
        if (!InvestorHoldings.changesHands(m)) return (reason, ends);
        Checkpoints.Trace208 storage acquired = book.acquisitions[InvestorHoldings.investorOf(m.from, m.fromRecord)];
        uint256 held = InvestorHoldings.ofSender(token, m);
        uint256 total = acquired.latest();
        uint256 period = book.lockUp;
        // Safe cast: a time in the past. What was acquired at exactly `now − period` is free.
        uint256 old = block.timestamp < period ? 0 : acquired.upperLookup(uint48(block.timestamp - period));
        uint256 locked = total - old;
        uint256 free = locked >= held ? 0 : held - locked;
        if (m.amount <= free) return (reason, ends);
        // No underflow: what is kept is less than what is locked, and nobody has more locked than it acquired.
        ends = _unlocks(acquired, total - (held - m.amount), period);
        reason = abi.encodeWithSelector(UnitsLockedUp.selector, m.from, free, m.amount, ends);
    }

    /// @dev Acquisitions by mint, transfer and forced transfer; a recovery stays within one identity.
    function record(Movement calldata m, Rulebook storage book) internal {
        if (m.amount == 0 || m.to == address(0) || m.kind == MovementKind.Recovery) return;
        if (m.kind != MovementKind.Mint && InvestorHoldings.isWithinIdentity(m)) return;
        Checkpoints.Trace208 storage acquired = book.acquisitions[InvestorHoldings.investorOf(m.to, m.toRecord)];
        // Safe casts: a block time; each amount is a uint96, and 2^112 acquisitions do not happen.
        acquired.push(uint48(block.timestamp), acquired.latest() + uint208(m.amount));
    }

    /// @dev The moment at which everything up to the running sum `needed`, at most the last one, was held long enough.
    function _unlocks(
        Checkpoints.Trace208 storage acquired,
        uint256 needed,
        uint256 period
    ) private view returns (uint256) {
        uint256 low = 0;
        uint256 high = acquired.length() - 1;
        while (low < high) {
            uint256 middle = (low + high) / 2;
            // Safe cast: positions count acquisitions.
            if (acquired.at(uint32(middle))._value < needed) low = middle + 1;
            else high = middle;
        }
        return acquired.at(uint32(low))._key + period;
    }
}
