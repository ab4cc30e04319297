// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

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
interface IProceedsLedger {
    /// @notice The offering brought `cash`; `inKind` was paid with units of the retained classes.
    event ProceedsReceived(uint256 cash, uint256 inKind);
    /// @notice `amount` went to the purpose's payee.
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

    error NotTheFactory(address caller);
    error NotTheOffering(address caller);
    error NotTheIssuer(address caller);
    error ReceivedAlready();
    error NothingDrawn();
    error NoSuchPurpose(uint256 purpose);
    /// @notice The purpose's cap would be exceeded.
    error PurposeExceeded(uint256 purpose, uint256 left, uint256 amount);
    error ProceedsExceeded(uint256 left, uint256 amount);
    error LessArrived(uint256 expected, uint256 arrived);
    error EvidenceMissing();
    /// @notice More repatriated than was drawn for the purpose.
    error RepatriationExceedsDraws(uint256 purpose, uint256 drawn, uint256 amount);

    function initialize(address deal) external;

    /// @notice Takes over what the offering has transferred here, books what was paid in kind, and pays the waterfall's
    /// accounts. Only the offering, once.
    function receiveProceeds(uint256 cash, uint256 inKind) external;

    /// @notice Pays `amount` to the payee of a purpose. Only the issuer, with evidence.
    function draw(uint256 purpose, uint256 amount, bytes32 evidence) external;

    /// @notice Sends what is left to the pool, as cash for the next payment date. Only the issuer; it can't be undone.
    function returnUnspent(uint256 amount) external;

    /// @notice Records that `amount` drawn for `purpose` came home. Only the issuer or the originator.
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
}
