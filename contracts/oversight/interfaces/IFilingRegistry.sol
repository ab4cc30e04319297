// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice The way a deal goes past the authorities. ABS-like and equity-like: CSRC; foreign debt: NDRC and SAFE.
enum Route {
    AbsLike,
    ForeignDebt,
    EquityLike,
    Other
}

/// @notice Where a filing stands.
enum FilingStatus {
    None,
    Submitted,
    SupplementRequested,
    Filed,
    IssuanceReported,
    Ongoing,
    Refused,
    Withdrawn,
    Suspended
}

/// @notice What is filed, and signed by who files it. The draft is this, unsigned: it is not on chain.
/// @param filer the onshore entity that controls the assets: the deal's originator
/// @param issuer the only one who may issue the deal
/// @param filingAgent counsel or trustee, who records the outcome; never the issuer or the filer
/// @param route see {Route}
/// @param currency ISO 4217 code of the amount
/// @param decimals of the amount
/// @param amount most face that may be issued
/// @param termsHash hash of the terms; see {IDealFactory.hashTerms}
/// @param tapeRoot root of the filed tape
/// @param pack hash of the filing pack's manifest
/// @param validUntil first moment at which the filing can no longer be issued upon
struct Filing {
    address filer;
    address issuer;
    address filingAgent;
    Route route;
    bytes3 currency;
    uint8 decimals;
    uint128 amount;
    bytes32 termsHash;
    bytes32 tapeRoot;
    bytes32 pack;
    uint40 validUntil;
}

/// @notice What a signer says of the negative lists: every item of the list is a bit.
/// @param filing which filing it is about
/// @param clear bit i: item i was examined and nothing stands against it; six circumstances of CSRC Announcement
/// [2026] No. 1, then eight items of the AMAC negative list (29 March 2024)
/// @param adverse bit i: item i stands against the issue; no item is both
/// @param signedOn day of the signature, counted from 1 January 1970, UTC
/// @param expiresOn first day on which what is clear no longer counts, at the latest 6 June 2149; what is adverse has
/// no end
/// @param evidence hash of what it rests on
struct NegativeListAttestation {
    bytes32 filing;
    uint16 clear;
    uint16 adverse;
    uint24 signedOn;
    uint24 expiresOn;
    bytes32 evidence;
}

/// @title IFilingRegistry: what was filed, and what came of it
/// @notice One state machine a filing. Recorded by the filing's own agent, who must have the platform's FILING_AGENT
/// role; a filing lets exactly one deal be issued, with exactly its terms, by its issuer.
///
/// Warning: the chain can't know whether an authority answered. It knows who said so, when, and on what evidence.
interface IFilingRegistry {
    /// @notice The filer's signature was recorded: the filing is submitted.
    event FilingSubmitted(bytes32 indexed filing, address indexed filer, address indexed issuer, Filing terms);
    /// @notice The filing came to stand at `status`; `evidence` is the hash of the document that says so.
    event FilingStatusChanged(bytes32 indexed filing, FilingStatus status, string number, bytes32 evidence);
    event NegativeListAttested(bytes32 indexed filing, address indexed signer, NegativeListAttestation attestation);
    /// @notice The one deal of the filing was issued.
    event FilingConsumed(bytes32 indexed filing, address indexed deal);

    error NotTheFilingAgent(address caller);
    error NotTheIssuer(address caller);
    error NotTheFactory(address caller);
    error FilerSignatureInvalid(address filer);
    error SignerMayNotAttest(address signer);
    error AttestationSignatureInvalid(address signer);
    error AttestationExpired(uint24 signedOn, uint24 expiresOn);
    error AttestationFromTheFuture(uint24 signedOn);
    /// @notice Of these items the signer has said something on a later day, or on that very day that they are adverse.
    error AttestationSuperseded(address signer, uint16 items);
    /// @notice No item, one there is not (the list has 14), or one that is both clear and adverse.
    error ItemsMalformed(uint16 clear, uint16 adverse);
    error FilingExists(bytes32 filing);
    error UnknownFiling(bytes32 filing);
    /// @notice Filer, issuer and filing agent are three, and none of them is zero.
    error FilingPartiesNotDistinct(address filer, address issuer, address filingAgent);
    /// @notice Currency, amount, hashes and the deal are never zero.
    error FilingTermsIncomplete();
    /// @notice From `from` there is no way to `to`.
    error StatusNotReachable(FilingStatus from, FilingStatus to);
    error EvidenceMissing();
    /// @notice The published number belongs to the way from Submitted to Filed, and to no other.
    error FilingNumberDoesNotFit(FilingStatus from, FilingStatus to);
    /// @notice Nothing is issued before the filing is effective.
    error FilingNotEffective(FilingStatus status);
    error FilingExpired(uint40 validUntil);
    error FilingConsumedAlready(bytes32 filing, address deal);
    /// @notice The terms are not the filed ones.
    error TermsNotFiled(bytes32 filed, bytes32 given);
    error TapeNotFiled(bytes32 filed, bytes32 given);
    error CurrencyNotFiled(bytes3 filed, bytes3 given);
    error DecimalsNotFiled(uint8 filed, uint8 given);
    error FiledAmountExceeded(uint256 filed, uint256 given);
    /// @notice Items neither attested clear nor in date, as bits; and those that stand against the issue.
    error NegativeListNotClear(uint16 missing, uint16 adverse);

    /// @notice Records a filing that its filer signed (EIP-712). Only the filing agent it names, once: what was refused
    /// or withdrawn is filed anew, with another pack or validity.
    /// @return filing its number: the hash that was signed
    function submit(Filing calldata terms, bytes calldata signature) external returns (bytes32 filing);

    /// @notice Records the outcome. Only the filing's agent. Submitted → SupplementRequested, Filed, Refused,
    /// Withdrawn; SupplementRequested → Submitted, Refused, Withdrawn; Filed → IssuanceReported (once consumed),
    /// Withdrawn (before), Suspended; IssuanceReported → Ongoing, Suspended; Ongoing → Suspended; Suspended → back to
    /// what it was, or Withdrawn.
    /// @param number the published number, on the way to Filed; empty otherwise
    /// @param evidence hash of the document that says so
    function record(bytes32 filing, FilingStatus to, string calldata number, bytes32 evidence) external;

    /// @notice Records what `signer` signed (EIP-712) of the negative lists. Anyone may submit; the signer is the filer
    /// or the filing's agent, while it has the role. A later one replaces the items it names; an adverse item stays
    /// until the same signer says otherwise, on a later day.
    function attestNegativeList(
        NegativeListAttestation calldata attestation,
        address signer,
        bytes calldata signature
    ) external;

    /// @notice Uses the filing up for `deal`. Only a factory of deals that the platform has named (ISSUING_FACTORY).
    /// The filing must be Filed, in date and unused; terms, tape, currency and decimals the filed ones; the face at
    /// most the filed amount; every item of the negative lists clear and in date, and none adverse.
    /// @param caller who asks for the deal: must be the filing's issuer
    /// @param face of all classes
    function consume(
        bytes32 filing,
        address caller,
        bytes32 termsHash,
        bytes32 tapeRoot,
        bytes3 currency,
        uint8 decimals,
        uint256 face,
        address deal
    ) external;

    /// @notice Reverts unless units may be offered and minted upon the filing now: it is Filed or beyond, not
    /// suspended, nothing on the negative lists stands against it. Validity limits issuing, not minting.
    function requireEffective(bytes32 filing) external view;

    function filingOf(bytes32 filing) external view returns (Filing memory);

    function statusOf(bytes32 filing) external view returns (FilingStatus);

    /// @notice The published number; empty before.
    function numberOf(bytes32 filing) external view returns (string memory);

    /// @notice The deal that used the filing up; zero before.
    function dealOf(bytes32 filing) external view returns (address);

    /// @notice Items attested clear and in date, and adverse ones, as bits.
    function negativeListOf(bytes32 filing) external view returns (uint16 clear, uint16 adverse);

    /// @notice The same of one signer alone.
    function negativeListBy(bytes32 filing, address signer) external view returns (uint16 clear, uint16 adverse);

    /// @notice What the filer signs.
    function hashFiling(Filing calldata terms) external view returns (bytes32);

    /// @notice What a signer of the negative lists signs.
    function hashNegativeList(NegativeListAttestation calldata attestation) external view returns (bytes32);
}
