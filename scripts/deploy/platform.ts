import { buildModule } from '@nomicfoundation/hardhat-ignition/modules';
import type { NetworkConnection } from 'hardhat/types/network';
import { type Address, getAddress } from 'viem';

/** Where the platform's contracts are. */
export type Platform = {
  trustedIssuersRegistry: Address;
  claimTopicsRegistry: Address;
  identityRegistry: Address;
  compliance: Address;
  venueList: Address;
  tokenFactory: Address;
};

/** The singletons that every token of a platform shares, linked and wired. Parameter `owner` deploys and owns them. */
export const platformModule = buildModule('Platform', (m) => {
  const owner = m.getParameter('owner');
  const claimReader = m.library('ClaimReader');
  const eligibilityReasons = m.library('EligibilityReasons', { libraries: { ClaimReader: claimReader } });
  const explanation = m.library('Explanation');
  const rareRules = m.library('RareRules');
  const standardCalls = m.library('StandardCalls');
  const lienBook = m.library('LienBook');

  const trustedIssuersRegistry = m.contract('TrustedIssuersRegistry', [owner]);
  const claimTopicsRegistry = m.contract('ClaimTopicsRegistry', [owner]);
  const identityRegistry = m.contract('IdentityRegistry', [owner, trustedIssuersRegistry, claimTopicsRegistry], {
    libraries: { ClaimReader: claimReader, EligibilityReasons: eligibilityReasons },
  });
  const compliance = m.contract('Compliance', [owner, false], {
    libraries: { Explanation: explanation, RareRules: rareRules },
  });
  m.call(trustedIssuersRegistry, 'tellRegistry', [identityRegistry]);
  m.call(claimTopicsRegistry, 'tellRegistry', [identityRegistry]);
  m.call(identityRegistry, 'addAgent', [owner]);
  const venueList = m.contract('VenueList', [owner]);
  const tokenFactory = m.contract('TokenFactory', [identityRegistry, compliance], {
    libraries: { LienBook: lienBook, StandardCalls: standardCalls },
  });
  return { trustedIssuersRegistry, claimTopicsRegistry, identityRegistry, compliance, venueList, tokenFactory };
});

/** Deploys the platform from the connection's first account, resuming where an earlier run of the same deployment stopped. */
export async function deployPlatform(connection: NetworkConnection, { owner }: { owner: Address }): Promise<Platform> {
  const deployed = await connection.ignition.deploy(platformModule, { parameters: { Platform: { owner } } });
  const addressOf = async (contract: { getAddress: () => Promise<string> }) => getAddress(await contract.getAddress());
  return {
    trustedIssuersRegistry: await addressOf(deployed.trustedIssuersRegistry),
    claimTopicsRegistry: await addressOf(deployed.claimTopicsRegistry),
    identityRegistry: await addressOf(deployed.identityRegistry),
    compliance: await addressOf(deployed.compliance),
    venueList: await addressOf(deployed.venueList),
    tokenFactory: await addressOf(deployed.tokenFactory),
  };
}
