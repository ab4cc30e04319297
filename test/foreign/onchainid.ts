import { type Address, type Hex, encodeAbiParameters, keccak256, parseAbi, parseEventLogs } from 'viem';
import { foreignBytecode } from './artifacts.ts';
import { type Clients, type Deployed, type Sender, deployed, mined } from './chain.ts';

/**
 * Which compiled identities and claim issuers to use, both as on npm. `published` is @onchain-id/solidity: version 2.2.1,
 * compiled without the optimizer. `optimized` is the copy T-REX carries: version 2.0.1 with the optimizer, which serves
 * every claim for less gas, so a comparison with it flatters nobody but T-REX. Factory and proxies are `published` in both.
 */
export type IdentityBuild = 'published' | 'optimized';

/** ONCHAINID as deployed on one chain. */
export interface OnchainId {
  clients: Clients;
  build: IdentityBuild;
  /** Tells every identity proxy where its code is. */
  authority: Address;
  factory: Address;
}

/** ERC-734's purpose of a key that signs claims, and its type of an ECDSA key. */
const CLAIM_PURPOSE = 3n;
const ECDSA = 1n;

const identityAbi = parseAbi([
  'constructor(address initialManagementKey, bool isLibrary)',
  'function addKey(bytes32 key, uint256 purpose, uint256 keyType) returns (bool)',
]);
const authorityAbi = parseAbi(['constructor(address implementation)']);
const identityProxyAbi = parseAbi(['constructor(address implementationAuthority, address initialManagementKey)']);
const claimIssuerAbi = parseAbi(['constructor(address initialManagementKey)']);

export const identityFactoryAbi = parseAbi([
  'constructor(address implementationAuthority)',
  'function createIdentity(address wallet, string salt) returns (address)',
  'function createIdentityWithManagementKeys(address wallet, string salt, bytes32[] managementKeys) returns (address)',
  'function addTokenFactory(address factory)',
  'event WalletLinked(address indexed wallet, address indexed identity)',
]);

/** How ERC-734 names a key: by the hash of the address that holds it. */
export function keyOf(holder: Address): Hex {
  return keccak256(encodeAbiParameters([{ type: 'address' }], [holder]));
}

/** Deploys what identities need: their implementation, the authority their proxies ask, and the factory. */
export async function deployOnchainId(
  clients: Clients,
  { build = 'published' }: { build?: IdentityBuild } = {},
): Promise<OnchainId> {
  const { reader, owner } = clients;
  const implementation = await deployed(
    reader,
    owner.deployContract({ abi: identityAbi, bytecode: identityBytecode(build), args: [owner.account.address, true] }),
  );
  const authority = await deployed(
    reader,
    owner.deployContract({
      abi: authorityAbi,
      bytecode: foreignBytecode({
        package: '@onchain-id/solidity',
        source: 'contracts/proxy/ImplementationAuthority.sol',
      }),
      args: [implementation.address],
    }),
  );
  const factory = await deployed(
    reader,
    owner.deployContract({
      abi: identityFactoryAbi,
      bytecode: foreignBytecode({ package: '@onchain-id/solidity', source: 'contracts/factory/IdFactory.sol' }),
      args: [authority.address],
    }),
  );
  return { clients, build, authority: authority.address, factory: factory.address };
}

/**
 * Creates the identity of a wallet, a proxy made by the factory, and links the two.
 *
 * The wallet manages its identity. With `managers` they manage it **instead** of the wallet, so that a test can give
 * claims to a wallet that never sends a transaction.
 */
export async function createIdentity(
  { clients: { reader, owner }, factory }: OnchainId,
  { wallet, managers = [], salt = wallet }: { wallet: Address; managers?: readonly Address[]; salt?: string },
): Promise<Deployed> {
  const to = { address: factory, abi: identityFactoryAbi } as const;
  const receipt = await mined(
    reader,
    managers.length === 0
      ? owner.writeContract({ ...to, functionName: 'createIdentity', args: [wallet, salt] })
      : owner.writeContract({
          ...to,
          functionName: 'createIdentityWithManagementKeys',
          args: [wallet, salt, managers.map(keyOf)],
        }),
  );
  const [linked] = parseEventLogs({ abi: identityFactoryAbi, eventName: 'WalletLinked', logs: receipt.logs });
  if (!linked) throw new IdentityNotLinked(wallet);
  return { address: linked.args.identity, receipt };
}

/**
 * Deploys an identity that no factory knows: what an identity costs at the least.
 *
 * `sender` manages it and pays.
 */
export function deployIdentityProxy(
  { clients: { reader }, authority }: OnchainId,
  { sender }: { sender: Sender },
): Promise<Deployed> {
  return deployed(
    reader,
    sender.deployContract({
      abi: identityProxyAbi,
      bytecode: foreignBytecode({ package: '@onchain-id/solidity', source: 'contracts/proxy/IdentityProxy.sol' }),
      args: [authority, sender.account.address],
    }),
  );
}

/**
 * Deploys a claim issuer and registers the key that signs its claims (purpose 3).
 *
 * The receipt is that of the deployment; `owner` manages the issuer and may revoke.
 */
export async function createClaimIssuer(
  { clients: { reader }, build }: OnchainId,
  { owner, signer }: { owner: Sender; signer: Address },
): Promise<Deployed> {
  const issuer = await deployed(
    reader,
    owner.deployContract({ abi: claimIssuerAbi, bytecode: claimIssuerBytecode(build), args: [owner.account.address] }),
  );
  await mined(
    reader,
    owner.writeContract({
      address: issuer.address,
      abi: identityAbi,
      functionName: 'addKey',
      args: [keyOf(signer), CLAIM_PURPOSE, ECDSA],
    }),
  );
  return issuer;
}

export class IdentityNotLinked extends Error {
  override readonly name = 'IdentityNotLinked';

  constructor(wallet: Address) {
    super(`The identity factory linked no identity to ${wallet}.`);
  }
}

function identityBytecode(build: IdentityBuild): Hex {
  return build === 'published'
    ? foreignBytecode({ package: '@onchain-id/solidity', source: 'contracts/Identity.sol' })
    : foreignBytecode({ package: '@tokenysolutions/t-rex', source: '@onchain-id/solidity/contracts/Identity.sol' });
}

function claimIssuerBytecode(build: IdentityBuild): Hex {
  return build === 'published'
    ? foreignBytecode({ package: '@onchain-id/solidity', source: 'contracts/ClaimIssuer.sol' })
    : foreignBytecode({ package: '@tokenysolutions/t-rex', source: '@onchain-id/solidity/contracts/ClaimIssuer.sol' });
}
