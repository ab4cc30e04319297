import { network } from 'hardhat';
import type { Address } from 'viem';

/** Topics that the registry asks for. */
export const TOPICS = [1n, 2n, 3n] as const;

/** A chain of its own with the three registries of Sluice on it; `owner` owns them and is the agent. */
export async function deployRegistries() {
  const { viem, networkHelpers } = await network.create();
  const [owner, investor, other] = await viem.getWalletClients();
  if (!owner || !investor || !other) throw new TypeError('the network has too few accounts');
  const reader = await viem.getPublicClient();
  const { address } = owner.account;
  const issuers = await viem.deployContract('TrustedIssuersRegistry', [address]);
  const topics = await viem.deployContract('ClaimTopicsRegistry', [address]);
  for (const topic of TOPICS) await topics.write.addClaimTopic([topic]);
  const libraries = await deployLibraries(viem);
  const registry = await viem.deployContract('IdentityRegistry', [address, issuers.address, topics.address], {
    libraries,
  });
  await issuers.write.tellRegistry([registry.address]);
  await topics.write.tellRegistry([registry.address]);
  await registry.write.addAgent([address]);
  return { viem, networkHelpers, reader, owner, investor, other, issuers, topics, registry };
}

type Viem = Awaited<ReturnType<typeof network.create>>['viem'];

async function deployLibraries(viem: Viem): Promise<{ ClaimReader: Address; EligibilityReasons: Address }> {
  const { address: ClaimReader } = await viem.deployContract('ClaimReader');
  const { address: EligibilityReasons } = await viem.deployContract('EligibilityReasons', [], {
    libraries: { ClaimReader },
  });
  return { ClaimReader, EligibilityReasons };
}
