import type { Address } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { identityRegistryAbi } from '../../generated/abis.ts';

export type DenyParameters = {
  registry: Address;
  /** `false` takes them off the list. */
  denied?: boolean;
} & (
  | { wallets: readonly Address[] }
  /** With all their wallets, also those to come. */
  | { identities: readonly Address[] }
);

/**
 * Puts wallets or identities on the platform's deny-list, or takes them off: they neither send nor receive any token of the
 * platform. Only an agent of the registry.
 *
 * @example
 * await deny(agent, { registry, identities: [identity] });
 * await deny(agent, { registry, wallets: [wallet], denied: false });
 */
export const deny: WriteAction<DenyParameters> = defineWrite({
  call: (_client, parameters: DenyParameters) => {
    const { registry, denied = true } = parameters;
    const target = { kind: 'registry', address: registry, abi: identityRegistryAbi } as const;
    return 'wallets' in parameters
      ? encodeCall({ ...target, functionName: 'denyWallets', args: [parameters.wallets, denied] })
      : encodeCall({ ...target, functionName: 'denyIdentities', args: [parameters.identities, denied] });
  },
});
