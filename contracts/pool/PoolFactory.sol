// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";

import { IParties } from "../deal/interfaces/IParties.sol";
import { IDisclosures } from "../oversight/interfaces/IDisclosures.sol";
import { ISettlementAssets } from "../oversight/interfaces/ISettlementAssets.sol";
import { IWaterfall } from "../waterfall/interfaces/IWaterfall.sol";
import { Challenges, IPoolList } from "./Challenges.sol";
import { IReceivablesPool } from "./interfaces/IReceivablesPool.sol";
import { ReceivablesPool } from "./ReceivablesPool.sol";
import { ReportReader } from "./ReportReader.sol";
import { PoolTerms } from "./types/PoolTerms.sol";
import { LANE_TOPS, Sums } from "./types/Sums.sol";

/// @title PoolFactory: makes the pools of deals
/// @notice Only the platform may create one: pools of one factory take each other's tapes as evidence, so nobody may
/// make a pool up. Each is an ERC-1167 clone of one implementation with its terms in its code, created and initialised
/// in one transaction at an address known before.
contract PoolFactory is IPoolList {
    /// @notice `pool` was created for the deal of `parties`.
    event PoolCreated(address indexed pool, address indexed parties, address indexed waterfall);

    uint256 private constant LONGEST_HOLD = 72;
    uint256 private constant WIDEST_BAND = 9_999;
    uint256 private constant FORECAST_BYTES = 16;
    uint256 private constant LONGEST_FORECAST = 1_200;

    /// @notice The implementation every pool is a clone of.
    address public immutable IMPLEMENTATION;
    /// @notice Where bad leaves of these pools are proven.
    address public immutable CHALLENGES;
    /// @notice The only one who may create pools: the factory of deals.
    address public immutable PLATFORM;

    /// @inheritdoc IPoolList
    mapping(address pool => bool made) public isPool;

    /// @param platform the only one who may create pools
    /// @param assets which assets may be taken as cash; zero for all
    /// @param disclosures where pools tell what must be disclosed; zero for nowhere
    constructor(address platform, ISettlementAssets assets, IDisclosures disclosures) {
        PLATFORM = platform;
        CHALLENGES = address(new Challenges(this));
        IMPLEMENTATION = address(
            new ReceivablesPool(address(this), CHALLENGES, new ReportReader(), assets, disclosures)
        );
    }

    /// @notice Creates a pool. Only the platform, once the waterfall is set up.
    /// @param terms see {PoolTerms}
    /// @param parties tells who servicer, verifier, trustee and their backups are
    /// @param waterfall of the deal, which takes cash and inputs from this pool alone
    /// @param salt with the terms it decides the address; reverts if both were used
    function create(
        PoolTerms calldata terms,
        IParties parties,
        IWaterfall waterfall,
        bytes32 salt
    ) external returns (address pool) {
        require(msg.sender == PLATFORM, IReceivablesPool.NotThePlatform(msg.sender));
        _requireInRange(terms);
        pool = Clones.cloneDeterministicWithImmutableArgs(IMPLEMENTATION, abi.encode(terms), salt);
        isPool[pool] = true;
        IReceivablesPool(pool).initialize(parties, waterfall);
        emit PoolCreated(pool, address(parties), address(waterfall));
    }

    /// @notice The address that a pool with these terms and this salt has or will have.
    function addressOf(PoolTerms calldata terms, bytes32 salt) external view returns (address) {
        return Clones.predictDeterministicAddressWithImmutableArgs(IMPLEMENTATION, abi.encode(terms), salt);
    }

    function _requireInRange(PoolTerms calldata terms) private pure {
        _requireWithin(terms.contractRate, 1, type(uint96).max);
        _requireWithin(terms.band, 0, WIDEST_BAND);
        _requireWithin(terms.holdHours, 0, LONGEST_HOLD);
        _requireWithin(terms.forecast.length % FORECAST_BYTES, 0, 0);
        _requireWithin(terms.forecast.length / FORECAST_BYTES, 0, LONGEST_FORECAST);
        if (terms.eligibility.tenorTo != 0) {
            _requireWithin(terms.eligibility.tenorFrom, 0, terms.eligibility.tenorTo);
        }
        require(Sums.unwrap(terms.sums) & LANE_TOPS == 0, IReceivablesPool.SumsOutOfRange(terms.sums));
    }

    function _requireWithin(uint256 got, uint256 lowest, uint256 highest) private pure {
        require(got >= lowest && got <= highest, IReceivablesPool.PoolTermOutOfRange(got, lowest, highest));
    }
}
