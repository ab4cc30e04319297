import { buildModule } from '@nomicfoundation/hardhat-ignition/modules';
import type { NetworkConnection } from 'hardhat/types/network';
import { type Address, getAddress, keccak256, toBytes } from 'viem';

/** Where the platform's contracts are. */
export type Platform = {
  trustedIssuersRegistry: Address;
  claimTopicsRegistry: Address;
  identityRegistry: Address;
  compliance: Address;
  venueList: Address;
  tokenFactory: Address;
  filingRegistry: Address;
  settlementAssets: Address;
  disclosures: Address;
  dealFactory: Address;
};

const ISSUING_FACTORY = keccak256(toBytes('ISSUING_FACTORY'));

/** What every token shares, with or without a deal, linked and wired. Parameter `owner` deploys and owns it. */
const registriesModule = buildModule('Registries', (m) => {
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
  return {
    ...{ trustedIssuersRegistry, claimTopicsRegistry, identityRegistry, compliance, venueList, tokenFactory },
    standardCalls,
  };
});

/** The registries, and what deals are made of and filed with. Parameter `owner` deploys and owns them. */
const platformModule = buildModule('Platform', (m) => {
  const owner = m.getParameter('owner');
  const { standardCalls, ...registries } = m.useModule(registriesModule);
  const { identityRegistry, compliance, tokenFactory } = registries;
  const filingRegistry = m.contract('FilingRegistry', [owner]);
  const settlementAssets = m.contract('SettlementAssets', [owner]);
  const dealFactory = m.contract('DealFactory', [
    ...[owner, tokenFactory, filingRegistry, settlementAssets, identityRegistry, compliance],
  ]);
  const disclosures = m.contract('Disclosures', [dealFactory]);
  const deal = m.contract('Deal', [dealFactory, filingRegistry, settlementAssets, disclosures], {
    libraries: { ClassPolicy: m.library('ClassPolicy'), OrderBook: m.library('OrderBook') },
  });
  const offering = m.contract('Offering', [dealFactory, filingRegistry, settlementAssets], {
    libraries: { StandardCalls: standardCalls },
  });
  const payingAgent = m.contract('PayingAgent', [dealFactory]);
  const proceeds = m.contract('ProceedsLedger', [dealFactory]);
  const waterfalls = m.contract('WaterfallFactory', [disclosures]);
  const pools = m.contract('PoolFactory', [dealFactory, settlementAssets, disclosures]);
  const equipment = { deal, offering, payingAgent, proceeds, pools, waterfalls };
  m.call(dealFactory, 'equip', [equipment]);
  m.call(filingRegistry, 'grantRole', [ISSUING_FACTORY, dealFactory]);
  return { ...registries, filingRegistry, settlementAssets, disclosures, dealFactory };
});

/** Where the registries are. */
export type Registries = Omit<Platform, 'filingRegistry' | 'settlementAssets' | 'disclosures' | 'dealFactory'>;

/** Deploys the platform from the connection's first account, resuming where an earlier run of the same deployment stopped. */
export async function deployPlatform(connection: NetworkConnection, { owner }: { owner: Address }): Promise<Platform> {
  const parameters = { Registries: { owner }, Platform: { owner } };
  const deployed = await connection.ignition.deploy(platformModule, { parameters });
  const { filingRegistry, settlementAssets, disclosures, dealFactory } = deployed;
  return {
    ...(await registriesOf(deployed)),
    filingRegistry: await addressOf(filingRegistry),
    settlementAssets: await addressOf(settlementAssets),
    disclosures: await addressOf(disclosures),
    dealFactory: await addressOf(dealFactory),
  };
}

/** Deploys what tokens need that belong to no deal, in the same manner. */
export async function deployRegistries(
  connection: NetworkConnection,
  { owner }: { owner: Address },
): Promise<Registries> {
  return registriesOf(await connection.ignition.deploy(registriesModule, { parameters: { Registries: { owner } } }));
}

type Deployed = { getAddress: () => Promise<string> };

async function registriesOf(deployed: Record<keyof Registries, Deployed>): Promise<Registries> {
  return {
    trustedIssuersRegistry: await addressOf(deployed.trustedIssuersRegistry),
    claimTopicsRegistry: await addressOf(deployed.claimTopicsRegistry),
    identityRegistry: await addressOf(deployed.identityRegistry),
    compliance: await addressOf(deployed.compliance),
    venueList: await addressOf(deployed.venueList),
    tokenFactory: await addressOf(deployed.tokenFactory),
  };
}

async function addressOf(contract: Deployed): Promise<Address> {
  return getAddress(await contract.getAddress());
}
