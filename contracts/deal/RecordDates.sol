// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Ownable } from "@openzeppelin/contracts/access/Ownable.sol";
import { Ownable2Step } from "@openzeppelin/contracts/access/Ownable2Step.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import { ISecurityToken } from "../token/interfaces/ISecurityToken.sol";
import { IRecordDateFollower, IRecordDates } from "./interfaces/IRecordDates.sol";

/// @title RecordDates: the list of record dates for tokens that have no deal
/// @notice A sorted linked list: a token that knows one date reads the next one in a single slot.
contract RecordDates is IRecordDates, Ownable2Step {
    /// @dev Marks the end of the list; no date can have this value.
    uint40 private constant END = type(uint40).max;
    /// @dev Adding a date tells every token in the same transaction.
    uint256 private constant TOKEN_LIMIT = 16;

    /// @notice Seconds that must lie between adding a date and the date.
    uint40 public immutable NOTICE;

    /// @dev A token that slept through all of them still walks the list within a transaction.
    uint256 private constant DATE_LIMIT = 1_000;

    uint256 private _count;
    /// @dev following[0] is the first date.
    mapping(uint40 date => uint40 next) private _following;
    address[] private _tokens;
    /// @inheritdoc IRecordDates
    mapping(address token => bool told) public tells;

    constructor(address owner_, uint40 notice_) Ownable(owner_) {
        NOTICE = notice_;
        _following[0] = END;
    }

    /// @notice Adds `token` to those told of new dates. Only the owner.
    function addToken(address token) external onlyOwner {
        require(!tells[token], TokenAlreadyAdded(token));
        require(_tokens.length < TOKEN_LIMIT, TooManyTokens(TOKEN_LIMIT));
        tells[token] = true;
        _tokens.push(token);
        emit TokenAdded(token);
    }

    /// @notice Tells `token` no longer, and frees its place. Only the owner, and not while the token needs to be told:
    /// one that has units, or may have, would miss a date that is listed before the next it knows.
    function removeToken(address token) external onlyOwner {
        uint256 count = _tokens.length;
        for (uint256 i = 0; i < count; ++i) {
            if (_tokens[i] != token) continue;
            require(!_needsDates(token), TokenNeedsRecordDates(token));
            _tokens[i] = _tokens[count - 1];
            _tokens.pop();
            tells[token] = false;
            emit TokenRemoved(token);
            return;
        }
        revert TokenNotAdded(token);
    }

    /// @notice Lists `moment`. Only the owner, and only with notice.
    /// @param moment the record date, in seconds
    /// @param previous the last listed date before it, or 0
    function list(uint40 moment, uint40 previous) external onlyOwner {
        // Safe cast: block times fit 40 bits until the year 36812.
        uint40 earliest = uint40(block.timestamp) + NOTICE;
        require(moment >= earliest && moment > block.timestamp && moment != END, RecordDateTooSoon(moment, earliest));
        uint40 next = _following[previous];
        require(next != moment, RecordDateAlreadyListed(moment));
        require(next != 0 && previous < moment && moment < next, NotThePreviousDate(previous, moment));
        require(++_count <= DATE_LIMIT, TooManyRecordDates(DATE_LIMIT));
        _following[previous] = moment;
        _following[moment] = next;
        emit RecordDateListed(moment);
        for (uint256 i = 0; i < _tokens.length; ++i) IRecordDateFollower(_tokens[i]).syncRecordDates();
    }

    /// @dev Whether the token takes its dates from here, and has units or may be minted. What gives no such answers is
    /// no token that could: it must not keep its place.
    function _needsDates(address token) private view returns (bool) {
        if (_ask(token, ISecurityToken.recordDates.selector) != uint160(address(this))) return false;
        return _ask(token, IERC20.totalSupply.selector) != 0 || _ask(token, ISecurityToken.mintClosed.selector) == 0;
    }

    /// @dev The one word that `token` answers; 0 if it answers nothing else than a word.
    function _ask(address token, bytes4 question) private view returns (uint256) {
        (bool answered, bytes memory answer) = token.staticcall(abi.encodePacked(question));
        return answered && answer.length == 32 ? uint256(bytes32(answer)) : 0;
    }

    /// @inheritdoc IRecordDates
    function around(uint40 known) external view returns (uint40 last, uint40 next) {
        last = known;
        next = _following[last];
        while (next <= block.timestamp && next != 0) (last, next) = (next, _following[next]);
        // An unlisted `known` has no follower; a token never passes one.
        if (next == 0) next = END;
    }

    /// @inheritdoc IRecordDates
    function isListed(uint40 moment) external view returns (bool) {
        return moment != 0 && _following[moment] != 0;
    }
}
