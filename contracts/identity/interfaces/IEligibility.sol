// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Investor } from "../types/Investor.sol";
import { RegistryState } from "../types/RegistryState.sol";

/// @notice What an issuer attests of one wallet.
/// @param wallet the wallet
/// @param identity the investor: an address derived from a salted client number, or an identity contract
/// @param country ISO 3166-1 numeric code, 1 to 999
/// @param class 1 retail, 2 professional, 3 institutional, 4 venue
/// @param usPerson a US person
/// @param connected connected with the issuer or the originator
/// @param evidenceAt when the evidence was issued, in seconds; not after now
/// @param validUntil seconds; floored to the hour
/// @param clients for a venue: how many clients stand behind the wallet; else 0
struct InvestorFacts {
    address wallet;
    address identity;
    uint16 country;
    uint8 class;
    bool usPerson;
    bool connected;
    uint40 evidenceAt;
    uint40 validUntil;
    uint32 clients;
}

/// @notice One statement about many investors, signed once by each issuer.
/// @param topics the claim topics it speaks to
/// @param investors whom it speaks of
struct Attestation {
    uint256[] topics;
    InvestorFacts[] investors;
}

/// @title IEligibility: how evidence reaches the identity registry, and what ends it
/// @notice Two kinds of evidence: claims in identity contracts (ERC-735), read when `refresh` is called and good for
/// `maxAge` after that, and attestations signed by trusted issuers (EIP-712), good until the date they state.
/// Evidence never replaces younger evidence, and a revocation is evidence: nothing can be replayed.
///
/// Warning: a wallet attested twice under two identities is two investors to every rule. The registry cannot know; the
/// issuer
/// does. Two wallets registered to one identity without linking are seen as one as soon as anyone calls `joinTwins`.
interface IEligibility {
    /// @notice The wallet's record is now this.
    event EvidenceRecorded(address indexed wallet, Investor record);

    /// @notice Not younger than what the registry has, so nothing changed.
    event EvidenceSkipped(address indexed wallet, uint256 evidenceAt, uint256 latest);

    /// @notice A venue's wallet stands for so many clients.
    event ClientsAttested(address indexed wallet, uint32 clients);

    /// @notice Issuer `issuer` took its word back.
    event EvidenceRevoked(address indexed wallet, address indexed issuer, uint40 issuedAt);

    /// @notice `wallet` is one more wallet of `identity`.
    event WalletLinked(address indexed identity, address indexed wallet);

    /// @notice `wallet` was lost; `successor` stands for it.
    event WalletRetired(address indexed wallet, address indexed successor);

    /// @notice The deny-list changed; `version` counts its changes.
    event DenyListed(address indexed account, bool indexed byIdentity, bool denied, uint256 version);

    event MaxAgeSet(uint256 maxAge);

    /// @notice A stricter rule is in force from `from` on.
    event EpochAnnounced(uint256 epoch, uint256 from);

    error NotRegistered(address wallet);
    error AlreadyRegistered(address wallet, address identity);
    /// @notice The wallet belongs to another identity; delete it first.
    error IdentityMismatch(address wallet, address registered, address given);
    /// @notice An agent registers identity contracts; a plain address comes with an attestation.
    error IdentityHasNoCode(address identity);
    /// @notice The identity has a wallet already: link the further one, with its signature.
    error IdentityHasWallet(address identity, address wallet);
    error CountryUnknown(uint256 country);
    error ClassUnknown(uint256 class);
    error EvidenceFromTheFuture(address wallet, uint256 evidenceAt);
    error EvidenceExpired(address wallet, uint256 validUntil);
    error IssuerNotTrustedHere(address issuer);
    /// @notice The trusted issuers registry is not Sluice's and gives no indexes: only claims count here.
    error IssuersHaveNoIndex(address registry);
    /// @notice The zero address is nobody's wallet.
    error WalletIsZero();
    error EvidenceSignatureInvalid(address issuer);
    /// @notice None of the signing issuers is trusted for this required topic, or the attestation does not speak to it.
    error TopicNotCovered(uint256 topic);
    /// @notice A record rests on at most three issuers.
    error TooManyIssuersOnRecord(uint256 limit);
    error TooManyWallets(address identity, uint256 limit);
    error LinkSignatureInvalid(address wallet);
    error LinkExpired(uint256 deadline);
    error NotTwins(address first, address second);
    /// @notice The new wallet is neither registered to the identity nor a management key of its contract.
    error NotAWalletOf(address identity, address wallet);
    /// @notice At most 30 days, in whole hours; 0 reads claims live.
    error MaxAgeOutOfRange(uint256 maxAge);
    /// @notice The source of rules does not tell this registry of its changes: its owner must call `tellRegistry`.
    error NotTold(address source);
    error NoIdentity();
    error EpochsUsedUp();
    /// @notice Give the transaction more gas: each call into an identity contract has an allowance, and it must be
    /// there.
    error RefreshNeedsMoreGas(uint256 left);
    error BatchLengthMismatch(uint256 first, uint256 other);

    // Reasons of `explainEligibility`, beside NotRegistered and EvidenceExpired.

    error WalletDenied(address wallet);
    error IdentityDenied(address identity);
    error WalletWasLost(address wallet);
    /// @notice A stricter rule came into force since; bring evidence on what it asks.
    error RuleTightened(uint256 recordEpoch, uint256 epochInForce);
    error IssuerNoLongerTrusted(address issuer);
    /// @notice Claims were read too long ago: call `refresh`.
    error ClaimsNeedRefresh(uint256 readAt, uint256 maxAge);
    /// @notice No valid claim on this topic from an issuer trusted for it.
    error ClaimMissing(uint256 topic);

    // Evidence: anyone submits

    /// @notice Records what issuers attest. Together they must be trusted for every required topic.
    /// @dev Evidence older than what a wallet has is skipped, with an event; anything else wrong reverts all. Of
    /// evidence as old as what a wallet has, only the clients of a venue's wallet are taken that has none yet. With a
    /// foreign storage, only for wallets that it has, under the identity it has.
    /// @param attestation the statement
    /// @param issuers one to three trusted issuers
    /// @param signatures one of each issuer: of its wallet, its contract (ERC-1271) or a claim key of its ONCHAINID
    function attest(Attestation calldata attestation, address[] calldata issuers, bytes[] calldata signatures) external;

    /// @notice Takes an issuer's word back: ends the records that rest on its attestation, and whatever it signed up
    /// to then.
    /// A record that rests on claims is read again: to take a claim back, revoke it in the issuer's contract.
    function revoke(address[] calldata wallets, uint40 issuedAt, address issuer, bytes calldata signature) external;

    /// @notice Reads the claims of these wallets' identity contracts again. What rests on an attestation that is good
    /// stays as it is.
    function refresh(address[] calldata wallets) external;

    /// @notice Makes the registry see that two wallets carry the same identity. A wallet whose evidence was ended is
    /// not joined:
    /// joining must not revive it.
    function joinTwins(address first, address second) external;

    // Agents

    /// @notice Sets class and marks of an investor: claims do not tell them. An attestation sets them again.
    function updateProfile(address wallet, uint8 investorClass, bool usPerson, bool connected) external;

    /// @notice Links a further wallet to the identity of `wallet`: the agent's act and the new wallet's signature.
    function linkWallet(address wallet, address newWallet, uint256 deadline, bytes calldata signature) external;

    /// @notice Puts wallets on the deny-list, or takes them off. Works for wallets nobody registered.
    function denyWallets(address[] calldata wallets, bool denied) external;

    /// @notice Puts identities on the deny-list, with all their wallets, or takes them off.
    function denyIdentities(address[] calldata identities, bool denied) external;

    // Views

    /// @notice Every reason why `wallet` may not receive, as encoded errors; empty exactly when `isVerified`.
    function explainEligibility(address wallet) external view returns (bytes[] memory reasons);

    /// @notice Clients that stand behind a venue's wallet, as last attested.
    function clientsOf(address wallet) external view returns (uint32);

    function isIdentityDenied(address identity) external view returns (bool);

    /// @notice How often the deny-lists changed.
    function denyListVersion() external view returns (uint256);

    /// @notice The word that every eligibility check reads.
    function registryState() external view returns (RegistryState);

    /// @notice The digest that an issuer signs for `attest`.
    function hashAttestation(Attestation calldata attestation) external view returns (bytes32);
}
