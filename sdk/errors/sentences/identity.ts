import type { Sentences } from '../sentences.ts';

/** Errors of the identity registry and of the registries of issuers and topics. */
export const identitySentences = {
  NotRegistered: ({ wallet }) => [`${wallet} is not registered.`, 'Whitelist it first.'],
  AlreadyRegistered: ({ wallet, identity }) => [
    `${wallet} is registered already, to identity ${identity}.`,
    'Attest it again, or delete it first.',
  ],
  IdentityMismatch: ({ wallet, registered, given }) => [
    `${wallet} belongs to identity ${registered}, not to ${given}.`,
    'Check the client number and the salt; to change the identity, delete the wallet first.',
  ],
  IdentityHasNoCode: ({ identity }) => [
    `There is no identity contract at ${identity}.`,
    'Register identity contracts only; an investor without one comes with an attestation.',
  ],
  IdentityHasWallet: ({ identity, wallet }) => [
    `Identity ${identity} has the wallet ${wallet} already.`,
    'Link the further wallet to it, with its signature (linkWallet).',
  ],
  CountryUnknown: ({ country }) => [
    `${country} is not a country code.`,
    'Give the numeric code of ISO 3166-1: 344 for Hong Kong.',
  ],
  ClassUnknown: ({ class: number }) => [
    `${number} is not a class of investors.`,
    'Give retail (1), professional (2), institutional (3) or venue (4).',
  ],
  EvidenceFromTheFuture: ({ wallet, evidenceAt }, say) => [
    `The evidence${BigInt(wallet) === 0n ? '' : ` on ${wallet}`} is dated ${say.moment(evidenceAt)}, after now.`,
    'Date it when it was issued.',
  ],
  EvidenceExpired: ({ wallet, validUntil }, say) => [
    validUntil === 0n
      ? `The evidence on ${wallet} was revoked, or its claims do not suffice.`
      : `The evidence on ${wallet} was good until ${say.moment(validUntil)}.`,
    'Bring new evidence.',
  ],
  IssuerNotTrustedHere: ({ issuer }) => [
    BigInt(issuer) === 0n ? 'No issuer signed.' : `${issuer} is not a trusted issuer of this registry.`,
    'Have it signed by an issuer in the trusted issuers registry, or have the owner of that registry add it.',
  ],
  IssuersHaveNoIndex: ({ registry }) => [
    `The trusted issuers registry ${registry} is not Sluice’s, so attestations cannot be recorded.`,
    'Bring claims in identity contracts, or have the owner set a trusted issuers registry of Sluice.',
  ],
  WalletIsZero: () => ['The zero address is nobody’s wallet.', 'Give the investor’s own wallet.'],
  EvidenceSignatureInvalid: ({ issuer }) => [
    `The signature is not one of ${issuer} on exactly this evidence.`,
    'Have the issuer sign it again, for this registry and chain.',
  ],
  TopicNotCovered: ({ topic }) => [
    `The attestation does not cover the required topic ${topic}.`,
    'Name the topic, and have it signed by an issuer trusted for it.',
  ],
  TooManyIssuersOnRecord: ({ limit }) => [`A record rests on at most ${limit} issuers.`, 'Have fewer issuers sign.'],
  TooManyWallets: ({ identity, limit }) => [
    `Identity ${identity} has ${limit} wallets, which is the most.`,
    'Delete one that is no longer used.',
  ],
  LinkSignatureInvalid: ({ wallet }) => [
    `The consent is not signed by ${wallet}, or was used already.`,
    'Have the new wallet sign it again (signLink).',
  ],
  LinkExpired: ({ deadline }, say) => [
    `The consent to link was good until ${say.moment(deadline)}.`,
    'Have the new wallet sign a new one (signLink).',
  ],
  NotTwins: ({ first, second }) => [
    `${first} and ${second} are not two wallets of one identity that the registry has yet to join.`,
    'Nothing to do.',
  ],
  NotAWalletOf: ({ identity, wallet }) => [
    `${wallet} is no wallet of identity ${identity}, nor a management key of its contract.`,
    'Link it first (linkWallet), or add it as a management key.',
  ],
  MaxAgeOutOfRange: ({ maxAge }, say) => [
    `Claims can't count for ${say.duration(maxAge)}.`,
    'Choose whole hours, at most 30 days; 0 reads them live.',
  ],
  NotTold: ({ source }) => [
    `${source} does not tell this identity registry of its changes.`,
    'Its owner has it tell the registry first (tellRegistry).',
  ],
  NoIdentity: () => ['The identity is the zero address.', 'Name the investor’s identity.'],
  RegistryNotTold: ({ registry }) => [`${registry} is not told of changes.`, 'Nothing to do.'],
  EpochsUsedUp: () => [
    'This identity registry has seen as many stricter rules as it can count.',
    'Deploy a new identity registry.',
  ],
  RefreshNeedsMoreGas: ({ left }) => [
    `${left} gas was left, less than one call into an identity contract may need.`,
    'Refresh fewer wallets in one transaction, or allow it more gas.',
  ],
  BatchLengthMismatch: ({ first, other }) => [
    `The lists of the batch have ${first} and ${other} entries.`,
    'Give lists of the same length.',
  ],
  WalletDenied: ({ wallet }) => [
    `Wallet ${wallet} is on the platform’s deny-list.`,
    'An agent of the identity registry can take it off.',
  ],
  IdentityDenied: ({ identity }) => [
    `Identity ${identity} is on the platform’s deny-list, with all its wallets.`,
    'An agent of the identity registry can take it off.',
  ],
  WalletWasLost: ({ wallet }) => [`Wallet ${wallet} was reported lost.`, 'Use the wallet that succeeded it.'],
  RuleTightened: ({ recordEpoch, epochInForce }) => [
    `A stricter rule came into force since the evidence was brought (rule ${epochInForce}, evidence for ${recordEpoch}).`,
    'Bring evidence on what it asks.',
  ],
  IssuerNoLongerTrusted: ({ issuer }) => [
    `The evidence rests on issuer ${issuer}, which is no longer trusted.`,
    'Bring evidence of a trusted issuer.',
  ],
  ClaimsNeedRefresh: ({ readAt, maxAge }, say) => [
    readAt === 0n
      ? 'The claims did not suffice when they were read.'
      : `The claims were read at ${say.moment(readAt)} and counted for ${say.duration(maxAge)}.`,
    'Anyone may read them again: refresh.',
  ],
  ClaimMissing: ({ topic }) => [
    `There is no valid claim on topic ${topic} from an issuer trusted for it.`,
    'Add the claim to the identity contract, then refresh.',
  ],
  RegistryNotBound: ({ registry }) => [`${registry} is not bound to this storage.`, 'Nothing to do.'],
  TooManyRegistries: ({ limit }) => [`At most ${limit} registries share a storage.`, 'Unbind one first.'],
  AnnouncementPending: ({ topic, from }, say) => [
    `Topic ${topic} is announced for ${say.moment(from)}, and one announcement is made at a time.`,
    'Wait for that date, or cancel it (removeClaimTopic).',
  ],
  RegistryAlreadyTold: ({ registry }) => [`${registry} is told of changes already.`, 'Nothing to do.'],
  TooManyRegistriesTold: ({ limit }) => [
    `At most ${limit} identity registries are told of changes.`,
    'Deploy another registry of issuers or topics.',
  ],
  TooManyTopics: ({ limit }) => [`At most ${limit} topics are asked for.`, 'Remove one first.'],
  TopicAlreadyRequired: ({ topic }) => [`Topic ${topic} is asked for already.`, 'Nothing to do.'],
  TopicNotRequired: ({ topic }) => [`Topic ${topic} is not asked for.`, 'Nothing to do.'],
  IssuerAlreadyTrusted: ({ issuer }) => [
    `${issuer} is a trusted issuer already.`,
    'Change its topics instead (updateIssuerClaimTopics).',
  ],
  IssuerNotTrusted: ({ issuer }) => [`${issuer} is not a trusted issuer.`, 'Nothing to take away; add it first.'],
  IssuerIsZero: () => ['The zero address can’t be an issuer.', 'Name the issuer’s address.'],
  TopicCountOutOfRange: ({ count, limit }) => [
    `An issuer can't be trusted for ${count} topics.`,
    `Name at least one and at most ${limit}.`,
  ],
  TooManyIssuers: ({ limit }) => [`At most ${limit} issuers are trusted.`, 'Remove one first.'],
  IssuerIndexesUsedUp: () => [
    'This trusted issuers registry gave all indexes of its life.',
    'Deploy a new one and set it in the identity registry.',
  ],
} as const satisfies Partial<Sentences>;
