// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title IRecordDates: the one list of record dates that several tokens share
/// @notice A record date is a moment T, in seconds. It means the balance before the first block whose time is at or
/// after T. Dates are only ever added, always after a notice, so what is past never changes.
interface IRecordDates {
    /// @notice `moment` joined the list.
    event RecordDateListed(uint40 indexed moment);

    /// @notice `token` will be told of new dates.
    event TokenAdded(address indexed token);

    /// @notice `token` is no longer told of new dates.
    event TokenRemoved(address indexed token);

    /// @notice The date comes sooner than the notice allows.
    error RecordDateTooSoon(uint40 moment, uint40 earliest);

    /// @notice The date is already listed.
    error RecordDateAlreadyListed(uint40 moment);

    /// @notice `previous` is not the listed date just before; pass the last listed date before the new one, or 0.
    error NotThePreviousDate(uint40 previous, uint40 moment);

    /// @notice The list serves no more than `limit` tokens.
    error TooManyTokens(uint256 limit);

    /// @notice The list takes no more than `limit` dates.
    error TooManyRecordDates(uint256 limit);

    /// @notice The token is told already.
    error TokenAlreadyAdded(address token);

    /// @notice The token is not told of dates.
    error TokenNotAdded(address token);

    /// @notice The token follows this list and has units, or may be minted: it must hear of every date.
    error TokenNeedsRecordDates(address token);

    /// @notice Walks the list.
    /// @param known a listed date, or 0 for the start; the walk costs one read for each date between it and now.
    /// @return last the last listed date that has come, or `known` if none has come since
    /// @return next the first listed date still to come; type(uint40).max if there is none
    function around(uint40 known) external view returns (uint40 last, uint40 next);

    /// @notice Whether `moment` is a record date, past or to come.
    function isListed(uint40 moment) external view returns (bool);

    /// @notice Whether `token` is told when a date is added.
    function tells(address token) external view returns (bool);
}

/// @title IRecordDateFollower: what the list of record dates calls when a date was added
interface IRecordDateFollower {
    /// @notice Reads the next record date again. Anyone may call.
    function syncRecordDates() external;
}
