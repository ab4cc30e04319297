import type { Address } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { identityRegistryAbi } from '../../generated/abis.ts';
import type { SignedLink } from './signLink.ts';

export type LinkWalletParameters = {
  registry: Address;
  /** A wallet of the identity that is registered already. */
  wallet: Address;
  /** The new wallet's consent. */
  link: SignedLink;
};

/**
 * Makes a wallet one more wallet of an investor: rules see them as one. Only an agent of the registry.
 *
 * @example
 * await linkWallet(agent, { registry, wallet, link: await signLink(newWallet, { registry, identity }) });
 */
export const linkWallet: WriteAction<LinkWalletParameters> = defineWrite({
  call: (_client, { registry, wallet, link }: LinkWalletParameters) =>
    encodeCall({
      kind: 'registry',
      address: registry,
      abi: identityRegistryAbi,
      functionName: 'linkWallet',
      args: [wallet, link.wallet, BigInt(link.deadline), link.signature],
    }),
});
