// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IdentityRegistry } from "../../../contracts/identity/IdentityRegistry.sol";
import { SecurityToken } from "../../../contracts/token/SecurityToken.sol";
import { Dice } from "../Dice.sol";
import { Deed, Right } from "../Watch.sol";
import { HolderActs } from "./HolderActs.sol";

/// @title AgentActs: what agents do, the rogue one among them, and what others try in their place
abstract contract AgentActs is HolderActs {
    /// @dev Wallets that were recovered in some token, and by which.
    address[] internal _lostWallets;
    mapping(address lost => address replacement) internal _replacementOf;

    function mint(uint256 seed) external {
        Dice memory d = _dice(seed);
        SecurityToken of_ = _token(d);
        address to = _receiver(d, of_);
        uint256 amount = _someOf(d, (of_.maximumSupply() - of_.totalSupply()) / 4);
        _act("mint", Right.Mint, of_, to, d, abi.encodeCall(of_.mint, (to, amount)));
    }

    function burn(uint256 seed) external {
        Dice memory d = _dice(seed);
        SecurityToken of_ = _token(d);
        address holder = _sender(d, of_);
        uint256 amount = _someOf(d, of_.balanceOf(holder) - of_.liensOf(holder));
        _act("burn", Right.Burn, of_, holder, d, abi.encodeCall(of_.burn, (holder, amount)));
    }

    function forcedTransfer(uint256 seed) external {
        Dice memory d = _dice(seed);
        SecurityToken of_ = _token(d);
        (address from, address to) = (_sender(d, of_), _receiver(d, of_));
        uint256 amount = _someOf(d, of_.balanceOf(from) - of_.liensOf(from));
        _act("forcedTransfer", Right.Force, of_, from, d, abi.encodeCall(of_.forcedTransfer, (from, to, amount)));
    }

    function forcedTransferOfLien(uint256 seed) external {
        Dice memory d = _dice(seed);
        SecurityToken of_ = _token(d);
        (address from, address keeper) = _pledge(d, of_);
        address to = _receiver(d, of_);
        uint256 amount = _someOf(d, of_.lienOf(from, keeper));
        bytes memory call_ = abi.encodeCall(of_.forcedTransferOfLien, (from, to, amount, keeper));
        _do(Deed("forcedTransferOfLien", Right.ForceLien, of_, _agent(d), from, to, keeper, true, call_));
    }

    // Freezes

    function freeze(uint256 seed) external {
        Dice memory d = _dice(seed);
        SecurityToken of_ = _token(d);
        address holder = _sender(d, of_);
        uint256 amount = _someOf(d, of_.freeUnitsOf(holder));
        _act("freeze", Right.Freeze, of_, holder, d, abi.encodeCall(of_.freezePartialTokens, (holder, amount)));
    }

    function unfreeze(uint256 seed) external {
        Dice memory d = _dice(seed);
        SecurityToken of_ = _token(d);
        address holder = _anyWallet(d);
        for (uint256 i = 0; i < wallets.length && of_.getFrozenTokens(holder) == 0; ++i) holder = wallets[i];
        uint256 amount = _someOf(d, of_.getFrozenTokens(holder));
        _act("unfreeze", Right.Unfreeze, of_, holder, d, abi.encodeCall(of_.unfreezePartialTokens, (holder, amount)));
    }

    function setFrozen(uint256 seed) external {
        Dice memory d = _dice(seed);
        SecurityToken of_ = _token(d);
        address holder = _anyWallet(d);
        uint256 frozen = of_.getFrozenTokens(holder);
        uint256 amount = _someOf(d, of_.freeUnitsOf(holder) + frozen);
        Right right = amount > frozen ? Right.Freeze : Right.Unfreeze;
        _act("setFrozen", right, of_, holder, d, abi.encodeCall(of_.setFrozenTokens, (holder, amount)));
    }

    function freezeWallet(uint256 seed) external {
        Dice memory d = _dice(seed);
        SecurityToken of_ = _token(d);
        address wallet = _anyWallet(d);
        bool stop = d.oneIn(3);
        for (uint256 i = 0; !stop && i < wallets.length && !of_.isFrozen(wallet); ++i) wallet = wallets[i];
        bytes memory call_ = abi.encodeCall(of_.setAddressFrozen, (wallet, stop));
        _act("freezeWallet", Right.FreezeWallet, of_, wallet, d, call_);
    }

    function pause(uint256 seed) external {
        Dice memory d = _dice(seed);
        SecurityToken of_ = _token(d);
        bool on = of_.paused() ? d.oneIn(6) : d.oneIn(3);
        if (!on && !of_.paused() && !d.oneIn(10)) return;
        bytes memory call_ = on ? abi.encodeCall(of_.pause, ()) : abi.encodeCall(of_.unpause, ());
        _act(on ? bytes32("pause") : bytes32("unpause"), Right.None, of_, address(0), d, call_);
    }

    // Recoveries

    /// @dev To the same person's other wallet, or to a new one that is linked first.
    function recover(uint256 seed) external {
        Dice memory d = _dice(seed);
        SecurityToken of_ = _token(d);
        uint256 part = d.roll(STRANGER);
        (address lost, address replacement) = (parts[part], d.oneIn(10) ? _anyWallet(d) : parts[part ^ 1]);
        IdentityRegistry registry_ = _registryOf(of_);
        if (registry_.identity(lost) != registry_.identity(replacement)) {
            replacement = parts[part];
            if (wallets.length < WALLETS_AT_MOST) {
                replacement = _newWallet();
                if (_link(registry_, lost, replacement)) profiles[replacement] = profiles[lost];
            }
        }
        if (_recover(of_, lost, replacement, registry_.identity(lost), d)) parts[part] = replacement;
    }

    /// @dev What was recovered in one token, in the other; or once more.
    function recoverAgain(uint256 seed) external {
        if (_lostWallets.length == 0) return;
        Dice memory d = _dice(seed);
        address lost = _lostWallets[d.roll(_lostWallets.length)];
        SecurityToken of_ = _token(d);
        _recover(of_, lost, _replacementOf[lost], _registryOf(of_).identity(lost), d);
    }

    function _recover(
        SecurityToken of_,
        address lost,
        address replacement,
        address identity,
        Dice memory d
    ) private returns (bool ok) {
        bytes memory call_ = abi.encodeCall(of_.recoveryAddress, (lost, replacement, identity));
        address agent = _agent(d);
        ok = _do(Deed("recover", Right.Recover, of_, agent, lost, replacement, address(0), true, call_));
        if (!ok || _replacementOf[lost] != address(0)) return ok;
        _lostWallets.push(lost);
        _replacementOf[lost] = replacement;
    }

    // Who acts

    /// @dev The agent mostly; the rogue, who is one at times; anybody.
    function _agent(Dice memory d) internal view returns (address) {
        if (d.oneIn(16)) return _anyWallet(d);
        return d.oneIn(8) ? rogue : address(this);
    }

    function _act(
        bytes32 name,
        Right right,
        SecurityToken of_,
        address holder,
        Dice memory d,
        bytes memory call_
    ) private {
        _do(Deed(name, right, of_, _agent(d), holder, address(0), address(0), true, call_));
    }
}
