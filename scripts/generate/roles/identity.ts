import type { RoleRow } from './row.ts';

const OWNERSHIP = ['transferOwnership', 'acceptOwnership', 'renounceOwnership'];

export const identityRoles: readonly RoleRow[] = [
  {
    role: 'anyone',
    contract: 'IdentityRegistry',
    functions: ['refresh', 'joinTwins'],
    worst: 'Has claims read again, which may end an eligibility; joins two wallets of one identity.',
    stop: 'What is read is what is so; evidence never goes back in time; no wallet changes its identity.',
    tests: [
      'identity/TwoKindsOfEvidence.t.sol test_ARefreshLeavesAGoodAttestationAsItIs',
      'identity/Twins.t.sol test_RevertWhen_TheyBelongToTwoIdentities',
    ],
  },
  {
    role: 'anyone',
    contract: 'IdentityRegistry',
    functions: ['attest', 'revoke'],
    worst: 'Sends what an issuer signed, or sends it again.',
    stop: 'The signature is of a trusted issuer for this registry and chain; older evidence is skipped.',
    tests: [
      'identity/Attestations.t.sol test_RevertWhen_SomebodyElseSigns',
      'identity/EvidenceOrder.t.sol test_AnAttestationIsNotReplayedAfterItsRevocation',
    ],
  },
  {
    role: 'trusted issuer of evidence',
    contract: 'IdentityRegistry',
    functions: ['attest', 'revoke'],
    worst: 'Lets in someone who may not hold, or ends the eligibility of those it vouched for.',
    stop: 'It speaks to its topics only; removing it ends exactly what rests on it. Who is ended is still paid.',
    tests: [
      'identity/Attestations.t.sol test_RevertWhen_TheIssuerIsNotTrustedForATopicItAttests',
      'identity/TrustedIssuers.t.sol test_RemovingAProviderStopsExactlyItsOwnInvestors',
      'distribution/Collecting.t.sol test_APausedTokenAndALapsedInvestorAreStillPaid',
    ],
  },
  {
    role: 'agent of the identity registry',
    contract: 'IdentityRegistry',
    functions: [
      'registerIdentity',
      'batchRegisterIdentity',
      'addIdentityToStorage',
      'updateIdentity',
      'modifyStoredIdentity',
      'updateCountry',
      'modifyStoredInvestorCountry',
      'updateProfile',
      'linkWallet',
    ],
    worst: 'Gives an investor a false country, class or identity; so a retainer may seem to be somebody else.',
    stop: 'Without evidence of a trusted issuer nobody is eligible; a further wallet signs for itself. The owner removes agents.',
    tests: [
      'identity/Claims.t.sol test_WithoutAClaimTheWalletRegistersAndIsNotEligibleUntilItHasOne',
      'identity/LinkedWallets.t.sol test_RevertWhen_TheNewWalletDidNotSign',
    ],
  },
  {
    role: 'agent of the identity registry',
    contract: 'IdentityRegistry',
    functions: ['deleteIdentity', 'removeIdentityFromStorage', 'denyWallets', 'denyIdentities', 'recoverWallet'],
    worst: 'Shuts a holder out: it can’t receive, and denied it can’t sell.',
    stop: 'It is paid all the same; no unit and no money moves here. The owner removes agents.',
    tests: [
      'token/MintAndBurn.t.sol test_ABurnWorksWhilePausedFrozenDeniedAndDeleted',
      'distribution/Collecting.t.sol test_APausedTokenAndALapsedInvestorAreStillPaid',
      'identity/IdentityContracts.t.sol test_RevertWhen_TheNewWalletIsNeitherRegisteredNorAManagementKey',
    ],
  },
  {
    role: 'owner of a registry or list',
    contract: 'IdentityRegistry',
    functions: [
      'addAgent',
      'removeAgent',
      'bindIdentityRegistry',
      'unbindIdentityRegistry',
      'setMaxAge',
      'setTrustedIssuersRegistry',
      'setClaimTopicsRegistry',
      'setIdentityRegistryStorage',
      ...OWNERSHIP,
    ],
    worst: 'Trusts issuers of its own, and so admits whom it likes, or ends every record: trading stops.',
    stop: 'A deal can leave it for another registry (issuer, delay, trustee); holders are paid whatever it says.',
    tests: [
      'identity/TrustedIssuers.t.sol test_ANewRegistryOfIssuersEndsEveryRecordUntilEvidenceIsBroughtAgain',
      'deal/Policy.t.sol test_TheIdentityRegistryIsReplaced',
      'distribution/Collecting.t.sol test_APausedTokenAndALapsedInvestorAreStillPaid',
    ],
  },
  {
    role: 'registry of rules',
    contract: 'IdentityRegistry',
    functions: ['issuerAdded', 'issuerRemoved', 'topicsTightened', 'announcementCancelled', 'startTold'],
    worst: 'Ends records, if the owner of the identity registry chose a hostile one.',
    stop: 'Only the two registries that the owner set are heard.',
    tests: [
      'identity/TrustedIssuers.t.sol test_NobodyElseIsHeardOnIssuers',
      'identity/StricterRules.t.sol test_NobodyElseIsHeardOnTopics',
    ],
  },
  {
    role: 'owner of a registry or list',
    contract: 'TrustedIssuersRegistry',
    functions: [
      'addTrustedIssuer',
      'removeTrustedIssuer',
      'updateIssuerClaimTopics',
      'tellRegistry',
      'stopTelling',
      ...OWNERSHIP,
    ],
    worst: 'Trusts itself and vouches for whom it likes; or removes an issuer, and its investors can’t buy.',
    stop: 'The identity registry’s owner sets another; a registry that is not told takes no evidence.',
    tests: [
      'identity/TrustedIssuersRegistry.t.sol test_RevertWhen_AStrangerDecides',
      'identity/TrustedIssuers.t.sol test_ANewRegistryOfIssuersIsHeardAndTheOldOneIsNot',
      'identity/TrustedIssuers.t.sol test_RevertWhen_EvidenceRestsOnARegistryOfIssuersThatTellsNothing',
    ],
  },
  {
    role: 'owner of a registry or list',
    contract: 'ClaimTopicsRegistry',
    functions: ['addClaimTopic', 'announceClaimTopic', 'removeClaimTopic', 'tellRegistry', 'stopTelling', ...OWNERSHIP],
    worst: 'Asks for what nobody has (trading stops), or for nothing (who is registered may hold).',
    stop: 'The identity registry’s owner sets another; the mainland stays closed by the rule of compliance.',
    tests: [
      'identity/ClaimTopicsRegistry.t.sol test_RevertWhen_AStrangerDecides',
      'identity/StricterRules.t.sol test_ANewRegistryOfTopicsEndsEveryRecordUntilEvidenceIsBroughtAgain',
      'compliance/rules/MainlandChinaRule.t.sol test_RevertWhen_TheReceiverIsInTheMainland',
    ],
  },
];
