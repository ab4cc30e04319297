import type { Address } from 'viem';
import { type TokenAmount, unitsOf } from '../../chain/words.ts';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { securityTokenAbi } from '../../generated/abis.ts';

export type BatchMintParameters = { token: Address; mints: readonly { to: Address; amount: TokenAmount }[] };

/**
 * Mints to many eligible holders, all or none. Only an agent of the token.
 *
 * @example
 * await batchMint(agent, { token, mints: [{ to: fund, amount: 5_000_000n }, { to: bank, amount: 7_000_000n }] });
 */
export const batchMint: WriteAction<BatchMintParameters> = defineWrite({
  call: async (client, { token, mints }: BatchMintParameters) =>
    encodeCall({
      kind: 'token',
      address: token,
      abi: securityTokenAbi,
      functionName: 'batchMint',
      args: [
        mints.map(({ to }) => to),
        await Promise.all(mints.map(({ amount }) => unitsOf(client, { token, amount }))),
      ],
    }),
});
