import { type Address, type Hex, type TransactionReceipt, parseAbi, parseEventLogs, zeroAddress } from 'viem';
import { foreignBytecode } from './artifacts.ts';
import { type Clients, deployed, mined } from './chain.ts';
import { type OnchainId, identityFactoryAbi } from './onchainid.ts';

/** The contracts one T-REX token consists of, and what creating them in one transaction cost. */
export interface TrexSuite {
  token: Address;
  identityRegistry: Address;
  identityRegistryStorage: Address;
  trustedIssuersRegistry: Address;
  claimTopicsRegistry: Address;
  compliance: Address;
  receipt: TransactionReceipt;
}

/** A module bound to the suite's compliance, with the call that configures it. */
export interface BoundModule {
  module: Address;
  setting: Hex;
}

/** A claim issuer and the topics it is trusted for. */
export interface TrustedIssuer {
  issuer: Address;
  topics: readonly bigint[];
}

export class SuiteNotDeployed extends Error {
  override readonly name = 'SuiteNotDeployed';

  constructor(receipt: TransactionReceipt) {
    super(`Transaction ${receipt.transactionHash} emitted no TREXSuiteDeployed.`);
  }
}

const authorityAbi = parseAbi([
  'constructor(bool referenceStatus, address trexFactory, address iaFactory)',
  'struct Version { uint8 major; uint8 minor; uint8 patch; }',
  'struct Contracts { address token; address claimTopics; address identityRegistry; address identityStorage; address trustedIssuers; address compliance; }',
  'function addAndUseTREXVersion(Version version, Contracts trex)',
  'function setTREXFactory(address factory)',
]);

const factoryAbi = parseAbi([
  'constructor(address implementationAuthority, address idFactory)',
  'struct TokenDetails { address owner; string name; string symbol; uint8 decimals; address irs; address onchainId; address[] irAgents; address[] tokenAgents; address[] complianceModules; bytes[] complianceSettings; }',
  'struct ClaimDetails { uint256[] claimTopics; address[] issuers; uint256[][] issuerClaims; }',
  'function deployTREXSuite(string salt, TokenDetails token, ClaimDetails claims)',
  'event TREXSuiteDeployed(address indexed token, address ir, address irs, address tir, address ctr, address mc, string indexed salt)',
]);

/** Deploys the implementations, the authority their proxies ask, and the factory that makes suites. */
export async function deployTrexFactory({ clients, factory: identityFactory }: OnchainId): Promise<Address> {
  const { reader, owner } = clients;
  const authority = await deployed(
    reader,
    owner.deployContract({
      abi: authorityAbi,
      bytecode: trexBytecode('proxy/authority/TREXImplementationAuthority'),
      // A reference authority learns its two factories later; the second serves only changes of authority.
      args: [true, zeroAddress, zeroAddress],
    }),
  );
  const contracts = {
    token: await deployImplementation(clients, 'token/Token'),
    claimTopics: await deployImplementation(clients, 'registry/implementation/ClaimTopicsRegistry'),
    identityRegistry: await deployImplementation(clients, 'registry/implementation/IdentityRegistry'),
    identityStorage: await deployImplementation(clients, 'registry/implementation/IdentityRegistryStorage'),
    trustedIssuers: await deployImplementation(clients, 'registry/implementation/TrustedIssuersRegistry'),
    compliance: await deployImplementation(clients, 'compliance/modular/ModularCompliance'),
  };
  const toAuthority = { address: authority.address, abi: authorityAbi } as const;
  await mined(
    reader,
    owner.writeContract({
      ...toAuthority,
      functionName: 'addAndUseTREXVersion',
      args: [{ major: 4, minor: 1, patch: 6 }, contracts],
    }),
  );
  const factory = await deployed(
    reader,
    owner.deployContract({
      abi: factoryAbi,
      bytecode: trexBytecode('factory/TREXFactory'),
      args: [authority.address, identityFactory],
    }),
  );
  await mined(reader, owner.writeContract({ ...toAuthority, functionName: 'setTREXFactory', args: [factory.address] }));
  await mined(
    reader,
    owner.writeContract({
      address: identityFactory,
      abi: identityFactoryAbi,
      functionName: 'addTokenFactory',
      args: [factory.address],
    }),
  );
  return factory.address;
}

/**
 * Creates a token with its registries and compliance in one transaction of the factory.
 *
 * `owner` of the clients owns everything and is the only agent. The factory takes at most five topics and five issuers.
 * The token starts paused.
 */
export async function deployTrexSuite(
  { reader, owner }: Clients,
  {
    factory,
    name,
    topics = [],
    issuers = [],
    modules = [],
  }: {
    factory: Address;
    name: string;
    topics?: readonly bigint[];
    issuers?: readonly TrustedIssuer[];
    modules?: readonly BoundModule[];
  },
): Promise<TrexSuite> {
  const { address: agent } = owner.account;
  const receipt = await mined(
    reader,
    owner.writeContract({
      address: factory,
      abi: factoryAbi,
      functionName: 'deployTREXSuite',
      args: [
        name,
        {
          owner: agent,
          name,
          symbol: 'TREX',
          decimals: 6,
          irs: zeroAddress,
          onchainId: zeroAddress,
          irAgents: [agent],
          tokenAgents: [agent],
          complianceModules: modules.map(({ module }) => module),
          complianceSettings: modules.map(({ setting }) => setting),
        },
        {
          claimTopics: topics,
          issuers: issuers.map(({ issuer }) => issuer),
          issuerClaims: issuers.map((trusted) => trusted.topics),
        },
      ],
    }),
  );
  const [created] = parseEventLogs({ abi: factoryAbi, eventName: 'TREXSuiteDeployed', logs: receipt.logs });
  if (!created) throw new SuiteNotDeployed(receipt);
  const { token, ir, irs, tir, ctr, mc } = created.args;
  return {
    token,
    identityRegistry: ir,
    identityRegistryStorage: irs,
    trustedIssuersRegistry: tir,
    claimTopicsRegistry: ctr,
    compliance: mc,
    receipt,
  };
}

async function deployImplementation({ reader, owner }: Clients, contract: string): Promise<Address> {
  return (await deployed(reader, owner.deployContract({ abi: [], bytecode: trexBytecode(contract) }))).address;
}

/** @param contract path below `contracts/`, without the extension */
function trexBytecode(contract: string): Hex {
  return foreignBytecode({ package: '@tokenysolutions/t-rex', source: `contracts/${contract}.sol` });
}
