// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IERC5267 } from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IERC20Metadata } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import { IERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import { ERC165 } from "@openzeppelin/contracts/utils/introspection/ERC165.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

import { IRuleFollower, Movement } from "../compliance/interfaces/IMovementGate.sol";
import { Agents } from "./Agents.sol";
import { IAgentRole } from "./interfaces/IAgentRole.sol";
import { IERC3643 } from "./interfaces/IERC3643.sol";
import { IERC7943Fungible } from "./interfaces/IERC7943.sol";
import { IClassPrincipal, ISecurityToken } from "./interfaces/ISecurityToken.sol";
import { Movements } from "./Movements.sol";
import { Holding } from "./types/Holding.sol";
import { IN_DEAL, MINT_CLOSED, PAUSED, TokenState } from "./types/TokenState.sol";

/// @title TokenViews: everything the token answers without changing
abstract contract TokenViews is ISecurityToken, IERC3643, IERC7943Fungible, IERC20Metadata, ERC165, Movements, Agents {
    bytes4 private constant ERC173_ID = 0x7f5828d0;

    /// @inheritdoc IERC20
    function balanceOf(address holder) external view returns (uint256) {
        return _holdings[holder].balance();
    }

    /// @inheritdoc IERC20
    function totalSupply() external view returns (uint256) {
        return _supply.balance();
    }

    /// @inheritdoc ISecurityToken
    function maximumSupply() external view returns (uint256) {
        return _supply.frozen();
    }

    /// @inheritdoc ISecurityToken
    function balanceOfAt(address holder, uint256 recordDate) external view returns (uint256) {
        return _balanceAt(holder, _holdings[holder], recordDate);
    }

    /// @inheritdoc ISecurityToken
    function totalSupplyAt(uint256 recordDate) external view returns (uint256) {
        return _balanceAt(SUPPLY, _supply, recordDate);
    }

    /// @inheritdoc ISecurityToken
    function shareAt(
        address holder,
        uint256 recordDate
    ) external view returns (uint256 units, uint256 supply, Holding holding) {
        holding = _holdings[holder];
        units = _balanceAt(holder, holding, recordDate);
        supply = _balanceAt(SUPPLY, _supply, recordDate);
    }

    /// @inheritdoc ISecurityToken
    function outstandingPrincipalOf(address holder) external view returns (uint256) {
        uint256 units = _holdings[holder].balance();
        if (!_state.has(IN_DEAL) || units == 0) return units;
        return Math.mulDiv(units, IClassPrincipal(owner()).principalOf(address(this)), _supply.balance());
    }

    // May it move?

    /// @inheritdoc IERC7943Fungible
    function canTransfer(address from, address to, uint256 amount) external view returns (bool) {
        return _canTransfer(from, to, amount);
    }

    /// @inheritdoc IERC7943Fungible
    function canSend(address holder) external view returns (bool) {
        Movement memory m;
        (m.operator, m.from) = (holder, holder);
        (address denied, ) = _ask(_state, m);
        return denied == address(0) && !_holdings[holder].isFrozen();
    }

    /// @inheritdoc IERC7943Fungible
    function canReceive(address holder) external view returns (bool) {
        Movement memory m;
        m.to = holder;
        (, bool eligible) = _ask(_state, m);
        Holding holding = _holdings[holder];
        return eligible && !holding.isFrozen() && !holding.isRecovered();
    }

    /// @inheritdoc IERC3643
    function forcedTransfer(
        address from,
        address to,
        uint256 amount
    ) public virtual override(IERC3643, IERC7943Fungible) returns (bool);

    // Freezes, liens, successors

    /// @inheritdoc IERC3643
    function isFrozen(address holder) external view returns (bool) {
        return _holdings[holder].isFrozen();
    }

    /// @inheritdoc IERC3643
    function getFrozenTokens(address holder) external view override(IERC3643, IERC7943Fungible) returns (uint256) {
        return _holdings[holder].frozen();
    }

    /// @inheritdoc ISecurityToken
    function freeUnitsOf(address holder) public view returns (uint256) {
        return _freeOf(holder, _holdings[holder]);
    }

    /// @inheritdoc ISecurityToken
    function liensOf(address holder) external view returns (uint256) {
        return _lienBook.total[holder];
    }

    /// @inheritdoc ISecurityToken
    function lienOf(address holder, address keeper) external view returns (uint256) {
        return _lienBook.liens[holder][keeper];
    }

    /// @inheritdoc ISecurityToken
    function lienKeepers() external view returns (address[] memory) {
        return _lienBook.keepers;
    }

    /// @inheritdoc ISecurityToken
    function successorOf(address lostWallet) external view returns (address) {
        return _successors[lostWallet];
    }

    // The token

    /// @inheritdoc IERC3643
    function version() public pure returns (string memory) {
        return "1.0.0";
    }

    /// @inheritdoc IERC3643
    function identityRegistry() external view returns (address) {
        return _registryOf(_state);
    }

    /// @inheritdoc IERC3643
    function compliance() external view returns (address) {
        return _complianceOf(_state);
    }

    /// @inheritdoc IERC3643
    function paused() external view returns (bool) {
        return _state.has(PAUSED);
    }

    /// @inheritdoc ISecurityToken
    function mintClosed() external view returns (bool) {
        return _state.has(MINT_CLOSED);
    }

    /// @inheritdoc ISecurityToken
    function inDeal() external view returns (bool) {
        return _state.has(IN_DEAL);
    }

    /// @inheritdoc ISecurityToken
    function recordDates() external view returns (address) {
        return _state.recordDates();
    }

    /// @inheritdoc ISecurityToken
    function state() external view returns (TokenState) {
        return _viewState();
    }

    /// @inheritdoc ERC165
    function supportsInterface(bytes4 id) public view override returns (bool) {
        return
            id == type(IERC3643).interfaceId ||
            id == type(ISecurityToken).interfaceId ||
            id == type(IRuleFollower).interfaceId ||
            id == type(IERC7943Fungible).interfaceId ||
            id == type(IERC20).interfaceId ||
            id == type(IERC20Metadata).interfaceId ||
            id == type(IERC20Permit).interfaceId ||
            id == type(IERC5267).interfaceId ||
            id == type(IAgentRole).interfaceId ||
            id == ERC173_ID ||
            super.supportsInterface(id);
    }
}
