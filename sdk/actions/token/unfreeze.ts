import type { Address } from 'viem';
import { type TokenAmount, unitsOf } from '../../chain/words.ts';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { securityTokenAbi } from '../../generated/abis.ts';

export type UnfreezeParameters = { token: Address; wallet: Address; amount?: TokenAmount };

/**
 * Releases a wallet, or, with `amount`, so many of its frozen units. Only an agent of the token.
 *
 * @example
 * await unfreeze(agent, { token, wallet });
 * await unfreeze(agent, { token, wallet, amount: 1_000_000n });
 */
export const unfreeze: WriteAction<UnfreezeParameters> = defineWrite({
  call: async (client, { token, wallet, amount }: UnfreezeParameters) => {
    const target = { kind: 'token', address: token, abi: securityTokenAbi } as const;
    if (amount === undefined) {
      return encodeCall({ ...target, functionName: 'setAddressFrozen', args: [wallet, false] });
    }
    const units = await unitsOf(client, { token, amount });
    return encodeCall({ ...target, functionName: 'unfreezePartialTokens', args: [wallet, units] });
  },
});
