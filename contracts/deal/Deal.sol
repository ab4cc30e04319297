// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IDisclosures, DisclosureTerms, Matter } from "../oversight/interfaces/IDisclosures.sol";
import { IFilingRegistry } from "../oversight/interfaces/IFilingRegistry.sol";
import { ISettlementAssets } from "../oversight/interfaces/ISettlementAssets.sol";
import { IERC3643 } from "../token/interfaces/IERC3643.sol";
import { IClassPrincipal, ISecurityToken } from "../token/interfaces/ISecurityToken.sol";
import { IDealWaterfall } from "../waterfall/interfaces/IDealWaterfall.sol";
import { IWaterfall } from "../waterfall/interfaces/IWaterfall.sol";
import { AssetSuccession } from "./AssetSuccession.sol";
import { ClassPolicy } from "./ClassPolicy.sol";
import { DealBook } from "./DealBook.sol";
import { Documents } from "./Documents.sol";
import { DealClass, DealContracts, DealStatus, IDeal } from "./interfaces/IDeal.sol";
import { Orders } from "./Orders.sol";
import { Parties } from "./Parties.sol";
import { PolicyChanges } from "./PolicyChanges.sol";
import { RecordSchedule } from "./RecordSchedule.sol";
import {
    CHANGE_DELAY_AT,
    CURRENCY_AT,
    DOCUMENT_AT,
    FILING_AT,
    OFFERING_AT,
    PAYING_AGENT_AT,
    POOL_AT,
    PROCEEDS_AT,
    TERMS_HASH_AT,
    WATERFALL_AT,
    disclosuresOf,
    redemptionOf,
    uint32At
} from "./types/DealTable.sol";
import { RedemptionTerms } from "./types/DealTerms.sol";
import { codeWord } from "./types/Schedule.sol";

/// @title Deal: what its parties may do, and what the rest of the deal asks of it
/// @notice A clone of one locked implementation. See {IDeal} for what it promises, README for how it is built.
contract Deal is IDeal, Parties, Orders, PolicyChanges, AssetSuccession, Documents, RecordSchedule {
    /// @notice The only contract that may initialise a clone.
    address public immutable FACTORY;
    /// @notice Where filings are.
    IFilingRegistry public immutable FILINGS;

    /// @dev The implementation itself can never be initialised, and has no table.
    constructor(
        address factory,
        IFilingRegistry filings_,
        ISettlementAssets assets_,
        IDisclosures disclosures_
    ) DealBook(disclosures_) AssetSuccession(assets_) {
        (FACTORY, FILINGS) = (factory, filings_);
        _deal.initialized = true;
    }

    // From its creation to its opening

    /// @inheritdoc IDeal
    function initialize(bytes[][] calldata rules) external {
        require(msg.sender == FACTORY, NotTheFactory(msg.sender));
        require(!_deal.initialized, InitializedAlready());
        _deal.initialized = true;
        _requireSoundParties();
        _requireRisingDates();
        address[] memory tokens = _tokens();
        require(rules.length == tokens.length, LengthMismatch(tokens.length, rules.length));
        for (uint256 k = 0; k < tokens.length; ++k) {
            ISecurityToken(tokens[k]).setRecordDates(address(this));
            IERC3643(tokens[k]).pause();
            for (uint256 i = 0; i < rules[k].length; ++i) ClassPolicy.setRule(tokens[k], rules[k][i]);
        }
    }

    /// @inheritdoc IDeal
    function openDeal(uint256[] calldata minted) external nonReentrant {
        _requireOffering();
        FILINGS.requireEffective(filing());
        DealClass[] memory all = _classes();
        require(minted.length == all.length, LengthMismatch(all.length, minted.length));
        _deal.status = DealStatus.Live;
        uint256[] memory balances = minted;
        for (uint256 k = 0; k < all.length; ++k) {
            if (all[k].retainer == address(0)) continue;
            // The rule first: it is what lets a retainer on the mainland hold.
            ClassPolicy.retain(all[k]);
            IERC3643(all[k].token).mint(all[k].retainer, all[k].retainedUnits);
            balances[k] = all[k].retainedUnits;
        }
        IDealWaterfall(_linked(WATERFALL_AT)).open(balances);
        for (uint256 k = 0; k < all.length; ++k) {
            ISecurityToken(all[k].token).closeMint();
            IERC3643(all[k].token).unpause();
        }
        emit DealOpened(balances);
        _disclose(Matter.IssuanceCompleted, 0);
    }

    /// @inheritdoc IDeal
    function failDeal() external {
        _requireOffering();
        _deal.status = DealStatus.Failed;
        emit DealFailed();
    }

    function _requireOffering() private view {
        require(msg.sender == _linked(OFFERING_AT), NotTheOffering(msg.sender));
        _requireStatus(DealStatus.Offered);
    }

    // Record dates

    /// @inheritdoc IDeal
    function addRecordDate(uint40 moment, uint40 previous) external {
        _requireTrusteeOrIssuer();
        _insert(moment, previous);
    }

    /// @inheritdoc IDeal
    function recordDateOf(uint32 date) external view returns (uint40) {
        return _recordDateOf(date);
    }

    // What it is

    /// @inheritdoc IDeal
    function status() external view returns (DealStatus) {
        return _deal.status;
    }

    /// @inheritdoc IDeal
    function termsHash() external view returns (bytes32) {
        return _word(TERMS_HASH_AT);
    }

    /// @inheritdoc IDeal
    function filing() public view returns (bytes32) {
        return _word(FILING_AT);
    }

    /// @inheritdoc IDeal
    function document() external view returns (bytes32) {
        return _word(DOCUMENT_AT);
    }

    /// @inheritdoc IDeal
    function currency() external view returns (bytes3) {
        // Safe cast: the first three bytes.
        return bytes3(_word(CURRENCY_AT));
    }

    /// @inheritdoc IDeal
    function contracts() external view returns (DealContracts memory) {
        return
            DealContracts({
                pool: _linked(POOL_AT),
                waterfall: _linked(WATERFALL_AT),
                payingAgent: _linked(PAYING_AGENT_AT),
                offering: _linked(OFFERING_AT),
                proceeds: _linked(PROCEEDS_AT),
                tokens: _tokens()
            });
    }

    /// @inheritdoc IDeal
    function classes() external view returns (DealClass[] memory) {
        return _classes();
    }

    /// @inheritdoc IDeal
    function redemptionTerms() external view returns (RedemptionTerms memory) {
        return redemptionOf(address(this));
    }

    /// @inheritdoc IDeal
    function disclosureTerms() external view returns (DisclosureTerms memory) {
        return disclosuresOf(address(this));
    }

    /// @inheritdoc IDeal
    function changeDelay() external view returns (uint32) {
        return uint32At(address(this), CHANGE_DELAY_AT);
    }

    /// @inheritdoc IDeal
    function isPart(address account) external view returns (bool) {
        // The five stand one behind the other.
        for (uint256 place = POOL_AT; place < CURRENCY_AT; place += 20) if (_linked(place) == account) return true;
        return account == address(this) || _isToken(account);
    }

    /// @inheritdoc IClassPrincipal
    function principalOf(address token) external view returns (uint256) {
        return IWaterfall(_linked(WATERFALL_AT)).outstandingPrincipal(_numberOf(token));
    }

    function _word(uint256 place) private view returns (bytes32) {
        return bytes32(codeWord(address(this), place));
    }
}
