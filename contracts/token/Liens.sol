// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ISecurityToken } from "./interfaces/ISecurityToken.sol";
import { Ledger } from "./Ledger.sol";
import { HAS_LIENS, Holding } from "./types/Holding.sol";

/// @title Liens: units that stay in the holder's name and cannot be moved without the lien's keeper
/// @dev A keeper is a contract (the pledge contract); who the pledgees are is its own book. A lien is lowered by its
/// keeper,
/// or by a forced transfer that names it; nothing else lowers it, whoever owns the token.
abstract contract Liens is Ledger {
    uint256 private constant KEEPER_LIMIT = 4;

    mapping(address holder => mapping(address keeper => uint256 amount)) internal _liens;
    mapping(address holder => uint256 amount) internal _liensTotal;
    mapping(address keeper => uint256 amount) private _keptInAll;
    mapping(address keeper => bool allowed) internal _keeperAllowed;
    address[] internal _keepers;

    function _freeOf(address holder, Holding holding) internal view returns (uint256) {
        uint256 liens = holding.hasLiens() ? _liensTotal[holder] : 0;
        // Both subtractions hold: frozen + liens ≤ balance at all times (I1).
        unchecked {
            return holding.balance() - holding.frozen() - liens;
        }
    }

    function _allowKeeper(address keeper, bool allowed) internal {
        // A keeper whose code is gone can still be disallowed.
        require(!allowed || keeper.code.length != 0, ISecurityToken.NotAContract(keeper));
        bool known = _keeperAllowed[keeper] || _keptInAll[keeper] != 0;
        _keeperAllowed[keeper] = allowed;
        if (allowed && !known) {
            require(_keepers.length < KEEPER_LIMIT, ISecurityToken.TooManyLienKeepers(KEEPER_LIMIT));
            _keepers.push(keeper);
        }
        if (!allowed && known) _dropKeeperIfDone(keeper);
        emit ISecurityToken.LienKeeperSet(keeper, allowed);
    }

    /// @dev `amount` ≤ the holder's free units is the caller's to know.
    function _raiseLien(address holder, address keeper, uint256 amount) internal {
        _liens[holder][keeper] += amount;
        _liensTotal[holder] += amount;
        _keptInAll[keeper] += amount;
        _holdings[holder] = _holdings[holder].withFlag(HAS_LIENS, _liensTotal[holder] != 0);
        emit ISecurityToken.LienChanged(holder, keeper, _liens[holder][keeper]);
    }

    function _lowerLien(address holder, address keeper, uint256 amount) internal {
        require(amount != 0, ISecurityToken.NothingToMove());
        uint256 lien = _liens[holder][keeper];
        require(amount <= lien, ISecurityToken.LienExceeded(holder, keeper, lien, amount));
        _liens[holder][keeper] = lien - amount;
        _liensTotal[holder] -= amount;
        _keptInAll[keeper] -= amount;
        _holdings[holder] = _holdings[holder].withFlag(HAS_LIENS, _liensTotal[holder] != 0);
        emit ISecurityToken.LienChanged(holder, keeper, lien - amount);
        if (!_keeperAllowed[keeper]) _dropKeeperIfDone(keeper);
    }

    /// @dev For a recovery: the liens follow the units. At most four keepers.
    function _moveLiens(address from, address to) internal {
        // From the last to the first: lowering may drop the keeper just served.
        for (uint256 i = _keepers.length; i > 0; --i) {
            address keeper = _keepers[i - 1];
            uint256 amount = _liens[from][keeper];
            if (amount == 0) continue;
            // Raised first, so that the keeper is never dropped in between.
            _raiseLien(to, keeper, amount);
            _lowerLien(from, keeper, amount);
        }
    }

    function _dropKeeperIfDone(address keeper) private {
        if (_keptInAll[keeper] != 0) return;
        uint256 last = _keepers.length - 1;
        for (uint256 i = 0; i <= last; ++i) {
            if (_keepers[i] != keeper) continue;
            _keepers[i] = _keepers[last];
            _keepers.pop();
            return;
        }
    }
}
