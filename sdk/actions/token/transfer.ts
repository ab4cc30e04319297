import type { Address } from 'viem';
import { type TokenAmount, unitsOf } from '../../chain/words.ts';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { securityTokenAbi } from '../../generated/abis.ts';

export type TransferParameters = { token: Address; to: Address; amount: TokenAmount };

/**
 * Transfers the client's own units. What stands against it beforehand is told by `explain`.
 *
 * @example
 * const { amount } = await getToken(fund, { token });
 * await transfer(fund, { token, to, amount: amount('1,000') });
 */
export const transfer: WriteAction<TransferParameters> = defineWrite({
  call: async (client, { token, to, amount }: TransferParameters) =>
    encodeCall({
      kind: 'token',
      address: token,
      abi: securityTokenAbi,
      functionName: 'transfer',
      args: [to, await unitsOf(client, { token, amount })],
    }),
});
