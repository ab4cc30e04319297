// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ERC165 } from "@openzeppelin/contracts/utils/introspection/ERC165.sol";

import { IAnnouncedTopics, IClaimTopicsRegistry, IRuleChanges } from "./interfaces/IClaims.sol";
import { RuleSource } from "./RuleSource.sol";

/// @title ClaimTopicsRegistry: which topics an investor needs evidence on
/// @notice Dropping a topic ends nobody. A new topic ends, from its date on, the records that were made without it; the
/// date is announced, and whoever brings evidence before it is not interrupted.
contract ClaimTopicsRegistry is IClaimTopicsRegistry, IAnnouncedTopics, RuleSource {
    uint256 private constant TOPIC_LIMIT = 15;

    uint256[] private _topics;
    uint256 private _announcedTopic;
    /// @dev 0 if nothing is announced. Once it has passed the announced topic counts as in force.
    uint40 private _announcedFrom;

    /// @notice `claimTopic` is asked for from the moment `from` on.
    event ClaimTopicAnnounced(uint256 indexed claimTopic, uint40 from);

    error TopicAlreadyRequired(uint256 topic);
    error TopicNotRequired(uint256 topic);
    error TooManyTopics(uint256 limit);
    /// @notice One announcement at a time: wait for it, or remove its topic first.
    error AnnouncementPending(uint256 topic, uint40 from);

    constructor(address owner_) RuleSource(owner_) {}

    /// @inheritdoc IClaimTopicsRegistry
    /// @dev In force at once, as in the standard: see `announceClaimTopic` for the kinder way.
    function addClaimTopic(uint256 topic) external onlyOwner {
        // Safe cast: block times fit 40 bits until the year 36812.
        _announce(topic, uint40(block.timestamp));
    }

    /// @notice Asks for `topic` from the moment `from` on. Only the owner.
    function announceClaimTopic(uint256 topic, uint40 from) external onlyOwner {
        _announce(topic, from);
        emit ClaimTopicAnnounced(topic, from);
    }

    /// @inheritdoc IClaimTopicsRegistry
    /// @dev Removing an announced topic before its date cancels the announcement.
    function removeClaimTopic(uint256 topic) external onlyOwner {
        _settle();
        if (_announcedFrom != 0 && _announcedTopic == topic) {
            _announcedFrom = 0;
            IRuleChanges[] memory told = _toldRegistries();
            for (uint256 i = 0; i < told.length; ++i) told[i].announcementCancelled();
        } else {
            _remove(topic);
        }
        emit ClaimTopicRemoved(topic);
    }

    /// @inheritdoc IClaimTopicsRegistry
    function getClaimTopics() external view returns (uint256[] memory topics) {
        return _announcedFrom != 0 && _announcedFrom <= block.timestamp ? _withAnnounced() : _topics;
    }

    /// @inheritdoc IAnnouncedTopics
    function upcomingTopics() external view returns (uint256[] memory topics, uint40 from) {
        if (_announcedFrom == 0) return (_topics, 0);
        return (_withAnnounced(), _announcedFrom > block.timestamp ? _announcedFrom : 0);
    }

    /// @inheritdoc ERC165
    function supportsInterface(bytes4 id) public view override returns (bool) {
        return
            id == type(IClaimTopicsRegistry).interfaceId ||
            id == type(IAnnouncedTopics).interfaceId ||
            super.supportsInterface(id);
    }

    function _announce(uint256 topic, uint40 from) private {
        _settle();
        require(_announcedFrom == 0, AnnouncementPending(_announcedTopic, _announcedFrom));
        for (uint256 i = 0; i < _topics.length; ++i) require(_topics[i] != topic, TopicAlreadyRequired(topic));
        require(_topics.length < TOPIC_LIMIT, TooManyTopics(TOPIC_LIMIT));
        emit ClaimTopicAdded(topic);
        if (from <= block.timestamp) _topics.push(topic);
        else (_announcedTopic, _announcedFrom) = (topic, from);
        IRuleChanges[] memory told = _toldRegistries();
        for (uint256 i = 0; i < told.length; ++i) told[i].topicsTightened(from);
    }

    /// @dev Moves an announced topic whose date has passed among the others.
    function _settle() private {
        if (_announcedFrom == 0 || _announcedFrom > block.timestamp) return;
        _topics.push(_announcedTopic);
        _announcedFrom = 0;
    }

    function _remove(uint256 topic) private {
        uint256 count = _topics.length;
        for (uint256 i = 0; i < count; ++i) {
            if (_topics[i] != topic) continue;
            _topics[i] = _topics[count - 1];
            _topics.pop();
            return;
        }
        revert TopicNotRequired(topic);
    }

    function _withAnnounced() private view returns (uint256[] memory topics) {
        uint256 count = _topics.length;
        topics = new uint256[](count + 1);
        for (uint256 i = 0; i < count; ++i) topics[i] = _topics[i];
        topics[count] = _announcedTopic;
    }
}
