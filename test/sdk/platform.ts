import { network } from 'hardhat';
import { type Address, type PrivateKeyAccount, createWalletClient, custom, keccak256, slice, stringToHex } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import {
  type Investor,
  attest,
  claimTopicsRegistryAbi,
  deployToken,
  identityOf,
  identityRegistryAbi,
  signAttestation,
  sluiceActions,
  trustedIssuersRegistryAbi,
} from '../../sdk/index.ts';
import { deployPlatform } from '../../scripts/deploy/platform.ts';

/** Wednesday, 2026-04-01 00:00 UTC. */
export const START = 1_775_001_600;
export const DAY = 86_400;
export const HONG_KONG = 344;
export const TOPICS = [1n, 2n, 3n];
export const SALT = 'the salt of the tests';
/** Of token A: six decimals. */
export const ONE = 1_000_000n;
export const MAXIMUM = 100_000_000n * ONE;

const connecting = once(() => network.create({ override: { initialDate: new Date(START * 1_000) } }));

/** A chain with a platform on it, token A, and parties who have keys, funds and all actions. Each test has it anew. */
export async function startPlatform() {
  const { networkHelpers } = await connecting();
  return networkHelpers.loadFixture(buildPlatform);
}

async function buildPlatform() {
  const connection = await connecting();
  const { viem } = connection;
  const reader = await viem.getPublicClient();
  const [owner, issuer, alice, bob, carol, stranger] = await viem.getWalletClients();
  if (!owner || !issuer || !alice || !bob || !carol || !stranger)
    throw new TypeError('the network has too few accounts');
  const platform = await deployPlatform(connection, { owner: owner.account.address });
  for (const topic of TOPICS) {
    await owner.writeContract({
      address: platform.claimTopicsRegistry,
      abi: claimTopicsRegistryAbi,
      functionName: 'addClaimTopic',
      args: [topic],
    });
  }
  await owner.writeContract({
    address: platform.trustedIssuersRegistry,
    abi: trustedIssuersRegistryAbi,
    functionName: 'addTrustedIssuer',
    args: [issuer.account.address, TOPICS],
  });
  const dates = await viem.deployContract('RecordDates', [owner.account.address, DAY]);
  const actions = sluiceActions({ platform });
  const { token } = await deployToken(owner, {
    factory: platform.tokenFactory,
    name: 'Pearl River Trade 2026-1 A',
    symbol: 'A',
    decimals: 6,
    maximumSupply: MAXIMUM,
    owner: owner.account.address,
    agents: [owner.account.address],
    registry: platform.identityRegistry,
    compliance: platform.compliance,
  });
  return {
    connection,
    platform,
    token,
    dates: dates.address,
    registry: platform.identityRegistry,
    reader: reader.extend(actions),
    owner: owner.extend(actions),
    issuer: issuer.extend(actions),
    alice: alice.extend(actions),
    bob: bob.extend(actions),
    carol: carol.extend(actions),
    stranger: stranger.extend(actions),
  };
}

export type Started = Awaited<ReturnType<typeof startPlatform>>;

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}

/** A professional investor in Hong Kong with evidence of the first day, good for a year. */
export function investorAt(wallet: Address, given: Partial<Investor> = {}): Investor & { identity: Address } {
  const reference = `client ${wallet}`;
  return {
    reference,
    wallet,
    identity: identityOf({ salt: SALT, reference: given.reference ?? reference }),
    country: HONG_KONG,
    class: 'professional',
    validUntil: START + 365 * DAY,
    usPerson: false,
    evidence: 'attestation',
    evidenceAt: START,
    ...given,
  };
}

/** Makes wallets eligible, by an attestation of the issuer. */
export async function admit({ registry, issuer, owner }: Started, ...wallets: Address[]): Promise<void> {
  const investors = wallets.map((wallet) => investorAt(wallet));
  await attest(owner, { registry, signed: [await signAttestation(issuer, { registry, investors })] });
}

/** An address nobody has the key of, the same in every run. */
export function addressNamed(name: string): Address {
  return slice(keccak256(stringToHex(name)), 12);
}

/** A key of a name, for signatures and for accounts that never had a coin. */
export function keyNamed(name: string): PrivateKeyAccount {
  return privateKeyToAccount(keccak256(stringToHex(name)));
}

/** A client that signs itself and talks to the test's chain. */
export function clientOf({ connection, reader, platform }: Started, name: string) {
  return createWalletClient({
    account: keyNamed(name),
    chain: reader.chain,
    transport: custom(connection.provider),
  }).extend(sluiceActions({ platform }));
}

/** Whether the registry takes the wallet for eligible now. */
export function isVerified({ reader, registry }: Started, wallet: Address): Promise<boolean> {
  return reader.readContract({
    address: registry,
    abi: identityRegistryAbi,
    functionName: 'isVerified',
    args: [wallet],
  });
}
