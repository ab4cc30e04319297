import type { Address } from 'viem';
import { type TokenAmount, unitsOf } from '../../chain/words.ts';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { securityTokenAbi } from '../../generated/abis.ts';

export type MintParameters = { token: Address; to: Address; amount: TokenAmount };

/**
 * Mints units to an eligible holder, up to the maximum supply. Only an agent of the token.
 *
 * @example
 * await mint(agent, { token, to: fund, amount: 1_000_000_000n });
 */
export const mint: WriteAction<MintParameters> = defineWrite({
  call: async (client, { token, to, amount }: MintParameters) =>
    encodeCall({
      kind: 'token',
      address: token,
      abi: securityTokenAbi,
      functionName: 'mint',
      args: [to, await unitsOf(client, { token, amount })],
    }),
});
