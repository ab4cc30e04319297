import type { Address } from 'viem';
import { type TokenAmount, unitsOf } from '../../chain/words.ts';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { securityTokenAbi } from '../../generated/abis.ts';

export type FreezeParameters = { token: Address; wallet: Address; amount?: TokenAmount };

/**
 * Freezes a wallet as a whole, or, with `amount`, so many more of its units. Only an agent of the token.
 *
 * @example
 * await freeze(agent, { token, wallet });
 * await freeze(agent, { token, wallet, amount: 1_000_000n });
 */
export const freeze: WriteAction<FreezeParameters> = defineWrite({
  call: async (client, { token, wallet, amount }: FreezeParameters) => {
    const target = { kind: 'token', address: token, abi: securityTokenAbi } as const;
    if (amount === undefined) {
      return encodeCall({ ...target, functionName: 'setAddressFrozen', args: [wallet, true] });
    }
    const units = await unitsOf(client, { token, amount });
    return encodeCall({ ...target, functionName: 'freezePartialTokens', args: [wallet, units] });
  },
});
