import type { Address, Hex } from 'viem';
import { chainTime } from '../../chain/blocks.ts';
import { type WriteClient, accountOf } from '../../chain/client.ts';
import { requireKind } from '../../chain/kinds.ts';
import { read } from '../../chain/read.ts';
import { sign } from '../../chain/sign.ts';
import { identityRegistryAbi } from '../../generated/abis.ts';
import { registryDomain, registryTypes } from './typedData.ts';

export type SignLinkParameters = {
  registry: Address;
  identity: Address;
  /** In seconds; without it, a day from now. */
  deadline?: number;
};

/** A wallet's consent to be one more wallet of an identity. Good once. */
export type SignedLink = { wallet: Address; identity: Address; deadline: number; signature: Hex };

const A_DAY = 86_400;

/**
 * Signs, with the new wallet, that it belongs to an identity. Nothing is sent: the wallet needs no coins.
 *
 * @example
 * const link = await signLink(newWallet, { registry, identity });
 * await linkWallet(agent, { registry, wallet: knownWallet, link });
 */
export async function signLink(
  client: WriteClient,
  { registry, identity, deadline }: SignLinkParameters,
): Promise<SignedLink> {
  await requireKind(client, { address: registry, kind: 'registry' });
  const wallet = accountOf(client, 'the consent to link').address;
  const nonce = await read(client, {
    address: registry,
    abi: identityRegistryAbi,
    functionName: 'nonces',
    args: [wallet],
  });
  const until = deadline ?? (await chainTime(client)) + A_DAY;
  const signature = await sign(client, {
    domain: registryDomain({ registry, chainId: client.chain.id }),
    types: registryTypes,
    primaryType: 'LinkWallet',
    message: { identity, wallet, nonce, deadline: BigInt(until) },
  });
  return { wallet, identity, deadline: until, signature };
}
