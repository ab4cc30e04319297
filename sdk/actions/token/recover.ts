import type { Address } from 'viem';
import type { ReadClient } from '../../chain/client.ts';
import { requireKind } from '../../chain/kinds.ts';
import { read } from '../../chain/read.ts';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { identityRegistryAbi, securityTokenAbi } from '../../generated/abis.ts';

export type RecoverParameters = {
  token: Address;
  lostWallet: Address;
  newWallet: Address;
  /** Whom both wallets belong to; without it, whom the registry has the lost wallet for. */
  identity?: Address;
};

/**
 * Moves what a lost wallet holds, with its freezes and liens, to another wallet of the same identity, which stands for it
 * from now on. History stays where it was made. Done again, it changes nothing. Only an agent of the token.
 *
 * @example
 * await linkWallet(agent, { registry, wallet: lostWallet, link: await signLink(investor, { registry, identity }) });
 * await recover(agent, { token, lostWallet, newWallet });
 */
export const recover: WriteAction<RecoverParameters> = defineWrite({
  call: async (client, { token, lostWallet, newWallet, identity }: RecoverParameters) => {
    await requireKind(client, { address: token, kind: 'token' });
    return encodeCall({
      kind: 'token',
      address: token,
      abi: securityTokenAbi,
      functionName: 'recoveryAddress',
      args: [lostWallet, newWallet, identity ?? (await identityOfWallet(client, { token, wallet: lostWallet }))],
    });
  },
});

async function identityOfWallet(
  client: ReadClient,
  { token, wallet }: { token: Address; wallet: Address },
): Promise<Address> {
  const address = await read(client, { address: token, abi: securityTokenAbi, functionName: 'identityRegistry' });
  return read(client, { address, abi: identityRegistryAbi, functionName: 'identity', args: [wallet] });
}
