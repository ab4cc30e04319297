import type { Address } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { complianceAbi } from '../../generated/abis.ts';
import { complianceOf } from './complianceOf.ts';

export type RecountParameters = { token: Address; wallets: readonly Address[] };

/**
 * Brings the book of the rule holderLimit to date for these wallets: after it was turned on late, or when an investor's
 * country or class changed. Anyone may.
 *
 * @example
 * const { holders } = await register(client, { token });
 * await recount(agent, { token, wallets: holders.map(({ wallet }) => wallet) });
 */
export const recount: WriteAction<RecountParameters> = defineWrite({
  call: async (client, { token, wallets }: RecountParameters) =>
    encodeCall({
      kind: 'compliance',
      address: await complianceOf(client, token),
      abi: complianceAbi,
      functionName: 'recount',
      args: [token, wallets],
    }),
});
