// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Ownable } from "@openzeppelin/contracts/access/Ownable.sol";
import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import { IPayingAgent } from "../distribution/interfaces/IPayingAgent.sol";
import { IOffering } from "../offering/interfaces/IOffering.sol";
import { IFilingRegistry } from "../oversight/interfaces/IFilingRegistry.sol";
import { IProceedsLedger } from "../oversight/interfaces/IProceedsLedger.sol";
import { ISettlementAssets } from "../oversight/interfaces/ISettlementAssets.sol";
import { PoolFactory } from "../pool/PoolFactory.sol";
import { SumTree } from "../pool/SumTree.sol";
import { ISecurityToken } from "../token/interfaces/ISecurityToken.sol";
import { TokenFactory } from "../token/TokenFactory.sol";
import { IWaterfall, WaterfallTerms } from "../waterfall/interfaces/IWaterfall.sol";
import { Program, readProgram } from "../waterfall/Program.sol";
import { WaterfallFactory } from "../waterfall/WaterfallFactory.sol";
import { DealCheck } from "./DealCheck.sol";
import { DealTables } from "./DealTables.sol";
import { DealContracts, IDeal } from "./interfaces/IDeal.sol";
import { Equipment, IDealFactory } from "./interfaces/IDealFactory.sol";
import { Party } from "./interfaces/IParties.sol";
import { ClassTerms, DealTerms } from "./types/DealTerms.sol";

/// @title DealFactory: creates whole deals, each in one transaction
/// @notice See {IDealFactory}. Nothing of a deal depends on who calls; the salt of all its contracts is the hash of its
/// terms, so a deal exists at most once.
contract DealFactory is IDealFactory, Ownable {
    /// @dev One deal, worked out before any of it is made.
    struct Plan {
        address deal;
        bytes32 termsHash;
        bytes32 salt;
        DealContracts made;
        bytes dealTable;
        bytes offeringTable;
        bytes payingTable;
        bytes proceedsTable;
    }

    /// @dev Of `create` and `addressesOf`: the filing, then the offset of the terms, then the terms themselves.
    uint256 private constant TERMS_OFFSET = 64;
    uint256 private constant TERMS_AT = 4 + TERMS_OFFSET;
    uint256 private constant WORD = 32;

    TokenFactory public immutable TOKENS;
    IFilingRegistry public immutable FILINGS;
    ISettlementAssets public immutable ASSETS;
    address public immutable IDENTITY_REGISTRY;
    address public immutable COMPLIANCE;

    Equipment private _equipment;
    /// @inheritdoc IDealFactory
    mapping(address deal => bool made) public isDeal;

    constructor(
        address owner_,
        TokenFactory tokens,
        IFilingRegistry filings,
        ISettlementAssets assets,
        address identityRegistry,
        address compliance
    ) Ownable(owner_) {
        TOKENS = tokens;
        FILINGS = filings;
        ASSETS = assets;
        IDENTITY_REGISTRY = identityRegistry;
        COMPLIANCE = compliance;
    }

    /// @notice Names what deals are made of, for good: they name this factory in turn. Only the owner, who is nobody
    /// afterwards.
    function equip(Equipment calldata equipment_) external onlyOwner {
        _equipment = equipment_;
        emit Equipped(equipment_);
        renounceOwnership();
    }

    /// @inheritdoc IDealFactory
    function equipment() external view returns (Equipment memory) {
        return _equipment;
    }

    /// @inheritdoc IDealFactory
    function create(bytes32 filing, DealTerms calldata terms) external returns (address deal) {
        require(
            msg.sender == terms.parties[uint256(Party.Issuer)],
            NotTheDealsIssuer(terms.parties[uint256(Party.Issuer)], msg.sender)
        );
        Program memory p = readProgram(terms.program);
        DealCheck.requireSound(terms, p);
        ASSETS.requireApproved(terms.asset, terms.currency);
        bytes memory encoded = _encodedTerms();
        Plan memory plan = _plan(filing, _hashOf(keccak256(encoded)), terms, p);
        deal = plan.deal;
        _consume(filing, plan.termsHash, terms, deal);
        isDeal[deal] = true;
        _createClones(plan);
        _createTokens(plan, terms);
        _createChannel(plan, terms);
        _initialize(plan, terms);
        emit DealCreated(deal, filing, msg.sender, plan.termsHash, plan.made, encoded);
    }

    function _consume(bytes32 filing, bytes32 termsHash, DealTerms calldata terms, address deal) private {
        uint256 face;
        for (uint256 k = 0; k < terms.classes.length; ++k) face += terms.classes[k].face;
        FILINGS.consume({
            filing: filing,
            caller: msg.sender,
            termsHash: termsHash,
            tapeRoot: SumTree.commit(terms.pool.topHash, terms.pool.sums),
            currency: terms.currency,
            decimals: terms.decimals,
            face: face,
            deal: deal
        });
    }

    /// @dev Before the tokens: their agents must be contracts.
    function _createClones(Plan memory plan) private {
        _clone(_equipment.deal, plan.dealTable, plan.salt);
        _clone(_equipment.offering, plan.offeringTable, plan.salt);
        _clone(_equipment.payingAgent, plan.payingTable, plan.salt);
        _clone(_equipment.proceeds, plan.proceedsTable, plan.salt);
    }

    function _clone(address implementation, bytes memory table, bytes32 salt) private {
        Clones.cloneDeterministicWithImmutableArgs(implementation, table, salt);
    }

    function _createTokens(Plan memory plan, DealTerms calldata terms) private {
        address[] memory agents = new address[](3);
        (agents[0], agents[1], agents[2]) = (plan.deal, plan.made.offering, plan.made.payingAgent);
        for (uint256 k = 0; k < terms.classes.length; ++k) {
            ClassTerms calldata c = terms.classes[k];
            TOKENS.create(
                ISecurityToken.TokenTerms({
                    name: c.name,
                    symbol: c.symbol,
                    decimals: terms.decimals,
                    maximumSupply: c.face,
                    inDeal: true,
                    owner: plan.deal,
                    onchainID: address(0),
                    identityRegistry: IDENTITY_REGISTRY,
                    compliance: COMPLIANCE,
                    agents: agents
                }),
                _saltOfClass(plan.salt, k)
            );
        }
    }

    function _createChannel(Plan memory plan, DealTerms calldata terms) private {
        IDeal deal = IDeal(plan.deal);
        WaterfallFactory(_equipment.waterfalls).create(
            terms.program,
            WaterfallTerms({
                parties: deal,
                pool: plan.made.pool,
                payingAgent: IPayingAgent(plan.made.payingAgent),
                asset: IERC20(terms.asset),
                seller: terms.seller,
                feePayees: terms.feePayees,
                longStop: terms.longStop,
                offered: true,
                breaches: terms.breaches
            }),
            plan.salt
        );
        PoolFactory(_equipment.pools).create(terms.pool, deal, IWaterfall(plan.made.waterfall), plan.salt);
    }

    function _initialize(Plan memory plan, DealTerms calldata terms) private {
        IOffering(plan.made.offering).initialize(plan.deal);
        IPayingAgent(plan.made.payingAgent).initialize(plan.deal);
        IProceedsLedger(plan.made.proceeds).initialize(plan.deal);
        bytes[][] memory rules = new bytes[][](terms.classes.length);
        for (uint256 k = 0; k < rules.length; ++k) rules[k] = terms.classes[k].rules;
        IDeal(plan.deal).initialize(rules);
    }

    /// @inheritdoc IDealFactory
    function addressesOf(
        bytes32 filing,
        DealTerms calldata terms
    ) external view returns (address deal, DealContracts memory contracts) {
        Plan memory plan = _plan(filing, _hashOf(keccak256(_encodedTerms())), terms, readProgram(terms.program));
        return (plan.deal, plan.made);
    }

    /// @dev What names no other contract first: tokens, pool and waterfall; then what names these; the deal last.
    function _plan(
        bytes32 filing,
        bytes32 termsHash,
        DealTerms calldata terms,
        Program memory p
    ) private view returns (Plan memory plan) {
        require(_equipment.deal != address(0), NotEquipped());
        bytes32 salt = keccak256(abi.encode(termsHash));
        DealContracts memory made = plan.made;
        made.tokens = new address[](terms.classes.length);
        for (uint256 k = 0; k < made.tokens.length; ++k) {
            made.tokens[k] = TOKENS.addressOf(address(this), _saltOfClass(salt, k));
        }
        made.pool = PoolFactory(_equipment.pools).addressOf(terms.pool, salt);
        made.waterfall = WaterfallFactory(_equipment.waterfalls).addressOf(address(this), terms.program, salt);
        uint96 scale = DealTables.scaleOf(terms);
        plan.payingTable = DealTables.payingAgent(terms, scale, made);
        plan.offeringTable = DealTables.offering(terms, scale, made);
        made.payingAgent = _predict(_equipment.payingAgent, plan.payingTable, salt);
        made.offering = _predict(_equipment.offering, plan.offeringTable, salt);
        plan.proceedsTable = DealTables.proceeds(terms, scale, made);
        made.proceeds = _predict(_equipment.proceeds, plan.proceedsTable, salt);
        plan.dealTable = DealTables.deal(filing, termsHash, terms, p, made);
        (plan.termsHash, plan.salt) = (termsHash, salt);
        plan.deal = _predict(_equipment.deal, plan.dealTable, salt);
    }

    function _predict(address implementation, bytes memory table, bytes32 salt) private view returns (address) {
        return Clones.predictDeterministicAddressWithImmutableArgs(implementation, table, salt);
    }

    /// @inheritdoc IDealFactory
    function hashTerms(DealTerms calldata) external view returns (bytes32) {
        // What stands behind the selector is the encoded terms.
        return _hashOf(keccak256(msg.data[4:]));
    }

    function _hashOf(bytes32 encoded) private view returns (bytes32) {
        return keccak256(abi.encode(block.chainid, address(this), encoded));
    }

    /// @dev The terms as abi.encode gives them: the offset of the first and only value, then what the call brought, to
    /// its last byte, so that nothing can be read that is not hashed.
    function _encodedTerms() private pure returns (bytes memory) {
        uint256 offset = uint256(bytes32(msg.data[4 + WORD:TERMS_AT]));
        require(offset == TERMS_OFFSET, TermsNotCanonical());
        return abi.encodePacked(WORD, msg.data[TERMS_AT:]);
    }

    function _saltOfClass(bytes32 salt, uint256 number) private pure returns (bytes32) {
        return keccak256(abi.encode(salt, number));
    }
}
