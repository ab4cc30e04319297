// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Holding } from "../types/Holding.sol";
import { TokenState } from "../types/TokenState.sol";

/// @title ISecurityToken: what Sluice's token has beyond ERC-3643, ERC-20 and ERC-7943
/// @notice Amounts are base units of the token; moments are seconds; a record date T means the balance before the
/// first block whose time is at or after T.
///
/// Free units = balance − frozen − liens. A transfer takes free units only; a forced transfer or a burn takes free
/// units
/// first, then frozen ones, and units under lien only when it names the lien.
///
/// Warning: who is eligible and which rules apply is decided by the identity registry and the compliance contract the
/// owner sets. The owner may replace both and may name agents, but nobody mints above the maximum supply, nobody mints
/// after minting is closed, and nobody writes history.
interface ISecurityToken {
    /// @notice How a token starts.
    /// @param name the token's name
    /// @param symbol its ticker
    /// @param decimals 0 to 18
    /// @param maximumSupply base units that can ever exist at one time: the filed face; fits 96 bits and is not 0
    /// @param inDeal whether the token belongs to a deal: then its agents must be contracts
    /// @param owner the standard's owner
    /// @param onchainID the token's own identity contract, or zero
    /// @param identityRegistry who may hold
    /// @param compliance which transfers are allowed
    /// @param agents the standard's agents, to start with
    struct TokenTerms {
        string name;
        string symbol;
        uint8 decimals;
        uint96 maximumSupply;
        bool inDeal;
        address owner;
        address onchainID;
        address identityRegistry;
        address compliance;
        address[] agents;
    }

    /// @notice Minting is over for good.
    event MintClosed();

    /// @notice Record dates come from `source`.
    event RecordDatesSet(address indexed source);

    /// @notice `keeper` may place liens from now on, or no longer.
    event LienKeeperSet(address indexed keeper, bool allowed);

    /// @notice `keeper` has `amount` base units of `holder` under lien now.
    event LienChanged(address indexed holder, address indexed keeper, uint256 amount);

    /// @notice What `lostWallet` held, and whatever it is still owed, belongs to `successor`.
    event SuccessorSet(address indexed lostWallet, address indexed successor);

    error TransfersPaused();
    error TransfersNotPaused();
    /// @notice The wallet is frozen: ask the transfer agent.
    error WalletFrozen(address wallet);
    /// @notice The wallet was lost and recovered: use its successor.
    error WalletRecovered(address wallet, address successor);
    /// @notice On the deny-list: neither sends nor receives.
    error HolderDenied(address wallet);
    /// @notice Not eligible now: `isVerified` is false. The registry's `explainEligibility` says why.
    error HolderNotEligible(address wallet);
    /// @notice More than the holder's free units (balance − frozen − liens).
    error FreeUnitsExceeded(address holder, uint256 free, uint256 needed);
    /// @notice More than the holder's units that are not under lien; a forced transfer that may take those must name
    /// the
    /// lien's keeper.
    error UnitsUnderLien(address holder, uint256 movable, uint256 needed);
    /// @notice `outstanding` + `amount` would be more than can ever exist at one time.
    error MaximumSupplyExceeded(uint256 maximum, uint256 outstanding, uint256 amount);
    error MintIsClosed();
    /// @notice Zero amounts are refused where an agent acts for a holder, in liens, and as a maximum supply.
    error NothingToMove();
    /// @notice A forced transfer or a recovery from a wallet to itself.
    error SameWallet(address wallet);
    error FrozenUnitsExceeded(address holder, uint256 frozen, uint256 needed);
    /// @notice The lists of a batch differ in length.
    error LengthMismatch(uint256 first, uint256 other);
    /// @notice Both wallets of a recovery must be registered to the identity named.
    error NotTheSameIdentity(address lostWallet, address newWallet, address identity);
    /// @notice Not a contract that answers the interface needed there.
    error NotAContract(address given);
    error DecimalsOutOfRange(uint8 decimals);
    error EmptyText();
    error ZeroAddress();
    /// @notice Only the factory that the implementation names may initialise a clone.
    error NotTheFactory(address caller);
    error PermitExpired(uint256 deadline);
    error PermitSignatureInvalid(address owner);
    /// @notice The moment is not a listed record date that has come.
    error NotAPastRecordDate(uint256 moment);
    /// @notice Record dates are set once, before the first unit is minted, from a list that tells this token.
    error RecordDatesNotAccepted(address source);
    error NotALienKeeper(address caller);
    error LienExceeded(address holder, address keeper, uint256 lien, uint256 needed);
    error TooManyLienKeepers(uint256 limit);

    /// @notice Starts a clone. Only the factory, once. The token starts open, not paused.
    function initialize(TokenTerms calldata terms) external;

    /// @notice Ends minting for good. Only the owner.
    function closeMint() external;

    /// @notice Takes record dates from `source`. Only the owner, once, before the first mint.
    function setRecordDates(address source) external;

    /// @notice Lets the contract `keeper` place liens, or stops it from placing more; the liens it has stay its own.
    /// Only the owner; at most four keepers that are allowed or still have liens.
    function setLienKeeper(address keeper, bool allowed) external;

    /// @notice Puts `amount` more of the holder's free units under lien of the caller, an allowed keeper. The holder's
    /// consent is an allowance to the keeper, which is used up unless it is without limit.
    function placeLien(address holder, uint256 amount) external;

    /// @notice Releases `amount` of the caller's lien on `holder`'s units.
    function releaseLien(address holder, uint256 amount) external;

    /// @notice Sells units under the caller's lien to `to`, who must be eligible; every rule of a transfer applies.
    function enforceLien(address holder, address to, uint256 amount) external;

    /// @notice A forced transfer that takes units under `keeper`'s lien. Only an agent.
    function forcedTransferOfLien(address from, address to, uint256 amount, address keeper) external;

    /// @notice ERC-2612 with a signature as bytes: also of a contract (ERC-1271).
    function permit(address owner, address spender, uint256 value, uint256 deadline, bytes calldata signature) external;

    /// @notice Balance at a record date that has come.
    function balanceOfAt(address holder, uint256 recordDate) external view returns (uint256);

    /// @notice Supply at a record date that has come. Sum of `balanceOfAt` over all holders, always.
    function totalSupplyAt(uint256 recordDate) external view returns (uint256);

    /// @notice What a payer needs, in one call: balance and supply at a record date that has come, and the
    /// holder's word as it is now, which tells whether the wallet is frozen or was recovered.
    function shareAt(
        address holder,
        uint256 recordDate
    ) external view returns (uint256 units, uint256 supply, Holding holding);

    /// @notice Balance − frozen − liens.
    function freeUnitsOf(address holder) external view returns (uint256);

    /// @notice All units of `holder` under lien.
    function liensOf(address holder) external view returns (uint256);

    /// @notice Units of `holder` under lien of `keeper`.
    function lienOf(address holder, address keeper) external view returns (uint256);

    /// @notice Contracts that are allowed to place liens or still have some.
    function lienKeepers() external view returns (address[] memory);

    /// @notice The wallet that stands for `lostWallet` now; zero if it was not recovered.
    function successorOf(address lostWallet) external view returns (address);

    /// @notice Principal outstanding on `holder`'s units: units × class principal / supply, rounded down. Without a
    /// deal a
    /// unit is its own principal.
    function outstandingPrincipalOf(address holder) external view returns (uint256);

    /// @notice Base units that can ever exist at one time.
    function maximumSupply() external view returns (uint256);

    function mintClosed() external view returns (bool);

    function inDeal() external view returns (bool);

    /// @notice Where record dates come from; zero if there are none.
    function recordDates() external view returns (address);

    /// @notice The word that a transfer reads: registry, record dates, flags.
    function state() external view returns (TokenState);
}

/// @title IClassPrincipal: what a token in a deal asks its owner, the deal
interface IClassPrincipal {
    /// @notice Principal outstanding of the class that `token` is, in the deal's money.
    function principalOf(address token) external view returns (uint256);
}
