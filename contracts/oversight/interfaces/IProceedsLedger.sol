// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ProceedsTable } from "../types/ProceedsTable.sol";

/// @notice What proceeds may be spent for.
/// @param name as filed
/// @param payee who is paid; zero for the deal's own accounts: paid into the waterfall when the offering closes
/// @param cap most that may be spent, in units of the deal's money
struct Purpose {
    string name;
    address payee;
    uint128 cap;
}

/// @title IProceedsLedger: the proceeds of the offering, and what they were spent for
/// @notice A clone that carries its purposes in its code. Cash in = drawn + returned + left, exactly, at every moment.
/// Amounts are units of the deal's money.
///
/// Warning: cash that is simply transferred here belongs to nobody's books and stays.
/// Warning: only the issuer moves what is left. If it is silent, what is left waits.
interface IProceedsLedger {
    /// @notice The offering brought `cash`; `inKind` was paid with units of the retained classes.
    event ProceedsReceived(uint256 cash, uint256 inKind);
    /// @notice `amount` went to the purpose's payee; to the waterfall, without evidence, for the deal's own accounts.
    event ProceedsDrawn(uint256 indexed purpose, address indexed payee, uint256 amount, bytes32 evidence);
    /// @notice Units of retained classes were given instead of cash.
    event PaidInKind(uint256 indexed purpose, uint256 amount);
    /// @notice What no purpose needed went to the holders, through the pool.
    event ProceedsReturned(uint256 amount);
    /// @notice Proceeds came home: the bank's and SAFE's references, and the evidence.
    event Repatriated(
        uint256 indexed purpose,
        uint256 amount,
        string bankReference,
        string safeReference,
        bytes32 evidence
    );

    /// @notice What is left is in `asset` from now on; the issuer gave it and took the former asset for it.
    event ProceedsAssetSucceeded(address indexed former, address indexed asset, uint256 amount);

    error NotTheFactory(address caller);
    error NotTheOffering(address caller);
    error NotTheIssuer(address caller);
    error NotIssuerNorOriginator(address caller);
    error ReceivedAlready();
    /// @notice The amount is zero.
    error NothingDrawn();
    error NoSuchPurpose(uint256 purpose);
    /// @notice The purpose's cap would be exceeded.
    error PurposeExceeded(uint256 purpose, uint256 left, uint256 amount);
    error ProceedsExceeded(uint256 left, uint256 amount);
    error LessArrived(uint256 expected, uint256 arrived);
    /// @notice Evidence is never zero, a reference never empty.
    error EvidenceMissing();
    /// @notice This evidence was drawn upon, or this bank reference recorded, for the purpose before.
    error RecordedAlready(uint256 purpose);
    /// @notice The deal pays in another asset by now: take that one over first.
    error AssetWasSucceeded(address asset, address successor);
    error AssetNotSucceeded(address asset);
    /// @notice More repatriated than was drawn for the purpose.
    error RepatriationExceedsDraws(uint256 purpose, uint256 drawn, uint256 amount);

    /// @notice Sets up a clone. Only its factory, once.
    function initialize(address deal) external;

    /// @notice Takes over what the offering has transferred here, books what was paid in kind, and pays each purpose
    /// without a payee, up to its cap, to the waterfall, whose accounts open with it. Only the offering, once.
    function receiveProceeds(uint256 cash, uint256 inKind) external;

    /// @notice Pays `amount` to the payee of a purpose. Only the issuer, with evidence that this purpose was not drawn
    /// upon before: parts have evidence of their own, and a command that is sent twice pays once.
    function draw(uint256 purpose, uint256 amount, bytes32 evidence) external;

    /// @notice Sends `amount` of what is left to the pool, as cash for the next payment date. Only the issuer; it can't
    /// be undone.
    function returnUnspent(uint256 amount) external;

    /// @notice After the deal's settlement asset was succeeded: takes all that is left, in the new asset, from the
    /// issuer, who has approved it here, and gives it the former for it, unit for unit of the deal's money. Only the
    /// issuer.
    function succeedAsset() external;

    /// @notice Records that `amount` drawn for `purpose` came home. Only the issuer or the originator; each bank
    /// reference once for a purpose.
    function recordRepatriation(
        uint256 purpose,
        uint256 amount,
        string calldata bankReference,
        string calldata safeReference,
        bytes32 evidence
    ) external;

    function purposes() external view returns (Purpose[] memory);

    /// @notice Spent for a purpose, in cash and in kind, and what came home of it; units of the deal's money.
    function spentOn(uint256 purpose) external view returns (uint256 cash, uint256 inKind, uint256 repatriated);

    /// @notice Cash not yet spent.
    function unspent() external view returns (uint256);

    /// @notice All cash, what purposes took of it, what went back to the holders, what is left.
    function totals() external view returns (uint256 cashIn, uint256 spent, uint256 returned, uint256 left);

    /// @notice The deal, which says who issuer and originator are.
    function deal() external view returns (address);

    /// @notice What it carries; asset and scale are those of today.
    function table() external view returns (ProceedsTable memory);
}
