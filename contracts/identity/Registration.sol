// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ERC165Checker } from "@openzeppelin/contracts/utils/introspection/ERC165Checker.sol";

import { Attestations } from "./Attestations.sol";
import { EligibilityReasons } from "./EligibilityReasons.sol";
import { IAnnouncedTopics, IIssuerIndex, IRuleChanges } from "./interfaces/IClaims.sol";
import { IEligibility } from "./interfaces/IEligibility.sol";
import { IIdentityRegistry } from "./interfaces/IIdentityRegistry.sol";
import { IIdentityRegistryStorage } from "./interfaces/IIdentityRegistryStorage.sol";
import { CLAIMED, Investor, InvestorClass, WALLET_MARKS } from "./types/Investor.sol";
import { isGood, LAST_EPOCH, RegistryState } from "./types/RegistryState.sol";

/// @title Registration: wallets enter, change and are read again; rules change; and why someone may not receive
abstract contract Registration is Attestations, IRuleChanges {
    IIdentityRegistryStorage internal _foreignStorage;

    error NotAContract(address given);

    // Wallets

    /// @dev Of an identity contract: its claims are read at once.
    function _register(address wallet, address identity, uint256 country) internal {
        Investor record = recordOf(wallet);
        require(record.identityOf() == address(0), AlreadyRegistered(wallet, record.identityOf()));
        require(identity.code.length != 0, IdentityHasNoCode(identity));
        _requireCountry(country);
        _welcome(wallet, identity);
        record = record.withIdentity(identity).withCountry(country);
        _store(wallet, _withClaims(record.withProfile(uint256(InvestorClass.Retail), 0)));
    }

    /// @dev Of an identity contract the first wallet is remembered: a further one comes by linking only.
    function _welcome(address wallet, address identity) internal override {
        if (identity.code.length != 0) {
            address first = _firstWallet[identity];
            require(first == address(0), IdentityHasWallet(identity, first));
            _firstWallet[identity] = wallet;
        }
        emit IIdentityRegistry.IdentityRegistered(wallet, identity);
    }

    function _linkNew(address wallet, address newWallet, Investor record) internal {
        Investor before = recordOf(newWallet);
        require(before.identityOf() == address(0), AlreadyRegistered(newWallet, before.identityOf()));
        // What the wallet has seen before it is linked is not replayed afterwards.
        _link(wallet, newWallet, _since(record, before.evidenceAtOf()));
        emit IIdentityRegistry.IdentityRegistered(newWallet, record.identityOf());
    }

    function _replaceIdentity(address wallet, address identity) internal returns (address old) {
        Investor record = _registered(wallet);
        old = record.identityOf();
        _forget(wallet, record);
        _register(wallet, identity, record.countryOf());
    }

    function _replaceCountry(address wallet, uint256 country) internal {
        _requireCountry(country);
        _store(wallet, _registered(wallet).withCountry(country));
    }

    /// @dev Leaves a good record alone unless it rests on claims: claims alone can be read. With a foreign storage, who the
    /// wallet belongs to is read there first.
    function _refresh(address wallet) internal {
        Investor record = recordOf(wallet);
        bool foreign = _state.foreignStorage();
        record = foreign ? _withForeign(wallet, record) : _registered(wallet);
        if (record.identityOf() == address(0)) return;
        // A lost or denied wallet shares its evidence with the linked ones, so its own marks do not matter here.
        bool attested =
            !record.hasMark(CLAIMED) && isGood(record.withMark(WALLET_MARKS, false), _state, block.timestamp);
        if (attested && !_isBehind(record)) return;
        if (record.identityOf().code.length == 0) return;
        Investor fresh = _withClaims(record);
        // A good attestation gives way only to claims that meet what is announced as well.
        if (attested && _isBehind(fresh)) return;
        // Not enough before and not enough now is no news: with a new date it would keep out an attestation on its way.
        if (!foreign && record.validUntilOf() == 0 && fresh.validUntilOf() == 0) return;
        _store(wallet, fresh);
    }

    /// @dev Whether an announced rule will end the record.
    function _isBehind(Investor record) private view returns (bool) {
        return _epochIsPending() && record.epochOf() < _state.lastEpoch();
    }

    function _withForeign(address wallet, Investor record) private returns (Investor) {
        address identity = _foreignStorage.storedIdentity(wallet);
        if (identity != record.identityOf() && record.identityOf() != address(0)) {
            _forget(wallet, record);
            record = recordOf(wallet);
        }
        if (identity == address(0)) return record;
        uint256 country = _foreignStorage.storedInvestorCountry(wallet);
        _requireCountry(country);
        uint256 class = record.classOf();
        if (class == 0) record = record.withProfile(uint256(InvestorClass.Retail), 0);
        return record.withIdentity(identity).withCountry(country);
    }

    function _registered(address wallet) internal view returns (Investor record) {
        record = recordOf(wallet);
        require(record.identityOf() != address(0), NotRegistered(wallet));
    }

    // Rules

    /// @inheritdoc IRuleChanges
    function issuerAdded(uint256 index) external {
        require(msg.sender == _rules.issuers, NotARuleSource(msg.sender));
        _state = _state.withIssuer(index, true);
    }

    /// @inheritdoc IRuleChanges
    function issuerRemoved(uint256 index) external {
        require(msg.sender == _rules.issuers, NotARuleSource(msg.sender));
        _state = _state.withIssuer(index, false);
    }

    /// @inheritdoc IRuleChanges
    function topicsTightened(uint40 from) external {
        require(msg.sender == _rules.topics, NotARuleSource(msg.sender));
        _advanceEpoch(from);
    }

    /// @inheritdoc IRuleChanges
    function announcementCancelled() external {
        require(msg.sender == _rules.topics, NotARuleSource(msg.sender));
        RegistryState state = _state;
        _state = state.withEpoch(state.epochInForce(block.timestamp), 0, state.lastEpoch());
    }

    /// @dev An announcement (`from` after now) waits for its date. A rule in force at once ends every record made before; a
    /// pending announcement then gets the number after it, or records made from now on would be taken to meet it.
    function _advanceEpoch(uint256 from) internal {
        RegistryState state = _state;
        uint256 next = state.lastEpoch() + 1;
        bool pending = _epochIsPending();
        require(next < LAST_EPOCH, EpochsUsedUp());
        if (from > block.timestamp) _state = state.withEpoch(state.epochInForce(block.timestamp), from, next);
        else if (pending) _state = state.withEpoch(next, state.epochAt(), next + 1);
        else _state = state.withEpoch(next, 0, next);
        emit EpochAnnounced(_state.lastEpoch(), from);
    }

    /// @dev A foreign registry gives no indexes and tells of no change: what it takes back is seen at the next reading.
    function _setIssuers(address registry) internal {
        require(registry.code.length != 0, NotAContract(registry));
        (bool asked, ) = registry.staticcall(abi.encodeCall(IIssuerIndex.trustedBits, ()));
        _rules.issuers = registry;
        _rules.indexes = asked;
        _state = _state.withIssuers(asked ? IIssuerIndex(registry).trustedBits() : 0);
        emit IIdentityRegistry.TrustedIssuersRegistrySet(registry);
    }

    /// @dev Takes over what the new registry has announced, and drops what the old one had.
    function _setTopics(address registry) internal {
        require(registry.code.length != 0, NotAContract(registry));
        (bool asked, ) = registry.staticcall(abi.encodeCall(IAnnouncedTopics.upcomingTopics, ()));
        _rules.topics = registry;
        _rules.announces = asked;
        RegistryState state = _state;
        _state = state.withEpoch(state.epochInForce(block.timestamp), 0, state.lastEpoch());
        emit IIdentityRegistry.ClaimTopicsRegistrySet(registry);
        if (!asked) return;
        (, uint40 from) = IAnnouncedTopics(registry).upcomingTopics();
        if (from != 0) _advanceEpoch(from);
    }

    // Why not

    /// @inheritdoc IEligibility
    function explainEligibility(address wallet) external view returns (bytes[] memory reasons) {
        Investor record = recordOf(wallet);
        if (_isEligible(_state, record)) return reasons;
        return EligibilityReasons.list(wallet, record, _state, _rules, isIdentityDenied[record.identityOf()]);
    }
}
