import type { Address } from 'viem';
import { type TokenAmount, unitsOf } from '../../chain/words.ts';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { securityTokenAbi } from '../../generated/abis.ts';

export type ForcedTransferParameters = {
  token: Address;
  from: Address;
  to: Address;
  amount: TokenAmount;
  /** Takes units under this keeper's lien. */
  lienKeeper?: Address;
};

/**
 * Moves a holder's units without the holder, by law or order, to an eligible receiver: free ones first, then frozen ones.
 * No rule stands against it. Only an agent of the token.
 *
 * @example
 * await forcedTransfer(agent, { token, from: debtor, to: creditor, amount: 1_000_000n });
 */
export const forcedTransfer: WriteAction<ForcedTransferParameters> = defineWrite({
  call: async (client, { token, from, to, amount, lienKeeper }: ForcedTransferParameters) => {
    const target = { kind: 'token', address: token, abi: securityTokenAbi } as const;
    const units = await unitsOf(client, { token, amount });
    return lienKeeper === undefined
      ? encodeCall({ ...target, functionName: 'forcedTransfer', args: [from, to, units] })
      : encodeCall({ ...target, functionName: 'forcedTransferOfLien', args: [from, to, units, lienKeeper] });
  },
});
