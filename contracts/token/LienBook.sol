// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ISecurityToken } from "./interfaces/ISecurityToken.sol";

/// @notice Who keeps liens on whose units.
struct Book {
    mapping(address holder => mapping(address keeper => uint256 amount)) liens;
    mapping(address holder => uint256 amount) total;
    mapping(address keeper => uint256 amount) keptInAll;
    mapping(address keeper => bool yes) allowed;
    address[] keepers;
}

/// @title LienBook: liens placed, lowered and moved
/// @dev Deployed once and linked, so that what most tokens do without costs them no code. Runs as the token
/// (delegatecall). Functions return what is under lien of the holder afterwards, for the flag in its holding.
library LienBook {
    uint256 private constant KEEPER_LIMIT = 4;

    /// @notice Names a keeper, or dismisses one: it still lowers the liens it has.
    function allow(Book storage book, address keeper, bool allowed) external {
        // A keeper whose code is gone can still be disallowed.
        require(!allowed || keeper.code.length != 0, ISecurityToken.NotAContract(keeper));
        bool known = book.allowed[keeper] || book.keptInAll[keeper] != 0;
        book.allowed[keeper] = allowed;
        if (allowed && !known) {
            require(book.keepers.length < KEEPER_LIMIT, ISecurityToken.TooManyLienKeepers(KEEPER_LIMIT));
            book.keepers.push(keeper);
        }
        if (!allowed && known) _dropIfDone(book, keeper);
        emit ISecurityToken.LienKeeperSet(keeper, allowed);
    }

    /// @notice `amount` ≤ the holder's free units is the caller's to know.
    function raise(Book storage book, address holder, address keeper, uint256 amount) external returns (uint256) {
        return _raise(book, holder, keeper, amount);
    }

    /// @notice Reverts with more than the lien.
    function lower(Book storage book, address holder, address keeper, uint256 amount) external returns (uint256) {
        return _lower(book, holder, keeper, amount);
    }

    /// @notice For a recovery: the liens follow the units. At most four keepers.
    /// @return what `to` has then; `from` has none left
    function move(Book storage book, address from, address to) external returns (uint256) {
        // From the last to the first: lowering may drop the keeper just served.
        for (uint256 i = book.keepers.length; i > 0; --i) {
            address keeper = book.keepers[i - 1];
            uint256 amount = book.liens[from][keeper];
            if (amount == 0) continue;
            // Raised first, so that the keeper is never dropped in between.
            _raise(book, to, keeper, amount);
            _lower(book, from, keeper, amount);
        }
        return book.total[to];
    }

    function _raise(Book storage book, address holder, address keeper, uint256 amount) private returns (uint256 total) {
        uint256 lien = book.liens[holder][keeper] + amount;
        total = book.total[holder] + amount;
        book.liens[holder][keeper] = lien;
        book.total[holder] = total;
        book.keptInAll[keeper] += amount;
        emit ISecurityToken.LienChanged(holder, keeper, lien);
    }

    function _lower(Book storage book, address holder, address keeper, uint256 amount) private returns (uint256 total) {
        require(amount != 0, ISecurityToken.NothingToMove());
        uint256 lien = book.liens[holder][keeper];
        require(amount <= lien, ISecurityToken.LienExceeded(holder, keeper, lien, amount));
        total = book.total[holder] - amount;
        book.liens[holder][keeper] = lien - amount;
        book.total[holder] = total;
        book.keptInAll[keeper] -= amount;
        emit ISecurityToken.LienChanged(holder, keeper, lien - amount);
        if (!book.allowed[keeper]) _dropIfDone(book, keeper);
    }

    function _dropIfDone(Book storage book, address keeper) private {
        if (book.keptInAll[keeper] != 0) return;
        uint256 last = book.keepers.length - 1;
        for (uint256 i = 0; i <= last; ++i) {
            if (book.keepers[i] != keeper) continue;
            book.keepers[i] = book.keepers[last];
            book.keepers.pop();
            return;
        }
    }
}
