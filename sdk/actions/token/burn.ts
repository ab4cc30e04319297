import type { Address } from 'viem';
import { type TokenAmount, unitsOf } from '../../chain/words.ts';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { securityTokenAbi } from '../../generated/abis.ts';

export type BurnParameters = { token: Address; holder: Address; amount: TokenAmount };

/**
 * Burns a holder's units: free ones first, then frozen ones, never those under lien. Only an agent of the token.
 *
 * @example
 * await burn(agent, { token, holder: fund, amount: 1_000_000n });
 */
export const burn: WriteAction<BurnParameters> = defineWrite({
  call: async (client, { token, holder, amount }: BurnParameters) =>
    encodeCall({
      kind: 'token',
      address: token,
      abi: securityTokenAbi,
      functionName: 'burn',
      args: [holder, await unitsOf(client, { token, amount })],
    }),
});
