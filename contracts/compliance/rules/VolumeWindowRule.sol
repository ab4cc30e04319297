// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

import { Movement } from "../interfaces/IMovementGate.sol";
import { RuleSet } from "../types/RuleSet.sol";
import { InvestorHoldings } from "./InvestorHoldings.sol";
import { NOT_BY_TIME, Rulebook, Volume } from "./Rulebook.sol";

/// @title VolumeWindowRule: how much one investor may transfer to others in a window of time
/// @notice The window starts with a transfer and is over `volumeWindow` seconds later; transfers between wallets of one
/// identity do not count.
/// @dev Binds only what changes hands (`Rules`). The refusal ends with the window; an amount above the limit itself is
/// refused for good.
library VolumeWindowRule {
    /// @notice The investor transferred `used` of its `limit` in this window.
    error VolumeExceeded(address sender, uint256 used, uint256 amount, uint256 limit);

    function refusal(
        Movement calldata m,
        RuleSet set,
        Rulebook storage book
    ) internal view returns (bytes memory reason, uint256 ends) {
        (uint256 since, uint256 used) = _current(book.volumes[InvestorHoldings.senderOf(m)].used, set);
        uint256 limit = set.volumeLimit().amountOf();
        if (_sum(used, m.amount) <= limit) return (reason, ends);
        reason = abi.encodeWithSelector(VolumeExceeded.selector, m.from, used, m.amount, limit);
        ends = m.amount > limit ? NOT_BY_TIME : since + set.volumeWindow();
    }

    /// @dev Checks and books in one: the investor's word is read once. The last of the rules to be asked; what it does
    /// not allow, it does not book.
    function spend(Movement calldata m, RuleSet set, Rulebook storage book) internal returns (bool allowed) {
        Volume storage volume = book.volumes[InvestorHoldings.senderOf(m)];
        (uint256 since, uint256 used) = _current(volume.used, set);
        used = _sum(used, m.amount);
        if (used > set.volumeLimit().amountOf()) return false;
        // Both fields fit: a block time, and a sum that is at most the limit, a uint96.
        volume.used = (since << 96) | used;
        return true;
    }

    function record(Movement calldata m, RuleSet set, Rulebook storage book) internal {
        if (!InvestorHoldings.changesHands(m)) return;
        Volume storage volume = book.volumes[InvestorHoldings.senderOf(m)];
        (uint256 since, uint256 used) = _current(volume.used, set);
        // Mostly just checked against the limit, a uint96; but a foreign token books forced transfers as transfers.
        volume.used = (since << 96) | Math.min(used + m.amount, type(uint96).max);
    }

    function _sum(uint256 used, uint256 amount) private pure returns (uint256) {
        // No overflow: 96 and at most 128 bits.
        unchecked {
            return used + amount;
        }
    }

    function _current(uint256 word, RuleSet set) private view returns (uint256 since, uint256 used) {
        since = word >> 96;
        // No overflow: 40 and 32 bits.
        unchecked {
            if (block.timestamp >= since + set.volumeWindow()) return (block.timestamp, 0);
        }
        used = word & type(uint96).max;
    }
}
