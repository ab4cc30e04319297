// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { DealTerms } from "../types/DealTerms.sol";
import { DealContracts } from "./IDeal.sol";

/// @notice What deals are made of: the implementations they are clones of, and the factories of pools and waterfalls.
struct Equipment {
    address deal;
    address offering;
    address payingAgent;
    address proceeds;
    address pools;
    address waterfalls;
}

/// @title IDealFactory: creates whole deals, each in one transaction
/// @notice Either all of a deal exists and is wired, or nothing does. All addresses are known from the terms before.
interface IDealFactory {
    /// @notice All an indexer needs to find a deal: its contracts, its filing, its terms.
    /// @param terms the encoded {DealTerms}
    event DealCreated(
        address indexed deal,
        bytes32 indexed filing,
        address indexed issuer,
        bytes32 termsHash,
        DealContracts contracts,
        bytes terms
    );
    /// @notice What deals are made of; set once.
    event Equipped(Equipment equipment);

    error NotEquipped();
    /// @notice Only the filing's issuer, and the deal's.
    error NotTheDealsIssuer(address issuer, address caller);
    /// @notice The call's terms don't stand where an encoder puts them, so they can't be hashed as they are.
    error TermsNotCanonical();
    /// @notice No class is sold.
    error NoClasses();
    error TooManyClasses(uint256 limit);
    /// @notice Class `number` of the terms and of the program differ.
    error ClassDoesNotMatch(uint256 number, uint256 inProgram, uint256 inTerms);
    error DecimalsDoNotMatch(uint256 inProgram, uint256 inTerms);
    /// @notice Denomination and lot: the lot divides the denomination, the denomination is at most the face.
    error DenominationDoesNotFit(uint256 number);
    /// @notice A class that is sold has a price, one that is retained has none and a retainer.
    error PriceDoesNotFit(uint256 number);
    error MinimumAboveFace(uint256 number);
    /// @notice The offering's dates must rise: opens < closes < settleBy < the first record date.
    error OfferingDatesDoNotFit(uint40 opens, uint40 closes, uint40 settleBy, uint40 firstRecordDate);
    /// @notice The accounts open with `needed`; the purposes that pay them have `given`.
    error OpeningCashNotCovered(uint256 needed, uint256 given);
    /// @notice The least the offering raises does not pay for the accounts' openings.
    error MinimumRaiseTooSmall(uint256 needed, uint256 least);
    /// @notice The purposes must take up all that can be raised.
    error PurposesTooSmall(uint256 raised, uint256 caps);
    error TermOutOfRange(uint256 value, uint256 lowest, uint256 highest);

    /// @notice Creates the deal of `terms`, and uses the filing up. Only the filing's issuer.
    function create(bytes32 filing, DealTerms calldata terms) external returns (address deal);

    /// @notice The hash to be filed: of chain, factory and terms.
    /// @dev keccak256(abi.encode(chain id, factory, keccak256(abi.encode(terms)))).
    function hashTerms(DealTerms calldata terms) external view returns (bytes32);

    /// @notice Where everything of the deal is or will be.
    function addressesOf(
        bytes32 filing,
        DealTerms calldata terms
    ) external view returns (address deal, DealContracts memory contracts);

    /// @notice What deals are made of; zeros before it was told.
    function equipment() external view returns (Equipment memory);

    /// @notice Whether `deal` was created here.
    function isDeal(address deal) external view returns (bool);
}
