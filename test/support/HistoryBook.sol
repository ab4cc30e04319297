// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Holders } from "./Holders.sol";

/// @title HistoryBook: what everybody held at the end of every second at which something changed, by brute force
/// @dev Knows nothing of entries and caches: it keeps all balances and looks through all of them.
abstract contract HistoryBook is Holders {
    uint256 internal constant WALLETS = 6;

    struct Moment {
        uint256 time;
        uint256 supply;
        uint256[WALLETS] balances;
    }

    address[WALLETS] internal wallets;
    /// @dev What the book thinks each wallet holds now.
    uint256[WALLETS] internal held;
    uint256 internal out;
    Moment[] private _moments;

    /// @dev Writes down what stands now; a second change in the same second replaces the first.
    function writeDown() internal {
        uint256 count = _moments.length;
        if (count == 0 || _moments[count - 1].time != block.timestamp) {
            _moments.push();
            ++count;
        }
        Moment storage moment = _moments[count - 1];
        (moment.time, moment.supply, moment.balances) = (block.timestamp, out, held);
    }

    /// @dev What stood before the first block whose time is at or after `recordDate`.
    function stoodAt(uint256 recordDate) internal view returns (Moment memory found) {
        for (uint256 i = 0; i < _moments.length; ++i) {
            if (_moments[i].time < recordDate) found = _moments[i];
        }
    }

    function assertAsTheBookSays(uint256 recordDate) internal view {
        Moment memory moment = stoodAt(recordDate);
        uint256 sum;
        for (uint256 i = 0; i < WALLETS; ++i) {
            uint256 told = token.balanceOfAt(wallets[i], recordDate);
            vm.assertEq(told, moment.balances[i]);
            sum += told;
        }
        vm.assertEq(token.totalSupplyAt(recordDate), moment.supply);
        vm.assertEq(sum, moment.supply);
    }

    function assertAsTheBookSaysNow() internal view {
        for (uint256 i = 0; i < WALLETS; ++i) vm.assertEq(token.balanceOf(wallets[i]), held[i]);
        vm.assertEq(token.totalSupply(), out);
    }
}
