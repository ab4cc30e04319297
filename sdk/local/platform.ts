import { type Address, keccak256, toHex } from 'viem';
import {
  claimTopicsRegistryAbi,
  complianceAbi,
  dealAbi,
  dealFactoryAbi,
  disclosuresAbi,
  filingRegistryAbi,
  identityRegistryAbi,
  offeringAbi,
  payingAgentAbi,
  poolFactoryAbi,
  proceedsLedgerAbi,
  settlementAssetsAbi,
  tokenFactoryAbi,
  trustedIssuersRegistryAbi,
  waterfallFactoryAbi,
} from '../generated/abis.ts';
import type { Platform } from '../actions/decorator.ts';
import type { Deployment, LocalChain } from './localChain.ts';
import { ASSET_ABI, ASSET_DECIMALS } from './waterfallStage.ts';

/** Roles of the platform's registries, as the contracts name them. */
const role = (name: string) => keccak256(toHex(name));
const GAS = 16_000_000n;
/** KYC, AML screening, investor class. */
const TOPICS = [1n, 2n, 3n];

/** A platform on a local chain: all its addresses, and a settlement asset that anybody may mint. */
export interface LocalPlatform extends Required<Omit<Platform, 'names' | 'tapeKeys'>> {
  asset: Address;
}

/** Who runs it: `owner` is administrator, agent of the registry and asset officer. */
export interface PlatformPeople {
  owner: Address;
  /** Who records what became of filings. */
  filingAgent: Address;
  /** Whose attestations make investors eligible. */
  attester: Address;
  /** Works on the registry of investors. */
  transferAgent: Address;
}

/**
 * Deploys a whole platform, wired: registries, compliance, the factories and what deals are made of. The chain's account
 * must be the owner.
 */
export async function deployLocalPlatform(chain: LocalChain, people: PlatformPeople): Promise<LocalPlatform> {
  const registries = await deployRegistries(chain, people);
  const oversight = await deployOversight(chain, people);
  const dealFactory = await deployDeals(chain, { ...registries, ...oversight, owner: people.owner });
  return { ...registries, ...oversight, ...dealFactory };
}

type Write = { address: Address; abi: readonly unknown[]; functionName: string; args: readonly unknown[] };

async function write({ client, mined }: LocalChain, call: Write): Promise<void> {
  await mined(await client.writeContract({ ...call, gas: GAS }));
}

async function deployRegistries(chain: LocalChain, { owner, attester, transferAgent }: PlatformPeople) {
  const put = (source: string, deployment: Deployment) => chain.deploy(`contracts/${source}.sol`, deployment);
  const trustedIssuersRegistry = await put('identity/TrustedIssuersRegistry', {
    abi: trustedIssuersRegistryAbi,
    args: [owner],
  });
  const claimTopicsRegistry = await put('identity/ClaimTopicsRegistry', { abi: claimTopicsRegistryAbi, args: [owner] });
  const identityRegistry = await put('identity/IdentityRegistry', {
    abi: identityRegistryAbi,
    args: [owner, trustedIssuersRegistry, claimTopicsRegistry],
  });
  const compliance = await put('compliance/Compliance', { abi: complianceAbi, args: [owner, false] });
  const issuers = { address: trustedIssuersRegistry, abi: trustedIssuersRegistryAbi };
  const topics = { address: claimTopicsRegistry, abi: claimTopicsRegistryAbi };
  await write(chain, { ...issuers, functionName: 'tellRegistry', args: [identityRegistry] });
  await write(chain, { ...topics, functionName: 'tellRegistry', args: [identityRegistry] });
  for (const agent of new Set([owner, transferAgent])) {
    await write(chain, {
      address: identityRegistry,
      abi: identityRegistryAbi,
      functionName: 'addAgent',
      args: [agent],
    });
  }
  for (const topic of TOPICS) await write(chain, { ...topics, functionName: 'addClaimTopic', args: [topic] });
  await write(chain, { ...issuers, functionName: 'addTrustedIssuer', args: [attester, TOPICS] });
  const tokenFactory = await put('token/TokenFactory', { abi: tokenFactoryAbi, args: [identityRegistry, compliance] });
  return { trustedIssuersRegistry, claimTopicsRegistry, identityRegistry, compliance, tokenFactory };
}

async function deployOversight(chain: LocalChain, { owner, filingAgent }: PlatformPeople) {
  const put = (source: string, deployment: Deployment) => chain.deploy(`contracts/oversight/${source}.sol`, deployment);
  const filingRegistry = await put('FilingRegistry', { abi: filingRegistryAbi, args: [owner] });
  const settlementAssets = await put('SettlementAssets', { abi: settlementAssetsAbi, args: [owner] });
  const asset = await chain.deploy('test/mocks/SettlementAssets.sol', {
    ...{ name: 'AssetOf', abi: ASSET_ABI, args: [ASSET_DECIMALS] },
  });
  const filings = { address: filingRegistry, abi: filingRegistryAbi };
  const assets = { address: settlementAssets, abi: settlementAssetsAbi };
  await write(chain, { ...filings, functionName: 'grantRole', args: [role('FILING_AGENT'), filingAgent] });
  await write(chain, { ...assets, functionName: 'grantRole', args: [role('ASSET_OFFICER'), owner] });
  const details = {
    currency: toHex('HKD', { size: 3 }),
    issuer: 'Nobody',
    licence: 'none: a local chain',
    consent: toHex(0, { size: 32 }),
  };
  await write(chain, { ...assets, functionName: 'approve', args: [asset, details] });
  return { filingRegistry, settlementAssets, asset };
}

type Singletons = Awaited<ReturnType<typeof deployRegistries>> & Awaited<ReturnType<typeof deployOversight>>;

async function deployDeals(chain: LocalChain, at: Singletons & { owner: Address }) {
  const { owner, tokenFactory, filingRegistry, settlementAssets, identityRegistry, compliance } = at;
  const put = (source: string, deployment: Deployment) => chain.deploy(`contracts/${source}.sol`, deployment);
  const dealFactory = await put('deal/DealFactory', {
    abi: dealFactoryAbi,
    args: [owner, tokenFactory, filingRegistry, settlementAssets, identityRegistry, compliance],
  });
  const disclosures = await put('oversight/Disclosures', { abi: disclosuresAbi, args: [dealFactory] });
  const pools = [dealFactory, settlementAssets, disclosures];
  const equipment = {
    deal: await put('deal/Deal', { abi: dealAbi, args: [dealFactory, filingRegistry, settlementAssets, disclosures] }),
    offering: await put('offering/Offering', {
      abi: offeringAbi,
      args: [dealFactory, filingRegistry, settlementAssets],
    }),
    payingAgent: await put('distribution/PayingAgent', { abi: payingAgentAbi, args: [dealFactory] }),
    proceeds: await put('oversight/ProceedsLedger', { abi: proceedsLedgerAbi, args: [dealFactory] }),
    pools: await put('pool/PoolFactory', { abi: poolFactoryAbi, args: pools }),
    waterfalls: await put('waterfall/WaterfallFactory', { abi: waterfallFactoryAbi, args: [disclosures] }),
  };
  await write(chain, { address: dealFactory, abi: dealFactoryAbi, functionName: 'equip', args: [equipment] });
  await write(chain, {
    ...{ address: filingRegistry, abi: filingRegistryAbi, functionName: 'grantRole' },
    args: [role('ISSUING_FACTORY'), dealFactory],
  });
  return { dealFactory, disclosures };
}
