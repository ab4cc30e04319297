// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Ownable } from "@openzeppelin/contracts/access/Ownable.sol";
import { Ownable2Step } from "@openzeppelin/contracts/access/Ownable2Step.sol";
import { ERC165 } from "@openzeppelin/contracts/utils/introspection/ERC165.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

import { Explanation } from "./Explanation.sol";
import { ICompliance, IModularCompliance } from "./interfaces/ICompliance.sol";
import { IMovementGate, Movement, MovementKind } from "./interfaces/IMovementGate.sol";
import { IExplanation, IRuleSettings, Refusal } from "./interfaces/IRuleSettings.sol";
import { Modules } from "./Modules.sol";
import { RuleSettings } from "./RuleSettings.sol";
import { NOT_BY_TIME, Rule, Rulebook } from "./rules/Rulebook.sol";
import { VolumeWindowRule } from "./rules/VolumeWindowRule.sol";
import { TokenRecords } from "./TokenRecords.sol";
import { RuleSet } from "./types/RuleSet.sol";

/// @title Compliance: one contract, the rules of many tokens
/// @notice A Sluice token asks once a movement (`enforce`, which checks and books); any other ERC-3643 token asks in
/// the
/// standard's words. A contract that hosts external modules serves exactly one token.
/// @dev Its owner hosts modules, where it may; it has no say in a token's rules, which the token's owner sets.
contract Compliance is ICompliance, IMovementGate, RuleSettings, IExplanation, Modules, Ownable2Step, ERC165 {
    /// @notice Whether this contract may host modules; then it serves exactly one token.
    bool public immutable HOSTS_MODULES;

    /// @dev Kept only where modules may be hosted.
    address private _onlyToken;

    error TokenNotBound(address token);
    error NotTokenNorOwner(address caller);
    error TokenHasNoCode(address token);
    /// @notice A contract that may host modules serves one token, and has it.
    error ServesAnotherToken(address token);
    /// @notice This contract serves many tokens and hosts no modules: deploy one of its own for the token.
    error HostsNoModules();
    /// @notice Several tokens may be bound: ask with `explainTransfer`, or as the token.
    error WhichToken();

    /// @param owner_ hosts modules
    /// @param hostsModules whether it may host external modules, and so serves one token only
    constructor(address owner_, bool hostsModules) Ownable(owner_) {
        HOSTS_MODULES = hostsModules;
    }

    // Tokens

    /// @inheritdoc ICompliance
    /// @dev A token binds itself when its owner sets this contract. Where one token only is served, the owner here may
    /// bind it
    /// too, and a token that binds itself must have the same owner: nobody takes the place of the token it is for.
    /// Binding
    /// what is bound changes nothing. Mainland China is closed from the start.
    function bindToken(address token) external {
        require(token.code.length != 0, TokenHasNoCode(token));
        require(msg.sender == token || (HOSTS_MODULES && msg.sender == owner()), NotTokenNorOwner(msg.sender));
        Rulebook storage rulebook = _books[token];
        if (rulebook.set.isBound()) return;
        if (HOSTS_MODULES) {
            require(_onlyToken == address(0), ServesAnotherToken(_onlyToken));
            require(msg.sender == owner() || Ownable(token).owner() == owner(), NotTokenNorOwner(msg.sender));
            _onlyToken = token;
        }
        _turnOn(token, Rule.MainlandChina, "");
        rulebook.set = rulebook.set.withBound(true);
        emit TokenBound(token);
    }

    /// @inheritdoc ICompliance
    /// @dev The owner of a contract that serves many has no way to stop one of them.
    function unbindToken(address token) external {
        require(msg.sender == token || (HOSTS_MODULES && msg.sender == owner()), NotTokenNorOwner(msg.sender));
        _books[token].set = _bound(token).withBound(false);
        if (HOSTS_MODULES) _onlyToken = address(0);
        emit TokenUnbound(token);
    }

    /// @inheritdoc IMovementGate
    function isQuiet(address token) external view returns (bool) {
        return !HOSTS_MODULES && _books[token].set.enabled() == 1 << uint256(Rule.MainlandChina);
    }

    /// @inheritdoc ICompliance
    function isTokenBound(address token) public view returns (bool) {
        return _books[token].set.isBound();
    }

    /// @inheritdoc ICompliance
    /// @dev Zero where several may be bound.
    function getTokenBound() external view returns (address) {
        return _onlyToken;
    }

    // Sluice's tokens

    /// @inheritdoc IMovementGate
    function enforce(Movement calldata m) external returns (uint256 rules) {
        Rulebook storage rulebook = _books[msg.sender];
        RuleSet set = rulebook.set;
        if (!set.isBound()) revert TokenNotBound(msg.sender);
        rules = _bindingRules(m, set);
        // Reasons are put together only where there is one, or where a rare rule has to be asked for its own.
        if (rules > COMMON || !_commonAllow(rules, msg.sender, m, set, rulebook)) {
            (bytes memory reason, ) = _firstRefusal(rules & ~VOLUME_WINDOW, msg.sender, m, set, rulebook);
            if (reason.length != 0) _refuse(reason);
        }
        uint256 books = set.enabled() & KEEPING_A_BOOK;
        if (rules & VOLUME_WINDOW != 0) {
            if (!VolumeWindowRule.spend(m, set, rulebook)) {
                (bytes memory reason, ) = VolumeWindowRule.refusal(m, set, rulebook);
                _refuse(reason);
            }
            books &= ~VOLUME_WINDOW;
        }
        if (books != 0) _record(books, m, set, rulebook);
        // The token has asked `requireAllowed` before it moved: modules look at its balances and its supply.
        if (HOSTS_MODULES && m.amount != 0) _bookInModules(m);
    }

    /// @inheritdoc IMovementGate
    function requireAllowed(Movement calldata m) external view {
        _bound(msg.sender);
        Refusal[] memory refusals = refusalsOf(msg.sender, m);
        if (refusals.length != 0) _refuse(refusals[0].reason);
    }

    /// @inheritdoc IMovementGate
    function allows(Movement calldata m) external view returns (bool) {
        return isTokenBound(msg.sender) && refusalsOf(msg.sender, m).length == 0;
    }

    // Any other ERC-3643 token

    /// @inheritdoc ICompliance
    function transferred(address from, address to, uint256 amount) external {
        _bound(msg.sender);
        this.book(msg.sender, TokenRecords.movement(MovementKind.Transfer, msg.sender, from, to, amount, true));
    }

    /// @inheritdoc ICompliance
    function created(address to, uint256 amount) external {
        _bound(msg.sender);
        this.book(msg.sender, TokenRecords.movement(MovementKind.Mint, msg.sender, address(0), to, amount, true));
    }

    /// @inheritdoc ICompliance
    function destroyed(address from, uint256 amount) external {
        _bound(msg.sender);
        this.book(msg.sender, TokenRecords.movement(MovementKind.Burn, msg.sender, from, address(0), amount, true));
    }

    /// @inheritdoc ICompliance
    /// @dev For the token that asks, or for the only one bound. From the zero address it is a mint.
    function canTransfer(address from, address to, uint256 amount) external view returns (bool) {
        address token = isTokenBound(msg.sender) ? msg.sender : _onlyToken;
        require(token != address(0), WhichToken());
        MovementKind kind = from == address(0) ? MovementKind.Mint : MovementKind.Transfer;
        Movement memory m = TokenRecords.movement(kind, token, from, to, amount, false);
        if (amount > type(uint128).max || (kind == MovementKind.Transfer && m.fromBalance < amount)) return false;
        return this.refusalsOf(token, m).length == 0;
    }

    /// @notice Books a movement that the token has made already. Only this contract calls it, so that movements put
    /// together
    /// here and movements told by a token are read by the same code.
    function book(address token, Movement calldata m) external {
        require(msg.sender == address(this), NotTokenNorOwner(msg.sender));
        RuleSet set = _books[token].set;
        _record(set.enabled() & KEEPING_A_BOOK, m, set, _books[token]);
        if (HOSTS_MODULES && m.amount != 0) _bookInModules(m);
    }

    // Modules

    /// @inheritdoc IModularCompliance
    function addModule(address module) external onlyOwner {
        require(HOSTS_MODULES, HostsNoModules());
        _addModule(module);
    }

    /// @inheritdoc IModularCompliance
    function removeModule(address module) external onlyOwner {
        _removeModule(module);
    }

    /// @inheritdoc IModularCompliance
    function callModuleFunction(bytes calldata callData, address module) external onlyOwner {
        _callModule(callData, module);
    }

    // Explaining

    /// @inheritdoc IExplanation
    function explainTransfer(
        address token,
        address from,
        address to,
        uint256 amount
    ) external view returns (Refusal[] memory) {
        return Explanation.ofTransfer(token, from, to, amount);
    }

    /// @inheritdoc IExplanation
    function rulesAgainst(
        address token,
        address from,
        address to,
        uint256 amount
    ) external view returns (Refusal[] memory) {
        Movement memory m = TokenRecords.movement(MovementKind.Transfer, token, from, to, amount, false);
        // No balance is beyond 96 bits; what is asked may be, and sums must not wrap.
        m.amount = Math.min(amount, type(uint128).max);
        return this.refusalsOf(token, m);
    }

    /// @inheritdoc IExplanation
    function refusalsOf(address token, Movement calldata m) public view returns (Refusal[] memory refusals) {
        Rulebook storage rulebook = _books[token];
        RuleSet set = rulebook.set;
        uint256 rules = _bindingRules(m, set);
        refusals = new Refusal[](uint256(type(Rule).max) + 2);
        uint256 count;
        for (uint256 rule = 0; rule <= uint256(type(Rule).max); ++rule) {
            uint256 bit = rules & (1 << rule);
            if (bit == 0) continue;
            (bytes memory reason, uint256 ends) = _firstRefusal(bit, token, m, set, rulebook);
            if (reason.length != 0) refusals[count++] = Refusal({ reason: reason, ends: ends });
        }
        address module = HOSTS_MODULES ? _refusingModule(m) : address(0);
        if (module != address(0)) {
            bytes memory reason = abi.encodeWithSelector(ModuleRefused.selector, module);
            refusals[count++] = Refusal({ reason: reason, ends: NOT_BY_TIME });
        }
        // Shortens the array; its memory stays allocated.
        assembly ("memory-safe") {
            mstore(refusals, count)
        }
    }

    /// @inheritdoc IExplanation
    function enabledRules(address token) external view returns (uint256) {
        return _books[token].set.enabled();
    }

    /// @inheritdoc ERC165
    function supportsInterface(bytes4 id) public view override returns (bool) {
        return
            id == type(ICompliance).interfaceId ||
            id == type(IMovementGate).interfaceId ||
            id == type(IModularCompliance).interfaceId ||
            id == type(IRuleSettings).interfaceId ||
            id == type(IExplanation).interfaceId ||
            super.supportsInterface(id);
    }

    /// @dev Reverts with an encoded error.
    function _refuse(bytes memory reason) private pure {
        assembly ("memory-safe") {
            revert(add(reason, 32), mload(reason))
        }
    }

    function _bound(address token) private view returns (RuleSet set) {
        set = _books[token].set;
        require(set.isBound(), TokenNotBound(token));
    }
}
