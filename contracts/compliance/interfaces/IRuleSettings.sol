// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Movement } from "./IMovementGate.sol";
import { Rule } from "../rules/Rulebook.sol";

/// @notice One reason why a movement would be refused.
/// @param reason the error it would revert with, encoded
/// @param ends the moment, in seconds, from which this reason no longer stands if nothing else happens; the largest
/// number if
/// it takes somebody's act
struct Refusal {
    bytes reason;
    uint256 ends;
}

/// @title IRuleSettings: the rules of each token, set by the token's owner
/// @notice Amounts are base units of the token (lot size, maximum per identity and volume limit with at most twelve
/// significant
/// digits), countries ISO 3166-1 numeric codes, durations and moments seconds. Each setter
/// turns its rule on; `disableRule` turns it off and leaves its settings and its book as they are.
interface IRuleSettings {
    /// @notice A rule was turned on or off, or its settings changed; `settings` are the setter's arguments, encoded.
    /// Of the
    /// holder limits: country, class (0 where the limit is not on it) and limit.
    event RuleChanged(address indexed token, Rule indexed rule, bool on, bytes settings);

    /// @notice A transfer was approved `times` times in all that are left.
    event TransferApproved(address indexed token, address from, address to, uint256 amount, uint256 times);

    error NotTheTokensOwner(address token, address caller);
    error NotTheTokensAgent(address token, address caller);
    /// @notice The setting is out of its range: the rule says which.
    error SettingOutOfRange(Rule rule, uint256 value);

    /// @notice On from the start for every token; only the retained holder of the filing is excepted.
    function setMainlandChina(address token) external;

    /// @notice Units move in multiples of `lotSize`, at least 1.
    function setLotSize(address token, uint96 lotSize) external;

    /// @notice Only these classes receive: bit i is the class with number i. At least one, none beyond the last class.
    function setInvestorClasses(address token, uint8 classes) external;

    /// @notice US persons do not receive.
    function setUsPersons(address token) external;

    /// @notice No investor holds more than `maximum`, over all its wallets.
    function setMaximumPerIdentity(address token, uint96 maximum) external;

    /// @notice Only investors of allowed countries receive; `countries` become allowed, or no longer.
    function setAllowedCountries(address token, uint16[] calldata countries, bool allowed) external;

    /// @notice Investors of denied countries do not receive; `countries` become denied, or no longer.
    function setDeniedCountries(address token, uint16[] calldata countries, bool denied) external;

    /// @notice An investor transfers at most `limit` to others within `window` seconds, at least 1.
    function setVolumeWindow(address token, uint96 limit, uint32 window) external;

    /// @notice A wallet holds nothing or at least `minimum`.
    function setMinimumHolding(address token, uint96 minimum) external;

    /// @notice At most `limit` investors hold; 0 is no limit (in all).
    function setHolderLimit(address token, uint32 limit) external;

    /// @notice At most `limit` investors of `country` hold; 0 is no limit.
    function setCountryHolderLimit(address token, uint16 country, uint32 limit) external;

    /// @notice At most `limit` investors of `investorClass` (1 to 4) hold; 0 is no limit.
    function setClassHolderLimit(address token, uint8 investorClass, uint32 limit) external;

    /// @notice No mint lifts the supply above `limit`.
    function setSupplyLimit(address token, uint96 limit) external;

    /// @notice Units are sold only `period` seconds after they were acquired; acquisitions count from now on.
    function setLockUp(address token, uint32 period) external;

    /// @notice Transfers from `opens` on and before `closes`, which is later.
    function setTransferWindow(address token, uint40 opens, uint40 closes) external;

    /// @notice No transfers from `before` seconds before a record date until `after_` seconds after it.
    function setRecordDateBlackout(address token, uint32 before, uint32 after_) external;

    /// @notice One side of a transfer must be approved; `accounts` become approved, or no longer.
    function setCounterparties(address token, address[] calldata accounts, bool approved) external;

    /// @notice Every transfer needs an approval by an agent of the token.
    function setPreApproval(address token) external;

    /// @notice Lets exactly this transfer happen `times` times. Only an agent of the token.
    function approveTransfer(address token, address from, address to, uint256 amount, uint256 times) external;

    /// @notice Units change hands through a venue that `venues` (an IVenues) names.
    function setVenueOnly(address token, address venues) external;

    /// @notice The investor with `identity` keeps at least `floor` until `until`; 0 is for good.
    function setRiskRetention(address token, address identity, uint96 floor, uint40 until) external;

    /// @notice Accounts (wallets or identities, of spenders too) this token will not deal with; `accounts` join
    /// the list, or leave it.
    function setDenyList(address token, address[] calldata accounts, bool denied) external;

    /// @notice Turns a rule off.
    function disableRule(address token, Rule rule) external;

    /// @notice Brings the holder book to date for these wallets: counted if they hold, as what the registry says now.
    /// An
    /// investor's country and class are brought to date when all its wallets are given at once.
    function recount(address token, address[] calldata wallets) external;
}

/// @title IExplanation: what stands against a movement, all of it
interface IExplanation {
    /// @notice Every reason why a transfer by the holder would be refused now, of the token, the registry and the
    /// rules; empty
    /// exactly when it would succeed.
    function explainTransfer(
        address token,
        address from,
        address to,
        uint256 amount
    ) external view returns (Refusal[] memory);

    /// @notice What the rules that are on say to a transfer, without token and registry.
    function rulesAgainst(
        address token,
        address from,
        address to,
        uint256 amount
    ) external view returns (Refusal[] memory);

    /// @notice What the rules of `token` that are on and bind the movement's kind say to it.
    function refusalsOf(address token, Movement calldata movement) external view returns (Refusal[] memory);

    /// @notice Which rules are on, as bits by their number.
    function enabledRules(address token) external view returns (uint256);
}
