// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import { Movement, MovementKind } from "../compliance/interfaces/IMovementGate.sol";
import { Investor } from "../identity/types/Investor.sol";
import { Gates } from "./Gates.sol";
import { IERC3643 } from "./interfaces/IERC3643.sol";
import { IERC7943Fungible } from "./interfaces/IERC7943.sol";
import { ISecurityToken } from "./interfaces/ISecurityToken.sol";
import { Liens } from "./Liens.sol";
import { StandardCalls } from "./StandardCalls.sol";
import { Holding, WALLET_FROZEN, WAS_RECOVERED } from "./types/Holding.sol";
import { MINT_CLOSED, NATIVE_REGISTRY, PAUSED, TokenState } from "./types/TokenState.sol";

/// @title Movements: how units change hands, the five ways there are
/// @dev Each one: checks, then balances with their history, then the call into compliance, which may still revert all.
abstract contract Movements is Liens, Gates {
    mapping(address lostWallet => address newWallet) internal _successors;

    // Transfer

    function _transfer(MovementKind kind, address operator, address from, address to, uint256 amount) internal {
        require(from != address(0), IERC20Errors.ERC20InvalidSender(from));
        require(to != address(0), IERC20Errors.ERC20InvalidReceiver(to));
        TokenState current = _currentState();
        if (current.has(PAUSED)) revert ISecurityToken.TransfersPaused();
        Holding source = _holdings[from];
        Holding target = _holdings[to];
        if (source.isFrozen()) revert ISecurityToken.WalletFrozen(from);
        _requireOpen(to, target);
        uint256 free = _freeOf(from, source);
        if (amount > free) revert ISecurityToken.FreeUnitsExceeded(from, free, amount);
        // Written out: a struct that a function returns is made twice.
        Investor unknown;
        Movement memory m = Movement({
            kind: kind,
            operator: operator,
            from: from,
            to: to,
            amount: amount,
            fromBalance: 0,
            toBalance: 0,
            fromRecord: unknown,
            toRecord: unknown
        });
        (address denied, bool eligible) = _ask(current, m);
        if (denied != address(0)) revert ISecurityToken.HolderDenied(denied);
        if (!eligible) revert ISecurityToken.HolderNotEligible(to);
        _settle(current, m, source, target);
    }

    /// @dev As one transfer each, in this order. Where registry and compliance are the platform's, and so nobody else's
    /// code runs in between, the registry is asked once; the first item that something speaks against, and what comes
    /// after it, go the way of a single transfer, which gives the reason.
    function _transferMany(address from, address[] calldata toList, uint256[] calldata amounts) internal {
        uint256 done = _transferTogether(from, toList, amounts);
        for (; done < toList.length; ++done) {
            _transfer(MovementKind.Transfer, from, from, toList[done], amounts[done]);
        }
    }

    /// @dev Each item is booked in full before the next. Returns how many items were transferred.
    function _transferTogether(
        address from,
        address[] calldata toList,
        uint256[] calldata amounts
    ) private returns (uint256 done) {
        TokenState current = _currentState();
        Holding source = _holdings[from];
        if (current.has(PAUSED) || source.isFrozen()) return 0;
        Movement memory m = _movement(MovementKind.Transfer, from, from, address(0), 0);
        Investor[] memory toRecords = _askMany(current, m, toList);
        if (toRecords.length == 0) return 0;
        uint256 free = _freeOf(from, source);
        source = _touched(from, source, current);
        for (; done < toRecords.length; ++done) {
            (address to, uint256 amount) = (toList[done], amounts[done]);
            Holding target = _holdings[to];
            if (amount > free) break;
            if (to == address(0)) break;
            if (!target.isOpen()) break;
            // No underflow: just compared. What went to oneself is counted as gone, so that the rest may go alone.
            unchecked {
                free -= amount;
            }
            (m.to, m.amount, m.toRecord) = (to, amount, toRecords[done]);
            (m.fromBalance, m.toBalance) = (source.balance(), target.balance());
            source = _deliver(current, m, source, target);
        }
    }

    /// @dev True exactly when a transfer by the holder would succeed.
    function _canTransfer(address from, address to, uint256 amount) internal view returns (bool) {
        TokenState current = _viewState();
        if (from == address(0) || to == address(0) || current.has(PAUSED)) return false;
        Holding source = _holdings[from];
        Holding target = _holdings[to];
        if (source.isFrozen() || target.isFrozen() || target.isRecovered()) return false;
        if (amount > _freeOf(from, source)) return false;
        Movement memory m = _movement(MovementKind.Transfer, from, from, to, amount);
        m.fromBalance = source.balance();
        m.toBalance = target.balance();
        (address denied, bool eligible) = _ask(current, m);
        return denied == address(0) && eligible && _allows(current, m);
    }

    // Mint and burn

    function _mint(address to, uint256 amount) internal {
        require(amount != 0, ISecurityToken.NothingToMove());
        TokenState current = _currentState();
        require(!current.has(MINT_CLOSED), ISecurityToken.MintIsClosed());
        Holding supply = _supply;
        uint256 outstanding = supply.balance();
        // No overflow: the maximum is a uint96 and outstanding is at most the maximum.
        require(
            amount <= supply.frozen() - outstanding,
            ISecurityToken.MaximumSupplyExceeded(supply.frozen(), outstanding, amount)
        );
        Holding target = _holdings[to];
        _requireOpen(to, target);
        Movement memory m = _movement(MovementKind.Mint, address(0), address(0), to, amount);
        m.fromBalance = outstanding;
        (, bool eligible) = _ask(current, m);
        require(eligible, ISecurityToken.HolderNotEligible(to));
        m.toBalance = target.balance();
        _beforeMove(current, m);
        _supply = _touched(SUPPLY, supply, current).withBalance(outstanding + amount);
        _holdings[to] = _touched(to, target, current).withBalance(target.balance() + amount);
        emit IERC20.Transfer(address(0), to, amount);
        _afterMove(current, m);
    }

    function _burn(address holder, uint256 amount) internal {
        TokenState current = _currentState();
        Holding source = _taken(holder, amount);
        Holding supply = _supply;
        Movement memory m = _movement(MovementKind.Burn, address(0), holder, address(0), amount);
        m.fromBalance = source.balance();
        _ask(current, m);
        _supply = _touched(SUPPLY, supply, current).withBalance(supply.balance() - amount);
        _holdings[holder] = _touched(holder, source, current).withBalance(source.balance() - amount);
        emit IERC20.Transfer(holder, address(0), amount);
        _afterMove(current, m);
    }

    // By an agent, for a holder

    function _forcedTransfer(address from, address to, uint256 amount) internal {
        require(from != to, ISecurityToken.SameWallet(from));
        TokenState current = _currentState();
        Holding source = _taken(from, amount);
        Holding target = _holdings[to];
        _requireNotRecovered(to, target);
        Movement memory m = _movement(MovementKind.Forced, address(0), from, to, amount);
        (, bool eligible) = _ask(current, m);
        require(eligible, ISecurityToken.HolderNotEligible(to));
        _settle(current, m, source, target);
        emit IERC7943Fungible.ForcedTransfer(from, to, amount);
    }

    /// @dev Moves balance, freezes and liens, and names the successor; history stays where it was made. What was done
    /// before is not done again, so a repeated call changes nothing.
    function _recover(address lost, address replacement, address identity) internal {
        require(lost != replacement, ISecurityToken.SameWallet(lost));
        if (replacement != address(0) && _successors[lost] == replacement) return;
        TokenState current = _currentState();
        bool native = current.has(NATIVE_REGISTRY);
        StandardCalls.requireSameIdentity(_registryOf(current), native, lost, replacement, identity);
        // Read only now: a hostile registry may have come back in the midst of that call.
        Holding source = _holdings[lost];
        Holding target = _holdings[replacement];
        _requireNotRecovered(lost, source);
        _requireNotRecovered(replacement, target);
        uint256 amount = source.balance();
        Movement memory m = _movement(MovementKind.Recovery, address(0), lost, replacement, amount);
        (, bool eligible) = _ask(current, m);
        require(eligible, ISecurityToken.HolderNotEligible(replacement));
        _successors[lost] = replacement;
        emit ISecurityToken.SuccessorSet(lost, replacement);
        uint256 frozenUnits = source.frozen();
        _holdings[lost] = source.withFrozen(0).withFlag(WAS_RECOVERED, true);
        _holdings[replacement] = target.withFrozen(target.frozen() + frozenUnits).withFlag(
            WALLET_FROZEN,
            target.isFrozen() || source.isFrozen()
        );
        StandardCalls.tellOfFreezes(lost, replacement, source, target);
        // Before the call into compliance, so that nobody finds units without their liens.
        if (source.hasLiens()) _moveLiens(lost, replacement);
        _settle(current, m, _holdings[lost], _holdings[replacement]);
        emit IERC3643.RecoverySuccess(lost, replacement, identity);
    }

    // What they share

    function _movement(
        MovementKind kind,
        address operator,
        address from,
        address to,
        uint256 amount
    ) private pure returns (Movement memory) {
        Investor unknown;
        return
            Movement({
                kind: kind,
                operator: operator,
                from: from,
                to: to,
                amount: amount,
                fromBalance: 0,
                toBalance: 0,
                fromRecord: unknown,
                toRecord: unknown
            });
    }

    /// @dev Between two wallets. `amount` ≤ the sender's balance is checked by every caller.
    function _settle(TokenState current, Movement memory m, Holding source, Holding target) private {
        m.fromBalance = source.balance();
        m.toBalance = target.balance();
        _beforeMove(current, m);
        if (m.from != m.to) source = _touched(m.from, source, current);
        _deliver(current, m, source, target);
    }

    /// @dev `source` is touched already. Returns what the sender has left. Both balances fit: a sum of two is at most
    /// the supply. A wallet that sends to itself changes nothing, but is checked and booked like any.
    function _deliver(
        TokenState current,
        Movement memory m,
        Holding source,
        Holding target
    ) private returns (Holding left) {
        (address from, address to, uint256 amount) = (m.from, m.to, m.amount);
        left = source;
        if (from != to) {
            unchecked {
                left = source.withBalance(m.fromBalance - amount);
                _holdings[from] = left;
                _holdings[to] = _touched(to, target, current).withBalance(m.toBalance + amount);
            }
        }
        emit IERC20.Transfer(from, to, amount);
        _afterMove(current, m);
    }

    /// @dev The holding out of which `amount` is taken without its holder: free units first, then frozen ones.
    function _taken(address holder, uint256 amount) private returns (Holding source) {
        require(amount != 0, ISecurityToken.NothingToMove());
        source = _holdings[holder];
        uint256 movable = _freeOf(holder, source) + source.frozen();
        require(amount <= movable, ISecurityToken.UnitsUnderLien(holder, movable, amount));
        uint256 left = movable - amount;
        if (left >= source.frozen()) return source;
        emit IERC3643.TokensUnfrozen(holder, source.frozen() - left);
        emit IERC7943Fungible.Frozen(holder, left);
        source = source.withFrozen(left);
    }

    function _requireOpen(address to, Holding target) private view {
        if (target.isOpen()) return;
        require(!target.isFrozen(), ISecurityToken.WalletFrozen(to));
        _requireNotRecovered(to, target);
    }

    /// @dev Not a `require`: that would read the successor each time.
    function _requireNotRecovered(address wallet, Holding holding) private view {
        if (holding.isRecovered()) revert ISecurityToken.WalletRecovered(wallet, _successors[wallet]);
    }
}
