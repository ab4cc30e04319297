import { type Address, type Hash, type Hex, keccak256, slice, toHex } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { claimTopicsRegistryAbi, identityRegistryAbi, trustedIssuersRegistryAbi } from '../../../sdk/generated/abis.ts';
import { mined } from '../../../test/foreign/chain.ts';
import type { Registries } from '../../deploy/platform.ts';
import { type Bench, gasUsed } from '../measure.ts';

export const TOPICS = [1n, 2n, 3n] as const;

/** Signs for the investors of the benchmark; any key does. */
const issuer = privateKeyToAccount(keccak256(toHex('issuer')));

const YEAR = 31_536_000;
const HONG_KONG = 344;
const PROFESSIONAL = 2;

const attestationTypes = {
  Investor: [
    { name: 'wallet', type: 'address' },
    { name: 'identity', type: 'address' },
    { name: 'country', type: 'uint16' },
    { name: 'class', type: 'uint8' },
    { name: 'usPerson', type: 'bool' },
    { name: 'connected', type: 'bool' },
    { name: 'evidenceAt', type: 'uint40' },
    { name: 'validUntil', type: 'uint40' },
    { name: 'clients', type: 'uint32' },
  ],
  Attestation: [
    { name: 'topics', type: 'uint256[]' },
    { name: 'investors', type: 'Investor[]' },
  ],
} as const;

/** Three topics are asked for, and one issuer is trusted for all of them. */
export async function trustIssuer({ reader, owner }: Bench, platform: Registries): Promise<void> {
  for (const topic of TOPICS) {
    const { claimTopicsRegistry: address } = platform;
    await mined(
      reader,
      owner.writeContract({ address, abi: claimTopicsRegistryAbi, functionName: 'addClaimTopic', args: [topic] }),
    );
  }
  await mined(
    reader,
    owner.writeContract({
      address: platform.trustedIssuersRegistry,
      abi: trustedIssuersRegistryAbi,
      functionName: 'addTrustedIssuer',
      args: [issuer.address, [...TOPICS]],
    }),
  );
}

/** Whitelists wallets in one transaction and says what it cost. */
export async function attestAll(bench: Bench, platform: Registries, wallets: readonly Address[]): Promise<bigint> {
  const { reader, owner } = bench;
  const now = Number((await reader.getBlock()).timestamp);
  const message = {
    topics: [...TOPICS],
    investors: wallets.map((wallet) => ({
      wallet,
      identity: slice(keccak256(wallet), 12),
      country: HONG_KONG,
      class: PROFESSIONAL,
      usPerson: false,
      connected: false,
      evidenceAt: now,
      validUntil: now + YEAR,
      clients: 0,
    })),
  };
  const { identityRegistry: address } = platform;
  const signature = await issuer.signTypedData({
    domain: {
      name: 'Sluice Identity Registry',
      version: '1',
      chainId: reader.chain.id,
      verifyingContract: address,
    },
    types: attestationTypes,
    primaryType: 'Attestation',
    message,
  });
  return gasUsed(
    reader,
    owner.writeContract({
      address,
      abi: identityRegistryAbi,
      functionName: 'attest',
      args: [message, [issuer.address], [signature]],
    }),
  );
}

/** Links two further wallets to an investor's first one; all three are the same investor from then on. */
export async function linkTwoMore(bench: Bench, platform: Registries, wallet: Address): Promise<void> {
  for (const name of ['second wallet', 'third wallet']) {
    const further = privateKeyToAccount(keccak256(toHex(name)));
    const deadline = 2n ** 40n;
    const signature = await further.signTypedData({
      domain: {
        name: 'Sluice Identity Registry',
        version: '1',
        chainId: bench.reader.chain.id,
        verifyingContract: platform.identityRegistry,
      },
      types: {
        LinkWallet: [
          { name: 'identity', type: 'address' },
          { name: 'wallet', type: 'address' },
          { name: 'nonce', type: 'uint256' },
          { name: 'deadline', type: 'uint256' },
        ],
      },
      primaryType: 'LinkWallet',
      message: { identity: slice(keccak256(wallet), 12), wallet: further.address, nonce: 0n, deadline },
    });
    await mined(bench.reader, link(bench, platform, { wallet, further: further.address, deadline, signature }));
  }
}

function link(
  { owner }: Bench,
  { identityRegistry: address }: Registries,
  { wallet, further, deadline, signature }: { wallet: Address; further: Address; deadline: bigint; signature: Hex },
): Promise<Hash> {
  return owner.writeContract({
    address,
    abi: identityRegistryAbi,
    functionName: 'linkWallet',
    args: [wallet, further, deadline, signature],
  });
}
