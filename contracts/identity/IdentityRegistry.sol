// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Ownable } from "@openzeppelin/contracts/access/Ownable.sol";
import { Ownable2Step } from "@openzeppelin/contracts/access/Ownable2Step.sol";
import { ERC165 } from "@openzeppelin/contracts/utils/introspection/ERC165.sol";

import { Agents } from "../token/Agents.sol";
import { IAgentRole } from "../token/interfaces/IAgentRole.sol";
import { ClaimReader } from "./ClaimReader.sol";
import { IEligibility } from "./interfaces/IEligibility.sol";
import { IIdentityRegistry } from "./interfaces/IIdentityRegistry.sol";
import { IIdentityRegistryStorage } from "./interfaces/IIdentityRegistryStorage.sol";
import { IInvestorRecords } from "./interfaces/IInvestorRecords.sol";
import { Registration } from "./Registration.sol";
import { CONNECTED_PERSON, Investor, MORE_WALLETS, RETIRED, US_PERSON } from "./types/Investor.sol";

/// @title IdentityRegistry: who may hold, for every token that asks
/// @notice Implements the standard's registry and its storage in one; a foreign storage can be set. See {IEligibility}
/// for
/// how evidence arrives, {IInvestorRecords} for what tokens read.
contract IdentityRegistry is IIdentityRegistry, IIdentityRegistryStorage, Registration, Agents, Ownable2Step, ERC165 {
    uint256 private constant LONGEST_AGE = 30 days;
    uint256 private constant DEFAULT_AGE = 7 days;
    uint256 private constant REGISTRY_LIMIT = 300;

    address[] private _boundRegistries;

    error TooManyRegistries(uint256 limit);
    error RegistryNotBound(address registry);

    /// @param owner_ names agents, sets registries and the age of claims
    /// @param issuersRegistry_ whose claims count
    /// @param topicsRegistry_ which claims are asked for
    constructor(address owner_, address issuersRegistry_, address topicsRegistry_) Ownable(owner_) {
        _state = _state.withMaxAge(DEFAULT_AGE);
        _setIssuers(issuersRegistry_);
        _setTopics(topicsRegistry_);
    }

    // The standard: registering

    /// @inheritdoc IIdentityRegistry
    /// @dev For identity contracts. Their claims are read at once; the investor is retail until `updateProfile`.
    function registerIdentity(address wallet, address identity_, uint16 country) public onlyAgent {
        if (_state.foreignStorage()) _foreignStorage.addIdentityToStorage(wallet, identity_, country);
        _register(wallet, identity_, country);
    }

    /// @inheritdoc IIdentityRegistry
    function batchRegisterIdentity(
        address[] calldata wallets,
        address[] calldata identities,
        uint16[] calldata countries
    ) external {
        _requireSameLength(wallets.length, identities.length);
        _requireSameLength(wallets.length, countries.length);
        for (uint256 i = 0; i < wallets.length; ++i) registerIdentity(wallets[i], identities[i], countries[i]);
    }

    /// @inheritdoc IIdentityRegistry
    function deleteIdentity(address wallet) external onlyAgent {
        if (_state.foreignStorage()) _foreignStorage.removeIdentityFromStorage(wallet);
        Investor record = _registered(wallet);
        _forget(wallet, record);
        emit IdentityRemoved(wallet, record.identityOf());
    }

    /// @inheritdoc IIdentityRegistry
    function updateIdentity(address wallet, address identity_) external onlyAgent {
        if (_state.foreignStorage()) _foreignStorage.modifyStoredIdentity(wallet, identity_);
        emit IdentityUpdated(_replaceIdentity(wallet, identity_), identity_);
    }

    /// @inheritdoc IIdentityRegistry
    function updateCountry(address wallet, uint16 country) external onlyAgent {
        if (_state.foreignStorage()) _foreignStorage.modifyStoredInvestorCountry(wallet, country);
        _replaceCountry(wallet, country);
        emit CountryUpdated(wallet, country);
    }

    // The standard: storage for other registries, which are its agents

    /// @inheritdoc IIdentityRegistryStorage
    function addIdentityToStorage(address wallet, address identity_, uint16 country) external onlyAgent {
        _register(wallet, identity_, country);
        emit IdentityStored(wallet, identity_);
    }

    /// @inheritdoc IIdentityRegistryStorage
    function removeIdentityFromStorage(address wallet) external onlyAgent {
        Investor record = _registered(wallet);
        _forget(wallet, record);
        emit IdentityUnstored(wallet, record.identityOf());
    }

    /// @inheritdoc IIdentityRegistryStorage
    function modifyStoredInvestorCountry(address wallet, uint16 country) external onlyAgent {
        _replaceCountry(wallet, country);
        emit CountryModified(wallet, country);
    }

    /// @inheritdoc IIdentityRegistryStorage
    function modifyStoredIdentity(address wallet, address identity_) external onlyAgent {
        emit IdentityModified(_replaceIdentity(wallet, identity_), identity_);
    }

    /// @inheritdoc IIdentityRegistryStorage
    function bindIdentityRegistry(address registry) external onlyOwner {
        require(_boundRegistries.length < REGISTRY_LIMIT, TooManyRegistries(REGISTRY_LIMIT));
        _addAgent(registry);
        _boundRegistries.push(registry);
        emit IdentityRegistryBound(registry);
    }

    /// @inheritdoc IIdentityRegistryStorage
    function unbindIdentityRegistry(address registry) external onlyOwner {
        uint256 count = _boundRegistries.length;
        for (uint256 i = 0; i < count; ++i) {
            if (_boundRegistries[i] != registry) continue;
            _boundRegistries[i] = _boundRegistries[count - 1];
            _boundRegistries.pop();
            if (isAgent(registry)) _removeAgent(registry);
            emit IdentityRegistryUnbound(registry);
            return;
        }
        revert RegistryNotBound(registry);
    }

    // Agents, beyond the standard

    /// @inheritdoc IEligibility
    function updateProfile(address wallet, uint8 investorClass, bool usPerson, bool connected) external onlyAgent {
        _requireClass(investorClass);
        uint256 marks = (usPerson ? US_PERSON : 0) | (connected ? CONNECTED_PERSON : 0);
        _store(wallet, _registered(wallet).withProfile(investorClass, marks));
    }

    /// @inheritdoc IEligibility
    function linkWallet(
        address wallet,
        address newWallet,
        uint256 deadline,
        bytes calldata signature
    ) external onlyAgent {
        Investor record = _registered(wallet);
        _requireLinkSigned(record.identityOf(), newWallet, deadline, signature);
        _linkNew(wallet, newWallet, record);
    }

    /// @inheritdoc IEligibility
    function denyWallets(address[] calldata wallets, bool denied) external onlyAgent {
        for (uint256 i = 0; i < wallets.length; ++i) _denyWallet(wallets[i], denied);
    }

    /// @inheritdoc IEligibility
    function denyIdentities(address[] calldata identities, bool denied) external onlyAgent {
        for (uint256 i = 0; i < identities.length; ++i) _denyIdentity(identities[i], denied);
    }

    /// @inheritdoc IInvestorRecords
    function recoverWallet(address lostWallet, address newWallet, address identity_) external onlyAgent {
        Investor record = _registered(lostWallet);
        Investor known = recordOf(newWallet);
        bool fit = lostWallet != newWallet && !known.hasMark(RETIRED);
        _requireSame(lostWallet, record.identityOf(), identity_);
        bool isNew = known.identityOf() == address(0);
        require(fit && (!isNew || ClaimReader.isManagedBy(identity_, newWallet)), NotAWalletOf(identity_, newWallet));
        if (isNew) _linkNew(lostWallet, newWallet, record);
        else _requireSame(newWallet, known.identityOf(), identity_);
        _retire(lostWallet, newWallet);
    }

    // Anyone

    /// @inheritdoc IEligibility
    function refresh(address[] calldata wallets) external {
        _requireTold();
        for (uint256 i = 0; i < wallets.length; ++i) _refresh(wallets[i]);
    }

    /// @inheritdoc IEligibility
    function joinTwins(address first, address second) external {
        Investor one = _registered(first);
        Investor two = _registered(second);
        bool listed = one.hasMark(MORE_WALLETS);
        require(
            first != second &&
                one.identityOf() == two.identityOf() &&
                !(listed && two.hasMark(MORE_WALLETS)) &&
                one.validUntilOf() != 0 &&
                two.validUntilOf() != 0,
            NotTwins(first, second)
        );
        // Whichever is listed already stays; the younger evidence is the identity's.
        Investor latest = one.evidenceAtOf() < two.evidenceAtOf() ? two : one;
        if (two.hasMark(MORE_WALLETS)) _link(second, first, latest);
        else _link(first, second, latest);
    }

    // Rules

    /// @notice How long claims count after they were read. Only the owner.
    /// @param age seconds: whole hours, at most 30 days; 0 reads them live at every transfer
    function setMaxAge(uint256 age) external onlyOwner {
        require(age <= LONGEST_AGE && age % 1 hours == 0, MaxAgeOutOfRange(age));
        _state = _state.withMaxAge(age);
        emit MaxAgeSet(age);
    }

    /// @inheritdoc IIdentityRegistry
    /// @dev Records rest on issuers of the old registry, so all of them end until evidence is brought again.
    function setTrustedIssuersRegistry(address registry) external onlyOwner {
        _advanceEpoch(block.timestamp);
        _setIssuers(registry);
    }

    /// @inheritdoc IIdentityRegistry
    function setClaimTopicsRegistry(address registry) external onlyOwner {
        _setTopics(registry);
    }

    /// @inheritdoc IIdentityRegistry
    /// @dev With a foreign storage, identity and country are read there; the zero address or this one goes back to its
    /// own.
    function setIdentityRegistryStorage(address storage_) external onlyOwner {
        bool foreign = storage_ != address(0) && storage_ != address(this);
        require(!foreign || storage_.code.length != 0, NotAContract(storage_));
        _foreignStorage = IIdentityRegistryStorage(foreign ? storage_ : address(0));
        _state = _state.withForeignStorage(foreign);
        emit IdentityStorageSet(identityStorage());
    }

    // Views

    /// @inheritdoc IIdentityRegistry
    function isVerified(address wallet) public view returns (bool) {
        return _isEligible(_state, recordOf(wallet));
    }

    /// @inheritdoc IIdentityRegistry
    function contains(address wallet) external view returns (bool) {
        return identity(wallet) != address(0);
    }

    /// @inheritdoc IIdentityRegistry
    function identity(address wallet) public view returns (address) {
        return _state.foreignStorage() ? _foreignStorage.storedIdentity(wallet) : recordOf(wallet).identityOf();
    }

    /// @inheritdoc IIdentityRegistry
    function investorCountry(address wallet) external view returns (uint16) {
        return _state.foreignStorage() ? _foreignStorage.storedInvestorCountry(wallet) : recordOf(wallet).countryOf();
    }

    /// @inheritdoc IIdentityRegistry
    function identityStorage() public view returns (address) {
        return _state.foreignStorage() ? address(_foreignStorage) : address(this);
    }

    /// @inheritdoc IIdentityRegistry
    function issuersRegistry() external view returns (address) {
        return _rules.issuers;
    }

    /// @inheritdoc IIdentityRegistry
    function topicsRegistry() external view returns (address) {
        return _rules.topics;
    }

    /// @inheritdoc IIdentityRegistryStorage
    function storedIdentity(address wallet) external view returns (address) {
        return recordOf(wallet).identityOf();
    }

    /// @inheritdoc IIdentityRegistryStorage
    function storedInvestorCountry(address wallet) external view returns (uint16) {
        return recordOf(wallet).countryOf();
    }

    /// @inheritdoc IIdentityRegistryStorage
    function linkedIdentityRegistries() external view returns (address[] memory) {
        return _boundRegistries;
    }

    /// @inheritdoc ERC165
    function supportsInterface(bytes4 id) public view override returns (bool) {
        return
            id == type(IIdentityRegistry).interfaceId ||
            id == type(IIdentityRegistryStorage).interfaceId ||
            id == type(IInvestorRecords).interfaceId ||
            id == type(IEligibility).interfaceId ||
            id == type(IAgentRole).interfaceId ||
            super.supportsInterface(id);
    }

    function transferOwnership(address newOwner) public override(Ownable, Ownable2Step) onlyOwner {
        super.transferOwnership(newOwner);
    }

    function _transferOwnership(address newOwner) internal override(Ownable, Ownable2Step) {
        super._transferOwnership(newOwner);
    }
}
