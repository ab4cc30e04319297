// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { AccessControl } from "@openzeppelin/contracts/access/AccessControl.sol";
import { EIP712 } from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import { SignatureChecker } from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

import { Filing, FilingStatus, IFilingRegistry, NegativeListAttestation } from "./interfaces/IFilingRegistry.sol";
import { FilingRecord } from "./types/FilingRecord.sol";
import { ALL_ITEMS, SignedItems, adverseOf, clearOn, say, superseded } from "./types/NegativeList.sol";

/// @title FilingRegistry: the platform's filings, and which deal was issued upon which
contract FilingRegistry is IFilingRegistry, AccessControl, EIP712 {
    /// @notice May record the filings that name it.
    bytes32 public constant FILING_AGENT = keccak256("FILING_AGENT");
    /// @notice May use filings up: the factory of deals.
    bytes32 public constant ISSUING_FACTORY = keccak256("ISSUING_FACTORY");

    bytes32 private constant _FILING_TYPEHASH = keccak256(
        "Filing(address filer,address issuer,address filingAgent,uint8 route,bytes3 currency,uint8 decimals,"
        "uint128 amount,bytes32 termsHash,bytes32 tapeRoot,bytes32 pack,uint40 validUntil)"
    );
    bytes32 private constant _ATTESTATION_TYPEHASH = keccak256(
        "NegativeListAttestation(bytes32 filing,uint16 clear,uint16 adverse,uint24 signedOn,uint24 expiresOn,"
        "bytes32 evidence)"
    );

    mapping(bytes32 filing => FilingRecord record) private _filings;

    /// @param admin gives and takes the roles
    constructor(address admin) EIP712("Sluice Filing Registry", "1") {
        _grantRole(DEFAULT_ADMIN_ROLE, admin);
    }

    // What becomes of a filing

    /// @inheritdoc IFilingRegistry
    function submit(Filing calldata terms, bytes calldata signature) external returns (bytes32 filing) {
        _requireAgent(terms.filingAgent);
        _requireComplete(terms);
        filing = hashFiling(terms);
        FilingRecord storage its = _filings[filing];
        require(its.status == FilingStatus.None, FilingExists(filing));
        require(
            SignatureChecker.isValidSignatureNow(terms.filer, filing, signature),
            FilerSignatureInvalid(terms.filer)
        );
        (its.issuer, its.validUntil, its.currency) = (terms.issuer, terms.validUntil, terms.currency);
        its.status = FilingStatus.Submitted;
        (its.amount, its.decimals, its.route) = (terms.amount, terms.decimals, terms.route);
        (its.termsHash, its.tapeRoot, its.pack) = (terms.termsHash, terms.tapeRoot, terms.pack);
        (its.filer, its.filingAgent) = (terms.filer, terms.filingAgent);
        emit FilingSubmitted(filing, terms.filer, terms.issuer, terms);
    }

    /// @inheritdoc IFilingRegistry
    function record(bytes32 filing, FilingStatus to, string calldata number, bytes32 evidence) external {
        FilingRecord storage its = _known(filing);
        _requireAgent(its.filingAgent);
        FilingStatus from = its.status;
        require(_isReachable(its, from, to), StatusNotReachable(from, to));
        require(evidence != 0, EvidenceMissing());
        bool isPublished = from == FilingStatus.Submitted && to == FilingStatus.Filed;
        require((bytes(number).length != 0) == isPublished, FilingNumberDoesNotFit(from, to));
        if (isPublished) its.number = number;
        if (to == FilingStatus.Suspended) its.suspendedFrom = from;
        its.status = to;
        emit FilingStatusChanged(filing, to, number, evidence);
    }

    /// @dev The only ways there are. What is refused or withdrawn stays so.
    function _isReachable(FilingRecord storage its, FilingStatus from, FilingStatus to) private view returns (bool) {
        bool issued = its.deal != address(0);
        if (from == FilingStatus.Submitted) {
            return
                to == FilingStatus.SupplementRequested ||
                to == FilingStatus.Filed ||
                to == FilingStatus.Refused ||
                to == FilingStatus.Withdrawn;
        }
        if (from == FilingStatus.SupplementRequested) {
            return to == FilingStatus.Submitted || to == FilingStatus.Refused || to == FilingStatus.Withdrawn;
        }
        if (from == FilingStatus.Filed) {
            return
                to == FilingStatus.Suspended ||
                (to == FilingStatus.IssuanceReported && issued) ||
                (to == FilingStatus.Withdrawn && !issued);
        }
        if (from == FilingStatus.IssuanceReported) return to == FilingStatus.Ongoing || to == FilingStatus.Suspended;
        if (from == FilingStatus.Ongoing) return to == FilingStatus.Suspended;
        if (from == FilingStatus.Suspended) return to == its.suspendedFrom || to == FilingStatus.Withdrawn;
        return false;
    }

    // Negative lists

    /// @inheritdoc IFilingRegistry
    function attestNegativeList(
        NegativeListAttestation calldata attestation,
        address signer,
        bytes calldata signature
    ) external {
        FilingRecord storage its = _known(attestation.filing);
        bool byFiler = signer == its.filer;
        require(byFiler || (signer == its.filingAgent && hasRole(FILING_AGENT, signer)), SignerMayNotAttest(signer));
        _requireMeaningful(attestation);
        require(
            SignatureChecker.isValidSignatureNow(signer, hashNegativeList(attestation), signature),
            AttestationSignatureInvalid(signer)
        );
        SignedItems memory signed = byFiler ? its.fromFiler : its.fromAgent;
        (uint16 clear, uint16 adverse, uint24 on) = (attestation.clear, attestation.adverse, attestation.signedOn);
        uint16 late = superseded(signed, clear, adverse, on);
        require(late == 0, AttestationSuperseded(signer, late));
        signed = say(signed, clear, adverse, on, attestation.expiresOn);
        if (byFiler) its.fromFiler = signed;
        else its.fromAgent = signed;
        uint256 other = byFiler ? its.fromAgent.standing : its.fromFiler.standing;
        its.adverse = adverseOf(signed.standing) | adverseOf(other);
        emit NegativeListAttested(attestation.filing, signer, attestation);
    }

    /// @dev Says something of items there are, of none both things, with evidence, not from the future; what it says is
    /// clear must be in date. An adverse item has no date.
    function _requireMeaningful(NegativeListAttestation calldata a) private view {
        require(
            a.clear | a.adverse != 0 && (a.clear | a.adverse) & ~ALL_ITEMS == 0 && a.clear & a.adverse == 0,
            ItemsMalformed(a.clear, a.adverse)
        );
        require(a.evidence != 0, EvidenceMissing());
        uint256 today = _today();
        require(a.signedOn <= today, AttestationFromTheFuture(a.signedOn));
        require(a.clear == 0 || today < a.expiresOn, AttestationExpired(a.signedOn, a.expiresOn));
    }

    // Issuing upon a filing

    /// @inheritdoc IFilingRegistry
    function consume(
        bytes32 filing,
        address caller,
        bytes32 termsHash,
        bytes32 tapeRoot,
        bytes3 currency,
        uint8 decimals,
        uint256 face,
        address deal
    ) external {
        require(hasRole(ISSUING_FACTORY, msg.sender), NotTheFactory(msg.sender));
        FilingRecord storage its = _known(filing);
        require(caller == its.issuer, NotTheIssuer(caller));
        require(its.deal == address(0), FilingConsumedAlready(filing, its.deal));
        require(its.status == FilingStatus.Filed, FilingNotEffective(its.status));
        require(block.timestamp < its.validUntil, FilingExpired(its.validUntil));
        require(termsHash == its.termsHash, TermsNotFiled(its.termsHash, termsHash));
        require(tapeRoot == its.tapeRoot, TapeNotFiled(its.tapeRoot, tapeRoot));
        require(currency == its.currency, CurrencyNotFiled(its.currency, currency));
        require(decimals == its.decimals, DecimalsNotFiled(its.decimals, decimals));
        require(face <= its.amount, FiledAmountExceeded(its.amount, face));
        uint16 missing = ALL_ITEMS & ~_clear(its);
        require(missing == 0 && its.adverse == 0, NegativeListNotClear(missing, its.adverse));
        require(deal != address(0), FilingTermsIncomplete());
        its.deal = deal;
        emit FilingConsumed(filing, deal);
    }

    /// @inheritdoc IFilingRegistry
    function requireEffective(bytes32 filing) external view {
        FilingRecord storage its = _filings[filing];
        FilingStatus status = its.status;
        require(
            status == FilingStatus.Filed || status == FilingStatus.IssuanceReported || status == FilingStatus.Ongoing,
            FilingNotEffective(status)
        );
        require(its.adverse == 0, NegativeListNotClear(0, its.adverse));
    }

    // Views

    /// @inheritdoc IFilingRegistry
    function filingOf(bytes32 filing) external view returns (Filing memory) {
        FilingRecord storage its = _known(filing);
        return
            Filing({
                filer: its.filer,
                issuer: its.issuer,
                filingAgent: its.filingAgent,
                route: its.route,
                currency: its.currency,
                decimals: its.decimals,
                amount: its.amount,
                termsHash: its.termsHash,
                tapeRoot: its.tapeRoot,
                pack: its.pack,
                validUntil: its.validUntil
            });
    }

    /// @inheritdoc IFilingRegistry
    function statusOf(bytes32 filing) external view returns (FilingStatus) {
        return _filings[filing].status;
    }

    /// @inheritdoc IFilingRegistry
    function numberOf(bytes32 filing) external view returns (string memory) {
        return _filings[filing].number;
    }

    /// @inheritdoc IFilingRegistry
    function dealOf(bytes32 filing) external view returns (address) {
        return _filings[filing].deal;
    }

    /// @inheritdoc IFilingRegistry
    function negativeListOf(bytes32 filing) external view returns (uint16 clear, uint16 adverse) {
        FilingRecord storage its = _filings[filing];
        return (_clear(its), its.adverse);
    }

    /// @inheritdoc IFilingRegistry
    function negativeListBy(bytes32 filing, address signer) external view returns (uint16 clear, uint16 adverse) {
        FilingRecord storage its = _known(filing);
        if (signer != its.filer && signer != its.filingAgent) return (0, 0);
        uint256 standing = signer == its.filer ? its.fromFiler.standing : its.fromAgent.standing;
        return (clearOn(standing, _today()), adverseOf(standing));
    }

    /// @inheritdoc IFilingRegistry
    function hashFiling(Filing calldata terms) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(_FILING_TYPEHASH, terms)));
    }

    /// @inheritdoc IFilingRegistry
    function hashNegativeList(NegativeListAttestation calldata attestation) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(_ATTESTATION_TYPEHASH, attestation)));
    }

    // What the above rests on

    /// @dev Who records is the agent that the filing names, as long as the platform keeps it as one.
    function _requireAgent(address agent) private view {
        require(msg.sender == agent && hasRole(FILING_AGENT, agent), NotTheFilingAgent(msg.sender));
    }

    function _requireComplete(Filing calldata terms) private view {
        (address filer, address issuer, address agent) = (terms.filer, terms.issuer, terms.filingAgent);
        require(
            filer != address(0) &&
                issuer != address(0) &&
                agent != address(0) &&
                filer != issuer &&
                issuer != agent &&
                agent != filer,
            FilingPartiesNotDistinct(filer, issuer, agent)
        );
        require(
            terms.currency != 0 && terms.amount != 0 && terms.termsHash != 0 && terms.tapeRoot != 0 && terms.pack != 0,
            FilingTermsIncomplete()
        );
        require(block.timestamp < terms.validUntil, FilingExpired(terms.validUntil));
    }

    function _known(bytes32 filing) private view returns (FilingRecord storage its) {
        its = _filings[filing];
        require(its.status != FilingStatus.None, UnknownFiling(filing));
    }

    /// @dev An item is clear while one of the two says so in date.
    function _clear(FilingRecord storage its) private view returns (uint16) {
        uint256 today = _today();
        return clearOn(its.fromFiler.standing, today) | clearOn(its.fromAgent.standing, today);
    }

    function _today() private view returns (uint256) {
        return block.timestamp / 1 days;
    }
}
