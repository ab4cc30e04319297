// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Ownable } from "@openzeppelin/contracts/access/Ownable.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { Initializable } from "@openzeppelin/contracts/proxy/utils/Initializable.sol";
import { EIP712 } from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import { Multicall } from "@openzeppelin/contracts/utils/Multicall.sol";

import { IMovementGate, IRuleFollower, MovementKind } from "../compliance/interfaces/IMovementGate.sol";
import { Allowances } from "./Allowances.sol";
import { Gates } from "./Gates.sol";
import { IERC3643 } from "./interfaces/IERC3643.sol";
import { IERC7943Fungible } from "./interfaces/IERC7943.sol";
import { ISecurityToken } from "./interfaces/ISecurityToken.sol";
import { LienBook } from "./LienBook.sol";
import { TokenViews } from "./TokenViews.sol";
import { Holding, WALLET_FROZEN } from "./types/Holding.sol";
import {
    IN_DEAL,
    MINT_CLOSED,
    NATIVE_COMPLIANCE,
    NATIVE_REGISTRY,
    NO_RECORD_DATE,
    PAUSED,
    PLATFORM_COMPLIANCE,
    PLATFORM_REGISTRY,
    QUIET_RULES,
    TokenState
} from "./types/TokenState.sol";

/// @title SecurityToken: a class of notes, as an ERC-3643 token
/// @notice A clone of one locked implementation. See {ISecurityToken} for what it promises, README for how it is built.
contract SecurityToken is IRuleFollower, TokenViews, Allowances, Multicall, Initializable {
    /// @notice The only contract that may initialise a clone.
    address public immutable FACTORY;

    string public name;
    string public symbol;
    uint8 public decimals;
    /// @inheritdoc IERC3643
    address public onchainID;

    /// @dev The implementation itself has no owner and can never be initialised.
    constructor(
        address factory,
        address platformRegistry,
        address platformCompliance
    ) Ownable(msg.sender) EIP712("Sluice Security Token", "1") Gates(platformRegistry, platformCompliance) {
        FACTORY = factory;
        _transferOwnership(address(0));
        _disableInitializers();
    }

    /// @inheritdoc ISecurityToken
    function initialize(TokenTerms calldata terms) external initializer {
        require(msg.sender == FACTORY, NotTheFactory(msg.sender));
        require(terms.decimals <= 18, DecimalsOutOfRange(terms.decimals));
        require(bytes(terms.name).length != 0 && bytes(terms.symbol).length != 0, EmptyText());
        require(terms.owner != address(0), ZeroAddress());
        require(terms.maximumSupply != 0, NothingToMove());
        name = terms.name;
        symbol = terms.symbol;
        decimals = terms.decimals;
        onchainID = terms.onchainID;
        _supply = _supply.withFrozen(terms.maximumSupply);
        _transferOwnership(terms.owner);
        TokenState start;
        start = start.withRecordDates(0, NO_RECORD_DATE).withStateFlag(IN_DEAL, terms.inDeal);
        _state = start;
        _setRegistry(terms.identityRegistry);
        _setCompliance(terms.compliance);
        for (uint256 i = 0; i < terms.agents.length; ++i) _addAgent(terms.agents[i]);
        _tellInformation();
    }

    // Holders

    /// @inheritdoc IERC20
    function transfer(address to, uint256 amount) external returns (bool) {
        _transfer(MovementKind.Transfer, msg.sender, msg.sender, to, amount);
        return true;
    }

    /// @inheritdoc IERC20
    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        _spendAllowance(from, msg.sender, amount);
        require(!_holdings[msg.sender].isFrozen(), WalletFrozen(msg.sender));
        _transfer(MovementKind.Transfer, msg.sender, from, to, amount);
        return true;
    }

    /// @inheritdoc IERC3643
    function batchTransfer(address[] calldata toList, uint256[] calldata amounts) external {
        _requireSameLength(toList.length, amounts.length);
        _transferMany(msg.sender, toList, amounts);
    }

    /// @inheritdoc IRuleFollower
    function syncRules() public {
        TokenState current = _state;
        bool quiet = current.has(PLATFORM_COMPLIANCE) && IMovementGate(_complianceOf(current)).isQuiet(address(this));
        _state = current.withStateFlag(QUIET_RULES, quiet);
    }

    // Liens

    /// @inheritdoc ISecurityToken
    function placeLien(address holder, uint256 amount) external {
        require(_lienBook.allowed[msg.sender], NotALienKeeper(msg.sender));
        require(amount != 0, NothingToMove());
        require(!_holdings[holder].isFrozen(), WalletFrozen(holder));
        _spendAllowance(holder, msg.sender, amount);
        uint256 free = freeUnitsOf(holder);
        require(amount <= free, FreeUnitsExceeded(holder, free, amount));
        _raiseLien(holder, msg.sender, amount);
    }

    /// @inheritdoc ISecurityToken
    function releaseLien(address holder, uint256 amount) external {
        _lowerLien(holder, msg.sender, amount);
    }

    /// @inheritdoc ISecurityToken
    function enforceLien(address holder, address to, uint256 amount) external {
        _lowerLien(holder, msg.sender, amount);
        _transfer(MovementKind.Transfer, msg.sender, holder, to, amount);
    }

    // Agents: mint and burn

    /// @inheritdoc IERC3643
    function mint(address to, uint256 amount) public onlyAgent {
        _mint(to, amount);
    }

    /// @inheritdoc IERC3643
    function batchMint(address[] calldata toList, uint256[] calldata amounts) external {
        _each(toList, amounts, mint);
    }

    /// @inheritdoc IERC3643
    function burn(address holder, uint256 amount) public onlyAgent {
        _burn(holder, amount);
    }

    /// @inheritdoc IERC3643
    function batchBurn(address[] calldata holders, uint256[] calldata amounts) external {
        _each(holders, amounts, burn);
    }

    // Agents: for a holder

    /// @inheritdoc IERC3643
    function forcedTransfer(address from, address to, uint256 amount) public override onlyAgent returns (bool) {
        _forcedTransfer(from, to, amount);
        return true;
    }

    /// @inheritdoc ISecurityToken
    function forcedTransferOfLien(address from, address to, uint256 amount, address keeper) external onlyAgent {
        _lowerLien(from, keeper, amount);
        _forcedTransfer(from, to, amount);
    }

    /// @inheritdoc IERC3643
    function batchForcedTransfer(
        address[] calldata fromList,
        address[] calldata toList,
        uint256[] calldata amounts
    ) external {
        _requireSameLength(fromList.length, toList.length);
        _requireSameLength(fromList.length, amounts.length);
        for (uint256 i = 0; i < fromList.length; ++i) forcedTransfer(fromList[i], toList[i], amounts[i]);
    }

    /// @inheritdoc IERC3643
    function recoveryAddress(address lost, address replacement, address identity) external onlyAgent returns (bool) {
        _recover(lost, replacement, identity);
        return true;
    }

    // Agents: freezes

    /// @inheritdoc IERC3643
    function pause() external onlyAgent {
        require(!_state.has(PAUSED), TransfersPaused());
        _state = _state.withStateFlag(PAUSED, true);
        emit Paused(msg.sender);
    }

    /// @inheritdoc IERC3643
    function unpause() external onlyAgent {
        require(_state.has(PAUSED), TransfersNotPaused());
        _state = _state.withStateFlag(PAUSED, false);
        emit Unpaused(msg.sender);
    }

    /// @inheritdoc IERC3643
    function setAddressFrozen(address wallet, bool freeze) public onlyAgent {
        _holdings[wallet] = _holdings[wallet].withFlag(WALLET_FROZEN, freeze);
        emit AddressFrozen(wallet, freeze, msg.sender);
    }

    /// @inheritdoc IERC3643
    function batchSetAddressFrozen(address[] calldata wallets, bool[] calldata freeze) external {
        _requireSameLength(wallets.length, freeze.length);
        for (uint256 i = 0; i < wallets.length; ++i) setAddressFrozen(wallets[i], freeze[i]);
    }

    /// @inheritdoc IERC3643
    function freezePartialTokens(address holder, uint256 amount) public onlyAgent {
        uint256 free = freeUnitsOf(holder);
        require(amount <= free, FreeUnitsExceeded(holder, free, amount));
        // No overflow: at most the balance, just checked.
        _setFrozen(holder, _holdings[holder].frozen() + amount);
    }

    /// @inheritdoc IERC3643
    function batchFreezePartialTokens(address[] calldata holders, uint256[] calldata amounts) external {
        _each(holders, amounts, freezePartialTokens);
    }

    /// @inheritdoc IERC3643
    function unfreezePartialTokens(address holder, uint256 amount) public onlyAgent {
        uint256 frozen = _holdings[holder].frozen();
        require(amount <= frozen, FrozenUnitsExceeded(holder, frozen, amount));
        _setFrozen(holder, frozen - amount);
    }

    /// @inheritdoc IERC3643
    function batchUnfreezePartialTokens(address[] calldata holders, uint256[] calldata amounts) external {
        _each(holders, amounts, unfreezePartialTokens);
    }

    /// @inheritdoc IERC7943Fungible
    /// @dev Never beyond the units that are not under lien, unlike the standard's text: what is not there can't be
    /// frozen.
    function setFrozenTokens(address holder, uint256 amount) external onlyAgent returns (bool) {
        uint256 most = freeUnitsOf(holder) + _holdings[holder].frozen();
        require(amount <= most, FreeUnitsExceeded(holder, most, amount));
        _setFrozen(holder, amount);
        return true;
    }

    function _setFrozen(address holder, uint256 amount) private {
        Holding holding = _holdings[holder];
        uint256 before = holding.frozen();
        _holdings[holder] = holding.withFrozen(amount);
        if (amount >= before) emit TokensFrozen(holder, amount - before);
        else emit TokensUnfrozen(holder, before - amount);
        emit Frozen(holder, amount);
    }

    // Owner

    /// @inheritdoc ISecurityToken
    function closeMint() external onlyOwner {
        require(!_state.has(MINT_CLOSED), MintIsClosed());
        _state = _state.withStateFlag(MINT_CLOSED, true);
        emit MintClosed();
    }

    /// @inheritdoc ISecurityToken
    function setRecordDates(address source) external onlyOwner {
        _takeRecordDates(source);
        emit RecordDatesSet(source);
    }

    /// @inheritdoc ISecurityToken
    function setLienKeeper(address keeper, bool allowed) external onlyOwner {
        LienBook.allow(_lienBook, keeper, allowed);
    }

    /// @inheritdoc IERC3643
    function setIdentityRegistry(address registry_) external onlyOwner {
        _setRegistry(registry_);
    }

    /// @inheritdoc IERC3643
    function setCompliance(address compliance_) external onlyOwner {
        _setCompliance(compliance_);
    }

    /// @inheritdoc IERC3643
    function setName(string calldata name_) external onlyOwner {
        require(bytes(name_).length != 0, EmptyText());
        name = name_;
        _tellInformation();
    }

    /// @inheritdoc IERC3643
    function setSymbol(string calldata symbol_) external onlyOwner {
        require(bytes(symbol_).length != 0, EmptyText());
        symbol = symbol_;
        _tellInformation();
    }

    /// @inheritdoc IERC3643
    function setOnchainID(address onchainID_) external onlyOwner {
        onchainID = onchainID_;
        _tellInformation();
    }

    function _setRegistry(address registry_) private {
        (bool native, bool ofPlatform) = _takeRegistry(registry_);
        _state = _state.withStateFlag(NATIVE_REGISTRY, native).withStateFlag(PLATFORM_REGISTRY, ofPlatform);
    }

    function _setCompliance(address compliance_) private {
        (bool native, bool ofPlatform) = _takeCompliance(_state, compliance_);
        _state = _state.withStateFlag(NATIVE_COMPLIANCE, native).withStateFlag(PLATFORM_COMPLIANCE, ofPlatform);
        syncRules();
    }

    function _addAgent(address agent) internal override {
        if (_state.has(IN_DEAL)) require(_isContract(agent), AgentHasNoCode(agent));
        super._addAgent(agent);
    }

    function _tellInformation() private {
        emit UpdatedTokenInformation(name, symbol, decimals, version(), onchainID);
    }

    /// @dev A wallet that delegates to code (EIP-7702: 0xef0100 and an address) still has a key that signs.
    function _isContract(address account) private view returns (bool) {
        bytes memory code = account.code;
        return code.length != 0 && !(code.length == 23 && bytes3(code) == 0xef0100);
    }

    function _each(address[] calldata holders, uint256[] calldata amounts, function(address, uint256) one) private {
        _requireSameLength(holders.length, amounts.length);
        for (uint256 i = 0; i < holders.length; ++i) one(holders[i], amounts[i]);
    }

    function _requireSameLength(uint256 first, uint256 other) private pure {
        require(first == other, LengthMismatch(first, other));
    }
}
