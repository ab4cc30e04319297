import type { Address } from 'viem';
import { type TokenAmount, unitsOf } from '../../chain/words.ts';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { securityTokenAbi } from '../../generated/abis.ts';

export type BatchTransferParameters = { token: Address; transfers: readonly { to: Address; amount: TokenAmount }[] };

/**
 * Transfers the client's own units to many receivers, all or none.
 *
 * @example
 * await batchTransfer(fund, { token, transfers: [{ to: alice, amount: 5_000_000n }, { to: bob, amount: 7_000_000n }] });
 */
export const batchTransfer: WriteAction<BatchTransferParameters> = defineWrite({
  call: async (client, { token, transfers }: BatchTransferParameters) =>
    encodeCall({
      kind: 'token',
      address: token,
      abi: securityTokenAbi,
      functionName: 'batchTransfer',
      args: [
        transfers.map(({ to }) => to),
        await Promise.all(transfers.map(({ amount }) => unitsOf(client, { token, amount }))),
      ],
    }),
});
