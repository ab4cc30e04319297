// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Ownable } from "@openzeppelin/contracts/access/Ownable.sol";
import { Ownable2Step } from "@openzeppelin/contracts/access/Ownable2Step.sol";
import { ERC165 } from "@openzeppelin/contracts/utils/introspection/ERC165.sol";

import { Explanation } from "./Explanation.sol";
import { ICompliance, IModularCompliance } from "./interfaces/ICompliance.sol";
import { IMovementGate, Movement, MovementKind } from "./interfaces/IMovementGate.sol";
import { IExplanation, IRuleSettings, Refusal } from "./interfaces/IRuleSettings.sol";
import { Modules } from "./Modules.sol";
import { RuleSettings } from "./RuleSettings.sol";
import { NOT_BY_TIME, Rule, Rulebook } from "./rules/Rulebook.sol";
import { TokenRecords } from "./TokenRecords.sol";

/// @title Compliance: one contract, the rules of many tokens
/// @notice A Sluice token asks once a movement (`enforce`, which checks and books); any other ERC-3643 token asks in the
/// standard's words. A contract that hosts external modules serves exactly one token.
/// @dev Its owner binds tokens and hosts modules; it has no say in a token's rules, which the token's owner sets.
contract Compliance is ICompliance, IMovementGate, RuleSettings, IExplanation, Modules, Ownable2Step, ERC165 {
    /// @notice Whether this contract may host modules; then it serves exactly one token.
    bool public immutable HOSTS_MODULES;

    mapping(address token => bool bound) private _tokens;
    /// @dev Kept only where modules may be hosted.
    address private _onlyToken;

    error TokenNotBound(address token);
    error TokenAlreadyBound(address token);
    error NotTokenNorOwner(address caller);
    error TokenHasNoCode(address token);
    /// @notice A contract that may host modules serves one token, and has it.
    error ServesAnotherToken(address token);
    /// @notice This contract serves many tokens and hosts no modules: deploy one of its own for the token.
    error HostsNoModules();
    /// @notice Several tokens may be bound: ask with `explainTransfer`, or as the token.
    error WhichToken();

    /// @param owner_ binds tokens and hosts modules
    /// @param hostsModules whether it may host external modules, and so serves one token only
    constructor(address owner_, bool hostsModules) Ownable(owner_) {
        HOSTS_MODULES = hostsModules;
    }

    // Tokens

    /// @inheritdoc ICompliance
    /// @dev A token binds itself when its owner sets this contract; the owner here may bind one too. Where one token only is
    /// served, a token that binds itself must have the same owner: nobody takes the place of the token it is for.
    /// Mainland China is closed from the start.
    function bindToken(address token) external {
        require(token.code.length != 0, TokenHasNoCode(token));
        require(!_tokens[token], TokenAlreadyBound(token));
        if (HOSTS_MODULES) {
            require(_onlyToken == address(0), ServesAnotherToken(_onlyToken));
            bool ownersToken = msg.sender == token && Ownable(token).owner() == owner();
            require(ownersToken || msg.sender == owner(), NotTokenNorOwner(msg.sender));
            _onlyToken = token;
        } else {
            require(msg.sender == token || msg.sender == owner(), NotTokenNorOwner(msg.sender));
        }
        _tokens[token] = true;
        if (_books[token].enabled == 0) _turnOn(token, Rule.MainlandChina, "");
        emit TokenBound(token);
    }

    /// @inheritdoc ICompliance
    function unbindToken(address token) external {
        require(msg.sender == token || msg.sender == owner(), NotTokenNorOwner(msg.sender));
        _requireBound(token);
        _tokens[token] = false;
        if (HOSTS_MODULES) _onlyToken = address(0);
        emit TokenUnbound(token);
    }

    /// @inheritdoc ICompliance
    function isTokenBound(address token) external view returns (bool) {
        return _tokens[token];
    }

    /// @inheritdoc ICompliance
    /// @dev Zero where several may be bound.
    function getTokenBound() external view returns (address) {
        return _onlyToken;
    }

    // Sluice's tokens

    /// @inheritdoc IMovementGate
    function enforce(Movement calldata movement) external {
        _requireBound(msg.sender);
        _enforce(msg.sender, movement);
    }

    /// @inheritdoc IMovementGate
    function allows(Movement calldata movement) external view returns (bool) {
        return _tokens[msg.sender] && _allows(msg.sender, movement);
    }

    // Any other ERC-3643 token

    /// @inheritdoc ICompliance
    function transferred(address from, address to, uint256 amount) external {
        _requireBound(msg.sender);
        _book(msg.sender, TokenRecords.movement(MovementKind.Transfer, msg.sender, from, to, amount, true));
    }

    /// @inheritdoc ICompliance
    function created(address to, uint256 amount) external {
        _requireBound(msg.sender);
        _book(msg.sender, TokenRecords.movement(MovementKind.Mint, msg.sender, address(0), to, amount, true));
    }

    /// @inheritdoc ICompliance
    function destroyed(address from, uint256 amount) external {
        _requireBound(msg.sender);
        _book(msg.sender, TokenRecords.movement(MovementKind.Burn, msg.sender, from, address(0), amount, true));
    }

    /// @inheritdoc ICompliance
    /// @dev For the token that asks, or for the only one bound. From the zero address it is a mint.
    function canTransfer(address from, address to, uint256 amount) external view returns (bool) {
        address token = _tokens[msg.sender] ? msg.sender : _onlyToken;
        require(token != address(0), WhichToken());
        MovementKind kind = from == address(0) ? MovementKind.Mint : MovementKind.Transfer;
        Movement memory m = TokenRecords.movement(kind, token, from, to, amount, false);
        if (kind == MovementKind.Transfer && m.fromBalance < amount) return false;
        return _allows(token, m);
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
    ) external view returns (Refusal[] memory refusals) {
        Movement memory m = TokenRecords.movement(MovementKind.Transfer, token, from, to, amount, false);
        // As if the sender had just enough: that it has not is the token's to say.
        if (m.fromBalance < amount) m.fromBalance = amount;
        Rulebook storage book = _books[token];
        refusals = new Refusal[](uint256(type(Rule).max) + 2);
        uint256 count;
        uint256 left = _bindingRules(m.kind, book.enabled);
        for (uint256 rule = 0; left != 0; (++rule, left >>= 1)) {
            if (left & 1 == 0) continue;
            (bytes memory reason, uint256 ends) = _refusal(Rule(rule), token, m, book);
            if (reason.length != 0) refusals[count++] = Refusal({ reason: reason, ends: ends });
        }
        address module = _refusingModule(m);
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
        return _books[token].enabled;
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

    function _enforce(address token, Movement memory m) private {
        Rulebook storage book = _books[token];
        bytes memory reason = _firstRefusal(token, m, book);
        if (reason.length != 0) {
            assembly ("memory-safe") {
                revert(add(reason, 32), mload(reason))
            }
        }
        if (HOSTS_MODULES) {
            address module = _refusingModule(m);
            require(module == address(0), ModuleRefused(module));
        }
        _book(token, m);
    }

    function _book(address token, Movement memory m) private {
        _record(m, _books[token]);
        if (HOSTS_MODULES && m.amount != 0) _bookInModules(m);
    }

    function _allows(address token, Movement memory m) private view returns (bool) {
        if (_firstRefusal(token, m, _books[token]).length != 0) return false;
        return !HOSTS_MODULES || _refusingModule(m) == address(0);
    }

    function _requireBound(address token) private view {
        require(_tokens[token], TokenNotBound(token));
    }
}
