// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ERC165 } from "@openzeppelin/contracts/utils/introspection/ERC165.sol";

import { IIssuerIndex, IRuleChanges, ITrustedIssuersRegistry } from "./interfaces/IClaims.sol";
import { RuleSource } from "./RuleSource.sol";

/// @title TrustedIssuersRegistry: whose word counts, and on which topics
/// @notice Adding an issuer or a topic ends nobody's eligibility; taking an issuer away ends exactly the records that
/// rest
/// on it, in every registry that is told; so does taking a topic from it, for what it said was good for that topic.
contract TrustedIssuersRegistry is ITrustedIssuersRegistry, IIssuerIndex, RuleSource {
    uint256 private constant ISSUER_LIMIT = 50;
    uint256 private constant TOPIC_LIMIT = 15;
    uint256 private constant LAST_INDEX = 63;

    address[] private _issuers;
    mapping(address issuer => uint256[] topics) private _topicsOf;
    /// @inheritdoc IIssuerIndex
    mapping(address issuer => uint256 index) public indexOf;
    /// @inheritdoc IIssuerIndex
    mapping(uint256 index => address issuer) public issuerAt;
    uint256 private _lastIndex;

    error IssuerAlreadyTrusted(address issuer);
    error IssuerNotTrusted(address issuer);
    error IssuerIsZero();
    /// @notice An issuer is trusted for at least one topic and at most `limit`.
    error TopicCountOutOfRange(uint256 count, uint256 limit);
    error TooManyIssuers(uint256 limit);
    /// @notice All 63 indexes of this registry's life were given; deploy a new registry.
    error IssuerIndexesUsedUp();

    constructor(address owner_) RuleSource(owner_) {}

    /// @inheritdoc ITrustedIssuersRegistry
    function addTrustedIssuer(address issuer, uint256[] calldata topics) external onlyOwner {
        require(issuer != address(0), IssuerIsZero());
        require(indexOf[issuer] == 0, IssuerAlreadyTrusted(issuer));
        require(_issuers.length < ISSUER_LIMIT, TooManyIssuers(ISSUER_LIMIT));
        _issuers.push(issuer);
        _setTopics(issuer, topics);
        _giveIndex(issuer);
        emit TrustedIssuerAdded(issuer, topics);
    }

    /// @inheritdoc ITrustedIssuersRegistry
    function removeTrustedIssuer(address issuer) external onlyOwner {
        require(indexOf[issuer] != 0, IssuerNotTrusted(issuer));
        _takeIndex(issuer);
        delete _topicsOf[issuer];
        uint256 last = _issuers.length - 1;
        for (uint256 i = 0; i <= last; ++i) {
            if (_issuers[i] != issuer) continue;
            _issuers[i] = _issuers[last];
            _issuers.pop();
            break;
        }
        emit TrustedIssuerRemoved(issuer);
    }

    /// @inheritdoc ITrustedIssuersRegistry
    function updateIssuerClaimTopics(address issuer, uint256[] calldata topics) external onlyOwner {
        require(indexOf[issuer] != 0, IssuerNotTrusted(issuer));
        uint256[] memory before = _topicsOf[issuer];
        _setTopics(issuer, topics);
        for (uint256 i = 0; i < before.length; ++i) {
            if (hasClaimTopic(issuer, before[i])) continue;
            _takeIndex(issuer);
            _giveIndex(issuer);
            break;
        }
        emit ClaimTopicsUpdated(issuer, topics);
    }

    /// @inheritdoc ITrustedIssuersRegistry
    function getTrustedIssuers() external view returns (address[] memory) {
        return _issuers;
    }

    /// @inheritdoc ITrustedIssuersRegistry
    function getTrustedIssuersForClaimTopic(uint256 topic) external view returns (address[] memory issuers) {
        issuers = new address[](_issuers.length);
        uint256 count;
        for (uint256 i = 0; i < _issuers.length; ++i) {
            if (hasClaimTopic(_issuers[i], topic)) issuers[count++] = _issuers[i];
        }
        // Shortens the array; its memory stays allocated.
        assembly ("memory-safe") {
            mstore(issuers, count)
        }
    }

    /// @inheritdoc ITrustedIssuersRegistry
    function isTrustedIssuer(address issuer) external view returns (bool) {
        return indexOf[issuer] != 0;
    }

    /// @inheritdoc ITrustedIssuersRegistry
    function getTrustedIssuerClaimTopics(address issuer) external view returns (uint256[] memory) {
        require(indexOf[issuer] != 0, IssuerNotTrusted(issuer));
        return _topicsOf[issuer];
    }

    /// @inheritdoc ITrustedIssuersRegistry
    function hasClaimTopic(address issuer, uint256 topic) public view returns (bool) {
        uint256[] storage topics = _topicsOf[issuer];
        for (uint256 i = 0; i < topics.length; ++i) if (topics[i] == topic) return true;
        return false;
    }

    /// @inheritdoc IIssuerIndex
    function trustedBits() external view returns (uint256 bits) {
        for (uint256 i = 0; i < _issuers.length; ++i) bits |= 1 << indexOf[_issuers[i]];
    }

    /// @inheritdoc ERC165
    function supportsInterface(bytes4 id) public view override returns (bool) {
        return
            id == type(ITrustedIssuersRegistry).interfaceId ||
            id == type(IIssuerIndex).interfaceId ||
            super.supportsInterface(id);
    }

    function _setTopics(address issuer, uint256[] calldata topics) private {
        require(topics.length != 0 && topics.length <= TOPIC_LIMIT, TopicCountOutOfRange(topics.length, TOPIC_LIMIT));
        _topicsOf[issuer] = topics;
    }

    function _giveIndex(address issuer) private {
        require(_lastIndex < LAST_INDEX, IssuerIndexesUsedUp());
        uint256 index = ++_lastIndex;
        indexOf[issuer] = index;
        issuerAt[index] = issuer;
        IRuleChanges[] memory told = _toldRegistries();
        for (uint256 i = 0; i < told.length; ++i) told[i].issuerAdded(index);
    }

    function _takeIndex(address issuer) private {
        uint256 index = indexOf[issuer];
        indexOf[issuer] = 0;
        IRuleChanges[] memory told = _toldRegistries();
        for (uint256 i = 0; i < told.length; ++i) told[i].issuerRemoved(index);
    }
}
