import type { Address } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { identityRegistryAbi } from '../../generated/abis.ts';

export type RegisterIdentityParameters = {
  registry: Address;
  wallet: Address;
  /** An identity contract with claims (ONCHAINID). */
  identity: Address;
  /** ISO 3166-1 numeric. */
  country: number;
};

/**
 * Registers a wallet with its identity contract, whose claims are read at once. The investor is retail until updateProfile.
 * Only an agent of the registry.
 *
 * @example
 * await registerIdentity(agent, { registry, wallet, identity, country: 344 });
 */
export const registerIdentity: WriteAction<RegisterIdentityParameters> = defineWrite({
  call: (_client, { registry, wallet, identity, country }: RegisterIdentityParameters) =>
    encodeCall({
      kind: 'registry',
      address: registry,
      abi: identityRegistryAbi,
      functionName: 'registerIdentity',
      args: [wallet, identity, country],
    }),
});
