// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Ledger } from "./Ledger.sol";
import { Book, LienBook } from "./LienBook.sol";
import { HAS_LIENS, Holding } from "./types/Holding.sol";

/// @title Liens: units that stay in the holder's name and cannot be moved without the lien's keeper
/// @dev A keeper is a contract (the pledge contract); who the pledgees are is its own book. A lien is lowered by its
/// keeper,
/// or by a forced transfer that names it; nothing else lowers it, whoever owns the token.
abstract contract Liens is Ledger {
    Book internal _lienBook;

    function _freeOf(address holder, Holding holding) internal view returns (uint256) {
        uint256 liens = holding.hasLiens() ? _lienBook.total[holder] : 0;
        // Both subtractions hold: frozen + liens ≤ balance at all times (I1).
        unchecked {
            return holding.balance() - holding.frozen() - liens;
        }
    }

    /// @dev `amount` ≤ the holder's free units is the caller's to know.
    function _raiseLien(address holder, address keeper, uint256 amount) internal {
        _flagLiens(holder, LienBook.raise(_lienBook, holder, keeper, amount));
    }

    function _lowerLien(address holder, address keeper, uint256 amount) internal {
        _flagLiens(holder, LienBook.lower(_lienBook, holder, keeper, amount));
    }

    /// @dev For a recovery: the liens follow the units.
    function _moveLiens(address from, address to) internal {
        _flagLiens(to, LienBook.move(_lienBook, from, to));
        _flagLiens(from, 0);
    }

    /// @dev Only a holding with the flag has its liens looked up.
    function _flagLiens(address holder, uint256 total) private {
        _holdings[holder] = _holdings[holder].withFlag(HAS_LIENS, total != 0);
    }
}
