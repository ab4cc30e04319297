// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Attestations } from "./Attestations.sol";
import { EligibilityReasons } from "./EligibilityReasons.sol";
import { IAnnouncedTopics, IIssuerIndex, IRuleChanges, IToldOf } from "./interfaces/IClaims.sol";
import { IEligibility, InvestorFacts } from "./interfaces/IEligibility.sol";
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
        Investor record = _newcomer(wallet);
        require(identity.code.length != 0, IdentityHasNoCode(identity));
        _requireCountry(country);
        _requireTold();
        // A further wallet comes by linking only.
        require(_firstWallet[identity] == address(0), IdentityHasWallet(identity, _firstWallet[identity]));
        _firstWallet[identity] = wallet;
        emit IIdentityRegistry.IdentityRegistered(wallet, identity);
        record = record.withIdentity(identity).withCountry(country);
        _store(wallet, _withClaims(record.withProfile(uint256(InvestorClass.Retail), 0)));
    }

    /// @dev What is left of a wallet that nobody registered, or that was deleted.
    function _newcomer(address wallet) private view returns (Investor record) {
        require(wallet != address(0), WalletIsZero());
        record = recordOf(wallet);
        require(record.identityOf() == address(0), AlreadyRegistered(wallet, record.identityOf()));
    }

    function _linkNew(address wallet, address newWallet, Investor record) internal {
        // What the wallet has seen before it is linked is not replayed afterwards.
        _link(wallet, newWallet, _since(record, _newcomer(newWallet).evidenceAtOf()));
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

    /// @dev Leaves a good record alone unless it rests on claims: claims alone can be read. With a foreign storage,
    /// who the
    /// wallet belongs to is read there first.
    function _refresh(address wallet) internal {
        Investor record = recordOf(wallet);
        if (_state.foreignStorage()) record = _withForeign(wallet, record);
        address identity = record.identityOf();
        if (identity == address(0) || identity.code.length == 0) return;
        // The wallet's own marks do not make its identity's evidence worse.
        bool attested =
            !record.hasMark(CLAIMED) && isGood(record.withMark(WALLET_MARKS, false), _state, block.timestamp);
        if (attested && !_isBehind(record)) return;
        Investor fresh = _withClaims(record);
        // Good evidence gives way only to claims that meet the announced rule.
        if (attested && _isBehind(fresh)) return;
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
        uint256 country = _foreignStorage.storedInvestorCountry(wallet);
        // What the foreign storage does not know, or says of no country, is passed over.
        if (identity == address(0) || country == 0 || country > 999) return record.withIdentity(address(0));
        uint256 class = record.classOf();
        if (class == 0) record = record.withProfile(uint256(InvestorClass.Retail), 0);
        return record.withIdentity(identity).withCountry(country);
    }

    /// @dev Who a wallet belongs to is the foreign storage's to say: an attestation must not contradict it.
    function _requireStored(InvestorFacts[] calldata investors) internal view override {
        for (uint256 i = 0; i < investors.length; ++i) {
            address wallet = investors[i].wallet;
            _requireSame(wallet, _foreignStorage.storedIdentity(wallet), investors[i].identity);
        }
    }

    function _registered(address wallet) internal view returns (Investor record) {
        record = recordOf(wallet);
        require(record.identityOf() != address(0), NotRegistered(wallet));
    }

    // Rules

    /// @inheritdoc IRuleChanges
    /// @dev What changed while nobody was told is not known: a topics registry that is told anew ends what was before.
    function startTold() external {
        if (msg.sender == _rules.issuers) _state = _state.withIssuers(IIssuerIndex(msg.sender).trustedBits());
        if (msg.sender == _rules.topics) _adoptTopics();
    }

    /// @inheritdoc IRuleChanges
    function issuerAdded(uint256 index) external {
        if (msg.sender != _rules.issuers) return;
        _state = _state.withIssuer(index, true);
    }

    /// @inheritdoc IRuleChanges
    function issuerRemoved(uint256 index) external {
        if (msg.sender != _rules.issuers) return;
        _state = _state.withIssuer(index, false);
    }

    /// @inheritdoc IRuleChanges
    function topicsTightened(uint40 from) external {
        if (msg.sender != _rules.topics) return;
        _advanceEpoch(from);
    }

    /// @inheritdoc IRuleChanges
    function announcementCancelled() external {
        if (msg.sender != _rules.topics) return;
        RegistryState state = _state;
        _state = state.withEpoch(state.epochInForce(block.timestamp), 0, state.lastEpoch());
    }

    /// @dev An announcement (`from` after now) waits for its date. A rule in force at once ends every record made
    /// before; a
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
        (bool asked, bytes memory bits) = registry.staticcall(abi.encodeCall(IIssuerIndex.trustedBits, ()));
        // A contract that answers whatever it is asked answers this with something else than a word.
        asked = asked && bits.length == 32;
        _rules.issuers = registry;
        _rules.indexes = asked;
        _state = _state.withIssuers(asked ? uint256(bytes32(bits)) : 0);
        emit IIdentityRegistry.TrustedIssuersRegistrySet(registry);
    }

    /// @dev Takes over what the new registry has announced, and drops what the old one had.
    function _setTopics(address registry) internal {
        require(registry.code.length != 0, NotAContract(registry));
        (bool asked, ) = registry.staticcall(abi.encodeCall(IAnnouncedTopics.upcomingTopics, ()));
        _rules.topics = registry;
        _rules.announces = asked;
        emit IIdentityRegistry.ClaimTopicsRegistrySet(registry);
        _adoptTopics();
    }

    /// @dev Ends every record made before, drops what was announced, and takes over what the registry has announced.
    function _adoptTopics() private {
        RegistryState state = _state;
        _state = state.withEpoch(state.epochInForce(block.timestamp), 0, state.lastEpoch());
        _advanceEpoch(block.timestamp);
        if (!_rules.announces) return;
        (, uint40 from) = IAnnouncedTopics(_rules.topics).upcomingTopics();
        if (from != 0) _advanceEpoch(from);
    }

    /// @dev Evidence is taken only while the sources tell of their changes: what rests on a source that keeps silent
    /// could
    /// never end.
    function _requireTold() internal view override {
        if (_rules.indexes) require(IToldOf(_rules.issuers).tells(address(this)), NotTold(_rules.issuers));
        if (_rules.announces) require(IToldOf(_rules.topics).tells(address(this)), NotTold(_rules.topics));
    }

    // Why not

    /// @inheritdoc IEligibility
    function explainEligibility(address wallet) external view returns (bytes[] memory reasons) {
        Investor record = recordOf(wallet);
        if (_isEligible(_state, record)) return reasons;
        return EligibilityReasons.list(wallet, record, _state, _rules, isIdentityDenied[record.identityOf()]);
    }
}
