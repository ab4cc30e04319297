import type { Address } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { identityRegistryAbi } from '../../generated/abis.ts';

export type RefreshParameters = { registry: Address; wallets: readonly Address[] };

/**
 * Reads the claims of these wallets' identity contracts again, in one transaction. What rests on an attestation that is
 * good stays as it is. Anyone may. Of more wallets than fit one transaction: refreshAll.
 *
 * @example
 * await refresh(agent, { registry, wallets: [fund] });
 */
export const refresh: WriteAction<RefreshParameters> = defineWrite({
  call: (_client, { registry, wallets }: RefreshParameters) =>
    encodeCall({
      kind: 'registry',
      address: registry,
      abi: identityRegistryAbi,
      functionName: 'refresh',
      args: [wallets],
    }),
});
